"""Pocket's tables, in both forms of their first row."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library.importers.draft import Flaw, ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes
from reader.library.importers.unreadable import UnreadableFileError

PART = Path("/pocket/part_000000.csv")
TABLE = """\
title,url,time_added,tags,status
The harbour,https://example.org/harbour,1714558830,ships|the sea,unread
https://example.org/b?c=d,https://example.org/b?c=d,1700000000,,archive
"Bread, ""and"" water",https://example.org/bread,,food,archive
"""


def read(table: str | bytes) -> list[ImportedItem]:
    return list(read_bytes(table if isinstance(table, bytes) else table.encode(), PART))


def test_each_row_is_wanted() -> None:
    assert read(TABLE) == [
        WantedArticle(
            url="https://example.org/harbour", title="The harbour", origin=str(PART),
            marks=ImportedMarks(
                tags=("ships", "the sea"), read=False, saved_at=datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)
            ),
        ),
        WantedArticle(
            url="https://example.org/b?c=d", origin=str(PART),
            marks=ImportedMarks(read=True, saved_at=datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ),
        WantedArticle(
            url="https://example.org/bread", title='Bread, "and" water', origin=str(PART),
            marks=ImportedMarks(tags=("food",), read=True),
        ),
    ]  # fmt: skip


def test_the_form_with_a_cursor() -> None:
    table = "title,url,time_added,cursor,tags,status\nA,https://example.org/a,1714558830,MTcx,x|y,unread\n"
    (item,) = read(table)
    assert isinstance(item, WantedArticle)
    assert (item.title, item.marks.tags, item.marks.read) == ("A", ("x", "y"), False)


@pytest.mark.parametrize(
    "variation",
    [
        TABLE.replace("\n", "\r\n").encode("utf-8-sig"),
        TABLE.replace("\n", "\r").encode(),
        TABLE.encode("utf-16"),
        TABLE.replace("title,url,time_added,tags,status", '"Title","URL","time_added","tags","status"').encode(),
    ],
)
def test_other_line_ends_marks_and_quotes(variation: bytes) -> None:
    assert read(variation) == read(TABLE)


def test_columns_in_another_order() -> None:
    (item,) = read("status,tags,time_added,url,title\narchive,a,1,https://example.org,A\n")
    assert isinstance(item, WantedArticle)
    assert (item.title, item.marks.read, item.marks.tags) == ("A", True, ("a",))


def test_a_row_without_a_page_costs_only_itself() -> None:
    items = read(TABLE + "X,javascript:alert(1),1,,unread\n,,,,\nY,https://example.org/y,x,|,other\n")
    assert [item.where for item in items if isinstance(item, Flaw)] == ["X"]
    assert items[-1] == WantedArticle(url="https://example.org/y", title="Y", origin=str(PART))


def test_a_table_without_rows_says_so() -> None:
    with pytest.raises(UnreadableFileError, match="no entry"):
        read("title,url,time_added,tags,status\n")
