"""What is there when the first article is painted: the modules of `first_paint_modules.txt`, and no costly class of Qt.

A module that a test names here was added to the way to the first paint. If it is not needed to paint the list and an
article, import it where it is used, with the reason, as the others there; if it is, add it to the list: the installed
program keeps what is listed there where it is read fastest.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.cli import main
from reader.ui import late_signatures

LIST = Path(__file__).parents[2] / "packaging" / "first_paint_modules.txt"
OURS, QT = "reader", ("PySide6", "shiboken6", "shibokensupport", "signature_bootstrap")

# Opens the window as the desktop does. `reader.ui.background` is the first module that is loaded after the first paint.
PROGRAM = """
import os, sys
from reader.cli import main

class Watcher:
    def find_spec(self, name, path, target=None):
        if name == "reader.ui.background":
            modules = sorted(sys.modules)
            from shiboken6 import Shiboken
            classes = [Shiboken.Object]
            for each in classes:
                classes += type.__subclasses__(each)
            print("MODULES", *modules, "CLASSES", *sorted({each.__name__ for each in classes}), sep="\\n", flush=True)
            os._exit(0)

sys.meta_path.insert(0, Watcher())
main([])
"""
NOTHING = "import sys; print(*sorted(sys.modules), sep='\\n')"  # what Python and this environment load by themselves
ONLY_QT = "import PySide6.QtWidgets, PySide6.QtSvg; PySide6.QtCore.Qt.Key; " + NOTHING


class Loaded(NamedTuple):
    modules: frozenset[str]
    classes: frozenset[str]

    def ours(self) -> set[str]:
        return {name for name in self.modules if name.partition(".")[0] == OURS}

    def of_qt(self) -> set[str]:
        return {name for name in self.modules if name.partition(".")[0] in QT}


def run(program: str, **more: str) -> list[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.split()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The modules that are there after the first paint of an article, and the classes of Qt."""
    folder = tmp_path_factory.mktemp("first")
    article = folder / "article.txt"
    article.write_text("A headline\n\nThe first paragraph names Tokyo.\n\nThe second one is longer.\n")
    library = folder / "library"
    assert main(["import", str(article), "--library", str(library)]) == 0
    printed = run(PROGRAM, READALSO_LIBRARY=str(library))
    modules, classes = printed.index("MODULES"), printed.index("CLASSES")
    return Loaded(frozenset(printed[modules + 1 : classes]), frozenset(printed[classes + 1 :]))


@pytest.fixture(scope="module")
def listed() -> set[str]:
    lines = LIST.read_text("utf-8").splitlines()
    return {name for line in lines if (name := line.partition("#")[0].strip())}


def signatures_wait() -> bool:
    import PySide6

    return PySide6.__version__ in late_signatures.TRIED


def test_the_article_and_its_row_were_painted(loaded: Loaded) -> None:
    assert {"ArticleText", "RowDelegate", "QTextLine"} <= loaded.classes
    assert "reader.ui.reading_pane.marks" in loaded.modules


def test_ours_are_those_of_the_list(loaded: Loaded, listed: set[str]) -> None:
    there, expected = loaded.ours(), {name for name in listed if name.partition(".")[0] == OURS}
    assert not there - expected, "new before the first paint: import it later, or add it to first_paint_modules.txt"
    assert not expected - there, "no longer loaded before the first paint: take it out of first_paint_modules.txt"


def test_those_of_qt_are_those_of_the_list(loaded: Loaded, listed: set[str]) -> None:
    if not signatures_wait():
        pytest.skip("this PySide6 loads its signatures at once: late_signatures has not been tried with it")
    assert loaded.of_qt() == {name for name in listed if name.partition(".")[0] in QT}, "see the words above the tests"


def test_of_others_there_are_none_but_those_of_the_list(loaded: Loaded, listed: set[str]) -> None:
    """Python's own, of which each version loads a little less or more, and those of dependencies: there are none."""
    by_itself = set(run(NOTHING if signatures_wait() else ONLY_QT))
    others = loaded.modules - loaded.ours() - loaded.of_qt() - by_itself
    assert not others - listed, "new before the first paint: import it later, or add it to first_paint_modules.txt"


@pytest.mark.parametrize(
    "module",
    [
        "argparse", "ast", "concurrent.futures", "ctypes", "dataclasses", "hashlib", "html.entities", "inspect",
        "logging", "multiprocessing", "numpy", "pickle", "platformdirs", "random", "shutil", "socket", "subprocess",
        "tempfile", "traceback", "urllib.request", "whoosh", "zipfile", "reader.arguments", "reader.command_table",
        "reader.journal", "reader.ui.gestures", "reader.entities.linker", "reader.entities.recognizer",
        "reader.library.linking", "reader.search.index",
    ],
)  # fmt: skip
def test_what_was_got_rid_of_does_not_come_back_by_the_list(module: str, listed: set[str]) -> None:
    """Each costs milliseconds; whoever needs one of them before the first paint after all, decides that here."""
    assert module not in listed


@pytest.mark.parametrize("costly", ["QStyle", "QGradient", "QDockWidget", "QTextCharFormat", "QUrl"])
def test_costly_classes_wait(loaded: Loaded, costly: str) -> None:
    """QDockWidget stands for all widgets: they are loaded together, to find out what one of them is."""
    assert costly not in loaded.classes
