"""Copies of SQLite files, looking into them, and making sure that nobody has one open."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from reader.database.faults import DamagedFileError, InUseError, damaged_inside, faults_in_words, leave_suspicion

PAGES = 2_000  # copied between two looks at whether to stop: some 8 MB
CLAIM_MS = 2_000  # whoever has the file open for longer than that keeps it open


class FileFacts(NamedTuple):
    """What is in a SQLite file."""

    version: int  # how many migrations it has
    tables: frozenset[str]
    rows: dict[str, int]  # of those tables that were asked for and are there
    damage: tuple[str, ...]  # empty when it is sound


def copy_database(
    path: Path, copy: Path, *, what: str, step: Callable[[int, int], object] | None, busy_ms: int
) -> None:
    """See `Database.copy_to`. The copy is a single file, without a write-ahead log, and was looked through."""
    beside = copy.with_name(f"{copy.name}.part")
    try:
        with faults_in_words(what, path), closing(_open_to_read(path, busy_ms)) as source:
            source.execute("BEGIN")  # one state for all steps: what others write meanwhile does not begin it anew
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            _fill(source, beside, what, step)
            source.execute("COMMIT")
        with faults_in_words(f"copy of the {what}", beside):
            damage = look_into(beside, what=f"copy of the {what}").damage
            _put_on_disk(beside)
        if damage:  # copied as it is: the damage is the original's
            leave_suspicion(path)
            raise damaged_inside(what, path, damage[0])
        with faults_in_words(f"copy of the {what}", copy):
            beside.replace(copy)
    finally:
        beside.unlink(missing_ok=True)


def look_into(path: Path, *, what: str, counted: Sequence[str] = (), thoroughly: bool = True) -> FileFacts:
    """What is in this file, which nobody may be writing to; it is not changed, and no file is made beside it.

    Raises:
        DamagedFileError: it is no SQLite file, or so damaged that it cannot be opened.
        ReaderError: it cannot be read.
    """
    with faults_in_words(what, path), closing(_open_alone(path)) as db:
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        tables = frozenset(str(row[0]) for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"))
        rows = {
            table: int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
            for table in counted
            if table in tables
        }
        found = [str(row[0]) for row in db.execute("PRAGMA quick_check(3)")] if thoroughly else ["ok"]
    return FileFacts(version, tables, rows, () if found == ["ok"] else tuple(found))


def fold_log(path: Path) -> None:
    """See `Database.fold_log`. What is wrong with the file is left to those who read it."""
    with suppress(sqlite3.Error):
        uri = f"{path.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def claim(path: Path, *, what: str) -> bool:
    """Fold the write-ahead log into the file and make sure that no other process has it open.

    False where that cannot be done because the file is damaged; it is then as it was.

    Raises:
        InUseError: another process has it open.
        ReaderError: the file cannot be written to.
    """
    try:
        with faults_in_words(what, path), closing(sqlite3.connect(path, timeout=CLAIM_MS / 1000)) as db:
            db.execute("PRAGMA journal_mode = DELETE")  # refused while anybody else has it open
    except DamagedFileError:
        return False
    except InUseError as error:
        raise InUseError(
            f"The {what} in {path} is open in another window of Read Also, or is being worked on.",
            remedy="Close it there, then try again. Nothing was changed.",
        ) from error
    return True


def _fill(source: sqlite3.Connection, beside: Path, what: str, step: Callable[[int, int], object] | None) -> None:
    told = (lambda _status, left, total: step(total - left, total)) if step is not None else None
    with faults_in_words(f"copy of the {what}", beside):
        beside.unlink(missing_ok=True)
        target = sqlite3.connect(beside, isolation_level=None)
    with closing(target):
        try:
            # the copy is put on the disk as a whole, and thrown away if that does not come to an end
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            source.backup(target, pages=PAGES, progress=told)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, readable in a write-protected folder, too
        except sqlite3.OperationalError:  # no room, no right to write: the copy's. Damage is the original's
            with faults_in_words(f"copy of the {what}", beside):
                raise


def _open_to_read(path: Path, busy_ms: int) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=busy_ms / 1000, isolation_level=None)


def _open_alone(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _put_on_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
