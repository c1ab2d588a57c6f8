"""The rows of any table as entries by the names of their columns, whether the table has such names or not."""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from reader.articles.addresses import web_address
from reader.library.importers.collection_fields import ALIASES, Entry, folded_name
from reader.library.importers.csv_rows import Row, rows_of, unnamed_rows
from reader.library.importers.draft import Flaw, ReadOptions

_LONGEST_NAME = 60  # characters; what is longer is no name of a column
_KNOWN = frozenset(alias for aliases in ALIASES.values() for alias in aliases)


def numbered_rows(file: BinaryIO, options: ReadOptions) -> Iterator[tuple[str, Entry | Flaw]]:
    """The rows with the names of their columns in small letters; "column 1" and so on where the table has no names."""
    rows = unnamed_rows(file, options)
    first = next(rows, None)
    if not isinstance(first, list) or are_names(first):
        rows.close()
        for row in rows_of(file, options):
            if isinstance(row, Row):
                yield f"line {row.line:,}", row.cells
            else:
                yield row.where, row
        return
    for number, cells in enumerate(chain([first], rows), start=1):
        yield f"row {number:,}", cells if isinstance(cells, Flaw) else _by_place(cells)


def are_names(cells: list[str]) -> bool:
    """Whether these are the names of columns and not an article: short, different, no addresses, no numbers."""
    names = [cell.strip() for cell in cells]
    if any(folded_name(name) in _KNOWN for name in names if len(name) <= _LONGEST_NAME):
        return True
    filled = [name for name in names if name]
    is_short = all(len(name) <= _LONGEST_NAME and name[-1] not in ".!?" for name in filled)
    is_data = any(web_address(name) or name[0].isdigit() for name in filled)
    return is_short and len(set(filled)) == len(filled) and not is_data


def _by_place(cells: list[str]) -> Entry:
    return {f"column {number}": cell for number, cell in enumerate(cells, start=1)}
