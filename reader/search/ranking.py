"""From matches to the hits that are shown: the best, the newest or the first by title."""

import heapq
from collections.abc import Sequence

import numpy as np

from reader.articles.article import ArticleNumber
from reader.search.arrays import Array
from reader.search.matching import Matcher
from reader.search.snapshot import Part, Snapshot
from reader.search.values import Hit, SearchSort

_UNKNOWN_LAST = np.iinfo(np.int64).max


def ranked(
    snapshot: Snapshot, matcher: Matcher, *, only: Array | None, sort: SearchSort, limit: int
) -> tuple[int, tuple[Hit, ...]]:
    """How many articles match, and the first of them in this order. `only`: sorted numbers that may be among them."""
    found: list[tuple[Part, Array, Array]] = []
    for at, part in enumerate(snapshot.parts):
        matches = matcher(at, part)
        mask = matches.mask if part.live is None else matches.mask & part.live
        if only is not None:
            mask = mask & part.having(only)
        docs = np.flatnonzero(mask)
        found.append((part, docs, matches.scores[docs]))
    total = sum(len(docs) for _, docs, _ in found)
    if not total or limit <= 0:
        return total, ()
    numbers = np.concatenate([part.segment.numbers[docs] for part, docs, _ in found])
    scores = np.concatenate([scores for _, _, scores in found])
    if sort is SearchSort.TITLE:
        chosen = _by_title(found, numbers, limit)
    else:
        days = np.concatenate([part.segment.published[docs] for part, docs, _ in found]).astype(np.int64)
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


def _by_title(found: Sequence[tuple[Part, Array, Array]], numbers: Array, limit: int) -> Array:
    titles = (part.segment.title_key(doc) for part, docs, _ in found for doc in docs.tolist())
    rows = ((title, number, at) for at, (title, number) in enumerate(zip(titles, numbers.tolist(), strict=True)))
    return np.array([at for _, _, at in heapq.nsmallest(limit, rows)])
