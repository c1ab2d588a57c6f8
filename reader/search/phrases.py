"""Where words stand together: next to each other, or near."""

from collections.abc import Sequence
from functools import reduce

import numpy as np

from reader.search.arrays import Array
from reader.search.segment import PLACE, PLACE_BITS
from reader.search.snapshot import Part
from reader.search.stems import stem
from reader.search.terms import LookUp
from reader.search.words import QueryTerm


def together(
    look_up: LookUp, part: Part, field: str, terms: Sequence[QueryTerm], near: int | None, wanted: Array
) -> Array:
    """Where, in the `wanted` articles (a mask), these terms stand at their offsets: where the last one stands.

    With `near` in any order, with at most so many other words between the first and the last.
    """
    if near is None:
        rows = [_occurrences(look_up, part, field, term, wanted) - term.offset for term in terms]
        places: Array = reduce(_in_both, sorted(rows, key=len)) + terms[-1].offset
        return places
    found = [np.empty(0, np.int64)]
    for language, readers in part.stemmed_as.items():
        different = {_as_one(term, language): term for term in terms}  # two forms of one word are one word
        there = wanted if readers is None else wanted & readers
        rows = [_occurrences(look_up, part, field, term, there) for term in different.values()]
        found.append(_near(rows, near))
    return np.sort(np.concatenate(found))


def _as_one(term: QueryTerm, language: str) -> tuple[bool, str]:
    return term.prefix, term.text if term.prefix or term.pair else stem(term.text, language)


def _occurrences(look_up: LookUp, part: Part, field_name: str, term: QueryTerm, wanted: Array) -> Array:
    field = part.segment.fields[field_name]
    rows = [
        field.occurrences(words, wanted if mask is None else wanted & mask) for mask, words in look_up.words(part, term)
    ]
    return rows[0] if len(rows) == 1 else np.sort(np.concatenate(rows))


def _in_both(few: Array, many: Array) -> Array:
    if not len(many):
        return many
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    both: Array = few[many[at] == few]
    return both


def _near(rows: Sequence[Array], near: int) -> Array:
    """Where a stretch ends that has each of the words and at most `near` others.

    All occurrences in one row; at each, the latest occurrence of every word so far: the earliest of these begins the
    shortest stretch that ends here.
    """
    places = np.concatenate(rows)
    which = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    order = np.argsort(places, kind="stable")
    places, which = places[order], which[order]
    begin = places
    for number in range(len(rows)):
        latest = np.maximum.accumulate(np.where(which == number, places, -1))
        begin = np.minimum(begin, latest)
    same_article = (begin >= 0) & (begin >> PLACE_BITS == places >> PLACE_BITS)
    near_enough: Array = places[same_article & ((places & PLACE) - (begin & PLACE) < near + len(rows))]
    return near_enough
