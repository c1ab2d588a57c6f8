"""Where bars go, as values."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from reader.tasks.views import Timeline, TimeUnit
from reader.ui.charts.timeline_layout import BAR_LEAST, BAR_MOST, BarPlace, TimelineLayout

MakeTimeline = Callable[..., Timeline]
BOX = QRectF(0, 0, 970, 184)


def fit(timeline: Timeline, width: float = 970) -> TimelineLayout:
    return TimelineLayout.fit(QRectF(0, 0, width, 184), timeline, width_of=lambda words: 6.5 * len(words))


def test_a_bar_is_as_high_as_its_share_of_the_highest_step(make_timeline: MakeTimeline):
    layout = fit(make_timeline(3, counts=((5, 0, 14),)))
    heights = [layout.bar_area(BarPlace(0, bucket)).height() for bucket in range(3)]
    assert layout.top_count == 15
    assert heights[1] == 0
    assert heights[0] == pytest.approx(layout.plot.height() / 3, abs=1)
    assert heights[2] == pytest.approx(layout.plot.height() * 14 / 15, abs=1)


def test_the_smallest_count_can_be_seen_beside_the_largest(make_timeline: MakeTimeline):
    layout = fit(make_timeline(2, counts=((1, 100_000),)))
    assert layout.bar_area(BarPlace(0, 0)).height() >= 1


@pytest.mark.parametrize("series", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("buckets", [1, 2, 12, 60, 400])
@pytest.mark.parametrize("width", [300.0, 480.0, 970.0, 2400.0])
def test_bars_overlap_at_no_width(series: int, buckets: int, width: float, make_timeline: MakeTimeline):
    layout = fit(make_timeline(buckets, series=series), width)
    areas = [layout.bar_area(BarPlace(number, bucket)) for bucket in range(buckets) for number in range(series)]
    assert BAR_LEAST <= layout.bar <= BAR_MOST
    assert all(one.right() <= other.left() + 0.01 for one, other in pairwise(areas))
    assert areas[0].left() >= layout.plot.left()
    assert areas[-1].right() <= layout.plot.left() + layout.content_width + 0.5


def test_bars_are_squeezed_before_they_are_scrolled(make_timeline: MakeTimeline):
    years = fit(make_timeline(60, series=3), 480)
    many = fit(make_timeline(400, series=1, start=date(1992, 3, 1)), 480)
    assert years.content_width <= years.plot.width()
    assert many.content_width > many.plot.width()
    assert many.bar == BAR_LEAST


def test_few_buckets_stand_together_at_the_left(make_timeline: MakeTimeline):
    layout = fit(make_timeline(1, series=1))
    assert layout.bar_area(BarPlace(0, 0)).right() < 150


def test_a_point_anywhere_in_a_column_finds_the_nearest_bar(make_timeline: MakeTimeline):
    layout = fit(make_timeline(12))
    for place in (BarPlace(0, 0), BarPlace(1, 0), BarPlace(0, 7), BarPlace(1, 11)):
        bar = layout.bar_area(place)
        assert layout.place_at(bar.center().x(), layout.plot.top() + 1) == place
        assert layout.place_at(bar.center().x(), layout.plot.bottom() + 10) == place
    assert layout.place_at(2, 50) is None


def test_what_is_scrolled_is_found_where_it_is_seen(make_timeline: MakeTimeline):
    layout = fit(make_timeline(400, series=1), 480)
    end = layout.content_width - layout.plot.width()
    last = layout.bar_area(BarPlace(0, 399), scrolled=end)
    assert last.right() <= layout.plot.right()
    assert layout.place_at(last.center().x(), 60, scrolled=end) == BarPlace(0, 399)
    seen = layout.seen_buckets(scrolled=end)
    assert 399 in seen
    assert 0 not in seen


def test_a_timeline_of_nothing_but_zeros_has_steps(make_timeline: MakeTimeline):
    layout = fit(make_timeline(4, counts=((0, 0, 0, 0),), unit=TimeUnit.YEAR))
    assert [step.words for step in layout.steps] == ["0", "1"]
