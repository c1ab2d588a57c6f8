"""The files of a backup: their names, what they share with an earlier one, the room they need."""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from reader.database.faults import NoRoomError
from reader.errors import ReaderError
from reader.files import hash_of
from reader.tasks.backup_manifest import LIBRARY, STAMP, BackedUpFile, Backup, BackupReason, SourceState
from reader.ticket import Ticket

PART = ".part"  # the end of the name of a backup that is being made
ROOM_KEPT_BYTES, ROOM_KEPT_SHARE = 1_000_000_000, 0.05  # whichever is less stays free on the disk


class Share:
    """Progress in one of several files, told as progress in all of them, in bytes."""

    def __init__(self, ticket: Ticket, before: int, size: int, total: int) -> None:
        self._ticket, self._before, self._size, self._total = ticket, before, size, total

    def __call__(self, done: int, total: int) -> None:
        within = round(self._size * done / total) if total else self._size
        self._ticket.step(min(self._before + within, self._total), self._total)


def free_name(root: Path, made_at: datetime, reason: BackupReason) -> Path:
    """A name that nobody has: two backups can be made within a second."""
    stamp = made_at.strftime(STAMP)
    ending = "" if reason is BackupReason.DAILY else f"-{reason}"
    folder, number = root / f"{stamp}{ending}", 1
    while folder.exists():
        number += 1
        folder = root / f"{stamp}{ending}-{number}"
    return folder


def shareable(earlier: Backup | None, state: SourceState | None) -> BackedUpFile | None:
    """The copy of the library in the last backup that has one, if the library is still as it was then."""
    file = earlier.file(LIBRARY) if earlier is not None else None
    if earlier is None or file is None or state is None or file.source != state:
        return None
    with suppress(OSError):
        if (earlier.folder / LIBRARY).stat().st_size == file.size:
            return file
    return None


def share(earlier: Backup, file: BackedUpFile, folder: Path) -> BackedUpFile:
    try:
        os.link(earlier.folder / LIBRARY, folder / LIBRARY)
    except OSError:  # not on every disk, and not to another one
        shutil.copyfile(earlier.folder / LIBRARY, folder / LIBRARY)
        if hash_of(folder / LIBRARY) != file.sha256:
            raise ReaderError(
                f"The backup in {earlier.folder} is damaged.", remedy="Delete that folder, then make a backup again."
            ) from None
    return file


def refuse_without_room(root: Path, needed: int, *, reserve: bool) -> None:
    room = shutil.disk_usage(root)
    kept = min(ROOM_KEPT_BYTES, room.total * ROOM_KEPT_SHARE) if reserve else 0
    if room.free - needed < kept:
        raise NoRoomError(
            f"There is not enough room on the disk for a backup in {root}: it needs"
            f" {in_megabytes(needed + round(kept))}, {in_megabytes(room.free)} are free.",
            remedy="Free some space on this disk, or choose another folder with `readalso backup --to FOLDER`.",
        )


def in_megabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.1f} MB"


def clear_leftovers(root: Path) -> None:
    """What a killed process left half-made. We hold the lock, so nobody is at work on it."""
    for entry in root.glob(f".*{PART}"):
        shutil.rmtree(entry, ignore_errors=True)


def put_on_disk(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
