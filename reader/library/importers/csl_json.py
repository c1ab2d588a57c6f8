"""References in CSL JSON, as Zotero and others export them."""

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

from reader.library.importers.dates import make_date
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.json_stream import objects_in
from reader.library.importers.link_entries import marks_of
from reader.library.importers.moments import day_of, moment_of
from reader.library.importers.references import Reference, item_of
from reader.library.importers.values import names_of, tags_of, text_of

_MAX_TEXT = 20_000_000  # characters of an abstract: as much as an entry may have


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each reference with an abstract, a wanted entry for each other one.

    Raises:
        UnreadableFileError: there is no reference with a title or an address.
    """
    items = (
        entry if isinstance(entry, Flaw) else item_of(_reference(entry), path, f"reference {number:,}")
        for number, entry in enumerate(objects_in(BytesIO(data), options), start=1)
    )
    yield from some_of(items, nothing="There is no reference in this file.")


def _reference(entry: Mapping[str, object]) -> Reference:
    note = entry.get("note")
    abstract = entry.get("abstract")
    return Reference(
        title=text_of(entry.get("title")),
        texts=[abstract[:_MAX_TEXT]] if isinstance(abstract, str) else [],
        author=", ".join(names_of(entry.get("author"))),
        source=text_of(entry.get("container-title")) or text_of(entry.get("publisher")) or text_of(entry.get("source")),
        published=_day(entry.get("issued")),
        language=text_of(entry.get("language")),
        url=text_of(entry.get("URL") or entry.get("url")),
        key=text_of(entry.get("id")) or text_of(entry.get("DOI")),
        marks=marks_of(
            tags=tags_of(entry.get("keyword")), note=note if isinstance(note, str) else "",
            saved_at=moment_of(_day(entry.get("accessed"))),
        ),
    )  # fmt: skip


def _day(value: object) -> date | None:
    """A day from {"date-parts": [[2025, 3, 11]]}, whose numbers some write as texts, or from words."""
    if not isinstance(value, Mapping):
        return day_of(value)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = [text_of(part) for part in first[:3]] if isinstance(first, list) else []
    if len(numbers) == 3 and all(number.isdecimal() and len(number) < 5 for number in numbers):
        return make_date(*map(int, numbers))
    return day_of(value.get("raw")) or day_of(value.get("literal"))
