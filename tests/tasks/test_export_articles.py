import csv
import errno
import json
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

import pytest

from reader.articles.article import ArticleId
from reader.errors import CancelledError, ReaderError
from reader.exporting.formats import FORMATS, FormatKey, format_named
from reader.exporting.values import About, ExportedArticle
from reader.exporting.writing import WRITERS
from reader.tasks.check_export import check_export
from reader.tasks.export_target import LIST_NAME, remove_leftovers
from reader.ticket import Ticket
from reader.wiring import Services
from tests.tasks.exported_library import choice, export, exporter, fill


@pytest.fixture
def ids(services: Services, tmp_path: Path) -> list[ArticleId]:
    return fill(services, tmp_path / "files")


def titles_in(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["title"] for row in csv.DictReader(file)]


@pytest.mark.parametrize("key", [key for key in FormatKey if key is not FormatKey.PDF])
def test_every_format_is_written_and_read_back(
    services: Services, ids: list[ArticleId], tmp_path: Path, key: FormatKey
) -> None:
    assert ids
    out = tmp_path / f"out{format_named(key).suffix}"
    exported = export(services, key, out)
    assert exported.path == out
    assert exported.articles == (5 if key is FormatKey.JSONL else 4)
    if exported.contents is None:
        checked = check_export(key, out, exported.articles, ticket=Ticket())
        assert checked is None or checked.equal, checked
        assert (checked is None) == (key in (FormatKey.OPML, FormatKey.ANNOTATIONS))


def test_articles_in_the_trash_are_only_in_a_complete_export(
    services: Services, ids: list[ArticleId], tmp_path: Path
) -> None:
    assert ids
    export(services, FormatKey.CSV, tmp_path / "list.csv")
    assert sorted(titles_in(tmp_path / "list.csv")) == [
        "A bridge is built", "About a road", "About a town", "Harbour to be dredged",
    ]  # fmt: skip
    export(services, FormatKey.JSONL, tmp_path / "all.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    trashed = [line["title"] for line in lines if "trashed_at" in line]
    assert trashed == ["About a thrown away"]


def test_what_is_chosen_is_exported_in_its_order(services: Services, ids: list[ArticleId], tmp_path: Path) -> None:
    chosen = choice(services)
    for number, (one, titles) in enumerate(
        (
            (chosen.of_ids(ids[::-1]), ["A bridge is built", "Harbour to be dredged"]),
            (chosen.of_tag("WATER"), ["A bridge is built", "Harbour to be dredged"]),
            (chosen.of_tag("=danger"), ["Harbour to be dredged"]),
            (chosen.bookmarked(), ["A bridge is built"]),
        )
    ):
        out = tmp_path / f"{number}.csv"
        export(services, FormatKey.CSV, out, one)
        assert titles_in(out) == titles


def test_a_choice_of_nothing_says_so(services: Services, ids: list[ArticleId]) -> None:
    chosen = choice(services)
    for choose in (
        lambda: chosen.of_tag("unused"),
        lambda: chosen.of_tag("never made"),
        lambda: chosen.of_query("nothing"),
        lambda: chosen.of_ids([ArticleId("b" * 16)]),
    ):
        with pytest.raises(ReaderError):
            choose()
    assert chosen.of_ids(ids).title == "2 articles"
    assert chosen.of_ids(ids[:1]).title == "Harbour to be dredged"


@pytest.mark.parametrize("key", [FormatKey.CSV, FormatKey.JSONL, FormatKey.MARKDOWN])
def test_nothing_is_overwritten_unasked(
    services: Services, ids: list[ArticleId], tmp_path: Path, key: FormatKey
) -> None:
    assert ids
    out = tmp_path / f"out{format_named(key).suffix}"
    export(services, key, out)
    with pytest.raises(ReaderError, match="there already"):
        export(services, key, out)
    export(services, key, out, overwrite=True)
    assert sorted(tmp_path.glob("*.part")) == []


def test_a_file_in_the_place_of_a_folder_and_the_reverse_is_left_alone(
    services: Services, ids: list[ArticleId], tmp_path: Path
) -> None:
    assert ids
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    for key, name in ((FormatKey.MARKDOWN, "file"), (FormatKey.CSV, "folder")):
        with pytest.raises(ReaderError, match="is the name of a"):
            export(services, key, tmp_path / name, overwrite=True)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_of_other_files_is_left_alone(services: Services, ids: list[ArticleId], tmp_path: Path) -> None:
    assert ids
    out = tmp_path / "notes"
    out.mkdir()
    (out / "mine.md").write_text("mine")
    with pytest.raises(ReaderError, match="no export"):
        export(services, FormatKey.MARKDOWN, out, overwrite=True)
    assert [path.name for path in out.iterdir()] == ["mine.md"]


def test_an_earlier_export_is_replaced_file_by_file(services: Services, ids: list[ArticleId], tmp_path: Path) -> None:
    out = tmp_path / "notes"
    export(services, FormatKey.MARKDOWN, out)
    (out / "mine.md").write_text("mine")
    before = {path.name for path in out.iterdir()}
    export(services, FormatKey.MARKDOWN, out, choice(services).of_ids(ids[:1]), overwrite=True)
    left = {path.name for path in out.iterdir()}
    assert left == {"mine.md", LIST_NAME, "2025-09-08 Harbour to be dredged.md"}
    assert len(before) == 6


def test_a_list_of_files_that_was_tampered_with_removes_nothing_elsewhere(
    services: Services, ids: list[ArticleId], tmp_path: Path
) -> None:
    out = tmp_path / "notes"
    export(services, FormatKey.MARKDOWN, out)
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    (out / LIST_NAME).write_text(f"../precious.txt\n{precious}\n")
    export(services, FormatKey.MARKDOWN, out, choice(services).of_ids(ids), overwrite=True)
    assert precious.read_text() == "mine"


def test_markdown_can_be_one_archive(services: Services, ids: list[ArticleId], tmp_path: Path) -> None:
    assert ids
    export(services, FormatKey.MARKDOWN, tmp_path / "notes.zip")
    with ZipFile(tmp_path / "notes.zip") as archive:
        assert len(archive.namelist()) == 4
        assert archive.testzip() is None


@pytest.mark.parametrize("key", [FormatKey.CSV, FormatKey.JSONL, FormatKey.MARKDOWN, FormatKey.EPUB])
def test_when_it_is_stopped_nothing_is_left(
    services: Services, ids: list[ArticleId], tmp_path: Path, key: FormatKey
) -> None:
    assert ids
    ticket = Ticket(lambda done, _total: ticket.cancel() if done == 2 else None)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CancelledError):
        exporter(services)(
            choice(services).everything(with_trash=False), format_named(key), tmp_path / "out", ticket=ticket
        )
    assert sorted(tmp_path.rglob("*")) == before


def test_when_the_disk_is_full_it_says_so_and_nothing_is_left(
    services: Services, ids: list[ArticleId], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ids

    def write(_articles: Iterable[ExportedArticle], file: BinaryIO, _about: About) -> None:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    out = tmp_path / "out.csv"
    out.write_text("earlier")
    monkeypatch.setitem(WRITERS, FormatKey.CSV, write)
    with pytest.raises(ReaderError, match="the disk is full") as caught:
        export(services, FormatKey.CSV, out, overwrite=True)
    assert "Nothing half-written" in caught.value.remedy
    assert out.read_text() == "earlier"
    assert [path for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_folder_that_cannot_be_written_is_told(services: Services, ids: list[ArticleId], tmp_path: Path) -> None:
    assert ids
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ReaderError, match="could not be written"):
        export(services, FormatKey.CSV, tmp_path / "file" / "out.csv")


def test_without_something_that_lays_out_pages_there_is_no_pdf(
    services: Services, ids: list[ArticleId], tmp_path: Path
) -> None:
    assert ids
    with pytest.raises(ReaderError, match="laid out"):
        export(services, FormatKey.PDF, tmp_path / "out.pdf")


def test_an_export_that_lacks_articles_is_noticed(services: Services, ids: list[ArticleId], tmp_path: Path) -> None:
    assert ids
    export(services, FormatKey.HTML, tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text("utf-8")
    (tmp_path / "out.html").write_text(page.replace('<article id="a2">', "<div>"), "utf-8")
    checked = check_export(FormatKey.HTML, tmp_path / "out.html", 4, ticket=Ticket())
    assert checked is not None
    assert not checked.equal
    assert checked.differences == ("The link to “a2” leads nowhere.", "4 were written, 3 are in the file.")


def test_every_format_that_is_one_file_has_a_suffix_and_a_sentence() -> None:
    assert len(WRITERS) == 7
    for row in FORMATS:
        assert row.sentence.endswith(".")
        assert row.suffix or row.key is FormatKey.MARKDOWN


def test_what_a_killed_export_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".a[1].csv.123.part").write_text("half")
    (tmp_path / ".a[1].csv.124.part").mkdir()
    (tmp_path / ".a[1].csv.124.part" / "b.md").write_text("half")
    for name in ("a[1].csv", ".a1.csv.5.part", "a.part"):
        (tmp_path / name).write_text("mine")
    remove_leftovers(tmp_path / "a[1].csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a1.csv.5.part", "a.part", "a[1].csv"]
