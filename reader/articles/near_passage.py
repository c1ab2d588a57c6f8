"""A passage that was changed itself: the place in a text whose words are nearly the same.

Pieces of the passage are looked for in the text; where several say that it must begin, it is compared with what stands
there. So a text of a megabyte takes some 50 ms, and the time does not grow with the length of the passage.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from reader.articles.anchoring import is_meant, likeness, places
from reader.articles.article import Span

LEAST_SIMILAR = 0.8  # as difflib counts; below, it is another passage
LEAST_SIMILAR_BETWEEN = 0.6  # where what stood before and behind it is the same
COMPARED = 800  # characters; of a longer passage beginning and end are looked for
PIECES = 40  # of the passage, looked for
PIECE = 8  # characters of one
MOST_COMPARED = 4  # places
LEAST_PIECES = 0.15  # of the pieces must stand there: of a passage that is similar enough far more do
FRAME = 24  # characters of what stood before and behind, for finding a passage between them

_WORD = re.compile(r"\w+|[^\w\s]")


def near_passage(text: str, quote: str, prefix: str, suffix: str, start: int) -> Span | None:
    """The place that is most similar; None where none is similar enough."""
    if len(quote) > 2 * COMPARED:
        return _by_its_ends(text, quote, prefix, suffix, start)
    found: list[tuple[float, float, Span]] = []
    for span in _framed(text, quote, prefix, suffix):
        if (similar := _similar(quote, text[span.start : span.end])) >= LEAST_SIMILAR_BETWEEN:
            found.append((1 + similar, 0.0, span))
    for at in _likely_starts(text, quote, start):
        fitted = _fitted(text, quote, at)
        if fitted and (similar := _similar(quote, text[fitted.start : fitted.end])) >= LEAST_SIMILAR:
            around = likeness(text, fitted, prefix, suffix)
            if is_meant(fitted, around):
                found.append((similar, around, fitted))
    best = max(found, key=lambda each: (each[0], each[1], -each[2].start), default=None)
    return best[2] if best else None


def _by_its_ends(text: str, quote: str, prefix: str, suffix: str, start: int) -> Span | None:
    from reader.articles.anchoring import CONTEXT, find_anchor  # each end is looked for as a passage of its own

    head, tail = quote[:COMPARED], quote[-COMPARED:]
    first = find_anchor(text, head, prefix, quote[COMPARED : COMPARED + CONTEXT], start)
    if first is None:
        return None
    expected = first.start + len(quote) - COMPARED
    last = find_anchor(text, tail, quote[-COMPARED - CONTEXT : -COMPARED], suffix, expected)
    if last is None or not LEAST_SIMILAR <= (last.end - first.start) / len(quote) <= 1 / LEAST_SIMILAR:
        return None
    return Span(first.start, last.end)


def _framed(text: str, quote: str, prefix: str, suffix: str) -> Iterator[Span]:
    """What stands between the old surroundings, if it has about the length."""
    before, behind = prefix[-FRAME:], suffix[:FRAME]
    if len(before) < FRAME or len(behind) < FRAME:
        return
    ends = sorted(places(text, behind, MOST_COMPARED * 4))
    for at in places(text, before, MOST_COMPARED * 4):
        begin = at + len(before)
        first = bisect_left(ends, begin + len(quote) // 2)
        for end in ends[first : bisect_right(ends, begin + len(quote) * 2)]:
            yield Span(begin, end)


def _likely_starts(text: str, quote: str, start: int) -> list[int]:
    """Where pieces of the passage say that it begins, the likeliest first."""
    size = max(2, min(PIECE, len(quote) // 4))
    last = len(quote) - size
    offsets = sorted({last * number // PIECES for number in range(PIECES + 1)})
    slack = max(size, len(quote) // 8)
    votes: Counter[int] = Counter()
    for offset in offsets:
        votes.update(
            {(at - offset) // slack for at in places(text, quote[offset : offset + size], 50, near=start + offset)}
        )
    # the edge between two ranges may run through the right place
    both = {each: votes[each] + votes[each + 1] for each in votes}
    likely = sorted(both, key=lambda each: (-both[each], abs(each * slack - start)))
    return [max(0, each * slack) for each in likely[:MOST_COMPARED] if both[each] >= LEAST_PIECES * len(offsets)]


def _fitted(text: str, quote: str, at: int) -> Span | None:
    """The part of the text near `at` that the passage has become, from its first to its last word that is known."""
    slack = max(PIECE, len(quote) // 4)
    begin = max(0, at - slack)
    window = text[begin : at + len(quote) + 2 * slack]
    ours, theirs = list(_WORD.finditer(quote)), list(_WORD.finditer(window))
    matcher = SequenceMatcher(None, [each[0] for each in ours], [each[0] for each in theirs])
    blocks = [each for each in matcher.get_matching_blocks() if each.size]
    if not blocks:
        return None
    # words before the first known one, and behind the last, were changed: as many of the text are taken instead
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(len(theirs), blocks[-1].b + len(ours) - blocks[-1].a) - 1
    return Span(begin + theirs[first].start(), begin + theirs[last].end())


def _similar(one: str, other: str) -> float:
    """By characters as difflib counts them, by whole words where that would take long."""
    if not one or not other:
        return 0.0
    if len(one) + len(other) <= COMPARED:
        return SequenceMatcher(None, one, other, autojunk=False).ratio()
    ours, theirs = _WORD.findall(one), _WORD.findall(other)
    blocks = SequenceMatcher(None, ours, theirs).get_matching_blocks()
    same = sum(len(word) for each in blocks for word in ours[each.a : each.a + each.size])
    return 2 * same / (sum(map(len, ours)) + sum(map(len, theirs)))
