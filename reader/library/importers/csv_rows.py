"""Tables as text: rows by the names of their columns, whatever the separator, the quotes and the encoding are."""

import csv
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Protocol, Self, TextIO

from reader.library.importers.draft import NO_OPTIONS, Flaw, ReadOptions
from reader.library.importers.text_stream import open_text
from reader.library.importers.unreadable import UnreadableFileError

MAX_FIELD = 10_000_000  # characters of one cell: the longest novels have three million
MAX_COLUMNS = 1000
_SEPARATORS = ",;\t|"
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # above the names in tables made for Excel

csv.field_size_limit(MAX_FIELD)  # one number for the whole process; its usual 131,072 is less than a long article


class _Reader(Protocol):
    """What `csv.reader` makes."""

    line_num: int

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Row:
    line: int  # of the file, at which the row ends, counted from 1
    cells: Mapping[str, str]  # by the names of their columns in small letters

    def get(self, *columns: str) -> str:
        """The first of these cells that is filled, without white space around it; empty where none is."""
        for column in columns:
            cell = self.cells.get(column, "").strip()
            if cell:
                return cell
        return ""


def rows_of(file: BinaryIO | bytes, options: ReadOptions = NO_OPTIONS, *, needed: str = "") -> Iterator[Row | Flaw]:
    """The rows below the names of the columns, in bounded memory. A row with an endless cell is a flaw.

    Of two columns of one name the first that is filled counts. Empty rows are passed over. Rows that end before the
    column `needed` are joined with the next ones: some programs leave line breaks in cells without quotes.

    Raises:
        UnreadableFileError: this is no text, or has no row of names.
    """
    with open_text(_opened(file), options) as text:
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=_separator(text))
        names = [name.lower() for name in _header(reader)]
        found = _cells(reader, lines)
        least = names.index(needed) + 1 if needed in names else 0
        for line, cells in _mended(found, least, len(names)):
            yield cells if isinstance(cells, Flaw) else Row(line, _by_name(names, cells))


def unnamed_rows(file: BinaryIO | bytes, options: ReadOptions = NO_OPTIONS) -> Generator[list[str] | Flaw, None, None]:
    """All rows that are not empty, the first included, for tables without names of columns.

    Raises:
        UnreadableFileError: this is no text.
    """
    with open_text(_opened(file), options) as text:
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=_separator(text))
        for _, cells in _cells(reader, lines):
            yield cells


def columns_of(file: BinaryIO | bytes, options: ReadOptions = NO_OPTIONS) -> tuple[str, ...]:
    """The names of the columns as they are written. Raises UnreadableFileError as `rows_of` does."""
    with open_text(_opened(file), options) as text:
        return tuple(_header(csv.reader(_Lines(text), delimiter=_separator(text))))


def _opened(file: BinaryIO | bytes) -> BinaryIO:
    return BytesIO(file) if isinstance(file, bytes) else file


def _header(reader: Iterator[list[str]]) -> Sequence[str]:
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                return [cell.strip() for cell in cells[:MAX_COLUMNS]]
    except csv.Error:  # below
        pass
    raise UnreadableFileError(
        "The table has no row with the names of its columns.", remedy="Export it again, or add such a row at the top."
    )


def _cells(reader: "_Reader", lines: "_Lines") -> Iterator[tuple[int, list[str] | Flaw]]:
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            reason = f"A cell is longer than {MAX_FIELD:,} characters: a quotation mark may be missing."
            yield reader.line_num, Flaw(where=f"line {reader.line_num}", reason=reason)
            lines.leave_this()
            continue
        if any(map(str.strip, cells)):
            yield reader.line_num, cells


def _mended(
    rows: Iterator[tuple[int, list[str] | Flaw]], least: int, most: int
) -> Iterator[tuple[int, list[str] | Flaw]]:
    """The rows, those with fewer than `least` cells joined with what follows, if that makes no more than `most`."""
    begun: list[str] = []
    last = 0
    for line, cells in rows:
        if begun and not isinstance(cells, Flaw) and len(begun) + len(cells) - 1 <= most:
            cells = [*begun[:-1], f"{begun[-1]}\n{cells[0]}", *cells[1:]]
        elif begun:
            yield last, begun
        begun = []
        if isinstance(cells, Flaw) or len(cells) >= least or sum(map(len, cells)) > MAX_FIELD:
            yield line, cells
        else:
            begun, last = cells, line
    if begun:
        yield last, begun


def _by_name(names: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    row: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):  # rows are cut short, and have a separator too much
        if not row.get(name, "").strip():
            row[name] = cell
    return row


class _Lines:
    """The lines from where the text stands; one that never ends comes in pieces. One thread."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._ended = True  # the last line

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_FIELD)
        if not line:
            raise StopIteration
        self._ended = line.endswith(("\n", "\r"))
        return line

    def leave_this(self) -> None:
        """The rest of a line, of which only pieces came, comes no more."""
        while not self._ended:
            self._ended = next(self, "\n").endswith(("\n", "\r"))


def _separator(text: TextIO) -> str:
    """What separates the names of the columns; the text stands at their row afterwards."""
    start = text.tell()
    line = text.readline(MAX_FIELD)
    while line and not line.strip():
        start, line = text.tell(), text.readline(MAX_FIELD)
    stated = _SEPARATOR_LINE.fullmatch(line)
    if stated:
        return stated[1]
    text.seek(start)
    bare = _QUOTED.sub("", line)
    return max(_SEPARATORS, key=bare.count)
