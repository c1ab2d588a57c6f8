"""Joins the article list and the search field with the flows behind them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from reader.articles.article import ArticleNumber
from reader.search.index import IndexUnreadableError
from reader.tasks.fold_families import FoldedOrder
from reader.tasks.views import ArticleFilter, ArticleRow, ArticleSort
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.empty_words import words_for_empty_list
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.listing import ListingFlow
from reader.ui.flows.searching import Found, SearchFlow
from reader.ui.messages import Messages
from reader.ui.search_bar import SearchBar


class ListJoint(QObject):
    """What the list shows: the library in its order, or the results of a query. Threads: GUI."""

    article_wanted = Signal(object, bool)  # ArticleNumber; whether the selection only moved over it
    first_article_wanted = Signal(object)  # ArticleNumber at the top of a new list, in case nothing is open
    hits_changed = Signal()  # the query, and so the marks in the open article, are others
    import_wanted = Signal()
    reading_wanted = Signal()  # the reader goes over to the text

    def __init__(
        self,
        *,
        pane: ArticleListPane,
        search_bar: SearchBar,
        listing: ListingFlow,
        searching: SearchFlow,
        work: BackgroundWorkFlow,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pane, self._search_bar = pane, search_bar
        self._listing, self._searching, self._work = listing, searching, work
        self._messages = messages
        self._folded = FoldedOrder(())  # what the list shows now
        self._to_select: frozenset[ArticleNumber] = frozenset()  # when the order comes in which their families are open
        self._more = 0  # articles that were found and are not known yet
        self._understood = ""
        self._meant = ""  # a query like the present one, which found nothing
        self._open_best = False  # the reader pressed Enter before the answer was there
        self._look_again = False  # the index could not be read while work was going on that may have mended it
        self._open: ArticleNumber | None = None
        self._join_list()
        self._join_search()

    def _join_list(self) -> None:
        pane, listing = self._pane, self._listing
        listing.order_ready.connect(self._on_order_ready)
        listing.unread_found.connect(self._on_unread_found)
        pane.article_selected.connect(lambda number: self.article_wanted.emit(number, True))
        pane.article_activated.connect(self._on_article_activated)
        pane.filter_changed.connect(self.show_only)
        pane.sort_changed.connect(self._on_sort_changed)
        pane.fold_wanted.connect(self._on_fold_wanted)
        pane.empty_action_chosen.connect(self._on_empty_action_chosen)

    def _join_search(self) -> None:
        pane, searching, bar = self._pane, self._searching, self._search_bar
        bar.query_changed.connect(self._on_query_changed)
        bar.query_submitted.connect(self._on_query_submitted)
        bar.list_wanted.connect(self._on_list_wanted)
        bar.left.connect(self.reading_wanted)
        pane.more_wanted.connect(searching.fetch_more)
        pane.passages_wanted.connect(searching.find_passages)
        searching.found.connect(self._on_found)
        searching.passages_found.connect(pane.set_passages)
        searching.cleared.connect(self._on_search_cleared)
        searching.index_unreadable.connect(self._on_index_unreadable)
        self._work.all_done.connect(self._on_work_done)

    def show_open(self, number: ArticleNumber) -> None:
        """This article is open now: the list goes to it, or to the row of its family, where the list shows it."""
        self._open = number
        self._pane.set_current(self._folded.row_for(number))

    def has_reprints(self, numbers: Sequence[ArticleNumber]) -> bool:
        """Whether one of these articles of the list has reprints."""
        return any(number in self._folded.families for number in numbers)

    def select_with_reprints(self, numbers: Sequence[ArticleNumber]) -> None:
        """Open the families of these articles, and select them with all their reprints."""
        families = self._folded.families
        wanted = {families[number] for number in numbers if number in families}
        self._to_select = frozenset(numbers).union(one for one, family in families.items() if family in wanted)
        self._set_opened(self._listing.opened | wanted)
        if self._searching.query:
            self._searching.search_again()
        else:
            self._listing.reload()

    def refresh(self) -> None:
        """The library or the marks changed: bring the list up to date, keeping the reader's place."""
        if self._searching.query:
            self._searching.search_again()
        else:
            self._listing.reload()
        self._listing.recount()

    def marks_changed(self) -> None:
        """A bookmark or the read state of an article changed: it may enter a filtered list, but leaves none at once.

        An article that was read while only unread ones are shown stays where it is until the filter is chosen anew,
        so that nothing jumps under the reader's eyes.
        """
        self._listing.recount()
        if self._listing.shown is ArticleFilter.BOOKMARKS:
            self.refresh()

    def show_only(self, shown: ArticleFilter) -> None:
        self._pane.set_filter(shown)
        self._searching.show_only(shown)
        if self._searching.query:
            self._listing.shown = shown
        else:
            self._listing.show_only(shown)

    def search_for(self, query: str) -> None:
        """Search as if it had been typed."""
        self._search_bar.set_query(query)
        self._on_query_changed(query)

    def show_meant(self, meant: str) -> None:
        """This query finds something, the present one does not: offer it in the empty list."""
        self._meant = meant
        if not len(self._folded.numbers):
            self._show_nothing()

    def go_to_next_unread(self) -> None:
        current = self._pane.current_number()
        numbers = list(self._folded.numbers)
        start = numbers.index(current) + 1 if current in numbers else 0
        self._listing.find_unread(numbers[start:])

    def _on_order_ready(self, folded: FoldedOrder, from_top: bool) -> None:
        if self._searching.query:
            return
        self._show(folded, more=0, from_top=from_top)
        if len(folded.numbers) and self._open is None:
            self.first_article_wanted.emit(folded.numbers[0])

    def _on_found(self, found: Found) -> None:
        results = found.results
        self._listing.stop_loading()
        self._pane.set_searching(True)
        self._understood, self._meant = results.understood, ""
        self._search_bar.explain(results.understood, results.problem, results.total)
        more = results.total - len(results.hits)
        self._show(found.folded, more=more, from_top=found.from_top, rows=found.rows)
        self._pane.set_passages(found.passages)
        self._pane.set_title_marker(results.highlighter.spans if results.highlighter else None)
        self.hits_changed.emit()
        if self._open_best:
            self._open_best = False
            self._open_first()

    def _on_search_cleared(self) -> None:
        self._understood = self._meant = ""
        self._open_best = False
        self._searching.sort = ArticleSort.RELEVANCE
        self._pane.set_searching(False)
        self._search_bar.explain("")
        self._listing.reload(from_top=True)
        self.hits_changed.emit()

    def _show(self, folded: FoldedOrder, *, more: int, from_top: bool = False, rows: Sequence[ArticleRow] = ()) -> None:
        self._folded, self._more = folded, more
        numbers = folded.numbers
        if len(numbers):
            total = len(numbers) + more
            self._pane.show_order(numbers, total=total, reset_scroll=from_top, rows=rows, below=folded.below)
            if self._open is not None and self._pane.current_number() is None:
                self._pane.set_current(folded.row_for(self._open), scroll=not from_top)
            if self._to_select and not from_top:
                self._pane.select(self._to_select)
            self._to_select = frozenset()
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        empty = words_for_empty_list(
            query=self._searching.query,
            understood=self._understood,
            shown=self._listing.shown,
            busy=self._work.brings_articles,
            meant=self._meant,
        )
        self._pane.show_empty(empty.title, empty.words, empty.action)

    def _on_article_activated(self, number: ArticleNumber) -> None:
        self.article_wanted.emit(number, False)

    def _on_fold_wanted(self, number: ArticleNumber, opens: bool) -> None:
        """Open or close a family at once; what is on its way would show it as it was, and is asked for anew."""
        family = frozenset(self._folded.members(number))
        self._set_opened(self._listing.opened - family | ({number} if opens else frozenset()))
        current = self._pane.current_number()
        self._show(self._folded.unfolded(number) if opens else self._folded.folded(number), more=self._more)
        if not opens and current in family:
            self._pane.set_current(self._folded.row_for(current))
        if self._searching.busy:
            self._searching.search_again()
        elif self._listing.busy:
            self._listing.reload()

    def _set_opened(self, opened: frozenset[ArticleNumber]) -> None:
        self._listing.opened = self._searching.opened = opened

    def _on_sort_changed(self, sort: ArticleSort) -> None:
        if self._searching.query:
            self._searching.sort_by(sort)
        else:
            self._listing.sort_by(sort)

    def _on_query_changed(self, query: str) -> None:
        self._open_best = False
        self._searching.search(query)

    def _on_query_submitted(self, query: str) -> None:
        if query.strip() != self._searching.query:
            self._searching.search(query)
        elif self._searching.busy:  # the list still answers what was typed before
            self._open_best = True
        else:
            self._open_first()

    def _open_first(self) -> None:
        if len(self._folded.numbers):
            self._pane.set_current(self._folded.numbers[0])
            self.article_wanted.emit(self._folded.numbers[0], False)

    def _on_list_wanted(self) -> None:
        self._pane.setFocus()
        if self._pane.current_number() is None:
            self._pane.select_first()

    def _on_unread_found(self, number: ArticleNumber | None) -> None:
        if number is not None:
            self._pane.set_current(number)
            self.article_wanted.emit(number, False)
            self.reading_wanted.emit()

    def _on_work_done(self) -> None:
        if not len(self._folded.numbers):
            self.refresh()  # an empty list has another reason now
        if self._look_again:
            self._look_again = False
            self._searching.warm_up()

    def _on_empty_action_chosen(self) -> None:
        if self._meant:
            self.search_for(self._meant)
        elif self._listing.shown is not ArticleFilter.ALL:
            self.show_only(ArticleFilter.ALL)
        elif self._searching.query:
            self._search_bar.set_query("")
            self._searching.clear()
        else:
            self.import_wanted.emit()

    def _on_index_unreadable(self, error: IndexUnreadableError) -> None:
        """Mend what is damaged; what is only not built yet is on its way already."""
        self._open_best = False
        if self._work.brings_articles:
            self._look_again = True
            self._search_bar.explain("", "The index is being built. Results appear as they come.")
            return
        self._messages.tell(
            f"{error.problem} It is being built anew; your articles and bookmarks are not affected,"
            " and the list can be used meanwhile."
        )
        self._work.rebuild_index()
