"""One SQLite file: its connections and its migrations."""

import sqlite3
from _thread import allocate_lock  # what `threading.Lock` is; the first paint needs nothing else of that module
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.database.faults import (
    ClosedError,
    DamagedFileError,
    NewerFileError,
    ReadOnlyError,
    being_read_only,
    clear_suspicion,
    damaged_inside,
    faults_in_words,
    is_suspected,
    leave_suspicion,
)
from reader.database.on_disk import is_filled, version_of
from reader.log import Log

BUSY_MS = 30_000  # a batch of another process is stored in well under a second

log = Log(__name__)


class Database:
    """A SQLite file with a list of migrations. Opened on first use.

    Threads: any. Each use has a connection to itself, taken from those that are free: a connection for each thread
    would be a new one for each job, because Qt's pool gives Python a new thread state for every piece of work.
    Reading never waits for a writer (write-ahead log).
    """

    def __init__(
        self,
        path: Path,
        migrations: Sequence[str],
        *,
        what: str,
        before_migration: Callable[[], object] | None = None,
        before_writing: Callable[[], object] | None = None,
        read_only: bool = False,
        busy_ms: int = BUSY_MS,
    ) -> None:
        """`before_migration` makes a backup; if it raises, nothing is migrated. It is not called for a new file.

        `before_writing` is called before each transaction that writes, and before a new file is made; if it raises,
        nothing is written.
        `read_only`: the file is never written to, nor migrated; it must be of the newest version.
        """
        self.path = path
        self.read_only = read_only
        self._migrations = migrations  # append only: a released step is never edited
        self._what = what  # "library", "bookmarks": what the reader calls this file
        self._before_migration, self._before_writing = before_migration, before_writing
        self._busy_ms = busy_ms
        self._free: list[sqlite3.Connection] = []
        self._opening = allocate_lock()
        self._identity: tuple[int, int] | None = None  # of the file that the connections are to
        self._seen: int | None = None  # the version of the file before it was opened
        self._closed = False  # for good

    def exists(self) -> bool:
        return self.path.exists()

    @property
    def newest_version(self) -> int:
        """The version of a file with all migrations."""
        return len(self._migrations)

    def at(self, path: Path) -> "Database":
        """Another file of the same kind; it is migrated without a backup."""
        return Database(path, self._migrations, what=self._what, busy_ms=self._busy_ms)

    def is_older(self) -> bool:
        """Whether the file would be migrated when it is opened. It is only looked at."""
        return 0 < self._look() < len(self._migrations)

    def is_newer(self) -> bool:
        """Whether a newer version of the program made the file. It is only looked at."""
        return self._look() > len(self._migrations)

    def refuse_newer(self) -> None:
        """Leave a newer version's file alone: it is only looked at, and nothing on the disk changes.

        Raises:
            NewerFileError: it was made by a newer version.
        """
        self._refuse_if_newer(self._look())

    def _look(self) -> int:
        """The version that the file's bytes tell, looked up once: a log may be long."""
        if self._seen is None:
            self._seen = version_of(self.path)
        return self._seen

    def version_on_disk(self) -> int:
        """How many migrations the file has; it is neither changed nor kept open.

        Raises:
            ReaderError: it cannot be opened or read.
        """
        from reader.database.copying import look_into  # deferred: not on the way to the first paint

        return look_into(self.path, what=self._what, thoroughly=False).version

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from.

        Raises:
            ReaderError: the file cannot be opened or read, or was made by a newer version.
        """
        with faults_in_words(self._what, self.path), self._connection() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end, rolled back on any exception.

        Raises:
            ReaderError: as `reading`, or the disk is full or write-protected.
            ReadOnlyError: the file was opened to be read only, or is write-protected.
        """
        if self.read_only:
            raise being_read_only()
        if self._before_writing is not None:
            self._before_writing()
        with faults_in_words(self._what, self.path), self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._refuse_if_newer(_version_of(connection))  # while we had it open, a newer version may have come
                yield connection
                connection.commit()
            except BaseException:
                if connection.in_transaction:  # a full disk may have ended it already
                    connection.rollback()
                raise

    def check(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when sound."""
        with self.reading() as db:
            found = [str(row[0]) for row in db.execute("PRAGMA quick_check(5)")]
        return [] if found == ["ok"] else found

    def copy_to(self, path: Path, *, step: Callable[[int, int], object] | None = None) -> None:
        """Write what the file holds at this moment to another one; nobody who writes waits for it.

        The copy is whole and on the disk when this returns, or not there at all. Nothing is migrated. `step` is told
        how many pages are done, of how many; what it raises ends the copying.

        Raises:
            ReaderError: this file cannot be read or is damaged, or the copy cannot be written.
        """
        from reader.database.copying import copy_database  # deferred: not on the way to the first paint

        copy_database(self.path, path, what=self._what, step=step, busy_ms=self._busy_ms)

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file, unless somebody is using it at this moment."""
        from reader.database.copying import fold_log  # deferred, as above

        fold_log(self.path)

    def close(self, *, for_good: bool = False) -> None:
        """Close all connections, which must not be in use. The next use opens the file again, but not `for_good`."""
        with self._opening:
            self._drop_connections()
            self._closed = for_good

    def _drop_connections(self) -> None:
        while self._free:
            self._free.pop().close()
        self._identity = self._seen = None

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._opening:  # two at once would migrate twice
            if self._closed:
                raise ClosedError(f"The {self._what} was closed.", remedy="Start Read Also again.")
            self._refuse_if_moved()
            connection = self._free.pop() if self._free else self._open()
        try:
            yield connection
        finally:
            with self._opening:
                self._free.append(connection)

    def _refuse_if_moved(self) -> None:
        """Another file in the place of ours, or none: what was written to ours would be seen by nobody."""
        if self._identity is not None and self._identity != _identity_of(self.path):
            raise DamagedFileError(
                f"The {self._what} in {self.path} was moved, deleted or replaced while Read Also was running.",
                remedy="Put the file back where it was, then start Read Also again; or put back a backup.",
            )

    def _open(self) -> sqlite3.Connection:
        if self.read_only:
            return self._open_to_read()
        if self._identity is None:
            self.refuse_newer()
            if self._before_writing is not None and not is_filled(self.path):
                self._before_writing()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connect(str(self.path))
        try:
            if self._identity is None and is_suspected(self.path):
                self._look_through(connection)
            version = _version_of(connection)
            self._refuse_if_newer(version)
            _use_write_ahead_log(connection)
            if version < len(self._migrations):
                self._migrate(connection)
            connection.execute("PRAGMA synchronous = FULL")  # what is committed survives a power cut
            connection.execute("PRAGMA foreign_keys = ON")
            self._identity = _identity_of(self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_to_read(self) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?mode=ro"
        connection = self._connect(uri, uri=True)
        try:
            try:
                version = _version_of(connection)
            except sqlite3.OperationalError:
                # in a write-protected folder no log can be made beside it: nobody can write to it either
                connection.close()
                connection = self._connect(f"{uri}&immutable=1", uri=True)
                version = _version_of(connection)
            self._refuse_if_newer(version)
            if version < len(self._migrations):
                raise ReadOnlyError(
                    f"The {self._what} in {self.path} was made by an older version of Read Also.",
                    remedy="Restore it: it is brought up to date then.",
                )
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, path: str, *, uri: bool = False) -> sqlite3.Connection:
        return sqlite3.connect(
            path,
            timeout=self._busy_ms / 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
            uri=uri,
        )

    def _look_through(self, connection: sqlite3.Connection) -> None:
        """The file was found damaged before: all of it must be sound, not only what is read first."""
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != ("ok",):
            leave_suspicion(self.path)
            raise damaged_inside(self._what, self.path, found[0])
        clear_suspicion(self.path)

    def _migrate(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")  # another process may be migrating at this moment
        try:
            version = _version_of(connection)
            self._refuse_if_newer(version)
            if self._before_migration is not None and 0 < version < len(self._migrations):
                self._before_migration()  # we hold the write lock, so nobody changes the file meanwhile
            for step in self._migrations[version:]:
                for statement in _statements(step):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(self._migrations)}")
            connection.commit()
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise

    def _refuse_if_newer(self, version: int) -> None:
        if version > len(self._migrations):
            raise NewerFileError(
                f"The {self._what} in {self.path} was made by a newer version of Read Also.",
                remedy="Install the newer version again. Nothing was changed.",
            )


def _version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except FileNotFoundError:
        return None
    return facts.st_dev, facts.st_ino


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
