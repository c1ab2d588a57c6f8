"""Wallabag's export, entry by entry."""

import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from reader.library.importers import wallabag
from reader.library.importers.draft import (
    Flaw,
    ImportedArticle,
    ImportedHighlight,
    ImportedItem,
    ImportedMarks,
    WantedArticle,
)
from reader.library.importers.formats import read_bytes
from reader.library.importers.unreadable import UnreadableFileError

FILE = Path("/downloads/2020-01-01 All articles.json")
MOMENT = datetime(2024, 5, 1, 8, 20, 30, tzinfo=UTC)
ENTRY: dict[str, object] = {
    "id": 12, "uid": None, "title": "The harbour", "url": "https://www.example.org/a", "origin_url": None,
    "given_url": "https://example.org/a?utm_source=x", "is_archived": 1, "archived_at": "2024-05-02T10:20:30+0200",
    "is_starred": 1, "starred_at": "2024-05-02T10:20:30+0200",
    "content": "<h1>The harbour</h1><p>It was <em>dredged</em>.</p><p>It is deep.</p>",
    "created_at": "2024-05-01T10:20:30+0200", "updated_at": "2024-05-01T10:20:30+0200",
    "published_at": "2024-04-30T23:00:00+0200", "published_by": ["Ann Lee", "", None, "Bo"],
    "annotations": [
        {"id": 1, "text": "Which year?", "quote": "It was dredged.", "created_at": "2024-05-01T10:20:30+0200",
         "updated_at": "2024-05-01T10:20:30+0200", "ranges": [{"start": "/p[1]", "startOffset": "0"}]},
        {"id": 2, "text": None, "quote": "deep"}, {"quote": ""}, None,
    ],
    "mimetype": "text/html", "language": "en_GB", "reading_time": 1, "domain_name": "www.example.org",
    "preview_picture": None, "http_status": "200", "headers": {}, "tags": ["ships", "the sea"],
}  # fmt: skip


def read(*entries: object) -> list[ImportedItem]:
    return list(read_bytes(json.dumps(entries).encode(), FILE))


def test_an_entry_with_its_text_and_marks() -> None:
    assert read(ENTRY) == [
        ImportedArticle(
            title="The harbour", text="It was dredged.\n\nIt is deep.", source="example.org", author="Ann Lee, Bo",
            published=date(2024, 4, 30), origin=str(FILE), language="en", url="https://www.example.org/a", key="12",
            several=True,
            marks=ImportedMarks(
                tags=("ships", "the sea"), read=True, starred=True, saved_at=MOMENT,
                highlights=(
                    ImportedHighlight(quote="It was dredged.", note="Which year?", made_at=MOMENT),
                    ImportedHighlight(quote="deep"),
                ),
            ),
        )
    ]  # fmt: skip


def test_an_older_export() -> None:
    older = {"id": 3, "title": "A", "url": "https://example.org/a", "is_archived": False, "is_starred": False,
             "content": "<p>Text of it.</p>", "created_at": "2016-09-27T07:28:03+0200", "language": None,
             "domain_name": "example.org", "tags": [{"id": 1, "label": "ships", "slug": "ships"}]}  # fmt: skip
    (item,) = read(older)
    assert isinstance(item, ImportedArticle)
    assert (item.published, item.source) == (None, "example.org")
    assert item.marks == ImportedMarks(
        tags=("ships",), read=False, saved_at=datetime(2016, 9, 27, 5, 28, 3, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "more",
    [
        {"content": ""}, {"content": None}, {"content": "<p> </p><img src='x'>"},
        {"content": "wallabag can't retrieve contents for this article. Please <a href='x'>look</a>."},
        {"content": "<p>Not Found</p>", "http_status": "404"}, {"content": "<p>…</p>"},
    ],
)  # fmt: skip
def test_an_entry_without_its_text_is_wanted(more: dict[str, object]) -> None:
    (item,) = read({**ENTRY, **more})
    assert isinstance(item, WantedArticle)
    assert (item.url, item.title, item.marks.starred) == ("https://www.example.org/a", "The harbour", True)


def test_a_long_text_that_came_with_an_error_is_a_text() -> None:
    (item,) = read({**ENTRY, "http_status": "403", "content": f"<p>{'It was dredged. ' * 100}</p>"})
    assert isinstance(item, ImportedArticle)


def test_deleted_entries_are_passed_over() -> None:
    assert len(read({**ENTRY, "deleted_at": "2024-05-01T10:20:30+0200"}, ENTRY, {**ENTRY, "deleted_at": None})) == 2
    with pytest.raises(UnreadableFileError, match="no entry"):
        read({**ENTRY, "deleted_at": "2024-05-01T10:20:30+0200"})


def test_odd_and_broken_entries_cost_only_themselves() -> None:
    odd = {key: {"x": []} for key in ENTRY}
    data = json.dumps([ENTRY, odd, {}, {"content": "<p>Text.</p>"}, ENTRY])[:-1] + ', {"id": 1, "title": }]'
    items = list(read_bytes(data.encode(), FILE))
    assert [type(item) for item in items] == [ImportedArticle, Flaw, Flaw, ImportedArticle, ImportedArticle, Flaw]


def test_entries_are_read_one_after_the_other() -> None:
    class Counting(BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            piece = super().read(size)
            self.taken += len(piece)
            return piece

        read1 = read

    data = json.dumps([ENTRY | {"id": number, "headers": {"x": "y" * 10_000}} for number in range(1000)]).encode()
    file = Counting(data)
    items = iter(wallabag.read_open(file, FILE))
    next(items)
    assert file.taken < len(data) + 4_000_000  # once to know the encoding, and a little more
    assert sum(1 for _ in items) == 999
