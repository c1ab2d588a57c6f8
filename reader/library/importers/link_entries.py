"""Entries of other programs, with text or only with an address: titles, addresses and marks cut to a measure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from reader.articles.addresses import MAX_ADDRESS, url_key, web_address
from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.clean_text import clean_line, clean_text
from reader.library.importers.draft import (
    Flaw,
    ImportedArticle,
    ImportedHighlight,
    ImportedItem,
    ImportedMarks,
    WantedArticle,
)
from reader.library.importers.file_facts import MAX_TITLE, Facts, clean_marks, complete_draft, short_title, site_name
from reader.library.importers.unreadable import UnreadableFileError

MAX_TAG = 100  # characters of a tag; longer ones are sentences
MAX_TAGS = 100  # of one entry
MAX_NOTE = 100_000  # characters of a note, and of a quotation
MAX_HIGHLIGHTS = 10_000  # of one entry

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_NO_PAGES = frozenset((
    "javascript", "data", "file", "place", "about", "chrome", "chrome-extension", "moz-extension", "edge", "brave",
    "opera", "vivaldi", "view-source", "blob", "vbscript", "ftp", "mailto", "tel", "magnet",
))  # fmt: skip


def is_no_page(url: str) -> bool:
    """Whether an address is a script, a setting, a file or mail, by how it begins."""
    scheme = _SCHEME.match(url)
    return scheme is not None and scheme[1].lower() in _NO_PAGES


def wanted_entry(path: Path, *, where: str, url: str, title: str, marks: ImportedMarks) -> WantedArticle | Flaw:
    """The entry; a flaw where neither its address leads to a page nor its title tells what is meant.

    What other programs keep under addresses of their own, as mails that were sent to them, has its title only.
    """
    address = web_address(url)
    title = entry_title(title, url)
    if not address and (is_no_page(url) or url.lstrip()[:5].lower().startswith("http")):
        return Flaw(where=title or where, reason="Its address does not lead to a page on the web.")
    if not address and not any(map(str.isalnum, title)):
        return Flaw(where=where, reason="It has neither an address nor a title.")
    return WantedArticle(url=address, title=title, origin=str(path.absolute()), marks=marks)


def entry_title(title: str, url: str) -> str:
    """The title as one line of at most 300 characters; empty where it only repeats the address."""
    title = clean_line(title[:MAX_NOTE])
    key = url_key(title)
    if title == clean_line(url) or (key and key == url_key(url)):
        return ""
    return title if len(title) <= MAX_TITLE else short_title(title)


def exported_article(
    path: Path, *, title: str, paragraphs: Iterable[str], facts: Facts, url: str, key: str, marks: ImportedMarks
) -> ImportedArticle:
    """An article that an export has with its text. Name and folder of the export say nothing about it.

    Raises:
        UnreadableFileError: it has neither a title nor text.
    """
    title = entry_title(title, url)
    text = list(paragraphs)
    if title and text and clean_line(text[0]).casefold() == title.casefold():
        del text[0]  # many programs repeat it
    draft = complete_draft(
        path, title=title, text=join_paragraphs(text), facts=facts, url=url, key=key[:MAX_ADDRESS], several=True,
        marks=marks,
    )  # fmt: skip
    return replace(draft, published=facts.published, source=clean_line(facts.source) or site_name(url))


def article_or_entry(
    path: Path, *, where: str, title: str, paragraphs: Sequence[str], facts: Facts, url: str, key: str,
    marks: ImportedMarks,
) -> ImportedItem:  # fmt: skip
    """The article, or what is wanted where the export has no text; a flaw where neither tells what is meant.

    `key` is what the export calls it; where it has no name for it, its address is one.
    """
    if not paragraphs:
        return wanted_entry(path, where=where, url=url, title=title, marks=marks)
    try:
        return exported_article(
            path, title=title, paragraphs=paragraphs, facts=facts, url=url, key=key or url, marks=marks
        )
    except UnreadableFileError as error:
        return Flaw(where=where, reason=error.problem)


def marks_of(
    *, tags: Iterable[str] = (), read: bool | None = None, starred: bool = False, note: str = "",
    highlights: Iterable[ImportedHighlight] = (), saved_at: datetime | None = None,
) -> ImportedMarks:  # fmt: skip
    """The marks, cut to the measures above: tags without doubles in the spelling that came first."""
    names: dict[str, str] = {}
    for tag in tags:
        name = clean_line(tag[: MAX_TAG * 2])[:MAX_TAG].strip()
        if name and len(names) < MAX_TAGS:
            names.setdefault(name.casefold(), name)
    kept = [
        each._replace(quote=each.quote[:MAX_NOTE], note=each.note[:MAX_NOTE])
        for each, _ in zip(highlights, range(MAX_HIGHLIGHTS), strict=False)
    ]
    note = "\n".join(map(str.rstrip, clean_text(note[:MAX_NOTE]).strip().split("\n")))
    return clean_marks(ImportedMarks(tuple(names.values()), read, starred, note, tuple(kept), saved_at))


def folder_tags(folder: str, standard: Iterable[str]) -> tuple[str, ...]:
    """A folder as a tag; none for those that every user of the program has."""
    name = clean_line(folder)
    return () if not name or name.casefold() in standard else (name,)
