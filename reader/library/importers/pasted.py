"""What was pasted as an article: text, or the HTML that a browser or an office program puts beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reader.articles.addresses import web_address
from reader.articles.paragraphs import join_paragraphs
from reader.library.importers import plain_text
from reader.library.importers.draft import ImportedArticle, ImportedItem, WantedArticle
from reader.library.importers.file_facts import Facts, complete_draft, site_name
from reader.library.importers.html_related import take_read_also
from reader.library.importers.html_text import parse_html, visible_paragraphs
from reader.library.importers.layout import ends_sentence
from reader.library.importers.letters import one_line
from reader.library.importers.unreadable import UnreadableFileError

ORIGIN = "pasted"
MAX_CHARACTERS = 20_000_000  # as of a file
_NOWHERE = Path("/pasted")  # in no folder that could be taken for a source
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)(?:<!--\s*EndFragment\s*-->|\Z)", re.DOTALL | re.IGNORECASE)
_HEADER = re.compile(r"Version:[\d.]+\s", re.IGNORECASE)  # Windows puts lines above the HTML
_SOURCE_LINE = re.compile(r"^SourceURL:(\S+)", re.MULTILINE | re.IGNORECASE)
_HEADER_CHARACTERS = 10_000
_ENOUGH = 0.5  # of the letters of the text: then the HTML is the same, and tells paragraphs apart
_LONGEST_HEADLINE = 200  # characters


def read_pasted(*, text: str, html: str = "") -> list[ImportedItem]:
    """An article, several where the text clearly holds several, or a wanted entry for an address alone.

    Raises:
        UnreadableFileError: there are no words in it, or more than 20 million characters.
    """
    if len(text) > MAX_CHARACTERS or len(html) > MAX_CHARACTERS:
        raise UnreadableFileError(
            f"What was pasted has more than {MAX_CHARACTERS // 1_000_000} million characters.",
            remedy="Save it as a file for each article, and import those.",
        )
    address = web_address(text.strip())
    if address:
        return [WantedArticle(url=address, origin=ORIGIN)]
    from_html = _from_html(html, text) if html.strip() else None
    if from_html is not None:
        return [from_html]
    if not _count_letters(text):
        raise UnreadableFileError(
            "There are no words to paste.", remedy="Copy the text of an article, and paste again."
        )
    items = plain_text.read(text.encode("utf-8", "replace"), _NOWHERE)
    return [replace(item, origin=ORIGIN) if isinstance(item, ImportedArticle) else item for item in items]


def _from_html(html: str, text: str) -> ImportedArticle | None:
    """The article in the HTML; None where the text has much that it has not."""
    url = ""
    if _HEADER.match(html):
        source = _SOURCE_LINE.search(html, 0, _HEADER_CHARACTERS)
        url = web_address(source[1]) if source else ""
        html = html[html.find("<") :] if "<" in html else ""
    fragment = _FRAGMENT.search(html)
    page = parse_html(fragment[1] if fragment else html)
    heading = next((words for words in (one_line(each.text_content()) for each in page.iter("h1")) if words), "")
    links = take_read_also(page)
    paragraphs = visible_paragraphs(page)
    letters = _count_letters("".join(paragraphs)) + _count_letters("".join(links))
    if not letters or letters < _count_letters(text) * _ENOUGH:
        return None
    title = heading or _headline(paragraphs)
    if title and paragraphs and title == paragraphs[0]:
        del paragraphs[0]
    draft = complete_draft(
        _NOWHERE,
        title=title,
        text=join_paragraphs(paragraphs),
        facts=Facts(source=site_name(url)),
        links=links,
        url=url,
    )
    return replace(draft, origin=ORIGIN)


def _headline(paragraphs: Sequence[str]) -> str:
    """The first paragraph, if it looks like a headline above others; else empty."""
    first = paragraphs[0] if len(paragraphs) > 1 else ""
    return first if len(first) <= _LONGEST_HEADLINE and not ends_sentence(first) else ""


def _count_letters(text: str) -> int:
    return sum(map(str.isalnum, text))
