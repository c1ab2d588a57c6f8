"""Files into batches of articles that are ready to be stored, in bounded memory, remembering what was wrong."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.importers.draft import NO_MARKS, NO_OPTIONS, ReadOptions
from reader.library.importers.files import FoundFile, look_at
from reader.library.importers.formats import (
    Flaw,
    ImportedArticle,
    UnreadableFileError,
    WantedArticle,
    is_importable,
    read_file,
)
from reader.library.importers.recognising import Head, is_own_export
from reader.library.imports import FileResult, Outcome
from reader.library.intake import Part, ReadFile, Taken
from reader.ticket import Ticket

if TYPE_CHECKING:  # an import of other files need not load it
    from reader.tasks.import_export import RestoreReport

FIRST_BATCH = 60  # small, so that the first articles are there at once
GROWING_BATCHES = (FIRST_BATCH, 240, 700)  # a thousand in all
LARGEST_BATCH = 1_000  # from then on
LARGEST_TEXT = 8_000_000  # characters of one batch
PORTION = 200  # items of one file that are kept before it is known whether it stays as it is while it is read
PORTION_TEXT = 4_000_000  # characters
ATTEMPTS = 3  # at a file that changes while it is read
MOST_FLAWS = 1_000  # of one file are told
LONGEST_PLACE = 300  # characters that name a part of a file, as a title does
STEP = 20  # files or items between two steps of the ticket

CHANGED = "The file was being changed while it was read."
NOTHING = "There is nothing in it."
BREAK = " › "  # between a file and a place in it
EXPORT_SUFFIXES = (".readalso", ".jsonl", ".json", ".ndjson")
EXPORT_HEAD = 1_000  # bytes: what is in an export of ours is told at its beginning

RestoreExport = Callable[..., "RestoreReport"]

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True, eq=False)
class FileReading:
    """One file while it is read, and what came of it."""

    found: FoundFile
    moment: str  # ISO 8601: when the import began
    problem: str = ""  # why it could not be read, or not to its end
    passed_over: bool = False  # it is of another format, and was not named
    try_again: bool = False  # the fault may be gone the next time, though the file looks the same
    flaws: list[FileResult] = field(default_factory=list)
    counts: dict[tuple[Outcome, str], int] = field(default_factory=dict)
    articles: int = 0  # -1: it is to be read again whenever it is imported by hand
    _keys: set[int] = field(default_factory=set)

    def begin_again(self) -> None:
        self.problem, self.try_again = "", False
        self.flaws.clear()
        self._keys.clear()

    def told_apart(self, item: ImportedArticle) -> ImportedArticle:
        """The article, with a key that no other of this file has."""
        if item.several and not item.key:
            return item  # it is told apart by its words
        known = hash(item.key)
        if known in self._keys:
            return replace(item, key="", several=True)
        self._keys.add(known)
        return item

    def add_flaw(self, flaw: Flaw) -> None:
        if len(self.flaws) < MOST_FLAWS:
            place = flaw.where if len(flaw.where) <= LONGEST_PLACE else f"{flaw.where[:LONGEST_PLACE]}…"
            where = f"{self.found.path}{BREAK}{place}"
            self.flaws.append(FileResult(where, Outcome.FAILED, 0, flaw.reason))
        elif len(self.flaws) == MOST_FLAWS:
            reason = f"More than {MOST_FLAWS:,} parts of it could not be read."
            self.flaws.append(FileResult(self.found.path, Outcome.FAILED, 0, reason))

    def count_restored(self, report: "RestoreReport") -> None:
        """It was a complete export of ours, taken back by itself."""
        for outcome, count in (
            (Outcome.ADDED, report.added), (Outcome.PRESENT, report.present), (Outcome.UPDATED, report.updated),
            (Outcome.WANTED, report.wanted),
        ):  # fmt: skip
            if count:
                self.counts[outcome, ""] = count
        for flaw in report.flaws:
            self.add_flaw(flaw)
        self.articles = -1

    def count(self, taken: Taken) -> None:
        what = (taken.outcome, taken.reason)
        self.counts[what] = self.counts.get(what, 0) + 1
        self.articles += taken.number > 0

    def as_read(self) -> ReadFile:
        size = -1 if self.try_again else self.found.size
        problem = "" if self.passed_over else self.problem
        return ReadFile(self.found.path, size, self.found.modified_ns, self.articles, self.moment, problem)

    def results(self) -> list[FileResult]:
        path = self.found.path
        results = [FileResult(path, outcome, count, reason) for (outcome, reason), count in self.counts.items()]
        if self.problem:
            outcome = Outcome.SKIPPED if self.passed_over else Outcome.FAILED
            results.append(FileResult(path, outcome, 0, self.problem))
        elif not results and not self.flaws:
            results.append(FileResult(path, Outcome.SKIPPED, 0, NOTHING))
        return results + self.flaws if self.flaws else results


@dataclass(slots=True, kw_only=True)
class Batch:
    """Articles that are stored together, with the files they came from."""

    parts: list[Part] = field(default_factory=list)
    done: list[FileReading] = field(default_factory=list)  # files that end in it
    begun: list[FileReading] = field(default_factory=list)  # files of which more is to come
    items: int = 0
    text: int = 0  # characters

    def add(
        self, reading: FileReading, items: list[ImportedArticle | WantedArticle], text: int, *, is_end: bool
    ) -> None:
        if items:
            self.parts.append(Part(reading.found.path, items))
        self.items += len(items)
        self.text += text
        if not is_end:
            if reading not in self.begun:
                self.begun.append(reading)
            return
        if self.begun:
            self.begun = [one for one in self.begun if one is not reading]
        self.done.append(reading)

    @property
    def files(self) -> Iterable[FileReading]:
        return chain(self.done, self.begun)


class ReadFiles:
    """Reads files one after the other. Threads: one."""

    def __init__(
        self,
        files: Iterable[FoundFile],
        *,
        is_known: Callable[[FoundFile], bool],
        restore: RestoreExport | None = None,
        options: ReadOptions = NO_OPTIONS,
        total: int = 0,
        ticket: Ticket,
    ) -> None:
        """`is_known`: whether a file need not be read, because nothing would come of it. `restore` takes complete
        exports of ours. `total`: how many files there are; 0 where that is not known."""
        self._files = files
        self._restore = restore
        self._is_known = is_known
        self._options = options
        self._ticket = ticket
        self._moment = datetime.now(UTC).isoformat(timespec="microseconds")
        self._sizes = chain(GROWING_BATCHES, repeat(LARGEST_BATCH))
        self._size = next(self._sizes)
        self._batch = Batch()
        self._total = total
        self.seen = 0  # files
        self.items = 0

    def batches(self) -> Iterator[Batch]:
        """Batches of growing size; a file ends in the batch that has it under `done`."""
        for found in self._files:
            if not self._is_known(found):
                yield from self._restored(found) if self._is_own_export(found) else self._read(found)
            self.seen += 1
            if self.seen % STEP == 0:
                self.step()
        if self._batch.items or self._batch.done:
            yield self._batch
            self._batch = Batch()

    def step(self) -> None:
        """Tell how far it is, and rest or leave where that is wanted."""
        total = max(self._total, self.seen) if self._total else 0
        self._ticket.step(self.seen, total, articles=self.items)

    def _read(self, found: FoundFile) -> Iterator[Batch]:
        reading = FileReading(found=found, moment=self._moment)
        for attempt in range(1, ATTEMPTS + 1):
            items: list[ImportedArticle | WantedArticle] = []
            text = 0  # characters
            for item in _items_of(reading, self._options):
                items.append(item)
                text += len(item.text) if isinstance(item, ImportedArticle) else 0
                self.items += 1
                if self.items % STEP == 0:
                    self.step()
                if len(items) >= PORTION or text >= PORTION_TEXT:
                    yield from self._hand_on(reading, items, text, is_end=False)
                    items, text = [], 0
            now = look_at(reading.found.path, reading.found.chosen)
            if now == reading.found:
                break
            items, reading.found = [], now
            if attempt < ATTEMPTS:
                reading.begin_again()
            else:
                reading.problem, reading.try_again = CHANGED, True
                log.info("not imported: %s: %s", now.path, CHANGED)
        yield from self._hand_on(reading, items, text, is_end=True)

    def _is_own_export(self, found: FoundFile) -> bool:
        if self._restore is None or not found.path.lower().endswith(EXPORT_SUFFIXES):
            return False
        try:
            with open(found.path, "rb") as file:
                return is_own_export(Head.of(file.read(EXPORT_HEAD), Path(found.path)))
        except OSError:
            return False  # reading it will say why

    def _restored(self, found: FoundFile) -> Iterator[Batch]:
        assert self._restore is not None
        reading = FileReading(found=found, moment=self._moment)
        try:
            reading.count_restored(self._restore(Path(found.path), ticket=Ticket(lambda *_: self.step())))
        except UnreadableFileError as error:
            reading.problem, reading.try_again = error.problem, True
        self.items += sum(reading.counts.values())
        yield from self._hand_on(reading, [], 0, is_end=True)

    def _hand_on(
        self, reading: FileReading, items: list[ImportedArticle | WantedArticle], text: int, *, is_end: bool
    ) -> Iterator[Batch]:
        batch = self._batch
        batch.add(reading, items, text, is_end=is_end)
        if batch.items >= self._size or batch.text >= LARGEST_TEXT or len(batch.done) >= LARGEST_BATCH:
            yield batch
            self._size, self._batch = next(self._sizes), Batch()


def _items_of(reading: FileReading, options: ReadOptions) -> Iterator[ImportedArticle | WantedArticle]:
    """What is in a file; what is wrong with it, or with parts of it, is noted."""
    path = Path(reading.found.path)
    try:
        for item in read_file(path, options):
            if isinstance(item, Flaw):
                reading.add_flaw(item)
                continue
            kept = item if options.marks else replace(item, marks=NO_MARKS)
            yield reading.told_apart(kept) if isinstance(kept, ImportedArticle) else kept
    except UnreadableFileError as error:
        reading.problem = error.problem
        reading.try_again = isinstance(error.__cause__, OSError)
        reading.passed_over = reading.found.chosen != reading.found.path and not is_importable(path)
        log.info("not imported: %s: %s", path, error.problem)
