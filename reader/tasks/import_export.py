"""Take a complete export of Read Also back: ids, older words, places, marks, corrections, saved searches, the trash.

By union with what is there, batch by batch: ended at any moment and begun again, nothing is lost or doubled. Into an
empty library everything comes as it was.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.articles.article import ArticleId
from reader.exporting import json_records
from reader.library.importers.draft import Flaw
from reader.library.importers.own_export import Record, records
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.whole_articles import WholeArticle, WholeWanted
from reader.tasks.library_parts import LibraryParts
from reader.ticket import Ticket
from reader.userdata.annotation import Tag
from reader.userdata.whole_marks import MarksOf, SearchKept

BATCH = 200  # articles in one transaction
MOST_FLAWS = 1_000  # of more, only how many there are is of use


class RestoreReport(NamedTuple):
    """What came of it."""

    added: int = 0  # articles that are new in the library
    present: int = 0  # that were there already
    updated: int = 0  # that were there, and got words they had not
    wanted: int = 0  # new entries of link lists
    flaws: tuple[Flaw, ...] = ()  # lines that cost themselves


class ImportExport:
    """Threads: one, any."""

    def __init__(self, parts: LibraryParts) -> None:
        self._parts = parts

    def __call__(self, path: Path, *, ticket: Ticket) -> RestoreReport:
        """Take back what is in this file.

        Raises:
            UnreadableFileError: it is no such export, was made by a newer version, or cannot be read from the disk.
            ReaderError: the library cannot be written.
            CancelledError: stopped through the ticket; what was taken back so far stays.
        """
        taking = _Taking(self._parts)
        try:
            for line, record in _lines(path, ticket, taking.flaws, half=0):
                taking.take(line, record)
            taking.finish_batch()
            for line, record in _lines(path, ticket, [], half=1):
                taking.complete(line, record)
        except OSError as error:
            raise UnreadableFileError(
                "The file could not be read.", remedy="Check that the disk is connected, and try again."
            ) from error
        return taking.finish()


def _lines(path: Path, ticket: Ticket, flaws: list[Flaw], *, half: int) -> Iterator[tuple[int, Record]]:
    """The lines of the file. It is gone through twice: links and the like lead to articles that come later."""
    size = max(1, path.stat().st_size)
    with path.open("rb") as file:
        for one in records(file):
            ticket.step(half * size + file.tell(), 2 * size)
            if isinstance(one, Flaw):
                flaws.append(one)
            else:
                yield one


class _Taking:
    """One run through a file. Threads: one."""

    def __init__(self, parts: LibraryParts) -> None:
        self._parts = parts
        self._batch: list[tuple[int, Record, WholeArticle]] = []
        self._links: list[tuple[ArticleId, Sequence[ArticleId]]] = []
        self._wanted: list[WholeWanted] = []
        self._tags: list[Tag] = []
        self._searches: list[SearchKept] = []
        self._orphans: list[MarksOf] = []
        self._corrections: list[tuple[int, Record]] = []
        self._ids: dict[ArticleId, ArticleId] = {}  # of articles that the library knows by other ids
        self._added = self._present = self._updated = self._entries = 0
        self.flaws: list[Flaw] = []
        self._flawed = set[int]()
        self._takers: dict[object, Callable[[int, Record], None]] = {
            "article": self._article,
            "marks": self._marks,
            "tag": lambda _line, record: self._tags.append(json_records.tag_of(record)),
            "search": lambda _line, record: self._searches.append(json_records.search_of(record)),
            "correction": lambda line, record: self._corrections.append((line, record)),
        }

    def take(self, line: int, record: Record) -> None:
        """The first time: everything that can stand by itself."""
        taker = self._takers.get(record.get("type"))
        if taker is not None:
            self._guarded(line, record, taker)

    def complete(self, line: int, record: Record) -> None:
        """The second time: what leads to articles."""
        kind = record.get("type")
        if line in self._flawed:
            return
        if kind == "article":
            self._guarded(line, record, self._link)
        elif kind == "wanted":
            self._guarded(line, record, self._want)

    def finish_batch(self) -> None:
        """Store the articles that wait, and what the reader made of them."""
        self._finish_rest()
        batch, self._batch = self._batch, []
        restored = self._parts.restoring.restore([article for _line, _record, article in batch])
        marks = []
        for (line, record, article), came in zip(batch, restored, strict=True):
            if came.id != article.id:
                self._ids[article.id] = came.id
            self._added += came.added
            self._updated += came.updated
            self._present += not came.added and not came.updated
            try:
                marks.append(json_records.marks_of(record, came.id))
            except ValueError as error:
                self._flaw(line, error)
        self._parts.marks.take(marks)

    def finish(self) -> RestoreReport:
        self._finish_links()
        self._finish_wanted()
        corrections = []
        for line, record in self._corrections:
            try:
                corrections.append(json_records.correction_of(record, self._ids))
            except ValueError as error:
                self._flaw(line, error)
        self._parts.marks.take_corrections(corrections)
        return RestoreReport(self._added, self._present, self._updated, self._entries, tuple(self.flaws[:MOST_FLAWS]))

    def _article(self, line: int, record: Record) -> None:
        self._batch.append((line, record, json_records.article_of(record)))
        if len(self._batch) >= BATCH:
            self.finish_batch()

    def _marks(self, _line: int, record: Record) -> None:
        self._orphans.append(json_records.marks_of(record, json_records.id_of(record)))
        if len(self._orphans) >= BATCH:
            self._finish_rest()

    def _link(self, _line: int, record: Record) -> None:
        targets, article = json_records.link_targets(record), json_records.id_of_article(record)
        if any(targets):
            self._links.append((self._known(article), [self._known(target) for target in targets]))
        if len(self._links) >= BATCH:
            self._finish_links()

    def _want(self, _line: int, record: Record) -> None:
        self._wanted.append(json_records.wanted_of(record, self._ids))
        if len(self._wanted) >= BATCH:
            self._finish_wanted()

    def _finish_rest(self) -> None:
        self._parts.marks.take_tags(self._tags)
        self._parts.marks.take_searches(self._searches)
        self._parts.marks.take(self._orphans)
        self._tags, self._searches, self._orphans = [], [], []

    def _finish_links(self) -> None:
        links, self._links = self._links, []
        self._parts.restoring.link(links)

    def _finish_wanted(self) -> None:
        entries, self._wanted = self._wanted, []
        self._entries += self._parts.restoring.want(entries)

    def _known(self, article: ArticleId) -> ArticleId:
        return self._ids.get(article, article)

    def _guarded(self, line: int, record: Record, work: Callable[[int, Record], None]) -> None:
        try:
            work(line, record)
        except ValueError as error:
            self._flaw(line, error)

    def _flaw(self, line: int, error: ValueError) -> None:
        self._flawed.add(line)
        self.flaws.append(Flaw(where=f"line {line}", reason=f"It could not be taken back: {error}."))
