"""Words under bars never touch, at any width; numbers at the left are round."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tasks.views import Timeline, TimeUnit
from reader.ui.charts.timeline_axis import AxisWord, axis_words, round_steps


def width_of(words: str) -> float:
    return 6.5 * len(words)


def words_of(line: tuple[AxisWord, ...]) -> list[str]:
    return [word.words for word in line]


@pytest.mark.parametrize(
    ("most", "steps"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (2, (0, 1, 2)),
        (4, (0, 1, 2, 3, 4)),
        (5, (0, 2, 4, 6)),
        (14, (0, 5, 10, 15)),
        (20, (0, 5, 10, 15, 20)),
        (31, (0, 10, 20, 30, 40)),
        (1204, (0, 500, 1000, 1500)),
    ],
)
def test_steps_are_round_and_reach_the_highest_bar(most: int, steps: tuple[int, ...]):
    assert round_steps(most) == steps


@given(most=st.integers(0, 10**7))
def test_steps_are_few_and_evenly_apart(most: int):
    steps = round_steps(most)
    assert steps[-1] >= most
    assert 2 <= len(steps) <= 5
    assert len({later - earlier for earlier, later in pairwise(steps)}) == 1


@pytest.mark.parametrize("unit", list(TimeUnit))
@pytest.mark.parametrize("buckets", [1, 2, 7, 12, 38, 60, 400])
@pytest.mark.parametrize("room", [120.0, 300.0, 480.0, 970.0, 2400.0])
def test_words_never_touch_and_stay_within_the_bars(
    unit: TimeUnit, buckets: int, room: float, make_timeline: Callable[..., Timeline]
):
    days = make_timeline(buckets, unit=unit, start=date(1988, 3, 20 if unit is TimeUnit.DAY else 1)).buckets
    slot = max(2.0, room / buckets)
    for line in axis_words(days, unit, slot=slot, width_of=width_of):
        for word, following in pairwise(line):
            assert word.right < following.left
        for word in line:
            assert word.left >= 0
            assert word.right <= slot * buckets or buckets == 1


def test_months_are_letters_with_the_year_below_where_it_begins(make_timeline: Callable[..., Timeline]):
    upper, lower = axis_words(make_timeline(12).buckets, TimeUnit.MONTH, slot=76, width_of=width_of)
    assert words_of(upper) == list("ONDJFMAMJJAS")
    assert words_of(lower) == ["2024", "2025"]
    assert (lower[1].left + lower[1].right) / 2 == pytest.approx(3.5 * 76)  # under January


def test_where_months_are_narrow_only_quarters_are_named(make_timeline: Callable[..., Timeline]):
    upper, _ = axis_words(make_timeline(24).buckets, TimeUnit.MONTH, slot=10, width_of=width_of)
    assert words_of(upper) == ["Oct", "Jan", "Apr", "Jul", "Oct", "Jan", "Apr", "Jul"]


def test_where_months_have_no_room_years_stand_in_their_line(make_timeline: Callable[..., Timeline]):
    upper, lower = axis_words(
        make_timeline(400, start=date(1992, 3, 1)).buckets, TimeUnit.MONTH, slot=3, width_of=width_of
    )
    assert words_of(upper)[:3] == ["1993", "1994", "1995"]
    assert lower == ()


def test_days_are_numbers_with_the_month_below(make_timeline: Callable[..., Timeline]):
    days = make_timeline(20, unit=TimeUnit.DAY, start=date(2025, 8, 25)).buckets
    upper, lower = axis_words(days, TimeUnit.DAY, slot=40, width_of=width_of)
    assert words_of(upper)[:8] == ["25", "26", "27", "28", "29", "30", "31", "1"]
    assert words_of(lower) == ["Aug 2025", "Sep 2025"]


def test_nothing_has_no_words():
    assert axis_words((), TimeUnit.MONTH, slot=10, width_of=width_of) == ((), ())
