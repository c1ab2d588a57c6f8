"""Backups of both databases: made, listed, checked, and thinned out with age."""

import json
import logging
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader import __version__
from reader.database import Database
from reader.database.copying import look_into
from reader.database.faults import NoRoomError, faults_in_words
from reader.database.on_disk import is_filled
from reader.errors import ReaderError
from reader.files import hash_of, only_one, write_atomically
from reader.locations import Locations
from reader.tasks.backup_files import (
    PART,
    Share,
    clear_leftovers,
    free_name,
    put_on_disk,
    refuse_without_room,
    share,
    shareable,
)
from reader.tasks.backup_manifest import (
    LIBRARY,
    USERDATA,
    BackedUpFile,
    Backup,
    BackupReason,
    SourceState,
    read_manifest,
    source_state,
    write_manifest,
)
from reader.tasks.backup_rotation import to_drop, to_lose_library
from reader.tasks.written_by import last_writer, note_writer
from reader.ticket import Ticket

PAUSE = timedelta(hours=24)  # between two automatic backups, and between two tries that fail
LOCK = "lock"
LOCK_SECONDS = 600  # how long a migration waits for a backup that another process makes
SMALLER = "Only your bookmarks, notes and other marks were backed up."
COUNTED = (
    "articles", "bookmarks", "notes", "highlights", "tags", "read_articles", "corrections", "saved_searches",
)  # fmt: skip

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Backups:
    """The backups of one library. Threads: any; of several processes one makes a backup at a time.

    A backup is written beside and renamed when it is whole, checked and on the disk, so that a half-made one is never
    taken for a good one.
    """

    def __init__(
        self,
        *,
        locations: Locations,
        library: Database,
        userdata: Database,
        now: Callable[[], datetime] = utc_now,
        program: str = __version__,
    ) -> None:
        self.folder = locations.backups
        self._data = locations.data
        self._databases = {USERDATA: userdata, LIBRARY: library}  # what the reader made comes first, and is small
        self._note = locations.cache / "backup-failed.json"
        self._now, self.program = now, program

    def all(self) -> list[Backup]:
        """What is there, the newest first."""
        return list(_backups_in(self.folder))

    def due(self, first_import: datetime | None) -> BackupReason | None:
        """Whether it is time for an automatic backup, and why; None if not. Cheap: reads one small file.

        A library is a day old when it gets its first one.
        """
        newest = next(_backups_in(self.folder), None)
        if self._other_wrote():
            reason: BackupReason | None = BackupReason.BEFORE_UPGRADE
        elif newest is None:
            old_enough = first_import is not None and self._now() - first_import >= PAUSE
            reason = BackupReason.DAILY if old_enough else None
        else:
            reason = BackupReason.DAILY if self._now() - newest.made_at >= PAUSE else None
        return reason if reason is None or not self._failed_lately() else None

    def make(
        self,
        reason: BackupReason,
        *,
        of: Collection[str] = (LIBRARY, USERDATA),
        to: Path | None = None,
        ticket: Ticket | None = None,
    ) -> Backup:
        """Make a backup of what is there now, in our own folder or another one, and thin out older ones in ours.

        A library that did not change since the last backup is shared with it on the disk.

        Raises:
            NoRoomError: the disk would be too full.
            ReaderError: a database cannot be read or is damaged, or the folder cannot be written to.
            CancelledError: stopped through the ticket. Nothing is left behind.
        """
        root = to if to is not None else self.folder
        names = [name for name, database in self._databases.items() if name in of and database.exists()]
        if not names:
            raise ReaderError("There is nothing to back up yet.", remedy="Import articles first.")
        with faults_in_words("backup", root), self.alone(root, wait_seconds=LOCK_SECONDS):
            backup = self._make(root, reason, names, ticket or Ticket())
            if to is None:
                if reason is not BackupReason.BEFORE_RESTORE:  # the one to be restored must not go
                    self._thin_out()
                self._note.unlink(missing_ok=True)
        return backup

    def make_automatic(self, reason: BackupReason, *, ticket: Ticket | None = None) -> Backup:
        """As `make`; what fails is not tried again for a day. Where the library finds no room, the rest is backed up.

        Raises:
            ReaderError: as `make`. If it was only the library that found no room, a smaller backup was made.
        """
        try:
            try:
                return self.make(reason, ticket=ticket)
            except NoRoomError as error:
                self.make(reason, of=(USERDATA,), ticket=ticket)
                raise NoRoomError(f"{error.problem} {SMALLER}", remedy=error.remedy) from error
        except ReaderError:
            self._note_failure()
            raise

    def before_upgrade(self, ticket: Ticket | None = None, *, whole: bool = False) -> None:
        """Back up both databases as another version left them, then note that this one writes from now on.

        Does nothing where another process of this version has done it. Where the library finds no room, what the
        reader made is backed up without it, unless it must be `whole`.

        Raises:
            ReaderError: no backup could be made; nothing may be written then.
            CancelledError: stopped through the ticket.
        """
        names = self._filled()
        if not names:  # a new library: there is nothing to lose
            self._note_first_writer()
            return
        try:
            with faults_in_words("backup", self.folder), self.alone(wait_seconds=LOCK_SECONDS):
                if last_writer(self._data) != self.program:
                    self._make_before_upgrade(names, ticket or Ticket(), whole)
                    note_writer(self._data, self.program)  # last: killed before, the next start makes it again
                    self._thin_out()
        except ReaderError as error:
            raise ReaderError(
                f"Another version of Read Also wrote to this library last, and no backup could be made before version"
                f" {self.program} writes to it. {error.problem}",
                remedy=f"{error.remedy} Nothing was changed.",
            ) from error

    def _note_first_writer(self) -> None:
        try:
            with faults_in_words("library", self._data):
                note_writer(self._data, self.program)
        except ReaderError as error:  # of no special kind: no database is damaged, and none is to be kept aside
            raise ReaderError(error.problem, remedy=error.remedy) from error

    def _make_before_upgrade(self, names: list[str], ticket: Ticket, whole: bool) -> None:
        try:
            self._make(self.folder, BackupReason.BEFORE_UPGRADE, names, ticket)
        except NoRoomError:
            if whole or USERDATA not in names:
                raise
            log.warning("no room for the library in the backup before the upgrade", exc_info=True)
            self._make(self.folder, BackupReason.BEFORE_UPGRADE, [USERDATA], ticket, reserve=False)

    def before_migration(self, name: str, ticket: Ticket | None = None) -> None:
        """A copy of what is about to be brought up to date. Without one nothing is changed.

        Raises:
            ReaderError: no backup could be made.
            CancelledError: stopped through the ticket.
        """
        if self._other_wrote():
            self.before_upgrade(ticket, whole=True)
            return
        newest = next(_backups_in(self.folder), None)
        copied = newest.file(name) if newest is not None else None
        if copied is not None and copied.source == source_state(self._databases[name].path):
            return  # of this very state
        try:
            self.make(BackupReason.BEFORE_MIGRATION, of=(USERDATA, name), ticket=ticket)
        except ReaderError as error:
            raise ReaderError(
                f"The library must be brought up to date, and no backup could be made before. {error.problem}",
                remedy=f"{error.remedy} Nothing was changed.",
            ) from error

    def newest_good(self, *, holding: Collection[str] = ()) -> Backup | None:
        """The newest backup in which nothing is wrong, with these databases in it; None where there is none."""
        fitting = (backup for backup in self.all() if all(backup.file(name) is not None for name in holding))
        return next((backup for backup in fitting if not problems_of(backup)), None)

    @contextmanager
    def alone(self, root: Path | None = None, *, wait_seconds: float) -> Iterator[None]:
        """Nobody else makes or restores a backup meanwhile.

        Raises:
            ReaderError: another process still does after that time, or the folder cannot be written to.
        """
        root = root or self.folder
        with faults_in_words("folder of backups", root):
            try:
                with only_one(root / LOCK, wait_seconds=wait_seconds):
                    yield
            except TimeoutError as error:
                raise ReaderError(
                    "Another window of Read Also is making or restoring a backup.",
                    remedy="Wait until it has finished, then try again.",
                ) from error

    def _filled(self) -> list[str]:
        return [name for name, database in self._databases.items() if is_filled(database.path)]

    def _other_wrote(self) -> bool:
        return last_writer(self._data) != self.program and bool(self._filled())

    def _make(
        self, root: Path, reason: BackupReason, names: list[str], ticket: Ticket, *, reserve: bool = True
    ) -> Backup:
        """We are alone. `reserve`: some room is to be left on the disk."""
        clear_leftovers(root)
        earlier = next((each for each in _backups_in(root) if each.file(LIBRARY) is not None), None)
        made_at = self._now().astimezone(UTC).replace(microsecond=0)
        folder = free_name(root, made_at, reason)
        for name in names:
            self._databases[name].fold_log()  # else it is folded when the program closes, and looks changed
        states = {name: source_state(self._databases[name].path) for name in names}
        shared = shareable(earlier, states.get(LIBRARY))
        sizes = {name: states[name].size + states[name].log_size for name in names if shared is None or name != LIBRARY}
        refuse_without_room(root, sum(sizes.values()), reserve=reserve)
        beside = folder.with_name(f".{folder.name}{PART}")
        beside.mkdir()
        try:
            files, done = [], 0
            for name in names:
                if shared is not None and earlier is not None and name == LIBRARY:
                    files.append(share(earlier, shared, beside))
                    continue
                copied = Share(ticket, done, sizes[name], sum(sizes.values()))
                files.append(self._copy(name, beside / name, states[name], copied))
                done += sizes[name]
            backup = Backup(
                folder=folder,
                made_at=made_at,
                reason=reason,
                program=self.program,
                files=tuple(files),
                written_by=last_writer(self._data),
            )
            write_manifest(backup, beside)
            beside.rename(folder)
            put_on_disk(root)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        log.info("backup made: %s", backup.folder)
        return backup

    def _copy(self, name: str, copy: Path, state: SourceState, step: "Share") -> BackedUpFile:
        self._databases[name].copy_to(copy, step=step)
        facts = look_into(copy, what="copy", counted=COUNTED, thoroughly=False)  # it was looked through already
        return BackedUpFile(
            name=name,
            size=copy.stat().st_size,
            sha256=hash_of(copy),
            version=facts.version,
            rows=facts.rows,
            source=state,
        )

    def _thin_out(self) -> None:
        for backup in to_drop(self.all()):
            remove(backup)
        for backup in to_lose_library(self.all()):
            with suppress(OSError):  # another try comes with the next backup
                write_manifest(backup.without(LIBRARY), backup.folder)
                (backup.folder / LIBRARY).unlink(missing_ok=True)

    def _failed_lately(self) -> bool:
        try:
            failed_at = datetime.fromisoformat(json.loads(self._note.read_text("utf-8"))["at"])
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return timedelta(0) <= self._now() - failed_at < PAUSE

    def _note_failure(self) -> None:
        with suppress(OSError):  # where that cannot be written either, the next start tries again
            write_atomically(self._note, json.dumps({"at": self._now().isoformat()}))


def problems_of(backup: Backup, ticket: Ticket | None = None) -> list[str]:
    """What is wrong with a backup, in plain words; empty when it is as it was made. Reads all of it."""
    problems = []
    for number, file in enumerate(backup.files):
        (ticket or Ticket()).step(number, len(backup.files))
        path = backup.folder / file.name
        try:
            if path.stat().st_size != file.size or hash_of(path) != file.sha256:
                problems.append(f"{file.name} is not as it was when the backup was made.")
            elif damage := look_into(path, what="backup").damage:
                log.error("%s is damaged: %s", path, damage[0])
                problems.append(f"{file.name} is damaged.")
        except FileNotFoundError:
            problems.append(f"{file.name} is missing.")
        except (OSError, ReaderError) as error:
            problems.append(f"{file.name} cannot be read: {error}")
    return problems


def remove(backup: Backup) -> None:
    """Delete a backup; renamed first, so that what may be left of it is no backup any more."""
    with suppress(OSError):
        folder = backup.folder.with_name(f".{backup.folder.name}{PART}")
        backup.folder.rename(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _backups_in(root: Path) -> Iterator[Backup]:
    """The newest first, by the names of their folders; each is looked at when it is asked for."""
    try:
        names = sorted((entry.name for entry in root.iterdir() if not entry.name.startswith(".")), reverse=True)
    except OSError:
        return  # none was made yet, or they cannot be read
    for name in names:
        backup = read_manifest(root / name)
        if backup is not None:
            yield backup
