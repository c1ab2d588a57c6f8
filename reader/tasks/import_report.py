"""The report of an import as a table that other programs open."""

from pathlib import Path

from reader.exporting.cells import save_table, table_text
from reader.library.imports import Imports

HEADS = ("file", "outcome", "articles", "reason")


def write_report(number: int, path: Path, *, imports: Imports) -> int:
    """Write what came of each file of this import as CSV; how many lines.

    Raises:
        ReaderError: the file cannot be written.
    """
    rows = [(one.path, one.outcome, one.articles, one.reason) for one in imports.results(number)]
    save_table(path, table_text(HEADS, rows), called="The report")
    return len(rows)
