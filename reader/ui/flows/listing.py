"""The list's order: filter, sort, and how many there are of what."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QThreadPool, Signal

from reader.articles.article import ArticleNumber
from reader.library.families import Families
from reader.library.shelf import Shelf
from reader.library.versions import Versions
from reader.tasks.fold_families import FoldedOrder, fold_families
from reader.tasks.list_articles import count_library, fetch_rows, order_articles
from reader.tasks.views import ArticleFilter, ArticleRow, ArticleSort
from reader.ui.background import Latest
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

UNREAD_CHUNK = 100  # rows looked at in one go for the next unread article


class ListingFlow(QObject):
    """From filter and sort to the numbers of the articles. Threads: GUI."""

    order_ready = Signal(object, bool)  # FoldedOrder; whether the list starts from its top
    counts_ready = Signal(object)  # LibraryCounts
    unread_found = Signal(object)  # ArticleNumber or None
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        shelf: Shelf,
        bookmarks: Bookmarks,
        read_state: ReadState,
        annotations: Annotations,
        families: Families,
        versions: Versions,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._bookmarks = bookmarks
        self._read_state = read_state
        self._annotations = annotations
        self._families, self._versions = families, versions
        self._ordering, self._counting, self._seeking = (Latest(pool, self) for _ in range(3))
        for latest in (self._ordering, self._counting, self._seeking):
            latest.failed.connect(self.problem_met)
            latest.crashed.connect(self.problem_met)
        self.shown = ArticleFilter.ALL
        self.sort = ArticleSort.NEWEST
        self.opened: frozenset[ArticleNumber] = frozenset()  # their families of reprints stand open

    @property
    def busy(self) -> bool:
        """Whether an order is on its way."""
        return self._ordering.busy

    def fetch_rows(self, numbers: Sequence[ArticleNumber]) -> list[ArticleRow]:
        """What rows show. Quick: a page is read by primary key."""
        return fetch_rows(
            numbers,
            shelf=self._shelf,
            bookmarks=self._bookmarks,
            read_state=self._read_state,
            annotations=self._annotations,
            families=self._families,
            versions=self._versions,
        )

    def reload(self, *, from_top: bool = False) -> None:
        """Bring the order up to date, keeping the reader's place unless `from_top`."""
        opened = self.opened
        self._ordering.run(lambda: self._order(opened), lambda order: self.order_ready.emit(order, from_top))

    def recount(self) -> None:
        self._counting.run(
            lambda: count_library(shelf=self._shelf, bookmarks=self._bookmarks, read_state=self._read_state),
            self.counts_ready.emit,
        )

    def show_only(self, shown: ArticleFilter) -> None:
        self.shown = shown
        self.reload(from_top=True)

    def sort_by(self, sort: ArticleSort) -> None:
        self.sort = sort
        self.reload(from_top=True)

    def stop_loading(self) -> None:
        """Something else decides the list now: an order still on its way must not land."""
        self._ordering.cancel()

    def find_unread(self, following: Sequence[ArticleNumber]) -> None:
        """The first unread one of these articles, or None, through `unread_found`."""

        def seek() -> ArticleNumber | None:
            for start in range(0, len(following), UNREAD_CHUNK):
                for row in self.fetch_rows(following[start : start + UNREAD_CHUNK]):
                    if not row.read:
                        return row.number
            return None

        self._seeking.run(seek, self.unread_found.emit)

    def _order(self, opened: frozenset[ArticleNumber]) -> FoldedOrder:
        numbers = order_articles(
            self.shown,
            self.sort,
            shelf=self._shelf,
            bookmarks=self._bookmarks,
            read_state=self._read_state,
        )
        return fold_families(numbers, self._families.map(), opened)
