"""Which articles match a query, and how well: whole postings at a time, as numpy arrays.

Scores are Whoosh's BM25F (Robertson and Zaragoza, 2009, with its K1 = 1.2, B = 0.75 and idf): the sum over words and
fields, where all forms of a word, and all words with a prefix or a near spelling, count as one word. A phrase counts
what its words count, as in Whoosh.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from reader.articles.article import ArticleNumber
from reader.search.arrays import Array
from reader.search.facets import having, in_span
from reader.search.phrases import together
from reader.search.query import And, Condition, Dated, FromSource, Having, InLanguage, Node, Not, Or, Phrase, Word
from reader.search.schema import ASKED_FIELDS, LEAD, PHRASED_FIELDS, TEXT
from reader.search.scored_words import ScoredWord, scored_word
from reader.search.segment import PLACE_BITS
from reader.search.snapshot import Part, Snapshot, sorted_numbers
from reader.search.terms import LookUp, sequences_of
from reader.search.words import QueryTerm, find_words, fold


@dataclass(frozen=True, slots=True)
class Matches:
    """Of one segment: which articles match, as a mask, and their scores; 0 where the mask is off."""

    mask: Array
    scores: Array | None  # None: 0 for all


Matcher = Callable[[int, Part, Array | None], Matches]
"""Of a compiled query: the matches in the part with this place in the snapshot, among the articles of a mask.

The mask, where there is one, saves work and promises nothing: what is outside of it may be said to match or not.
"""


def compile_query(
    node: Node, snapshot: Snapshot, resolved: Callable[[Condition], Collection[ArticleNumber]]
) -> Matcher:
    """Look up everything that is needed of the whole index, e.g. how rare a word is."""
    return _compile(node, LookUp(snapshot), resolved)


def _compile(node: Node, look_up: LookUp, resolved: Callable[[Condition], Collection[ArticleNumber]]) -> Matcher:
    match node:
        case Word() | Phrase():
            return _text_matcher(node, look_up)
        case Dated(span, field):
            return lambda _at, part, _among: Matches(in_span(part.segment, span, field), None)
        case FromSource(name):
            return lambda _at, part, _among: Matches(_from_source(part, name), None)
        case InLanguage(code):
            return lambda _at, part, _among: Matches(_in_language(part, code), None)
        case Having(what):
            return lambda _at, part, _among: Matches(having(part.segment, what), None)
        case Condition():
            numbers = sorted_numbers(resolved(node))
            return lambda _at, part, _among: Matches(part.having(numbers), None)
        case Not(inner):
            negated = _compile(inner, look_up, resolved)
            return lambda at, part, among: Matches(~negated(at, part, among).mask, None)
        case And(parts):
            ordered = sorted(parts, key=lambda part: _size(part, look_up))
            return _all_of([_compile(each, look_up, resolved) for each in ordered])
        case Or(parts):
            some = [_compile(each, look_up, resolved) for each in parts]
            return lambda at, part, among: reduce(_either, (matcher(at, part, among) for matcher in some))


def _size(node: Node, look_up: LookUp) -> int:
    """What leaves few articles comes first, and there is less to score: conditions, then rare words."""
    match node:
        case Word() | Phrase():
            return sum(min((look_up.size(term) for term in row), default=0) for row in sequences_of(node))
        case And(parts):
            return min(_size(part, look_up) for part in parts)
        case Or(parts):
            return sum(_size(part, look_up) for part in parts)
        case Not():
            return look_up.snapshot.doc_count_all
    return 0


def _all_of(every: Sequence[Matcher]) -> Matcher:
    def match(at: int, part: Part, among: Array | None) -> Matches:
        found = every[0](at, part, among)
        for matcher in every[1:]:
            found = _both(found, matcher(at, part, found.mask))
        return found

    return match


def _both(one: Matches, other: Matches) -> Matches:
    mask = one.mask & other.mask
    scores = _sum(one.scores, other.scores)
    return Matches(mask, scores if scores is None else np.where(mask, scores, 0.0))


def _either(one: Matches, other: Matches) -> Matches:
    return Matches(one.mask | other.mask, _sum(one.scores, other.scores))


def _sum(one: Array | None, other: Array | None) -> Array | None:
    if one is None or other is None:
        return one if other is None else other
    together: Array = one + other
    return together


def _from_source(part: Part, name: str) -> Array:
    wanted = _compared(name)
    same = np.array([_compared(source) == wanted for source in part.segment.sources], bool)
    found: Array = same[part.segment.source_numbers]
    return found


def _compared(name: str) -> list[str]:
    return [fold(word) for word in find_words(name)]


def _in_language(part: Part, code: str) -> Array:
    same = np.array([language == code for language in part.segment.languages], bool)
    found: Array = same[part.segment.language_numbers]
    return found


def _text_matcher(node: Word | Phrase, look_up: LookUp) -> Matcher:
    fields = (node.field,) if node.field else ASKED_FIELDS
    alternatives = sequences_of(node)
    if all(len(terms) == 1 for terms in alternatives):  # one word, or also the beginning of one
        terms = [terms[0] for terms in alternatives]
        words = [scored_word(look_up, name, terms) for name in fields]
        return lambda at, part, among: _all_scores(words, at, part, among)
    near = node.near if isinstance(node, Phrase) else None
    rows = [_sequence_matcher(look_up, fields, terms, near) for terms in alternatives]
    return lambda at, part, among: reduce(_better, (row(at, part, among) for row in rows))


def _all_scores(words: Sequence[ScoredWord], at: int, part: Part, among: Array | None) -> Matches:
    scores = np.zeros(part.segment.doc_count)
    for word in words:
        word.add_scores(scores, at, among)
    return Matches(scores > 0, scores)  # no word that is there counts nothing: even one in every article has an idf


def _sequence_matcher(look_up: LookUp, fields: Sequence[str], terms: Sequence[QueryTerm], near: int | None) -> Matcher:
    """Words that must stand together: in each field, what they count there where they do."""
    placed = [name for name in fields if name in PHRASED_FIELDS]
    different = list(dict.fromkeys(_alone(term) for term in terms)) if near is not None else [_alone(t) for t in terms]
    scored = {name: [scored_word(look_up, name, [term]) for term in different] for name in placed}

    def match(at: int, part: Part, among: Array | None) -> Matches:
        mask = np.zeros(part.segment.doc_count, bool)
        scores = np.zeros(part.segment.doc_count)
        in_text: Array | None = None
        for name in placed:
            if name == LEAD and in_text is not None:
                places = part.segment.lead.within(in_text)
            else:
                places = together(look_up, part, name, terms, near, _in_all(scored[name], at, part, among))
            in_text = places if name == TEXT else in_text
            here = np.zeros(part.segment.doc_count, bool)
            here[places >> PLACE_BITS] = True
            for word in scored[name]:
                word.add_scores(scores, at, here)
            mask |= here
        return Matches(mask, scores)

    return match


def _alone(term: QueryTerm) -> QueryTerm:
    """The term wherever it stands."""
    return QueryTerm(term.text, 0, prefix=term.prefix, pair=term.pair, edits=term.edits)


def _in_all(words: Sequence[ScoredWord], at: int, part: Part, among: Array | None) -> Array:
    """The articles, of those of a mask, that have every one of these words in the field."""
    wanted: Array = np.ones(part.segment.doc_count, bool) if among is None else among
    for word in words:
        wanted = wanted & word.presence(at)
    return wanted


def _better(one: Matches, other: Matches) -> Matches:
    """The same words, read in two ways: what matches in both counts as it counts more."""
    assert one.scores is not None
    assert other.scores is not None
    return Matches(one.mask | other.mask, np.maximum(one.scores, other.scores))
