import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.articles.article import ArticleId, Span
from reader.errors import CancelledError
from reader.exporting.formats import FormatKey
from reader.exporting.json_lines import record_of
from reader.library.importers.unreadable import UnreadableFileError
from reader.locations import locate
from reader.tasks.export_articles import GatheredArticles
from reader.ticket import Ticket
from reader.userdata.annotation import TagColor
from reader.wiring import Services, build_services
from tests.conftest import MakeDraft
from tests.tasks.exported_library import HARBOUR, add, articles_of, export, fill

HARBOUR_TITLE = "Harbour to be dredged"


@pytest.fixture
def out(services: Services, tmp_path: Path) -> Path:
    fill(services, tmp_path / "files")
    return export(services, FormatKey.JSONL, tmp_path / "all.jsonl").path


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Services]:
    with closing(build_services(locate(tmp_path / "other"))) as built:
        yield built


def records(services: Services) -> list[object]:
    parts = services.library_parts
    return [record_of(each) for each in GatheredArticles(parts.articles.numbers(), parts, None, Ticket())]


def test_an_empty_library_becomes_the_same(services: Services, other: Services, out: Path) -> None:
    report = other.import_export(out, ticket=Ticket())
    assert (report.added, report.present, report.updated, report.flaws) == (5, 0, 0, ())
    assert records(other) == records(services)
    assert [tag._replace(number=0) for tag in other.tags.all()] == [
        tag._replace(number=0) for tag in services.tags.all()
    ]
    assert [one._replace(number=0) for one in other.corrections.all()] == [
        one._replace(number=0) for one in services.corrections.all()
    ]
    assert [(one.name, one.query) for one in other.saved_searches.all()] == [("Water", "tag:water")]
    assert other.bookmarks.all() == services.bookmarks.all()
    assert other.trash.count() == 1


def test_twice_changes_nothing(other: Services, out: Path) -> None:
    other.import_export(out, ticket=Ticket())
    before = records(other)
    report = other.import_export(out, ticket=Ticket())
    assert (report.added, report.present, report.updated) == (0, 5, 0)
    assert records(other) == before
    assert other.corrections.count() == 1
    assert len(other.saved_searches.all()) == 1


def test_what_comes_can_be_found(other: Services, out: Path) -> None:
    other.import_export(out, ticket=Ticket())
    assert other.shelf.revision() >= 5  # the index is behind, and will be brought up to date
    links = other.links.of(next(one.number for one in articles_of(other) if one.title == HARBOUR_TITLE))
    assert [(link.title, link.number is not None) for link in links] == [
        ("A bridge is built", True), ("What nobody has", False),
    ]  # fmt: skip


def test_the_readers_own_marks_stay_and_are_added_to(
    services: Services, other: Services, out: Path, make_draft: MakeDraft
) -> None:
    add(other, make_draft(HARBOUR_TITLE, HARBOUR))  # the words are there, as the first words of an article
    mine = articles_of(other)[0].id
    other.annotate.tag([mine], ["Water", "mine"])
    other.annotate.color_tag(other.tags.all()[-1].number, TagColor.RED)
    other.annotate.set_note(mine, "My own note.")
    other.annotate.highlight(mine, Span(0, 3))
    report = other.import_export(out, ticket=Ticket())
    assert (report.added, report.updated) == (4, 1)
    theirs = next(one.id for one in articles_of(services) if one.title == HARBOUR_TITLE)
    assert mine != theirs
    assert theirs not in other.library_parts.articles.ids()
    assert {tag.name for tag in other.tags.of(mine)} == {"Water", "mine", "=danger"}
    assert {tag.name: tag.color for tag in other.tags.all()}["Water"] == TagColor.RED
    note = other.notes.of(mine)
    assert note is not None
    assert note.text == "My own note.\n\nA note\nof <two> lines."
    assert len(other.highlights.of(mine)) == 2
    assert [one.article_id for one in other.corrections.all()] == [mine]
    older = other.versions.of(articles_of(other)[0].number)
    assert [version.text for version in older] == [HARBOUR, "Old words."]


def test_other_present_words_become_a_version(other: Services, out: Path, make_draft: MakeDraft) -> None:
    add(other, make_draft(HARBOUR_TITLE, "Old words."))  # the article as it was first
    report = other.import_export(out, ticket=Ticket())
    assert report.updated == 1
    found = articles_of(other)[0]
    assert found.text == "Old words."
    assert [version.text for version in found.versions] == [HARBOUR]


def edited(path: Path, number: int, line: str | bytes | None) -> None:
    lines = path.read_bytes().splitlines()
    lines[number : number + 1] = [] if line is None else [line.encode() if isinstance(line, str) else line]
    path.write_bytes(b"\n".join(lines) + b"\n")


def line_of(path: Path, title: str) -> tuple[int, dict[str, Any]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        record = json.loads(line)
        if record.get("title") == title and record.get("type") == "article":
            return number, record
    raise LookupError(title)


@pytest.mark.parametrize(
    "change",
    [{"title": 7}, {"title": ""}, {"published": "soon"}, {"added_at": "2025"}, {"links": [1]}, {"text": None}],
)
def test_a_damaged_line_costs_itself_only(other: Services, out: Path, change: dict[str, object]) -> None:
    number, record = line_of(out, "About a road")
    edited(out, number, json.dumps({**record, **change}))
    report = other.import_export(out, ticket=Ticket())
    assert report.added == 4
    assert [flaw.where for flaw in report.flaws] == [f"line {number + 1}"]


@pytest.mark.parametrize("line", ["{", "[1]", "null", '"x"', b"\xff\xfe\x00", "[" * 100_000, '{"type": "article"}'])
def test_what_is_no_record_costs_itself_only(other: Services, out: Path, line: str | bytes) -> None:
    number, _record = line_of(out, "About a road")
    edited(out, number, line)
    report = other.import_export(out, ticket=Ticket())
    assert report.added == 4
    assert len(report.flaws) == 1


def test_halves_of_letters_are_replaced(other: Services, out: Path) -> None:
    number, record = line_of(out, "About a road")
    line = json.dumps({**record, "title": "Half \ud800", "text": "\udfff text", "tags": ["\ud83d"], "id": "x"})
    edited(out, number, line)
    other.import_export(out, ticket=Ticket())
    assert "Half ?" in [one.title for one in articles_of(other)]


def test_lines_of_a_kind_that_is_not_known_are_passed_over(other: Services, out: Path) -> None:
    edited(out, 1, '{"type": "from the future", "x": 1}\n{"no type": 1}')
    assert other.import_export(out, ticket=Ticket()).flaws == ()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ('{"format": "read-also-export", "version": 2}', "newer version"),
        ('{"format": "something", "version": 1}', "no export"),
        ("", "no export"),
    ],
)
def test_another_file_is_refused(other: Services, out: Path, head: str, told: str) -> None:
    edited(out, 0, head)
    with pytest.raises(UnreadableFileError, match=told):
        other.import_export(out, ticket=Ticket())
    assert other.shelf.count() == 0


def test_a_file_that_is_not_there_is_told(other: Services, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        other.import_export(tmp_path / "none.jsonl", ticket=Ticket())


def test_what_was_stopped_is_completed_by_a_repetition(services: Services, other: Services, out: Path) -> None:
    ticket = Ticket(lambda done, total: ticket.cancel() if done > total * 0.6 else None)
    with pytest.raises(CancelledError):
        other.import_export(out, ticket=ticket)
    other.import_export(out, ticket=Ticket())
    assert records(other) == records(services)


def test_ids_of_places_and_highlights_that_are_none_lead_nowhere(other: Services, out: Path) -> None:
    number, record = line_of(out, HARBOUR_TITLE)
    record["links"][0]["id"] = "../../x"
    record["id"] = "'; DROP TABLE articles"
    edited(out, number, json.dumps(record))
    other.import_export(out, ticket=Ticket())
    assert other.shelf.count() == 4
    assert all(len(one.id) == 16 for one in articles_of(other))
    assert ArticleId("../../x") not in other.library_parts.articles.ids()
