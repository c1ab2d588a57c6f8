"""The pages of an EPUB that Read Also wrote: the article's own words, and what the page's head says about it."""

from datetime import date
from pathlib import Path

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from reader.articles.paragraphs import join_paragraphs
from reader.library.importers.dates import parse_date
from reader.library.importers.draft import ImportedArticle, ImportedMarks
from reader.library.importers.file_facts import Facts, complete_draft
from reader.library.importers.html_text import BLOCKS, tree_paragraphs
from reader.library.importers.letters import one_line

_PREFIX = "readalso:"
_LINKS_HEADING = "read also"


def own_paragraphs(page: HtmlElement) -> list[str]:
    parts = page.xpath("//section[contains(concat(' ', @class, ' '), ' text ')]")
    return [line for part in parts for line in tree_paragraphs(part, BLOCKS)]


def is_own_article(page: HtmlElement) -> bool:
    """Not the cover, which says nothing of an article."""
    return bool(_said(page)) or bool(own_paragraphs(page))


def own_article(path: Path, title: str, page: HtmlElement) -> ImportedArticle:
    """Word for word as it was exported, so that it is known again."""
    said = _said(page)

    def first(name: str) -> str:
        return next(iter(said.get(name, ())), "")

    published: date | None = parse_date(first("published"))
    facts = Facts(source=first("source"), author=first("author"), published=published, language=first("language"))
    return complete_draft(
        path, title=title, text=join_paragraphs(own_paragraphs(page)), facts=facts, links=_links(page),
        url=first("url"), key=first("id"), several=True, marks=ImportedMarks(tags=tuple(said.get("tag", ()))),
    )  # fmt: skip


def _said(page: HtmlElement) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = str(meta.get("name") or "")
        if name.startswith(_PREFIX):
            said.setdefault(name.removeprefix(_PREFIX), []).append(str(meta.get("content") or ""))
    return said


def _links(page: HtmlElement) -> tuple[str, ...]:
    for heading in page.iter("h2"):
        following = heading.getnext()
        if one_line(heading.text_content()).casefold() == _LINKS_HEADING and following is not None:
            return tuple(one_line(item.text_content()) for item in following.iter("li"))
    return ()
