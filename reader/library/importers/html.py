"""A saved web page as an article: its main text without menus, with title, date, author and "Read also" list.

The page is parsed once, by lxml as HTML: no entities of its own are expanded, and nothing is loaded from anywhere.
"""

import logging
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types
from trafilatura import bare_extraction

from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.draft import NO_OPTIONS, ImportedArticle, ReadOptions
from reader.library.importers.file_facts import complete_draft
from reader.library.importers.html_facts import page_facts, page_title
from reader.library.importers.html_related import take_read_also
from reader.library.importers.html_text import BLOCKS, decode_html, parse_html, tree_paragraphs
from reader.library.importers.letters import one_line

_DROPPED = (
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "textarea",
    "iframe", "object", "svg", "math", "canvas", "audio", "video", "head",
)  # fmt: skip
_TRAFILATURA_BLOCKS = frozenset(("p", "head", "item", "quote", "code", "row", "list", "table"))
_ENOUGH = 0.6  # of a text found again as whole <p>s; less means that paragraphs were dropped or run together

for _talkative in ("trafilatura", "htmldate", "justext"):  # each odd page is a warning to them; ours says what matters
    logging.getLogger(_talkative).setLevel(logging.CRITICAL + 1)


def read(data: bytes, path: Path, *, options: ReadOptions = NO_OPTIONS) -> Sequence[ImportedArticle]:
    """The article in a saved page, always one.

    Raises:
        UnreadableFileError: the bytes are no text, or the page holds neither title nor text.
    """
    page = parse_html(decode_html(data))
    title, facts = page_title(page), page_facts(page)
    links = take_read_also(page)
    paragraphs = _main_text(page)
    if paragraphs and one_line(paragraphs[0]).casefold() == title.casefold():
        del paragraphs[0]
    return [complete_draft(path, title=title, text=join_paragraphs(paragraphs), facts=facts, links=links)]


def _main_text(page: HtmlElement) -> list[str]:
    """The paragraphs of the article: by trafilatura, more generously if much is missing, at last all of the body."""
    for dropped in list(page.iter(*_DROPPED)):
        if dropped.tag != "head":
            dropped.drop_tree()
    part, is_article = _article_part(page)
    written = {_letters(paragraph.text_content()) for paragraph in part.iter("p")}
    wanted = sum(map(len, written)) if is_article else 0
    best: list[str] = []
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
