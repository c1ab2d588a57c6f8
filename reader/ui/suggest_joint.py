"""Joins the search field with what suggests: what could be typed on, what may have been meant, earlier searches."""

from PySide6.QtCore import QObject, Signal

from reader.articles.article import ArticleNumber
from reader.tasks.suggest import Suggestion, SuggestionKind
from reader.ui.flows.searching import Found, SearchFlow
from reader.ui.flows.suggesting import SuggestFlow
from reader.ui.list_joint import ListJoint
from reader.ui.search_bar import SearchBar


class SuggestJoint(QObject):
    """Suggestions under the search field, and what becomes of the chosen one. Threads: GUI."""

    article_wanted = Signal(object)  # ArticleNumber; its title was chosen
    query_wanted = Signal(str)  # search for this, as if it had been typed

    def __init__(
        self,
        *,
        search_bar: SearchBar,
        suggesting: SuggestFlow,
        searching: SearchFlow,
        list_joint: ListJoint,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._search_bar, self._suggesting = search_bar, suggesting
        self._searching, self._list_joint = searching, list_joint
        self._without_hits = ""  # the present query, where it found nothing
        search_bar.suggestions_wanted.connect(suggesting.suggest)
        search_bar.suggestions_closed.connect(suggesting.stop)
        search_bar.suggestion_chosen.connect(self._on_suggestion_chosen)
        search_bar.forgetting_wanted.connect(self._on_forgetting_wanted)
        search_bar.query_submitted.connect(suggesting.remember)
        suggesting.suggested.connect(search_bar.show_suggestions)
        suggesting.forgotten.connect(search_bar.ask_again)
        suggesting.meant.connect(self._on_meant)
        searching.found.connect(self._on_found)
        list_joint.article_wanted.connect(self._on_article_wanted)

    def _on_suggestion_chosen(self, suggestion: Suggestion) -> None:
        if suggestion.number is not None:
            self.article_wanted.emit(suggestion.number)
            return
        self.query_wanted.emit(suggestion.query)
        only_a_part = (SuggestionKind.NAME, SuggestionKind.WORD, SuggestionKind.TAG)  # of a query
        if suggestion.kind not in only_a_part:
            self._suggesting.remember(suggestion.query)

    def _on_forgetting_wanted(self, suggestion: Suggestion) -> None:
        if suggestion.kind is SuggestionKind.EARLIER:
            self._suggesting.forget(suggestion.query)

    def _on_article_wanted(self, _number: ArticleNumber, passing: bool) -> None:
        """An article was opened from the results of a query, so the query was meant."""
        if not passing and self._searching.query:
            self._suggesting.remember(self._searching.query)

    def _on_found(self, found: Found) -> None:
        self._without_hits = "" if found.results.total else self._searching.query
        if self._without_hits:
            self._suggesting.look_for_meaning(self._without_hits)

    def _on_meant(self, query: str, meant: Suggestion) -> None:
        if query == self._without_hits == self._searching.query:  # nothing else was found meanwhile
            self._search_bar.show_meant(meant)
            self._list_joint.show_meant(meant.query)
