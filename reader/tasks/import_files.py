"""Take files into the library: read, store and index, batch by batch. Names are found afterwards: see `name_articles`.

Safe to end at any moment: the words of a batch are stored in one transaction, and a file is noted as done only when its
words, and the marks that came with them, are. The library itself tells what an interrupted run left undone: an import
without an end, articles the index has not seen, files that were not noted.
"""

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from reader.articles.article import ArticleId, ArticleNumber
from reader.errors import CancelledError
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ImportedMarks, ReadOptions, WantedArticle
from reader.library.importers.files import FoundFile, count_files, walk_files
from reader.library.imports import FAILURES_SHOWN, Failure, FileResult, ImportReport, Imports, Outcome
from reader.library.intake import Intake, Part, TakenBatch
from reader.library.known_files import KnownFiles
from reader.library.links import Links
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.library.wanted import Wanted
from reader.related.read_also import TitleMatcher
from reader.search.index import IndexUnreadableError, SearchIndex
from reader.tasks.index_articles import index_missing
from reader.tasks.read_files import FIRST_BATCH, Batch, FileReading, ReadFiles, RestoreExport
from reader.ticket import Ticket

__all__ = ["FIRST_BATCH", "ImportFiles", "match_wanted_titles"]

MOST_COUNTED = 1_000_000  # files, before the first is read; of more, how many there are is told at the end
UNCHANGED = "Nothing has changed since it was read."

GiveMarks = Callable[[Sequence[tuple[ArticleId, ImportedMarks]]], object]

log = logging.getLogger(__name__)


class ImportFiles:
    """The import, with everything it needs. Threads: one, in a process of its own when the window is open."""

    def __init__(
        self,
        *,
        shelf: Shelf,
        links: Links,
        names: Names,
        imports: Imports,
        intake: Intake,
        known_files: KnownFiles,
        wanted: Wanted,
        search_index: SearchIndex,
        take_marks: GiveMarks,
        restore: RestoreExport | None = None,
    ) -> None:
        """`take_marks` gives articles what the reader had made of them in another program, `restore` takes a complete
        export of ours; twice is as good as once."""
        self._shelf = shelf
        self._links = links
        self._names = names
        self._imports = imports
        self._intake = intake
        self._known_files = known_files
        self._wanted = wanted
        self._search_index = search_index
        self._take_marks = take_marks
        self._restore = restore

    def __call__(self, paths: Sequence[Path], options: ReadOptions = NO_OPTIONS, *, ticket: Ticket) -> ImportReport:
        """Import files and folders, and remember to complete it if this is interrupted.

        Raises:
            CancelledError: stopped through the ticket; what is stored stays, the rest is not imported.
            ReaderError: the library cannot be written. A file that cannot be read is in the report instead.
        """
        absolute = [Path(os.path.abspath(path)) for path in paths]
        number = self._imports.begin([str(path) for path in absolute], options)
        try:
            return self.run(number, absolute, options, ticket=ticket)
        except CancelledError:
            self._imports.end(number)  # it was wished for: the next start must not go on with it
            raise

    def run(
        self,
        number: int,
        paths: Sequence[Path],
        options: ReadOptions = NO_OPTIONS,
        *,
        ticket: Ticket,
        again: bool = False,
    ) -> ImportReport:
        """Do an import that is in the journal under this number; `again`: it was begun before, and interrupted."""
        unchanged = _Unchanged(self._known_files, reads_all=replace(options, marks=True) != NO_OPTIONS)
        total = count_files(paths, most=MOST_COUNTED)
        report = self.take_in(
            walk_files(paths),
            is_known=unchanged,
            options=options,
            total=0 if total == MOST_COUNTED else total,
            number=lambda: number,
            ticket=ticket,
            again=again,
        )
        self._known_files.are_back(unchanged.back)
        passed_over = list(unchanged.results())
        self._intake.note(TakenBatch((), ()), results=passed_over, number=number)
        report += ImportReport(skipped=sum(one.articles for one in passed_over))
        self._imports.end(number, report)
        return report

    def take_in(
        self,
        files: Iterable[FoundFile],
        *,
        is_known: Callable[[FoundFile], bool],
        number: Callable[[], int],
        options: ReadOptions = NO_OPTIONS,
        total: int = 0,
        ticket: Ticket,
        again: bool = False,
    ) -> ImportReport:
        """Read these files and store what is in them. `number` gives the import under which results are kept, and is
        asked when there are some."""
        reading = ReadFiles(
            files, is_known=is_known, restore=self._restore, options=options, total=total, ticket=ticket
        )
        tally = _Tally()
        for batch in reading.batches():
            self._store(batch, tally, number())
            self._index()
            reading.step()
        if tally.has_new or again:  # the interrupted run may have stored the last article and ended before this
            self._complete_links()
        return tally.report(number() if tally.files else 0)

    def take_pasted(self, *, text: str, html: str = "") -> ArticleNumber | None:
        """Make an article of words from another program; its number, also where it was there already.

        None: it was an address, which is among the wanted entries now. Indexing is left to `complete_work`.

        Raises:
            UnreadableFileError: there is nothing in them to make an article of.
        """
        # Deferred: reading of web pages comes with it, which an import of text files never needs.
        from reader.library.importers.pasted import read_pasted

        items = [
            item for item in read_pasted(text=text, html=html) if isinstance(item, ImportedArticle | WantedArticle)
        ]
        taken = self._intake.take([Part("", items)])
        self._give_marks(taken)
        self._intake.note(taken)
        return next((one.number for one in taken.items if one.number), None)

    def _store(self, batch: Batch, tally: "_Tally", number: int) -> None:
        """One batch; broken off anywhere, its files are read again and nothing is doubled."""
        taken = self._intake.take(batch.parts)
        self._give_marks(taken)
        by_path = {reading.found.path: reading for reading in batch.files}
        for one in taken.items:
            by_path[one.path].count(one)
        results = [(reading, reading.results()) for reading in batch.done]
        self._intake.note(
            taken,
            files=[reading.as_read() for reading in batch.done],
            begun=[reading.as_read() for reading in batch.begun],
            results=[result for _, of_file in results for result in of_file],
            number=number,
        )
        for reading, of_file in results:
            tally.add(reading, of_file)

    def _give_marks(self, taken: TakenBatch) -> None:
        marks = taken.marks()
        if marks:
            self._take_marks(marks)

    def _complete_links(self) -> None:
        match_wanted_titles(shelf=self._shelf, links=self._links)
        waiting = self._wanted.to_fill()
        if waiting:
            self._take_marks([(one.article, one.marks) for one in waiting])
            self._wanted.fill(waiting)

    def _index(self) -> None:
        """Bring the index up to date; a damaged one is left to be rebuilt, the articles are safe in the library."""
        try:
            index_missing(shelf=self._shelf, names=self._names, search_index=self._search_index, ticket=Ticket())
        except IndexUnreadableError as error:
            log.warning("the index was not brought up to date: %s", error)


class _Unchanged:
    """Which files were read before, look the same, and gave only articles that are still there. Threads: one."""

    def __init__(self, known_files: KnownFiles, *, reads_all: bool) -> None:
        self._known = known_files.looking()
        self._reads_all = reads_all
        self._counts: dict[str, int] = {}
        self.back: list[int] = []  # files that had been missed

    def __call__(self, found: FoundFile) -> bool:
        known = None if self._reads_all else self._known.at(found.path)
        if known is None or known.problem or not known.whole or not known.is_unchanged(found.size, found.modified_ns):
            return False
        self._counts[found.chosen] = self._counts.get(found.chosen, 0) + 1
        if known.gone:
            self.back.append(known.number)
        return True

    def results(self) -> Iterable[FileResult]:
        for chosen, files in self._counts.items():
            yield FileResult(chosen, Outcome.SKIPPED, files, UNCHANGED)


class _Tally:
    """Adds up what came of the files. Threads: one."""

    def __init__(self) -> None:
        self.files = 0  # that were looked into
        self._read = 0
        self._counts = dict.fromkeys(Outcome, 0)
        self._failed: list[Failure] = []

    def add(self, reading: FileReading, results: Iterable[FileResult]) -> None:
        self.files += 1
        self._read += not reading.problem
        for result in results:
            self._counts[result.outcome] += result.articles or 1
            if result.outcome is Outcome.FAILED and len(self._failed) < FAILURES_SHOWN:
                self._failed.append(Failure(path=result.path, reason=result.reason))

    @property
    def has_new(self) -> bool:
        return self._counts[Outcome.ADDED] + self._counts[Outcome.UPDATED] > 0

    def report(self, number: int) -> ImportReport:
        counts = self._counts
        return ImportReport(
            files=self._read,
            added=counts[Outcome.ADDED],
            present=counts[Outcome.PRESENT],
            updated=counts[Outcome.UPDATED],
            wanted=counts[Outcome.WANTED],
            skipped=counts[Outcome.SKIPPED],
            failures=counts[Outcome.FAILED],
            failed=tuple(self._failed),
            number=number,
        )


def match_wanted_titles(*, shelf: Shelf, links: Links) -> int:
    """Join titles of "Read also" lists to articles with nearly the same title; how many were joined."""
    wanted = links.wanted()
    if not wanted:
        return 0
    matcher = TitleMatcher(shelf.titles())
    found = [
        (link, number)
        for link in wanted
        if (number := matcher.match(link.title_key, not_this=link.article)) is not None
    ]
    if found:
        links.resolve(found)
    return len(found)
