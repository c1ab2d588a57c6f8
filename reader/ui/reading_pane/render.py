"""An opened article as a page: HTML that the text view only has to set, and where everything stands in it."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from reader.articles.article import Article, Span
from reader.articles.paragraphs import paragraph_spans, reading_minutes
from reader.entities.mention import LinkedMention
from reader.tasks.views import OpenedArticle
from reader.ui.dates import long_date
from reader.ui.theme import SIZES, Theme

LEAD_MOST = 400  # characters; a longer first paragraph is no lead and would be tiring in italics
PARAGRAPH_MOST = 6_000  # characters; a longer one is set in parts: laying out one paragraph cannot be interrupted
SEPARATOR = " · "
PART_MOST = 32  # characters of a part of the line about the article that is not broken
SAMPLE = 100_000  # characters from which the reading time of a longer text is estimated

# What would end a paragraph of the document, hide in it or stand for something else there. Each is replaced by
# exactly one character, so that positions stay what they were. All but U+FFFC are what Python calls not printable.
_NOT_TEXT = dict.fromkeys((*range(0xFDD0, 0xFDF0), 0xFFFC, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")
_CONTROLS = dict.fromkeys((*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x2029), " ")
_REPLACED = {**_NOT_TEXT, **_CONTROLS}
_NOT_IN_FAMILIES = {ord(character): None for character in "'\\<>&{}"}

# Any of these in a paragraph, and the order on screen may differ from the order in the text.
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


class Role(StrEnum):
    TITLE = "title"
    LEAD = "lead"
    META = "meta"
    BODY = "body"


class Block(NamedTuple):
    """One paragraph of the page. `start` is where in `Article.text` it, or else what follows it, begins."""

    role: Role
    text: str
    start: int = 0

    @property
    def of_text(self) -> bool:
        return self.role in (Role.LEAD, Role.BODY)


class Place(NamedTuple):
    """A part of one paragraph as Qt counts it: `start` and `end` are UTF-16 units within the page's block."""

    block: int
    start: int
    end: int


class Look(NamedTuple):
    """How the page is set. Lengths in pixels; fonts by name, the first that is installed is taken."""

    text_size: float
    points_per_pixel: float  # font sizes are set in points, because Qt keeps fractions of those only
    text_families: tuple[str, ...]
    interface_families: tuple[str, ...]
    text: str  # colours, "#rrggbb"
    muted: str

    @property
    def scale(self) -> float:
        return self.text_size / SIZES.text_size

    @property
    def line_height(self) -> int:
        """Of the body, in pixels: whole, so that lines stand on whole pixels."""
        return round(self.text_size * SIZES.line_height)

    @property
    def column(self) -> int:
        """The widest the text gets, in pixels: about 66 characters."""
        return round(SIZES.text_column * self.scale)


class Page(NamedTuple):
    """An article ready to be set: its paragraphs, the names in it and the look. Paragraph n is block n of the document.

    Threads: any; nothing in it changes.
    """

    blocks: tuple[Block, ...]
    mentions: tuple[LinkedMention, ...]  # those of the title first; the href of mention n is "entity:n"
    look: Look
    minutes: int

    @property
    def rule_under(self) -> int | None:
        """The block below which a thin line parts head and body."""
        return next((n for n, block in enumerate(self.blocks[:3]) if block.role is Role.META), None)

    @property
    def characters(self) -> int:
        """How long the text is."""
        return self.blocks[-1].start + len(self.blocks[-1].text)

    def html(self, first: int = 0, last: int | None = None) -> str:
        """The blocks from `first` up to, not including, `last`. Everything that came from the article is escaped."""
        end = len(self.blocks) if last is None else min(last, len(self.blocks))
        return _style(self.look) + "".join(self._block_html(number) for number in range(first, end))

    def places(self, span: Span) -> list[Place]:
        """Where characters of `Article.text` stand; more than one place if they run over paragraphs."""
        found = []
        number = max(0, bisect_right(self.blocks, span.start, key=lambda block: block.start) - 1)
        while number < len(self.blocks) and self.blocks[number].start < span.end:
            block = self.blocks[number]
            if block.of_text and (place := _place(number, block, span.start, span.end)):
                found.append(place)
            number += 1
        return found

    def title_place(self, span: Span) -> Place | None:
        """Where characters of `Article.title` stand; None if there are none."""
        return _place(0, self.blocks[0], span.start, span.end)

    def mention_places(self, index: int) -> list[Place]:
        """Where a mention stands, in title or text; none if what it stands in is not on the page."""
        mention = self.mentions[index]
        if not mention.in_title:
            return self.places(mention.span)
        place = self.title_place(mention.span)
        return [place] if place is not None else []

    def mentions_in(self, number: int) -> list[tuple[int, Place]]:
        """The mentions in one block, each with its index in `mentions`."""
        block = self.blocks[number]
        return [
            (index, place)
            for index in self._mention_indexes(number)
            if (place := _place(number, block, self.mentions[index].span.start, self.mentions[index].span.end))
        ]

    def _mention_indexes(self, number: int) -> range:
        block, end = self.blocks[number], self.blocks[number].start + len(self.blocks[number].text)
        of_text = bisect_left(self.mentions, True, key=lambda mention: not mention.in_title)  # where those of it begin
        if not block.of_text:
            return range(of_text if block.role is Role.TITLE else 0)
        first = bisect_left(self.mentions, block.start, of_text, key=lambda mention: mention.span.start)
        if first > of_text and self.mentions[first - 1].span.end > block.start:
            first -= 1  # a name that began in the paragraph before
        return range(first, bisect_left(self.mentions, end, of_text, key=lambda mention: mention.span.start))

    def _block_html(self, number: int) -> str:
        block, parts, cursor = self.blocks[number], [], 0
        if block.role is Role.META:
            direction = ' dir="rtl"' if is_right_to_left(self.blocks[0].text) else ""
            return f'<p class="{block.role}"{direction}>{_safe(_kept_together(block.text))}</p>'
        for index in self._mention_indexes(number):
            span = self.mentions[index].span
            start = max(cursor, span.start - block.start)
            end = min(len(block.text), span.end - block.start)
            if start < end:
                parts += [_safe(block.text[cursor:start]), f'<a href="entity:{index}">']
                parts += [_safe(block.text[start:end]), "</a>"]
                cursor = end
        parts.append(_safe(block.text[cursor:]))
        direction = ' dir="rtl"' if is_right_to_left(block.text) else ""
        return f'<p class="{block.role}"{direction}>{"".join(parts)}</p>'


def render(
    opened: OpenedArticle,
    *,
    theme: Theme,
    text_size: float = SIZES.text_size,
    text_families: Sequence[str] = ("serif",),
    interface_families: Sequence[str] = ("sans-serif",),
    points_per_pixel: float = 0.75,
) -> Page:
    """The page of an opened article: title, lead, one line about it, body. `text_size` is in pixels.

    The first paragraph is set as a lead only where more follows and it is not longer than `LEAD_MOST` characters.
    Which kinds of names are shown does not matter here: their grounds are painted, not set.
    """
    article = opened.article
    spans = list(paragraph_spans(article.text))
    minutes = _minutes(article.text) if spans else 0
    blocks = [Block(Role.TITLE, article.title)]
    if len(spans) > 1 and spans[0].end - spans[0].start <= LEAD_MOST:
        blocks.append(Block(Role.LEAD, article.text[spans[0].start : spans[0].end], spans[0].start))
    body_from = len(blocks) - 1
    meta = meta_line(article, minutes)
    if meta:
        blocks.append(Block(Role.META, meta, spans[body_from].start if spans[body_from:] else len(article.text)))
    for span in spans[body_from:]:
        for start, end in _parts(article.text, span):
            blocks.append(Block(Role.BODY, article.text[start:end], start))
    look = Look(
        text_size=text_size,
        points_per_pixel=points_per_pixel,
        text_families=tuple(text_families),
        interface_families=tuple(interface_families),
        text=theme.css("text"),
        muted=theme.css("muted"),
    )
    return Page(blocks=tuple(blocks), mentions=opened.mentions, look=look, minutes=minutes)


def meta_line(article: Article, minutes: int) -> str:
    """What is known about the article in one line; what is not known is left out."""
    parts = [
        article.source,
        f"by {article.author}" if article.author else "",
        long_date(article.published) if article.published else "",
        f"{minutes} min read" if minutes else "",
    ]
    return SEPARATOR.join(part for part in parts if part.strip())


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character of the text runs right to left (Unicode UAX #9, rule P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def has_right_to_left(text: str) -> bool:
    """Whether some of the text may run right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in set(text))


def utf16_units(text: str, characters: int) -> int:
    """How many UTF-16 units the first `characters` code points of the text take. Qt counts these, Python those."""
    if text.isascii():
        return characters
    return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2


def _minutes(text: str) -> int:
    if len(text) <= SAMPLE:
        return reading_minutes(text)
    return round(reading_minutes(text[:SAMPLE]) * len(text) / SAMPLE)


def _parts(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """A paragraph, or the parts of an overlong one, cut at spaces where it has some. Never an empty part."""
    start = span.start
    while span.end - start > PARAGRAPH_MOST:
        space = text.rfind(" ", start + 1, start + PARAGRAPH_MOST)
        end = space if space > 0 else start + PARAGRAPH_MOST
        yield start, end
        start = end + 1 if space > 0 else end
    if start < span.end:
        yield start, span.end


def _place(number: int, block: Block, start: int, end: int) -> Place | None:
    """The part of a span that lies in one block; None if none does."""
    start, end = max(0, start - block.start), min(len(block.text), end - block.start)
    if start >= end:
        return None
    return Place(number, utf16_units(block.text, start), utf16_units(block.text, end))


def _kept_together(meta: str) -> str:
    """The line about the article, broken between its parts only, unless a part is long; each part reads its own way."""
    parts = [
        part.replace(" ", "\N{NO-BREAK SPACE}") if len(part) <= PART_MOST else part for part in meta.split(SEPARATOR)
    ]
    if has_right_to_left(meta):
        parts = [f"\N{FIRST STRONG ISOLATE}{part}\N{POP DIRECTIONAL ISOLATE}" for part in parts]
    return SEPARATOR.join(parts)


def _safe(text: str) -> str:
    """Text as HTML: escaped, one character for one; line breaks inside a paragraph stay."""
    if not text.isprintable() or "\ufffc" in text:
        text = text.translate(_REPLACED)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br>").replace("\u2028", "<br>")


def _style(look: Look) -> str:
    """The style sheet of a page. Line heights are fixed, so that a fallback font does not push lines apart."""
    scale = look.scale

    def font(pixels: float) -> str:
        return f"font-size:{pixels * scale * look.points_per_pixel:.3f}pt;"

    def lines(pixels: float) -> str:
        return f"line-height:{round(pixels * scale)}px;-qt-line-height-type:fixed;"

    def margins(above: float, below: float) -> str:
        return f"margin:{round(above * scale)}px 0 {round(below * scale)}px 0;"

    return (
        "<style>"
        f"p{{white-space:pre-wrap;color:{look.text};font-family:{_families(look.text_families)};"
        f"{font(SIZES.text_size)}line-height:{look.line_height}px;-qt-line-height-type:fixed;{margins(0, 14)}}}"
        f"p.title{{font-weight:700;{font(SIZES.title_size)}{lines(38)}{margins(0, 10)}}}"
        f"p.lead{{font-style:italic;color:{look.muted};{font(SIZES.lead_size)}{lines(27)}{margins(0, 12)}}}"
        f"p.meta{{color:{look.muted};font-family:{_families(look.interface_families)};"
        f"{font(SIZES.small_text)}{lines(18)}{margins(0, 32)}}}"
        # Qt gives a link in a paragraph the size that paragraphs without a class have.
        f"a{{text-decoration:none;color:{look.text}}}p.title a{{{font(SIZES.title_size)}}}"
        f"p.lead a{{color:{look.muted};{font(SIZES.lead_size)}}}"
        "</style>"
    )


def _families(names: Sequence[str]) -> str:
    return ",".join(f"'{name.translate(_NOT_IN_FAMILIES)}'" for name in names) or "serif"
