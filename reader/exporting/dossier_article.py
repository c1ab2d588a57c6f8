"""One article of a dossier: its text with names and highlights, the reader's note and tags, its "Read also" list."""

from collections.abc import Container, Iterator, Sequence

from reader.articles.addresses import web_address
from reader.articles.paragraphs import BLANK_LINE
from reader.exporting.dossier_parts import NameIndex, NamesOfArticle
from reader.exporting.marked_text import Placed, paragraphs, placed, rendered, title_pieces
from reader.exporting.safe_text import language_code, safe, safe_line, safe_part
from reader.exporting.values import About, ExportedArticle
from reader.exporting.words import facts_of
from reader.library.whole_articles import WholeLink

LONGEST_LEAD = 400  # characters; a longer first paragraph is no lead


def article_html(place: int, each: ExportedArticle, about: About, names: NameIndex) -> str:
    """The article at this place of the dossier. Whoever it names is noted in `names`."""
    marked = placed(each.whole.text, each.marks.highlights)
    words = _Words(place, each, marked, names.article(place))
    head, body = words.html()
    return "".join(
        (
            f'<article id="a{place}">\n<p class="meta">Article {place} of {len(about.members)}</p>\n',
            head,
            *_marks(place, each, about),
            body,
            *_highlights(place, marked, words.seen),
            *_read_also(each.whole.links, about),
            '<p class="up"><a href="#contents">Contents</a></p>\n</article>\n',
        )
    )


class _Words:
    """Writes headline and text of an article, and notes which highlights were seen in it. One thread."""

    def __init__(self, place: int, each: ExportedArticle, marked: Sequence[Placed], names: NamesOfArticle) -> None:
        self._place = place
        self._each = each
        self._marked = marked
        self._names = names
        language = language_code(each.whole.language)
        self._spoken = f' lang="{language}"' if language else ""
        self.seen = set[int]()

    def html(self) -> tuple[str, str]:
        """Headline, lead and facts; and the text."""
        each = self._each
        title = rendered(title_pieces(each.whole.title, each.mentions), name=self._title_name, escape=safe_part)
        found = [
            rendered(pieces, name=self._name, highlight=self._highlight)
            for pieces in paragraphs(each.whole.text, each.mentions, self._marked)
        ]
        lead = ""
        if len(found) > 1 and len(each.whole.text.partition(BLANK_LINE)[0]) <= LONGEST_LEAD:
            lead = f'<p class="lead" dir="auto"{self._spoken}>{found.pop(0)}</p>\n'
        text = "".join(f'<p dir="auto">{paragraph}</p>\n' for paragraph in found)
        head = f'<h2 dir="auto"{self._spoken}>{title}</h2>\n{lead}'
        facts = f'<p class="facts" dir="auto">{" · ".join(_facts(each))}</p>\n'
        return head + facts, f'<div class="text"{self._spoken}>\n{text}</div>\n' if text else ""

    def _name(self, index: int, words: str) -> str:
        return self._names.mention(index, self._each.mentions[index].entity, words)

    def _title_name(self, index: int, words: str) -> str:
        return self._names.mention(index, self._each.mentions[index].entity, words, linked=False)

    def _highlight(self, index: int, words: str) -> str:
        anchor = "" if index in self.seen else f' id="h{self._place}-{index}"'
        self.seen.add(index)
        return f'<mark class="h {self._marked[index].highlight.color}"{anchor}>{words}</mark>'


def _marks(place: int, each: ExportedArticle, about: About) -> Iterator[str]:
    if each.tags:
        yield f'<ul class="tags" aria-label="Tags">{"".join(_tag(tag, about) for tag in each.tags)}</ul>\n'
    if each.note:
        yield f'<aside class="note" id="note{place}"><h3>Note</h3><p dir="auto">{safe(each.note)}</p></aside>\n'


def _facts(each: ExportedArticle) -> Iterator[str]:
    yield from (f"<span>{safe_line(fact)}</span>" for fact in facts_of(each))
    if address := web_address(each.whole.url):
        yield f'<a href="{safe(address)}" rel="noreferrer noopener">{safe_line(address)}</a>'
    if each.marks.bookmarked_at:
        yield '<span class="star">★ bookmarked</span>'


def _tag(tag: str, about: About) -> str:
    return f'<li dir="auto" class="{safe_line(about.tag_colors.get(tag, "plain"))}">{safe_line(tag)}</li>'


def _highlights(place: int, marked: Sequence[Placed], seen: Container[int]) -> Iterator[str]:
    if not marked:
        return
    yield f'<section class="below" id="marks{place}"><h3>Highlights</h3><ol class="marks">\n'
    for index, one in enumerate(marked):
        quote = f'<q dir="auto">{safe_line(one.highlight.quote)}</q>'
        linked = f'<a href="#h{place}-{index}">{quote}</a>' if index in seen else quote
        note = f'<p dir="auto">{safe(one.highlight.note)}</p>' if one.highlight.note else ""
        yield f'<li class="h {one.highlight.color}">{linked}{note}</li>\n'
    yield "</ol></section>\n"


def _read_also(links: Sequence[WholeLink], about: About) -> Iterator[str]:
    if not links:
        return
    yield '<nav class="below" aria-label="Read also"><h3>Read also</h3><ul class="also">\n'
    for link in links:
        title, place = safe_line(link.title), about.members.get(link.target)
        if place is not None and link.target:
            yield f'<li dir="auto"><a href="#a{place}">{title}</a></li>\n'
        else:
            yield f'<li class="absent" dir="auto">{title} <small>not in this file</small></li>\n'
    yield "</ul></nav>\n"
