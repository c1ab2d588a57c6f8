"""The table of Readwise Reader, whose tags are written as Python writes lists."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.importers.draft import ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes
from reader.library.importers.readwise import list_of_literals

FILE = Path("/lists/reader_export.csv")
NAMES = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"


def read(rows: str) -> list[ImportedItem]:
    return list(read_bytes((NAMES + rows).encode(), FILE))


def test_a_row() -> None:
    rows = (
        'The harbour,https://example.org/a,01h,"[\'ships\', ""the sea\'s""]",2024-05-01 10:20:30+00:00,0.4,later,True\n'
    )
    assert read(rows) == [
        WantedArticle(
            url="https://example.org/a", title="The harbour", origin=str(FILE),
            marks=ImportedMarks(
                tags=("ships", "the sea's"), read=False, saved_at=datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)
            ),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("location", "is_read"), [("new", False), ("later", False), ("shortlist", False), ("archive", True), ("feed", None)]
)
def test_locations(location: str, is_read: bool | None) -> None:
    (item,) = read(f"A,https://example.org/a,01h,[],,0,{location},False\n")
    assert isinstance(item, WantedArticle)
    assert item.marks == ImportedMarks(read=is_read)


def test_a_mail_that_was_sent_to_it_has_its_title_only() -> None:
    (item,) = read("A letter,mailto:reader-forwarded-email/01,01h,[],2024-05-01 10:20:30+00:00,0,new,False\n"
                   "B,https://example.org/b,01h,[],,0,new,False\n")[-1:]  # fmt: skip
    assert isinstance(item, WantedArticle)
    (letter,) = read("A letter,private://read/01,01h,[],2024-05-01 10:20:30+00:00,0,new,False\n")
    assert letter == WantedArticle(
        title="A letter", origin=str(FILE),
        marks=ImportedMarks(read=False, saved_at=datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)),
    )  # fmt: skip


@given(st.lists(st.text()))
def test_every_list_that_python_writes_is_read_back(tags: list[str]) -> None:
    assert list_of_literals(str(tags)) == tuple(tags)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "['" + "\\" * 100_000, "[" + "'a'" * 100_000, "[__import__('os')]", "'"]
)
def test_nothing_in_a_list_is_evaluated_and_none_is_too_long(text: str) -> None:
    assert len(list_of_literals(text)) <= 100_000
