"""An import takes what it can, says what it could not take, and can be done again or broken off at any moment."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import CancelledError
from reader.library.importers import formats
from reader.library.imports import ImportReport
from reader.library.shelf import ShelfOrder
from reader.search.index import IndexedArticle, IndexUnreadableError
from reader.tasks.import_files import FIRST_BATCH, ImportFiles, match_wanted_titles
from reader.tasks.index_articles import index_is_behind
from reader.ticket import Ticket
from reader.wiring import Services, build_services
from tests.conftest import WriteArticle


def titles_in(services: Services) -> set[str]:
    return {row.title for row in services.shelf.rows(list(services.shelf.order(ShelfOrder.TITLE)))}  # type: ignore[arg-type]


def found(services: Services, word: str) -> int:
    return services.search_index.search(word, resolve=lambda _condition: []).total


def is_complete(services: Services) -> bool:
    return not services.imports.unfinished() and not index_is_behind(
        shelf=services.shelf, search_index=services.search_index
    )


def fail_at(step: int) -> Ticket:
    ticket = Ticket()
    steps = iter(range(step))

    def report(_done: int, _total: int) -> None:
        if next(steps, None) is None:
            ticket.cancel()

    ticket._report = report
    return ticket


def test_what_is_imported_can_be_opened_found_and_is_linked(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, tmp_path: Path
) -> None:
    write_article("one.txt", "The long harbour of Dalian", "Zanzibar is named here.", ("Piers of the Yellow Sea",))
    write_article("deep/two.txt", "Piers of the Yellow Sea", links=("Long harbor of Dalian", "Nowhere"))
    report = import_files([tmp_path / "archive"], ticket=Ticket())
    assert report == ImportReport(files=2, added=2)
    assert titles_in(services) == {"The long harbour of Dalian", "Piers of the Yellow Sea"}
    assert found(services, "zanzibar") == 1
    assert is_complete(services)
    assert [link.title for link in services.links.wanted()] == ["Nowhere"]  # the other was joined in spite of spelling


def test_importing_again_changes_nothing(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, tmp_path: Path
) -> None:
    for number in range(5):
        write_article(f"{number}.txt", f"Article {number}")
    import_files([tmp_path / "archive"], ticket=Ticket())
    state = services.search_index.state()
    moved = write_article("elsewhere/copy.txt", "Article 3")
    report = import_files([tmp_path / "archive", moved], ticket=Ticket())
    assert report == ImportReport(files=1, present=1, skipped=5)  # those that look as they did were not opened
    assert services.search_index.state() == state
    assert services.shelf.count() == 5


def _binary(folder: Path) -> Path:
    path = folder / "picture.txt"
    path.write_bytes(bytes(range(256)) * 8)
    return path


def _empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.write_bytes(b" \n")
    return path


def _other_format(folder: Path) -> Path:
    path = folder / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff ...")
    return path


def _too_large(folder: Path) -> Path:
    path = folder / "large.txt"
    path.write_text("A headline\n\n" + "word " * 500, "utf-8")
    return path


def _missing(folder: Path) -> Path:
    return folder / "missing.txt"


def _forbidden(folder: Path) -> Path:
    path = folder / "forbidden.txt"
    path.write_text("A headline\n\nText.", "utf-8")
    path.chmod(0)
    return path


def _pipe(folder: Path) -> Path:
    path = folder / "pipe.txt"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    "make",
    [
        _binary,
        _empty,
        _other_format,
        _too_large,
        _missing,
        pytest.param(_pipe, marks=pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")),
        pytest.param(
            _forbidden,
            marks=pytest.mark.skipif(
                not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to the administrator"
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_read_costs_itself_only_and_is_named(
    make: Callable[[Path], Path],
    services: Services,
    import_files: ImportFiles,
    write_article: WriteArticle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = [write_article("a.txt", "The first"), write_article("z.txt", "The last")]
    bad = make(good[0].parent)
    monkeypatch.setattr(formats, "PLAIN_TEXT", replace(formats.PLAIN_TEXT, max_bytes=2_100))
    report = import_files([good[0], bad, good[1]], ticket=Ticket())
    assert titles_in(services) == {"The first", "The last"}
    assert (report.files, report.added, len(report.failed)) == (2, 2, 1)
    assert report.failed[0].path == str(bad)
    assert report.failed[0].reason.endswith(".")
    assert is_complete(services)


def test_an_empty_folder_is_an_import_of_nothing(services: Services, import_files: ImportFiles, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert import_files([tmp_path / "empty"], ticket=Ticket()) == ImportReport()
    assert services.imports.unfinished() == []


def test_a_cancelled_import_keeps_what_it_stored_and_is_not_taken_up_again(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, tmp_path: Path
) -> None:
    for number in range(FIRST_BATCH + 100):
        write_article(f"{number:03}.txt", f"Article {number}")
    with pytest.raises(CancelledError):
        import_files([tmp_path / "archive"], ticket=fail_at(5))
    assert services.shelf.count() == FIRST_BATCH
    assert services.imports.unfinished() == []
    report = import_files([tmp_path / "archive"], ticket=Ticket())
    assert report == ImportReport(files=100, added=100, skipped=FIRST_BATCH)
    assert is_complete(services)


def test_progress_runs_to_the_end(import_files: ImportFiles, write_article: WriteArticle, tmp_path: Path) -> None:
    for number in range(FIRST_BATCH + 15):
        write_article(f"{number:03}.txt", f"Article {number}")
    seen: list[tuple[int, int]] = []
    import_files([tmp_path / "archive"], ticket=Ticket(lambda done, total: seen.append((done, total))))
    assert seen == sorted(seen)
    assert seen[-1] == (FIRST_BATCH + 15, FIRST_BATCH + 15)
    assert len(seen) > 3


def test_a_damaged_index_does_not_stop_the_import(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def apply(_changes: list[IndexedArticle], **_more: object) -> None:
        raise IndexUnreadableError("The index is damaged.")

    monkeypatch.setattr(services.search_index, "apply", apply)
    report = import_files([write_article("a.txt", "Kept all the same")], ticket=Ticket())
    assert report.added == 1
    assert index_is_behind(shelf=services.shelf, search_index=services.search_index)


def test_bookmarks_survive_a_deleted_library_that_is_imported_anew(
    services: Services, import_files: ImportFiles, write_article: WriteArticle
) -> None:
    path = write_article("a.txt", "Worth keeping")
    import_files([path], ticket=Ticket())
    (article_id,) = [services.shelf.at(number).article.id for number in services.shelf.order(ShelfOrder.NEWEST)]  # type: ignore[arg-type]
    services.bookmarks.mark(article_id, True)
    services.read_state.set_position(article_id, 0.5)
    services.close()
    for leftover in services.locations.data.glob("library.sqlite*"):
        leftover.unlink()
    anew = build_services(services.locations)
    assert anew.shelf.count() == 0
    anew.import_files([path], ticket=Ticket())
    assert anew.bookmarks.holds(anew.shelf.get(article_id).article.id)
    assert anew.read_state.position(article_id) == 0.5
    assert found(anew, "keeping") == 1
    anew.close()


def test_titles_that_are_nearly_the_same_are_joined_once(services: Services, write_article: WriteArticle) -> None:
    read = [
        *formats.read_file(write_article("a.txt", "Colours of the old harbour", links=("Programmes of the navy",))),
        *formats.read_file(write_article("b.txt", "Programs of the Navy, told anew", links=("Colors of old harbor",))),
    ]
    first, second = services.shelf.add(read)
    assert match_wanted_titles(shelf=services.shelf, links=services.links) == 1
    assert services.links.of(second)[0].number == first
    assert services.links.of(first)[0].number is None  # three telling words are too few for a title with an addition
    assert match_wanted_titles(shelf=services.shelf, links=services.links) == 0
