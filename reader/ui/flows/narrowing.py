"""From an answer to what would narrow it: asked when the results are on the screen, never before."""

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import IndexUnreadableError, SearchIndex
from reader.tasks.narrow import Choices, narrowing_choices
from reader.tasks.views import ArticleFilter
from reader.ui.background import Latest
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

PAUSE_MS = 250  # after the results: who types on is not held up by counts of a query that is gone


class NarrowingFlow(QObject):
    """Counts what the articles of the newest answer have in common. Threads: GUI."""

    choices_ready = Signal(object)  # Choices, for the newest query only
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        shelf: Shelf,
        names: Names,
        bookmarks: Bookmarks,
        read_state: ReadState,
        annotations: Annotations,
        search_index: SearchIndex,
        asking: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._names = shelf, names
        self._bookmarks, self._read_state = bookmarks, read_state
        self._annotations = annotations
        self._search_index = search_index
        self._query, self._shown = "", ArticleFilter.ALL
        self._counting = Latest(asking, self, in_turn=True)
        self._counting.failed.connect(self._on_failed)
        self._counting.crashed.connect(self.problem_met)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._count)

    def look_at(self, query: str, shown: ArticleFilter) -> None:
        """The answer to this query, among these articles, is on the screen: count soon what would narrow it."""
        self._counting.cancel()
        self._query, self._shown = query, shown
        self._pause.start()

    def clear(self) -> None:
        """Nothing is searched any more."""
        self._pause.stop()
        self._counting.cancel()
        self.choices_ready.emit(Choices())

    def _count(self) -> None:
        query, shown = self._query, self._shown
        self._counting.run(
            lambda: narrowing_choices(
                query,
                shelf=self._shelf,
                names=self._names,
                bookmarks=self._bookmarks,
                read_state=self._read_state,
                annotations=self._annotations,
                search_index=self._search_index,
                shown=shown,
                typing=True,
            ),
            self.choices_ready.emit,
        )

    def _on_failed(self, error: object) -> None:
        if not isinstance(error, IndexUnreadableError):  # the search itself has met that, and does what is to be done
            self.problem_met.emit(error)
