"""Where the words of a query stand in a text, and the passage that shows why an article is a hit."""

import re
from collections.abc import Callable, Iterable, Sequence

from reader.articles.article import Span
from reader.articles.passage import Passage
from reader.search.hits import Hit, HitFinder
from reader.search.words import QueryTerm, is_run

_SPACE = re.compile(r"\s+")
_SENTENCE_START = re.compile(  # not after initials, U.S. and titles before a name
    r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Col|Sgt|Sen|Rep|Gov|Rev)\.)(?<!\bProf\.)"
    r"[\"'”’»)\]]*\s+|\n+|(?<=[。！？])"
)
_ELLIPSIS = "…"
_CONTEXT = 3  # this part of the passage stands before the first hit, where no sentence begins nearer


class Highlighter:
    """Marks the hits of one query. False when the query has no words to mark.

    Threads: any; two threads may at worst judge the same word twice.
    """

    def __init__(
        self, looked_for: Iterable[Sequence[QueryTerm]] = (), *, stem: Callable[[str, str], str] = lambda word, _: word
    ) -> None:
        """Each sequence is marked only where all its terms stand at their offsets.

        `stem` gives the stem of a word in a language, as the index does it; words with one stem have its
        `common_beginning`.
        """
        self._looked_for = [sequence for sequence in looked_for if sequence]
        self._stem = stem
        self._finders: dict[str, HitFinder] = {}  # of each language met

    def __bool__(self) -> bool:
        return bool(self._looked_for)

    def spans(self, text: str, language: str = "") -> tuple[Span, ...]:
        """All hits in an article of this language, in order; those that touch the same characters are one."""
        return tuple(Span(start, end) for start, end, _sequence in self._hits(text, language))

    def passage(self, text: str, width: int = 180, language: str = "") -> Passage:
        """The best passage of about `width` characters: most different hits close together; else the beginning."""
        hits = self._hits(text, language)
        first, last = _densest(hits, width) if hits else (0, 0)
        start, end = _window(text, first, last, width)
        return _folded(text, start, end, [(begin, stop) for begin, stop, _ in hits if start <= begin and stop <= end])

    def _hits(self, text: str, language: str) -> list[Hit]:
        if not self._looked_for:
            return []
        finder = self._finders.get(language)
        if finder is None:
            finder = self._finders[language] = HitFinder(self._looked_for, lambda word: self._stem(word, language))
        return _joined(finder.hits(text))


def _joined(hits: list[Hit]) -> list[Hit]:
    """Hits that overlap become one; the first one's sequence counts."""
    joined: list[Hit] = []
    for start, end, sequence in hits:
        if joined and start < joined[-1][1]:
            before = joined[-1]
            joined[-1] = (before[0], max(end, before[1]), before[2])
        else:
            joined.append((start, end, sequence))
    return joined


def _densest(hits: list[Hit], width: int) -> tuple[int, int]:
    """The stretch of text with the most different sequences, then the most hits; the earliest of equals."""
    best, best_stretch = (0, 0), hits[0][:2]
    inside: dict[int, int] = {}
    left = 0
    for right, (_start, end, sequence) in enumerate(hits):
        inside[sequence] = inside.get(sequence, 0) + 1
        while left < right and end - hits[left][0] > width:
            dropped = hits[left][2]
            inside[dropped] -= 1
            if not inside[dropped]:
                del inside[dropped]
            left += 1
        quality = (len(inside), min(right - left + 1, 2 * len(inside)))
        if quality > best:
            best, best_stretch = quality, (hits[left][0], end)
    return best_stretch


def _window(text: str, first: int, last: int, width: int) -> tuple[int, int]:
    """Where a passage around `first` to `last` begins and ends: at a sentence where one is near, else between words."""
    if len(text) <= width:
        return 0, len(text)
    room = max(0, width - (last - first))
    earliest = max(0, first - room // 2)  # a hit near the end of a passage may be cut off where it is shown
    start = 0 if earliest == 0 else -1
    if start < 0:
        start = max((m.end() for m in _SENTENCE_START.finditer(text, earliest, first)), default=-1)
    if start < 0:
        start = _between_words(text, max(earliest, first - width // _CONTEXT), first, forward=True)
    end = min(len(text), max(last, start + width))
    if end < len(text):
        end = _between_words(text, end, last, forward=False)
    return start, end


def _between_words(text: str, at: int, limit: int, *, forward: bool) -> int:
    """The nearest place to `at`, on the way to `limit`, that cuts no word. `limit` is one, unless it is 0."""
    for place in range(at, limit + 1) if forward else range(at, limit - 1, -1):
        if place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace():
            return place
        if is_run(text[place - 1]) and is_run(text[place]):
            return place
    return limit or at


def _folded(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> Passage:
    """The passage with all white space folded to single spaces, and its marks counted anew."""
    shown = text[start:end]
    start, end = end - len(shown.lstrip()), start + len(shown.rstrip())
    pieces = [_ELLIPSIS] if text[:start].strip() else []
    length = len(pieces)
    spans = []
    cursor = start
    for begin, stop in [*marks, (end, end)]:
        for piece, marked in ((text[cursor:begin], False), (text[begin:stop], True)):
            folded = _SPACE.sub(" ", piece)
            if marked and folded:
                spans.append(Span(length, length + len(folded)))
            pieces.append(folded)
            length += len(folded)
        cursor = stop
    if text[end:].strip():
        pieces.append(_ELLIPSIS)
    return Passage("".join(pieces), tuple(spans))
