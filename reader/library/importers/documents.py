"""What word processors' documents, PDFs, books and mails have in common: titles that are none, facts at the top."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.dates import date_in_file_name
from reader.library.importers.draft import NO_MARKS, ImportedArticle, ImportedMarks
from reader.library.importers.file_facts import MAX_TITLE, Facts, complete_draft, fact_in_line, short_title
from reader.library.importers.layout import BULLET
from reader.library.importers.letters import one_line, plain_letters
from reader.library.importers.read_also_list import find_read_also
from reader.library.importers.unreadable import UnreadableFileError

MAX_TEXT = 20_000_000  # characters of one article; the longest novels have three million
MAX_PARAGRAPHS = 500_000  # the longest novels have some ten thousand
_FACT_LINES = 4  # below a headline: author, source, date, and one to spare

_PROGRAM_PREFIX = re.compile(r"(?:microsoft (?:word|powerpoint|office word)|powerpoint presentation) - ", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\S.{0,200}\.(?:docx?|dotx?|docm|rtf|odt|pdf|indd|qxd|qxp|tex|dvi|pages|wpd|pub|html?|xhtml|txt|pptx?|eml|ps|cdr)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:untitled|unknown|unnamed|no title|title|document|dokument|documento|docum[ée]nt|unbenannt|ohne titel|"
    r"sans titre|sin titulo|senza titolo|sem titulo|naamloos|namnlos|bez nazvy|bez tytulu|без названия|документ|"
    r"無題|无标题|無標題|文档|文書|제목 없음|layout|slide|print|page|pdf|about:blank|newsletter template|\(anonymous\)|"
    r"\(unspecified\)|(?:документ|document|dokument|documento)? ?microsoft word|<[^>]*>|[\W_]*)"
    r"[\s_-]*(?:document|\d{1,3})?",
    re.IGNORECASE,
)  # fmt: skip
_ADDRESS = re.compile(r"(?:https?|file):/\S+", re.IGNORECASE)
_NO_AUTHOR = re.compile(
    r"(?:microsoft office user|windows user|office user|user\d*|admin(?:istrator)?|owner|unknown|anonymous|author|"
    r"python-docx|benutzer|utilisateur|usuario|пользователь|root|default|calibre \(.*|libreoffice.*)",
    re.IGNORECASE,
)  # fmt: skip


def real_title(stated: str) -> str:
    """The title that a document states about itself; empty for what its program put there."""
    title = _PROGRAM_PREFIX.sub("", one_line(stated))
    if len(title) > MAX_TITLE:  # odd, but meant; and the expressions below are made for lines
        return title
    if _FILE_NAME.fullmatch(title) or _ADDRESS.fullmatch(title):
        return ""
    return "" if _NO_TITLE.fullmatch(plain_letters(title)) or _NO_TITLE.fullmatch(title) else title


def real_author(stated: str) -> str:
    name = one_line(stated)
    return "" if len(name) > MAX_TITLE or _NO_AUTHOR.fullmatch(name) else name


def document_article(
    path: Path,
    *,
    title: str,
    paragraphs: Sequence[str],
    facts: Facts,
    saved: date | None = None,
    url: str = "",
    key: str = "",
    several: bool = False,
    marks: ImportedMarks = NO_MARKS,
    related: bool = True,
) -> ImportedArticle:
    """An article from the paragraphs of a document; without a title, from its first one, or from the file's name.

    Lines below the headline that state author or date are taken out, and so is a "Read also" list unless `related` is
    false. `saved` is when the document was saved: of its dates the last that counts, behind one in the file's name.

    Raises:
        UnreadableFileError: there is nothing in it, or more than MAX_TEXT.
    """
    lines = [line for line in map(one_line, paragraphs) if line]
    if sum(map(len, lines)) > MAX_TEXT:
        raise UnreadableFileError(
            f"The text is longer than {MAX_TEXT // 1_000_000} million characters, the limit for one article.",
            remedy="Divide it into its articles, and import those.",
        )
    title = one_line(title)
    if not title and lines:
        title = lines.pop(0) if len(lines[0]) <= MAX_TITLE else short_title(lines[0])
    elif lines and lines[0].casefold() == title.casefold():
        del lines[0]
    found, start = _facts_on_top(lines)
    lines = lines[start:]
    links: tuple[str, ...] = ()
    listed = find_read_also(lines) if related else None
    if listed:
        links = listed.titles
        del lines[listed.start : listed.end]
    merged = Facts(
        source=facts.source or found.source,
        author=facts.author or found.author,
        published=facts.published or found.published or date_in_file_name(path.name) or saved,
        language=facts.language,
    )
    text = join_paragraphs(lines)
    return complete_draft(
        path, title=title, text=text, facts=merged, links=links, url=url, key=key, several=several, marks=marks
    )


def _facts_on_top(lines: Sequence[str]) -> tuple[Facts, int]:
    """What the first lines state, and where the text begins; the first statement of a kind counts."""
    facts = Facts()
    for number, line in enumerate(lines[: _FACT_LINES + 1]):
        fact = fact_in_line(line) if number < _FACT_LINES else None
        if fact is None or BULLET.match(line):
            return facts, number
        stated = {name: value for name in ("source", "author", "published") if (value := getattr(fact, name))}
        if any(getattr(facts, name) for name in stated):
            return facts, number
        facts = replace(facts, **stated)
    return facts, len(lines)


def file_title(path: Path) -> str:
    """The file's name as a title: "the-long_winter" gives "The long winter"; empty for numbers."""
    name = one_line(re.sub(r"[-_]+", " ", path.stem))
    name = re.sub(r"^\d{4} ?\d\d ?\d\d ", "", name)
    if not any(letter.isalpha() for letter in name):
        return ""
    return name[0].upper() + name[1:]
