"""The axes of a timeline: round steps upwards, and words below that never touch one another."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from reader.tasks.views import TimeUnit
from reader.ui.dates import MONTHS, short_month

MOST_STEPS = 4
BETWEEN_WORDS = 5.0  # pixels, at least
Width = Callable[[str], float]


class AxisWord(NamedTuple):
    """A word below the bars and the stretch it takes, in pixels from the left edge of the first bucket."""

    words: str
    left: float
    right: float


class AxisWords(NamedTuple):
    """Two lines of words. What fits no line is left out."""

    upper: tuple[AxisWord, ...]
    lower: tuple[AxisWord, ...]


class Labelling(NamedTuple):
    """One way to name buckets: which of them, and by what."""

    words: Callable[[date], str]
    wanted: Callable[[date], bool]


def round_steps(most: int) -> tuple[int, ...]:
    """Whole numbers from 0 to `most` or a little more, evenly apart by 1, 2 or 5 times a power of ten."""
    if most <= 0:
        return (0, 1)
    step = next(step for step in _round_numbers() if step * MOST_STEPS >= most)
    return tuple(range(0, most + step, step)) if most % step else tuple(range(0, most + 1, step))


def _round_numbers() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def axis_words(buckets: Sequence[date], unit: TimeUnit, *, slot: float, width_of: Width) -> AxisWords:
    """The words under buckets that are `slot` pixels wide: as many as have room, the rounder ones first."""
    if not buckets:
        return AxisWords((), ())
    row = _Row(buckets, slot, width_of)
    upper = row.first_that_fits(_UPPER[unit])
    lower = row.first_that_fits(_LOWER[unit])
    if _LOWER[unit]:
        lower = row.with_first(lower, _LOWER[unit][0].words)
    return AxisWords(upper, lower) if upper else AxisWords(lower, ())


class _Row(NamedTuple):
    """Places words under the middles of buckets."""

    buckets: Sequence[date]
    slot: float
    width_of: Width

    def first_that_fits(self, labellings: Sequence[Labelling]) -> tuple[AxisWord, ...]:
        for labelling in labellings:
            placed = tuple(
                self._word(labelling.words(day), place)
                for place, day in enumerate(self.buckets)
                if labelling.wanted(day)
            )
            if not _touch(placed):
                return placed
        return ()

    def with_first(self, placed: tuple[AxisWord, ...], words: Callable[[date], str]) -> tuple[AxisWord, ...]:
        """With a word under the first bucket, too, where that leaves room for the others."""
        first = self._word(words(self.buckets[0]), 0)
        if placed and first.right + BETWEEN_WORDS > placed[0].left:
            return placed
        return (first, *placed)

    def _word(self, words: str, place: int) -> AxisWord:
        width, room = self.width_of(words), self.slot * len(self.buckets)
        left = max(0.0, min((place + 0.5) * self.slot - width / 2, room - width))
        return AxisWord(words, left, left + width)


def _touch(words: Sequence[AxisWord]) -> bool:
    return any(one.right + BETWEEN_WORDS > other.left for one, other in pairwise(words))


def _every_months(number: int) -> Callable[[date], bool]:
    return lambda day: (day.month - 1) % number == 0


def _every_years(number: int) -> Callable[[date], bool]:
    return lambda day: day.month == 1 and day.day == 1 and day.year % number == 0


def _on_days(*days: int) -> Callable[[date], bool]:
    return lambda day: day.day in days


def _year(day: date) -> str:
    return str(day.year)


def _day(day: date) -> str:
    return str(day.day)


def _month_letter(day: date) -> str:
    return MONTHS[day.month - 1][0]


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


_YEARS = tuple(Labelling(_year, _every_years(number)) for number in (1, 2, 5, 10, 20, 50, 100))
_UPPER = {
    TimeUnit.YEAR: _YEARS,
    TimeUnit.MONTH: (
        Labelling(_month_letter, _every_months(1)),
        *(Labelling(_month, _every_months(number)) for number in (2, 3, 6)),
    ),
    TimeUnit.DAY: (
        Labelling(_day, _on_days(*range(1, 32))),
        Labelling(_day, _on_days(*range(1, 30, 2))),
        Labelling(_day, _on_days(1, 5, 10, 15, 20, 25)),
        Labelling(_day, _on_days(1, 10, 20)),
    ),
}
_LOWER: dict[TimeUnit, tuple[Labelling, ...]] = {
    TimeUnit.YEAR: (),
    TimeUnit.MONTH: _YEARS,
    TimeUnit.DAY: (
        Labelling(short_month, _on_days(1)),
        Labelling(short_month, lambda day: day.day == 1 and day.month % 3 == 1),
    ),
}
