"""The window is raised by a second start, and takes what it brings."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.handing_over import Answer, Handover, NobodyThereError, hand_over
from reader.locations import Locations
from reader.taken_files import keep
from reader.ui import x11
from reader.ui.second_start import SecondStarts, raise_window

ROOT = Path(__file__).parent.parent.parent
WAIT_MS = 30_000
WAIT_SECONDS = WAIT_MS / 1000


class Intake:
    """What imports in a real window."""

    def __init__(self) -> None:
        self.files: list[tuple[Path, ...]] = []
        self.ends: list[Callable[[], object]] = []

    def take(self, files: tuple[Path, ...], ended: Callable[[], object]) -> None:
        self.files.append(files)
        self.ends.append(ended)


class Second:
    """A second start, on a thread: in this process the window has the GUI thread."""

    def __init__(self, locations: Locations, *files: Path, again: bool = False) -> None:
        self.answer: Answer | None = None
        self.failed = False
        self._said = Handover.here(files)._replace(again=again)
        self._address = locations.window_address_file
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.answer = hand_over(self._address, self._said, within=WAIT_SECONDS)
        except NobodyThereError:
            self.failed = True

    @property
    def ended(self) -> bool:
        return not self.thread.is_alive()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def intake() -> Intake:
    return Intake()


@pytest.fixture
def starts(qtbot: QtBot, locations: Locations, window: QWidget, intake: Intake) -> Iterator[SecondStarts]:
    locations.data.mkdir()
    one = SecondStarts(locations=locations, window=window, take_files=intake.take, parent=window)
    one.begin()
    qtbot.waitUntil(locations.window_address_file.exists, timeout=WAIT_MS)
    yield one
    one.end()


@pytest.mark.usefixtures("starts")
def test_files_are_taken_and_kept_until_they_are_imported(
    qtbot: QtBot, locations: Locations, intake: Intake, tmp_path: Path
) -> None:
    second = Second(locations, tmp_path / "a.txt", tmp_path / "b.txt")
    qtbot.waitUntil(lambda: second.ended, timeout=WAIT_MS)
    assert second.answer is Answer.TAKEN
    assert intake.files == [(tmp_path / "a.txt", tmp_path / "b.txt")]
    assert len(list(locations.taken_files.iterdir())) == 1
    intake.ends[0]()
    assert not locations.taken_files.exists()


@pytest.mark.usefixtures("starts")
def test_a_second_start_without_files_raises_a_minimised_window(
    qtbot: QtBot, locations: Locations, intake: Intake, window: QWidget
) -> None:
    window.showMaximized()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    assert window.isMinimized()
    second = Second(locations)
    qtbot.waitUntil(lambda: second.ended, timeout=WAIT_MS)
    assert second.answer is Answer.TAKEN
    assert not window.isMinimized()
    assert window.isMaximized()  # as it was
    assert window.isActiveWindow()
    assert intake.files == []
    assert not locations.taken_files.exists()


@pytest.mark.usefixtures("window")
def test_what_an_earlier_window_left_is_taken_at_the_start(
    qtbot: QtBot, locations: Locations, window: QWidget, intake: Intake, tmp_path: Path
) -> None:
    keep(locations.taken_files, [tmp_path / "left.txt"])
    one = SecondStarts(locations=locations, window=window, take_files=intake.take, parent=window)
    one.begin([tmp_path / "own.txt"])
    qtbot.waitUntil(lambda: len(intake.files) == 2, timeout=WAIT_MS)
    assert intake.files == [(tmp_path / "left.txt",), (tmp_path / "own.txt",)]
    assert len(list(locations.taken_files.iterdir())) == 2  # its own are written down, too
    one.end()


def test_while_the_library_is_closed_nothing_is_taken(
    qtbot: QtBot, locations: Locations, starts: SecondStarts, window: QWidget, intake: Intake, tmp_path: Path
) -> None:
    window.hide()
    starts.close()
    second = Second(locations, tmp_path / "a.txt")
    qtbot.waitUntil(lambda: second.ended, timeout=WAIT_MS)
    assert second.answer is Answer.LATER
    assert intake.files == []
    assert not locations.taken_files.exists()
    assert window.isHidden()  # a window that was closed does not come back


def test_while_a_backup_is_put_back_its_window_is_raised_once(
    qtbot: QtBot, locations: Locations, starts: SecondStarts, window: QWidget, tmp_path: Path
) -> None:
    restoring = QWidget()
    qtbot.addWidget(restoring)
    restoring.show()
    starts.close(restoring)
    window.hide()
    starts.close()  # as the closing window does
    for again in (False, True):
        restoring.showMinimized()
        second = Second(locations, tmp_path / "a.txt", again=again)
        qtbot.waitUntil(lambda second=second: second.ended, timeout=WAIT_MS)
        assert second.answer is Answer.LATER
        assert restoring.isMinimized() is again


def test_who_waits_when_the_program_ends_keeps_its_files(
    locations: Locations, starts: SecondStarts, intake: Intake, tmp_path: Path
) -> None:
    """The window is closed before it came to look: nothing goes through the GUI thread any more."""
    second = Second(locations, tmp_path / "a.txt")
    for _ in range(WAIT_MS):
        if starts._callers:
            break
        second.thread.join(0.001)
    starts.end()
    second.thread.join(WAIT_SECONDS)
    assert second.answer is Answer.LATER
    assert not locations.taken_files.exists()
    QCoreApplication.processEvents()  # what was on its way arrives, and finds nothing to do
    assert intake.files == []


def test_its_own_files_wait_for_the_next_start_where_it_is_closed_at_once(
    locations: Locations, window: QWidget, intake: Intake, tmp_path: Path
) -> None:
    locations.data.mkdir()
    one = SecondStarts(locations=locations, window=window, take_files=intake.take, parent=window)
    one.begin([tmp_path / "own.txt"])
    for _ in range(WAIT_MS):
        if one._callers:
            break
        threading.Event().wait(0.001)
    one.end()
    assert len(list(locations.taken_files.iterdir())) == 1


def test_after_the_end_nobody_answers(locations: Locations, starts: SecondStarts) -> None:
    starts.end()
    second = Second(locations)
    second.thread.join(WAIT_SECONDS)
    assert second.failed
    assert starts._take(Handover()) is Answer.LATER  # who was just being heard


def test_a_dialog_over_the_window_gets_the_keyboard(qtbot: QtBot, window: QWidget) -> None:
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible, timeout=WAIT_MS)
    raise_window(window, Handover())
    qtbot.waitUntil(dialog.isActiveWindow, timeout=WAIT_MS)
    dialog.close()


def test_each_platform_gets_the_desktops_leave(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[int, str]] = []
    monkeypatch.setattr(x11, "come_forward", lambda number, startup_id: said.append((number, startup_id)))
    monkeypatch.setattr(QWidget, "raise_", lambda _widget: None)  # there is no such platform here
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    handover = Handover(token="leave", startup_id="id_TIME7")
    raise_window(window, handover)
    assert said == []
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    raise_window(window, handover)
    assert said == [(int(window.winId()), "id_TIME7")]
    assert "XDG_ACTIVATION_TOKEN" not in os.environ
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    raise_window(window, handover)
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "leave"


@pytest.mark.parametrize(
    ("startup_id", "moment"),
    [("", 0), ("shell-12-host-readalso-1_TIME3456", 3456), ("_TIME4294967297", 1), ("_TIME5_more", 0), ("_TIME", 0)],
)
def test_the_moment_of_the_double_click(startup_id: str, moment: int) -> None:
    assert x11.time_of(startup_id) == moment


@pytest.mark.parametrize("length", [0, 1, 18, 19, 20, 21, 39, 40, 41])
def test_a_message_about_a_start_goes_in_pieces(length: int) -> None:
    words = "n" * length
    parts = x11.parts_of(words)
    assert {len(part) for part in parts} == {20}
    whole = b"".join(parts)
    assert whole[: length + 1] == words.encode() + b"\0"
    assert len(whole) - length <= 20


def test_an_id_that_is_no_text_goes_as_it_came() -> None:
    assert x11.parts_of(os.fsdecode(b"caf\xe9_TIME7")) == [b"caf\xe9_TIME7".ljust(20, b"\0")]


def test_without_an_x_server_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    x11.come_forward(1, "id_TIME7")
    monkeypatch.setattr(x11, "LIBRARY", "libnone.so.9")
    x11.come_forward(1, "id_TIME7")


MACOS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from reader.ui.file_opening import FileOpeningApplication, open_files_with

def open_file(path):
    QCoreApplication.sendEvent(qt, QFileOpenEvent(QUrl.fromLocalFile(path)))

qt, opened = FileOpeningApplication(["readalso"]), []
open_file("/tmp/early one.txt"), open_file("/tmp/and another.txt")
QCoreApplication.sendEvent(qt, QFileOpenEvent(QUrl("readalso:nothing")))
assert opened == []
open_files_with(opened.append)
assert opened == [(Path("/tmp/early one.txt"), Path("/tmp/and another.txt"))], opened
open_file("/tmp/later.txt")
assert opened[1:] == [(Path("/tmp/later.txt"),)], opened
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the paths are those of other systems")
def test_files_that_the_system_asks_the_program_to_open() -> None:
    run = subprocess.run(
        [sys.executable, "-c", MACOS], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
