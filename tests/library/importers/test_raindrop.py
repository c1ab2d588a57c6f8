"""Raindrop's tables, old and new, and with line breaks that nobody quoted."""

from datetime import UTC, datetime
from pathlib import Path

from reader.library.importers.draft import ImportedHighlight, ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes

FILE = Path("/lists/raindrop.csv")
NAMES = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"


def read(table: str) -> list[ImportedItem]:
    return list(read_bytes(table.encode(), FILE))


def test_a_row() -> None:
    table = NAMES + (
        '1,The harbour,"See also\nthe maps.",The page says so.,https://example.org/a,Ships,"the sea, charts",'
        '2024-05-01T10:20:30.000Z,https://example.org/a.jpg,"Highlight: It was dredged.\nNote: Which year?\n\n'
        'It is deep.",true\n'
    )
    assert read(table) == [
        WantedArticle(
            url="https://example.org/a", title="The harbour", origin=str(FILE),
            marks=ImportedMarks(
                tags=("Ships", "the sea", "charts"), starred=True, note="See also\nthe maps.",
                highlights=(
                    ImportedHighlight(quote="It was dredged.", note="Which year?"),
                    ImportedHighlight(quote="It is deep."),
                ),
                saved_at=datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC),
            ),
        )
    ]  # fmt: skip


def test_an_older_form_and_the_folder_of_what_has_none() -> None:
    table = "title,note,excerpt,url,folder,tags,created\nA,,,https://example.org/a,Unsorted,,1714558830\n"
    assert read(table) == [
        WantedArticle(
            url="https://example.org/a", title="A", origin=str(FILE),
            marks=ImportedMarks(saved_at=datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)),
        )
    ]  # fmt: skip


def test_line_breaks_in_a_cell_without_quotes() -> None:
    table = NAMES + (
        "1,A,,First line\n\nSecond line,https://example.org/a,Root,x,2024-05-01T10:20:30Z,,,false\n"
        "2,B,,,https://example.org/b,Root,,2024-05-01T10:20:30Z,,,true\n"
    )
    items = read(table)
    assert [(item.url, item.title, item.marks.starred) for item in items if isinstance(item, WantedArticle)] == [
        ("https://example.org/a", "A", False),
        ("https://example.org/b", "B", True),
    ]
    assert len(items) == 2


def test_rows_that_are_only_short_stay_apart() -> None:
    table = (
        NAMES + "1,A,,,https://example.org/a,Ships\n2,B,,,https://example.org/b,Ships,x\n3,C,,,https://example.org/c\n"
    )
    assert [item.title for item in read(table) if isinstance(item, WantedArticle)] == ["A", "B", "C"]
