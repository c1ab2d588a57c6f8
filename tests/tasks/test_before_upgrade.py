"""Before another version first writes, both databases are backed up; a start that only reads costs nothing."""

import json
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reader import __version__
from reader.articles.article import ArticleId
from reader.errors import CancelledError, ReaderError
from reader.locations import Locations, locate
from reader.tasks.backup_manifest import (
    LIBRARY,
    MANIFEST,
    USERDATA,
    Backup,
    BackupReason,
    read_manifest,
    reason_in_words,
)
from reader.tasks.backups import problems_of
from reader.tasks.written_by import NAME, is_earlier, last_writer, note_writer
from reader.ticket import Ticket
from reader.wiring import Services, build_services
from reader.wiring.stores import Stores
from tests.newer_library import look_at
from tests.tasks.backing_up import add_articles, bookmarks_in, fill, titles_in

OLD = (["Harbour", "Strike"], ["Strike"])


@pytest.fixture
def library(locations: Locations) -> Locations:
    """A library that this version wrote."""
    with closing(build_services(locations)) as services:
        fill(services, *OLD)
    return locations


@pytest.fixture
def as_version(library: Locations, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:  # noqa: ARG001  # made before
    """The program is of version 1.2.0 from now on."""
    monkeypatch.setattr(Stores, "program", "1.2.0")
    return monkeypatch


def mark(locations: Locations, article: str = "x") -> None:
    with closing(build_services(locations)) as services:
        services.bookmarks.mark(ArticleId(article), True)


def backups_of(locations: Locations) -> list[Backup]:
    with closing(Services(locations)) as services:
        return services.backups.all()


def test_a_new_library_is_noted_and_not_backed_up(library: Locations) -> None:
    assert last_writer(library.data) == __version__
    assert backups_of(library) == []
    mark(library)
    assert backups_of(library) == []


@pytest.mark.usefixtures("as_version")
def test_the_first_write_comes_after_a_backup_of_both(library: Locations) -> None:
    mark(library)
    [backup] = backups_of(library)
    assert backup.reason is BackupReason.BEFORE_UPGRADE
    assert reason_in_words(backup) == "before the upgrade to 1.2.0"
    assert (backup.program, backup.written_by) == ("1.2.0", __version__)
    assert problems_of(backup) == []
    assert titles_in(backup.folder / LIBRARY) == OLD[0]
    assert bookmarks_in(backup.folder / USERDATA) == OLD[1]  # as it was before
    assert last_writer(library.data) == "1.2.0"
    mark(library, "y")
    with closing(build_services(library)) as services:
        add_articles(services.library, "Flood")
    assert backups_of(library) == [backup]


@pytest.mark.usefixtures("as_version")
def test_reading_makes_none(library: Locations) -> None:
    before = {name: look for name, look in look_at(library.data).items() if not name.startswith(("library", "userd"))}
    with closing(build_services(library, rescue=True, ask_before_upgrade=True)) as services:
        assert services.shelf.count() == 2
        assert services.bookmarks.holds(ArticleId("Strike"))
    after = look_at(library.data)
    assert {name for name in after if name.endswith(".json") or "backups" in name} == {NAME}
    assert after[NAME] == before[NAME]


def test_going_back_to_an_earlier_version_makes_one_as_well(library: Locations) -> None:
    note_writer(library.data, "9.9")
    mark(library)
    [backup] = backups_of(library)
    assert reason_in_words(backup) == f"before going back to {__version__}"


@pytest.mark.parametrize("note", [None, "", "[]", '{"program": 3}', "{"])
def test_a_library_from_before_there_were_notes_is_backed_up(library: Locations, note: str | None) -> None:
    if note is None:
        (library.data / NAME).unlink()
    else:
        (library.data / NAME).write_text(note)
    mark(library)
    [backup] = backups_of(library)
    assert reason_in_words(backup) == f"before the upgrade to {__version__}"
    assert last_writer(library.data) == __version__


@pytest.mark.usefixtures("as_version")
def test_many_writers_at_once_make_one_and_none_writes_before_it(library: Locations) -> None:
    services = [build_services(library) for _ in range(3)]
    begin = threading.Barrier(9)

    def write(number: int) -> None:
        begin.wait()
        services[number % 3].bookmarks.mark(ArticleId(f"new {number}"), True)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in services:
        each.close()
    [backup] = backups_of(library)
    assert bookmarks_in(backup.folder / USERDATA) == OLD[1]
    assert len(bookmarks_in(library.userdata_file)) == 10


def say_full(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    class Usage:
        total = 10**12

    Usage.free = free  # type: ignore[attr-defined]
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage)


def test_where_there_is_no_room_for_the_library_the_marks_are_kept_and_the_reader_can_go_on(
    library: Locations, as_version: pytest.MonkeyPatch
) -> None:
    say_full(as_version, 600_000)  # less than is always left free, more than the marks need
    mark(library)
    [backup] = backups_of(library)
    assert [file.name for file in backup.files] == [USERDATA]
    assert "x" in bookmarks_in(library.userdata_file)


def test_without_any_room_nothing_is_written(library: Locations, as_version: pytest.MonkeyPatch) -> None:
    say_full(as_version, 10)
    for _ in range(2):
        with pytest.raises(ReaderError, match=r"no backup could be made before version 1\.2\.0 writes") as caught:
            mark(library)
        assert "Nothing was changed" in caught.value.remedy
    assert bookmarks_in(library.userdata_file) == OLD[1]
    assert last_writer(library.data) == __version__


@pytest.mark.usefixtures("as_version")
def test_one_that_is_stopped_leaves_nothing_and_is_made_at_the_next_write(library: Locations) -> None:
    ticket = Ticket()
    ticket.cancel()
    with closing(build_services(library)) as services, pytest.raises(CancelledError):
        services.first_write(ticket)
    assert backups_of(library) == []
    assert last_writer(library.data) == __version__
    mark(library)
    assert len(backups_of(library)) == 1


@pytest.mark.usefixtures("as_version")
def test_the_automatic_backup_is_due_until_the_first_write_made_it(library: Locations) -> None:
    with closing(build_services(library)) as services:
        assert services.backups.due(None) is BackupReason.BEFORE_UPGRADE
        services.first_write()
        assert services.backups.due(None) is None


def test_a_reason_that_only_a_newer_version_knows_is_kept(library: Locations) -> None:
    with closing(build_services(library)) as services:
        path = services.backups.make(BackupReason.DAILY).folder
    content = json.loads((path / MANIFEST).read_text())
    (path / MANIFEST).write_text(json.dumps(content | {"reason": "before-the-flood"}))
    found = read_manifest(path)
    assert found is not None
    assert found.reason is BackupReason.BY_HAND  # which nobody thins out


def test_a_folder_that_cannot_be_written_to_is_said_in_words(
    library: Locations, as_version: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    as_version.setattr("reader.tasks.backups.note_writer", refuse)
    with pytest.raises(ReaderError, match="Permission denied"):
        mark(library)
    assert bookmarks_in(library.userdata_file) == OLD[1]


@pytest.mark.parametrize(
    ("earlier", "later"), [("0.1.0", "0.2.0"), ("0.9", "0.10"), ("1.0", "1.0.1"), ("", "0.1"), ("0.2.beta", "0.2.0")]
)
def test_versions_are_compared_by_their_numbers(earlier: str, later: str) -> None:
    assert is_earlier(earlier, later)
    assert not is_earlier(later, earlier)
    assert not is_earlier(later, later)


def test_the_note_is_a_small_file_that_people_can_read(library: Locations) -> None:
    assert json.loads(Path(library.data / NAME).read_text()) == {"program": __version__}


def test_a_new_library_where_nothing_can_be_written_is_not_said_to_be_another_version_s(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    locations = locate(tmp_path / "a file" / "library")
    with closing(Services(locations)) as services, pytest.raises(ReaderError) as met:
        services.backups.before_upgrade()
    assert "nother version" not in str(met.value)
    assert str(locations.data) in met.value.problem
