"""Entries of tables and of JSON as articles: what `json_collection` and `csv_collection` have in common."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from reader.library.importers.clean_text import clean_line, clean_text
from reader.library.importers.collection_fields import SAMPLE, Columns, Entry, columns_for, value_in
from reader.library.importers.draft import Flaw, ImportedHighlight, ImportedItem, ImportedMarks, ReadOptions
from reader.library.importers.file_facts import Facts, site_name
from reader.library.importers.flaws import some_of
from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.layout import paragraphs_in, split_lines
from reader.library.importers.link_entries import exported_article, marks_of, wanted_entry
from reader.library.importers.moments import day_of, moment_of
from reader.library.importers.read_also_list import find_read_also
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.values import name_of, names_of, tags_of, text_of, yes_of

Numbered = tuple[str, Entry | Flaw]  # where it stands, in words, and what it is

_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|h[1-6]|ul|ol|li|b|i|em|strong|img|figure|blockquote|table|body|html|section|article)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MARKUP_HEAD = 20_000  # characters in which markup shows
_INNER = ("rendered", "text", "html", "value", "content", "htmlContent", "body", "#text", "$t", "plain")
_FEW = 100_000  # paragraphs in a list


class _Reading:
    """How the entries of one file are read. One thread."""

    def __init__(self, path: Path, options: ReadOptions, samples: list[Entry]) -> None:
        self._path = path
        self._options = options
        self._columns: Columns = columns_for(samples, options)

    def item(self, where: str, entry: Entry) -> ImportedItem:
        inner = entry.get("content")
        if isinstance(inner, Mapping) and ("url" in inner or "text" in inner):  # the outer object only has the marks
            entry = {**inner, **{key: value for key, value in entry.items() if key != "content" and value is not None}}
        title, url = self._title(entry), text_of(self._value(entry, "url"))
        marks = self._marks(entry)
        try:
            paragraphs, links = self._text(entry, is_only=not url)
            if not paragraphs:
                return self._without_text(where, entry, title, url, marks)
            draft = exported_article(
                self._path, title=title, paragraphs=paragraphs, facts=self._facts(entry), url=url,
                key=text_of(self._value(entry, "key")) or url, marks=marks,
            )  # fmt: skip
            return replace(draft, links=tuple(dict.fromkeys((*links, *self._links(entry)))))
        except UnreadableFileError as error:
            return Flaw(where=title or where, reason=error.problem)

    def _value(self, entry: Entry, field: str) -> object:
        return value_in(entry, field, self._columns, self._options)

    def _title(self, entry: Entry) -> str:
        value = self._value(entry, "title")
        title = text_of(_inner_of(value))
        return " ".join(paragraphs_of_html(title)) if _MARKUP.search(title) else title

    def _text(self, entry: Entry, *, is_only: bool) -> tuple[list[str], tuple[str, ...]]:
        """Paragraphs and the titles of a list in them. A summary is the beginning of a text, and no text by itself."""
        paragraphs, links = _paragraphs_of(self._value(entry, "text"))
        lead, _ = _paragraphs_of(self._value(entry, "lead")) if paragraphs or is_only else ([], ())
        has_headline = any(key.lower() in ("title", "headline") for key in entry)
        if not paragraphs and not has_headline:
            return [], ()
        beginning = "".join(lead).rstrip(" .…[]")
        return ([*paragraphs] if beginning and beginning in "".join(paragraphs) else [*lead, *paragraphs]), links

    def _without_text(self, where: str, entry: Entry, title: str, url: str, marks: ImportedMarks) -> ImportedItem:
        """An entry of a list of links. A title alone could be anything, as the name of a program in its settings."""
        is_about_article = any(self._value(entry, field) for field in ("author", "published", "source"))
        has_headline = any(key.lower() in ("title", "headline") for key in entry) or bool(self._options.column("title"))
        if not url and not (title and has_headline and is_about_article):
            return Flaw(where=title or where, reason="It has no text and no address.")
        return wanted_entry(self._path, where=where, url=url, title=title, marks=marks)

    def _facts(self, entry: Entry) -> Facts:
        source = name_of(self._value(entry, "source"))
        return Facts(
            source=site_name(source) or source,
            author=", ".join(names_of(self._value(entry, "author"))),
            published=day_of(self._value(entry, "published")),
            language=text_of(self._value(entry, "language")).replace("_", "-"),
        )

    def _links(self, entry: Entry) -> tuple[str, ...]:
        return tuple(title for title in names_of(self._value(entry, "links")) if not site_name(title))

    def _marks(self, entry: Entry) -> ImportedMarks:
        note = self._value(entry, "note")
        highlights = self._value(entry, "highlights")
        return marks_of(
            tags=tags_of(self._value(entry, "tags")),
            read=yes_of(self._value(entry, "read")),
            starred=yes_of(self._value(entry, "starred")) is True,
            note=note if isinstance(note, str) else "",
            highlights=_highlights(highlights) if isinstance(highlights, list) else (),
            saved_at=moment_of(self._value(entry, "saved")),
        )


def read_entries(entries: Iterable[Numbered], path: Path, options: ReadOptions) -> Iterator[ImportedItem]:
    """An article for each entry with text, a wanted entry for each with an address only.

    Raises:
        UnreadableFileError: there is no such entry.
    """
    entries = iter(entries)
    first = list(islice(entries, SAMPLE))
    reading = _Reading(path, options, [entry for _, entry in first if not isinstance(entry, Flaw)])
    items = (entry if isinstance(entry, Flaw) else reading.item(where, entry) for where, entry in chain(first, entries))
    yield from some_of(items, nothing="There is no article in this file.")


def _inner_of(value: object) -> object:
    """The text in an object that holds it, as some programs keep text and form together."""
    if isinstance(value, Mapping):
        return next((value[key] for key in _INNER if isinstance(value.get(key), str)), None)
    return value


def _paragraphs_of(value: object) -> tuple[list[str], tuple[str, ...]]:
    value = _inner_of(value)
    if isinstance(value, list):
        parts = [part for part in map(_inner_of, value[:_FEW]) if isinstance(part, str)]
        value = "\n\n".join(parts)
    if not isinstance(value, str) or not any(map(str.isalnum, value)):
        return [], ()
    if _MARKUP.search(value, 0, _MARKUP_HEAD):
        return paragraphs_of_html(value), ()
    lines = split_lines(clean_text(value))
    found = find_read_also(lines)
    if found is None:
        return paragraphs_in(lines), ()
    rest = [*lines[: found.start], "", *lines[found.end :]]
    return (paragraphs_in(rest) if any(map(str.strip, rest)) else []), found.titles


def _highlights(values: Iterable[object]) -> Iterator[ImportedHighlight]:
    for value in values:
        parts = value if isinstance(value, Mapping) else {"quote": value}
        quotes = (parts.get(key) for key in ("quote", "text", "highlight"))
        quote = next((text for text in quotes if isinstance(text, str)), "")
        note = parts.get("note")
        if clean_line(quote):
            yield ImportedHighlight(
                quote=quote,
                note=note if isinstance(note, str) else "",
                color=text_of(parts.get("color")),
                made_at=moment_of(parts.get("created_at") or parts.get("made_at")),
            )
