"""Where the words of a query stand in texts of one language.

There are two ways with one answer. The plain way judges every word of a text. The quick way looks only at the stretches
between two spaces in which something can be: where the beginning of a word that is looked for stands as it is typed,
and where a word may be written in another way than it is compared (U.S., O'Brien, 1,000, Łódź).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.search.spelling import within_edits
from reader.search.words import QueryTerm, common_beginning, fold, is_run, iter_words, pairs

Hit = tuple[int, int, int]
"""Start and end in the text, and the number of the sequence it belongs to."""

_PLAIN_WORD = re.compile("[a-z0-9]+")
_JOINS = "',.\u2019"
_NEVER_IN_WORDS = "\u00a0\u00ab\u00bb\u2010-\u2018\u201a-\u2027\u20ac"  # no-break space, dashes, quotation marks, €
_ODD = re.compile("[',.](?=[a-z0-9])")  # in ASCII text
_ODD_NO_NUMBER = re.compile("['.](?=[a-z]|(?<=')[0-9])")  # the same where no number is looked for
_ODD_ANYWHERE = re.compile(f"[^\x00-&(-+\\-/-\x7f{_NEVER_IN_WORDS}](?:(?<![{_JOINS}])|(?=[^\\W_]))")
_MOST_ODD = 1 / 8  # of a text's characters; one with more of them is quicker judged word by word
_SHORT = 3  # letters; shorter beginnings stand inside of too many words


@dataclass(frozen=True, slots=True)
class _Found:
    """A part of a word, or of a stretch of text, that matches `terms`."""

    start: int  # characters into it
    end: int
    place: int  # words or characters of a run into it
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    places: int  # how many places the word or stretch takes in the text
    found: tuple[_Found, ...]


_PLAIN = _Verdict(1, ())


class _Verdicts(dict[str, _Verdict]):
    """What was judged so far: a text of 500 words has some 250 different ones, most of them seen before."""

    def __init__(self, judge: Callable[[str], _Verdict]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, piece: str) -> _Verdict:
        verdict = self[piece] = self._judge(piece)
        return verdict


class HitFinder:
    """Finds the hits of one query. Threads: any; two threads may at worst judge the same word twice."""

    def __init__(self, looked_for: Sequence[Sequence[QueryTerm]], stem: Callable[[str], str]) -> None:
        """`stem`: of the texts' language; words with one stem have its `common_beginning`."""
        self._stem = stem
        self._sequences: list[list[tuple[int, int]]] = []  # of each sequence, its terms: number, offset
        self._terms: list[QueryTerm] = []
        numbers: dict[tuple[str, bool, bool, int], int] = {}
        for sequence in looked_for:
            numbered = []
            for term in sequence:
                number = numbers.setdefault((term.text, term.prefix, term.pair, term.edits), len(numbers))
                if number == len(self._terms):
                    self._terms.append(term)
                numbered.append((number, term.offset - sequence[0].offset))
            self._sequences.append(numbered)
        self._stems = [term.text if term.pair or term.prefix else stem(term.text) for term in self._terms]
        self._together = [{number for number, _ in sequence} for sequence in self._sequences if len(sequence) > 1]
        self._reach = max((offset for sequence in self._sequences for _, offset in sequence), default=0)
        self._beginnings = tuple(map(self._beginning, self._terms, self._stems))
        self._candidates = _pattern(self._beginnings)
        self._odd = _ODD if any(beginning[:1].isdigit() for beginning in self._beginnings) else _ODD_NO_NUMBER
        self._words = _Verdicts(self._judge)
        self._stretches = _Verdicts(self._judge_stretch)

    def hits(self, text: str) -> list[Hit]:
        """All hits, in order; they may overlap."""
        stretches = self._stretches_of(text)
        return self.hits_plainly(text) if stretches is None else self._in_sequences(self._places(text, stretches))

    def hits_plainly(self, text: str) -> list[Hit]:
        """The same, found by judging every word of the text."""
        words = self._words
        return self._in_sequences((match.start(), words[match[0]]) for match in iter_words(text))

    def _stretches_of(self, text: str) -> list[tuple[int, int, _Verdict]] | None:
        """The stretches between spaces that have to be judged: start, end, verdict. None: the plain way is better."""
        small = text.lower().replace("\n", " ")
        if self._candidates is None or len(small) != len(text):  # İ becomes two characters
            return None
        odd = [match.start() for match in (self._odd if text.isascii() else _ODD_ANYWHERE).finditer(small)]
        if len(odd) > len(text) * _MOST_ODD:
            return None
        begun = [match.start() for match in self._candidates.finditer(small)]
        stretches = []
        end = -1
        for at in sorted(begun + odd) if begun and odd else begun or odd:
            if at < end:
                continue
            start = small.rfind(" ", 0, at) + 1
            end = small.find(" ", at)
            end = len(text) if end < 0 else end
            stretches.append((start, end, self._stretches[text[start:end]]))
        return stretches

    def _places(self, text: str, stretches: list[tuple[int, int, _Verdict]]) -> Iterator[tuple[int, _Verdict]]:
        """Where each stretch begins, and its verdict.

        What lies between is told as verdicts without hits, but only where a text has all words of a phrase, to count
        their places; and no further than a phrase can reach.
        """
        met = {term for _, _, verdict in stretches for found in verdict.found for term in found.terms}
        counts = any(terms <= met for terms in self._together)
        small = text.lower() if counts else ""
        before = 0
        for start, end, verdict in stretches:
            if counts:
                between = islice(_PLAIN_WORD.finditer(small, before, start), self._reach)
                yield before, _Verdict(sum(1 for _ in between), ())
                before = end
            yield start, verdict

    def _in_sequences(self, judged: Iterable[tuple[int, _Verdict]]) -> list[Hit]:
        """The hits, given all words or stretches of a text, in order, with where they begin."""
        met: dict[int, dict[int, tuple[int, int]]] = {}  # of each term, where it stands: place -> characters
        place = 0
        for start, verdict in judged:
            if verdict is _PLAIN:  # nearly all of them
                place += 1
                continue
            for found in verdict.found:
                for term in found.terms:
                    met.setdefault(term, {})[place + found.place] = (start + found.start, start + found.end)
            place += verdict.places
        hits: list[Hit] = []
        for number, sequence in enumerate(self._sequences):
            for place in met.get(sequence[0][0], ()):
                stand = [met.get(term, {}).get(place + offset) for term, offset in sequence]
                if all(stand):
                    hits += [(characters[0], characters[1], number) for characters in stand if characters is not None]
        return sorted(hits)

    def _judge_stretch(self, stretch: str) -> _Verdict:
        """The same as of a word, of all words between two spaces."""
        places = 0
        found: list[_Found] = []
        for match in iter_words(stretch):
            verdict = self._words[match[0]]
            if verdict is _PLAIN:
                places += 1
                continue
            start = match.start()
            found += [
                _Found(start + each.start, start + each.end, places + each.place, each.terms) for each in verdict.found
            ]
            places += verdict.places
        return _Verdict(places, tuple(found)) if found or places != 1 else _PLAIN

    def _judge(self, word: str) -> _Verdict:
        """Which terms a word of a text matches."""
        if not is_run(word):
            folded = fold(word)
            if not folded.startswith(self._beginnings):
                return _PLAIN
            terms = self._matching(folded, self._stem(folded), pair=False)
            return _Verdict(1, (_Found(0, len(word), 0, terms),)) if terms else _PLAIN
        parts = pairs(word)
        stands = _characters(word, len(parts))
        found = []
        for at, part in enumerate(parts):
            if terms := self._matching(part, part, pair=True):
                length = min(max(len(self._terms[term].text) for term in terms), len(part))
                found.append(_Found(stands[at][0], stands[at + length - 1][1], at, terms))
        return _Verdict(len(parts), tuple(found))

    def _matching(self, folded: str, stem: str, *, pair: bool) -> tuple[int, ...]:
        return tuple(
            number
            for number, term in enumerate(self._terms)
            if term.pair == pair and self._is(term, self._stems[number], folded, stem)
        )

    @staticmethod
    def _is(term: QueryTerm, stem_of_term: str, folded: str, stem: str) -> bool:
        if term.prefix:
            return folded.startswith(term.text)
        return within_edits(term.text, folded, term.edits) if term.edits else stem_of_term == stem

    @staticmethod
    def _beginning(term: QueryTerm, stem: str) -> str:
        """What every word begins with that matches this term."""
        if term.prefix:
            return term.text
        return term.text[:1] if term.edits else common_beginning(stem)


def _pattern(beginnings: Sequence[str]) -> re.Pattern[str] | None:
    """Finds these in a text in small letters, those at least that begin a word. None where that is every word."""
    if not all(beginnings):
        return None
    typed = sorted({beginning for beginning in beginnings if beginning.isascii()})  # the others stand in odd stretches
    if not typed:
        return re.compile("(?!)")  # nowhere
    pattern = "|".join(map(re.escape, typed))
    return re.compile(f"(?<![a-z0-9])(?:{pattern})" if min(map(len, typed)) < _SHORT else pattern)


def _characters(run: str, parts: int) -> list[tuple[int, int]]:
    """Of each folded character of a run, start and end of what it was made from."""
    if parts == len(run):
        return [(at, at + 1) for at in range(parts)]
    made = [len(fold(character)) for character in run]
    if sum(made) != parts:  # characters that only together make one: the hit is all of the run
        return [(0, len(run))] * parts
    return [(at, at + 1) for at, length in enumerate(made) for _ in range(length)]
