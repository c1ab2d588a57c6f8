"""After the first paint no class of Qt is made on a thread, and the GUI thread loads one module at a time."""

import json
import os
import subprocess
import sys
import textwrap

import pytest

from reader.ui.later_modules import WITH_QT, WITHOUT_QT

# Loads everything at once, as if there were no lists, and notes the order in which our modules were done.
PROGRAM = """
import json, sys
from importlib.machinery import SourceFileLoader
from reader.ui.late_signatures import load_qt
load_qt()
import reader.ui.app, reader.ui.later_modules

done = []
run = SourceFileLoader.exec_module

def run_and_note(loader, module):
    run(loader, module)
    done.append(module.__name__)

SourceFileLoader.exec_module = run_and_note
import reader.ui.file_opening, reader.ui.second_start, reader.ui.gestures
print(json.dumps([name for name in done if name.startswith("reader.")]))
"""
# Loads what is listed for the thread, and says which classes of Qt and modules of Qt's came with it.
ON_THE_THREAD = """
import json, sys
from reader.ui.late_signatures import load_qt
load_qt()
import reader.ui.app
from reader.ui.later_modules import load_without_qt
from shiboken6 import Shiboken

def classes():
    found = [Shiboken.Object]
    for each in found:
        found += type.__subclasses__(each)
    return {f"{each.__module__}.{each.__qualname__}" for each in found}

before, modules = classes(), set(sys.modules)
load_without_qt()
new = {name for name in set(sys.modules) - modules if name.startswith(("reader.ui", "PySide6"))}
print(json.dumps([sorted(classes() - before), sorted(new)]))
"""


def run(program: str) -> list[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    answer: list[str] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def order() -> list[str]:
    return run(PROGRAM)


def told(names: list[str]) -> str:
    return "The list is to be:\n" + "\n".join(textwrap.wrap(" ".join(names), 112, break_on_hyphens=False))


def test_what_has_qt_in_it_is_listed_in_an_order_that_loads_one_at_a_time(order: list[str]) -> None:
    expected = [name.removeprefix("reader.ui.") for name in order if name.startswith("reader.ui.")]
    place = {name: number for number, name in enumerate(WITH_QT)}
    assert set(WITH_QT) == set(expected), told(expected)
    assert len(WITH_QT) == len(place)
    assert sorted(expected, key=place.__getitem__) == WITH_QT


def test_what_is_without_it_is_listed(order: list[str]) -> None:
    expected = [name.removeprefix("reader.") for name in order if not name.startswith("reader.ui.")]
    assert set(WITHOUT_QT) == set(expected), told(expected)


def test_the_thread_makes_no_class_of_qt() -> None:
    assert run(ON_THE_THREAD) == [[], []]
