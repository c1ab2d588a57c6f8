"""A library that cannot be opened is never shown as empty: the newest good backup is read in its place."""

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.database import Database
from reader.database.faults import DamagedFileError, is_suspected
from reader.errors import ReaderError
from reader.locations import Locations
from reader.tasks.backup_manifest import LIBRARY, USERDATA, Backup
from reader.tasks.backups import Backups

RESCUE = "rescue"  # the folder in the cache with copies that had to be brought up to date to be read
MARKS = ("bookmarks", "notes", "highlights", "tags", "corrections", "read_articles", "saved_searches")


HELP = {
    LIBRARY: "Else begin a new library and import your folders again: bookmarks and notes find their articles then.",
    USERDATA: "Else begin anew: your articles are all there, your bookmarks and notes are not.",
}


class NoBackupError(DamagedFileError):
    """A database cannot be opened, and there is no good backup of it."""

    def __init__(self, problem: str, *, remedy: str, lost: tuple[str, ...]) -> None:
        super().__init__(problem, remedy=remedy)
        self.lost = lost  # the names of the databases that cannot be opened


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueInfo:
    """What is read in place of what cannot be opened. Nothing is written, not even to what is sound."""

    problem: str  # what cannot be opened, in the reader's words
    folder: Path  # of the backup
    made_at: datetime
    from_backup: tuple[str, ...]  # the databases that come from it; others are the reader's own, only read


def refuse_if_emptied(locations: Locations, backups: Backups) -> None:
    """A database that is empty or gone although it was there before is damage, not a new library.

    Cheap where nothing is wrong: two files are looked at.

    Raises:
        DamagedFileError: one was emptied or taken away.
    """
    for path, what in ((locations.library_file, "library"), (locations.userdata_file, "list of bookmarks")):
        if _holds_something(path):
            continue
        held = backups.newest_good(holding=(path.name,))
        known = path.exists() and path == locations.library_file and _has_marks(locations.userdata_file)
        if known or (held is not None and any(held.rows(table) for table in ("articles", *MARKS))):
            raise DamagedFileError(
                f"The {what} in {path} {'is an empty file' if path.exists() else 'is gone'}.",
                remedy="Put back a backup: choose Backups in the menu, or run `readalso restore`.",
            )


def find_rescue(
    error: ReaderError, *, locations: Locations, library: Database, userdata: Database, backups: Backups
) -> tuple[RescueInfo, Path, Path]:
    """The newest good backup of what cannot be opened, and the files to read the library and the rest from.

    Raises:
        NoBackupError: there is no good backup.
    """
    databases = {LIBRARY: library, USERDATA: userdata}
    lost = tuple(name for name, database in databases.items() if _is_lost(database, backups))
    backup = backups.newest_good(holding=lost) if lost else None
    if backup is None:
        raise NoBackupError(
            error.problem,
            remedy="There is no backup that could be read in its place. The file is left as it is: keep it. If you have"
            f" a copy of it elsewhere, put it back and start Read Also again. {' '.join(HELP[name] for name in lost)}",
            lost=lost,
        ) from error
    files = {name: _readable(name, database, backup, lost, locations) for name, database in databases.items()}
    info = RescueInfo(problem=error.problem, folder=backup.folder, made_at=backup.made_at, from_backup=lost)
    return info, files[LIBRARY], files[USERDATA]


def _readable(name: str, database: Database, backup: Backup, lost: Sequence[str], locations: Locations) -> Path:
    """A file of the newest version that can be read: the one there is, or a copy of it that was brought up to date."""
    file = backup.file(name) if name in lost else None
    path = backup.folder / name if file is not None else database.path
    there = path.exists()
    if there and (file.version if file is not None else database.version_on_disk()) == database.newest_version:
        return path
    copy = _room_for(name, locations)
    if there:
        database.at(path).copy_to(copy)
    with closing(database.at(copy)) as older, older.reading():
        pass  # brings it up to date; where nothing was ever marked, an empty one is made
    return copy


def _room_for(name: str, locations: Locations) -> Path:
    folder = locations.cache / RESCUE
    folder.mkdir(parents=True, exist_ok=True)
    for ending in ("", "-wal", "-shm"):
        (folder / f"{name}{ending}").unlink(missing_ok=True)
    return folder / name


def _is_lost(database: Database, backups: Backups) -> bool:
    if not _holds_something(database.path):
        return database.path.name == LIBRARY or backups.newest_good(holding=(database.path.name,)) is not None
    with suppress(ReaderError):
        database.version_on_disk()
        return is_suspected(database.path)  # marked by whoever met the damage, and all of it is looked through
    return True


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0 or path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _has_marks(path: Path) -> bool:
    from reader.database.copying import look_into  # deferred: needed only when the library's file is empty

    with suppress(ReaderError):
        return any(look_into(path, what="list of bookmarks", counted=MARKS, thoroughly=False).rows.values())
    return False
