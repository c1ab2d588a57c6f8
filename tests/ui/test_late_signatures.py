"""With late signatures PySide says the same of a wrong call, in the same words; and nothing else changes."""

import importlib.metadata
import os
import subprocess
import sys

import pytest

from reader.ui.late_signatures import TRIED

SHIBOKEN = importlib.metadata.version("shiboken6")
pytestmark = pytest.mark.skipif(
    SHIBOKEN not in TRIED, reason=f"late signatures were not tried with shiboken6 {SHIBOKEN}: it is loaded as usual"
)

LATE = """
from reader.ui.late_signatures import load_qt
assert load_qt()
"""
BEGIN = """
import sys
from PySide6 import QtCore, QtGui, QtWidgets

def wrong(call):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print("no error")
"""


def run(program: str, *, late: bool = True, begin: str = BEGIN) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    finished = subprocess.run(
        [sys.executable, "-c", (LATE if late else "") + begin + program],
        capture_output=True, text=True, env=environment, timeout=100, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_the_signature_modules_wait() -> None:
    program = """
class Window(QtWidgets.QWidget):
    pressed = QtCore.Signal(str)

    @QtCore.Slot(str)
    def hear(self, words: str) -> None:
        print(words)

application = QtWidgets.QApplication([])
window = Window(objectName="window")
window.pressed.connect(window.hear)
window.pressed.emit("heard")
print(window.objectName(), QtCore.Qt.AlignmentFlag(33))
print(sorted({"shibokensupport.signature.loader", "inspect", "zipfile", "argparse", "logging"} & sys.modules.keys()))
"""
    assert run(program).splitlines() == ["heard", "window 33", "[]"]


@pytest.mark.parametrize(
    "program",
    [
        "wrong(lambda: QtCore.QPoint('a'))\n"
        "wrong(lambda: QtCore.QObject(5))\n"
        "wrong(lambda: QtCore.QTimer().start('soon'))\n"
        "wrong(lambda: QtGui.QColor(1, 2, 3, 4, 5, 6))\n"
        "wrong(lambda: QtWidgets.QLabel.setText(3))\n"
        "wrong(lambda: QtCore.QObject(objectNam='x'))\n"
        "wrong(lambda: QtCore.QCoreApplication.translate(1))\n"
        "wrong(lambda: QtCore.QPoint(1, 2).setX(None))\n"
        "wrong(lambda: QtCore.qVersion(3))\n"
        # What is loaded after the first wrong call is imported as usual.
        "from PySide6 import QtSvg\n"
        "wrong(lambda: QtSvg.QSvgRenderer(1, 2, 3))\n"
        "import shiboken6\n"
        "print(shiboken6.__version__, shiboken6.__minimum_python_version__)",
        "print(QtCore.QPoint.setX.__doc__, QtCore.QPoint.__doc__, int.__doc__)",
        "import pydoc; print(pydoc.render_doc(QtCore.QPoint))",
        "import inspect; print(inspect.signature(QtWidgets.QApplication.notify)"
        " if hasattr(QtWidgets.QApplication.notify, '__signature__') else 'none')",
        "from PySide6.support.signature import get_signature; print(get_signature(QtCore.QRect))",
        "from shibokensupport.signature import get_signature; print(get_signature(QtCore.QTimer.singleShot))",
        "import shibokensupport.feature as feature; print(feature.all_feature_names, feature.info())",
        "import pickle\n"
        "flags = QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignTop\n"
        "print(pickle.loads(pickle.dumps([flags, QtCore.Qt.Key.Key_A, QtCore.QPoint(1, 2)])))",
    ],
)
def test_it_says_what_pyside_says(program: str) -> None:
    said = run(program)
    assert said.strip()
    assert said == run(program, late=False)


def test_a_wrong_call_names_the_right_ones() -> None:
    said = run("wrong(lambda: QtCore.QPoint('a'))")
    assert said.startswith("TypeError 'PySide6.QtCore.QPoint.__init__' called with wrong argument types:")
    assert "QPoint.__init__(xpos: int, ypos: int, /)" in said


@pytest.mark.parametrize("feature", ["snake_case", "snake_case, true_property"])
def test_features_of_pyside_can_be_switched_on(feature: str) -> None:
    program = f"""
from __feature__ import {feature}
label = QtWidgets.QLabel
print(hasattr(label, "set_text"), hasattr(label, "setText"), isinstance(label.__dict__["text"], property))
wrong(lambda: QtCore.QPoint("a"))
"""
    assert run(program) == run(program, late=False)


def test_an_unknown_feature_is_refused_as_usual() -> None:
    program = """
try:
    from __feature__ import shouting
except (ImportError, SyntaxError) as error:
    print("refused")
"""
    assert run(program) == run(program, late=False) == "refused\n"


def test_threads_that_err_at_the_same_moment_are_both_told() -> None:
    """They wait for one another. (Plain PySide ends the process now and then.)"""
    program = """
import threading
gate, told = threading.Barrier(4), []

def err(call):
    gate.wait()
    try:
        call()
    except TypeError as error:
        told.append(str(error))

calls = [lambda: QtCore.QPoint("a"), lambda: QtCore.QRect("a"), lambda: QtCore.QPoint("b"), lambda: QtCore.QSize("c")]
threads = [threading.Thread(target=err, args=(call,)) for call in calls]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(told), all("called with wrong argument types" in each for each in told))
"""
    assert run(program) == "4 True\n"


def test_nothing_is_done_where_qt_is_loaded_already() -> None:
    program = """
from reader.ui.late_signatures import load_qt
print(load_qt(), compile is __import__("builtins").compile)
wrong(lambda: QtCore.QPoint("a"))
"""
    assert run(program, late=False).startswith("False True\nTypeError 'PySide6.QtCore.QPoint.__init__'")


def test_another_version_is_loaded_as_usual() -> None:
    program = """
from reader.ui import late_signatures
late_signatures.TRIED = ()
print(late_signatures.load_qt())
from PySide6 import QtCore
import sys
print("shibokensupport.signature.loader" in sys.modules, sys.modules["shiboken6"].__version__)
"""
    assert run(program, late=False, begin="") == f"False\nTrue {SHIBOKEN}\n"
