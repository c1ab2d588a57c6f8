"""The table of bookmarks that Raindrop exports: wanted entries with notes and highlights."""

import re
from collections.abc import Iterator
from pathlib import Path

from reader.library.importers.csv_rows import Row, rows_of
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedHighlight, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.link_entries import folder_tags, marks_of, wanted_entry
from reader.library.importers.moments import moment_of
from reader.library.importers.values import yes_of

_STANDARD_FOLDERS = ("unsorted", "trash", "root", "all")
_BLANK_LINES = re.compile(r"\n\s*\n")
_LABEL = re.compile(r"(highlight|note)s?:\s*", re.IGNORECASE)


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """A wanted entry for each row; older exports lack columns. The excerpt is the page's own, and is not taken over.

    Raises:
        UnreadableFileError: no row has an address or title, or the bytes are no table.
    """
    rows = rows_of(data, options, needed="url")
    yield from some_of((_item(row, path) for row in rows), nothing="The table has no entry.")


def _item(row: Row | Flaw, path: Path) -> ImportedItem:
    if isinstance(row, Flaw):
        return row
    marks = marks_of(
        tags=(*folder_tags(row.get("folder"), _STANDARD_FOLDERS), *row.get("tags").split(",")),
        starred=yes_of(row.get("favorite", "important")) is True,
        note=row.get("note"),
        highlights=_highlights(row.get("highlights")),
        saved_at=moment_of(row.get("created")),
    )
    return wanted_entry(path, where=f"line {row.line}", url=row.get("url"), title=row.get("title"), marks=marks)


def _highlights(cell: str) -> Iterator[ImportedHighlight]:
    """Passages between blank lines, each with its note on a line "Note:"."""
    quote: list[str] = []
    note: list[str] = []
    part = quote
    for line in (line for block in _BLANK_LINES.split(cell) for line in (*block.split("\n"), "")):
        label = _LABEL.match(line)
        if quote and (not line.strip() or (label and label[1].lower() == "highlight")):
            yield ImportedHighlight(quote="\n".join(quote), note="\n".join(note))
            quote, note = [], []
            part = quote
        if label:
            part = note if label[1].lower() == "note" and quote else quote
        text = line[label.end() :] if label else line
        if text.strip():
            part.append(text.strip())
