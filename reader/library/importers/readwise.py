"""The table of documents that Readwise Reader exports: wanted entries."""

import re
from collections.abc import Iterator
from pathlib import Path

from reader.library.importers.csv_rows import Row, rows_of
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedItem, ReadOptions
from reader.library.importers.flaws import some_of
from reader.library.importers.link_entries import MAX_NOTE, marks_of, wanted_entry
from reader.library.importers.moments import moment_of
from reader.library.importers.values import tags_of

_READ = {"archive": True, "new": False, "later": False, "shortlist": False}  # what came by a feed is neither
_LITERAL = re.compile(r"""'((?:[^'\\]++|\\.)*+)'|"((?:[^"\\]++|\\.)*+)\"""", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(000[0-9a-fA-F]{5}|0010[0-9a-fA-F]{4})|(.))", re.DOTALL
)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """A wanted entry for each row. How far it was read is not taken over.

    Raises:
        UnreadableFileError: no row has an address or title, or the bytes are no table.
    """
    yield from some_of((_item(row, path) for row in rows_of(data, options)), nothing="The table has no entry.")


def _item(row: Row | Flaw, path: Path) -> ImportedItem:
    if isinstance(row, Flaw):
        return row
    marks = marks_of(
        tags=list_of_literals(row.get("document tags", "tags")),
        read=_READ.get(row.get("location").lower()),
        saved_at=moment_of(row.get("saved date")),
    )
    return wanted_entry(path, where=f"line {row.line}", url=row.get("url"), title=row.get("title"), marks=marks)


def list_of_literals(text: str) -> tuple[str, ...]:
    """The texts in a list as Python writes it: ['a', "it's"]. What is no such list has commas between its parts.

    It is read by its quotation marks only, and nothing in it is evaluated.
    """
    text = text[:MAX_NOTE].strip()
    if not text.startswith(("[", "{", "(")):
        return tags_of(text)
    return tuple(_ESCAPE.sub(_unescaped, found[1] or found[2] or "") for found in _LITERAL.finditer(text))


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    return chr(int(code, 16)) if code else _LETTERS.get(found[4], found[4])
