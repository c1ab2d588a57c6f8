"""An EPUB: one article per book, or one per chapter where the book is a collection of articles.

Collections are what Read Also exported, the newspapers that calibre makes, and the books of programs that save pages.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from reader.library.importers.dates import parse_date
from reader.library.importers.documents import MAX_TEXT, document_article, file_title, real_author, real_title
from reader.library.importers.draft import NO_OPTIONS, Flaw, ImportedArticle, ImportedItem, ReadOptions
from reader.library.importers.encoding import decode_text
from reader.library.importers.epub_own import is_own_article, own_article, own_paragraphs
from reader.library.importers.epub_package import Package, read_package
from reader.library.importers.file_facts import Facts
from reader.library.importers.html_text import paragraphs_of_html, parse_html
from reader.library.importers.letters import one_line
from reader.library.importers.unreadable import UnreadableFileError
from reader.library.importers.zip_members import Members

MAX_DOCUMENT = 20_000_000  # bytes of one document of a book
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
_EMPTY_TAG = re.compile(r"<(title|script|style|textarea|iframe|noscript|a|p|div|span|td|i|b|em|strong)(\s[^<>]*)?/>")
_OWN = "read also"
_SAVERS = re.compile(r"wallabag|instapaper|pocket|readability|omnivore|push to kindle|epub ?press|five ?filters", re.I)
_NEWS = re.compile(r"(?:^|/)(?:article|feed)_\d+(?:[/._]|$)", re.IGNORECASE)
_CONTENTS_OF_FEED = re.compile(r"(?:(?:^|/)feed_\d+/|^)index(?:_u\d+)?\.\w+$", re.IGNORECASE)
_NAVIGATION = frozenset(("next", "section menu", "main menu", "previous", ""))
_FEW = 2  # chapters with a headline and text, for a book to be a collection


class _Chapter(NamedTuple):
    name: str
    title: str
    paragraphs: list[str]
    page: HtmlElement | None = None  # only of our own: everything is marked there


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedItem]:
    """The book as one article, or the articles of a collection, each with its document's name as key.

    Raises:
        UnreadableFileError: it is damaged or locked, or there is no text in it.
    """
    with Members(data) as members:
        package = read_package(members)
        flaws: list[Flaw] = []
        chapters = list(_chapters(members, package, flaws))
    titled = [
        chapter
        for chapter in chapters
        if chapter.title and chapter.paragraphs and not _CONTENTS_OF_FEED.search(chapter.name)
    ]
    items: list[ImportedItem] = []
    if _is_own(package):
        pages = ((chapter.title, chapter.page) for chapter in chapters if chapter.page is not None)
        items += (own_article(path, title, page) for title, page in pages if is_own_article(page))
    elif _is_collection(package) and len(titled) >= _FEW:
        items += (_chapter_article(path, package, chapter) for chapter in titled)
    elif any(chapter.paragraphs for chapter in chapters) or not flaws:
        items.append(_book(path, package, chapters))
    else:
        raise UnreadableFileError(
            "No chapter of the book could be read.", remedy="It may be damaged: fetch or copy it again."
        )
    return [*items, *flaws]


def _chapters(members: Members, package: Package, flaws: list[Flaw]) -> Iterator[_Chapter]:
    """What can be read, in order; what cannot becomes a flaw."""
    is_own, length = _is_own(package), 0
    for name in package.documents:
        try:
            chapter = _chapter(name, _decode(members.read(name, MAX_DOCUMENT)), is_own=is_own)
        except UnreadableFileError as error:
            flaws.append(Flaw(where=name, reason=error.problem))
            continue
        length += sum(map(len, chapter.paragraphs))
        if length > MAX_TEXT:
            raise UnreadableFileError(
                f"The book is longer than {MAX_TEXT // 1_000_000} million characters, the limit for one file.",
                remedy="Divide it into its parts, and import those.",
            )
        yield chapter if chapter.title else chapter._replace(title=package.labels.get(name, ""))


def _decode(data: bytes) -> str:
    match = _DECLARED.search(data, 0, 400)
    text = decode_text(data, declared=match[1].decode("ascii").lower() if match else "")
    return _EMPTY_TAG.sub(r"<\1\2></\1>", text)  # allowed in XHTML; in HTML they swallow what follows


def _chapter(name: str, markup: str, *, is_own: bool) -> _Chapter:
    page = parse_html(markup)
    heading = next(iter(page.iter("h1", "h2")), None)
    title = "" if heading is None else one_line(heading.text_content())
    if is_own:
        return _Chapter(name, title, own_paragraphs(page), page)
    return _Chapter(name, title, [line for line in paragraphs_of_html(markup) if not _is_navigation(line)])


def _is_navigation(line: str) -> bool:
    """The line of links that calibre puts above and below each article of a newspaper."""
    return "|" in line and all(part.strip().lower() in _NAVIGATION for part in line.split("|"))


def _is_own(package: Package) -> bool:
    return package.meta("generator").lower().startswith(_OWN)


def _is_collection(package: Package) -> bool:
    if package.meta("calibre:publication_type").startswith("periodical"):
        return True
    makers = [
        package.meta("generator"),
        *package.all("publisher"),
        *package.all("creator"),
        *package.all("contributor"),
    ]
    return any(map(_SAVERS.search, makers)) or sum(map(bool, map(_NEWS.search, package.documents))) >= _FEW


def _chapter_article(path: Path, package: Package, chapter: _Chapter) -> ImportedArticle:
    book = _book_facts(package)
    facts = Facts(source=real_title(package.first("title")), published=book.published, language=book.language)
    return document_article(
        path, title=chapter.title, paragraphs=_without_title(chapter), facts=facts, key=chapter.name, several=True
    )


def _without_title(chapter: _Chapter) -> list[str]:
    """A site's name or a section may stand above the headline; what is below it is the text."""
    folded = chapter.title.casefold()
    for number, line in enumerate(chapter.paragraphs[:3]):
        if line.casefold() == folded:
            return [*chapter.paragraphs[:number], *chapter.paragraphs[number + 1 :]]
    return chapter.paragraphs


def _book(path: Path, package: Package, chapters: Sequence[_Chapter]) -> ImportedArticle:
    title = real_title(package.first("title")) or file_title(path)
    paragraphs = [line for chapter in chapters for line in chapter.paragraphs]
    addresses = [*package.all("source"), *package.all("identifier")]
    url = next((address for address in addresses if address.lower().startswith(("http://", "https://"))), "")
    return document_article(
        path, title=title, paragraphs=paragraphs, facts=_book_facts(package), url=url, related=False
    )


def _book_facts(package: Package) -> Facts:
    creators = [
        (real_author(text), element.get("{http://www.idpf.org/2007/opf}role", "aut"))
        for name, text, element in package.metadata
        if name == "creator"
    ]
    authors = [name for name, role in creators if name and role == "aut"] or [name for name, _ in creators if name]
    days = [
        (element.get("{http://www.idpf.org/2007/opf}event", ""), parse_date(text))
        for name, text, element in package.metadata
        if name == "date"
    ]
    stated = [day for event, day in days if day and event == "publication"]
    stated += [day for event, day in days if day and event not in ("modification", "conversion")]
    return Facts(
        source=package.first("publisher"),
        author=", ".join(dict.fromkeys(authors)),
        published=stated[0] if stated else None,
        language=package.first("language"),
    )
