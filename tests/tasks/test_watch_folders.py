"""Watched folders: what is new or changed comes in, what is gone is noted, and nothing leaves the library."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.imports import ImportReport, Outcome
from reader.library.watched_folders import WatchedFolder
from reader.tasks.watch_folders import EMPTY_NOW, UNREACHABLE, is_in
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import WriteArticle

Scan = Callable[..., ImportReport]


@pytest.fixture
def folder(write_article: WriteArticle, tmp_path: Path, services: Services) -> Path:
    """A watched folder with three articles, one of them deeper down."""
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        write_article(name, f"Article {name}")
    services.watched_folders.add(tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def scan(services: Services) -> Scan:
    return lambda *only: services.watch_folders.scan_all(only=only, ticket=Ticket())


def gone(services: Services, path: Path) -> bool:
    (number,) = services.places.articles_from(str(path))
    return bool(services.places.gone([number]))


def folder_of(services: Services) -> WatchedFolder:
    return services.watched_folders.all()[0]


@pytest.mark.usefixtures("folder")
def test_what_is_in_it_comes_in_and_an_unchanged_folder_costs_no_import(services: Services, scan: Scan) -> None:
    report = scan()
    assert report == ImportReport(files=3, added=3)
    assert report.number == services.imports.last() == 1
    assert [result.outcome for result in services.imports.results(1)] == [Outcome.ADDED] * 3
    assert scan() == ImportReport()
    assert services.imports.last() == 1  # nothing was written down for it
    assert services.imports.unfinished() == []
    assert (folder_of(services).files, folder_of(services).gone) == (3, 0)
    assert folder_of(services).scanned_at


@pytest.mark.usefixtures("folder")
def test_new_and_changed_files_come_in(services: Services, scan: Scan, write_article: WriteArticle) -> None:
    scan()
    write_article("d.txt", "Article d")
    write_article("a.txt", "Article a.txt", "This is the lead about Article a.txt. And more.")
    assert scan() == ImportReport(files=2, added=1, updated=1)
    assert services.shelf.count() == 4


def test_what_is_gone_stays_in_the_library_and_says_so_until_it_is_back(
    services: Services, folder: Path, scan: Scan
) -> None:
    scan()
    (number,) = services.places.articles_from(str(folder / "a.txt"))
    kept = (folder / "a.txt").rename(folder.parent / "kept.txt")
    assert scan() == ImportReport()
    assert gone(services, folder / "a.txt")
    assert services.places.of(number)[0].gone_at
    assert services.shelf.count() == 3
    assert folder_of(services).gone == 1
    kept.rename(folder / "a.txt")
    assert scan() == ImportReport()
    assert not gone(services, folder / "a.txt")


def test_a_moved_file_is_the_same_article_at_another_place(services: Services, folder: Path, scan: Scan) -> None:
    scan()
    (folder / "a.txt").rename(folder / "deep" / "z.txt")
    assert scan() == ImportReport(files=1, present=1)
    (number,) = services.places.articles_from(str(folder / "deep" / "z.txt"))
    assert [(place.path, bool(place.gone_at)) for place in services.places.of(number)] == [
        (str(folder / "deep" / "z.txt"), False),
        (str(folder / "a.txt"), True),
    ]
    assert services.places.gone([number]) == set()


@pytest.mark.parametrize("how", ["away", "emptied"])
def test_a_disk_that_was_taken_away_takes_nothing_along(how: str, services: Services, folder: Path, scan: Scan) -> None:
    scan()
    away = folder.rename(folder.with_name("away"))
    if how == "emptied":
        folder.mkdir()
    assert scan() == ImportReport()
    assert folder_of(services).problem == (UNREACHABLE if how == "away" else EMPTY_NOW)
    assert [problem.path for problem in services.watched_folders.problems()] == [str(folder)]
    assert not gone(services, away.with_name("archive") / "a.txt")
    if how == "emptied":
        folder.rmdir()
    away.rename(folder)
    assert scan() == ImportReport()
    assert folder_of(services).problem == ""
    assert services.watched_folders.problems() == []


def test_a_folder_in_it_that_was_deleted_is_gone(services: Services, folder: Path, scan: Scan) -> None:
    scan()
    shutil.rmtree(folder / "deep")
    assert scan(folder / "deep") == ImportReport()
    assert gone(services, folder / "deep" / "c.txt")
    assert not gone(services, folder / "a.txt")


def test_only_what_was_told_to_have_changed_is_looked_at(
    services: Services, folder: Path, scan: Scan, write_article: WriteArticle
) -> None:
    scan()
    write_article("deep/d.txt", "Article d")
    write_article("e.txt", "Article e")
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    elsewhere = write_article("../elsewhere/x.txt", "Not watched")
    assert scan(folder / "deep", folder / "a.txt", folder / "missing.txt", elsewhere) == ImportReport(files=1, added=1)
    assert gone(services, folder / "a.txt")
    assert not gone(services, folder / "b.txt")  # nobody told
    assert scan(folder / "e.txt") == ImportReport(files=1, added=1)


def test_what_cannot_be_read_is_told_in_one_place_and_not_read_again(
    services: Services, folder: Path, scan: Scan, write_article: WriteArticle
) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    report = scan()
    assert (report.files, report.failures, report.skipped) == (3, 1, 1)
    (problem,) = services.watched_folders.problems()
    assert (problem.path, bool(problem.reason)) == (str(folder / "bad.txt"), True)
    assert scan() == ImportReport()
    write_article("bad.txt", "Good now")
    assert scan() == ImportReport(files=1, added=1)
    assert services.watched_folders.problems() == []


def test_a_paused_folder_rests(services: Services, folder: Path, scan: Scan) -> None:
    assert services.watched_folders.pause(folder, True)
    assert folder_of(services).paused
    assert scan() == ImportReport()
    services.watched_folders.pause(folder, False)
    assert scan().added == 3
    assert services.watched_folders.remove(folder)
    assert not services.watched_folders.remove(folder)
    assert services.shelf.count() == 3


def test_folders_in_one_another_are_looked_through_once(
    services: Services, folder: Path, scan: Scan, write_article: WriteArticle
) -> None:
    services.watched_folders.add(folder / "deep")
    services.watched_folders.add(folder / "deep")
    assert scan() == ImportReport(files=3, added=3)
    assert [bool(one.scanned_at) for one in services.watched_folders.all()] == [True, True]
    write_article("deep/d.txt", "Article d")
    assert scan(folder / "deep" / "d.txt") == ImportReport(files=1, added=1)
    services.watched_folders.pause(folder, True)
    write_article("deep/e.txt", "Article e")
    write_article("e.txt", "Not now")
    assert scan() == ImportReport(files=1, added=1)


def test_links_in_a_circle_end_and_a_linked_folder_is_followed(
    services: Services, folder: Path, scan: Scan, write_article: WriteArticle
) -> None:
    other = write_article("../other/x.txt", "Elsewhere").parent
    try:
        (folder / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "linked").symlink_to(other, target_is_directory=True)
    except OSError:
        pytest.skip("no links may be made here")
    assert scan().added == 4
    assert scan() == ImportReport()
    (folder / "linked").unlink()
    scan()
    assert gone(services, folder / "linked" / "x.txt")


def test_what_was_thrown_away_for_good_is_brought_back_by_the_reader_only(
    services: Services, folder: Path, scan: Scan
) -> None:
    scan()
    (number,) = services.places.articles_from(str(folder / "a.txt"))
    services.trash.put([number])
    assert scan() == ImportReport()
    services.trash_articles.empty(ticket=Ticket())
    assert scan() == ImportReport()
    assert services.shelf.count() == 2
    assert services.import_files([folder], ticket=Ticket()) == ImportReport(files=1, added=1, skipped=2)
    assert services.shelf.count() == 3


def test_a_name_that_is_no_text_is_there_and_gone(services: Services, folder: Path, scan: Scan) -> None:
    path = os.fsencode(folder) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as file:
            file.write(b"A title\n\nAnd a text.\n")
    except OSError:
        pytest.skip("the file system takes no such names")
    assert scan().added == 4
    assert scan() == ImportReport()
    assert folder_of(services).gone == 0
    os.unlink(path)
    scan()
    assert folder_of(services).gone == 1


def test_a_folder_is_no_other_that_begins_alike() -> None:
    assert is_in("/a/b", "/a")
    assert is_in("/a", "/a")
    assert is_in("/a", "/")
    assert not is_in("/ab", "/a")
