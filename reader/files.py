"""Files that must be whole or not there at all, what only one process may do at a time, and the sum of a file."""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_PAUSE_SECONDS = 0.05


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file of text or leave the old one.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    write_bytes_atomically(path, text.encode("utf-8"))


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Write a whole file or leave the old one: beside it first, on the disk, then renamed over it.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal digits; it is read piece by piece.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def only_one(lock: Path, *, wait_seconds: float) -> Iterator[None]:
    """Keep other processes, and other users of this lock in our own, out of what is done inside. A killed one lets go.

    Raises:
        TimeoutError: another did not leave within that time.
        OSError: the file for the lock cannot be made.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + wait_seconds
    with lock.open("ab") as file:
        while not _lock(file.fileno()):
            if time.monotonic() >= until:
                raise TimeoutError(f"{lock} is held by another process")
            time.sleep(LOCK_PAUSE_SECONDS)
        yield  # closing the file lets go


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
