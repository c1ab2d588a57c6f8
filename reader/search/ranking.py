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
        matches = matcher(at, part)
        mask = matches.mask if part.live is None else matches.mask & part.live
        if only is not None:
            mask = mask & part.having(only)
        docs = np.flatnonzero(mask)
        found.append(Found(part, docs, np.zeros(len(docs)) if matches.scores is None else matches.scores[docs]))
    return found


def ranked(found: Sequence[Found], *, sort: SearchSort, limit: int) -> tuple[int, tuple[Hit, ...]]:
    """How many articles match, and the first of them in this order."""
    total = sum(len(each.docs) for each in found)
    if not total or limit <= 0:
        return total, ()
    numbers = np.concatenate([each.numbers for each in found])
    scores = np.concatenate([each.scores for each in found])
    if sort is SearchSort.TITLE:
        chosen = _by_title(found, limit)
    else:
        days = np.concatenate([each.part.segment.published[each.docs] for each in found]).astype(np.int64)
        chosen = _first(_keys(sort, numbers, scores, days), limit)
    hits = zip(numbers[chosen].tolist(), scores[chosen].tolist(), strict=True)
    return total, tuple(Hit(ArticleNumber(number), score) for number, score in hits)


def _keys(sort: SearchSort, numbers: Array, scores: Array, days: Array) -> tuple[Array, ...]:
    """What to sort by, first the most telling: ascending. Of equals the newer comes first."""
    if sort is SearchSort.RELEVANCE:
        return -np.round(scores, 9), -days, -numbers
    if sort is SearchSort.NEWEST:
        return np.where(days == 0, _UNKNOWN_LAST, -days), -numbers
    return np.where(days == 0, _UNKNOWN_LAST, days), numbers


def _first(keys: Sequence[Array], limit: int) -> Array:
    """The places of the first so many in order; only what can be among them is sorted."""
    candidates = np.arange(len(keys[0]))
    if limit < len(candidates):
        border = np.partition(keys[0], limit - 1)[limit - 1]
        candidates = np.flatnonzero(keys[0] <= border)
    return candidates[np.lexsort([key[candidates] for key in reversed(keys)])][:limit]


def _by_title(found: Sequence[Found], limit: int) -> Array:
    """Each segment knows its own order; only its first ones are compared with those of the others."""
    rows: list[tuple[bytes, int, int]] = []
    before = 0
    for each in found:
        best = np.argsort(each.part.segment.title_ranks[each.docs])[:limit]
        numbers = each.numbers[best].tolist()
        titles = (each.part.segment.title_keys[doc] for doc in each.docs[best].tolist())
        rows += zip(titles, numbers, (best + before).tolist(), strict=True)
        before += len(each.docs)
    return np.array([at for _, _, at in heapq.nsmallest(limit, rows)])
