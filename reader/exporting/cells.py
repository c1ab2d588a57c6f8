"""Tables as CSV, whose cells a spreadsheet must not take for formulas.

A spreadsheet takes a cell that begins with = + - or @ for a formula. Such a cell is written with an apostrophe before
it, which is taken away when the file is read.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO

from reader.errors import ReaderError
from reader.files import write_bytes_atomically

ENCODING = "utf-8-sig"  # without the mark at the beginning some spreadsheets take accents for something else
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]|''")
_ESCAPED = re.compile(r"'['=+\-@\t\r\n＝＋－＠]")


def escaped(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """What `escaped` was given."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def table_text(heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """A small table as CSV; words that would be formulas are escaped, numbers are left as they are."""
    written = io.StringIO(newline="")
    _write(written, heads, rows)
    return written.getvalue()


def write_table(file: BinaryIO, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """The same row by row, however many there are, with the mark that spreadsheets know. The file stays open."""
    text = io.TextIOWrapper(file, ENCODING, newline="", write_through=False)
    _write(text, heads, rows)
    text.flush()
    text.detach()


def save_table(path: Path, table: str, *, called: str) -> None:
    """Write what `table_text` made, whole or not at all; `called` is what the reader knows it by: "The report".

    Raises:
        ReaderError: it cannot be written there.
    """
    try:
        write_bytes_atomically(path, table.encode(ENCODING))
    except OSError as error:
        raise ReaderError(
            f"{called} could not be written to {path}: {error.strerror or error}.",
            remedy="Choose a folder that can be written to and has room, and try again.",
        ) from error


def _write(file: TextIO, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    writer = csv.writer(file)  # ends lines as RFC 4180 wants it
    for row in chain([heads], rows):
        writer.writerow([escaped(cell) if isinstance(cell, str) else cell for cell in row])
