"""The table of formats to export to: what each is for, in a sentence.

What writes them is in `writing`: the window shows this table without loading that.
"""

from enum import StrEnum
from typing import NamedTuple


class FormatKey(StrEnum):
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    HTML = "html"
    EPUB = "epub"
    PDF = "pdf"
    CSV = "csv"
    RIS = "ris"
    CSL = "csl"
    OPML = "opml"
    ANNOTATIONS = "annotations"


class ExportFormat(NamedTuple):
    key: FormatKey
    name: str  # as it is shown
    suffix: str  # of its files; empty: a folder
    sentence: str  # what it is for, in words for the reader
    names: bool = False  # it shows who is named in the articles
    also: tuple[str, ...] = ()  # other suffixes that a reader may choose
    rounds: int = 1  # how often the articles are gone through


FORMATS = (
    ExportFormat(
        # a double-click on .readalso opens Read Also, on systems that go by names, too
        FormatKey.JSONL, "Complete (JSON Lines)", ".readalso",
        "Texts, versions, tags, notes, highlights, corrections: Read Also reads it back without loss.",
        also=(".jsonl",),
    ),
    ExportFormat(
        FormatKey.MARKDOWN, "Markdown", "",
        "A text file for each article, its facts, tags and notes at the top, for Obsidian and other note programs.",
    ),
    ExportFormat(
        FormatKey.HTML, "Dossier (HTML)", ".html",
        "One page with contents, articles, notes, sources and an index of names, to be read anywhere and passed on.",
        names=True,
    ),
    ExportFormat(FormatKey.EPUB, "EPUB book", ".epub", "A book for reading devices, an article a chapter."),
    ExportFormat(
        FormatKey.PDF, "PDF", ".pdf", "Pages to print: contents with page numbers, then the articles.",
        rounds=2,
    ),
    ExportFormat(
        FormatKey.CSV, "List (CSV)", ".csv", "A line for each article, without its text, for spreadsheets.",
    ),
    ExportFormat(
        FormatKey.RIS, "References (RIS)", ".ris", "For Zotero, EndNote, Citavi and others."
    ),
    ExportFormat(
        FormatKey.CSL, "References (CSL JSON)", ".json", "For Zotero, Pandoc and others."
    ),
    ExportFormat(
        FormatKey.OPML, "Sources (OPML)", ".opml", "The sources of the articles, for feed readers and outliners.",
    ),
    ExportFormat(
        FormatKey.ANNOTATIONS, "Highlights (Web Annotations)", ".jsonld",
        "Highlights, notes and tags in the form of the W3C, for programs that annotate.",
    ),
)  # fmt: skip
_BY_KEY = {row.key: row for row in FORMATS}


def format_named(key: str) -> ExportFormat:
    """The row of this key. Raises ValueError where there is none."""
    return _BY_KEY[FormatKey(key)]
