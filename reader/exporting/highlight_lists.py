"""Highlights by themselves: as a text to read, as a table, as annotations for other programs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import TextIOWrapper
from itertools import chain
from typing import BinaryIO, NamedTuple

from reader.exporting import annotations
from reader.exporting.cells import write_table
from reader.exporting.safe_text import clean
from reader.exporting.values import About, ExportedArticle

HEADS = ("quote", "note", "color", "article", "source", "published", "url", "made", "article id")


def write_markdown(articles: Iterable[ExportedArticle], file: BinaryIO, _about: About) -> None:
    """An article's title, then its passages as quotations, each with its note."""
    text = TextIOWrapper(file, "utf-8", newline="\n")
    for each in articles:
        facts = " · ".join(filter(None, (each.whole.source, each.whole.published or "", each.whole.url)))
        text.write(f"## {_line(each.whole.title)}\n\n" + (f"{_line(facts)}\n\n" if facts else ""))
        for one in each.marks.highlights:
            text.write("".join(f"> {line}\n" for line in clean(one.quote).split("\n")) + "\n")
            if one.note:
                text.write(f"{clean(one.note)}\n\n")
    text.detach()


def write_csv(articles: Iterable[ExportedArticle], file: BinaryIO, _about: About) -> None:
    """A line for each passage."""
    write_table(file, HEADS, ([clean(cell) for cell in row] for row in chain.from_iterable(map(_rows, articles))))


def _rows(each: ExportedArticle) -> Sequence[Sequence[str]]:
    whole = each.whole
    about = (whole.title, whole.source, whole.published or "", whole.url)
    return [(one.quote, one.note, str(one.color), *about, one.made_at, whole.id) for one in each.marks.highlights]


def _line(text: str) -> str:
    return " ".join(clean(text).split())


class HighlightFormat(NamedTuple):
    words: str
    write: Callable[[Iterable[ExportedArticle], BinaryIO, About], None]


HIGHLIGHT_FORMATS: Mapping[str, HighlightFormat] = {
    ".md": HighlightFormat("Markdown, to be read", write_markdown),
    ".csv": HighlightFormat("CSV table", write_csv),
    ".json": HighlightFormat("Web annotations (W3C JSON)", annotations.write),
}
"""By the suffix of the file."""
