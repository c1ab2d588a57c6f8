"""The real window over a library on tmp_path, opened and closed as a person would."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from reader.articles.article import ArticleNumber
from reader.articles.folding import fold
from reader.cli import main
from reader.locations import locate
from reader.preferences import load_preferences
from reader.ui.actions import Command
from reader.ui.app import Application
from reader.ui.gestures import Gestures
from reader.ui.main_window import MainWindow
from reader.ui.session import load_session
from reader.wiring import Services, build_services

WAIT_MS = 30_000  # a child process imports and indexes in a second or two; a busy machine takes longer


class OpenWindow:
    """A window as a test drives it: what is on the screen, and the library behind it to look at."""

    def __init__(self, application: Application, services: Services) -> None:
        assert application.gestures is not None
        self.application = application
        self.window: MainWindow = application.window
        self.gestures: Gestures = application.gestures
        self.services = services

    @property
    def title(self) -> str:
        """The article that is open."""
        opened = self.gestures.opening.current
        return opened.article.title if opened is not None else ""

    def rows(self) -> list[str]:
        """The titles in the list, from the top."""
        model = self.window.article_list.rows.model()
        return [model.data(model.index(row, 0)) for row in range(model.rowCount())]

    def words(self) -> str:
        """What labels and buttons say, as far as they can be seen."""
        labels = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        buttons = [button.text() for button in self.window.findChildren(QAbstractButton) if button.isVisible()]
        return "\n".join(labels + buttons)

    def number_of(self, title: str) -> ArticleNumber:
        wanted = fold(title)
        return next(number for number, folded in self.services.shelf.titles() if folded == wanted)

    def trigger(self, command: Command) -> None:
        self.gestures.actions.commands[command].trigger()

    def close(self) -> None:
        self.window.close()


@pytest.fixture
def do(qtbot: QtBot) -> "Doing":
    return Doing(qtbot)


class Doing:
    """What a person does in the window, and the waiting for what comes of it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def search(self, reader: OpenWindow, query: str) -> None:
        """Type into the search field."""
        reader.window.search_bar.focus_and_select()
        with self._qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
            self._qtbot.keyClicks(reader.window.search_bar.focusProxy(), query)
        self._qtbot.waitUntil(lambda: reader.gestures.searching.query == query, timeout=WAIT_MS)
        self.settle(reader)

    def open(self, reader: OpenWindow, title: str) -> None:
        """Open the article of this title, if it is not open already."""
        if reader.title == title:
            return
        with self._qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
            reader.gestures.opening.open(reader.number_of(title))

    def settle(self, reader: OpenWindow) -> None:
        """Wait until nothing is on its way any more."""
        idle = reader.application.pool
        self._qtbot.waitUntil(lambda: not reader.gestures.work.busy and idle.activeThreadCount() == 0, timeout=WAIT_MS)
        QApplication.processEvents()

    def finish_work(self, reader: OpenWindow) -> None:
        """Wait for the end of what the start, or an import, set going in a child process."""
        with self._qtbot.waitSignal(reader.gestures.work.all_done, timeout=WAIT_MS):
            pass
        self.settle(reader)

    def click_word(self, reader: OpenWindow, words: str) -> None:
        """Click these words in the text."""
        view = reader.window.reading_pane.text_view
        cursor = view.document().find(words)
        assert not cursor.isNull(), f"{words} is not in the text"
        cursor.setPosition(cursor.selectionStart() + 2)
        self._qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(cursor).center())


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture(scope="session")
def filled_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the bundled articles, to be copied, not used."""
    folder = tmp_path_factory.mktemp("filled") / "library"
    assert main(["index", "--bundled", "--library", str(folder)]) == 0
    return folder


@pytest.fixture
def seeded(library: Path, filled_library: Path) -> Path:
    """`library`, with the bundled articles in it."""
    shutil.copytree(filled_library, library)
    return library


@pytest.fixture
def open_window(qtbot: QtBot, library: Path) -> Iterator[Callable[[], OpenWindow]]:
    """Opens the window over `library`; may be called again after the window was closed."""
    opened: list[OpenWindow] = []

    def open_one() -> OpenWindow:
        locations = locate(library)
        preferences, problems = load_preferences(locations.preferences_file)
        assert problems == []
        services = build_services(locations)
        application = Application(
            services=services, preferences=preferences, session=load_session(locations.session_file), library=library
        )
        with qtbot.waitSignal(application.ready, timeout=WAIT_MS):
            application.start()
        opened.append(OpenWindow(application, services))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()  # closing twice does nothing
        one.window.deleteLater()
        one.application.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.clear()
    gc.collect()  # here, on the GUI thread, not later on some thread of another test
