"""Builds the window from the services and runs it."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication

from reader.articles.article import ArticleId, ArticleNumber
from reader.journal import open_journal
from reader.locations import locate, own_command
from reader.preferences import Preferences, load_preferences
from reader.tasks.views import ArticleFilter, ArticleSort
from reader.ui.flows.appearance import AppearanceFlow
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.listing import ListingFlow
from reader.ui.flows.naming import NamingFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.flows.searching import SearchFlow
from reader.ui.fonts import interface_font
from reader.ui.main_window import MainWindow
from reader.ui.session import Session, load_session, save_session
from reader.ui.style_sheet import palette, style_sheet
from reader.ui.theme import Theme
from reader.wiring import Services, build_services

Kind = TypeVar("Kind", ArticleFilter, ArticleSort)
THREADS = 3  # an article, a query and a count at the same time
log = logging.getLogger(__name__)


class Application(QObject):
    """The window and the flows behind it, over one library. Threads: GUI."""

    def __init__(
        self, *, services: Services, preferences: Preferences, session: Session, library: Path | None = None
    ) -> None:
        """`library`: the folder that was chosen, to be handed on to child processes; None for the platform's own."""
        super().__init__()
        self._services, self._session = services, session
        self._command = [*own_command(), *(("--library", str(library)) if library is not None else ())]
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(THREADS)
        self.pool.setExpiryTimeout(-1)  # a thread keeps its connection to the library
        self._build_flows(preferences)
        self._set_interface_font(preferences.interface_font)
        self._dress(self.appearance.theme)
        self.window = MainWindow(
            listing=self.listing,
            searching=self.searching,
            opening=self.opening,
            naming=self.naming,
            work=self.work,
            appearance=self.appearance,
        )
        self.window.restore(session)
        self.window.closing.connect(self.end)
        self.window.painted.connect(self._on_window_painted)
        self.appearance.theme_changed.connect(self._dress)
        self.appearance.interface_font_changed.connect(self._set_interface_font)
        self.listing.order_ready.connect(self._open_something)

    def _build_flows(self, preferences: Preferences) -> None:
        services, pool = self._services, self.pool
        kept: Any = {  # what most flows need
            "shelf": services.shelf,
            "bookmarks": services.bookmarks,
            "read_state": services.read_state,
            "pool": pool,
            "parent": self,
        }
        self.appearance = AppearanceFlow(
            preferences=preferences, path=services.locations.preferences_file, pool=pool, parent=self
        )
        self.listing = ListingFlow(**kept)
        self.searching = SearchFlow(names=services.names, search_index=services.search_index, **kept)
        self.opening = OpeningFlow(
            links=services.links,
            names=services.names,
            search_index=services.search_index,
            recognizer=services.recognizer,
            read_after_ms=round(preferences.read_after_seconds * 1000),
            **kept,
        )
        self.naming = NamingFlow(names=services.names, pool=pool, parent=self)
        self.work = BackgroundWorkFlow(
            command=self._command,
            shelf=services.shelf,
            names=services.names,
            imports=services.imports,
            search_index=services.search_index,
            pool=pool,
            parent=self,
        )

    def start(self) -> None:
        """Show the window with the list's top and the last article in it; everything else follows its first paint."""
        window, session = self.window, self._session
        self.listing.shown = _stored(ArticleFilter, session.shown, ArticleFilter.ALL)
        self.listing.sort = _stored(ArticleSort, session.sort, ArticleSort.NEWEST)
        self.searching.shown = self.listing.shown
        window.article_list.set_filter(self.listing.shown)
        window.article_list.set_sort(self.listing.sort)
        for number in self._services.shelf.numbers_of([ArticleId(session.article)]):
            self.opening.open_at_once(number, restore=True)
        self.listing.load_first()
        window.article_list.setFocus()
        window.show()

    def end(self) -> None:
        """Write down where the reader left off, end what runs, close the files."""
        save_session(self.window.session(), self._services.locations.session_file)
        self.appearance.save_now()
        self.opening.keep_place_now()
        self.work.end_now()
        self.pool.waitForDone()
        self._services.close()

    def _on_window_painted(self) -> None:
        open_journal(self._services.locations, purpose="window")
        self.listing.reload()
        self.listing.recount()
        self.work.complete()
        self.searching.warm_up()

    def _open_something(self, numbers: Sequence[ArticleNumber], _from_top: bool) -> None:
        """An article is open whenever there is one."""
        if self.opening.current is None and len(numbers):
            self.opening.open_at_once(numbers[0], restore=False)

    def _dress(self, theme: Theme) -> None:
        QApplication.setPalette(palette(theme))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setStyleSheet(style_sheet(theme))

    def _set_interface_font(self, family: str) -> None:
        QApplication.setFont(interface_font(family=family))


def run_window(library: Path | None) -> int:
    """Open the window and return the exit status when it is closed.

    Raises:
        ReaderError: the library cannot be opened.
    """
    locations = locate(library)
    services = build_services(locations)
    preferences, problems = load_preferences(locations.preferences_file)
    qt = make_qt()
    sys.excepthook = _report_crash
    application = Application(
        services=services, preferences=preferences, session=load_session(locations.session_file), library=library
    )
    for problem in problems:
        log.warning("%s", problem)
    application.start()
    return qt.exec()


def make_qt() -> QApplication:
    """The QApplication, with our name and our font."""
    QApplication.setApplicationName("readalso")
    QApplication.setApplicationDisplayName("Read Also")
    QApplication.setDesktopFileName("io.github.readalso.ReadAlso")
    qt = QApplication(sys.argv[:1])
    qt.setStyle("Fusion")  # the one style that draws our sheet alike everywhere
    return qt


def _stored(kind: type[Kind], value: str, default: Kind) -> Kind:
    """What the session says, where it still means something."""
    try:
        return kind(value)
    except ValueError:
        return default


def _report_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug in a slot: Qt goes on, the log tells us."""
    log.critical("a bug", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
