"""Where the parts of a timeline go. Arithmetic only, so a test needs no painter."""

from typing import NamedTuple, Self

from PySide6.QtCore import QRectF

from reader.tasks.views import Timeline
from reader.ui.charts.timeline_axis import AxisWords, Width, axis_words, round_steps

AIR_ABOVE, AIR_RIGHT = 10, 2  # pixels
WORDS_LINE = 16  # pixels from line to line below the bars
WORDS_GAP = 5  # between the bars and the words below
STEP_GAP = 8  # between the numbers at the left and the bars
BAR_MOST, BAR_LEAST = 24, 2  # pixels
BAR_SHARE = 0.66  # of a bucket's width that its bars take
ONE_SLOT_MOST = 110.0  # a bucket is at most as wide, so that few bars stand close together
LEAST_HEIGHT = 1.0  # of a bar that counts something


class BarPlace(NamedTuple):
    """A bar by its numbers, not by its place on the screen."""

    series: int
    bucket: int


class Step(NamedTuple):
    """A hairline across, and what it stands for."""

    y: float
    words: str


class TimelineLayout(NamedTuple):
    """The parts of a timeline in a box. x of buckets counts from the left edge of the first one."""

    plot: QRectF  # where bars are seen; buckets that do not fit are scrolled to
    slot: float  # width of a bucket
    bar: float  # width of a bar
    gap: float  # between the bars of a bucket
    counts: tuple[tuple[int, ...], ...]
    top_count: int  # what the upper edge of the plot stands for
    steps: tuple[Step, ...]
    words: AxisWords

    @classmethod
    def fit(cls, box: QRectF, timeline: Timeline, *, width_of: Width) -> Self:
        """A timeline in this box: squeezed to thin bars first, wider than the box only where that is not enough."""
        counts = tuple(series.counts for series in timeline.series)
        steps = round_steps(max((max(each, default=0) for each in counts), default=0))
        left = max(width_of(f"{step:,}") for step in steps) + STEP_GAP
        below = WORDS_GAP + 2 * WORDS_LINE
        plot = QRectF(box.left() + left, box.top() + AIR_ABOVE, max(1.0, box.width() - left - AIR_RIGHT), 1.0)
        plot.setHeight(max(1.0, box.height() - AIR_ABOVE - below))
        slot = slot_width(plot.width(), buckets=len(timeline.buckets), series=len(counts))
        gap, bar = bar_widths(slot, len(counts))
        return cls(
            plot=plot,
            slot=slot,
            bar=bar,
            gap=gap,
            counts=counts,
            top_count=steps[-1],
            steps=tuple(Step(round(plot.bottom() - plot.height() * n / steps[-1]) + 0.5, f"{n:,}") for n in steps),
            words=axis_words(timeline.buckets, timeline.unit, slot=slot, width_of=width_of),
        )

    @property
    def buckets(self) -> int:
        return len(self.counts[0]) if self.counts else 0

    @property
    def content_width(self) -> float:
        """Of all buckets; wider than the plot where they are scrolled."""
        return self.slot * self.buckets

    def bar_area(self, place: BarPlace, *, scrolled: float = 0.0) -> QRectF:
        """The bar itself, on whole pixels."""
        group = len(self.counts) * self.bar + (len(self.counts) - 1) * self.gap
        inside = (self.slot - group) / 2 + place.series * (self.bar + self.gap)
        left = round(self.plot.left() - scrolled + place.bucket * self.slot + inside)
        count = self.counts[place.series][place.bucket]
        height = max(LEAST_HEIGHT, round(self.plot.height() * count / self.top_count)) if count else 0.0
        return QRectF(left, round(self.plot.bottom()) - height, self.bar, height)

    def slot_area(self, bucket: int, *, scrolled: float = 0.0) -> QRectF:
        """The whole column of a bucket."""
        return QRectF(self.plot.left() - scrolled + bucket * self.slot, self.plot.top(), self.slot, self.plot.height())

    def place_at(self, x: float, y: float, *, scrolled: float = 0.0) -> BarPlace | None:
        """The bar of the column under a point, above and below it too: a small bar is as easy to hit as a large one."""
        in_plot = self.plot.adjusted(0, -AIR_ABOVE, 0, WORDS_GAP + 2 * WORDS_LINE).contains(x, y)
        bucket = int((x - self.plot.left() + scrolled) // self.slot)
        if not in_plot or not 0 <= bucket < self.buckets:
            return None
        areas = [self.bar_area(BarPlace(number, bucket), scrolled=scrolled) for number in range(len(self.counts))]
        distances = [abs(area.center().x() - x) for area in areas]
        return BarPlace(distances.index(min(distances)), bucket)

    def seen_buckets(self, *, scrolled: float = 0.0) -> range:
        """The buckets that are in sight, those in part too."""
        first = int(max(0.0, scrolled) // self.slot)
        return range(first, min(self.buckets, int((scrolled + self.plot.width()) // self.slot) + 1))


def slot_width(room: float, *, buckets: int, series: int) -> float:
    """The width of a bucket: an equal share of the room, but never too narrow for the thinnest bars."""
    share = room / max(1, buckets)
    return max(min(share, ONE_SLOT_MOST), series * BAR_LEAST + 1.0)


def bar_widths(slot: float, series: int) -> tuple[float, float]:
    """The gap between two bars of a bucket, and the width of one, in whole pixels."""
    series = max(1, series)
    gap = 2.0 if slot * BAR_SHARE / series >= 8 else 1.0 if slot / series >= 5 else 0.0
    bar = int((slot * BAR_SHARE - gap * (series - 1)) / series)
    return gap, float(max(BAR_LEAST, min(BAR_MOST, bar)))
