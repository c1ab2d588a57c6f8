"""JSON Feed, both versions."""

import json
from datetime import date
from pathlib import Path

import pytest

from reader.library.importers.draft import Flaw, ImportedArticle, ImportedItem, ImportedMarks, WantedArticle
from reader.library.importers.formats import read_bytes
from reader.library.importers.unreadable import UnreadableFileError

FILE = Path("/downloads/2020-01-01-feed.json")
ITEM: dict[str, object] = {
    "id": "https://example.org/2024/a", "url": "https://example.org/2024/a", "title": "The harbour",
    "content_html": "<p>It was <b>dredged</b>.</p><p>It is deep.</p>", "date_published": "2024-05-01T23:20:30-07:00",
    "authors": [{"name": "Ann Lee"}, {"name": "Bo"}], "tags": ["ships", "the sea"], "language": "en-GB",
}  # fmt: skip


def read(*items: object, **more: object) -> list[ImportedItem]:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Daily", **more, "items": items}
    return list(read_bytes(json.dumps(feed).encode(), FILE))


def article(*items: object, **more: object) -> ImportedArticle:
    (found,) = read(*items, **more)
    assert isinstance(found, ImportedArticle)
    return found


def test_an_item_with_its_text() -> None:
    assert article(ITEM) == ImportedArticle(
        title="The harbour", text="It was dredged.\n\nIt is deep.", source="The Daily", author="Ann Lee, Bo",
        published=date(2024, 5, 1), origin=str(FILE), language="en", url="https://example.org/2024/a",
        key="https://example.org/2024/a", several=True, marks=ImportedMarks(tags=("ships", "the sea")),
    )  # fmt: skip


def test_version_1_with_plain_text() -> None:
    item = {"id": 7, "content_text": "It was dredged.\n\nA < B.", "author": {"name": "Ann"}}
    found = article(item, version="https://jsonfeed.org/version/1")
    assert (found.title, found.text, found.author) == ("It was dredged.", "It was dredged.\n\nA < B.", "Ann")
    assert (found.key, found.published) == ("7", None)


def test_what_the_feed_says_of_all_items() -> None:
    found = article({"id": "1", "summary": "Short."}, authors=[{"name": "Ann"}], title="",
                    home_page_url="https://www.example.org/")  # fmt: skip
    assert (found.text, found.author, found.source) == ("Short.", "Ann", "example.org")


def test_an_item_with_an_address_only_is_wanted() -> None:
    assert read(
        {"id": "1", "external_url": "https://example.org/b", "title": "B", "content_html": "<script>1</script>"}
    ) == [WantedArticle(url="https://example.org/b", title="B", origin=str(FILE))]


def test_odd_items_cost_only_themselves() -> None:
    items = read(
        None, [], {"id": {}}, {"content_html": 5, "url": [], "title": {}}, {"id": "x", "content_text": "…"}, ITEM
    )
    assert [isinstance(item, Flaw) for item in items] == [True, True, True, True, True, False]


@pytest.mark.parametrize("feed", [{}, {"items": 5}, {"items": []}, {"items": [None]}])
def test_a_feed_without_items_says_so(feed: dict[str, object]) -> None:
    data = json.dumps({"version": "https://jsonfeed.org/version/1", **feed}).replace("/", "\\/").encode()
    with pytest.raises(UnreadableFileError) as caught:
        list(read_bytes(data, FILE))
    assert caught.value.remedy
