"""An import takes what it can, says what it could not take, and can be done again or broken off at any moment."""

import csv
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber
from reader.errors import CancelledError, ReaderError
from reader.library.importers import formats
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ImportedItem, ImportedMarks, ReadOptions
from reader.library.importers.formats import Flaw, UnreadableFileError, WantedArticle
from reader.library.imports import Failure, FileResult, ImportReport, Outcome
from reader.library.shelf import ShelfOrder
from reader.search.index import IndexedArticle, IndexUnreadableError
from reader.tasks import read_files
from reader.tasks.import_files import FIRST_BATCH, ImportFiles, match_wanted_titles
from reader.tasks.import_report import write_report
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


def test_an_import_of_chosen_options_reads_unchanged_files_again(
    import_files: ImportFiles, write_article: WriteArticle
) -> None:
    path = write_article("a.txt", "One")
    import_files([path], ticket=Ticket())
    assert import_files([path], ReadOptions(encoding="utf-8"), ticket=Ticket()) == ImportReport(files=1, present=1)


def test_a_file_whose_article_is_missing_is_read_again(
    services: Services, import_files: ImportFiles, write_article: WriteArticle
) -> None:
    path = write_article("a.txt", "One")
    import_files([path], ticket=Ticket())
    with services.library.writing() as db:
        db.execute("DELETE FROM articles")
    assert import_files([path], ticket=Ticket()) == ImportReport(files=1, added=1)


def test_a_file_of_the_same_size_that_was_changed_is_noticed(
    services: Services, import_files: ImportFiles, write_article: WriteArticle
) -> None:
    path = write_article("a.txt", "One", "The harbour was closed on Monday after a strong storm in the night.")
    import_files([path], ticket=Ticket())
    path.write_text(path.read_text("utf-8").replace("Monday", "Friday"), "utf-8")
    assert import_files([path], ticket=Ticket()) == ImportReport(files=1, updated=1)
    assert "Friday" in services.shelf.at(ArticleNumber(1)).article.text
    assert found(services, "Friday") == 1
    assert found(services, "Monday") == 0


class Growing:
    """Reads a file that is changed while it is read, so many times."""

    def __init__(self, changes: int) -> None:
        self.left = changes

    def __call__(self, path: Path, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
        items = list(formats.read_file(path, options))
        if self.left:
            self.left -= 1
            path.write_text(path.read_text("utf-8") + "More.\n", "utf-8")
        return iter(items)


@pytest.mark.parametrize("changes", [1, 2])
def test_a_file_that_changes_while_it_is_read_is_read_once_more(
    changes: int,
    services: Services,
    import_files: ImportFiles,
    write_article: WriteArticle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(read_files, "read_file", Growing(changes))
    assert import_files([write_article("a.txt", "One")], ticket=Ticket()) == ImportReport(files=1, added=1)
    assert services.shelf.at(ArticleNumber(1)).article.text.count("More.") == changes


def test_a_file_that_never_rests_is_reported_and_read_the_next_time(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_article("a.txt", "One")
    monkeypatch.setattr(read_files, "read_file", Growing(99))
    report = import_files([path], ticket=Ticket())
    assert [failure.reason for failure in report.failed] == [read_files.CHANGED]
    assert services.shelf.count() == 0
    monkeypatch.undo()
    assert import_files([path], ticket=Ticket()).added == 1


class Collection:
    """Reads a file of many articles, which may break off."""

    def __init__(self, articles: int, *, breaks_off: bool = False) -> None:
        self.articles, self.breaks_off = articles, breaks_off

    def __call__(self, _path: Path, _options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
        for number in range(self.articles):
            yield ImportedArticle(title=f"Article {number}", text=f"Text {number}.", key=str(number), several=True)
        yield Flaw(where="line 7", reason="It holds nothing.")
        yield WantedArticle(url="https://example.org/", title="Wanted", marks=ImportedMarks(tags=("x",)))
        if self.breaks_off:
            raise UnreadableFileError("The file is damaged.", remedy="Try another.")


def test_a_large_collection_is_stored_in_several_batches_and_told_as_one_file(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_files, "read_file", Collection(500))
    path = write_article("all.json", "x")
    stored: list[int] = []
    ticket = Ticket(lambda *_: stored.append(services.shelf.count()))
    report = import_files([path], ticket=ticket)
    assert report == ImportReport(
        files=1, added=500, wanted=1, failures=1,
        failed=(Failure(path=f"{path} › line 7", reason="It holds nothing."),),
    )  # fmt: skip
    assert len(set(stored)) > 2
    assert ticket.articles == 501
    assert list(services.imports.results(report.number)) == [
        FileResult(str(path), Outcome.ADDED, 500, ""),
        FileResult(str(path), Outcome.WANTED, 1, ""),
        FileResult(f"{path} › line 7", Outcome.FAILED, 0, "It holds nothing."),
    ]
    assert import_files([path], ticket=Ticket()) == ImportReport(skipped=1)


def test_what_came_before_a_file_breaks_off_stays_and_the_file_is_not_done(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_files, "read_file", Collection(500, breaks_off=True))
    path = write_article("all.json", "x")
    report = import_files([path], ticket=Ticket())
    assert (report.files, report.added, report.failures) == (0, 500, 2)
    assert services.shelf.count() == 500
    monkeypatch.setattr(read_files, "read_file", Collection(501))
    assert import_files([path], ticket=Ticket()).added == 1


def test_marks_are_given_before_a_file_is_noted(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off in between, the file is read again, and the marks are given then."""
    path, given = write_article("all.json", "x"), list[object]()
    article = ImportedArticle(title="One", text="Text.", key="1", several=True, marks=ImportedMarks(tags=("x",)))
    monkeypatch.setattr(read_files, "read_file", lambda *_: iter([article]))

    def break_off(_marks: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_files, "_take_marks", break_off)
    with pytest.raises(KeyboardInterrupt):
        import_files([path], ticket=Ticket())
    assert services.shelf.count() == 1
    (unfinished,) = services.imports.unfinished()
    monkeypatch.setattr(import_files, "_take_marks", given.append)
    report = import_files.run(unfinished.number, [path], unfinished.options, ticket=Ticket(), again=True)
    assert report == ImportReport(files=1, present=1)
    assert given == [[(article.id, article.marks)]]
    assert services.imports.unfinished() == []


def test_the_marks_of_another_program_are_there_afterwards(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = ImportedMarks(tags=("sea",), read=True, starred=True, note="Good.")
    article = ImportedArticle(title="One", text="Text.", marks=marks)
    monkeypatch.setattr(read_files, "read_file", lambda *_: iter([article]))
    import_files([write_article("a.json", "x")], ticket=Ticket())
    assert services.bookmarks.holds(article.id)
    assert services.read_state.holds(article.id)
    assert [tag.name for tag in services.tags.of(article.id)] == ["sea"]


def test_a_file_of_another_format_in_a_folder_is_passed_over(
    import_files: ImportFiles, write_article: WriteArticle, tmp_path: Path
) -> None:
    _other_format(write_article("a.txt", "One").parent)
    report = import_files([tmp_path / "archive"], ticket=Ticket())
    assert report == ImportReport(files=1, added=1, skipped=1)
    assert import_files([tmp_path / "archive"], ticket=Ticket()) == ImportReport(skipped=2)


def test_several_articles_of_one_key_are_told_apart(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [ImportedArticle(title=f"Title {n}", text=f"Text {n}.", key="same", several=True) for n in range(3)]
    monkeypatch.setattr(read_files, "read_file", lambda *_: iter(items))
    path = write_article("a.json", "x")
    assert import_files([path], ticket=Ticket()).added == 3
    assert import_files([path], ReadOptions(encoding="utf-8"), ticket=Ticket()).present == 3
    assert len(services.places.articles_from(str(path))) == 3


def test_a_paused_import_rests_until_it_may_go_on(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, tmp_path: Path
) -> None:
    for number in range(FIRST_BATCH + 40):
        write_article(f"{number:03}.txt", f"Article {number}")
    ticket, rests = Ticket(), threading.Event()

    def report(_done: int, _total: int) -> None:
        if not rests.is_set():
            ticket.pause(True)
            rests.set()

    ticket._report = report
    work = threading.Thread(target=lambda: import_files([tmp_path / "archive"], ticket=ticket))
    work.start()
    assert rests.wait(10)
    assert services.shelf.count() < FIRST_BATCH + 40
    assert work.is_alive()
    ticket.pause(False)
    work.join(10)
    assert services.shelf.count() == FIRST_BATCH + 40


def test_the_report_is_written_as_a_table(
    services: Services, import_files: ImportFiles, write_article: WriteArticle, tmp_path: Path
) -> None:
    path = write_article("=a,b.txt", "One")
    number = import_files([path, tmp_path / "missing.txt"], ticket=Ticket()).number
    target = tmp_path / "reports" / "report.csv"
    assert write_report(number, target, imports=services.imports) == 2
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["file", "outcome", "articles", "reason"]
    assert [row[:3] for row in rows[1:]] == [
        [str(path), "added", "1"],
        [str(tmp_path / "missing.txt"), "failed", "0"],
    ]
    with pytest.raises(ReaderError, match="could not be written"):
        write_report(number, target / "not a folder", imports=services.imports)


def test_pasted_words_are_an_article_at_no_place(services: Services, import_files: ImportFiles) -> None:
    text = "A headline of some words\n\nA first paragraph that is long enough to be one.\n\nAnd another one."
    number = import_files.take_pasted(text=text)
    assert number is not None
    assert services.shelf.at(number).article.title == "A headline of some words"
    assert services.places.of(number) == []
    assert import_files.take_pasted(text=text) == number
    assert services.shelf.count() == 1


def test_a_pasted_address_is_wanted(services: Services, import_files: ImportFiles) -> None:
    assert import_files.take_pasted(text="https://example.org/harbour") is None
    assert [entry.url for entry in services.wanted.all()] == ["https://example.org/harbour"]


def test_pasting_nothing_is_said_in_words(import_files: ImportFiles) -> None:
    with pytest.raises(UnreadableFileError):
        import_files.take_pasted(text=" \n")
