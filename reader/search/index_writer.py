"""Changes the index on disk: commits, merges, rebuilds. One writer at a time, whoever it is.

A commit: the new segment is written and brought to the disk, then Whoosh's table of contents, then the state file is
replaced. Whatever happens before that last step leaves files nobody looks at, which the next commit removes.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.util.filelock import FileLock, try_for

from reader.articles.article import ArticleNumber
from reader.errors import ReaderError
from reader.search import state
from reader.search.arrays import DamagedFileError
from reader.search.codec import INDEX_NAME, ArraySegment
from reader.search.schema import whoosh_schema
from reader.search.segment import Segment
from reader.search.segment_merger import Source, merge_segments
from reader.search.segment_writer import write_segment
from reader.search.snapshot import read_toc, sorted_numbers, toc_name
from reader.search.state import Manifest
from reader.search.values import SCHEMA_VERSION, IndexedArticle, IndexUnreadableError
from reader.ticket import Ticket

_LOCK_NAME = "write.lock"
_LOCK_WAIT_S = 10.0
_BATCH_CHARACTERS = 5_000_000  # of text in one segment: bounds the memory of a commit, whatever its size
_MERGED_AT_ONCE = 8  # segments of about the same size; each article is merged again once per eightfold growth


class IndexWriter:
    """The right to change the index, for the length of a `with` block. One thread.

    Raises:
        ReaderError: somebody else has it for too long, or the disk does not take the files.
    """

    def __init__(self, folder: Path, opened: Mapping[str, Segment] | None = None) -> None:
        """`opened`: segments that are open already, by their ids."""
        self._folder = folder
        self._opened = opened or {}
        self._measured: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = FileLock(str(self._folder / _LOCK_NAME))
            locked = try_for(self._lock.acquire, timeout=_LOCK_WAIT_S, delay=0.05)
        except OSError as error:
            raise _unwritable(error) from error
        if not locked:
            raise ReaderError(
                "Another Read Also is updating the search index.", remedy="Wait until it is done, then try again."
            )
        return self

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._lock.release()
        if isinstance(error, OSError):
            raise _unwritable(error) from error

    def apply(
        self, changes: Sequence[IndexedArticle], *, removed: Sequence[ArticleNumber], revision: int, ticket: Ticket
    ) -> None:
        """See `SearchIndex.apply`."""
        manifest = self._current()
        if manifest is None:
            place, library_id, generation = self._new_folder(), "", 0
            segments: list[ArraySegment] = []
        else:
            place, library_id, generation = self._folder / manifest.folder, manifest.library_id, manifest.generation
            segments = self._segments(manifest)
            self._measured = dict(manifest.files)
        work = _Generation(place, segments, self._opened)
        try:
            latest = {article.number: article for article in changes}
            work.remove({*latest, *removed})
            done = 0
            for batch in _batches(list(latest.values())):
                ticket.step(done, len(latest))
                work.add(batch, _OnlyCancels(ticket))
                done += len(batch)
            work.merge(_OnlyCancels(ticket))
        except (DamagedFileError, FileNotFoundError, IndexError, KeyError, ValueError) as error:
            self._blame_damage(manifest, error)
            raise
        self._commit(work, generation + 1, revision, library_id)

    def rebuild(
        self, batches: Iterable[Sequence[IndexedArticle]], *, revision: int, library_id: str, ticket: Ticket
    ) -> None:
        """See `SearchIndex.rebuild`."""
        work = _Generation(self._new_folder(), [], {})
        quiet = _OnlyCancels(ticket)  # who gives the batches knows how many there are, and reports
        try:
            for batch in _batches(chain.from_iterable(batches)):
                latest = {article.number: article for article in batch}
                work.remove(set(latest))
                work.add(list(latest.values()), quiet)
            work.unite(quiet)
            quiet.step(0, 0)
        except BaseException:
            state.remove_folder(work.place)
            raise
        self._commit(work, 1, revision, library_id)

    def _current(self) -> Manifest | None:
        """The manifest, None where there is nothing to keep.

        Raises:
            IndexUnreadableError: the index is of another version; nothing may be added to it.
        """
        try:
            present = state.read_manifest(self._folder)
        except IndexUnreadableError:
            return None  # `SearchIndex.state` says "no index" as well: everything is about to be applied anew
        return state.readable_manifest(self._folder) if present else None

    def _segments(self, manifest: Manifest) -> list[ArraySegment]:
        try:
            return read_toc(self._folder, manifest)
        except FileNotFoundError as error:
            raise IndexUnreadableError("The table of contents of the search index is missing.") from error

    def _blame_damage(self, manifest: Manifest | None, error: Exception) -> None:
        """Raises: IndexUnreadableError: the files are not what was written, so `error` is no bug."""
        for name, expected in manifest.files.items() if manifest else ():
            path = self._folder / manifest.folder / name if manifest else self._folder
            if not path.exists() or state.measure(path) != expected:
                raise IndexUnreadableError("A file of the search index is damaged.") from error

    def _new_folder(self) -> Path:
        place = self._folder / f"index-{secrets.token_hex(4)}"
        place.mkdir(mode=0o700)
        state.sync_folder(self._folder)
        return place

    def _commit(self, work: "_Generation", generation: int, revision: int, library_id: str) -> None:
        name = toc_name(generation)
        (work.place / name).unlink(missing_ok=True)  # of a commit that was interrupted before it counted
        storage = FileStorage(str(work.place))  # type: ignore[no-untyped-call]  # Whoosh's types are incomplete
        toc = TOC(whoosh_schema(), work.segments, generation)  # type: ignore[no-untyped-call]
        toc.write(storage, INDEX_NAME)  # type: ignore[no-untyped-call]
        state.sync_file(work.place / name)
        state.sync_folder(work.place)
        files = {name: state.measure(work.place / name)}
        for segment in work.segments:
            known = self._measured.get(segment.file_name)  # files are never changed once they are written
            files[segment.file_name] = known or state.measure(work.place / segment.file_name)
        manifest = Manifest(
            revision=revision,
            articles=work.article_count,
            schema_version=SCHEMA_VERSION,
            library_id=library_id,
            folder=work.place.name,
            generation=generation,
            files=files,
        )
        state.write_manifest(self._folder, manifest)
        state.remove_leftovers(self._folder, manifest)


class _OnlyCancels(Ticket):
    """Passes on that the work is to stop, but not how far a single step of it is."""

    def __init__(self, outer: Ticket) -> None:
        super().__init__()
        self._outer = outer

    def step(self, done: int, total: int, *, articles: int | None = None) -> None:
        self.cancelled = self._outer.cancelled
        super().step(done, total, articles=articles)


class _Generation:
    """The segments of a generation that is being made."""

    def __init__(self, place: Path, segments: list[ArraySegment], opened: Mapping[str, Segment]) -> None:
        self.place = place
        self.segments = segments
        self._opened = dict(opened)

    @property
    def article_count(self) -> int:
        return sum(segment.articles for segment in self.segments)

    def remove(self, numbers: set[ArticleNumber]) -> None:
        wanted = sorted_numbers(numbers)
        kept = []
        for known in self.segments:
            docs = self._open(known).docs_of(wanted).tolist()
            left = known.without(docs) if docs else known
            if left.articles:
                kept.append(left)
        self.segments = kept

    def add(self, articles: Sequence[IndexedArticle], ticket: Ticket) -> None:
        self._write(ArraySegment(len(articles)), lambda path: write_segment(path, articles, ticket))

    def merge(self, ticket: Ticket) -> None:
        while chosen := _to_merge([segment.articles for segment in self.segments]):
            self._replace([self.segments[at] for at in chosen], ticket)
        for segment in list(self.segments):
            if segment.articles * 2 < segment.docs:
                self._replace([segment], ticket)

    def unite(self, ticket: Ticket) -> None:
        """Make one segment of all: the quickest to search."""
        if len(self.segments) > 1:
            self._replace(list(self.segments), ticket)

    def _replace(self, old: list[ArraySegment], ticket: Ticket) -> None:
        sources = [Source(self._open(segment), segment.live()) for segment in old]
        merged = ArraySegment(sum(source.live_count for source in sources))
        self.segments = [segment for segment in self.segments if segment not in old]
        self._write(merged, lambda path: merge_segments(path, sources, ticket))
        for segment in old:
            self._opened.pop(segment.segid, None)

    def _write(self, segment: ArraySegment, write: Callable[[Path], None]) -> None:
        write(self.place / segment.file_name)
        self.segments.append(segment)

    def _open(self, segment: ArraySegment) -> Segment:
        if segment.segid not in self._opened:
            self._opened[segment.segid] = Segment(self.place / segment.file_name)
        return self._opened[segment.segid]


def _to_merge(sizes: Sequence[int]) -> list[int]:
    """The places of segments to merge into one: as many of one order of magnitude as are merged at once."""
    tiers: dict[int, list[int]] = {}
    for at, size in enumerate(sizes):
        tier = 0
        while size >= _MERGED_AT_ONCE:
            size //= _MERGED_AT_ONCE
            tier += 1
        tiers.setdefault(tier, []).append(at)
    return next((places for _, places in sorted(tiers.items()) if len(places) >= _MERGED_AT_ONCE), [])


def _batches(articles: Iterable[IndexedArticle]) -> Iterable[Sequence[IndexedArticle]]:
    batch: list[IndexedArticle] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _unwritable(error: OSError) -> ReaderError:
    return ReaderError(
        f"The search index could not be written: {error.strerror or error}.",
        remedy="Make room on the disk and see that its folder may be written, then try again.",
    )
