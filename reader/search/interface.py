"""What the light door (`index`) and the engine behind it agree on, so that neither needs the other to be typed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from reader.articles.article import ArticleNumber
from reader.search.query import Condition
from reader.search.values import (
    CompletedName,
    CompletedWord,
    Facets,
    IndexedArticle,
    MatchCount,
    SearchResults,
    SearchSort,
)
from reader.ticket import Ticket

Resolve = Callable[[Condition], Collection[ArticleNumber]]
"""Finds the articles of a condition; may raise UnknownConditionError."""

SharedWords = tuple[ArticleNumber, float, tuple[str, ...]]
"""An article, how similar it is, and the words it shares."""


class SearchEngine(Protocol):
    """One index folder. The promises are those of the methods of `SearchIndex` with the same names."""

    def search(
        self,
        typed: str,
        *,
        resolve: Resolve,
        limit: int,
        sort: SearchSort,
        only: Collection[ArticleNumber] | None,
        typing: bool,
    ) -> SearchResults: ...

    def apply(
        self, changes: Sequence[IndexedArticle], *, removed: Sequence[ArticleNumber], revision: int, ticket: Ticket
    ) -> None: ...

    def rebuild(
        self, batches: Iterable[Sequence[IndexedArticle]], *, revision: int, library_id: str, ticket: Ticket
    ) -> None: ...

    def check(self) -> list[str]: ...

    def articles(self) -> int: ...

    def numbers(self) -> frozenset[ArticleNumber]: ...

    def similar_words(self, text: str, *, limit: int, without: ArticleNumber) -> list[SharedWords]: ...

    def facets(
        self,
        typed: str,
        *,
        resolve: Resolve,
        only: Collection[ArticleNumber] | None,
        typing: bool,
        most: int,
        groups: Mapping[str, Collection[ArticleNumber]],
    ) -> Facets: ...

    def count(self, typed: str, *, resolve: Resolve, after: ArticleNumber, typing: bool) -> MatchCount: ...

    def complete_word(self, beginning: str, *, limit: int) -> list[CompletedWord]: ...

    def complete_name(self, beginning: str, *, limit: int) -> list[CompletedName]: ...

    def did_you_mean(self, typed: str) -> str: ...

    def warm(self) -> None: ...

    def close(self) -> None: ...
