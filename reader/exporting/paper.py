"""Articles and contents as HTML for pages that are laid out by Qt: what its text documents know of HTML and CSS."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.exporting.colors import COLORS
from reader.exporting.marked_text import Placed, paragraphs, placed, rendered
from reader.exporting.safe_text import safe, safe_line
from reader.exporting.values import About, ExportedArticle
from reader.exporting.words import counted, facts_of, long_day

MUTED = COLORS["muted"].light
POINTS_PER_INCH, PIXELS_PER_INCH = 72, 96


def style() -> str:
    """The style sheet. Margins are in pixels of 96 to the inch: Qt knows no points there."""

    def dots(points: float) -> str:
        return f"{points * PIXELS_PER_INCH / POINTS_PER_INCH:.0f}px"

    def margins(above: float, below: float) -> str:
        return f"margin-top:{dots(above)};margin-bottom:{dots(below)}"

    return (
        f"p{{{margins(0, 6)};line-height:132%}}"
        f"p.title{{font-size:20pt;font-weight:600;line-height:115%;{margins(0, 5)}}}"
        f"p.meta{{color:{MUTED};font-size:9pt;{margins(0, 12)}}}"
        f"p.head{{font-size:9pt;font-weight:600;color:{MUTED};{margins(14, 3)}}}"
        f"p.small,li{{font-size:10pt;{margins(0, 3)}}}"
        f"span.muted{{color:{MUTED};font-size:9pt}}"
        f"ul{{{margins(0, 0)};margin-left:-{dots(14)}}}"
        f"td{{padding-bottom:{dots(5)};font-size:10.5pt}}"
    )


class Entry(NamedTuple):
    """A line of the contents."""

    title: str
    facts: str
    page: int


def article_html(each: ExportedArticle) -> str:
    """One article with its marks."""
    return "".join(_parts(each))


def contents_html(entries: Sequence[Entry], about: About) -> str:
    """The first pages."""
    rows = "".join(
        f'<tr><td width="92%">{safe_line(entry.title)}&nbsp; <span class="muted">{safe_line(entry.facts)}</span></td>'
        f'<td align="right" valign="top">{entry.page}</td></tr>'
        for entry in entries
    )
    made = f"{counted(len(entries), 'article', 'articles')} · put together on {long_day(about.made_at.date())}"
    return (
        f'<p class="title">{safe_line(about.title)}</p><p class="meta">{made} with Read Also</p>'
        f'<p class="head">Contents</p><table width="100%" cellspacing="0">{rows}</table>'
    )


def entry_of(each: ExportedArticle, page: int) -> Entry:
    return Entry(each.whole.title, " · ".join(facts_of(each, long=False)), page)


def _parts(each: ExportedArticle) -> Iterator[str]:
    whole, marked = each.whole, placed(each.whole.text, each.marks.highlights)
    yield f'<p class="title">{safe_line(whole.title)}</p>'
    facts = [*facts_of(each), whole.url, *(["bookmarked"] if each.marks.bookmarked_at else [])]
    tags = f"<br>Tags: {', '.join(map(safe_line, each.tags))}" if each.tags else ""
    yield f'<p class="meta">{" · ".join(safe_line(fact) for fact in facts if fact)}{tags}</p>'
    if each.note:
        yield f'<p class="head">Note</p>{_lines(each.note)}<p class="head">Text</p>'

    def highlight(index: int, words: str) -> str:
        color = COLORS[f"highlight.{marked[index].highlight.color}"].light
        return f'<span style="background-color:{color}">{words}</span>'

    for pieces in paragraphs(whole.text, marked=marked):
        yield f"<p>{rendered(pieces, highlight=highlight)}</p>"
    yield from _highlights(marked)
    if whole.links:
        yield '<p class="head">Read also</p><ul>'
        yield from (f"<li>{safe_line(link.title)}</li>" for link in whole.links)
        yield "</ul>"


def _highlights(marked: Sequence[Placed]) -> Iterator[str]:
    noted = [one.highlight for one in marked if one.highlight.note or one.span is None]
    if not noted:
        return
    yield '<p class="head">Notes to highlights</p>'
    for one in noted:
        color = COLORS[f"highlight.{one.color}"].light
        yield f'<p class="small"><span style="background-color:{color}">“{safe_line(one.quote)}”</span></p>'
        yield _lines(one.note) if one.note else ""


def _lines(note: str) -> str:
    return f'<p class="small">{"<br>".join(safe(note).splitlines())}</p>'
