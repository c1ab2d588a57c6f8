"""Everything that reacts to the reader about what comes in: importing, watching folders, what is wanted, histories."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from reader.articles.article import ArticleNumber
from reader.library.families import Families
from reader.library.imports import Imports
from reader.library.links import Links
from reader.library.places import Places
from reader.library.shelf import Shelf
from reader.library.versions import Versions
from reader.library.wanted import Wanted
from reader.library.watched_folders import WatchedFolders
from reader.tasks.import_files import ImportFiles
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.history import HistoryFlow
from reader.ui.flows.importing import ImportFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.flows.wanted import WantedFlow
from reader.ui.flows.watching import WatchingFlow
from reader.ui.list_joint import ListJoint
from reader.ui.main_window import MainWindow
from reader.ui.messages import Messages
from reader.ui.reading_joint import ReadingJoint
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.theme import Theme


class LibraryGestures(QObject):
    """What comes into the library of one window, and where it came from. Threads: GUI."""

    problem_met = Signal(object)

    def __init__(
        self,
        *,
        window: MainWindow,
        shelf: Shelf,
        imports: Imports,
        places: Places,
        versions: Versions,
        families: Families,
        wanted: Wanted,
        links: Links,
        watched_folders: WatchedFolders,
        import_files: Callable[[], ImportFiles],
        work: BackgroundWorkFlow,
        opening: OpeningFlow,
        list_joint: ListJoint,
        reading: ReadingJoint,
        sidebar: Sidebar,
        messages: Messages,
        theme: Theme,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._opening, self._work = window, opening, work
        base: Any = {"window": window, "pool": pool}
        self.importing = ImportFlow(
            work=work,
            imports=imports,
            places=places,
            shelf=shelf,
            import_files=import_files,
            messages=messages,
            **base,
        )
        self.watching = WatchingFlow(watched_folders=watched_folders, work=work, **base)
        self.wanted = WantedFlow(wanted=wanted, links=links, **base)
        self.history = HistoryFlow(
            shelf=shelf, places=places, versions=versions, families=families, theme=theme, **base
        )
        self._join(list_joint)
        self._join_history(reading, sidebar)

    def _join(self, list_joint: ListJoint) -> None:
        window, importing, history = self._window, self.importing, self.history
        list_joint.import_wanted.connect(importing.choose_files)
        window.dragged_over.connect(self._on_dragged_over)
        window.dropped.connect(importing.take)
        importing.noted.connect(lambda words, action, act: window.status_bar.show_note(words, action=action, act=act))
        importing.article_wanted.connect(self._open)
        history.article_wanted.connect(self._open)
        history.noted.connect(window.status_bar.show_note)
        self.wanted.search_wanted.connect(list_joint.search_for)
        self._work.library_grew.connect(self.wanted.refresh)
        for flow in (importing, self.watching, self.wanted, history):
            flow.problem_met.connect(self.problem_met)

    def _join_history(self, reading: ReadingJoint, sidebar: Sidebar) -> None:
        history = self.history
        reading.article_shown.connect(lambda opened: history.look(opened.number))
        history.history_known.connect(sidebar.show_history)
        sidebar.comparison_wanted.connect(self.compare_current)
        sidebar.about_wanted.connect(self.about_current)
        self._work.finished.connect(self._on_work_finished)

    def _on_work_finished(self, _kind: object, report: dict[str, object]) -> None:
        """Files came and went: what is told of the open article may be otherwise, and rows of new versions are."""
        if report.get("updated"):
            self._window.article_list.refresh_all()
            self._opening.reload_names()
        if self._opening.current is not None:
            self.history.look(self._opening.current.number)

    def begin(self) -> None:
        """Put the watched folders under watch."""
        self.watching.begin()

    def set_theme(self, theme: Theme) -> None:
        self.history.set_theme(theme)

    def about_current(self) -> None:
        """Where the open article came from."""
        if self._opening.current is not None:
            self.history.show_about(self._opening.current.number)

    def compare_current(self) -> None:
        """The versions of the open article."""
        if self._opening.current is not None:
            self.history.compare(self._opening.current.number)

    def _open(self, number: ArticleNumber) -> None:
        self._opening.open(number)
        self._window.reading_pane.text_view.setFocus()

    def _on_dragged_over(self, event: Any) -> None:
        if self.importing.takes(event.mimeData()):
            event.acceptProposedAction()
