"""How words and names that begin like this go on, most articles first; and words for those that stand nowhere."""

import heapq
from collections.abc import Sequence

import numpy as np

from reader.search.arrays import Array
from reader.search.dictionary import decoded, encoded
from reader.search.names import beginnings, named_by
from reader.search.near_words import near_words
from reader.search.schema import TEXT, TITLE
from reader.search.segment import Field
from reader.search.snapshot import Part
from reader.search.values import CompletedName, CompletedWord
from reader.search.words import fold

_MOST_EDITS = 2
_LETTERS_AN_EDIT = 3  # a word of five letters with two of them wrong may be any other


def complete_word(parts: Sequence[Part], beginning: str, limit: int) -> list[CompletedWord]:
    """The words that begin like this, without the beginning itself."""
    start = encoded(fold(beginning))
    if not start:
        return []
    candidates: set[bytes] = set()
    for part in parts:
        words = part.segment.words
        numbers = words.beginning_with(start)
        candidates.update(words[numbers[at]] for at in _largest(_articles(part, numbers), limit + 1))
    candidates.discard(start)
    totals = ((word, sum(_articles_with(part, word) for part in parts)) for word in candidates)
    best = heapq.nsmallest(limit, totals, key=lambda found: (-found[1], found[0]))
    return [CompletedWord(decoded(word), articles) for word, articles in best if articles]


def _articles(part: Part, numbers: range) -> Array:
    """In how many articles each of these words stands, about: in the text, or where it is not there in the title."""
    counts = np.zeros(len(numbers), np.int64)
    for name in (TITLE, TEXT):
        field = part.segment.fields[name]
        slots = field.slots(numbers)
        assert isinstance(slots, range)
        terms = field.term_numbers(slots).astype(np.int64) - numbers.start
        counts[terms] = np.maximum(counts[terms], part.articles_with_each(field, slots))
    return counts


def _articles_with(part: Part, word: bytes) -> int:
    number = part.segment.words.find(word)
    if number < 0:
        return 0
    return max(_living_with(part, part.segment.fields[name], number) for name in (TITLE, TEXT))


def _living_with(part: Part, field: Field, word: int) -> int:
    """In how many articles that were not deleted a word stands."""
    if part.live is None:
        return field.articles_with([word])
    return int(np.count_nonzero(part.live[field.postings([word])[0]]))


def _largest(counts: Array, limit: int) -> list[int]:
    if limit < len(counts):
        chosen: list[int] = np.argpartition(-counts, limit)[:limit].tolist()
        return chosen
    return list(range(len(counts)))


def complete_name(parts: Sequence[Part], beginning: str, limit: int) -> list[CompletedName]:
    """The names of which one word and what follows it begin like this."""
    starts = beginnings(beginning)
    if not starts:
        return []
    candidates: set[bytes] = set()
    for part in parts:
        segment = part.segment
        numbers = segment.name_beginnings.beginning_with(starts[0])
        names = np.unique(segment.named_there[numbers.start : numbers.stop]).astype(np.int64)
        counts = part.articles_with_each_name[names]
        candidates.update(segment.names.dictionary[int(names[at])] for at in _largest(counts, limit * 2))
    totals = ((key, sum(_articles_naming(part, key) for part in parts)) for key in candidates)
    best = heapq.nsmallest(limit, totals, key=lambda found: (-found[1], found[0]))
    return [CompletedName(named_by(key).name, named_by(key).kind, articles) for key, articles in best if articles]


def _articles_naming(part: Part, key: bytes) -> int:
    number = part.segment.names.dictionary.find(key)
    return _living_with(part, part.segment.names, number) if number >= 0 else 0


def nearest_word(parts: Sequence[Part], word: str) -> str:
    """The word of the library that was most likely meant: fewest edits, then most articles; empty if none is near."""
    for edits in range(1, min(_MOST_EDITS, len(word) // _LETTERS_AN_EDIT) + 1):
        near = {part.segment.words[number] for part in parts for number in near_words(part.segment.words, word, edits)}
        found = {each: sum(_articles_with(part, each) for part in parts) for each in near - {encoded(word)}}
        if any(found.values()):
            return decoded(min(found, key=lambda each: (-found[each], each)))
    return ""
