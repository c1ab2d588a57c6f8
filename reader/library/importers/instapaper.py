"""The table of links that Instapaper exports, with folders, and passages under "Selection": wanted entries."""

import json
from collections.abc import Iterator
from pathlib import Path

from reader.library.importers.csv_rows import Row, rows_of
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedHighlight, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.link_entries import MAX_NOTE, folder_tags, marks_of, wanted_entry
from reader.library.importers.moments import moment_of
from reader.library.importers.values import tags_of

_READ = {"unread": False, "archive": True}
_STANDARD_FOLDERS = ("unread", "archive", "starred")


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """A wanted entry for each row. Older exports have no times, and all but the newest no tags.

    Raises:
        UnreadableFileError: no row has an address or title, or the bytes are no table.
    """
    yield from some_of((_item(row, path) for row in rows_of(data, options)), nothing="The table has no entry.")


def _item(row: Row | Flaw, path: Path) -> ImportedItem:
    if isinstance(row, Flaw):
        return row
    folder = row.get("folder").lower()
    made_at = moment_of(row.get("timestamp"))
    passage = row.get("selection")
    marks = marks_of(
        tags=(*folder_tags(row.get("folder"), _STANDARD_FOLDERS), *_tags(row.get("tags"))),
        read=_READ.get(folder),
        starred=folder == "starred",
        highlights=[ImportedHighlight(quote=passage, made_at=made_at)] if passage else (),
        saved_at=made_at,
    )
    return wanted_entry(path, where=f"line {row.line}", url=row.get("url"), title=row.get("title"), marks=marks)


def _tags(cell: str) -> tuple[str, ...]:
    """Written as an array of JSON, one level deep."""
    if cell.startswith("[") and cell.count("[") == 1 and len(cell) <= MAX_NOTE:
        try:
            return tags_of(json.loads(cell))
        except ValueError:  # tags as somebody typed them
            pass
    return tags_of(cell)
