"""Which articles match a query, and how well: whole postings at a time, as numpy arrays.

Scores are Whoosh's BM25F (Robertson and Zaragoza, 2009, with its K1 = 1.2, B = 0.75 and idf): the sum over words and
fields, where all forms of a word, all words with a prefix, and a phrase as a whole each count as one word.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from reader.articles.article import ArticleNumber
from reader.search.arrays import Array
from reader.search.query import And, Condition, Dated, Node, Not, Or, Phrase, Word
from reader.search.query_dates import DateSpan
from reader.search.schema import FIELD_BOOSTS, WORD_FIELDS
from reader.search.segment import Field, encoded
from reader.search.snapshot import Part, Snapshot, sorted_numbers
from reader.search.stems import stem
from reader.search.words import QueryTerm, query_terms

_K1, _B = 1.2, 0.75
_PLACE = (1 << 32) - 1  # the part of an occurrence that is the place in the article

Postings = tuple[Array, Array]  # articles, ascending, and how often


@dataclass(frozen=True, slots=True)
class Matches:
    """Of one segment: which articles match, as a mask, and their scores; 0 where the mask is off."""

    mask: Array
    scores: Array


Matcher = Callable[[int, Part], Matches]
"""Of a compiled query: the matches in the part with this place in the snapshot."""


def compile_query(
    node: Node, snapshot: Snapshot, resolved: Callable[[Condition], Collection[ArticleNumber]]
) -> Matcher:
    """Look up everything that is needed of the whole index, e.g. how rare a word is."""
    match node:
        case Word() | Phrase():
            return _text_matcher(node, snapshot)
        case Dated(span):
            return lambda _at, part: _unscored(_in_span(part, span))
        case Condition():
            numbers = sorted_numbers(resolved(node))
            return lambda _at, part: _unscored(part.having(numbers))
        case Not(inner):
            negated = compile_query(inner, snapshot, resolved)
            return lambda at, part: _unscored(~negated(at, part).mask)
        case And(parts):
            every = [compile_query(each, snapshot, resolved) for each in parts]
            return lambda at, part: reduce(_both, (matcher(at, part) for matcher in every))
        case Or(parts):
            some = [compile_query(each, snapshot, resolved) for each in parts]
            return lambda at, part: reduce(_either, (matcher(at, part) for matcher in some))


def _unscored(mask: Array) -> Matches:
    return Matches(mask, np.zeros(len(mask)))


def _both(one: Matches, other: Matches) -> Matches:
    mask = one.mask & other.mask
    return Matches(mask, np.where(mask, one.scores + other.scores, 0.0))


def _either(one: Matches, other: Matches) -> Matches:
    return Matches(one.mask | other.mask, one.scores + other.scores)


def _in_span(part: Part, span: DateSpan) -> Array:
    days = part.segment.published
    first = span.first.toordinal() if span.first else 1  # 0 stands for an unknown date, which is in no span
    return (days >= first) & (days <= span.last.toordinal()) if span.last else days >= first


def _text_matcher(node: Word | Phrase, snapshot: Snapshot) -> Matcher:
    fields = (node.field,) if node.field else WORD_FIELDS
    alternatives = sequences_of(node)
    near = node.near if isinstance(node, Phrase) else None
    scored = []
    for name in fields:
        found = [_found(part, name, alternatives, near) for part in snapshot.parts]
        matching = sum(len(docs) for docs, _ in found)
        idf = math.log(max(snapshot.doc_count_all, 1) / (matching + 1)) + 1
        scored.append((name, found, FIELD_BOOSTS[name] * idf, snapshot.average_length(name)))

    def match(at: int, part: Part) -> Matches:
        mask = np.zeros(part.segment.doc_count, bool)
        scores = np.zeros(part.segment.doc_count)
        for name, found, weight, average in scored:
            docs, freqs = found[at]
            if len(docs):
                lengths = part.segment.fields[name].lengths[docs]
                mask[docs] = True
                scores[docs] += weight * (freqs * (_K1 + 1)) / (freqs + _K1 * (1 - _B + _B * lengths / average))
        return Matches(mask, scores)

    return match


def sequences_of(node: Word | Phrase) -> list[list[QueryTerm]]:
    """What the words of a clause are looked for as: rows of terms that must stand at their offsets.

    More than one where the last word may be whole or only the beginning of one.
    """
    terms = list(query_terms(node.text))
    if not terms:
        return []
    last = terms[-1]
    begun = [*terms[:-1], QueryTerm(last.text, last.offset, prefix=True, pair=last.pair)]
    if isinstance(node, Word) and node.prefix:
        return [begun]
    return [terms, begun] if node.unfinished and not last.pair else [terms]


def _found(part: Part, name: str, alternatives: Sequence[Sequence[QueryTerm]], near: int | None) -> Postings:
    """The articles of a part with one of these rows of terms in the field, and how often."""
    field = part.segment.fields[name]
    count = part.segment.doc_count
    if len(alternatives) == 2 and len(alternatives[0]) == 1:  # a word, or the beginning of one: no need to look twice
        both = sorted({*_words(field, alternatives[0][0]), *_words(field, alternatives[1][0])})
        return field.postings(both, count)
    found = [
        field.postings(_words(field, terms[0]), count) if len(terms) == 1 else _together(field, terms, near, count)
        for terms in alternatives
    ]
    if len(found) == 1:
        return found[0]
    freqs = np.zeros(count)
    for docs, often in found:
        freqs[docs] = np.maximum(freqs[docs], often)
    docs = np.flatnonzero(freqs)
    return docs, freqs[docs]


def _words(field: Field, term: QueryTerm) -> list[int] | range:
    """The words of the field that a term stands for."""
    if term.prefix:
        return field.words.beginning_with(encoded(term.text))
    if term.pair:
        number = field.words.find(encoded(term.text))
        return [number] if number >= 0 else []
    return field.with_stem(stem(term.text))


def _together(field: Field, terms: Sequence[QueryTerm], near: int | None, count: int) -> Postings:
    """The articles where these terms stand together, and how often."""
    words = [_words(field, term) for term in terms]
    wanted = np.ones(count, bool)
    for numbers in words:
        here = np.zeros(count, bool)
        here[field.postings(numbers, count)[0]] = True
        wanted &= here
    if not wanted.any():
        return np.empty(0, np.int64), np.empty(0)
    if near is not None:
        places = _near(list(dict.fromkeys(map(tuple, words))), field, wanted, near)
    else:
        rows = [field.occurrences(each, wanted) - term.offset for each, term in zip(words, terms, strict=True)]
        places = reduce(_in_both, sorted(rows, key=len))
    docs, freqs = np.unique((places + terms[-1].offset) >> 32, return_counts=True)
    return docs, freqs


def _in_both(few: Array, many: Array) -> Array:
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    both: Array = few[many[at] == few]
    return both


def _near(words: list[tuple[int, ...]], field: Field, wanted: Array, near: int) -> Array:
    """Where a stretch ends that has each of the words and at most `near` others.

    All occurrences in one row; at each, the latest occurrence of every word so far: the earliest of these begins the
    shortest stretch that ends here.
    """
    rows = [field.occurrences(list(numbers), wanted) for numbers in words]
    places = np.concatenate(rows)
    which = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    order = np.argsort(places, kind="stable")
    places, which = places[order], which[order]
    begin = places
    for number in range(len(rows)):
        latest = np.maximum.accumulate(np.where(which == number, places, -1))
        begin = np.minimum(begin, latest)
    same_article = (begin >= 0) & (begin >> 32 == places >> 32)
    near_enough: Array = places[same_article & ((places & _PLACE) - (begin & _PLACE) < near + len(rows))]
    return near_enough
