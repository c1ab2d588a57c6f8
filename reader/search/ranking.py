"""From matches to the hits that are shown: the best, the newest or the first by title."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.articles.article import ArticleNumber
from reader.search.arrays import Array
from reader.search.matching import Matcher
from reader.search.snapshot import Part, Snapshot
from reader.search.values import Hit, SearchSort

_DIGITS = 9  # scores that are equal up to here are equal
_EQUAL = 1e-8
_UNKNOWN_LAST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Found:
    """Of one part: the articles that match, ascending, and their scores."""

    part: Part
    docs: Array
    scores: Array

    @property
    def numbers(self) -> Array:
        return self.part.segment.numbers[self.docs].astype(np.int64)

    @property
    def mask(self) -> Array:
        return self.part.mask(self.docs)


def find(snapshot: Snapshot, matcher: Matcher, *, only: Array | None) -> list[Found]:
    """The articles that match. `only`: sorted numbers that may be among them."""
    found = []
    for at, part in enumerate(snapshot.parts):
        among = part.live if only is None else part.having(only)
        matches = matcher(at, part, among)
        mask = matches.mask if among is None else matches.mask & among
        if part.live is not None and among is not part.live:
            mask = mask & part.live
        docs = np.flatnonzero(mask)
        found.append(Found(part, docs, np.zeros(len(docs)) if matches.scores is None else matches.scores[docs]))
    return found


def ranked(found: Sequence[Found], *, sort: SearchSort, limit: int) -> tuple[int, tuple[Hit, ...]]:
    """How many articles match, and the first of them in this order."""
    total = sum(len(each.docs) for each in found)
    if not total or limit <= 0:
        return total, ()
    if sort is SearchSort.TITLE:
        chosen = _by_title(found, limit)
    elif sort is SearchSort.RELEVANCE:
        chosen = _by_score(found, limit)
    else:
        chosen = _by_day(found, limit, newest_first=sort is SearchSort.NEWEST)
    return total, tuple(Hit(ArticleNumber(number), score) for number, score in chosen)


Chosen = list[tuple[int, float]]
"""Numbers of articles and their scores."""


def _by_score(found: Sequence[Found], limit: int) -> Chosen:
    """Of equals the newer comes first."""
    candidates = _first(-np.concatenate([each.scores for each in found]), limit, _EQUAL)
    numbers, scores, days = _about(found, candidates)
    return _in_order((-np.round(scores, _DIGITS), -days, -numbers), numbers, scores, limit)


def _by_day(found: Sequence[Found], limit: int, *, newest_first: bool) -> Chosen:
    days = np.concatenate([each.part.segment.published[each.docs] for each in found]).astype(np.int64)
    order = np.where(days == 0, _UNKNOWN_LAST, -days if newest_first else days)
    candidates = _first(order, limit, 0)
    numbers, scores, _ = _about(found, candidates)
    return _in_order((order[candidates], -numbers), numbers, scores, limit)


def _first(keys: Array, limit: int, tolerance: float) -> Array:
    """The places of what may be among the first so many; the rest need not be looked at any more."""
    if limit >= len(keys):
        return np.arange(len(keys))
    return np.flatnonzero(keys <= np.partition(keys, limit - 1)[limit - 1] + tolerance)


def _about(found: Sequence[Found], places: Array) -> tuple[Array, Array, Array]:
    """Number, score and day of the matches at these places, ascending, counted through all parts."""
    rows, before = [], 0
    for each in found:
        first, last = np.searchsorted(places, (before, before + len(each.docs)))
        at = places[first:last] - before
        docs, segment = each.docs[at], each.part.segment
        rows.append((segment.numbers[docs].astype(np.int64), each.scores[at], segment.published[docs].astype(np.int64)))
        before += len(each.docs)
    numbers, scores, days = (np.concatenate([row[part] for row in rows]) for part in range(3))
    return numbers, scores, days


def _in_order(keys: Sequence[Array], numbers: Array, scores: Array, limit: int) -> Chosen:
    """`keys`: what to sort by, first the most telling: ascending."""
    order = np.lexsort(list(reversed(keys)))[:limit]
    return list(zip(numbers[order].tolist(), scores[order].tolist(), strict=True))


def _by_title(found: Sequence[Found], limit: int) -> Chosen:
    """Each segment knows its own order; only its first ones are compared with those of the others."""
    rows: list[tuple[bytes, int, float]] = []
    for each in found:
        ranks = each.part.segment.title_ranks[each.docs]
        candidates = _first(ranks, limit, 0)
        best = candidates[np.argsort(ranks[candidates])]
        titles = (each.part.segment.title_keys[doc] for doc in each.docs[best].tolist())
        rows += zip(titles, each.numbers[best].tolist(), each.scores[best].tolist(), strict=True)
    return [(number, score) for _, number, score in heapq.nsmallest(limit, rows)]
