"""What a web page says about its article in its head and its microdata: title, date, author, site, language."""

import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from reader.articles.addresses import web_address
from reader.library.importers.dates import parse_date
from reader.library.importers.file_facts import Facts, site_name
from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.letters import one_line

_MARKUP = re.compile(r"</?(?:p|br|div)\b[^<>]*>", re.IGNORECASE)
_MAX_DEPTH = 6  # of JSON-LD; an article is at the top, in a list or in @graph
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Review|ReportageNewsArticle|CreativeWork)$")
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " · ", " » ")
_MAX_SITE = 40  # characters of what may be cut off a title as the name of its site

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "publication_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "sailthru.date",
    "parsely-pub-date", "citation_publication_date", "citation_date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_journal_title")


def page_title(page: HtmlElement) -> str:
    """The headline: from JSON-LD, else og:title, else the first h1, else the title without the site's name."""
    ld, metas = _json_ld(page), _metas(page)
    site = _site(ld, metas)
    heading = next((text for text in map(_text, page.iter("h1")) if text), "")
    for title in (_ld_text(ld.get("headline")), _first(metas, _TITLES), heading):
        if title:
            return _without_site(title, site, heading)
    return _without_site(next(map(_text, page.iter("title")), ""), site, heading, cut_bar=True)


def page_url(page: HtmlElement) -> str:
    """The address a page says it has; empty where it says none, or one that leads nowhere on the web."""
    metas = _metas(page)
    addresses = [*_canonical(page), metas.get("og:url", ""), *page.xpath("//base/@href")]
    return next((url for url in (web_address(str(address)) for address in addresses) if url), "")


def page_body(page: HtmlElement) -> list[str]:
    """The paragraphs of the article as the page states it for machines; none if it does not."""
    body = _json_ld(page).get("articleBody")
    if not isinstance(body, str):
        return []
    if _MARKUP.search(body):
        return paragraphs_of_html(body)
    lines = body.replace("\r", "\n").split("\n")
    return [line for line in map(one_line, lines) if line]


def page_facts(page: HtmlElement, saved_from: str = "") -> Facts:
    """Date, author, site and language, as far as the page states them; nothing is guessed from footers and the like.

    `saved_from` is the address it is known to have been at.
    """
    ld, metas = _json_ld(page), _metas(page)
    dates = [_ld_text(ld.get("datePublished")), *(metas.get(name, "") for name in _DATES)]
    dates += [_stated(element) for element in page.xpath("//*[@itemprop='datePublished'] | //time")]
    authors = [_ld_names(ld.get("author")), *(metas.get(name, "") for name in _AUTHORS)]
    authors += map(_text, page.xpath("//*[@itemprop='author'] | //*[@rel='author']"))
    authors += map(_text, page.xpath("//*[contains(concat(' ', @class, ' '), ' byline ')]"))
    return Facts(
        source=_site(ld, metas) or _host(page, metas) or site_name(saved_from),
        author=next((name for name in map(_plain_author, authors) if name), ""),
        published=next((found for found in map(parse_date, dates) if found), None),
        language=_language(page, ld, metas),
    )


def _language(page: HtmlElement, ld: dict[str, object], metas: dict[str, str]) -> str:
    """As the page writes it, e.g. "de-AT"; what is said of the article alone comes first."""
    articles = list(page.iter("article"))
    stated = [element.get("lang") for element in articles if len(articles) == 1]
    stated += [_ld_text(ld.get("inLanguage")), page.get("lang"), page.get("xml:lang")]
    stated += page.xpath("//meta[translate(@http-equiv, 'CLT', 'clt') = 'content-language']/@content")
    return next((one_line(str(tag)) for tag in [*stated, metas.get("og:locale")] if tag and one_line(str(tag))), "")


def _json_ld(page: HtmlElement) -> dict[str, object]:
    """The first object of the page's JSON-LD that is an article; empty if there is none."""
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data: object = json.loads(script.text or "")
        except (ValueError, RecursionError):  # sites get it wrong, and the page says most of it elsewhere
            continue
        for item in _objects(data, _MAX_DEPTH):
            kinds = item.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and _ARTICLE_TYPE.search(kind):
                    return item
    return {}


def _objects(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth and isinstance(data, list):
        for item in data:
            yield from _objects(item, depth - 1)
    elif depth and isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity"):
            yield from _objects(data.get(key), depth - 1)


def _metas(page: HtmlElement) -> dict[str, str]:
    """Name or property, in small letters, to content; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = one_line(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _site(ld: dict[str, object], metas: dict[str, str]) -> str:
    return _first(metas, _SITES[:1]) or _ld_names(ld.get("publisher")) or _first(metas, _SITES[1:])


def _host(page: HtmlElement, metas: dict[str, str]) -> str:
    """The host a page was saved from, for one that does not say the name of its site."""
    addresses = [metas.get("og:url", ""), *_canonical(page)]
    return next((name for name in map(site_name, map(str, addresses)) if name), "")


def _canonical(page: HtmlElement) -> list[str]:
    return [str(address) for address in page.xpath("//link[@rel='canonical']/@href")]


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _ld_text(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _ld_names(value: object) -> str:
    """Names from a text, an object with a name, or a list of either."""
    items = value if isinstance(value, list) else [value]
    names = [_ld_text(item.get("name") if isinstance(item, dict) else item) for item in items]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _plain_author(name: str) -> str:
    """A name without "By"; empty for addresses of profiles and for what is too long to be names."""
    name = re.sub(r"^by\s+", "", one_line(name), flags=re.IGNORECASE)
    return "" if site_name(name) or len(name) > 120 else name


def _stated(element: HtmlElement) -> str:
    return one_line(element.get("datetime") or element.get("content") or "") or _text(element)


def _text(element: HtmlElement) -> str:
    return one_line(element.text_content())


def _without_site(title: str, site: str, heading: str, *, cut_bar: bool = False) -> str:
    """ "Ministers meet | The Daily" without the site's name; a bar alone suffices in the <title> of a page."""
    title = one_line(title)
    for separator in _SEPARATORS:
        head, found, tail = title.rpartition(separator)
        is_site = tail.casefold() == site.casefold() or head.casefold() == heading.casefold()
        if found and head and (is_site or (cut_bar and separator == " | " and len(tail) <= _MAX_SITE)):
            return head
    return title
