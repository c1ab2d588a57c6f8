"""Highlights written by themselves."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.article import ArticleId, Span
from reader.errors import ReaderError
from reader.tasks.export_highlights import export_highlights
from reader.ticket import Ticket
from reader.userdata.annotation import Highlight, HighlightColor
from reader.wiring import Services
from tests.conftest import MakeDraft

Export = Callable[..., int]


@pytest.fixture
def marked(services: Services, make_draft: MakeDraft) -> list[Highlight]:
    """Three highlights, two of them in one article."""
    quay = make_draft("The quay is repaired", "Masons began on Monday. It takes until spring.", source="Harbour Post")
    rail = make_draft("=Rails", "Trains stop at noon.")
    services.shelf.add([quay, rail])
    mark = services.annotate.highlight
    return [
        mark(quay.id, Span(0, 6), color=HighlightColor.GREEN, note="@who"),
        mark(quay.id, Span(24, 45)),
        mark(rail.id, Span(0, 6)),
    ]


@pytest.fixture
def export(services: Services, tmp_path: Path) -> Export:
    def write(highlights: list[Highlight], name: str, more: tuple[ArticleId, ...] = ()) -> int:
        return export_highlights(
            [one.id for one in highlights],
            [*(one.article_id for one in highlights), *more],
            tmp_path / name,
            parts=services.library_parts,
            shelf=services.shelf,
            ticket=Ticket(),
        )

    return write


def test_markdown_has_the_passages_under_their_articles(
    export: Export, marked: list[Highlight], tmp_path: Path
) -> None:
    assert export(marked, "all.md") == 3
    text = (tmp_path / "all.md").read_text("utf-8")
    assert text.index("## The quay is repaired") < text.index("> Masons") < text.index("@who") < text.index("## =Rails")


def test_a_table_has_a_line_for_each_and_computes_nothing(
    export: Export, marked: list[Highlight], tmp_path: Path
) -> None:
    assert export(marked, "all.csv") == 3
    rows = list(csv.DictReader((tmp_path / "all.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["quote"], row["note"], row["color"]) for row in rows] == [
        ("Masons", "'@who", "green"), ("It takes until spring", "", "yellow"), ("Trains", "", "yellow"),
    ]  # fmt: skip
    assert [row["article"] for row in rows] == ["The quay is repaired", "The quay is repaired", "'=Rails"]


def test_annotations_hold_the_chosen_ones_only(
    export: Export, marked: list[Highlight], services: Services, tmp_path: Path
) -> None:
    services.annotate.set_note(marked[0].article_id, "A note on the article")
    assert export(marked[1:2], "some.json") == 1
    items = json.loads((tmp_path / "some.json").read_text("utf-8"))["first"]["items"]
    assert [item["target"]["selector"][0]["exact"] for item in items] == ["It takes until spring"]


def test_what_is_in_no_library_is_left_out(export: Export, marked: list[Highlight]) -> None:
    lost = marked[0]._replace(article_id=ArticleId("zzzzzzzzzzzzzzzz"), id="lost")
    assert export([lost, marked[2]], "some.md") == 1


def test_an_unknown_format_is_refused(export: Export, marked: list[Highlight], tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"\.docx") as caught:
        export(marked, "all.docx")
    assert ".md, .csv, .json" in caught.value.remedy
    assert list(tmp_path.glob("all*")) == []
