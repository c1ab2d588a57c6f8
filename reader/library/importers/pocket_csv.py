"""The last export of Pocket, tables of at most 10,000 links each: wanted entries."""

from collections.abc import Iterator
from pathlib import Path

from reader.library.importers.csv_rows import Row, rows_of
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.link_entries import marks_of, wanted_entry
from reader.library.importers.moments import moment_of

_READ = {"archive": True, "archived": True, "read": True, "unread": False}


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """A wanted entry for each row. Tags are joined by "|"; the cursor that some exports have means nothing later.

    Raises:
        UnreadableFileError: no row has an address or title, or the bytes are no table.
    """
    yield from some_of((_item(row, path) for row in rows_of(data, options)), nothing="The table has no entry.")


def _item(row: Row | Flaw, path: Path) -> ImportedItem:
    if isinstance(row, Flaw):
        return row
    marks = marks_of(
        tags=row.get("tags").split("|"),
        read=_READ.get(row.get("status").lower()),
        saved_at=moment_of(row.get("time_added")),
    )
    return wanted_entry(path, where=f"line {row.line}", url=row.get("url"), title=row.get("title"), marks=marks)
