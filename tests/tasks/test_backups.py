"""Backups: whole or not there, shared where nothing changed, thinned out, and never filling the disk."""

import json
import shutil
from collections import namedtuple
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from reader.database.faults import DamagedFileError, NoRoomError
from reader.errors import CancelledError, ReaderError
from reader.files import only_one
from reader.locations import Locations
from reader.tasks.backup_manifest import LIBRARY, MANIFEST, USERDATA, BackupReason
from reader.tasks.backups import Backups, problems_of
from reader.tasks.written_by import note_writer
from reader.ticket import Ticket
from reader.wiring import Services
from tests.tasks.backing_up import NOON, Clock, add_articles, bookmark, bookmarks_in, damage, fill, titles_in

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backups(services: Services, clock: Clock) -> Backups:
    fill(services, ["Harbour", "Strike"], ["Strike"])
    note_writer(services.locations.data, "1.0")
    return Backups(
        locations=services.locations, library=services.library, userdata=services.userdata, now=clock, program="1.0"
    )


def test_a_backup_holds_both_databases_and_says_what_is_in_it(backups: Backups) -> None:
    made = backups.make(BackupReason.BY_HAND)
    assert made.folder.name == "2026-11-27T120000Z-by-hand"
    assert titles_in(made.folder / LIBRARY) == ["Harbour", "Strike"]
    assert bookmarks_in(made.folder / USERDATA) == ["Strike"]
    assert (made.rows("articles"), made.rows("bookmarks"), made.program) == (2, 1, "1.0")
    assert backups.all() == [made]
    assert problems_of(made) == []
    assert sorted(each.name for each in made.folder.iterdir()) == [LIBRARY, MANIFEST, USERDATA]


def test_what_is_not_saved_to_the_file_yet_is_in_the_backup(backups: Backups, services: Services) -> None:
    with services.library.reading() as db:  # somebody reads, so that the log cannot be folded in
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM articles").fetchone()
        add_articles(services.library, "Flood")
        made = backups.make(BackupReason.DAILY)
        db.execute("COMMIT")
    assert titles_in(made.folder / LIBRARY) == ["Harbour", "Strike", "Flood"]


def test_a_library_that_did_not_change_is_not_copied_again(backups: Backups, services: Services, clock: Clock) -> None:
    first = backups.make(BackupReason.DAILY)
    bookmark(services.userdata, "Harbour")
    services.library.close()  # the program ends and starts again
    services.shelf.library_key()
    clock.move(days=1)
    second = backups.make(BackupReason.DAILY)
    assert (second.folder / LIBRARY).samefile(first.folder / LIBRARY)
    assert bookmarks_in(second.folder / USERDATA) == ["Harbour", "Strike"]
    add_articles(services.library, "Flood")
    clock.move(days=1)
    third = backups.make(BackupReason.DAILY)
    assert not (third.folder / LIBRARY).samefile(first.folder / LIBRARY)
    assert titles_in(third.folder / LIBRARY) == ["Harbour", "Strike", "Flood"]
    assert all(problems_of(each) == [] for each in (first, second, third))


def test_where_the_disk_has_no_links_the_copy_is_copied(
    backups: Backups, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr("os.link", refuse)
    first = backups.make(BackupReason.DAILY)
    clock.move(days=1)
    second = backups.make(BackupReason.DAILY)
    assert not (second.folder / LIBRARY).samefile(first.folder / LIBRARY)
    assert problems_of(second) == []


def test_it_is_time_for_one_a_day_after_the_last_and_after_an_upgrade(
    backups: Backups, services: Services, clock: Clock
) -> None:
    assert backups.due(None) is None
    assert backups.due(NOON - timedelta(hours=1)) is None  # a new library
    assert backups.due(NOON - timedelta(hours=24)) is BackupReason.DAILY
    backups.make(BackupReason.DAILY)
    assert backups.due(NOON - timedelta(days=9)) is None
    newer = Backups(
        locations=services.locations, library=services.library, userdata=services.userdata, now=clock, program="2.0"
    )
    assert newer.due(None) is BackupReason.BEFORE_UPGRADE
    clock.move(hours=24)
    assert backups.due(None) is BackupReason.DAILY


def test_old_ones_go_when_a_new_one_is_made(backups: Backups, services: Services, clock: Clock) -> None:
    for day in range(40):
        add_articles(services.library, f"Day {day}")
        backups.make(BackupReason.DAILY)
        clock.move(days=1)
    left = backups.all()
    assert 8 <= len(left) <= 17
    assert len([each for each in left if each.file(LIBRARY) is not None]) == 4
    assert len(list(backups.folder.glob(f"*/{LIBRARY}"))) == 4
    assert all(problems_of(each) == [] for each in left)
    assert all(bookmarks_in(each.folder / USERDATA) == ["Strike"] for each in left)


def test_in_another_folder_nothing_is_thinned_out(backups: Backups, clock: Clock, tmp_path: Path) -> None:
    for _ in range(12):
        backups.make(BackupReason.BY_HAND, to=tmp_path / "stick")
        clock.move(days=1)
    assert len(list((tmp_path / "stick").glob(f"*/{MANIFEST}"))) == 12
    assert backups.all() == []


def test_two_within_a_second_do_not_meet(backups: Backups) -> None:
    names = [backups.make(BackupReason.BY_HAND).folder.name for _ in range(3)]
    assert len(set(names)) == 3


def test_a_cancelled_one_leaves_nothing(backups: Backups) -> None:
    ticket = Ticket()
    ticket.cancel()
    with pytest.raises(CancelledError):
        backups.make(BackupReason.DAILY, ticket=ticket)
    assert [each.name for each in backups.folder.iterdir()] == ["lock"]


def test_what_a_killed_one_left_is_no_backup_and_goes_with_the_next(backups: Backups) -> None:
    left = backups.folder / ".2026-11-20T120000Z.part"
    left.mkdir(parents=True)
    (left / MANIFEST).write_text("{}")
    assert backups.all() == []
    backups.make(BackupReason.DAILY)
    assert not left.exists()


def test_progress_is_told_over_both_files(backups: Backups) -> None:
    told: list[tuple[int, int]] = []
    backups.make(BackupReason.DAILY, ticket=Ticket(lambda done, total: told.append((done, total))))
    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told)


@pytest.fixture
def nearly_full(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Says that so many bytes are free on a disk of ten megabytes."""

    def say(free: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10_000_000, 10_000_000 - free, free))

    return say


def test_the_disk_is_not_filled(backups: Backups, nearly_full: Callable[[int], None]) -> None:
    nearly_full(510_000)
    with pytest.raises(NoRoomError, match="not enough room") as caught:
        backups.make(BackupReason.DAILY)
    assert "--to" in caught.value.remedy
    assert backups.all() == []
    nearly_full(2_000_000)
    backups.make(BackupReason.DAILY)


def test_where_only_the_library_finds_no_room_the_marks_are_backed_up_and_it_is_said_once_a_day(
    backups: Backups, services: Services, clock: Clock, nearly_full: Callable[[int], None]
) -> None:
    add_articles(services.library, *("x" * 1_000 + str(number) for number in range(600)))
    services.library.fold_log()
    own = services.locations.userdata_file.stat().st_size
    nearly_full(500_000 + own + 400_000)
    with pytest.raises(NoRoomError, match="Only your bookmarks"):
        backups.make_automatic(BackupReason.DAILY)
    [made] = backups.all()
    assert [file.name for file in made.files] == [USERDATA]
    assert backups.due(NOON - timedelta(days=9)) is None
    clock.move(hours=25)
    assert backups.due(NOON - timedelta(days=9)) is BackupReason.DAILY


def test_one_that_failed_is_tried_again_the_next_day(
    backups: Backups, clock: Clock, nearly_full: Callable[[int], None]
) -> None:
    long_ago = NOON - timedelta(days=9)
    nearly_full(1_000)
    with pytest.raises(NoRoomError):
        backups.make_automatic(BackupReason.DAILY)
    assert backups.due(long_ago) is None
    clock.move(hours=23)
    assert backups.due(long_ago) is None
    clock.move(hours=1)
    assert backups.due(long_ago) is BackupReason.DAILY


def test_a_damaged_library_drives_no_good_backup_away(backups: Backups, services: Services, clock: Clock) -> None:
    good = backups.make(BackupReason.DAILY)
    services.close()
    damage(services.locations.library_file)
    for _ in range(10):
        clock.move(days=1)
        with pytest.raises(DamagedFileError):
            backups.make_automatic(BackupReason.DAILY)
    assert good in backups.all()
    assert problems_of(good) == []


@pytest.mark.parametrize("harm", ["changed", "shorter", "missing", "other"])
def test_a_backup_that_is_not_as_it_was_is_not_good(backups: Backups, clock: Clock, harm: str) -> None:
    older = backups.make(BackupReason.BY_HAND)
    clock.move(days=1)
    newer = backups.make(BackupReason.BY_HAND, of=(USERDATA,))
    path = newer.folder / USERDATA
    content = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        changed = content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]
        path.write_bytes({"changed": changed, "shorter": content[:4096], "other": b"x" * len(content)}[harm])
    assert len(problems_of(newer)) == 1
    assert backups.newest_good() == older


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"format": 2}', '{"format": 1, "made_at": 5}', '{"format": 1, "files": [{"name": "../x"}]}'],
)
def test_a_folder_with_another_manifest_is_no_backup(backups: Backups, content: str) -> None:
    strange = backups.folder / "2027-01-01T000000Z"
    strange.mkdir(parents=True)
    (strange / MANIFEST).write_text(content)
    (backups.folder / "notes.txt").write_text("mine")
    made = backups.make(BackupReason.DAILY)
    assert backups.all() == [made]


def test_a_manifest_names_no_file_outside_its_folder(backups: Backups) -> None:
    made = backups.make(BackupReason.DAILY)
    manifest = json.loads((made.folder / MANIFEST).read_text("utf-8"))
    manifest["files"][0]["name"] = "../../library.sqlite"
    (made.folder / MANIFEST).write_text(json.dumps(manifest))
    assert backups.all() == []


def test_two_processes_do_not_make_one_at_the_same_time(backups: Backups) -> None:
    with (
        only_one(backups.folder / "lock", wait_seconds=0),
        pytest.raises(ReaderError, match="Another window"),
        backups.alone(wait_seconds=0),
    ):
        pytest.fail("it was not kept out")


def test_a_file_in_the_place_of_the_folder_is_said_in_words(backups: Backups) -> None:
    backups.folder.write_text("in the way")
    with pytest.raises(ReaderError, match="could not be used"):
        backups.make(BackupReason.DAILY)


def test_an_empty_place_has_nothing_to_back_up(locations: Locations) -> None:
    with closing(Services(locations)) as services, pytest.raises(ReaderError, match="nothing to back up"):
        services.backups.make(BackupReason.BY_HAND)
