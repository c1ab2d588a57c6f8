"""Precision, recall and F1 by exact span and kind, as conlleval counts them."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

Span = tuple[int, int, int, str]
"""Document, start, end, label."""

TOGETHER = ("PER", "LOC", "ORG")


class Score(NamedTuple):
    """How many names were right, found and wanted."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self, name: str) -> str:
        return f"  {name:12} P {self.precision:5.1f}  R {self.recall:5.1f}  F1 {self.f1:5.1f}  ({self.wanted})"


def score(wanted: Iterable[Span], found: Iterable[Span]) -> dict[str, Score]:
    """By label, then for PER, LOC and ORG together, then for all. Where nothing wanted is MISC, MISC is not counted."""
    gold, ours = set(wanted), set(found)
    if not any(span[3] == "MISC" for span in gold):
        ours = {span for span in ours if span[3] != "MISC"}
    right, given, asked = (Counter(span[3] for span in spans) for spans in (gold & ours, ours, gold))
    scores = {
        label: Score(right[label], given[label], asked[label])
        for label in (*TOGETHER, "MISC")
        if given[label] or asked[label]
    }
    scores["PER LOC ORG"] = _sum(scores[label] for label in TOGETHER if label in scores)
    scores["all"] = _sum(scores[label] for label in (*TOGETHER, "MISC") if label in scores)
    return scores


def _sum(scores: Iterable[Score]) -> Score:
    parts = list(scores)
    return Score(sum(s.right for s in parts), sum(s.found for s in parts), sum(s.wanted for s in parts))
