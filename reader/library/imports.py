"""The journal of imports: what was asked for, and whether it was finished (library.sqlite)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from reader.database import Database


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
    failed: tuple[Failure, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedImport:
    number: int
    paths: tuple[str, ...]


class Imports:
    """Remembers every import, so that one which was interrupted is completed at the next start. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, paths: Sequence[str]) -> int:
        """Note that these paths are to be imported; the import's number."""
        with self._database.writing() as db:
            cursor = db.execute(
                "INSERT INTO imports (paths, started_at) VALUES (?, ?)",
                (json.dumps(list(paths)), datetime.now(UTC).isoformat(timespec="seconds")),
            )
            assert cursor.lastrowid is not None
            return cursor.lastrowid

    def end(self, number: int, report: ImportReport | None = None) -> None:
        """Note that the import is over; without a report it was given up."""
        outcome = json.dumps(asdict(report)) if report else None
        with self._database.writing() as db:
            db.execute(
                "UPDATE imports SET ended_at = ?, outcome = ? WHERE number = ?",
                (datetime.now(UTC).isoformat(timespec="seconds"), outcome, number),
            )

    def give_up_unfinished(self) -> None:
        """The reader cancelled: what is unfinished is not to be completed."""
        for unfinished in self.unfinished():
            self.end(unfinished.number)

    def unfinished(self) -> list[UnfinishedImport]:
        with self._database.reading() as db:
            found = db.execute("SELECT number, paths FROM imports WHERE ended_at IS NULL ORDER BY number").fetchall()
        return [UnfinishedImport(number=row[0], paths=tuple(json.loads(row[1]))) for row in found]

    def any(self) -> bool:
        """Whether anything was ever imported into this library."""
        with self._database.reading() as db:
            return db.execute("SELECT 1 FROM imports LIMIT 1").fetchone() is not None
