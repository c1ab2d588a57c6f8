"""A dossier: articles in one HTML file that needs nothing else, to be read, printed and passed on.

Nothing in it runs or is loaded. Contents, articles, notes, sources, an index of names and fingerprints; every link
inside leads somewhere.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from reader.exporting.dossier_article import article_html
from reader.exporting.dossier_parts import NameIndex, Part, Prints, notes_part, sources_part
from reader.exporting.dossier_style import style
from reader.exporting.opml import Sources
from reader.exporting.safe_text import safe_line
from reader.exporting.values import About, ExportedArticle
from reader.exporting.words import counted, day_span, facts_of, short_day

IN_MEMORY = 32_000_000  # bytes of articles; more wait in a temporary file until the contents are known
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Read Also">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<div class="sheet">
"""


def write(articles: Iterable[ExportedArticle], file: BinaryIO, about: About) -> None:
    """Write the dossier. What comes before the articles is known only when all of them have gone by."""
    names, sources, prints = NameIndex(), Sources(), Prints()
    contents, noted = list[str](), list[str]()
    with SpooledTemporaryFile(max_size=IN_MEMORY) as waiting:
        for place, each in enumerate(articles, start=1):
            contents.append(_entry(place, each))
            if each.note or each.marks.highlights:
                noted.append(_noted(place, each))
            sources.add(each)
            prints.add(place, each)
            waiting.write(article_html(place, each, about, names).encode())
        parts = [part for part in (notes_part(noted), sources_part(sources), names.part(), prints.part()) if part.html]
        file.write(_HEAD.format(title=safe_line(about.title), style=style()).encode())
        file.write(_side(contents, about, parts).encode())
        file.write(f"<main>\n{_cover(len(contents), sources, about)}".encode())
        waiting.seek(0)
        copyfileobj(cast(BinaryIO, waiting), file)
    for part in parts:
        file.write(part.html.encode())
    file.write(b"</main>\n</div>\n</body>\n</html>\n")


def _side(contents: Sequence[str], about: About, parts: Sequence[Part]) -> str:
    """Beside the articles on a wide screen, above them on a narrow one, on the first pages on paper."""
    jumps = "".join(f'<a href="#{part.id}">{part.head}</a>' for part in parts)
    return (
        '<nav class="side" id="contents" aria-label="Contents">\n'
        f'<p class="name" dir="auto">{safe_line(about.title)}</p>\n'
        f'<p class="meta">{counted(len(contents), "article", "articles")}</p>\n<div class="jump">{jumps}</div>\n'
        f'<h3>Contents</h3>\n<ol class="contents">\n{"".join(contents)}</ol>\n</nav>\n'
    )


def _entry(place: int, each: ExportedArticle) -> str:
    facts = " · ".join(map(safe_line, facts_of(each, long=False))) or "undated"
    star = '<span class="star" title="bookmarked">★</span>' if each.marks.bookmarked_at else ""
    return (
        f'<li><a href="#a{place}"><span class="meta"><span dir="auto">{place} · {facts}</span>{star}</span>'
        f'<b dir="auto">{safe_line(each.whole.title)}</b></a></li>\n'
    )


def _noted(place: int, each: ExportedArticle) -> str:
    highlights = len(each.marks.highlights)
    what = ["a note"] if each.note else []
    what += [counted(highlights, "highlight", "highlights")] if highlights else []
    return (
        f'<li><a href="#{"note" if each.note else "marks"}{place}" dir="auto">{safe_line(each.whole.title)}</a>'
        f' <span class="meta">{" and ".join(what)}</span></li>\n'
    )


def _cover(articles: int, sources: Sources, about: About) -> str:
    found = sources.all()
    days = [date.fromisoformat(day) for source in found for day in (source.first, source.last) if day]
    facts = [
        counted(articles, "article", "articles"),
        counted(len(found), "source", "sources"),
        day_span(min(days, default=None), max(days, default=None)),
        f"put together on {short_day(about.made_at.date())} with Read Also",
    ]
    return (
        f'<header class="cover">\n<h1 dir="auto">{safe_line(about.title)}</h1>\n'
        f'<p class="meta">{" · ".join(filter(None, facts))}</p>\n</header>\n'
    )
