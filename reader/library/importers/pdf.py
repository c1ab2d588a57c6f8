"""A PDF with a text layer as one article: title, paragraphs, and what it says about itself."""

import io
import logging
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import monotonic

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import StreamObject

from reader.library.importers.dates import make_date
from reader.library.importers.documents import document_article, file_title, real_author, real_title
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedItem, ReadOptions
from reader.library.importers.file_facts import MAX_TITLE, Facts
from reader.library.importers.letters import one_line
from reader.library.importers.pdf_layout import (
    big_heading,
    in_reading_order,
    paragraphs_of,
    without_browser_lines,
    without_running_lines,
)
from reader.library.importers.pdf_lines import Line, TooSlowError, page_lines
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.xml_parts import local_name, parse_xml, text_inside

MAX_PAGES = 2_000
MAX_SECONDS = 60  # a page takes a twentieth of a second; what takes longer was made to
_DATE = re.compile(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)")
_FEW_LETTERS = 0.3  # of all signs, in a layer of text whose letters mean nothing
_PROBLEMS = (  # what pypdf raises for files that are not as the standard says
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError,
    ArithmeticError, NotImplementedError, OSError, MemoryError, EOFError,
)  # fmt: skip

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # each odd page is a warning to it; ours says what matters


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedItem]:
    """The article in the PDF, and a flaw for each page that cannot be read.

    Limits: MAX_PAGES, and MAX_SECONDS of work.

    Raises:
        UnreadableFileError: it is damaged or protected, over a limit, or has pictures of text in place of text.
    """
    deadline = monotonic() + MAX_SECONDS
    reader = _open(data)
    pages, flaws = _read_pages(reader, deadline)
    pages, url = without_browser_lines(pages)
    lines = [line for page in without_running_lines(pages) for line in in_reading_order(page)]
    if not _has_words(lines):
        if flaws:
            raise UnreadableFileError("No page of the PDF could be read.", remedy=_DAMAGED_REMEDY)
        raise UnreadableFileError(
            "The PDF has no text in it, only pictures of pages.",
            remedy="Let a program for text recognition (OCR) add a text layer to it, and import that.",
        )
    title, facts, saved = _stated(reader)
    heading, start, end = big_heading(lines)
    if heading and len(heading) <= MAX_TITLE and (not title or title.casefold() == heading.casefold()):
        title, lines = heading, [*lines[:start], *lines[end:]]
    paragraphs = paragraphs_of(lines)
    if not title and paragraphs and len(paragraphs[0]) > MAX_TITLE:
        title = file_title(path)
    return [document_article(path, title=title, paragraphs=paragraphs, facts=facts, saved=saved, url=url), *flaws]


_DAMAGED_REMEDY = "It may be damaged or cut short: fetch it again, or open it in another program and print it as a PDF."


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFileError(
                "The PDF is protected by a password.",
                remedy="Open it with its password, print it as a new PDF, and import that.",
            )
        count = len(reader.pages)
    except DependencyError as error:
        raise UnreadableFileError(
            "The PDF is encrypted in a way Read Also cannot open.",
            remedy="Open it in another program, print it as a new PDF, and import that.",
        ) from error
    except _PROBLEMS as error:
        raise UnreadableFileError("The PDF could not be opened.", remedy=_DAMAGED_REMEDY) from error
    if count > MAX_PAGES:
        raise UnreadableFileError(
            f"The PDF has {count:,} pages; the limit is {MAX_PAGES:,}.",
            remedy="Divide it into its parts, and import those.",
        )
    return reader


def _read_pages(reader: PdfReader, deadline: float) -> tuple[list[list[Line]], list[Flaw]]:
    pages: list[list[Line]] = []
    flaws: list[Flaw] = []
    for number, page in enumerate(reader.pages, start=1):
        try:
            pages.append(page_lines(page, number, deadline))
        except TooSlowError as error:
            raise UnreadableFileError(
                f"Reading the PDF took longer than {MAX_SECONDS} seconds.",
                remedy="Divide it into its parts, or print it as a new PDF, and import that.",
            ) from error
        except (UnreadableFileError, *_PROBLEMS):
            flaws.append(Flaw(where=f"page {number}", reason="The page could not be read."))
    return pages, flaws


def _has_words(lines: Sequence[Line]) -> bool:
    signs = letters = 0
    for line in lines:
        signs += len(line.text)
        letters += sum(map(str.isalnum, line.text))
    return letters > signs * _FEW_LETTERS


def _stated(reader: PdfReader) -> tuple[str, Facts, date | None]:
    """Title, facts, and the day it was made; from its information, else from its XMP."""
    said: dict[str, str] = {}
    language = ""
    try:
        said = {str(key).lstrip("/"): one_line(str(value)) for key, value in (reader.metadata or {}).items()}
        root = reader.root_object
        language = one_line(str(root.get("/Lang", "")))
        if not real_title(said.get("Title", "")) or not said.get("Author"):
            metadata = root["/Metadata"].get_object()
            xmp = _xmp(metadata.get_data()) if isinstance(metadata, StreamObject) else {}
            said = {**xmp, **{name: text for name, text in said.items() if text}}
    except (UnreadableFileError, *_PROBLEMS):  # the text is worth having without it
        pass
    days = (_DATE.match(said.get(name, "")) for name in ("CreationDate", "ModDate"))
    dates = (make_date(int(day[1]), int(day[2]), int(day[3])) for day in days if day)
    facts = Facts(author=real_author(said.get("Author", "")), language=language)
    return real_title(said.get("Title", "")), facts, next((day for day in dates if day), None)


def _xmp(data: bytes) -> dict[str, str]:
    names = {"title": "Title", "creator": "Author", "CreateDate": "CreationDate"}
    said: dict[str, str] = {}
    for element in parse_xml(data).iter():
        name = names.get(local_name(element))
        if name and name not in said:
            said[name] = one_line(text_inside(element))
    return said
