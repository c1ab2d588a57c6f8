"""Which backups are kept: many of the last days, fewer of long ago. Arithmetic only."""

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

from reader.tasks.backup_manifest import LIBRARY, Backup, BackupReason

DAYS, WEEKS, MONTHS = 7, 4, 6
BEFORE_CHANGES = (BackupReason.BEFORE_UPGRADE, BackupReason.BEFORE_MIGRATION)
KEPT_OF_OTHERS = 3  # of each reason that is neither daily nor by hand


def to_drop(backups: Sequence[Backup]) -> list[Backup]:
    """Those that go as a whole. What was made by hand stays until the reader deletes it, and takes nobody's place.

    The newest of each of the last days, weeks and months that have any, and the newest of each other reason. One
    without the library never takes the place of one with it.
    """
    newest_first = sorted(
        (backup for backup in backups if backup.reason is not BackupReason.BY_HAND),
        key=lambda backup: backup.made_at,
        reverse=True,
    )
    kept: set[Path] = set()
    whole = [backup for backup in newest_first if backup.file(LIBRARY) is not None]
    for period, number in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        for group in (newest_first, whole):
            kept |= {backup.folder for backup in _newest_of_each(group, period)[:number]}
    for reason in set(BackupReason) - {BackupReason.DAILY, BackupReason.BY_HAND}:
        kept |= {backup.folder for backup in [each for each in newest_first if each.reason is reason][:KEPT_OF_OTHERS]}
    return [backup for backup in newest_first if backup.folder not in kept]


def to_lose_library(backups: Sequence[Backup]) -> list[Backup]:
    """Those that keep only what the reader made: the library may be gigabytes, and its articles hardly change.

    Kept are the newest copy of the library, the one before it, the newest of an earlier week and of an earlier month,
    and the one that the version before can read, however often the library was changed since. Equal copies are one,
    however many backups share it.
    """
    newest_first = sorted(
        (
            backup
            for backup in backups
            if backup.file(LIBRARY) is not None and backup.reason is not BackupReason.BY_HAND
        ),
        key=lambda backup: backup.made_at,
        reverse=True,
    )
    copies = _newest_of_each(newest_first, _library_hash)
    kept = {_library_hash(copy) for copy in copies[:2]}
    kept |= {_library_hash(each) for each in [one for one in newest_first if one.reason in BEFORE_CHANGES][:1]}
    for period in (_week, _month):
        earlier = [copy for copy in copies[2:] if period(copy) != period(newest_first[0])]
        kept |= {_library_hash(copy) for copy in earlier[:1]}
    return [backup for backup in newest_first if _library_hash(backup) not in kept]


def _newest_of_each(newest_first: Sequence[Backup], group: Callable[[Backup], Hashable]) -> list[Backup]:
    newest: dict[Hashable, Backup] = {}
    for backup in newest_first:
        newest.setdefault(group(backup), backup)
    return list(newest.values())


def _day(backup: Backup) -> Hashable:
    return backup.made_at.date()


def _week(backup: Backup) -> Hashable:
    return backup.made_at.isocalendar()[:2]


def _month(backup: Backup) -> Hashable:
    return backup.made_at.year, backup.made_at.month


def _library_hash(backup: Backup) -> Hashable:
    file = backup.file(LIBRARY)
    return file.sha256 if file is not None else None
