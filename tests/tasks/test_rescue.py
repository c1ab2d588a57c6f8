"""A library that cannot be opened is never shown as empty: its newest good backup is read, and only read."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import ArticleId
from reader.database.faults import DamagedFileError, InUseError, NewerFileError, ReadOnlyError
from reader.errors import ReaderError
from reader.locations import Locations
from reader.tasks.backup_manifest import LIBRARY, MANIFEST, USERDATA, BackupReason
from reader.tasks.rescue import NoBackupError
from reader.tasks.restore_backup import set_aside
from reader.userdata.schema import MIGRATIONS as USERDATA_MIGRATIONS
from reader.wiring import Services, build_services
from tests.tasks.backing_up import add_articles, bookmark, damage, fill

Harm = Callable[[Path], object]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARMS: list[Harm] = [damage, empty, cut, Path.unlink, put_a_folder_there]


@pytest.fixture
def backed_up(locations: Locations) -> Locations:
    """A library with a backup, and with changes since."""
    with closing(build_services(locations)) as services:
        fill(services, ["Harbour", "Strike"], ["Strike"])
        services.backups.make(BackupReason.DAILY)
        fill(services, ["Flood"], ["Flood"])
    return locations


def seen(services: Services) -> tuple[int, set[str]]:
    return services.shelf.count(), {str(each) for each in services.bookmarks.all()}


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.mark.parametrize("harm", HARMS)
def test_a_lost_library_is_read_from_the_backup_with_the_bookmarks_of_today(backed_up: Locations, harm: Harm) -> None:
    harm(backed_up.library_file)
    harmed = backed_up.library_file.read_bytes() if backed_up.library_file.is_file() else None
    with closing(build_services(backed_up, rescue=True)) as services:
        assert seen(services) == (2, {"Strike", "Flood"})
        assert services.rescue is not None
        assert services.rescue.from_backup == (LIBRARY,)
        assert str(backed_up.library_file) in services.rescue.problem
    assert (backed_up.library_file.read_bytes() if backed_up.library_file.is_file() else None) == harmed


@pytest.mark.parametrize("harm", HARMS)
def test_lost_bookmarks_are_read_from_the_backup_with_the_library_of_today(backed_up: Locations, harm: Harm) -> None:
    harm(backed_up.userdata_file)
    with closing(build_services(backed_up, rescue=True)) as services:
        assert seen(services) == (3, {"Strike"})
        assert services.rescue is not None
        assert services.rescue.from_backup == (USERDATA,)


def test_where_both_are_lost_both_come_from_the_backup(backed_up: Locations) -> None:
    damage(backed_up.library_file)
    damage(backed_up.userdata_file)
    with closing(build_services(backed_up, rescue=True)) as services:
        assert seen(services) == (2, {"Strike"})


def test_nothing_can_be_written_meanwhile(backed_up: Locations) -> None:
    damage(backed_up.library_file)
    before = files_in(backed_up.backups / "..")
    [backup] = [path.parent for path in backed_up.backups.glob(f"*/{MANIFEST}")]
    copies = files_in(backup)
    with closing(build_services(backed_up, rescue=True)) as services:
        for write in (
            lambda: services.bookmarks.mark(ArticleId("Harbour"), True),
            lambda: add_articles(services.library, "New"),
            lambda: services.imports.begin(["x"]),
        ):
            with pytest.raises(ReadOnlyError, match="nothing can be changed"):
                write()
        services.read_state.set_position(ArticleId("Harbour"), 0.5)  # noted by the program itself: no fuss
        services.search_history.remember("harbour")
        assert seen(services) == (2, {"Strike", "Flood"})
    assert files_in(backup) == copies
    assert files_in(backed_up.backups / "..")[USERDATA] == before[USERDATA]


def test_commands_say_what_to_do_and_show_no_old_state(backed_up: Locations) -> None:
    damage(backed_up.library_file)
    with pytest.raises(DamagedFileError, match="damaged") as caught:
        build_services(backed_up)
    assert "readalso restore" in caught.value.remedy


@pytest.mark.parametrize("harm", [empty, Path.unlink])
def test_commands_begin_no_new_library_in_the_place_of_a_lost_one(backed_up: Locations, harm: Harm) -> None:
    harm(backed_up.library_file)
    with pytest.raises(DamagedFileError):
        build_services(backed_up)
    assert not backed_up.library_file.exists() or backed_up.library_file.stat().st_size == 0


def test_a_damaged_backup_is_passed_over(backed_up: Locations) -> None:
    [good] = [path.parent for path in backed_up.backups.glob(f"*/{MANIFEST}")]
    newer = good.with_name("2099-01-01T000000Z")
    shutil.copytree(good, newer)
    damage(newer / LIBRARY)
    damage(backed_up.library_file)
    with closing(build_services(backed_up, rescue=True)) as services:
        assert services.rescue is not None
        assert services.rescue.folder == good


def test_without_a_good_backup_it_is_said_and_nothing_is_touched(backed_up: Locations) -> None:
    shutil.rmtree(backed_up.backups)
    damage(backed_up.library_file)
    before = backed_up.library_file.read_bytes()
    with pytest.raises(DamagedFileError, match="damaged") as caught:
        build_services(backed_up, rescue=True)
    assert "begin a new library" in caught.value.remedy
    assert backed_up.library_file.read_bytes() == before


def test_an_empty_file_beside_bookmarks_is_damage_even_without_a_backup(backed_up: Locations) -> None:
    shutil.rmtree(backed_up.backups)
    empty(backed_up.library_file)
    with pytest.raises(DamagedFileError, match="is an empty file"):
        build_services(backed_up, rescue=True)


def test_when_the_reader_says_so_a_new_library_is_begun_and_the_damaged_file_kept(backed_up: Locations) -> None:
    shutil.rmtree(backed_up.backups)
    damage(backed_up.library_file)
    before = backed_up.library_file.read_bytes()
    with pytest.raises(NoBackupError) as caught:
        build_services(backed_up, rescue=True)
    folder = set_aside(backed_up, caught.value.lost)
    assert (folder / LIBRARY).read_bytes() == before
    with closing(build_services(backed_up, rescue=True)) as services:
        assert seen(services) == (0, {"Strike", "Flood"})
        assert services.rescue is None


def test_a_new_library_is_no_damage(locations: Locations) -> None:
    with closing(build_services(locations, rescue=True)) as services:
        assert services.rescue is None
        assert services.shelf.count() == 0


def test_an_empty_file_without_anything_to_lose_is_a_new_library(locations: Locations) -> None:
    locations.data.mkdir()
    empty(locations.library_file)
    build_services(locations).close()


def test_damage_inside_is_met_once_and_rescued_at_the_next_start(backed_up: Locations) -> None:
    with closing(build_services(backed_up)) as services:
        add_articles(services.library, *(f"Article {number} {'x' * 3_000}" for number in range(300)))
        services.library.fold_log()
    content = backed_up.library_file.read_bytes()
    half = len(content) // 2 // 4096 * 4096
    backed_up.library_file.write_bytes(content[:half] + bytes(20 * 4096) + content[half + 20 * 4096 :])
    with closing(build_services(backed_up, rescue=True)) as services:
        assert services.rescue is None  # what is read first is sound
        with pytest.raises(DamagedFileError), services.library.reading() as db:
            db.execute("SELECT sum(length(text)), max(title) FROM articles").fetchone()
    with closing(build_services(backed_up, rescue=True)) as services:
        assert services.rescue is not None
        assert services.shelf.count() == 2


def test_an_older_backup_is_brought_up_to_date_elsewhere_to_be_read(locations: Locations) -> None:
    locations.data.mkdir()
    with closing(Services(locations)) as services:
        services.userdata._migrations = USERDATA_MIGRATIONS[:1]
        bookmark(services.userdata, "Strike")
        add_articles(services.library, "Strike")
        made = services.backups.make(BackupReason.DAILY)
    damage(locations.userdata_file)
    copies = files_in(made.folder)
    with closing(build_services(locations, rescue=True)) as services:
        assert seen(services) == (1, {"Strike"})
        assert services.saved_searches.all() == []
        with pytest.raises(ReadOnlyError):
            services.bookmarks.mark(ArticleId("x"), True)
    assert files_in(made.folder) == copies


def test_a_newer_library_is_refused_and_not_rescued(backed_up: Locations) -> None:
    with closing(build_services(backed_up)) as services, services.library.writing() as db:
        db.execute(f"PRAGMA user_version = {services.library.newest_version + 1}")
    with pytest.raises(NewerFileError, match="newer version"):
        build_services(backed_up, rescue=True)


def test_a_library_that_is_locked_is_not_rescued(backed_up: Locations) -> None:
    with closing(build_services(backed_up)) as services:
        services.library.fold_log()
        with services.library.reading() as db:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            other = Services(backed_up)
            other.library._busy_ms = 1
            with pytest.raises(InUseError):
                other.shelf.library_key()
            db.execute("COMMIT")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_library_that_may_not_be_read_is_rescued(backed_up: Locations) -> None:
    backed_up.library_file.chmod(0)
    with closing(build_services(backed_up, rescue=True)) as services:
        assert services.rescue is not None
    backed_up.library_file.chmod(0o600)


def test_a_restored_library_is_no_rescue_any_more(backed_up: Locations) -> None:
    damage(backed_up.library_file)
    with closing(Services(backed_up)) as services:
        services.restore_backup(services.restore_backup.source(None))
    with closing(build_services(backed_up, rescue=True)) as services:
        assert services.rescue is None
        assert seen(services) == (2, {"Strike"})
        with pytest.raises(ReaderError):
            services.shelf.get(ArticleId("Flood"))


def test_lost_bookmarks_without_a_backup_are_kept_aside_and_the_articles_stay(backed_up: Locations) -> None:
    shutil.rmtree(backed_up.backups)
    damage(backed_up.userdata_file)
    with pytest.raises(NoBackupError, match="damaged") as caught:
        build_services(backed_up, rescue=True)
    assert "your articles are all there" in caught.value.remedy
    set_aside(backed_up, caught.value.lost)
    with closing(build_services(backed_up, rescue=True)) as services:
        assert seen(services) == (3, set())
