"""Shared names, similar words, nearness in time -> similar articles, each with its reason in words.

A shared name counts by how rare it is in the library (inverse document frequency, Spärck Jones 1972); names are
found in `library`, words in `search`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reader.articles.article import ArticleNumber
from reader.library.names import SharedNames

NAMED_REASONS = 3  # as many shared names are told
HALF_YEAR_DAYS = 182.0
WORDS_WEIGHT = 0.6  # of similar words, beside names
ENOUGH_WORDS = 4  # shared rare words that count in full; fewer may be chance ("evening", "offered")
LEAST_WORDS = 3  # where no name is shared
LEAST_SCORE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWords:
    """Another article that uses some of the same rare words. `score` is 1 for the most similar one found."""

    number: ArticleNumber
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarArticle:
    number: ArticleNumber
    score: float  # 0 to about 2, for comparing within one list only
    reasons: tuple[str, ...]


def rank_similar(
    by_names: Sequence[SharedNames],
    by_words: Sequence[SharedWords],
    *,
    articles: int,
    published: date | None,
    dates: Mapping[ArticleNumber, date | None],
    without: frozenset[ArticleNumber] = frozenset(),
    limit: int = 6,
) -> list[SimilarArticle]:
    """The most similar articles, best first. `articles` is the size of the library, `without` is not proposed."""
    names = {shared.number: shared for shared in by_names}
    words = {one.number: one for one in by_words if one.number in names or len(one.words) >= LEAST_WORDS}
    weights = {number: _name_weight(shared, articles) for number, shared in names.items()}
    heaviest = max(weights.values(), default=0.0) or 1.0
    ranked = []
    for number in (names.keys() | words.keys()) - without:
        score = weights.get(number, 0.0) / heaviest
        if number in words:
            score += WORDS_WEIGHT * words[number].score * min(1.0, len(words[number].words) / ENOUGH_WORDS)
        score *= 0.8 + 0.2 * _nearness(published, dates.get(number))
        if score >= LEAST_SCORE:
            reasons = _reasons(names.get(number), words.get(number))
            ranked.append(SimilarArticle(number=number, score=round(score, 4), reasons=reasons))
    ranked.sort(key=lambda similar: (-similar.score, similar.number))
    return ranked[:limit]


def _name_weight(shared: SharedNames, articles: int) -> float:
    return sum(math.log(1 + articles / count) for _name, count in shared.names)


def _nearness(one: date | None, other: date | None) -> float:
    """1 on the same day, a half after half a year; 0 where a date is not known."""
    if one is None or other is None:
        return 0.0
    return 1 / (1 + abs((one - other).days) / HALF_YEAR_DAYS)


def _reasons(names: SharedNames | None, words: SharedWords | None) -> tuple[str, ...]:
    reasons = []
    if names is not None:
        reasons.append("shares " + ", ".join(name for name, _count in names.names[:NAMED_REASONS]))
    if words is not None and words.words and (names is None or len(names.names) < 2):
        reasons.append("similar words: " + ", ".join(words.words[:NAMED_REASONS]))
    return tuple(reasons)
