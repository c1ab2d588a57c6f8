"""Which backups are kept: many of the last days, fewer of long ago, and of the large library fewer still."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.tasks.backup_manifest import LIBRARY, USERDATA, BackedUpFile, Backup, BackupReason, SourceState
from reader.tasks.backup_rotation import to_drop, to_lose_library

TODAY = datetime(2026, 11, 27, 12, tzinfo=UTC)
STATE = SourceState(size=1, modified_ns=1, inode=1, log_size=0, log_modified_ns=0)


def backup(days_ago: float, *, library: str = "", reason: BackupReason = BackupReason.DAILY) -> Backup:
    made_at = TODAY - timedelta(days=days_ago)
    names = {USERDATA: "own", LIBRARY: library}
    return Backup(
        folder=Path(f"/backups/{made_at:%Y-%m-%dT%H%M%S}-{reason}"),
        made_at=made_at,
        reason=reason,
        program="1",
        files=tuple(
            BackedUpFile(name=name, size=1, sha256=digest, version=1, rows={}, source=STATE)
            for name, digest in names.items()
            if digest
        ),
    )


def days_of(backups: list[Backup]) -> list[int]:
    return sorted((TODAY - backup.made_at).days for backup in backups)


def test_a_year_of_daily_backups_becomes_a_week_of_days_a_month_of_weeks_and_half_a_year_of_months() -> None:
    kept: list[Backup] = []
    for day in range(365, -1, -1):  # one after the other, each time thinned out, as in life
        kept.append(backup(day))
        dropped = {each.folder for each in to_drop(kept)}
        kept = [each for each in kept if each.folder not in dropped]
    ages = days_of(kept)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    weeks = {each.made_at.isocalendar()[:2] for each in kept}
    months = {(each.made_at.year, each.made_at.month) for each in kept}
    assert len(weeks) >= 4
    assert len(months) == 6
    assert len(kept) <= 7 + 4 + 6


def test_a_program_that_is_seldom_started_keeps_old_backups() -> None:
    few = [backup(days) for days in (400, 300, 200, 3)]
    assert to_drop(few) == []


def test_what_was_made_by_hand_is_never_dropped_and_of_other_reasons_the_newest_stay() -> None:
    by_hand = [backup(days, reason=BackupReason.BY_HAND) for days in range(900, 960)]
    before = [backup(days / 100, reason=BackupReason.BEFORE_RESTORE) for days in range(6)]
    daily = [backup(days) for days in range(30)]
    dropped = to_drop([*by_hand, *before, *daily])
    assert not [each for each in by_hand if each in dropped]
    assert days_of([each for each in before if each not in dropped]) == [0, 0, 0]


def test_one_made_by_hand_takes_no_place_of_an_automatic_one() -> None:
    automatic = [backup(day, library="same") for day in range(3)]
    by_hand = [backup(day - 0.1, library="same", reason=BackupReason.BY_HAND) for day in range(3)]
    assert to_drop([*automatic, *by_hand]) == []


def test_of_different_copies_of_the_library_four_are_kept_at_most() -> None:
    kept: list[Backup] = []
    for day in range(120, -1, -1):
        kept.append(backup(day, library=f"state {day}"))
        losing = {each.folder for each in to_lose_library(kept)}
        kept = [each.without(LIBRARY) if each.folder in losing else each for each in kept]
    holding = [each for each in kept if each.file(LIBRARY) is not None]
    assert len(holding) == 4
    assert days_of(holding)[:2] == [0, 1]
    assert holding[0].made_at.month == 10  # the last of the month before
    assert all(each.file(USERDATA) is not None for each in kept)


def test_the_library_from_before_the_last_upgrade_stays_for_the_version_before() -> None:
    daily = [backup(day, library=f"day {day}") for day in range(40)]
    upgrades = [backup(day, library=f"upgrade {day}", reason=BackupReason.BEFORE_UPGRADE) for day in (3.5, 4.5, 20.5)]
    losing = to_lose_library([*daily, *upgrades])
    assert upgrades[0] not in losing
    assert upgrades[1] in losing
    same = backup(3.5, library="day 2", reason=BackupReason.BEFORE_UPGRADE)  # nothing changed for a day after it
    assert same not in to_lose_library([*daily, same])


def test_equal_copies_of_the_library_count_as_one() -> None:
    same = [backup(day, library="the same") for day in range(60)]
    assert to_lose_library(same) == []


def test_no_library_is_taken_from_a_backup_made_by_hand() -> None:
    by_hand = [backup(day, library=f"{day}", reason=BackupReason.BY_HAND) for day in range(9)]
    assert to_lose_library(by_hand) == []


def test_one_without_the_library_takes_no_place_of_one_with_it() -> None:
    whole = [backup(day, library=f"{day}") for day in range(3)]
    later = [backup(day - 0.1, reason=BackupReason.BEFORE_MIGRATION) for day in range(3)]
    assert to_drop([*whole, *later]) == []
