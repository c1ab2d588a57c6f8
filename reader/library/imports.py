"""The journal of imports: what was asked for, whether it was finished, and what came of each file (library.sqlite)."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from reader.database import Database
from reader.library.importers.draft import NO_OPTIONS, ReadOptions, options_as_json, options_from_json
from reader.library.stored_text import storable

KEPT_IMPORTS = 20  # what came of each file of the last imports is kept, for the report
FAILURES_SHOWN = 1_000  # a report that is handed about names so many; all of them are in the results
RESULTS_AT_ONCE = 5_000


class Outcome(StrEnum):
    """What came of a file, or of a part of it."""

    ADDED = "added"
    PRESENT = "present"  # its articles were there already
    UPDATED = "updated"  # articles have new words; the old ones are kept
    WANTED = "wanted"  # entries of a list of links, whose articles are not there yet
    SKIPPED = "skipped"  # nothing was to be done, for the reason that is told
    FAILED = "failed"


class FileResult(NamedTuple):
    """One line of the report. A file has one for each outcome, and one for each flaw."""

    path: str  # of a flaw: the file, " › " and where in it
    outcome: Outcome
    articles: int  # or entries
    reason: str = ""  # a sentence; empty where nothing is to be said


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came of an import."""

    files: int = 0  # files that were read
    added: int = 0  # articles that are new in the library
    present: int = 0  # articles that were there already
    updated: int = 0  # articles that have new words
    wanted: int = 0  # entries of lists of links
    skipped: int = 0  # files and articles that were passed over
    failures: int = 0  # files and parts of files that could not be read
    failed: tuple[Failure, ...] = field(default=())  # the first FAILURES_SHOWN of them
    number: int = field(default=0, compare=False)  # in the journal; 0: it is not in it

    def __add__(self, other: "ImportReport") -> "ImportReport":
        """Both taken together, under the number of the later one."""
        return ImportReport(
            files=self.files + other.files,
            added=self.added + other.added,
            present=self.present + other.present,
            updated=self.updated + other.updated,
            wanted=self.wanted + other.wanted,
            skipped=self.skipped + other.skipped,
            failures=self.failures + other.failures,
            failed=(self.failed + other.failed)[:FAILURES_SHOWN],
            number=other.number or self.number,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedImport:
    number: int
    paths: tuple[str, ...]
    options: ReadOptions = NO_OPTIONS


class Imports:
    """Remembers every import, so that one which was interrupted is completed at the next start. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, paths: Sequence[str], options: ReadOptions = NO_OPTIONS) -> int:
        """Note that these paths are to be imported, read in this way; the import's number."""
        with self._database.writing() as db:
            cursor = db.execute(
                "INSERT INTO imports (paths, started_at, options) VALUES (?, ?, ?)",
                (json.dumps(list(paths)), _now(), json.dumps(options_as_json(options))),
            )
            assert cursor.lastrowid is not None
            return cursor.lastrowid

    def end(self, number: int, report: ImportReport | None = None) -> None:
        """Note that the import is over; without a report it was given up. Results of old imports go."""
        outcome = json.dumps(asdict(report)) if report else None
        with self._database.writing() as db:
            db.execute("UPDATE imports SET ended_at = ?, outcome = ? WHERE number = ?", (_now(), outcome, number))
            db.execute(
                "DELETE FROM import_results WHERE import <"
                " (SELECT min(number) FROM (SELECT number FROM imports ORDER BY number DESC LIMIT ?))",
                (KEPT_IMPORTS,),
            )

    def give_up_unfinished(self) -> None:
        """The reader cancelled: what is unfinished is not to be completed."""
        for unfinished in self.unfinished():
            self.end(unfinished.number)

    def unfinished(self) -> list[UnfinishedImport]:
        with self._database.reading() as db:
            found = db.execute(
                "SELECT number, paths, options FROM imports WHERE ended_at IS NULL ORDER BY number"
            ).fetchall()
        return [
            UnfinishedImport(
                number=row[0], paths=tuple(json.loads(row[1])), options=options_from_json(json.loads(row[2]))
            )
            for row in found
        ]

    def first_started_at(self) -> str:
        """When the first import began, in UTC; empty when there was none."""
        with self._database.reading() as db:
            row = db.execute("SELECT started_at FROM imports ORDER BY number LIMIT 1").fetchone()
        return str(row[0]) if row is not None else ""

    def any(self) -> bool:
        """Whether anything was ever imported into this library."""
        with self._database.reading() as db:
            return db.execute("SELECT 1 FROM imports LIMIT 1").fetchone() is not None

    def last(self) -> int:
        """The number of the import that began last; 0 where there was none."""
        with self._database.reading() as db:
            return int(db.execute("SELECT coalesce(max(number), 0) FROM imports").fetchone()[0])

    def results(self, number: int) -> Iterator[FileResult]:
        """What came of each file of this import, by path; nothing where it was too long ago."""
        after: tuple[str, ...] = ("", "", "")
        while True:
            with self._database.reading() as db:
                rows = db.execute(
                    "SELECT path, outcome, articles, reason FROM import_results"
                    " WHERE import = ? AND (path, outcome, reason) > (?, ?, ?) ORDER BY path, outcome, reason LIMIT ?",
                    (number, *after, RESULTS_AT_ONCE),
                ).fetchall()
            for path, outcome, articles, reason in rows:
                yield FileResult(path, Outcome(outcome), articles, reason)
            if len(rows) < RESULTS_AT_ONCE:
                return
            after = (rows[-1][0], rows[-1][1], rows[-1][3])


def keep_results(db: sqlite3.Connection, number: int, results: Iterable[FileResult]) -> None:
    """Note what came of files, within the caller's transaction; what is told twice counts once."""
    db.executemany(
        "INSERT OR REPLACE INTO import_results (import, path, outcome, articles, reason) VALUES (?, ?, ?, ?, ?)",
        [(number, storable(one.path), one.outcome, one.articles, storable(one.reason)) for one in results],
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
