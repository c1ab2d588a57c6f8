"""A word of a query in one field, which counts as one word whatever its forms: where it stands, and its scores."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.search.arrays import Array
from reader.search.schema import FIELD_BOOSTS
from reader.search.segment import Postings, united
from reader.search.snapshot import K1
from reader.search.terms import LookUp
from reader.search.words import QueryTerm

_FEW = 8  # of a so-manieth of the postings and less, each is looked up; else all are counted


@dataclass(frozen=True, slots=True)
class ScoredWord:
    """The postings of a word in all parts of a snapshot; `at` is the place of a part in it."""

    weight: float  # the field's boost times the word's idf
    norms: list[Array]  # of each part, what the lengths of the field do to the scores: see `Snapshot.length_norms`
    rows: list[list[Postings]]  # of each part: see `Field.rows`

    def presence(self, at: int) -> Array:
        """The articles with the word, as a mask."""
        return _presence(self.rows[at], len(self.norms[at]))

    def add_scores(self, scores: Array, at: int, among: Array | None) -> None:
        """Add the word's BM25 to the scores of the articles that have it, or of those among them in a mask."""
        docs, counts = self._found(at, among)
        if len(docs):
            score = counts + self.norms[at][docs]
            np.divide(counts, score, out=score)
            score *= self.weight * (K1 + 1)
            scores[docs] += score

    def _found(self, at: int, among: Array | None) -> Postings:
        rows = self.rows[at]
        if among is None:
            return united(rows, len(self.norms[at]))
        if np.count_nonzero(among) * _FEW < sum(len(docs) for docs, _ in rows):
            return _looked_up(rows, np.flatnonzero(among))
        docs, counts = united(rows, len(self.norms[at]))
        inside = np.flatnonzero(among[docs])  # places are quicker to take than what a mask leaves
        return docs[inside], counts[inside]


def scored_word(look_up: LookUp, field: str, terms: Sequence[QueryTerm]) -> ScoredWord:
    """The word that these terms are readings of."""
    snapshot = look_up.snapshot
    norms = snapshot.length_norms(field)
    rows = [look_up.rows(part, field, terms) for part in snapshot.parts]
    matching = sum(_articles(found, len(norm)) for found, norm in zip(rows, norms, strict=True))
    idf = math.log(max(snapshot.doc_count_all, 1) / (matching + 1)) + 1
    return ScoredWord(FIELD_BOOSTS[field] * idf, norms, rows)


def _articles(rows: Sequence[Postings], doc_count: int) -> int:
    if len(rows) <= 1:
        return sum(len(docs) for docs, _ in rows)
    return int(np.count_nonzero(_presence(rows, doc_count)))


def _presence(rows: Sequence[Postings], doc_count: int) -> Array:
    mask: Array = np.zeros(doc_count, bool)
    for docs, _ in rows:
        mask[docs] = True
    return mask


def _looked_up(rows: Sequence[Postings], wanted: Array) -> Postings:
    """Of a few articles, ascending, those in the rows, and how often the word stands in them."""
    counts = np.zeros(len(wanted))
    for docs, often in rows:
        if len(docs):
            at = np.minimum(np.searchsorted(docs, wanted), len(docs) - 1)
            there = docs[at] == wanted
            counts[there] += often[at[there]]
    found = counts > 0
    return wanted[found], counts[found]
