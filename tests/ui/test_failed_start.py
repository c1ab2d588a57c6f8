"""A library that does not open by itself: brought up to date with progress, gone back from, or told why not."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import CancelledError, ReaderError
from reader.library.schema import MIGRATIONS as LIBRARY_MIGRATIONS
from reader.locations import Locations
from reader.preferences import Preferences, save_preferences
from reader.tasks.newer_library import NewerLibraryError
from reader.ticket import Ticket
from reader.ui.failed_start import ANEW, GO_BACK, dress_as_chosen, recover
from reader.ui.first_look import FirstLook, take_first_look, try_first_look
from reader.ui.upgrading import BACKING_UP, CHANGING, UpgradingWindow
from reader.userdata.schema import MIGRATIONS as USERDATA_MIGRATIONS
from tests.newer_library import LIBRARY, NEWER, OLD, USERDATA, look_at, make_newer, moods_in
from tests.tasks.backing_up import damage, state_of
from tests.test_migrations import ARTICLES, LIBRARY_ROWS, USERDATA_ROWS, make_file


class Asked:
    """Clicks the button that begins so in the next question, and remembers what was said."""

    def __init__(self, button: str) -> None:
        self.said: list[str] = []
        self.buttons: list[str] = []
        self._button = button
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]
        for box in boxes:
            self._timer.stop()
            self.said.append(f"{box.text()} {box.informativeText()}")
            self.buttons = [each.text() for each in box.findChildren(QAbstractButton)]
            next(each for each in box.buttons() if each.text() == self._button).click()


@pytest.fixture
def answer(qapp: QApplication) -> Iterator[Callable[[str], Asked]]:
    """Answers the next question with this button."""
    assert qapp is not None
    made: list[Asked] = []

    def answer_(button: str) -> Asked:
        made.append(Asked(button))
        return made[-1]

    yield answer_
    for each in made:
        each.stop()


class Start:
    """A start of the window as far as its first look, with what it did besides."""

    def __init__(self, locations: Locations) -> None:
        self.locations = locations
        self.anew = 0

    def __call__(self) -> FirstLook | None:
        first = try_first_look(self.locations)
        if not isinstance(first, ReaderError):
            return first
        return recover(
            first,
            lambda ticket: take_first_look(self.locations, ticket=ticket),
            locations=self.locations,
            command=[sys.executable, "-m", "reader", "--library", str(self.locations.data)],
            start_anew=self._note,
        )

    def _note(self) -> None:
        self.anew += 1


@pytest.fixture
def start(locations: Locations, qapp: QApplication) -> Start:
    assert qapp is not None
    return Start(locations)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the small window said, in order."""
    said: list[str] = []
    show, tell = UpgradingWindow.show, UpgradingWindow._on_progressed

    def show_(window: QWidget) -> None:
        assert isinstance(window, UpgradingWindow)
        said.append(window.words.text())
        show(window)

    def tell_(window: UpgradingWindow, done: int, total: int) -> None:
        tell(window, done, total)
        said.append(window.words.text())

    monkeypatch.setattr(UpgradingWindow, "show", show_)
    monkeypatch.setattr(UpgradingWindow, "_on_progressed", tell_)
    return said


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application, which afterwards looks as it did before."""
    before = qapp.palette(), qapp.styleSheet(), qapp.font(), qapp.windowIcon()
    yield qapp
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])
    qapp.setFont(before[2])
    qapp.setWindowIcon(before[3])


def make_older(locations: Locations) -> None:
    make_file(locations.library_file, LIBRARY_MIGRATIONS, LIBRARY_ROWS, 2)
    make_file(locations.userdata_file, USERDATA_MIGRATIONS, USERDATA_ROWS, 2)


def test_a_library_of_this_version_is_opened_without_a_word(start: Start, shown: list[str]) -> None:
    first = start()
    assert first is not None
    first.services.close()
    assert shown == []


def test_an_older_library_is_backed_up_and_brought_up_to_date_under_a_small_window(
    start: Start, shown: list[str]
) -> None:
    make_older(start.locations)
    first = start()
    assert first is not None
    with closing(first.services) as services:
        assert services.shelf.count() == ARTICLES
        [backup] = services.backups.all()
        assert {file.version for file in backup.files} == {2}
    assert shown[0] == BACKING_UP
    assert shown[-1] == CHANGING
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets())
    assert QApplication.quitOnLastWindowClosed()


def test_closing_the_small_window_stops_before_anything_is_changed(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_older(start.locations)
    step = Ticket.step

    def close_first(ticket: Ticket, done: int, total: int) -> None:
        ticket.cancel()  # as closing it does, at a moment that is known
        step(ticket, done, total)

    monkeypatch.setattr(Ticket, "step", close_first)
    before = start.locations.library_file.read_bytes()
    with pytest.raises(CancelledError):
        start()
    assert start.locations.library_file.read_bytes() == before
    assert not any((start.locations.data / "backups").glob("*/manifest.json"))


def test_closing_is_heard(qtbot: QtBot) -> None:
    window = UpgradingWindow()
    qtbot.addWidget(window)
    heard = []

    def work(ticket: Ticket) -> str:
        QTimer.singleShot(0, window, window.close)
        while not ticket.cancelled:
            threading.Event().wait(0.01)
        heard.append(window.isVisible())
        return "not delivered"

    with pytest.raises(CancelledError):
        window.run(work)
    assert heard == [True]  # it stayed until the work was over


def test_a_newer_library_is_refused_and_the_reader_may_leave_it_so(
    start: Start, answer: Callable[[str], Asked]
) -> None:
    make_newer(start.locations, LIBRARY, USERDATA)
    before = look_at(start.locations.data)
    asked = answer("&Close")
    with pytest.raises(NewerLibraryError):
        start()
    assert look_at(start.locations.data) == before
    assert NEWER in asked.said[0]
    assert "go back to the backup" in asked.said[0]
    assert "readalso restore" not in asked.said[0]  # a button does it
    assert GO_BACK in asked.buttons
    assert start.anew == 0


def test_the_backup_from_before_the_upgrade_is_restored_by_a_button(
    start: Start, answer: Callable[[str], Asked]
) -> None:
    make_newer(start.locations, LIBRARY, USERDATA)
    answer(GO_BACK)
    assert start() is None
    assert start.anew == 1
    assert state_of(start.locations) == OLD
    kept = {path.name: path for path in (start.locations.data / "newer").rglob("*.sqlite")}
    assert moods_in(kept[LIBRARY]) == moods_in(kept[USERDATA]) == ["calm"]
    first = start()
    assert first is not None
    first.services.close()


def test_without_a_backup_nothing_is_offered(start: Start, answer: Callable[[str], Asked]) -> None:
    make_newer(start.locations, LIBRARY, backup=False)
    asked = answer("&Close")
    with pytest.raises(NewerLibraryError):
        start()
    assert asked.buttons == ["&Close"]


def test_what_is_damaged_can_be_kept_aside(start: Start, answer: Callable[[str], Asked]) -> None:
    make_newer(start.locations, backup=False)
    damaged = damage(start.locations.library_file) and start.locations.library_file.read_bytes()
    answer(ANEW)
    first = start()
    assert first is not None
    first.services.close()
    [kept] = (start.locations.data / "damaged").rglob("library.sqlite")
    assert kept.read_bytes() == damaged


def test_other_faults_are_told(start: Start, answer: Callable[[str], Asked], tmp_path: Path) -> None:
    (tmp_path / "library").write_text("in the way")
    asked = answer("&Close")
    with pytest.raises(ReaderError, match="could not be used"):
        start()
    assert "could not be used" in asked.said[0]
    assert asked.buttons == ["&Close"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_told_has_the_colours_that_the_reader_chose(
    locations: Locations, undressed: QApplication, theme: str
) -> None:
    save_preferences(Preferences(theme=theme), locations.preferences_file)
    dress_as_chosen(locations)
    assert (undressed.palette().window().color().lightness() < 128) == (theme == "dark")
    assert not undressed.windowIcon().isNull()
