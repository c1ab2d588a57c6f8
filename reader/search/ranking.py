"""From matches to the hits that are shown: the best, the newest or the first by title."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reader.articles.article import ArticleNumber
from reader.search.arrays import Array
from reader.search.matching import Matcher
from reader.search.snapshot import Part, Snapshot
from reader.search.values import Hit, SearchSort

_DIGITS = 9  # scores that are equal up to here are equal
_EQUAL = 1e-8
_SAMPLED = 16  # of so many scores one is looked at first
_FEW = 4_000  # matches that are sorted as quickly as they are sampled
_UNKNOWN_LAST = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Found:
    """Of one part: the articles that match, as a mask, and the scores of all of its articles."""

    part: Part
    mask: Array
    scores: Array | None  # None: all match equally well

    @cached_property
    def count(self) -> int:
        return int(np.count_nonzero(self.mask))

    @cached_property
    def docs(self) -> Array:
        """The articles that match, ascending."""
        return np.flatnonzero(self.mask)

    @property
    def numbers(self) -> Array:
        return self.part.segment.numbers[self.docs].astype(np.int64)


def find(snapshot: Snapshot, matcher: Matcher, *, only: Array | None) -> list[Found]:
    """The articles that match. `only`: sorted numbers that may be among them."""
    found = []
    for at, part in enumerate(snapshot.parts):
        among = part.live if only is None else part.having(only)
        matches = matcher(at, part, among)
        mask = matches.mask if among is None else matches.mask & among
        if part.live is not None and among is not part.live:
            mask = mask & part.live
        found.append(Found(part, mask, matches.scores))
    return found


def ranked(found: Sequence[Found], *, sort: SearchSort, limit: int) -> tuple[int, tuple[Hit, ...]]:
    """How many articles match, and the first of them in this order."""
    total = sum(each.count for each in found)
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
    chosen = [_best(each, limit) for each in found]
    numbers, scores, days = _about(found, chosen)
    return _in_order((-np.round(scores, _DIGITS), -days, -numbers), numbers, scores, limit)


def _best(found: Found, limit: int) -> Array:
    """The articles that may be among the first so many."""
    if found.scores is None or found.count <= max(limit, _FEW):
        return found.docs
    scores = np.where(found.mask, found.scores, -1.0)
    # What the best of a sample reach, enough of all reach too, most likely: then the others need not be sorted.
    sample = scores[::_SAMPLED]
    rank = limit // _SAMPLED * 2 + _SAMPLED
    if rank < len(sample):
        promising = np.flatnonzero(scores >= np.partition(sample, len(sample) - rank)[len(sample) - rank])
        if len(promising) >= limit:
            return promising[_first(-scores[promising], limit, _EQUAL)]
    return found.docs[_first(-scores[found.docs], limit, _EQUAL)]


def _by_day(found: Sequence[Found], limit: int, *, newest_first: bool) -> Chosen:
    chosen = []
    for each in found:
        order = _day_order(each.part.segment.published[each.docs].astype(np.int64), newest_first)
        chosen.append(each.docs[_first(order, limit, 0)])
    numbers, scores, days = _about(found, chosen)
    return _in_order((_day_order(days, newest_first), -numbers), numbers, scores, limit)


def _day_order(days: Array, newest_first: bool) -> Array:
    return np.where(days == 0, _UNKNOWN_LAST, -days if newest_first else days)


def _first(keys: Array, limit: int, tolerance: float) -> Array:
    """The places of what may be among the first so many; the rest need not be looked at any more."""
    if limit >= len(keys):
        return np.arange(len(keys))
    return np.flatnonzero(keys <= np.partition(keys, limit - 1)[limit - 1] + tolerance)


def _about(found: Sequence[Found], chosen: Sequence[Array]) -> tuple[Array, Array, Array]:
    """Number, score and day of the chosen articles of each part."""
    rows = []
    for each, docs in zip(found, chosen, strict=True):
        segment = each.part.segment
        scores = np.zeros(len(docs)) if each.scores is None else each.scores[docs]
        rows.append((segment.numbers[docs].astype(np.int64), scores, segment.published[docs].astype(np.int64)))
    numbers, scores, days = (np.concatenate([row[at] for row in rows]) for at in range(3))
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
        best = each.docs[candidates[np.argsort(ranks[candidates])]]
        titles = (each.part.segment.title_keys[doc] for doc in best.tolist())
        numbers, scores, _ = _about([each], [best])
        rows += zip(titles, numbers.tolist(), scores.tolist(), strict=True)
    return [(number, score) for _, number, score in heapq.nsmallest(limit, rows)]
