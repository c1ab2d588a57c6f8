"""Behind `SearchIndex`: keeps the newest generation open, and answers from it."""

import threading
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from reader.articles.article import ArticleNumber
from reader.errors import ReaderError
from reader.search import state
from reader.search.index_writer import IndexWriter
from reader.search.interface import Resolve, SearchEngine, SharedWords
from reader.search.matching import compile_query, sequences_of
from reader.search.query import (
    And,
    Condition,
    Node,
    Or,
    Phrase,
    UnknownConditionError,
    Word,
    map_conditions,
    parse_query,
    words_instead,
)
from reader.search.query_words import in_words
from reader.search.ranking import ranked
from reader.search.similar_words import similar_by_words
from reader.search.snapshot import Snapshot, read_toc, sorted_numbers
from reader.search.snippets import Highlighter
from reader.search.stems import stem
from reader.search.values import Hit, IndexedArticle, IndexUnreadableError, SearchResults, SearchSort
from reader.search.words import QueryTerm, query_terms
from reader.ticket import Ticket

_OPEN_TRIES = 10  # a writer may replace a generation just while we open it


class Engine(SearchEngine):
    """One index folder. Threads: any."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opening = threading.Lock()
        self._opened: tuple[object, Snapshot] | None = None  # the stamp of the state file, and what it led to

    def snapshot(self) -> Snapshot:
        """The newest committed generation, opened.

        Raises:
            IndexUnreadableError: there is none, or it is damaged or of another version.
        """
        newest = state.stamp(self._folder)
        opened = self._opened
        if opened is not None and opened[0] == newest:
            return opened[1]
        with self._opening:
            if self._opened is None or self._opened[0] != state.stamp(self._folder):
                self._opened = self._open(self._opened[1] if self._opened else None)
            return self._opened[1]

    def _open(self, before: Snapshot | None) -> tuple[object, Snapshot]:
        for tries_left in range(_OPEN_TRIES, -1, -1):
            newest = state.stamp(self._folder)
            try:
                manifest = state.readable_manifest(self._folder)
                same = before is not None and before.manifest.folder == manifest.folder
                return newest, Snapshot(self._folder, manifest, before if same else None)
            except FileNotFoundError as error:
                if not tries_left or newest == state.stamp(self._folder):
                    raise IndexUnreadableError("A file of the search index is missing.") from error
            except OSError as error:
                raise IndexUnreadableError("The search index could not be read from the disk.") from error
        raise AssertionError("the last try returns or raises")

    def search(
        self,
        typed: str,
        *,
        resolve: Resolve,
        limit: int,
        sort: SearchSort,
        only: Collection[ArticleNumber] | None,
        typing: bool,
    ) -> SearchResults:
        """See `SearchIndex.search`."""
        snapshot = self.snapshot()
        query = parse_query(typed, typing=typing)
        root, resolved, problems = _resolve(query.root, resolve)
        total, hits = 0, tuple[Hit, ...]()
        if root is not None:
            allowed = None if only is None else sorted_numbers(only)
            try:
                matcher = compile_query(root, snapshot, resolved.__getitem__)
                total, hits = ranked(snapshot, matcher, only=allowed, sort=sort, limit=limit)
            except Exception as error:
                self._blame_damage(snapshot, error)
                raise
        problem = " ".join(filter(None, (query.problem, *problems)))
        return SearchResults(total, hits, in_words(root), problem, Highlighter(_marked(root), stem=stem))

    def numbers(self) -> frozenset[ArticleNumber]:
        """See `SearchIndex.numbers`."""
        snapshot = self.snapshot()
        try:
            return snapshot.numbers
        except Exception as error:
            self._blame_damage(snapshot, error)
            raise

    def similar_words(self, text: str, *, limit: int, without: ArticleNumber) -> list[SharedWords]:
        """See `SearchIndex.similar_words`."""
        snapshot = self.snapshot()
        try:
            return similar_by_words(snapshot, text, limit=limit, without=without)
        except Exception as error:
            self._blame_damage(snapshot, error)
            raise

    def _blame_damage(self, snapshot: Snapshot, error: Exception) -> None:
        """An error while reading the arrays is damage if the files are not what was written; else it is a bug.

        Raises:
            IndexUnreadableError: it is damage.
        """
        if _damaged_files(self._folder, snapshot.manifest):
            raise IndexUnreadableError("A file of the search index is damaged.") from error

    def apply(
        self, changes: Sequence[IndexedArticle], *, removed: Sequence[ArticleNumber], revision: int, ticket: Ticket
    ) -> None:
        """See `SearchIndex.apply`."""
        with IndexWriter(self._folder) as writer:
            writer.apply(changes, removed=removed, revision=revision, ticket=ticket)

    def rebuild(
        self, batches: Iterable[Sequence[IndexedArticle]], *, revision: int, library_id: str, ticket: Ticket
    ) -> None:
        """See `SearchIndex.rebuild`."""
        with IndexWriter(self._folder) as writer:
            writer.rebuild(batches, revision=revision, library_id=library_id, ticket=ticket)

    def check(self) -> list[str]:
        """See `SearchIndex.check`."""
        try:
            manifest = state.readable_manifest(self._folder)
            problems = _damaged_files(self._folder, manifest)
            if not problems:
                read_toc(self._folder, manifest)
                Snapshot(self._folder, manifest)
        except ReaderError as error:
            return [error.problem]
        except OSError as error:
            return [f"A file of the search index cannot be read: {error}."]
        return problems

    def warm(self) -> None:
        """See `SearchIndex.warm`."""
        if state.stamp(self._folder) is not None:
            try:
                self.snapshot()
            except IndexUnreadableError:
                return  # told when somebody searches, together with what to do

    def close(self) -> None:
        """See `SearchIndex.close`."""
        with self._opening:
            self._opened = None


def _damaged_files(folder: Path, manifest: state.Manifest) -> list[str]:
    """The files that are not what was written, each in a sentence. Reads all of them."""
    problems = []
    for name, (size, crc) in manifest.files.items():
        try:
            found = state.measure(folder / manifest.folder / name)
        except FileNotFoundError:
            problems.append(f"The file {name} of the search index is missing.")
            continue
        except OSError as error:
            problems.append(f"The file {name} of the search index cannot be read: {error}.")
            continue
        if found[0] != size:
            problems.append(f"The file {name} of the search index has {found[0]:,} bytes instead of {size:,}.")
        elif found[1] != crc:
            problems.append(f"The file {name} of the search index was changed or damaged after it was written.")
    return problems


def _resolve(
    root: Node | None, resolve: Resolve
) -> tuple[Node | None, dict[Condition, Collection[ArticleNumber]], list[str]]:
    """The query with the conditions nobody knows read as words, the articles of the others, and the problems."""
    resolved: dict[Condition, Collection[ArticleNumber]] = {}
    problems: list[str] = []

    def known(condition: Condition) -> Node | None:
        if condition not in resolved:
            try:
                resolved[condition] = resolve(condition)
            except UnknownConditionError as error:
                problems.append(f"{str(error).rstrip('.')}, so it was read as words.")
                return words_instead(condition)
        return condition

    return (map_conditions(root, known) if root is not None else None), resolved, problems


def _marked(node: Node | None) -> list[list[QueryTerm]]:
    """What is marked in a text: the words that were asked for, as they were asked for; not what must be absent."""
    match node:
        case Word() | Phrase() if node.field not in ("source", "author"):
            sequences = sequences_of(node)
            near = isinstance(node, Phrase) and node.near is not None
            return [[term] for sequence in sequences for term in sequence] if near else sequences
        case Condition(field, value) if field != "is":
            return [[term] for term in query_terms(value)]
        case And(parts) | Or(parts):
            return [sequence for part in parts for sequence in _marked(part)]
    return []
