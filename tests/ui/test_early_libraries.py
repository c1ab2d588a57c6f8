"""Qt's libraries are loaded by a thread in the installed program on Linux; what is missing does no harm."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.ui import early_libraries

linux = pytest.mark.skipif(sys.platform != "linux", reason="nothing is done on other systems")


def run(program: str) -> list[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, timeout=100, check=False
    )
    assert finished.returncode == 0, finished.stderr
    assert finished.stderr == ""  # Qt complains there, of a wrong thread for example
    return finished.stdout.splitlines()


def test_a_checkout_has_nothing_to_load_early() -> None:
    assert not early_libraries.begin()


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert not early_libraries.begin()


@linux
def test_a_folder_without_libraries_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "shiboken6").mkdir()
    (tmp_path / "shiboken6" / "Shiboken.abi3.so").write_bytes(b"no library")
    program = f"""
import sys
sys._MEIPASS = {str(tmp_path)!r}
from reader.ui import early_libraries
print(early_libraries.begin())
early_libraries._load(sys._MEIPASS, early_libraries.LIBRARIES)
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
print(QLabel("text").text())
"""
    assert run(program) == ["True", "text"]


@linux
def test_qt_works_when_a_thread_has_loaded_it() -> None:
    """The folder of Qt's wheels is laid out as the program's."""
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parents[1]
    if not (folder / early_libraries.LIBRARIES[1]).is_file():
        pytest.skip("this PySide6 did not come as a wheel")
    program = f"""
import threading
from reader.ui import early_libraries
thread = threading.Thread(target=early_libraries._load, args=({str(folder)!r}, early_libraries.LIBRARIES))
thread.start()
thread.join()
print("libQt6Widgets" in open("/proc/self/maps").read())
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("text")
label.show()
print(QThread.currentThread() == application.thread(), QThread.isMainThread())
QTimer.singleShot(0, application.quit)
application.exec()
"""
    assert run(program) == ["True", "True True"]


def test_each_library_is_of_the_folder_that_is_built() -> None:
    """A name that is misspelt would be passed over in silence."""
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parents[1]
    if not (folder / "PySide6" / "Qt" / "lib").is_dir() or sys.platform != "linux":
        pytest.skip("this PySide6 did not come as a wheel for Linux")
    wanted = [*early_libraries.LIBRARIES, *map(early_libraries.PLUGIN.format, ("qxcb", "qwayland"))]
    assert [name for name in wanted if not (folder / name).is_file()] == []
