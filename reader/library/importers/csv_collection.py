"""Any table with articles in it, one in each row."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reader.library.importers.collection import read_entries
from reader.library.importers.draft import NO_OPTIONS, ImportedItem, ReadOptions
from reader.library.importers.table_entries import numbered_rows


def read_open(file: BinaryIO, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Iterator[ImportedItem]:
    """An article for each row with text, a wanted entry for each with an address only; the columns by their names.

    Where the first row holds no names, it is a row as the others, and columns are told by what is in them.

    Raises:
        UnreadableFileError: there is no such row, or the file is no text.
    """
    return read_entries(numbered_rows(file, options), path, options)
