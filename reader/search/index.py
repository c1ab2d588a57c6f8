"""The full-text index: search it, bring it up to date, build it anew, check it.

This is the door of the room. It loads Whoosh and numpy when the index is first searched or written, not before.
"""

import importlib
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from reader.articles.article import ArticleNumber
from reader.search.interface import Resolve, SearchEngine, SharedWords
from reader.search.query import Condition, UnknownConditionError
from reader.search.query_words import QUERY_HELP
from reader.search.state import read_manifest
from reader.search.values import (
    SCHEMA_VERSION,
    CompletedName,
    CompletedWord,
    FacetCount,
    Facets,
    Hit,
    IndexedArticle,
    IndexState,
    IndexUnreadableError,
    MatchCount,
    NamedEntity,
    SearchResults,
    SearchSort,
)
from reader.ticket import Ticket

__all__ = [
    "QUERY_HELP",
    "SCHEMA_VERSION",
    "CompletedName",
    "CompletedWord",
    "Condition",
    "FacetCount",
    "Facets",
    "Hit",
    "IndexState",
    "IndexUnreadableError",
    "IndexedArticle",
    "MatchCount",
    "NamedEntity",
    "SearchIndex",
    "SearchResults",
    "SearchSort",
    "UnknownConditionError",
]


class SearchIndex:
    """The full-text index on disk. Derived data: deleting the folder loses nothing.

    Threads: any; searches run side by side, also while another thread or process writes. Every method that reads
    raises IndexUnreadableError when the index is missing, damaged or of another version.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._engine: SearchEngine | None = None
        self._loading = threading.Lock()

    def search(
        self,
        query: str,
        *,
        resolve: Resolve,
        limit: int = 50,
        sort: SearchSort = SearchSort.RELEVANCE,
        only: Collection[ArticleNumber] | None = None,
        typing: bool = False,
    ) -> SearchResults:
        """The articles that match what was typed, whatever it is: see `QUERY_HELP`.

        `resolve` finds the articles of a condition that only the library can answer; it may raise
        UnknownConditionError, and the condition is then read as words. `only` narrows the answer to these articles.
        While `typing`, the last word counts also as the beginning of one.
        """
        return self._loaded().search(query, resolve=resolve, limit=limit, sort=sort, only=only, typing=typing)

    def facets(
        self,
        query: str,
        *,
        resolve: Resolve,
        only: Collection[ArticleNumber] | None = None,
        typing: bool = False,
        most: int = 8,
        groups: Mapping[str, Collection[ArticleNumber]] | None = None,
    ) -> Facets:
        """What the articles that match have in common, with counts: at most so many names of a kind and sources.

        `groups` are articles that belong together by something the index does not know; they are counted, too.
        The last query is remembered: asking for its facets does not search again.
        """
        return self._loaded().facets(query, resolve=resolve, only=only, typing=typing, most=most, groups=groups or {})

    def count(self, query: str, *, resolve: Resolve, after: ArticleNumber, typing: bool = False) -> MatchCount:
        """How many articles match, and how many of these have a higher number than `after`."""
        return self._loaded().count(query, resolve=resolve, after=after, typing=typing)

    def complete_word(self, beginning: str, *, limit: int = 8) -> list[CompletedWord]:
        """The words of titles and texts that begin like this, those in most articles first."""
        return self._loaded().complete_word(beginning, limit=limit)

    def complete_name(self, beginning: str, *, limit: int = 8) -> list[CompletedName]:
        """The names of which one word and what follows it begin like this, those in most articles first."""
        return self._loaded().complete_name(beginning, limit=limit)

    def did_you_mean(self, query: str) -> str:
        """The query with the words that stand nowhere replaced by similar ones that do; empty when there are none."""
        return self._loaded().did_you_mean(query)

    def apply(
        self,
        changes: Sequence[IndexedArticle],
        *,
        removed: Sequence[ArticleNumber] = (),
        revision: int,
        ticket: Ticket = Ticket(),  # noqa: B008  # a bare ticket never changes
    ) -> None:
        """Add or replace these articles, by number, in one commit; where there is no index, begin one.

        Killed at any moment, either all of it counts or nothing; applying the same again changes nothing.

        Raises:
            IndexUnreadableError: the index is damaged or of another version, and must be rebuilt first.
            ReaderError: another process has been writing for too long, or the disk is full.
            CancelledError: stopped through the ticket; nothing was changed.
        """
        self._loaded().apply(changes, removed=removed, revision=revision, ticket=ticket)

    def rebuild(
        self, batches: Iterable[Sequence[IndexedArticle]], *, revision: int, library_id: str, ticket: Ticket
    ) -> None:
        """Build the index anew beside the old one, which answers until the end; then switch.

        The ticket only stops the work; how far it is, `batches` may report, which knows how much there is.

        Raises:
            ReaderError: another process has been writing for too long, or the disk is full.
            CancelledError: stopped through the ticket; the old index is still in place.
        """
        self._loaded().rebuild(batches, revision=revision, library_id=library_id, ticket=ticket)

    def state(self) -> IndexState | None:
        """What the index says of itself; None when there is none that could be read. Does not load Whoosh."""
        try:
            manifest = read_manifest(self._folder)
        except IndexUnreadableError:
            return None
        return manifest.state() if manifest else None

    def check(self) -> list[str]:
        """What is wrong with the index, in words; nothing when it is sound. Reads all of it, never raises for it."""
        return self._loaded().check()

    def articles(self) -> int:
        """How many articles it holds."""
        return self._loaded().articles()

    def numbers(self) -> frozenset[ArticleNumber]:
        """The articles it holds."""
        return self._loaded().numbers()

    def contains(self, number: ArticleNumber) -> bool:
        """Whether it holds this article."""
        return number in self.numbers()

    def similar_words(self, text: str, *, limit: int, without: ArticleNumber) -> list[SharedWords]:
        """The articles that share the most telling words of a text, best first, each with a score and these words."""
        return self._loaded().similar_words(text, limit=limit, without=without)

    def warm(self) -> None:
        """Load Whoosh and open the index ahead of the first search. A missing or damaged index is no error here."""
        self._loaded().warm()

    def close(self) -> None:
        """Let go of the opened generation. The index may be used again."""
        if self._engine is not None:
            self._engine.close()

    def _loaded(self) -> SearchEngine:
        with self._loading:
            if self._engine is None:
                # Deferred, by name: Whoosh and numpy take 0.3 s to load, and the window paints its first article
                # before that.
                engine: SearchEngine = importlib.import_module("reader.search.engine").Engine(self._folder)
                self._engine = engine
            return self._engine
