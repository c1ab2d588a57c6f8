"""Saved searches: kept, renamed, moved, removed and put back; and how much is new in them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.saved_searches import CountedSearch, count_saved_searches, look_at_search, save_search
from reader.ui.background import Latest, run_job
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState
from reader.userdata.saved_searches import SavedSearch, SavedSearches, SavedSearchNumber

GROWTH_PAUSE_MS = 1500  # while articles arrive, they are not counted more often than this


class SavedSearchesFlow(QObject):
    """Everything is read and written on threads; after each change the whole list is told anew. Threads: GUI."""

    listed = Signal(object)  # Sequence[CountedSearch], in the reader's order
    saved = Signal(object)  # SavedSearch: it is in the list that was told before
    removed = Signal(object)  # SavedSearch: it is not in the list any more
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
        saved_searches: SavedSearches,
        pool: QThreadPool,
        asking: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._names = shelf, names
        self._bookmarks, self._read_state = bookmarks, read_state
        self._annotations = annotations
        self._search_index, self._saved_searches = search_index, saved_searches
        self._pool = pool
        self.searches: Sequence[CountedSearch] = ()
        self._to_tell: list[Callable[[], object]] = []  # changes that the next list is the first to show
        self._counting = Latest(asking, self, in_turn=True)
        self._counting.failed.connect(self.problem_met)
        self._counting.crashed.connect(self.problem_met)
        self._growing = QTimer(self, singleShot=True, interval=GROWTH_PAUSE_MS)
        self._growing.timeout.connect(self._on_growing_timeout)

    def load(self) -> None:
        """Read the list, then count: the names need not wait for the index."""

        def deliver(listed: object) -> None:
            self._on_counted(listed)
            if self.searches:
                self.count()

        self._counting.run(lambda: [CountedSearch(saved) for saved in self._saved_searches.all()], deliver)

    def count(self) -> None:
        """Read the list and count now."""
        self._growing.stop()
        self._counting.run(self._count, self._on_counted)

    def count_soon(self) -> None:
        """There may be new articles or names: count, but not at every step of an import."""
        if not self._growing.isActive():
            self._growing.start()

    def marks_changed(self) -> None:
        """A bookmark or the read state of an article changed, and some may ask for these."""
        if any("is:" in each.saved.query for each in self.searches):
            self.count_soon()

    def holds(self, query: str) -> bool:
        """Whether this query is saved."""
        return any(each.saved.query == query.strip() for each in self.searches)

    def new_in(self, number: SavedSearchNumber) -> int:
        """How many articles it found that the reader has not looked at, when that was last counted."""
        return next((each.found.new for each in self.searches if each.saved.number == number and each.found), 0)

    def save(self, query: str) -> None:
        """Keep this query under a name made from it; `saved` follows, also where it was kept already."""
        self._change(
            lambda: save_search(
                query, shelf=self._shelf, search_index=self._search_index, saved_searches=self._saved_searches
            ),
            then=self.saved.emit,
        )

    def rename(self, number: SavedSearchNumber, name: str) -> None:
        self._change(lambda: self._saved_searches.rename(number, name))

    def move(self, number: SavedSearchNumber, by: int) -> None:
        self._change(lambda: self._saved_searches.move(number, by))

    def remove(self, saved: SavedSearch) -> None:
        """Take it out of the list; `removed` follows, with which it can be put back."""
        self._change(lambda: self._saved_searches.remove(saved.number), then=lambda _none: self.removed.emit(saved))

    def put_back(self, saved: SavedSearch) -> None:
        self._change(lambda: self._saved_searches.put_back(saved))

    def look_at(self, number: SavedSearchNumber) -> None:
        """Its answer is being shown: nothing in it is new any more."""
        self._change(
            lambda: look_at_search(
                number, shelf=self._shelf, search_index=self._search_index, saved_searches=self._saved_searches
            )
        )

    def _change(self, write: Callable[[], object], then: Callable[[object], object] | None = None) -> None:
        """Writing is never cancelled by something newer; a list that was read before it must not be told after it."""
        self._counting.cancel()
        run_job(
            write, lambda outcome: self._on_changed(outcome, then), owner=self, pool=self._pool, failed=self._on_failed
        )

    def _on_failed(self, error: object) -> None:
        self.problem_met.emit(error)
        self.count()  # what the reader sees is what is kept

    def _on_changed(self, outcome: object, then: Callable[[object], object] | None) -> None:
        if then is not None:
            self._to_tell.append(lambda: then(outcome))
        self.count()

    def _count(self) -> Sequence[CountedSearch]:
        return count_saved_searches(
            shelf=self._shelf,
            names=self._names,
            bookmarks=self._bookmarks,
            read_state=self._read_state,
            annotations=self._annotations,
            search_index=self._search_index,
            saved_searches=self._saved_searches,
        )

    def _on_counted(self, counted: object) -> None:
        assert isinstance(counted, list)
        self.searches = counted
        self.listed.emit(counted)
        told, self._to_tell = self._to_tell, []
        for tell in told:
            tell()

    def _on_growing_timeout(self) -> None:
        if self._counting.busy:
            self._growing.start()
        else:
            self.count()
