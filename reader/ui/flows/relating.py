"""From the open article to what it leads to, for the sidebar."""

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.library.families import Families
from reader.library.links import Links
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.find_related import find_related
from reader.tasks.views import OpenedArticle
from reader.ui.background import Latest
from reader.userdata.read_state import ReadState

PAUSE_MS = 120  # looked up when the reader stays, not for every article that is passed


class RelatingFlow(QObject):
    """Looks up links and similar articles of the article that is open. Threads: GUI."""

    related_found = Signal(object)  # RelatedArticles
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        shelf: Shelf,
        links: Links,
        names: Names,
        families: Families,
        read_state: ReadState,
        search_index: SearchIndex,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._links, self._names = shelf, links, names
        self._families, self._read_state, self._search_index = families, read_state, search_index
        self._opened: OpenedArticle | None = None
        self._relating = Latest(pool, self)
        self._relating.failed.connect(self.problem_met)
        self._relating.crashed.connect(self.problem_met)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look_again)

    def relate(self, opened: OpenedArticle) -> None:
        """Look up what this article leads to, in a moment."""
        self._relating.cancel()
        self._opened = opened
        self._pause.start()

    def look_again(self) -> None:
        """The library may have changed: look up what the open article leads to now."""
        if self._opened is None:
            return
        number = self._opened.number

        def look_up() -> object:
            return find_related(
                number,
                shelf=self._shelf,
                links=self._links,
                names=self._names,
                read_state=self._read_state,
                search_index=self._search_index if self._search_index.state() is not None else None,
                families=self._families,
            )

        self._relating.run(look_up, self.related_found.emit)
