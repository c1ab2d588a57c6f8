"""What every importer needs besides the text: source and date from the path, labelled lines, a title that fits."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from reader.articles.addresses import web_address
from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.clean_text import clean_line, clean_text
from reader.library.importers.dates import date_in_file_name, parse_date
from reader.library.importers.draft import NO_MARKS, ImportedArticle, ImportedMarks
from reader.library.importers.languages import language_of
from reader.library.importers.letters import one_line, plain_letters
from reader.library.importers.unreadable import UnreadableFileError

MAX_TITLE = 300  # characters; a longer first line is a paragraph that has no headline above it
_SHORT_TITLE = 120  # characters to which a paragraph is cut when it has to serve as title

_SENTENCE_END = re.compile(r"[.!?][\"”’»)]*(?=\s)|[。！？]")
_NO_NAME = re.compile(r"[\W\d_]*\w?[\W\d_]*")  # 2025-09, 000, a: shelves, not sources

_DATE_LABELS = frozenset(
    (
        "date", "published", "published on", "publication date", "posted", "posted on", "datum", "veröffentlicht",
        "publié", "publié le", "fecha", "data", "дата", "日期", "日付",
    )
)  # fmt: skip
_SOURCE_LABELS = frozenset(
    (
        "source", "publication", "publisher", "newspaper", "site", "website", "quelle", "fuente", "fonte", "bron",
        "источник", "来源", "來源", "出典",
    )
)  # fmt: skip
_AUTHOR_LABELS = frozenset(
    (
        "author", "authors", "by", "byline", "written by", "reporter", "autor", "autorin", "auteur", "autore", "von",
        "par", "por", "автор", "作者",
    )
)  # fmt: skip
_MAX_VALUE = 120  # characters of a labelled line's value; a longer one is prose
_BYLINE = re.compile(r"by\s+(?P<name>\S.{1,79})", re.IGNORECASE)
_SMALL_NAME_WORDS = frozenset(
    (
        "and", "de", "del", "della", "der", "di", "du", "la", "le", "of", "in", "for", "the", "van", "von", "al", "bin",
        "&", "y", "e", "und", "et",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a file says about its article; empty where it says nothing."""

    source: str = ""
    author: str = ""
    published: date | None = None
    language: str = ""  # as the file writes it


def complete_draft(
    path: Path,
    *,
    title: str,
    text: str,
    facts: Facts,
    links: tuple[str, ...] = (),
    url: str = "",
    key: str = "",
    several: bool = False,
    marks: ImportedMarks = NO_MARKS,
) -> ImportedArticle:
    """The draft, with date and source taken from the path, and the language from the text, where the file says nothing.

    A title too long to be one goes into the text as well, so that nothing is lost. Characters that do harm are taken
    out of everything; an address that is none is left out.

    Raises:
        UnreadableFileError: there is neither a headline nor text.
    """
    title, text = clean_line(title), clean_text(text)
    if len(title) > MAX_TITLE:
        text = text if text.startswith(title) else join_paragraphs((title, text)) if not text else f"{title}\n\n{text}"
        title = short_title(title)
    if not any(character.isalnum() for character in title + text):
        raise UnreadableFileError(
            "The file holds no headline and no text.", remedy="Check in another program that it was saved completely."
        )
    return ImportedArticle(
        title=title or short_title(text.partition("\n")[0]),
        text=text,
        source=clean_line(facts.source) or folder_source(path),
        author=clean_line(facts.author),
        published=facts.published or date_in_file_name(path.name),
        links=tuple(dict.fromkeys(link for link in map(clean_line, links) if link)),
        origin=str(path.absolute()),
        language=language_of(f"{title}\n{text}", facts.language),
        url=web_address(url) if url else "",
        key=clean_line(key) if key else "",
        several=several,
        marks=marks if marks is NO_MARKS else clean_marks(marks),
    )


def clean_marks(marks: ImportedMarks) -> ImportedMarks:
    """The same without characters that do harm, empty tags and highlights of nothing."""
    tags = dict.fromkeys(tag for tag in map(clean_line, marks.tags) if tag)
    highlights = (
        mark._replace(
            quote=clean_text(mark.quote), note=clean_text(mark.note), prefix=clean_text(mark.prefix),
            suffix=clean_text(mark.suffix),
        )
        for mark in marks.highlights
    )  # fmt: skip
    kept = tuple(mark for mark in highlights if mark.quote.strip())
    return marks._replace(tags=tuple(tags), note=clean_text(marks.note), highlights=kept)


def short_title(paragraph: str) -> str:
    """A title for text that has none: its first sentence, or as many of its words as fit."""
    paragraph = one_line(paragraph)
    sentence = _SENTENCE_END.search(paragraph, 1, MAX_TITLE)
    if sentence:
        return paragraph[: sentence.end()]
    if len(paragraph) <= _SHORT_TITLE:
        return paragraph
    cut = paragraph.rfind(" ", 1, _SHORT_TITLE)
    return paragraph[: cut if cut > 0 else _SHORT_TITLE].rstrip(" ,;:") + "…"


def folder_source(path: Path) -> str:
    """The folder's name as a source: "diplomacy-desk" gives "Diplomacy desk"; empty for numbers and single letters."""
    name = one_line(path.absolute().parent.name.replace("-", " ").replace("_", " "))
    if _NO_NAME.fullmatch(name):
        return ""
    return name[0].upper() + name[1:] if name == name.lower() else name


def site_name(address: str) -> str:
    """ "www.example.org/a/b" gives "example.org"; empty for what is no web address."""
    if not address.lower().startswith(("http://", "https://", "www.", "//")):
        return ""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # brackets that are no IPv6 address
        return ""
    return host.removeprefix("www.")


def fact_in_line(line: str) -> Facts | None:
    """What a line directly below the headline states, such as "Published: 8 September 2025" or "By Ann Lee"."""
    line = one_line(line.strip(" \t*_#"))
    if not 4 <= len(line) <= _MAX_VALUE:
        return None
    label, colon, value = line.replace("：", ":", 1).partition(":")
    value = value.strip(" *_")
    if colon and value:
        stated = _labelled_fact(label.strip(" *_").casefold(), value)
        if stated:
            return stated
    byline = _BYLINE.fullmatch(line)
    if byline and _is_name(byline["name"]):
        return Facts(author=byline["name"])
    published = parse_date(line)
    return Facts(published=published) if published else None


def _labelled_fact(label: str, value: str) -> Facts | None:
    if label in _DATE_LABELS:
        published = parse_date(value)
        return Facts(published=published) if published else None
    if label in _AUTHOR_LABELS:
        return Facts(author=value)
    if label in _SOURCE_LABELS and not site_name(value):  # an address stays in the text, where it can be copied
        return Facts(source=value)
    return None


def _is_name(text: str) -> bool:
    """Whether "By …" goes on with names, as a byline does, and not with prose."""
    words = [word.strip(",.()") for word in text.split()]
    named = [word for word in words if plain_letters(word) not in _SMALL_NAME_WORDS]
    is_sentence = text.endswith((".", "!", "?")) and len(words) > 4
    return 0 < len(named) <= 12 and not is_sentence and all(not word or not word[0].islower() for word in named)
