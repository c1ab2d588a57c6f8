"""What can be wrong with a SQLite file, in plain words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import ReaderError
from reader.log import Log

log = Log(__name__)

PUT_BACK = "Keep it as it is, and put back a backup: choose Backups in the menu, or run `readalso restore`."
SUSPICION = ".suspect"  # the end of the name of an empty file beside one that was found damaged while it was in use


class DamagedFileError(ReaderError):
    """What is in the file cannot be read, or the file was emptied or taken away."""


class UnreadableFileError(ReaderError):
    """The file is there, but cannot be opened at all."""


class NewerFileError(ReaderError):
    """The file was made by a newer version of the program."""


class OlderFileError(ReaderError):
    """The file was made by an older version of the program, and is to be brought up to date before it is read."""


class InUseError(ReaderError):
    """Another process keeps the file to itself."""


class NoRoomError(ReaderError):
    """The disk is full."""


class ClosedError(ReaderError):
    """The library was closed for good: whoever comes too late must not open it again."""


class ReadOnlyError(ReaderError):
    """The file was opened to be read only: nothing is written to it."""


def damaged_inside(what: str, path: Path, found: str) -> DamagedFileError:
    """What SQLite found when it looked through the file is for the log: it speaks of pages and cells."""
    log.error("%s is damaged: %s", path, found)
    return DamagedFileError(f"The {what} in {path} is damaged: parts of it cannot be read.", remedy=PUT_BACK)


def being_read_only() -> ReadOnlyError:
    return ReadOnlyError(
        "You are reading a backup, so nothing can be changed.",
        remedy="Restore the backup first: choose Backups in the menu.",
    )


@contextmanager
def faults_in_words(what: str, path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into a ReaderError. Bugs of ours pass as they are."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a bug of ours, not a fault of the disk
    except sqlite3.DatabaseError as error:
        raise _in_words(error, f"The {what} in {path}", path) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _no_room(path) from error
        raise UnreadableFileError(
            f"The {what} in {path} could not be used: {error.strerror or error}.",
            remedy="Check that the folder can be read and written to, then try again.",
        ) from error


def _no_room(path: Path) -> NoRoomError:
    return NoRoomError(
        f"There is no room left on the disk for what is to be written to {path}.",
        remedy="Free some space on this disk, then try again. What was stored before is safe.",
    )


def _in_words(error: sqlite3.DatabaseError, the_file: str, path: Path) -> ReaderError:
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:  # the rest of the code says more than we ask
        case sqlite3.SQLITE_FULL:
            return _no_room(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return InUseError(
                f"{the_file} is being used by another program.",
                remedy="Wait until it has finished, or close other windows of Read Also, then try again.",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return ReadOnlyError(
                f"{the_file} could not be used: it is write-protected.",
                remedy="Check that the file and its folder can be written to, then try again. Nothing was changed.",
            )
        case sqlite3.SQLITE_CANTOPEN:
            return UnreadableFileError(
                f"{the_file} could not be used: it cannot be opened.",
                remedy="Check that the file and its folder can be read and written to, then try again.",
            )
    if isinstance(error, sqlite3.OperationalError):
        return ReaderError(
            f"{the_file} could not be used: {error}.",
            remedy="Check that the folder can be written to and the disk has room, then try again.",
        )
    leave_suspicion(path)
    return DamagedFileError(
        f"{the_file} is damaged: {error}.",
        remedy=PUT_BACK,
    )


def leave_suspicion(path: Path) -> None:
    """Note beside the file that it may be damaged, so that the next start looks through all of it."""
    with suppress(OSError):  # a folder that cannot be written to: the damage will show again by itself
        path.with_name(path.name + SUSPICION).touch()


def is_suspected(path: Path) -> bool:
    return path.with_name(path.name + SUSPICION).exists()


def clear_suspicion(path: Path) -> None:
    with suppress(OSError):
        path.with_name(path.name + SUSPICION).unlink(missing_ok=True)
