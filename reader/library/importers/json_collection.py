"""Any JSON with articles in it: a list, an object around a list, JSON Lines, one object."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reader.library.importers.collection import Numbered, read_entries
from reader.library.importers.draft import NO_OPTIONS, ImportedItem, ReadOptions
from reader.library.importers.json_stream import objects_in


def read_open(file: BinaryIO, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each object with text, a wanted entry for each with an address only; the keys by their names.

    Limits: 20 million characters for an object.

    Raises:
        UnreadableFileError: there is no such object, or the file is no JSON.
    """
    return read_entries(_numbered(file, options), path, options)


def _numbered(file: BinaryIO, options: ReadOptions) -> Iterator[Numbered]:
    for number, entry in enumerate(objects_in(file, options), start=1):
        yield f"entry {number:,}", entry
