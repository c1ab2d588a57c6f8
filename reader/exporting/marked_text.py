"""A text with its names and highlights, divided into pieces that are each in one of them, or in none."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from reader.articles.anchoring import find_anchor
from reader.articles.article import Span
from reader.articles.paragraphs import paragraph_spans
from reader.entities.mention import LinkedMention
from reader.exporting.safe_text import safe
from reader.userdata.annotation import Highlight

NONE = -1


class Piece(NamedTuple):
    """A part of a paragraph. `mention` and `highlight` are places in the lists that were given; NONE: in none."""

    text: str
    mention: int = NONE
    highlight: int = NONE


class Placed(NamedTuple):
    """A highlight and where it stands; None: its words are gone from the text."""

    highlight: Highlight
    span: Span | None


class Range(NamedTuple):
    """Characters `start` to `end`, in a name or a highlight."""

    start: int
    end: int
    which: int  # its place in the list of names or highlights


def placed(text: str, highlights: Sequence[Highlight]) -> list[Placed]:
    """The highlights in the order of the text; those that are not found in it come last."""
    found = [Placed(one, find_anchor(text, one.quote, one.prefix, one.suffix, one.start)) for one in highlights]
    return sorted(found, key=lambda one: (one.span is None, one.span.start if one.span else one.highlight.start))


def paragraphs(
    text: str, mentions: Sequence[LinkedMention] = (), marked: Sequence[Placed] = ()
) -> Iterator[list[Piece]]:
    """The pieces of each paragraph. Where highlights overlap, the earlier one counts."""
    names = [Range(one.span.start, one.span.end, index) for index, one in enumerate(mentions) if not one.in_title]
    marks = _one_behind_the_other(marked)
    for paragraph in paragraph_spans(text):
        if text[paragraph.start : paragraph.end].strip():
            yield _pieces(text, paragraph, _reaching_into(names, paragraph), _reaching_into(marks, paragraph))


def title_pieces(title: str, mentions: Sequence[LinkedMention]) -> list[Piece]:
    """The pieces of the headline."""
    names = [Range(one.span.start, one.span.end, index) for index, one in enumerate(mentions) if one.in_title]
    return _pieces(title, Span(0, len(title)), names, [])


def rendered(
    pieces: Sequence[Piece],
    *,
    name: Callable[[int, str], str] = lambda _mention, words: words,
    highlight: Callable[[int, str], str] = lambda _highlight, words: words,
    escape: Callable[[str], str] = safe,
) -> str:
    """HTML of a paragraph: `name` and `highlight` put tags around words that are escaped already."""
    parts = []
    for index, group in groupby(pieces, key=lambda piece: piece.highlight):
        words = "".join(
            escape(piece.text) if piece.mention == NONE else name(piece.mention, escape(piece.text)) for piece in group
        )
        parts.append(words if index == NONE else highlight(index, words))
    return "".join(parts)


def _one_behind_the_other(marked: Sequence[Placed]) -> list[Range]:
    found, free = list[Range](), 0
    for index, one in enumerate(marked):
        if one.span is not None and one.span.end > free:
            found.append(Range(max(free, one.span.start), one.span.end, index))
            free = one.span.end
    return found


def _reaching_into(ranges: Sequence[Range], part: Span) -> Sequence[Range]:
    first = bisect_right(ranges, part.start, key=lambda one: one.start)
    last = bisect_left(ranges, part.end, key=lambda one: one.start)
    return ranges[max(0, first - 1) : last]


def _pieces(text: str, part: Span, names: Sequence[Range], marks: Sequence[Range]) -> list[Piece]:
    cuts = {part.start, part.end}
    cuts.update(cut for one in (*names, *marks) for cut in (one.start, one.end) if part.start < cut < part.end)
    return [Piece(text[start:end], _at(names, start), _at(marks, start)) for start, end in pairwise(sorted(cuts))]


def _at(ranges: Sequence[Range], place: int) -> int:
    """Which of these, which do not overlap, holds this place."""
    before = bisect_right(ranges, place, key=lambda one: one.start) - 1
    return ranges[before].which if before >= 0 and place < ranges[before].end else NONE
