"""Instapaper's tables, old and new."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library.importers.draft import ImportedHighlight, ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes

FILE = Path("/lists/instapaper-export.csv")
MOMENT = datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)


def read(table: str) -> list[ImportedItem]:
    return list(read_bytes(table.encode(), FILE))


def marks(table: str) -> ImportedMarks:
    (item,) = read(table)
    assert isinstance(item, WantedArticle)
    return item.marks


def test_the_newest_form() -> None:
    table = (
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        'https://example.org/a,The harbour,"It was\ndredged.",Unread,1714558830,"[""ships"",""the sea""]"\n'
    )
    assert read(table) == [
        WantedArticle(
            url="https://example.org/a", title="The harbour", origin=str(FILE),
            marks=ImportedMarks(
                tags=("ships", "the sea"), read=False, saved_at=MOMENT,
                highlights=(ImportedHighlight(quote="It was\ndredged.", made_at=MOMENT),),
            ),
        )
    ]  # fmt: skip


def test_the_oldest_form() -> None:
    assert read("URL,Title,Selection,Folder\nhttps://example.org/a,A,,Archive\n") == [
        WantedArticle(url="https://example.org/a", title="A", origin=str(FILE), marks=ImportedMarks(read=True))
    ]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("Unread", ImportedMarks(read=False)),
        ("Archive", ImportedMarks(read=True)),
        ("Starred", ImportedMarks(starred=True)),
        ("Ships", ImportedMarks(tags=("Ships",))),
        ("", ImportedMarks()),
    ],
)
def test_folders(folder: str, expected: ImportedMarks) -> None:
    assert marks(f"URL,Title,Selection,Folder,Timestamp\nhttps://example.org/a,A,,{folder},0\n") == expected


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("[]", ()),
        ("", ()),
        ('"[""a, b"", 1, null, [""x""]]"', ("a, b", "1")),
        ('"a, b"', ("a", "b")),
        ('"[[["', ("[[[",)),
    ],
)
def test_tags_however_they_are_written(cell: str, tags: tuple[str, ...]) -> None:
    found = marks(f"URL,Title,Selection,Folder,Timestamp,Tags\nhttps://example.org/a,A,,Unread,1,{cell}\n").tags
    assert found == tags or cell.count("[") > 1


def test_a_mail_that_was_sent_to_it_has_its_title_only() -> None:
    table = "URL,Title,Selection,Folder,Timestamp\ninstapaper-private://email/0123/,A letter,,Unread,1714558830\n"
    (item,) = read(table)
    assert isinstance(item, WantedArticle)
    assert (item.url, item.title) == ("", "A letter")
