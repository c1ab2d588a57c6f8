"""Where a passage stands in a text that may have changed since: found by its words and what is around them."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from reader.articles.article import Span

CONTEXT = 64  # characters before and behind a passage that are kept with it
SURE_CONTEXT = 32  # so many equal characters on one side tell a passage from others with the same words
LONG_QUOTE = 32  # characters; what is so long is the same passage, wherever it was moved to
LEAST_LIKENESS = 0.3  # of the surroundings of a short passage: "he said" is not the same wherever it stands
MOST_PLACES = 200  # looked at where a passage has the words of many; the nearest to where it was
LONGEST_LOOSE = 4_000  # characters of a passage whose words are looked for whatever stands between them
AROUND = 96  # characters in which the surroundings are looked for: a few words may have come between
GRAM = 3

_WORD = re.compile(r"\w+")


def anchor(text: str, span: Span) -> tuple[str, str, str]:
    """The words of a passage and up to CONTEXT characters before and behind it."""
    start, end = span.start, span.end
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def find_anchor(text: str, quote: str, prefix: str, suffix: str, start: int) -> Span | None:
    """The place of a passage in this text; None where it is gone.

    First its exact words are looked for, then the same words with other signs and spaces between them, then a passage
    that is nearly the same. Where there are several, what is around it decides, then the distance from `start`, where
    it stood last (-1: not known).
    """
    if not quote.strip():
        return None
    if start >= 0 and text.startswith(quote, start) and _stands_between(text, start, quote, prefix, suffix):
        return Span(start, start + len(quote))
    return (
        _exact(text, quote, prefix, suffix, start)
        or _loose(text, quote, prefix, suffix, start)
        or _near(text, quote, prefix, suffix, start)
    )


def likeness(text: str, span: Span, prefix: str, suffix: str) -> float:
    """How much of what stood around a passage stands around this place, 0 to 1; 1 where nothing is known."""
    before = text[max(0, span.start - AROUND) : span.start]
    behind = text[span.end : span.end + AROUND]
    wanted = [_grams(prefix), _grams(suffix)]
    total = sum(map(len, wanted))
    return (len(wanted[0] & _grams(before)) + len(wanted[1] & _grams(behind))) / total if total else 1.0


def is_meant(span: Span, alike: float) -> bool:
    """Whether a place with these words is the one: with surroundings that are as much alike, or in so many words."""
    return alike >= LEAST_LIKENESS or span.end - span.start >= LONG_QUOTE


def places(text: str, words: str, limit: int = MOST_PLACES, *, near: int = -1) -> list[int]:
    """Where these words begin; where there are more than `limit`, those nearest to `near`, in no order."""
    middle = max(0, near)
    found = list(islice(_places_from(text, words, middle), limit))
    before = list(islice(_places_before(text, words, middle), limit))
    return sorted(before + found, key=lambda at: abs(at - middle))[:limit]


def _exact(text: str, quote: str, prefix: str, suffix: str, start: int) -> Span | None:
    before, behind = prefix[-SURE_CONTEXT:], suffix[:SURE_CONTEXT]
    for left, right in ((prefix, suffix), (before, behind)):
        found = [at + len(left) for at in places(text, left + quote + right, near=start)]
        if found and (left or right):
            return _best(text, _spans(found, quote), prefix, suffix, start)
    found = [at + len(before) for at in places(text, before + quote, near=start)] if len(before) == SURE_CONTEXT else []
    found += places(text, quote + behind, near=start) if len(behind) == SURE_CONTEXT else []
    if not found:
        found = places(text, quote, near=start)
    return _best(text, _spans(found, quote), prefix, suffix, start)


def _loose(text: str, quote: str, prefix: str, suffix: str, start: int) -> Span | None:
    """The same words in any case, whatever signs stand between them: other quotation marks, dashes, line ends."""
    words = _WORD.findall(quote[: LONGEST_LOOSE + 1])
    if not words or len(quote) > LONGEST_LOOSE:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
    found = [Span(*match.span()) for _, match in zip(range(MOST_PLACES), pattern.finditer(text), strict=False)]
    return _best(text, found, prefix, suffix, start)


def _near(text: str, quote: str, prefix: str, suffix: str, start: int) -> Span | None:
    from reader.articles.near_passage import near_passage  # only where a passage was changed, which is rare

    return near_passage(text, quote, prefix, suffix, start)


def _best(text: str, found: Iterable[Span], prefix: str, suffix: str, start: int) -> Span | None:
    """The place with the surroundings that were wanted; None where a short passage has others everywhere."""
    best = max(
        ((likeness(text, span, prefix, suffix), -abs(span.start - max(0, start)), span) for span in found),
        key=lambda each: each[:2],
        default=None,
    )
    if best is None:
        return None
    alike, _, span = best
    return span if is_meant(span, alike) else None


def _stands_between(text: str, start: int, quote: str, prefix: str, suffix: str) -> bool:
    end = start + len(quote)
    return text[max(0, start - len(prefix)) : start] == prefix and text[end : end + len(suffix)] == suffix


def _spans(starts: Iterable[int], quote: str) -> list[Span]:
    return [Span(at, at + len(quote)) for at in starts]


def _places_from(text: str, words: str, first: int) -> Iterator[int]:
    at = text.find(words, first)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _places_before(text: str, words: str, last: int) -> Iterator[int]:
    at = text.rfind(words, 0, last + len(words) - 1)
    while at >= 0:
        yield at
        at = text.rfind(words, 0, at + len(words) - 1)


def _grams(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}
