"""A saved RSS or Atom feed: its items with their texts.

`feedparser` is given the bytes as an open file and never a name: a name it would open, and an address it would fetch.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import feedparser

from reader.library.importers.draft import NO_OPTIONS, ImportedItem, ReadOptions
from reader.library.importers.file_facts import Facts, site_name
from reader.library.importers.flaws import some_of
from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.link_entries import article_or_entry, marks_of
from reader.library.importers.link_markup import decode_xml, without_odd_references
from reader.library.importers.moments import day_of
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.values import text_of

_DECLARATION = re.compile(r"(?:\s*+<\?xml\b[^>]*+>)?")  # it names the encoding that the bytes were in
Values = Mapping[str, object]


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each item with content or a summary, a wanted entry for each with an address only.

    Raises:
        UnreadableFileError: no item can be read, the bytes are no text, or they define entities of their own.
    """
    text = decode_xml(data)
    declaration = _DECLARATION.match(text)
    text = without_odd_references(text[declaration.end() :] if declaration else text)
    parsed = _parsed(text)
    feed = _values(parsed.get("feed"))
    found = parsed.get("entries", ())
    entries = enumerate(map(_values, found if isinstance(found, list) else ()), start=1)
    yield from some_of(
        (_item(number, entry, feed, path) for number, entry in entries), nothing="There is no item in this feed."
    )


def _parsed(text: str) -> Values:
    # Nothing of the markup is shown, only its text taken: that it is cleaned would cost half of the time.
    file = BytesIO(text.encode("utf-8", "replace"))
    try:
        return _values(feedparser.parse(file, sanitize_html=False, resolve_relative_uris=False))
    except (LookupError, AttributeError, TypeError, ValueError, AssertionError) as error:  # tags that close others
        raise UnreadableFileError(
            "The tags of this feed are in such disorder that its items cannot be told apart.",
            remedy="It may be damaged or cut short: save it again.",
        ) from error


def _item(number: int, entry: Values, feed: Values, path: Path) -> ImportedItem:
    url, title = text_of(entry.get("link")), _plain(entry, "title")
    tags = entry.get("tags")
    names = (text_of(_values(tag).get("label")) or text_of(_values(tag).get("term")) for tag in _list(tags))
    marks = marks_of(tags=names)
    where = title or url or f"item {number:,}"
    facts = Facts(
        source=_plain(feed, "title") or site_name(text_of(feed.get("link"))),
        author=text_of(entry.get("author")) or text_of(feed.get("author")),
        published=_published(entry),
        language=text_of(entry.get("language")) or text_of(feed.get("language")),
    )
    return article_or_entry(
        path, where=where, title=title, paragraphs=_paragraphs(entry), facts=facts, url=url,
        key=text_of(entry.get("id")), marks=marks,
    )  # fmt: skip


def _paragraphs(entry: Values) -> list[str]:
    """Of the longest content; of the summary where there is none."""
    contents = [*map(_values, _list(entry.get("content"))), _values(entry.get("summary_detail"))]
    texts = [(text, content) for content in contents if isinstance(text := content.get("value"), str) and text.strip()]
    if not texts:
        return []
    text, content = max(texts, key=lambda found: len(found[0]))
    if content.get("type") == "text/plain" and "</" not in text:
        return [line for line in text.splitlines() if line.strip()]
    return paragraphs_of_html(text)


def _plain(holder: Values, name: str) -> str:
    """A value that may be written in markup, as one line."""
    text = holder.get(name)
    if not isinstance(text, str):
        return ""
    return " ".join(paragraphs_of_html(text)) if "<" in text or "&" in text else text_of(text)


def _published(entry: Values) -> date | None:
    for name in ("published", "created", "updated"):
        parsed = entry.get(f"{name}_parsed")
        day = day_of(entry.get(name))
        if day is None and isinstance(parsed, tuple):
            day = day_of("-".join(f"{part:02}" for part in parsed[:3]))
        if day is not None:
            return day
    return None


def _values(value: object) -> Values:
    """A plain mapping: that of `feedparser` answers for one name with the value of another, and warns of it."""
    return dict(value.items()) if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
