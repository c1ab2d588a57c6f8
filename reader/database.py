"""One SQLite file: its connections, its migrations, its backup, its faults in plain words."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.errors import ReaderError

BUSY_MS = 30_000  # a batch of another process is stored in well under a second


class Database:
    """A SQLite file with a list of migrations. Opened on first use; one connection a thread.

    Threads: any. Reading never waits for a writer (write-ahead log).
    """

    def __init__(self, path: Path, migrations: Sequence[str], *, what: str, precious: bool) -> None:
        self.path = path
        self._migrations = migrations  # append only: a released step is never edited
        self._what = what  # "library", "bookmarks": what the reader calls this file
        self._precious = precious  # copied aside before every migration
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._opening = threading.Lock()

    def exists(self) -> bool:
        return self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from.

        Raises:
            ReaderError: the file cannot be opened or read, or was made by a newer version.
        """
        with self._faults_in_words():
            yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end, rolled back on any exception.

        Raises:
            ReaderError: as `reading`, or the disk is full or write-protected.
        """
        with self._faults_in_words():
            connection = self._connection()
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
        """Close the connections of all threads. They must not be in use."""
        with self._opening:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._opening:
                connection = self._open()
                self._all.append(connection)
            self._local.connection = connection
        return connection

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            if self._version_of(connection) != len(self._migrations):
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
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")  # another process may be migrating at this moment
        try:
            version = self._version_of(connection)
            if version > len(self._migrations):
                raise ReaderError(
                    f"The {self._what} in {self.path} was made by a newer version of Read Also.",
                    remedy="Install the newer version again. Nothing was changed.",
                )
            if self._precious and 0 < version < len(self._migrations):
                self._back_up(version)
            for step in self._migrations[version:]:
                for statement in step.split(";"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(self._migrations)}")
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

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
        except sqlite3.IntegrityError:
            raise  # a bug of ours, not a fault of the disk
        except sqlite3.DatabaseError as error:
            raise ReaderError(
                f"The {self._what} in {self.path} is damaged: {error}.",
                remedy="Move this file to another folder and keep it, then put back a copy from your backup.",
            ) from error
