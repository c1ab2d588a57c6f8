"""A backup comes back whole, here or on another machine; a restore that is broken off is completed."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.database.faults import DamagedFileError, InUseError, NewerFileError, NoRoomError
from reader.errors import ReaderError
from reader.locations import Locations, locate
from reader.tasks.backup_manifest import LIBRARY, MANIFEST, USERDATA, Backup, BackupReason
from reader.tasks.restore_backup import RESTORING, RestoreReport
from reader.wiring import Services, build_services
from tests.tasks.backing_up import (
    add_articles,
    bookmark,
    bookmarks_in,
    damage,
    fill,
    state_of,
    titles_in,
)

OLD = (["Harbour", "Strike"], ["Strike"])
NEW = (["Harbour", "Strike", "Flood"], ["Flood", "Strike"])


@pytest.fixture
def backup(locations: Locations) -> Backup:
    """A backup of an older state of the library."""
    with closing(build_services(locations)) as services:
        fill(services, *OLD)
        made = services.backups.make(BackupReason.BY_HAND)
        fill(services, ["Flood"], ["Flood"])
    assert state_of(locations) == NEW
    return made


@pytest.fixture
def closed(locations: Locations, backup: Backup) -> Iterator[Services]:  # noqa: ARG001  # made before
    """The services with nothing open, as `readalso restore` has them."""
    with closing(Services(locations)) as services:
        yield services


def restore(services: Services, given: Path | None = None, only: str | None = None) -> RestoreReport:
    source = services.restore_backup.source(given, only=only)
    return services.restore_backup(source)


def reopened(locations: Locations) -> tuple[list[str], list[str]]:
    """What the program finds when it opens the library, which must be sound."""
    with closing(build_services(locations)) as services:
        assert services.library.check() == []
        assert services.userdata.check() == []
        with services.library.reading() as db:
            titles = [row[0] for row in db.execute("SELECT title FROM articles ORDER BY number")]
        return titles, sorted(str(each) for each in services.bookmarks.all())


def test_the_library_is_as_it_was_and_what_was_there_is_kept(
    closed: Services, locations: Locations, backup: Backup
) -> None:
    report = restore(closed, backup.folder)
    assert reopened(locations) == OLD
    assert titles_in(Path(report.before) / LIBRARY) == NEW[0]
    assert report.set_aside == ""
    restore(closed, Path(report.before))
    assert reopened(locations) == NEW
    assert not (locations.data / RESTORING).exists()
    assert not locations.restore_file.exists()


def test_without_a_choice_the_newest_good_one_is_restored(
    closed: Services, locations: Locations, backup: Backup
) -> None:
    shutil.copytree(backup.folder, backup.folder.with_name("2099-01-01T000000Z"))
    (backup.folder.with_name("2099-01-01T000000Z") / LIBRARY).write_bytes(b"damaged")
    restore(closed)
    assert reopened(locations) == OLD


def test_only_what_the_reader_marked_can_be_restored(closed: Services, locations: Locations, backup: Backup) -> None:
    restore(closed, backup.folder, USERDATA)
    assert reopened(locations) == (NEW[0], OLD[1])


def test_only_the_articles_can_be_restored(closed: Services, locations: Locations, backup: Backup) -> None:
    restore(closed, backup.folder, LIBRARY)
    assert reopened(locations) == (OLD[0], NEW[1])


def test_a_single_file_can_be_restored(closed: Services, locations: Locations, backup: Backup, tmp_path: Path) -> None:
    for name, given in ((LIBRARY, "articles.bak"), (USERDATA, "marks.bak")):
        shutil.copy(backup.folder / name, tmp_path / given)
        restore(closed, tmp_path / given)
    assert reopened(locations) == OLD


def test_a_backup_comes_to_life_on_another_machine(backup: Backup, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(backup.folder, stick / "copied by hand")
    elsewhere = locate(tmp_path / "elsewhere" / "library")
    with closing(Services(elsewhere)) as services:
        report = restore(services, stick)  # the folder around it will do
        assert report.before == ""
    assert reopened(elsewhere) == OLD


def test_the_index_of_another_state_does_not_stay(closed: Services, locations: Locations, backup: Backup) -> None:
    index = locations.index_folder("of this library")
    index.mkdir(parents=True)
    (index / "state.json").write_text("{}")
    restore(closed, backup.folder, USERDATA)
    assert index.exists()
    restore(closed, backup.folder)
    assert not index.exists()


def test_a_log_never_meets_another_database(closed: Services, locations: Locations, backup: Backup) -> None:
    restore(closed, backup.folder)
    for ending in ("-wal", "-shm"):
        assert not list(locations.data.glob(f"*{ending}"))


def test_a_log_that_a_killed_program_left_is_in_the_backup_that_is_made_before(
    locations: Locations, backup: Backup
) -> None:
    services = build_services(locations)
    add_articles(services.library, "Only in the log")
    copies = {each.name: each.read_bytes() for each in locations.data.glob("library.sqlite*")}
    services.close()
    for name, content in copies.items():  # as a kill leaves them
        (locations.data / name).write_bytes(content)
    with closing(Services(locations)) as closed:
        report = restore(closed, backup.folder)
    assert titles_in(Path(report.before) / LIBRARY) == [*NEW[0], "Only in the log"]
    assert reopened(locations) == OLD


@pytest.mark.parametrize("name", [LIBRARY, USERDATA])
def test_a_damaged_file_is_kept_aside(closed: Services, locations: Locations, backup: Backup, name: str) -> None:
    damage(locations.data / name)
    damaged = (locations.data / name).read_bytes()
    report = restore(closed, backup.folder)
    assert reopened(locations) == OLD
    assert (Path(report.set_aside) / name).read_bytes() == damaged
    other = USERDATA if name == LIBRARY else LIBRARY
    assert (Path(report.before) / other).exists()


def test_an_empty_library_is_replaced(closed: Services, locations: Locations, backup: Backup) -> None:
    locations.library_file.write_bytes(b"")
    restore(closed, backup.folder)
    assert reopened(locations) == OLD


def test_a_library_that_is_open_elsewhere_is_left_alone(closed: Services, locations: Locations, backup: Backup) -> None:
    with closing(build_services(locations)) as window:
        window.userdata.check()
        with pytest.raises(InUseError, match="open in another window"):
            restore(closed, backup.folder)
        assert window.shelf.count() == 3
    assert reopened(locations) == NEW


def test_a_damaged_backup_is_refused_before_anything_is_touched(
    closed: Services, locations: Locations, backup: Backup
) -> None:
    content = bytearray((backup.folder / LIBRARY).read_bytes())
    content[-100] ^= 1
    (backup.folder / LIBRARY).write_bytes(bytes(content))
    with pytest.raises(DamagedFileError, match="is damaged") as caught:
        restore(closed, backup.folder)
    assert "Nothing was changed" in caught.value.remedy
    assert reopened(locations) == NEW
    assert len(closed.backups.all()) == 1


def test_a_backup_of_a_newer_version_is_refused(closed: Services, locations: Locations, backup: Backup) -> None:
    manifest = json.loads((backup.folder / MANIFEST).read_text("utf-8"))
    for file in manifest["files"]:
        file["version"] += 1
    (backup.folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(NewerFileError, match="newer version"):
        restore(closed, backup.folder)
    with closing(sqlite3.connect(backup.folder / USERDATA)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        db.execute(f"PRAGMA user_version = {version + 1}")
    with pytest.raises(NewerFileError, match="newer version"):
        restore(closed, backup.folder / USERDATA)
    assert reopened(locations) == NEW


def test_what_is_no_backup_is_refused(closed: Services, locations: Locations, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("No database.")
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    for given in ("empty", "text.txt", "other.sqlite", "not there"):
        with pytest.raises(ReaderError):
            restore(closed, tmp_path / given)
    assert reopened(locations) == NEW


def test_without_room_nothing_is_changed(
    closed: Services, locations: Locations, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(locations.data)
    free = iter([usage.total, 1_000])  # for the backup that is made before, then for the restore
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type(usage)(usage.total, usage.used, next(free)))
    with pytest.raises(NoRoomError, match="Nothing was changed"):
        restore(closed, backup.folder)
    assert reopened(locations) == NEW


class _StoppedError(Exception):
    pass


@pytest.mark.parametrize("renames", range(7))
@pytest.mark.parametrize("damaged", [False, True])
def test_broken_off_at_any_rename_it_is_completed_or_never_began(
    closed: Services, locations: Locations, backup: Backup, monkeypatch: pytest.MonkeyPatch, renames: int, damaged: bool
) -> None:
    if damaged:
        damage(locations.library_file)
    source = closed.restore_backup.source(backup.folder)
    done = 0
    replace = Path.replace

    def counted(path: Path, target: Path) -> Path:
        nonlocal done
        if path.parent.name == RESTORING or "restore.json" in path.name or "damaged" in str(target):
            if done == renames:
                raise _StoppedError
            done += 1
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", counted)
        try:
            closed.restore_backup(source)
            stopped = False
        except _StoppedError:
            stopped = True
    assert stopped == (renames < (6 if damaged else 3))
    if renames == 0:  # the plan was not written yet
        assert not locations.restore_file.exists()
        if not damaged:
            assert reopened(locations) == NEW
    else:
        assert reopened(locations) == OLD
    assert not locations.restore_file.exists()


def test_a_plan_that_names_other_files_does_nothing_to_them(locations: Locations, tmp_path: Path) -> None:
    locations.data.mkdir()
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    locations.restore_file.write_text(json.dumps({"files": ["../mine.txt"], "aside": {"../mine.txt": "x"}}))
    build_services(locations).close()
    assert mine.read_text() == "mine"
    assert not locations.restore_file.exists()


def test_bookmarks_of_today_survive_when_only_the_library_is_restored(
    closed: Services, locations: Locations, backup: Backup
) -> None:
    bookmark(closed.userdata, "Harbour")
    closed.close()
    damage(locations.library_file)
    restore(closed, backup.folder, LIBRARY)
    assert bookmarks_in(locations.userdata_file) == ["Flood", "Harbour", "Strike"]
