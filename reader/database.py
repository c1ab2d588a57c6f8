"""One SQLite file: its connections, its migrations, its backup, its faults in plain words."""

import logging
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.errors import ReaderError

BUSY_MS = 30_000  # a batch of another process is stored in well under a second

log = logging.getLogger(__name__)


class Database:
    """A SQLite file with a list of migrations. Opened on first use.

    Threads: any. Each use has a connection to itself, taken from those that are free: a connection for each thread
    would be a new one for each job, because Qt's pool gives Python a new thread state for every piece of work.
    Reading never waits for a writer (write-ahead log).
    """

    def __init__(self, path: Path, migrations: Sequence[str], *, what: str, precious: bool) -> None:
        self.path = path
        self._migrations = migrations  # append only: a released step is never edited
        self._what = what  # "library", "bookmarks": what the reader calls this file
        self._precious = precious  # copied aside before every migration
        self._free: list[sqlite3.Connection] = []
        self._opening = threading.Lock()

    def exists(self) -> bool:
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from.

        Raises:
            ReaderError: the file cannot be opened or read, or was made by a newer version.
        """
        with self._faults_in_words(), self._connection() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end, rolled back on any exception.

        Raises:
            ReaderError: as `reading`, or the disk is full or write-protected.
        """
        with self._faults_in_words(), self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def check(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when sound."""
        with self.reading() as db:
            found = [str(row[0]) for row in db.execute("PRAGMA quick_check(5)")]
        return [] if found == ["ok"] else found

    def close(self) -> None:
        """Close all connections. They must not be in use; the next use opens the file again."""
        with self._opening:
            while self._free:
                self._free.pop().close()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._opening:  # two at once would migrate twice
            connection = self._free.pop() if self._free else self._open()
        try:
            yield connection
        finally:
            with self._opening:
                self._free.append(connection)

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            version = self._version_of(connection)
            self._refuse_if_newer(version)
            _use_write_ahead_log(connection)
            if version < len(self._migrations):
                self._migrate(connection)
            connection.execute("PRAGMA synchronous = FULL")  # what is committed survives a power cut
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    @staticmethod
    def _version_of(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def _migrate(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")  # another process may be migrating at this moment
        try:
            version = self._version_of(connection)
            self._refuse_if_newer(version)
            if self._precious and 0 < version < len(self._migrations):
                self._back_up(version)
            for step in self._migrations[version:]:
                for statement in _statements(step):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(self._migrations)}")
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    def _refuse_if_newer(self, version: int) -> None:
        if version > len(self._migrations):
            raise ReaderError(
                f"The {self._what} in {self.path} was made by a newer version of Read Also.",
                remedy="Install the newer version again. Nothing was changed.",
            )

    def _back_up(self, version: int) -> None:
        """Copy the file aside. The caller holds the write lock, so nobody changes it meanwhile."""
        copy = self.path.with_name(f"{self.path.stem}.before-{version + 1}{self.path.suffix}")
        # a consistent copy through SQLite itself: the newest pages may still be in the write-ahead log
        source = sqlite3.connect(self.path)
        target = sqlite3.connect(copy.with_suffix(".part"))
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
        shutil.move(copy.with_suffix(".part"), copy)

    @contextmanager
    def _faults_in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise ReaderError(
                f"The {self._what} in {self.path} could not be used: {error}.",
                remedy="Check that the folder can be written to and the disk has room, then try again.",
            ) from error
        except OSError as error:
            raise ReaderError(
                f"The {self._what} in {self.path} could not be used: {error.strerror or error}.",
                remedy="Check that the folder can be read and written to, then try again.",
            ) from error
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # a bug of ours, not a fault of the disk
        except sqlite3.DatabaseError as error:
            raise ReaderError(
                f"The {self._what} in {self.path} is damaged: {error}.",
                remedy="Move this file to another folder and keep it, then put back a copy from your backup.",
            ) from error


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        # Another process makes the same file at this moment, and SQLite does not wait for it here. The next one to
        # open the file switches; until then it works, only readers wait for writers. A real fault shows again below.
        log.info("not switched to the write-ahead log", exc_info=True)


def _statements(step: str) -> Iterator[str]:
    """The SQL statements of a step; a semicolon inside a comment or a text ends none."""
    statement = ""
    for piece in step.split(";"):
        statement += f"{piece};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip(";\n "):  # the last one need not end with a semicolon
        yield statement
