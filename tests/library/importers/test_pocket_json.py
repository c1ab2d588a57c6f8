"""Answers of Pocket's interface, as programs saved them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library.importers.draft import Flaw, ImportedHighlight, ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes
from reader.library.importers.unreadable import UnreadableFileError

FILE = Path("/lists/pocket.json")
ITEM: dict[str, object] = {
    "item_id": "101", "resolved_id": "101", "given_url": "https://example.org/a?utm_source=pocket",
    "given_title": "harbour", "favorite": "1", "status": "1", "time_added": "1714558830", "time_updated": "1714558831",
    "time_read": "1714558832", "time_favorited": "0", "sort_id": 0, "resolved_title": "The harbour",
    "resolved_url": "https://example.org/a", "excerpt": "It was dredged.", "is_article": "1", "is_index": "0",
    "has_video": "0", "has_image": "0", "word_count": "900", "lang": "en", "time_to_read": 4,
    "tags": {"ships": {"item_id": "101", "tag": "ships"}, "the sea": {"item_id": "101", "tag": "the sea"}},
    "listen_duration_estimate": 300,
}  # fmt: skip
WANTED = WantedArticle(
    url="https://example.org/a?utm_source=pocket", title="The harbour", origin=str(FILE),
    marks=ImportedMarks(
        tags=("ships", "the sea"), read=True, starred=True, saved_at=datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)
    ),
)  # fmt: skip


def read(value: object) -> list[ImportedItem]:
    return list(read_bytes(json.dumps(value).encode(), FILE))


@pytest.mark.parametrize(
    "value", [[ITEM], {"101": ITEM}, {"status": 1, "complete": 1, "list": {"101": ITEM}}, {"list": [ITEM]}, ITEM]
)
def test_items_in_every_arrangement(value: object) -> None:
    assert read(value) == [WANTED]


def test_the_fewest_values_an_item_has() -> None:
    assert read([{"item_id": "1", "given_url": "https://example.org/a", "status": "0", "favorite": "0"}]) == [
        WantedArticle(url="https://example.org/a", origin=str(FILE), marks=ImportedMarks(read=False))
    ]


def test_deleted_items_are_passed_over() -> None:
    assert read([{**ITEM, "status": "2"}, ITEM, {**ITEM, "status": 2}]) == [WANTED]
    with pytest.raises(UnreadableFileError, match="no item"):
        read([{**ITEM, "status": "2"}])


def test_annotations_are_highlights() -> None:
    annotation = {"annotation_id": "1", "quote": "It was dredged.", "patch": "", "created_at": "2024-05-01 10:20:30"}
    (item,) = read([{**ITEM, "annotations": [annotation, {}, None, {"quote": 1}]}])
    assert isinstance(item, WantedArticle)
    made_at = datetime(2024, 5, 1, 10, 20, 30, tzinfo=UTC)
    assert item.marks.highlights == (ImportedHighlight(quote="It was dredged.", made_at=made_at),)


def test_items_of_other_types_cost_only_themselves() -> None:
    odd = {
        "item_id": [],
        "given_url": {},
        "resolved_url": 5,
        "tags": "a, b",
        "status": None,
        "favorite": [],
        "time_added": {},
    }
    items = read([ITEM, odd, None, "x", [1]])
    assert items[0] == WANTED
    assert all(isinstance(item, Flaw) for item in items[1:])
