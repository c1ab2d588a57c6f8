"""Where the words of a query stand in a text, and the passage that shows why an article is a hit."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.articles.article import Span
from reader.articles.passage import Passage
from reader.search.words import QueryTerm, fold, is_run, iter_words, pairs

_SPACE = re.compile(r"\s+")
_SENTENCE_START = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n+|(?<=[。！？])")
_ELLIPSIS = "…"
_CONTEXT = 3  # this part of the passage stands before the first hit, where no sentence begins nearer


@dataclass(frozen=True, slots=True)
class _Found:
    """What one word of a text matches: `terms` are numbers of what is looked for."""

    start: int  # characters into the word
    end: int
    place: int  # words or characters of a run into the word
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    places: int  # how many places the word takes in the text
    found: tuple[_Found, ...]


_PLAIN = _Verdict(1, ())


class _Verdicts(dict[str, _Verdict]):
    """What each word met so far matches: a text of 500 words has some 250 different ones, most of them seen before."""

    def __init__(self, judge: Callable[[str], _Verdict]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, word: str) -> _Verdict:
        verdict = self[word] = self._judge(word)
        return verdict


class Highlighter:
    """Marks the hits of one query. False when the query has no words to mark.

    Threads: any; two threads may at worst judge the same word twice.
    """

    def __init__(
        self, looked_for: Iterable[Sequence[QueryTerm]] = (), *, stem: Callable[[str], str] = lambda word: word
    ) -> None:
        """Each sequence is marked only where all its terms stand at their offsets; `stem` as the index does it."""
        self._stem = stem
        self._sequences: list[list[tuple[int, int]]] = []  # of each sequence, its terms: number, offset
        self._terms: list[QueryTerm] = []
        numbers: dict[tuple[str, bool, bool], int] = {}
        for sequence in looked_for:
            numbered = []
            for term in sequence:
                number = numbers.setdefault((term.text, term.prefix, term.pair), len(numbers))
                if number == len(self._terms):
                    self._terms.append(term)
                numbered.append((number, term.offset - sequence[0].offset))
            if numbered:
                self._sequences.append(numbered)
        self._stems = [term.text if term.pair or term.prefix else stem(term.text) for term in self._terms]
        self._verdicts = _Verdicts(self._judge)

    def __bool__(self) -> bool:
        return bool(self._sequences)

    def spans(self, text: str) -> tuple[Span, ...]:
        """All hits, in order; those that touch the same characters are one."""
        return tuple(Span(start, end) for start, end, _sequence in _joined(self._hits(text)))

    def passage(self, text: str, width: int = 180) -> Passage:
        """The best passage of about `width` characters: most different hits close together; else the beginning."""
        hits = _joined(self._hits(text))
        first, last = _densest(hits, width) if hits else (0, 0)
        start, end = _window(text, first, last, width)
        return _folded(text, start, end, [(begin, stop) for begin, stop, _ in hits if start <= begin and stop <= end])

    def _judge(self, word: str) -> _Verdict:
        """Which terms a word of a text matches."""
        if not is_run(word):
            folded = fold(word)
            terms = self._matching(folded, self._stem(folded), pair=False)
            return _Verdict(1, (_Found(0, len(word), 0, terms),)) if terms else _PLAIN
        found = []
        parts = pairs(word)
        for at, part in enumerate(parts):
            if terms := self._matching(part, part, pair=True):
                length = min(max(len(self._terms[term].text) for term in terms), len(part))
                whole = len(parts) != len(word)  # folding changed the number of characters: mark all of it
                found.append(_Found(0 if whole else at, len(word) if whole else at + length, at, terms))
        return _Verdict(len(parts), tuple(found))

    def _matching(self, folded: str, stem: str, *, pair: bool) -> tuple[int, ...]:
        return tuple(
            number
            for number, term in enumerate(self._terms)
            if term.pair == pair and (folded.startswith(term.text) if term.prefix else self._stems[number] == stem)
        )

    def _hits(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end and sequence of each hit."""
        if not self._sequences:
            return []
        met: dict[int, dict[int, tuple[int, int]]] = {}  # of each term, where it stands: place -> characters
        place = 0
        verdicts = self._verdicts
        for match in iter_words(text):
            verdict = verdicts[match[0]]
            if verdict is _PLAIN:  # nearly all of them
                place += 1
                continue
            if verdict.found:
                start = match.start()
                for found in verdict.found:
                    for term in found.terms:
                        met.setdefault(term, {})[place + found.place] = (start + found.start, start + found.end)
            place += verdict.places
        hits = []
        for number, sequence in enumerate(self._sequences):
            for place in met.get(sequence[0][0], ()):
                stand = [met.get(term, {}).get(place + offset) for term, offset in sequence]
                if all(stand):
                    hits += [(characters[0], characters[1], number) for characters in stand if characters is not None]
        return sorted(hits)


def _joined(hits: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Hits that overlap become one; the first one's sequence counts."""
    joined: list[tuple[int, int, int]] = []
    for start, end, sequence in hits:
        if joined and start < joined[-1][1]:
            before = joined[-1]
            joined[-1] = (before[0], max(end, before[1]), before[2])
        else:
            joined.append((start, end, sequence))
    return joined


def _densest(hits: list[tuple[int, int, int]], width: int) -> tuple[int, int]:
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
