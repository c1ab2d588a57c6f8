"""The pages of an EPUB book: a cover of words, and an article with its marks on each."""

from collections.abc import Iterator, Sequence

from reader.articles.addresses import web_address
from reader.exporting.colors import COLORS
from reader.exporting.marked_text import Placed, paragraphs, placed, rendered
from reader.exporting.safe_text import language_code, safe, safe_line
from reader.exporting.values import About, ExportedArticle
from reader.exporting.words import counted, facts_of, long_day

STYLE = (
    "body{line-height:1.5;margin:0 5%}"
    "h1{font-size:1.6em;line-height:1.2;margin:1em 0 .3em}h2{font-size:1em;margin:1.6em 0 .4em}"
    "h1,h2,.facts{page-break-after:avoid;break-after:avoid;text-align:start}"
    ".facts,.absent,.small{color:#5f6972;font-size:.85em}"
    ".text p{margin:0 0 .8em;orphans:2;widows:2}"
    ".note{border-inline-start:.2em solid #2558c7;padding-inline-start:.8em;margin:1em 0}"
    ".cover{text-align:center;margin-top:30%}.cover h1{font-size:2em}"
    "ol.marks{list-style:none;padding:0}ol.marks li{margin:0 0 .7em;padding-inline-start:.8em}"
    + "".join(
        f"mark.{color},ol.marks li.{color}{{color:inherit}}"
        f"mark.{color}{{background-color:{COLORS[f'highlight.{color}'].light};color:#1c2024}}"
        f"ol.marks li.{color}{{border-inline-start:.25em solid {COLORS[f'highlight.{color}.line'].light}}}"
        for color in ("yellow", "green", "blue", "pink")
    )
)
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{spoken}>
<head>
<title>{title}</title>
<meta name="generator" content="Read Also"/>
{metas}<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
{body}</body>
</html>
"""


def chapter_name(place: int) -> str:
    return f"article-{place:05d}.xhtml"


def cover_page(about: About, articles: int) -> str:
    body = (
        f'<section class="cover" epub:type="titlepage">\n<h1 dir="auto">{safe_line(about.title)}</h1>\n'
        f"<p>{counted(articles, 'article', 'articles')}</p>\n"
        f'<p class="small">Put together on {long_day(about.made_at.date())} with Read Also</p>\n</section>\n'
    )
    return _page(about.title, body, "en")


def article_page(place: int, each: ExportedArticle, about: About) -> str:
    """The chapter at this place of the book. `section.text` holds the article's own words, and nothing else does."""
    whole = each.whole
    facts = [
        ("id", whole.id), ("source", whole.source), ("author", whole.author), ("published", whole.published),
        ("language", whole.language), ("url", whole.url), *(("tag", tag) for tag in each.tags),
    ]  # fmt: skip
    metas = "".join(f'<meta name="readalso:{key}" content="{safe_line(value)}"/>\n' for key, value in facts if value)
    return _page(whole.title, "".join(_body(place, each, about)), language_code(whole.language), metas)


def _page(title: str, body: str, language: str, metas: str = "") -> str:
    spoken = f' lang="{language}" xml:lang="{language}"' if language else ""
    return _PAGE.format(title=safe_line(title), spoken=spoken, metas=metas, body=body)


def _body(place: int, each: ExportedArticle, about: About) -> Iterator[str]:
    whole = each.whole
    marked = placed(whole.text, each.marks.highlights)
    yield f'<h1 dir="auto" id="a{place}">{safe_line(whole.title)}</h1>\n'
    yield f'<p class="facts" dir="auto">{" · ".join(_facts(each))}</p>\n'
    if each.tags:
        yield f'<p class="facts" dir="auto">Tags: {", ".join(map(safe_line, each.tags))}</p>\n'
    if each.note:
        lines = "<br/>".join(safe(each.note).split("\n"))
        yield f'<aside class="note"><h2>Note</h2><p dir="auto">{lines}</p></aside>\n'
    seen = set[int]()

    def highlight(index: int, words: str) -> str:
        anchor = "" if index in seen else f' id="h{index}"'
        seen.add(index)
        return f'<mark class="{marked[index].highlight.color}"{anchor}>{words}</mark>'

    text = "".join(
        f'<p dir="auto">{rendered(pieces, highlight=highlight)}</p>\n'
        for pieces in paragraphs(whole.text, marked=marked)
    )
    if text:
        yield f'<section class="text">\n{text}</section>\n'
    yield from _highlights(marked, seen)
    yield from _read_also(each, about)


def _facts(each: ExportedArticle) -> Iterator[str]:
    yield from map(safe_line, facts_of(each))
    if address := web_address(each.whole.url):
        yield f'<a href="{safe(address)}">{safe_line(address)}</a>'


def _highlights(marked: Sequence[Placed], seen: set[int]) -> Iterator[str]:
    if not marked:
        return
    yield '<section><h2>Highlights</h2>\n<ol class="marks">\n'
    for index, one in enumerate(marked):
        quote = f"“{safe_line(one.highlight.quote)}”"
        linked = f'<a href="#h{index}">{quote}</a>' if index in seen else quote
        note = f"<br/>{safe_line(one.highlight.note)}" if one.highlight.note else ""
        yield f'<li class="{one.highlight.color}" dir="auto">{linked}{note}</li>\n'
    yield "</ol>\n</section>\n"


def _read_also(each: ExportedArticle, about: About) -> Iterator[str]:
    if not each.whole.links:
        return
    yield "<section><h2>Read also</h2>\n<ul>\n"
    for link in each.whole.links:
        title, place = safe_line(link.title), about.members.get(link.target)
        inside = f'<a href="{chapter_name(place)}">{title}</a>' if place else f'<span class="absent">{title}</span>'
        yield f'<li dir="auto">{inside}</li>\n'
    yield "</ul>\n</section>\n"
