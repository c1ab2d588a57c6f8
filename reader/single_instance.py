"""One window for each library: who opens one claims the library's folder, and a second start finds it claimed.

The claim is a lock of the operating system, so that it ends with the process, however that ends. All of this stands
before the first paint: what only a second start needs is loaded when there is one.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from reader.errors import ReaderError
from reader.locations import Locations

LOCK_FILE = "window.lock"  # only where a folder cannot be locked itself
PATIENCE_SECONDS = 15.0  # for a window that is just opening, or closing, to answer or to be gone
SURE_SECONDS = 1.0  # what is read about another window may be of one that was killed: it is believed if it stays so
PAUSE_SECONDS = 0.05


class Claim:
    """The right to open the one window over a library. Threads: one at a time.

    `held` is False where nothing can be locked, as in a folder that may not be written to: then there may be two
    windows, and each library file still looks after itself.
    """

    def __init__(self, descriptor: int | None, lock_file: Path | None = None) -> None:
        """`lock_file` is removed with the claim."""
        self._descriptor, self._lock_file = descriptor, lock_file

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def release(self) -> None:
        """Let the next one open the library. A second time changes nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if self._lock_file is not None and sys.platform != "win32":
            with suppress(OSError):  # while we have it: who takes it now sees that it is another
                self._lock_file.unlink()
        os.close(descriptor)
        if self._lock_file is not None and sys.platform == "win32":
            with suppress(OSError):  # open files stay there: the next one has it already
                self._lock_file.unlink()


def claim_library(
    locations: Locations, files: Sequence[Path] = (), *, patience: float = PATIENCE_SECONDS
) -> Claim | None:
    """The claim to this library; None where a window has it, was raised, and has taken the files.

    A window that is closing is waited for. `files` are ours to import unless None is returned.

    Raises:
        ReaderError: a window has the library, and it is not one that can be raised: words say where it is.
    """
    claim = try_claim(locations)
    return claim if claim is not None else _hand_over(locations, files, patience)


def try_claim(locations: Locations) -> Claim | None:
    """The claim; None where another process has it. The folder of the library is made if it is not there."""
    folder = locations.data
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Claim(None)  # whoever opens the library tells why
    claim = _lock_folder(folder) if sys.platform != "win32" else None
    if claim is None:
        claim = _lock_file_in(folder)
    if claim is _TAKEN:
        return None
    if claim.held:
        with suppress(OSError):  # of a window that was killed
            locations.window_address_file.unlink(missing_ok=True)
    return claim


_TAKEN = Claim(None)


def _lock_folder(folder: Path) -> Claim | None:
    """A lock on the folder itself: nothing is written, so that a library which is refused stays as it is.

    None where the file system has no such locks; network shares may not.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    busy = _lock(descriptor)
    if busy is False:
        return Claim(descriptor)
    os.close(descriptor)
    return _TAKEN if busy else None


def _lock_file_in(folder: Path) -> Claim:
    path = folder / LOCK_FILE
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)  # others may have to lock it, too
        except OSError:
            return Claim(None)
        busy = _lock(descriptor)
        if busy is False and _is_still(path, descriptor):
            return Claim(descriptor, path)
        os.close(descriptor)
        if busy is not False:
            return _TAKEN if busy else Claim(None)


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether this is the file of that name: the one before us may have removed it after we had opened it."""
    if sys.platform == "win32":
        return True  # there an open file cannot be removed
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool | None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return True if error.errno in (errno.EACCES, errno.EDEADLK) else None
        return False

else:
    import fcntl

    def _lock(descriptor: int) -> bool | None:
        """False: we have the lock now. True: another has it. None: here are no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return True if error.errno == errno.EWOULDBLOCK else None
        return False


def _hand_over(locations: Locations, files: Sequence[Path], patience: float) -> Claim | None:
    # Deferred: a window that is the only one needs none of it, and waits for nothing.
    from reader.handing_over import Answer, Handover, NobodyThereError, hand_over

    handover = Handover.here(files)
    until = time.monotonic() + patience
    seen = _Seen()
    while True:
        claim = try_claim(locations)
        if claim is not None:
            return claim
        try:
            if hand_over(locations.window_address_file, handover) is Answer.TAKEN:
                return None
            handover = handover._replace(again=True)  # it closes, or puts a backup back: it is raised once only
            until = time.monotonic() + patience
        except NobodyThereError as error:
            if time.monotonic() > until:
                raise ReaderError(error.problem, remedy=error.remedy) from error
        except ReaderError as error:
            seen.again(error)
        time.sleep(PAUSE_SECONDS)


class _Seen:
    """Since when the same is in the way."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._words, self._since = clock, "", 0.0

    def again(self, error: ReaderError) -> None:
        """Raises the error if it was the same for long enough."""
        if str(error) != self._words:
            self._words, self._since = str(error), self._clock()
        elif self._clock() - self._since >= SURE_SECONDS:
            raise error
