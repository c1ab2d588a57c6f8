"""A reference to an article, as programs for citations keep it: an article if its abstract is there, else wanted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reader.library.importers.clean_text import clean_text
from reader.library.importers.dates import make_date, parse_date
from reader.library.importers.draft import Flaw, ImportedItem, ImportedMarks
from reader.library.importers.file_facts import Facts
from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.layout import paragraphs_in, split_lines
from reader.library.importers.link_entries import exported_article, wanted_entry
from reader.library.importers.unreadable import UnreadableFileError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    title: str
    texts: Sequence[str] = ()  # the abstract, and what follows it
    author: str = ""
    source: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""
    key: str = ""
    links: tuple[str, ...] = ()
    marks: ImportedMarks


def item_of(reference: Reference, path: Path, where: str) -> ImportedItem:
    """The article, or the wanted entry where there is no text; a flaw where there is nothing at all."""
    where = reference.title or where
    try:
        paragraphs = [paragraph for text in reference.texts for paragraph in _paragraphs(text)]
        if not paragraphs:
            return wanted_entry(path, where=where, url=reference.url, title=reference.title, marks=reference.marks)
        facts = Facts(
            source=reference.source, author=reference.author, published=reference.published,
            language=reference.language,
        )  # fmt: skip
        draft = exported_article(
            path, title=reference.title, paragraphs=paragraphs, facts=facts, url=reference.url,
            key=reference.key or reference.url, marks=reference.marks,
        )  # fmt: skip
    except UnreadableFileError as error:
        return Flaw(where=where, reason=error.problem)
    return replace(draft, links=reference.links)


def names_in_order(names: Iterable[str]) -> str:
    """ "Lee, Ann" and "Park, Jo" give "Ann Lee, Jo Park"."""
    parts = ([part.strip() for part in name.split(",")] for name in names)
    ordered = (f"{part[1]} {part[0]}" if len(part) == 2 else ", ".join(part) for part in parts)
    return ", ".join(dict.fromkeys(name.strip() for name in ordered if name.strip()))


def reference_date(*texts: str) -> date | None:
    """A day, from "2025/03/11/", "2025-03-11" and what else people write. A year alone is no day."""
    for text in texts:
        parts = text.strip().strip("/").replace("/", "-").split("-")
        if len(parts) >= 3 and all(part.strip().isdecimal() and len(part) < 5 for part in parts[:3]):
            found = make_date(int(parts[0]), int(parts[1]), int(parts[2]))
        else:
            found = parse_date(text)
        if found:
            return found
    return None


def _paragraphs(text: str) -> list[str]:
    if not any(map(str.isalnum, text)):
        return []
    if "</" in text or "<p>" in text.lower():  # abstracts come from web pages
        return paragraphs_of_html(text)
    return paragraphs_in(split_lines(clean_text(text)))
