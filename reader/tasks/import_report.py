"""The report of an import as a table that other programs open."""

import csv
from io import StringIO
from pathlib import Path

from reader.errors import ReaderError
from reader.files import write_atomically
from reader.library.imports import Imports

HEADS = ("file", "outcome", "articles", "reason")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # what begins so would be computed by a spreadsheet
BYTE_ORDER_MARK = "\ufeff"  # without it some spreadsheets take accents for something else


def write_report(number: int, path: Path, *, imports: Imports) -> int:
    """Write what came of each file of this import as CSV; how many lines.

    Raises:
        ReaderError: the file cannot be written.
    """
    text, lines = StringIO(newline=""), 0
    table = csv.writer(text)
    table.writerow(HEADS)
    for result in imports.results(number):
        table.writerow([_safe(result.path), result.outcome, result.articles, _safe(result.reason)])
        lines += 1
    try:
        write_atomically(path, BYTE_ORDER_MARK + text.getvalue())
    except OSError as error:
        raise ReaderError(
            f"The report could not be written to {path}: {error.strerror or error}.",
            remedy="Choose another folder, or make room on the disk.",
        ) from error
    return lines


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
