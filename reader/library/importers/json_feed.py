"""A saved JSON Feed: its items with their texts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedItem, ReadOptions
from reader.library.importers.file_facts import Facts, site_name
from reader.library.importers.flaws import some_of
from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.json_stream import value_of
from reader.library.importers.link_entries import article_or_entry, marks_of
from reader.library.importers.moments import day_of
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.values import names_of, tags_of, text_of


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each item with content or a summary, a wanted entry for each with an address only.

    Raises:
        UnreadableFileError: the file is broken JSON, or no item in it can be read.
    """
    feed = value_of(data)
    items = feed.get("items") if isinstance(feed, Mapping) else None
    if not isinstance(feed, Mapping) or not isinstance(items, list):
        raise UnreadableFileError("This feed has no items.", remedy="Check that it was saved completely.")
    found = (_item(number, item, feed, path) for number, item in enumerate(items, start=1))
    yield from some_of(found, nothing="There is no item in this feed.")


def _item(number: int, item: object, feed: Mapping[str, object], path: Path) -> ImportedItem:
    if not isinstance(item, Mapping):
        return Flaw(where=f"item {number:,}", reason="The item is not an object with named values.")
    url = next(filter(None, (text_of(item.get(key)) for key in ("url", "external_url", "id"))), "")
    title = text_of(item.get("title"))
    marks = marks_of(tags=tags_of(item.get("tags")))
    where = title or url or f"item {number:,}"
    facts = Facts(
        source=text_of(feed.get("title")) or site_name(text_of(feed.get("home_page_url"))),
        author=", ".join(_authors(item) or _authors(feed)),
        published=day_of(item.get("date_published")) or day_of(item.get("date_modified")),
        language=text_of(item.get("language")) or text_of(feed.get("language")),
    )
    return article_or_entry(
        path, where=where, title=title, paragraphs=_paragraphs(item), facts=facts, url=url, key=text_of(item.get("id")),
        marks=marks,
    )  # fmt: skip


def _paragraphs(item: Mapping[str, object]) -> list[str]:
    markup, text, summary = (item.get(key) for key in ("content_html", "content_text", "summary"))
    if isinstance(markup, str) and markup.strip():
        return paragraphs_of_html(markup)
    plain = next((each for each in (text, summary) if isinstance(each, str) and each.strip()), "")
    return [paragraph for paragraph in plain.replace("\r\n", "\n").split("\n") if paragraph.strip()]


def _authors(holder: Mapping[str, object]) -> tuple[str, ...]:
    """The list of version 1.1, or the one author of version 1."""
    return names_of(holder.get("authors")) or names_of(holder.get("author"))
