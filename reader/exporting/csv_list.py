"""A list of articles as CSV, for spreadsheets: one line an article, without its text."""

from collections.abc import Iterable
from typing import BinaryIO

from reader.exporting.cells import write_table
from reader.exporting.values import About, ExportedArticle

COLUMNS = (
    "id", "title", "source", "author", "published", "url", "language", "tags", "bookmarked", "read", "words", "origin",
)  # fmt: skip
TAG_SEPARATOR = "; "


def write(articles: Iterable[ExportedArticle], file: BinaryIO, _about: About) -> None:
    """UTF-8 with the mark by which Excel knows it. Cells that would be formulas get an apostrophe, see `cells`."""
    write_table(file, COLUMNS, map(_row, articles))


def _row(each: ExportedArticle) -> tuple[str, ...]:
    whole, marks = each.whole, each.marks
    return (
        whole.id, whole.title, whole.source, whole.author, whole.published, whole.url, whole.language,
        TAG_SEPARATOR.join(each.tags), "yes" if marks.bookmarked_at else "no", "yes" if marks.read_at else "no",
        str(len(whole.text.split())), whole.origin,
    )  # fmt: skip
