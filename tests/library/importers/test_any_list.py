"""Whatever an export of links or feeds holds: items or a reason, and soon."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.importers import (
    bookmarks_html,
    feed,
    instapaper,
    json_feed,
    omnivore,
    opml,
    pocket_csv,
    pocket_html,
    pocket_json,
    raindrop,
    readwise,
    wallabag,
)
from reader.library.importers.draft import Flaw, ImportedArticle, ImportedItem, WantedArticle
from reader.library.importers.link_entries import MAX_TAG, MAX_TAGS
from reader.library.importers.unreadable import UnreadableFileError

CALM = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
FILE = Path("/lists/any")
SECONDS = 5
TABLES = [
    "title,url,time_added,tags,status\n", "URL,Title,Selection,Folder,Timestamp,Tags\n", "favorite,highlights,",
    "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n",
    "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n", ",", ";", '"', '""', "\n", "\r", "a|b",
    "https://example.org/a", "javascript:alert(1)", "['a', \"b\"]", '"[""a""]"', "1714558830", "9" * 30, "Starred",
    "archive", "\u202e", "\x00", "é",
]  # fmt: skip
MARKUP = [
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>", "<h1>Read Archive</h1>", "<DL><p>", "</DL>", "<DT>", "<H3>Ships",
    "</H3>", "<DD>",
    '<A HREF="https://example.org/a" ADD_DATE="1" TAGS="a,b">', "</A>",
    '<a href="https://[x" time_added=\'nan\'>', "<li>",
    '<opml><outline text="A" xmlUrl="https://example.org/f">', "</outline>",
    '<outline url="https://example.org"/>', "&amp;",
    "<rss><channel><title>T</title>", "<item>", "</item>", "<title>A</title>", "<link>https://example.org/b</link>",
    "<description>", "<![CDATA[<p>Text</p>]]>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>",
    "<content type='html'>",
    "<pubDate>Wed, 01 May 2024 99:20:30 GMT</pubDate>", "<guid>1</guid>", "<category>x</category>", "&#xD800;", "<!--",
    "<?xml version='1.0' encoding='x'?>", "<!DOCTYPE x [", "words ", "\x00", "\u202e",
]  # fmt: skip
JSON = [
    "[", "]", "{", "}", ",", ":", '"list"', '"items"', '"version"', '"url"', '"given_url"', '"title"',
    '"content"', '"tags"',
    '"content_html"', '"annotations"', '"status"', '"id"', '"slug"', '"labels"', '"created_at"', '"published_by"',
    '"https://example.org/a"', '"A title"', '"<p>Text.</p>"', '"\\ud800\\u0000"', "1", "-1e999", "null", "true", "NaN",
    '[{"quote": "a", "text": 1}]', '{"title": "B", "url": "https://example.org/b"}', "9" * 40, "[[[[[[",
]  # fmt: skip


class OneMember:
    """An archive whose files all hold the same."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def names(self) -> tuple[str, ...]:
        return ("metadata_0_to_1.json", "content/a.html", "highlights/a.md", "content/.html")

    def read(self, name: str, most: int) -> bytes:
        return self._data if name in self.names() else b""[:most]


MODULES = {
    **{module.__name__.rpartition(".")[2]: module.read for module in (
        pocket_csv, instapaper, readwise, raindrop, pocket_html, bookmarks_html, opml, feed, pocket_json, json_feed,
    )},
    "wallabag": lambda data, path: wallabag.read_open(BytesIO(data), path),
    "omnivore": lambda data, path: omnivore.read_archive(OneMember(data), path),
}  # fmt: skip


def check(item: ImportedItem) -> None:
    """What every item of a list promises."""
    if isinstance(item, Flaw):
        assert item.reason.endswith(".")
        return
    assert isinstance(item, ImportedArticle | WantedArticle)
    assert item.url == "" or item.url.startswith(("http://", "https://", "HTTP://", "HTTPS://"))
    assert item.title or item.url
    assert len(item.title) <= 301
    assert len(item.marks.tags) <= MAX_TAGS
    assert all(0 < len(tag) <= MAX_TAG and tag == " ".join(tag.split()) for tag in item.marks.tags)
    assert item.origin == str(FILE)
    for text in (item.title, item.url, *item.marks.tags):
        text.encode("utf-8")
        assert "\x00" not in text
        assert "\u202e" not in text


def fragments(pieces: list[str]) -> st.SearchStrategy[bytes]:
    return st.lists(st.sampled_from(pieces), max_size=40).map(lambda parts: "".join(parts).encode("utf-8", "replace"))


@pytest.mark.parametrize("module", MODULES)
@CALM
@given(data=st.one_of(st.binary(max_size=200), fragments(TABLES), fragments(MARKUP), fragments(JSON)))
def test_any_bytes_give_items_or_a_reason(module: str, data: bytes) -> None:
    started = time.process_time()
    items: list[ImportedItem] = []
    remedy = ""
    try:
        items.extend(MODULES[module](data, FILE))
    except UnreadableFileError as error:
        remedy = error.remedy
    assert remedy or not all(isinstance(item, Flaw) for item in items)
    for item in items:
        check(item)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize(
    "piece", ["[", '{"a":', '"', ",", "<a ", "<!--", "<DL><H3>a", "&#9", "\n", "\\", "'", "]]>", "\x00"]
)
def test_much_of_one_sign_gives_items_or_a_reason_soon(module: str, piece: str) -> None:
    start = {
        "pocket_csv": TABLES[0], "instapaper": TABLES[1], "readwise": TABLES[3], "raindrop": TABLES[4],
        "opml": "<opml>", "feed": "<rss>", "json_feed": '{"items": [', "wallabag": "[", "pocket_json": "[",
    }.get(module, "")  # fmt: skip
    data = (start + piece * (100_000 // len(piece))).encode()
    started = time.process_time()
    remedy = ""
    try:
        for item in MODULES[module](data, FILE):
            check(item)
    except UnreadableFileError as error:
        remedy = error.remedy
    assert time.process_time() - started < SECONDS
    assert remedy or module in ("pocket_csv", "instapaper", "readwise", "raindrop", "feed")
