"""The real window over a library on tmp_path, opened and closed as a person would."""

import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reader.articles.article import ArticleNumber
from reader.articles.folding import fold
from reader.cli import main
from reader.entities.mention import LinkedMention
from reader.locations import locate
from reader.preferences import load_preferences
from reader.single_instance import Claim
from reader.ui.actions import Command
from reader.ui.app import Application
from reader.ui.dialogs.correction_frame import CorrectionDialog
from reader.ui.gestures import Gestures
from reader.ui.main_window import MainWindow
from reader.ui.reading_pane.render import Place
from reader.ui.session import load_session
from reader.ui.sidebar.rows import EntityRow
from reader.wiring import Services, build_services

D = TypeVar("D", bound=QDialog)
KindOf = type[D]
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

    def names_shown(self) -> tuple[LinkedMention, ...]:
        """The names that are marked in the open article."""
        page = self.window.reading_pane.text_view.page
        return page.mentions if page is not None else ()

    def names_beside(self) -> set[str]:
        """The names of the open article in the sidebar, as a screen reader tells them: "Seoul, place, 2 mentions"."""
        rows = self.gestures.sidebar.findChildren(EntityRow)
        return {row.accessibleName() for row in rows if not row.isHidden()}

    def names_listed(self) -> list[str]:
        """The names in the view of all names, from the top."""
        model = self.gestures.names.names.browser.view.model()
        return [model.data(model.index(row, 0)) for row in range(model.rowCount())]

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
        self.clicks = 0  # since it was set to 0

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
        pool, calm = reader.application.pool, 0

        def is_idle() -> bool:
            return not reader.gestures.work.busy and pool.activeThreadCount() == 0

        while calm < 2:  # an answer that has come may ask for the next
            self._qtbot.waitUntil(is_idle, timeout=WAIT_MS)
            QApplication.processEvents()
            calm = calm + 1 if is_idle() else 0

    def finish_work(self, reader: OpenWindow) -> None:
        """Wait for the end of what the start, or an import, set going in a child process."""
        with self._qtbot.waitSignal(reader.gestures.work.all_done, timeout=WAIT_MS):
            pass
        self.settle(reader)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click there, else in the middle of it; `clicks` counts."""
        self.clicks += 1
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at if at is not None else widget.rect().center())

    def double_click(self, widget: QWidget, at: QPoint) -> None:
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        self._qtbot.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def click_button(self, within: QWidget, words: str) -> None:
        """Click the button that says this."""

        def found() -> list[QAbstractButton]:  # what is put into an open window is shown a moment later
            buttons = [button for button in within.findChildren(QAbstractButton) if button.isVisible()]
            return [each for each in buttons if words in (each.text().replace("&", ""), each.accessibleName())]

        self.wait(lambda: bool(found()))
        self.click(found()[0])

    def choose(self, words: str) -> None:
        """Click the entry of the open menu that begins so; a menu behind it is open then."""
        menus = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
        entries = [(menu, entry) for menu in menus for entry in menu.actions()]
        fitting = [each for each in entries[::-1] if each[1].text().replace("&", "").startswith(words)]
        menu, entry = min(fitting, key=lambda each: len(each[1].text()))
        behind = entry.menu()
        self.click(menu, menu.actionGeometry(entry).center())
        if behind is not None:
            self._qtbot.waitUntil(behind.isVisible, timeout=WAIT_MS)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys, one after the other, wherever the keyboard goes."""
        for key in keys:
            self._qtbot.keyClick(self._keys_go_to(), key, held)

    def type(self, words: str) -> None:
        self._qtbot.keyClicks(self._keys_go_to(), words)

    def wait(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until, timeout=WAIT_MS)

    def click_word(self, reader: OpenWindow, words: str, *, nth: int = 0) -> None:
        """Click these words in the text."""
        view = reader.window.reading_pane.text_view
        cursor = QTextCursor(view.document())
        for _ in range(nth + 1):
            cursor = view.document().find(words, cursor)
            assert not cursor.isNull(), f"{words} is not in the text"
        cursor.setPosition(cursor.selectionStart() + 2)
        self.click(view.viewport(), view.cursorRect(cursor).center())

    def open_card(self, reader: OpenWindow, words: str, *, nth: int = 0) -> None:
        """Click this name in the text, and wait for all that its card tells."""
        with self._qtbot.waitSignal(reader.gestures.naming.card_ready, timeout=WAIT_MS):
            self.click_word(reader, words, nth=nth)

    def dialog(self, reader: OpenWindow) -> CorrectionDialog:
        """The dialog that asks about a name, once it has the keys."""
        self.wait(lambda: isinstance(QApplication.activeWindow(), CorrectionDialog))
        return next(each for each in reader.window.findChildren(CorrectionDialog) if each.isActiveWindow())

    @contextmanager
    def correcting(self, reader: OpenWindow) -> Iterator[None]:
        """What is done inside corrects a name; afterwards the open article shows it, the rest may wait for a child."""
        with self._qtbot.waitSignals(
            [reader.gestures.names.correcting.corrected, reader.gestures.opening.mentions_found],
            order="simple",  # names that were on their way before it do not count
            timeout=WAIT_MS,
        ):
            yield

    def named(self, reader: OpenWindow, kind: KindOf[D]) -> D:
        """The dialog of this kind, when it is open."""
        self.wait(lambda: any(each.isVisible() for each in reader.window.findChildren(kind)))
        return next(each for each in reader.window.findChildren(kind) if each.isVisible())

    def in_sight(self, reader: OpenWindow, place: Place) -> bool:
        """Whether these words of the article are on the screen."""
        view = reader.window.reading_pane.text_view
        cursor = QTextCursor(view.document().findBlockByNumber(place.block))
        cursor.setPosition(cursor.position() + place.start)
        return view.viewport().rect().contains(view.cursorRect(cursor).center())

    def _activate(self) -> None:
        """Give the keys to the window when a dialog or a card is gone. A desktop does so; the offscreen platform does
        not, and would not notice it if it were told without another window between."""
        window = next(
            each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()
        )
        between = QWidget()
        for each in (between, window):
            each.show()
            each.activateWindow()
            self.wait(each.isActiveWindow)
        between.deleteLater()

    def _keys_go_to(self) -> QWidget:
        """What gets a key that is pressed now: the innermost of a menu or a card, else what has the focus."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        if QApplication.activeWindow() is None:
            self._activate()
        self.wait(lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


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

    def open_one(files: Sequence[Path] = (), claim: Claim | None = None) -> OpenWindow:
        locations = locate(library)
        preferences, problems = load_preferences(locations.preferences_file)
        assert problems == []
        services = build_services(locations, rescue=True)
        application = Application(
            services=services,
            preferences=preferences,
            session=load_session(locations.session_file),
            library=library,
            files=files,
            claim=claim,
        )
        with qtbot.waitSignal(application.ready, timeout=WAIT_MS):
            application.start()
        opened.append(OpenWindow(application, services))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()  # closing twice does nothing
        one.application.let_go()
        one.window.deleteLater()
        one.application.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.clear()
    gc.collect()  # here, on the GUI thread, not later on some thread of another test
