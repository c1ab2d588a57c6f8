"""A saved web page as an article: its main text without menus, with title, date, author and "Read also" list.

The page is parsed once, by lxml as HTML: no entities of its own are expanded, and nothing is loaded from anywhere.
"""

import logging
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # the same
from trafilatura import bare_extraction

from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.draft import NO_MARKS, NO_OPTIONS, ImportedArticle, ReadOptions
from reader.library.importers.encoding import chosen_encoding, decode_text
from reader.library.importers.file_facts import complete_draft
from reader.library.importers.html_facts import page_body, page_facts, page_title, page_url
from reader.library.importers.html_related import take_read_also
from reader.library.importers.html_text import BLOCKS, decode_html, parse_html, tree_paragraphs
from reader.library.importers.letters import one_line
from reader.library.importers.single_file import SavedPage, saved_page

_DROPPED = (
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "textarea",
    "iframe", "object", "svg", "math", "canvas", "audio", "video", "head",
)  # fmt: skip
_TRAFILATURA_BLOCKS = frozenset(("p", "head", "item", "quote", "code", "row", "list", "table"))
_LONG_BODY = 400  # characters of the text that a page states beside itself
_FAR_MORE = 2  # times what was found on the page: then the page shows its beginning only, or hides it in scripts
_MOST_ELEMENTS = 30_000  # that are searched for the main text, in some three seconds; few pages have 5,000
_MOST_LEVELS = 600_000  # of all elements together: each is looked at with all those around it
_ENOUGH = 0.6  # of a text found again as whole <p>s; less means that paragraphs were dropped or run together

for _talkative in ("trafilatura", "htmldate", "justext"):  # each odd page is a warning to them; ours says what matters
    logging.getLogger(_talkative).setLevel(logging.CRITICAL + 1)


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedArticle]:
    """The article in a saved page, always one.

    Raises:
        UnreadableFileError: the bytes are no text, or the page holds neither title nor text.
    """
    forced = chosen_encoding(data, options)
    text = decode_text(data, forced=forced) if forced else decode_html(data)
    return [article_in(text, path, saved=saved_page(text))]


def article_in(text: str, path: Path, *, saved: SavedPage, title: str = "") -> ImportedArticle:
    """The article in a page; `title` serves where the page has none.

    Raises:
        UnreadableFileError: the page holds neither title nor text, or more than a million tags.
    """
    page = parse_html(text)
    headline, facts = page_title(page) or title, page_facts(page, saved.url)
    url, stated = saved.url or page_url(page), page_body(page)
    links = take_read_also(page)
    paragraphs = _main_text(page)
    if _length(stated) >= max(_LONG_BODY, _length(paragraphs) * _FAR_MORE):
        paragraphs = stated
    if paragraphs and one_line(paragraphs[0]).casefold() == headline.casefold():
        del paragraphs[0]
    marks = NO_MARKS._replace(saved_at=saved.saved_at) if saved.saved_at else NO_MARKS
    return complete_draft(
        path, title=headline, text=join_paragraphs(paragraphs), facts=facts, links=links, url=url, marks=marks
    )


def _main_text(page: HtmlElement) -> list[str]:
    """The paragraphs of the article: by trafilatura, more generously if much is missing, at last all of the body."""
    for dropped in list(page.iter(*_DROPPED)):
        if dropped.tag == "form" and _length([text.text_content() for text in dropped.iter("p")]) >= _LONG_BODY:
            dropped.drop_tag()  # some servers put whole pages into a form
        elif dropped.tag != "head":
            dropped.drop_tree()
    part, is_article = _article_part(page)
    written = {_letters(paragraph.text_content()) for paragraph in part.iter("p")}
    wanted = sum(map(len, written)) if is_article else 0
    best: list[str] = []
    if _is_laborious(page):
        return tree_paragraphs(part, BLOCKS)
    for recall in (False, True):
        found = bare_extraction(deepcopy(page), include_comments=False, favor_recall=recall, deduplicate=False)
        body = getattr(found, "body", None)
        best = max(best, tree_paragraphs(body, _TRAFILATURA_BLOCKS) if body is not None else [], key=_length)
        kept = sum(len(letters) for letters in map(_letters, best) if letters in written)
        if kept and kept >= max(wanted, _length(best)) * _ENOUGH:
            return best
    # Of a short page trafilatura makes a single paragraph, and of an odd one nothing. What it left out on a page
    # that does not mark its article is most likely not the article.
    everything = tree_paragraphs(part, BLOCKS)
    is_same_text = _length(everything) * _ENOUGH <= _length(best)
    return everything if is_article or is_same_text or not best else best


def _is_laborious(page: HtmlElement) -> bool:
    """Whether it would take many seconds to search this page for its main text."""
    elements = depth = levels = 0
    for event, _element in etree.iterwalk(page, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        elements, levels = elements + 1, levels + depth
        if elements > _MOST_ELEMENTS or levels > _MOST_LEVELS:
            return True
    return False


def _article_part(page: HtmlElement) -> tuple[HtmlElement, bool]:
    """The element that says it is the article, if there is exactly one; else the body, and False."""
    for name in ("article", "main"):
        parts = list(page.iter(name))
        if len(parts) == 1 and parts[0].text_content().strip():
            return parts[0], True
    body = page.find("body")
    return (page if body is None else body), False


def _letters(text: str) -> str:
    """Without white space, which extraction moves about."""
    return "".join(text.split())


def _length(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))
