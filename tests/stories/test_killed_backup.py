"""A backup or a restore that is killed at any moment leaves the library whole: as it was, or as the backup has it.

Twenty times a child process is ended without warning, at moments spread over the whole of a run, measured beforehand.
"""

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from reader import __version__
from reader.articles.article import ArticleId
from reader.locations import Locations, locate
from reader.tasks.backup_manifest import LIBRARY, USERDATA, Backup, BackupReason
from reader.tasks.backups import problems_of
from reader.tasks.written_by import last_writer, note_writer
from reader.wiring import Services, build_services
from tests.child_commands import kill_after, seconds_of
from tests.tasks.backing_up import add_articles, bookmark, bookmarks_in, titles_in

KILLS = 20
ARTICLES = 400
OLD, NEW = (ARTICLES, ["old"]), (ARTICLES + 1, ["new", "old"])


@pytest.fixture(scope="module")
def locations(tmp_path_factory: pytest.TempPathFactory) -> Locations:
    return locate(tmp_path_factory.mktemp("killed") / "library")


@pytest.fixture(scope="module")
def old(locations: Locations) -> Backup:
    """A backup of the old state; the library is in the new one."""
    with closing(build_services(locations)) as services:
        add_articles(services.library, *(f"Report {number} {'x' * 4_000}" for number in range(ARTICLES)))
        bookmark(services.userdata, "old")
        backup = services.backups.make(BackupReason.BY_HAND)
        make_new(services)
    return backup


def make_new(services: Services) -> None:
    add_articles(services.library, "Flood")
    bookmark(services.userdata, "new")


def state_of(locations: Locations) -> tuple[int, list[str]]:
    """What the program finds when it opens the library, which must be sound."""
    with closing(build_services(locations)) as services:
        for database in (services.library, services.userdata):
            assert database.check() == []
            with database.reading() as db:
                assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return services.shelf.count(), sorted(str(each) for each in services.bookmarks.all())


def test_a_killed_backup_is_none_and_the_library_is_as_it_was(locations: Locations, old: Backup) -> None:
    chance = random.Random(5)
    duration = seconds_of("backup", "--library", locations.data)
    for kill in range(KILLS // 2):
        with closing(build_services(locations)) as services, services.library.writing() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES ('kill', ?)", (str(kill),))  # so that it is copied anew
        kill_after(duration * chance.uniform(0.2, 1.0), "backup", "--library", locations.data)
        assert state_of(locations) == NEW
        with closing(Services(locations)) as services:
            for backup in services.backups.all():
                assert problems_of(backup) == []
    with closing(build_services(locations)) as services:
        services.backups.make(BackupReason.DAILY)
    names = {path.name for path in locations.backups.iterdir()}
    assert not [name for name in names if name.endswith(".part")]
    assert old.folder.name in names


def test_a_killed_restore_leaves_the_old_or_the_new_library_whole(locations: Locations, old: Backup) -> None:
    chance = random.Random(7)
    arguments = ("restore", old.folder, "--library", locations.data)
    duration = seconds_of(*arguments, quiet=False)
    assert state_of(locations) == OLD
    killed = 0
    for kill in range(KILLS // 2):
        with closing(build_services(locations)) as services:
            if services.shelf.count() == ARTICLES:
                make_new(services)
        assert state_of(locations) == NEW
        killed += kill_after(duration * (0.1 + 0.9 * (kill + chance.random()) / (KILLS // 2)), *arguments, quiet=False)
        assert state_of(locations) in (OLD, NEW)
        assert not locations.restore_file.exists()
        for backup in [path.parent for path in locations.backups.glob("*/manifest.json")]:
            assert titles_in(backup / LIBRARY)
            assert "old" in bookmarks_in(backup / USERDATA)
    assert killed > 0
    with closing(sqlite3.connect(old.folder / USERDATA)) as db:
        assert db.execute("SELECT count(*) FROM bookmarks").fetchone() == (1,)


def test_a_killed_first_write_of_another_version_has_its_backup_or_wrote_nothing(locations: Locations) -> None:
    chance = random.Random(9)
    arguments = ("bookmark", "Flood", "--library", locations.data)
    with closing(build_services(locations)) as services:
        if services.shelf.count() == ARTICLES:
            make_new(services)
    duration = None
    for _kill in range(KILLS // 2):
        with closing(build_services(locations)) as services:
            services.bookmarks.mark(ArticleId("Flood"), False)
            with services.library.writing() as db:
                db.execute("INSERT OR REPLACE INTO facts VALUES ('kill', ?)", (str(chance.random()),))
        shutil.rmtree(locations.backups)
        note_writer(locations.data, "0.0.1")
        if duration is None:
            duration = seconds_of(*arguments)
        else:
            kill_after(duration * chance.uniform(0.2, 1.0), *arguments)
        writer, marks = last_writer(locations.data), bookmarks_in(locations.userdata_file)
        with closing(Services(locations)) as services:
            made = services.backups.all()
        assert all(problems_of(backup) == [] for backup in made)
        assert made or (writer == "0.0.1" and "Flood" not in marks)
        assert writer == __version__ or "Flood" not in marks
        assert all(backup.rows("articles") == ARTICLES + 1 and backup.rows("bookmarks") == 2 for backup in made)
