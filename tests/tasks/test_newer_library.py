"""A library of a newer version is refused in plain words, untouched; going back to a backup loses nothing of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from reader import __version__
from reader.articles.article import ArticleId
from reader.database.faults import InUseError, NewerFileError
from reader.locations import Locations
from reader.tasks.backup_manifest import BackupReason
from reader.tasks.newer_library import NewerLibraryError
from reader.tasks.restore_backup import RestoreReport
from reader.tasks.written_by import last_writer
from reader.wiring import Services, build_services, refuse_newer
from tests.newer_library import LIBRARY, NEWER, OLD, USERDATA, look_at, make_newer, moods_in
from tests.tasks.backing_up import add_articles, bookmarks_in, state_of, titles_in

WAYS: dict[str, Callable[[Locations], object]] = {
    "a command": build_services,
    "the window": lambda locations: build_services(locations, rescue=True, ask_before_upgrade=True),
    "a look": refuse_newer,
}


def refused(locations: Locations, way: Callable[[Locations], object] = build_services) -> NewerLibraryError:
    with pytest.raises(NewerLibraryError) as caught:
        way(locations)
    return caught.value


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("log", [False, True], ids=["", "in the log"])
@pytest.mark.parametrize("names", [(LIBRARY,), (USERDATA,), (LIBRARY, USERDATA)], ids=str)
def test_not_a_byte_changes(
    locations: Locations, names: tuple[str, ...], log: bool, way: Callable[[Locations], object]
) -> None:
    make_newer(locations, *names, log=log)
    before = look_at(locations.data)
    error = refused(locations, way)
    assert look_at(locations.data) == before
    assert "made by a newer version" in error.problem
    assert NEWER in error.problem
    assert __version__ in error.problem
    assert f"Install version {NEWER} again. Nothing was changed." in error.remedy


def test_an_older_half_is_not_brought_up_to_date_beside_a_newer_one(locations: Locations) -> None:
    make_newer(locations, USERDATA)
    with closing(sqlite3.connect(locations.library_file)) as db:
        db.execute("PRAGMA user_version = 1")  # whatever is in it: it may not even be opened
        db.execute("PRAGMA journal_mode = DELETE")
    before = look_at(locations.data)
    refused(locations)
    assert look_at(locations.data) == before


def test_the_newest_backup_that_can_be_read_is_named_with_the_command(locations: Locations) -> None:
    make_newer(locations, LIBRARY)
    with closing(Services(locations)) as services:
        services.backups.make(BackupReason.BY_HAND)  # of the newer state
        kept, newest = services.backups.all()[::-1]
    error = refused(locations)
    assert error.backup == kept.folder
    place = f'"{kept.folder}"' if " " in str(kept.folder) else kept.folder  # as a shell takes it
    assert f"readalso restore {place}" in error.remedy
    assert str(newest.folder) not in error.remedy
    assert "2 articles, 1 bookmark" in error.remedy


def test_without_a_backup_and_without_a_note_it_is_refused_as_well(locations: Locations) -> None:
    make_newer(locations, LIBRARY, backup=False)
    (locations.data / "written-by.json").unlink()
    error = refused(locations)
    assert error.backup is None
    assert error.remedy == "Install the newer version again. Nothing was changed."


def restore(locations: Locations, backup: Path | None, only: str | None = None) -> RestoreReport:
    with closing(Services(locations)) as services:
        return services.restore_backup(services.restore_backup.source(backup, only=only))


@pytest.mark.parametrize("log", [False, True], ids=["", "in the log"])
@pytest.mark.parametrize("names", [(LIBRARY,), (USERDATA,), (LIBRARY, USERDATA)], ids=str)
def test_going_back_keeps_all_that_the_newer_version_wrote(
    locations: Locations, names: tuple[str, ...], log: bool
) -> None:
    make_newer(locations, *names, log=log)
    report = restore(locations, refused(locations).backup)
    aside = Path(report.set_aside)
    assert report.newer
    assert aside.parent == locations.data / "newer"
    assert [moods_in(aside / name) for name in names] == [["calm"]] * len(names)
    assert bookmarks_in(aside / USERDATA) == ["Strike", "since the upgrade"]  # both are kept, they belong together
    assert titles_in(aside / LIBRARY) == OLD[0]
    assert state_of(locations) == OLD
    assert last_writer(locations.data) == __version__
    with closing(build_services(locations)) as services:
        assert services.library.check() == services.userdata.check() == []
        services.bookmarks.mark(ArticleId("x"), True)
        assert len(services.backups.all()) == 1  # what was restored needs no backup again


def test_a_state_from_before_anything_was_marked_is_without_the_newer_marks(locations: Locations) -> None:
    with closing(build_services(locations)) as services:
        add_articles(services.library, "Flood")
        backup = services.backups.make(BackupReason.BY_HAND)
    make_newer(locations, USERDATA, backup=False)
    assert refused(locations).backup == backup.folder
    aside = Path(restore(locations, backup.folder).set_aside)
    assert moods_in(aside / USERDATA) == ["calm"]
    assert not locations.userdata_file.exists()
    with closing(build_services(locations)) as services:
        assert not list(services.bookmarks.all())
        assert services.shelf.count() == 1


def test_the_newer_library_can_be_put_back_from_where_it_was_kept(locations: Locations) -> None:
    make_newer(locations, LIBRARY)
    aside = Path(restore(locations, refused(locations).backup).set_aside)
    with pytest.raises(NewerFileError, match="newer version"):  # not by us; its own version takes it
        restore(locations, aside)
    with closing(sqlite3.connect(aside / LIBRARY)) as db:
        db.execute(f"PRAGMA user_version = {db.execute('PRAGMA user_version').fetchone()[0] - 1}")
    restore(locations, aside)
    assert state_of(locations) == (OLD[0], ["Strike", "since the upgrade"])


def test_while_the_newer_version_has_it_open_nothing_is_restored(locations: Locations) -> None:
    make_newer(locations, LIBRARY)
    backup = refused(locations).backup
    with closing(sqlite3.connect(locations.library_file)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(InUseError):
            restore(locations, backup)
    assert moods_in(locations.library_file) == ["calm"]
    assert not locations.restore_file.exists()


@pytest.mark.parametrize("died_at", range(1, 10))
def test_one_that_is_broken_off_is_completed_at_the_next_start(
    locations: Locations, monkeypatch: pytest.MonkeyPatch, died_at: int
) -> None:
    make_newer(locations, LIBRARY, USERDATA)
    backup = refused(locations).backup
    replace, left = Path.replace, iter(range(died_at - 1))

    def die_later(path: Path, target: Path) -> Path:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as dying:
        dying.setattr(Path, "replace", die_later)
        with suppress(KeyboardInterrupt):
            restore(locations, backup)
    if not locations.restore_file.exists() and not (locations.data / "newer").exists():
        assert moods_in(locations.library_file) == ["calm"]  # it was broken off before anything was changed
        refused(locations)
        return
    refuse_newer(locations)  # as a command does before anything else
    with closing(build_services(locations)) as services:
        assert services.shelf.count() == 2
    assert state_of(locations) == OLD
    kept = {path.name: path for path in (locations.data / "newer").rglob("*.sqlite")}
    assert moods_in(kept[LIBRARY]) == moods_in(kept[USERDATA]) == ["calm"]
    assert last_writer(locations.data) == __version__


def test_a_program_that_has_the_library_open_does_not_write_to_it_once_it_is_newer(locations: Locations) -> None:
    with closing(build_services(locations)) as services:
        services.bookmarks.mark(ArticleId("before"), True)
        with closing(sqlite3.connect(locations.userdata_file)) as db:  # another version, in another window
            db.execute("PRAGMA user_version = 99")
        with pytest.raises(NewerFileError):
            services.bookmarks.mark(ArticleId("after"), True)
    assert bookmarks_in(locations.userdata_file) == ["before"]
