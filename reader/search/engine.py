"""Behind `SearchIndex`: keeps the newest generation open, and answers from it."""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from reader.articles.article import ArticleNumber
from reader.errors import ReaderError
from reader.search import state
from reader.search.arrays import DamagedFileError
from reader.search.completion import complete_name, complete_word
from reader.search.corrections import corrected
from reader.search.facets import count_facets, count_groups
from reader.search.index_writer import IndexWriter
from reader.search.interface import Resolve, SearchEngine, SharedWords
from reader.search.matching import compile_query
from reader.search.query import (
    NAME_FIELDS,
    And,
    Condition,
    Node,
    Or,
    Phrase,
    Query,
    UnknownConditionError,
    Word,
    map_conditions,
    parse_query,
    words_instead,
)
from reader.search.query_words import in_words
from reader.search.ranking import Found, find, ranked
from reader.search.segment import Segment
from reader.search.similar_words import similar_by_words
from reader.search.snapshot import Snapshot, read_toc, sorted_numbers
from reader.search.snippets import Highlighter
from reader.search.stems import stem
from reader.search.terms import sequences_of
from reader.search.values import (
    CompletedName,
    CompletedWord,
    Facets,
    Hit,
    IndexedArticle,
    IndexUnreadableError,
    MatchCount,
    SearchResults,
    SearchSort,
)
from reader.search.words import QueryTerm, query_terms
from reader.ticket import Ticket

_WORTH_KEEPING = 8 << 20  # bytes; several of the largest arrays of a query over 100,000 articles
_OPEN_TRIES = 10  # a writer may replace a generation just while we open it


@dataclass(frozen=True, slots=True)
class _Answer:
    """What matches a query in one generation."""

    key: object  # equal for the same question to the same generation
    snapshot: Snapshot
    root: Node | None
    problems: list[str]
    found: list[Found]


def _keep_freed_memory() -> None:
    """Let the C library keep what a query frees for the next one, instead of giving it back to the system each time.

    glibc takes the largest block that was ever freed for the measure of what is worth keeping (mallopt(3), "dynamic
    mmap threshold"), so an early one decides; the pages of this one are never touched. Queries take a third of the
    time. Elsewhere this does nothing.
    """
    np.empty(_WORTH_KEEPING, np.uint8)


class Engine(SearchEngine):
    """One index folder. Threads: any."""

    def __init__(self, folder: Path) -> None:
        _keep_freed_memory()
        self._folder = folder
        self._opening = threading.Lock()
        self._opened: tuple[object, Snapshot] | None = None  # the stamp of the state file, and what it led to
        self._last: _Answer | None = None

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
        query = parse_query(typed, typing=typing)
        answer = self._answer(query, resolve, only)
        total, hits = 0, tuple[Hit, ...]()
        if answer.found:
            with self._reading(answer.snapshot):
                total, hits = ranked(answer.found, sort=sort, limit=limit)
        problem = " ".join(filter(None, (query.problem, *answer.problems)))
        highlighter = Highlighter(_marked(answer.root), stem=stem)
        return SearchResults(total, hits, in_words(answer.root), problem, highlighter)

    def facets(
        self,
        typed: str,
        *,
        resolve: Resolve,
        only: Collection[ArticleNumber] | None,
        typing: bool,
        most: int,
        groups: Mapping[str, Collection[ArticleNumber]],
    ) -> Facets:
        """See `SearchIndex.facets`."""
        answer = self._answer(parse_query(typed, typing=typing), resolve, only)
        with self._reading(answer.snapshot):
            facets = count_facets([(found.part.segment, found.mask) for found in answer.found], most)
            return replace(facets, groups=count_groups([found.numbers for found in answer.found], groups))

    def count(self, typed: str, *, resolve: Resolve, after: ArticleNumber, typing: bool) -> MatchCount:
        """See `SearchIndex.count`."""
        answer = self._answer(parse_query(typed, typing=typing), resolve, None)
        with self._reading(answer.snapshot):
            numbers = [found.numbers for found in answer.found]
        return MatchCount(sum(map(len, numbers)), sum(int((each > after).sum()) for each in numbers))

    def complete_word(self, beginning: str, *, limit: int) -> list[CompletedWord]:
        """See `SearchIndex.complete_word`."""
        snapshot = self.snapshot()
        with self._reading(snapshot):
            return complete_word(snapshot.parts, beginning, limit)

    def complete_name(self, beginning: str, *, limit: int) -> list[CompletedName]:
        """See `SearchIndex.complete_name`."""
        snapshot = self.snapshot()
        with self._reading(snapshot):
            return complete_name(snapshot.parts, beginning, limit)

    def did_you_mean(self, typed: str) -> str:
        """See `SearchIndex.did_you_mean`."""
        snapshot = self.snapshot()
        with self._reading(snapshot):
            return corrected(typed, snapshot)

    def _answer(self, query: Query, resolve: Resolve, only: Collection[ArticleNumber] | None) -> "_Answer":
        """The articles that match. The last answer is kept: its facets and its other orders are asked for next."""
        snapshot = self.snapshot()
        root, resolved, problems = _resolve(query.root, resolve)
        key = (snapshot, root, resolved, only)
        last = self._last
        if last is not None and last.key == key:
            return last
        found: list[Found] = []
        if root is not None:
            allowed = None if only is None else sorted_numbers(only)
            with self._reading(snapshot):
                found = find(snapshot, compile_query(root, snapshot, resolved.__getitem__), only=allowed)
        self._last = answer = _Answer(key, snapshot, root, problems, found)
        return answer

    def articles(self) -> int:
        """See `SearchIndex.articles`."""
        return self.snapshot().article_count

    def numbers(self) -> frozenset[ArticleNumber]:
        """See `SearchIndex.numbers`."""
        snapshot = self.snapshot()
        with self._reading(snapshot):
            return snapshot.numbers

    def similar_words(self, text: str, *, limit: int, without: ArticleNumber) -> list[SharedWords]:
        """See `SearchIndex.similar_words`."""
        snapshot = self.snapshot()
        with self._reading(snapshot):
            return similar_by_words(snapshot, text, limit=limit, without=without)

    @contextmanager
    def _reading(self, snapshot: Snapshot) -> Iterator[None]:
        """An error while reading the arrays is damage if the files are not what was written; else it is a bug.

        Raises:
            IndexUnreadableError: it is damage.
        """
        try:
            yield
        except DamagedFileError as error:
            raise IndexUnreadableError("A file of the search index is damaged.") from error
        except Exception as error:
            if _damaged_files(self._folder, snapshot.manifest):
                raise IndexUnreadableError("A file of the search index is damaged.") from error
            raise

    def apply(
        self, changes: Sequence[IndexedArticle], *, removed: Sequence[ArticleNumber], revision: int, ticket: Ticket
    ) -> None:
        """See `SearchIndex.apply`."""
        with IndexWriter(self._folder, self._opened_segments()) as writer:
            writer.apply(changes, removed=removed, revision=revision, ticket=ticket)

    def _opened_segments(self) -> Mapping[str, Segment]:
        """What need not be opened again to be written to; a damaged index is for the writer to judge."""
        try:
            return {part.known.segid: part.segment for part in self.snapshot().parts}
        except IndexUnreadableError:
            return {}

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
            self._opened = self._last = None


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
    """The query with conditions nobody knows read as words or found nowhere, the articles of others, the problems."""
    resolved: dict[Condition, Collection[ArticleNumber]] = {}
    problems: list[str] = []

    def known(condition: Condition) -> Node | None:
        if condition not in resolved:
            try:
                resolved[condition] = resolve(condition)
            except UnknownConditionError as error:
                if not error.as_words:
                    resolved[condition] = ()
                    problems.append(f"{error}" if str(error).endswith("?") else f"{error}.")
                    return condition
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
        case Condition(field, value) if field in NAME_FIELDS:
            return [[term] for term in query_terms(value)]
        case And(parts) | Or(parts):
            return [sequence for part in parts for sequence in _marked(part)]
    return []
