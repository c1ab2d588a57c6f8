"""From what is typed to results in the list. A newer query cancels the older one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThreadPool, Signal

from reader.articles.article import ArticleNumber
from reader.articles.passage import Passage
from reader.library.families import Families
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.library.versions import Versions
from reader.search.index import IndexUnreadableError, SearchIndex, SearchResults
from reader.search.snippets import Highlighter
from reader.tasks.find_articles import find_articles, passages_for
from reader.tasks.fold_families import FoldedOrder, fold_families
from reader.tasks.list_articles import fetch_rows
from reader.tasks.views import ArticleFilter, ArticleRow, ArticleSort
from reader.ticket import Ticket
from reader.ui.background import Latest
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

FIRST_RESULTS = 200  # as many are fetched at first, and four times as many each time the list's end is reached
ROW_WIDTH = 110  # characters: what two lines of a row hold, and a little more
FIRST_ROWS = 40  # the list looks at so many when it is laid out
FIRST_PASSAGES = 12  # rows that can be seen at once in a usual window; larger ones ask for the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to one query, ready for the list."""

    results: SearchResults
    folded: FoldedOrder  # the articles found, one row for a family of reprints
    passages: Mapping[ArticleNumber, Passage]
    rows: Sequence[ArticleRow]  # of the articles that come into sight first
    from_top: bool


class SearchFlow(QObject):
    """Typed words to articles, passages and marks. Threads: GUI."""

    found = Signal(object)  # Found, for the newest query only
    passages_found = Signal(object)  # mapping ArticleNumber -> Passage
    cleared = Signal()  # no query any more: the list shows the library again
    index_unreadable = Signal(object)  # IndexUnreadableError
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        shelf: Shelf,
        names: Names,
        bookmarks: Bookmarks,
        read_state: ReadState,
        annotations: Annotations,
        families: Families,
        versions: Versions,
        search_index: SearchIndex,
        pool: QThreadPool,
        asking: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shelf, self._names = shelf, names
        self._bookmarks, self._read_state = bookmarks, read_state
        self._annotations = annotations
        self._families, self._versions = families, versions
        self._search_index = search_index
        self._searching = Latest(asking, self, in_turn=True, priority=3)  # each key press asks
        self._excerpting = Latest(asking, self, priority=2)
        self._warming = Latest(pool, self)
        for latest in (self._searching, self._excerpting, self._warming):
            latest.failed.connect(self._on_failed)
            latest.crashed.connect(self.problem_met)
        self.query = ""
        self.shown = ArticleFilter.ALL
        self.sort = ArticleSort.RELEVANCE
        self.opened: frozenset[ArticleNumber] = frozenset()  # their families of reprints stand open
        self._limit = FIRST_RESULTS
        self._highlighter: Highlighter | None = None
        self._ticket = Ticket()  # of the newest search

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way, so that what the list shows answers something else."""
        return self._searching.busy

    @property
    def highlighter(self) -> Highlighter | None:
        """Marks the hits of the present query in a text; None when nothing is searched."""
        return self._highlighter

    def warm_up(self) -> None:
        """Load the engine and open the index before the first query needs them; damage shows here already."""

        def work() -> None:
            if self._search_index.state() is not None:
                self._search_index.articles()

        self._warming.run(work, lambda _none: None)

    def search(self, query: str) -> None:
        """Search for what is typed now; nothing typed ends the search."""
        query = query.strip()
        if not query:
            self.clear()
            return
        self.query = query
        self._limit = FIRST_RESULTS
        self._start(from_top=True)

    def end_now(self) -> None:
        """The program closes: nothing more is started."""
        self._ticket.cancel()
        self._searching.cancel()
        self._excerpting.cancel()

    def clear(self) -> None:
        self.end_now()
        was_searching = bool(self.query)
        self.query, self._highlighter = "", None
        if was_searching:
            self.cleared.emit()

    def show_only(self, shown: ArticleFilter) -> None:
        self.shown = shown
        if self.query:
            self._start(from_top=True)

    def sort_by(self, sort: ArticleSort) -> None:
        self.sort = sort
        if self.query:
            self._start(from_top=True)

    def fetch_more(self) -> None:
        """The end of the list was reached and there are more matches."""
        if self.query and not self._searching.busy:
            self._limit *= 4
            self._start(from_top=False)

    def search_again(self) -> None:
        """The library or the marks have changed."""
        if self.query:
            self._start(from_top=False)

    def find_passages(self, numbers: Sequence[ArticleNumber]) -> None:
        """The passages of rows that came into sight."""
        highlighter = self._highlighter
        if highlighter is not None:
            self._excerpting.run(
                lambda: passages_for(numbers, highlighter=highlighter, shelf=self._shelf, width=ROW_WIDTH),
                self.passages_found.emit,
            )

    def _start(self, *, from_top: bool) -> None:
        query, limit, shown, sort, opened = self.query, self._limit, self.shown, self.sort, self.opened
        self._ticket.cancel()
        ticket = self._ticket = Ticket()

        def work() -> Found:
            results = find_articles(
                query,
                shelf=self._shelf,
                names=self._names,
                bookmarks=self._bookmarks,
                read_state=self._read_state,
                annotations=self._annotations,
                search_index=self._search_index,
                limit=limit,
                shown=shown,
                sort=sort,
                typing=True,
            )
            ticket.step(1, 2)  # passages of an answer that nobody waits for would only keep the next one waiting
            numbers = [hit.number for hit in results.hits]
            folded = fold_families(numbers, self._families.map(numbers), opened)
            visible = folded.numbers[:FIRST_PASSAGES] if from_top else []
            passages = passages_for(visible, highlighter=results.highlighter, shelf=self._shelf, width=ROW_WIDTH)
            rows = fetch_rows(
                folded.numbers[:FIRST_ROWS] if from_top else [],
                shelf=self._shelf,
                bookmarks=self._bookmarks,
                read_state=self._read_state,
                annotations=self._annotations,
                families=self._families,
                versions=self._versions,
            )
            return Found(results=results, folded=folded, passages=passages, rows=rows, from_top=from_top)

        self._searching.run(work, self._on_found)

    def _on_found(self, found: object) -> None:
        assert isinstance(found, Found)
        self._highlighter = found.results.highlighter
        self.found.emit(found)

    def _on_failed(self, error: object) -> None:
        if isinstance(error, IndexUnreadableError):
            self.index_unreadable.emit(error)
        else:
            self.problem_met.emit(error)
