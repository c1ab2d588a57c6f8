"""Put a backup in the place of the databases: whole or not at all, whenever it is broken off."""

import json
import logging
import os
import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reader.database import Database
from reader.database.copying import claim, look_into
from reader.database.faults import (
    DamagedFileError,
    InUseError,
    NewerFileError,
    NoRoomError,
    UnreadableFileError,
    clear_suspicion,
    faults_in_words,
)
from reader.errors import ReaderError
from reader.files import only_one, write_atomically
from reader.locations import Locations
from reader.tasks.backup_files import in_megabytes
from reader.tasks.backup_manifest import LIBRARY, MANIFEST, STAMP, USERDATA, Backup, BackupReason, read_manifest
from reader.tasks.backups import LOCK, LOCK_SECONDS, Backups, problems_of, utc_now
from reader.tasks.written_by import note_writer
from reader.ticket import Ticket

RESTORING = "restoring"  # the folder beside the databases with what is to be put in their place
DAMAGED = "damaged"  # the folder beside them with damaged files that were replaced
NEWER = "newer"  # the same for what a newer version of the program wrote
LOG_ENDINGS = ("-wal", "-shm")
TABLE_OF = {LIBRARY: "articles", USERDATA: "bookmarks"}  # by which a single file is recognised

log = logging.getLogger(__name__)


class Source(NamedTuple):
    """What is to be restored."""

    words: str
    files: dict[str, Path]  # the name of the database, and the file to take
    versions: dict[str, int]  # of their tables
    whole: bool = True  # not one of two databases alone


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What was restored."""

    source: str
    files: tuple[str, ...]
    before: str  # the folder of the backup that was made of what was there; empty where there was nothing to keep
    set_aside: str  # the folder with what was damaged, or newer, and was replaced; empty if there was nothing
    newer: bool = False  # what is there is sound: a newer version wrote it


class RestoreBackup:
    """Threads: any; nobody else may have the databases open."""

    def __init__(
        self,
        *,
        locations: Locations,
        library: Database,
        userdata: Database,
        backups: Backups,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._locations = locations
        self._databases = {USERDATA: userdata, LIBRARY: library}
        self._backups, self._now = backups, now

    def source(self, given: Path | None, *, only: str | None = None, ticket: Ticket | None = None) -> Source:
        """What to restore from: a backup's folder, a folder of backups, a single database, or our newest good backup.

        Everything is checked here, before anything is touched. `only`: the name of one database.

        Raises:
            ReaderError: there is no backup, it is damaged, or was made by a newer version.
        """
        wanted = (USERDATA, LIBRARY) if only is None else (only,)
        if given is not None and given.is_file():
            source = _from_file(given)
        else:
            source = self._from_folder(given, () if only is None else (only,), ticket)
        files = {name: path for name, path in source.files.items() if name in wanted}
        if not files:
            raise ReaderError(f"There is no {' or '.join(wanted)} in {source.words}.", remedy="Choose another backup.")
        for name in files:
            if source.versions[name] > self._databases[name].newest_version:
                raise NewerFileError(
                    f"The backup {source.words} was made by a newer version of Read Also.",
                    remedy="Install the newer version, then restore it. Nothing was changed.",
                )
        return source._replace(files=files, whole=only is None)

    def __call__(self, source: Source, *, ticket: Ticket | None = None) -> RestoreReport:
        """Restore it. What is there now is backed up before; what is too damaged for that is kept in another folder,
        and so is all that a newer version wrote.

        Raises:
            ReaderError: another window has the library open, there is no room, or a file cannot be written. Nothing
                was changed then, or the next start completes it.
            CancelledError: stopped through the ticket. Nothing was changed.
        """
        ticket = ticket or Ticket()
        newer = self._newer(source)
        aside, before = (newer, None) if newer else self._keep_what_is_there(source)
        data = self._locations.data
        folder = f"{NEWER if newer else DAMAGED}/{self._now().strftime(STAMP)}" if aside else ""
        with faults_in_words("library", data), self._backups.alone(wait_seconds=0):
            shutil.rmtree(data / RESTORING, ignore_errors=True)
            self._bring_near(source, ticket)
            for name in {*source.files, *newer}:
                if (data / name).exists() and (newer or name not in aside):
                    claim(data / name, what="library")
            plan = {
                "files": list(source.files),
                "aside": dict.fromkeys(aside, folder),
                "program": self._backups.program,
            }
            write_atomically(self._locations.restore_file, json.dumps(plan))  # from here on it will be completed
            _put_in_place(self._locations)
        log.info("restored %s from %s", list(source.files), source.words)
        return RestoreReport(
            source=source.words,
            files=tuple(source.files),
            before=str(before.folder) if before is not None else "",
            set_aside=str(data / folder) if folder else "",
            newer=bool(newer),
        )

    def _newer(self, source: Source) -> list[str]:
        """What is kept as it is because a newer version wrote it: both databases then, which belong together."""
        there = [name for name in self._databases if (self._locations.data / name).exists()]
        concerned = [name for name in there if source.whole or name in source.files]
        return concerned if any(self._databases[name].is_newer() for name in concerned) else []

    def _from_folder(self, given: Path | None, holding: Collection[str], ticket: Ticket | None) -> Source:
        backup = read_manifest(given) if given is not None else self._backups.newest_good(holding=holding)
        if backup is None and given is not None:
            within = sorted(given.glob(f"*/{MANIFEST}"), reverse=True)  # the folder with all backups was chosen
            backup = next((found for path in within if (found := read_manifest(path.parent)) is not None), None)
        if backup is None and given is not None and (kept := _databases_in(given)):
            return _from_files(given, kept)
        if backup is None:
            where = given or self._backups.folder
            raise ReaderError(f"There is no backup that can be used in {where}.", remedy="Choose another folder.")
        problems = problems_of(backup, ticket)
        if problems:
            raise DamagedFileError(
                f"The backup in {backup.folder} is damaged: {' '.join(problems)}",
                remedy="Choose another backup. Nothing was changed.",
            )
        return Source(
            str(backup.folder),
            {file.name: backup.folder / file.name for file in backup.files},
            {file.name: file.version for file in backup.files},
        )

    def _keep_what_is_there(self, source: Source) -> tuple[list[str], Backup | None]:
        """Back up what will be replaced; which of it is too damaged for that, and the backup."""
        there = [name for name in source.files if (self._locations.data / name).exists()]
        damaged = [name for name in there if _is_damaged(self._databases[name])]
        sound = [name for name in there if name not in damaged]
        return damaged, self._backups.make(BackupReason.BEFORE_RESTORE, of=sound) if sound else None

    def _bring_near(self, source: Source, ticket: Ticket) -> None:
        """Copy the files beside the databases, so that nothing but renaming is left to do."""
        folder = self._locations.data / RESTORING
        folder.mkdir(parents=True)
        needed = sum(path.stat().st_size for path in source.files.values())
        free = shutil.disk_usage(folder).free
        if free < needed:
            raise NoRoomError(
                f"There is not enough room on the disk to restore the backup: it needs {in_megabytes(needed)},"
                f" {in_megabytes(free)} are free.",
                remedy="Free some space on this disk, then try again. Nothing was changed.",
            )
        for number, (name, path) in enumerate(source.files.items()):
            ticket.step(number, len(source.files))
            shutil.copyfile(path, folder / name)
            with (folder / name).open("rb+") as file:
                os.fsync(file.fileno())
            if look_into(folder / name, what="copy of the backup").damage:
                raise DamagedFileError("The backup could not be copied soundly.", remedy="Check the disk for faults.")
        ticket.step(len(source.files), len(source.files))


def finish_restore(locations: Locations) -> None:
    """Complete a restore that was broken off between two files. To be called before a database is opened.

    Raises:
        ReaderError: it cannot be completed now; nothing may be opened.
    """
    with faults_in_words("library", locations.data):
        try:
            with only_one(locations.backups / LOCK, wait_seconds=LOCK_SECONDS):
                if locations.restore_file.exists():  # else another process has completed it
                    _put_in_place(locations)
        except TimeoutError as error:
            raise InUseError(
                "Another window of Read Also is restoring a backup.", remedy="Wait until it has finished."
            ) from error


def set_aside(locations: Locations, names: Collection[str], now: Callable[[], datetime] = utc_now) -> Path:
    """Keep damaged databases in another folder, so that new ones can be begun; that folder.

    Raises:
        ReaderError: it cannot be moved.
    """
    folder = locations.data / DAMAGED / now().strftime(STAMP)
    for path in (locations.data / name for name in names):
        with faults_in_words("damaged file", path):
            _move(path, folder)
        clear_suspicion(path)
    return folder


def _put_in_place(locations: Locations) -> None:
    """Do what is written in the plan, as far as it is not done. The plan goes last."""
    data = locations.data
    plan = json.loads(locations.restore_file.read_text("utf-8"))
    for name in (name for name in TABLE_OF if name in plan["files"] or name in plan["aside"]):
        new = data / RESTORING / name
        if name in plan["files"] and not new.exists():
            continue  # it is in its place
        if plan["aside"].get(name):
            kind, stamp = Path(plan["aside"][name]).parts[-2:]
            _move(data / name, data / (NEWER if kind == NEWER else DAMAGED) / stamp)
        clear_suspicion(data / name)
        if name in plan["files"]:
            for ending in LOG_ENDINGS:  # a log must never meet another database than its own
                (data / f"{name}{ending}").unlink(missing_ok=True)
            new.replace(data / name)
    if LIBRARY in plan["files"]:
        for index in locations.cache.glob("index-*"):  # it may know articles that the library has not, or others
            shutil.rmtree(index, ignore_errors=True)
    if all(name in plan["files"] or not (data / name).exists() for name in TABLE_OF) and "program" in plan:
        note_writer(data, str(plan["program"]))  # what another version wrote last is not there any more
    shutil.rmtree(data / RESTORING, ignore_errors=True)
    locations.restore_file.unlink()


def _move(path: Path, folder: Path) -> None:
    """Move a database with its log to another folder; the log first, so that it is never alone with another file."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending in (*LOG_ENDINGS, ""):
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{ending}").replace(folder / f"{path.name}{ending}")


def _is_damaged(database: Database) -> bool:
    """Whether the file cannot be backed up. One that is in use, or made by a newer version, is not damaged."""
    if database.path.stat().st_size == 0:
        return True
    try:
        return not claim(database.path, what="library") or bool(look_into(database.path, what="library").damage)
    except (DamagedFileError, UnreadableFileError):
        return True


def _from_file(path: Path) -> Source:
    facts = look_into(path, what="backup")
    if facts.damage:
        raise DamagedFileError(f"{path} is damaged: {facts.damage[0]}.", remedy="Choose another backup.")
    for name, table in TABLE_OF.items():
        if table in facts.tables:
            return Source(str(path), {name: path}, {name: facts.version})
    raise ReaderError(f"{path} is no backup of Read Also.", remedy="Choose the folder of a backup.")


def _databases_in(folder: Path) -> list[Path]:
    return [folder / name for name in TABLE_OF if (folder / name).is_file()]


def _from_files(folder: Path, paths: Collection[Path]) -> Source:
    """Databases that lie in a folder without a manifest: what was set aside, or what somebody copied."""
    found = [_from_file(path) for path in paths]
    return Source(
        str(folder),
        {name: path for each in found for name, path in each.files.items()},
        {name: version for each in found for name, version in each.versions.items()},
    )
