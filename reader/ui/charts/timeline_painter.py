"""Draws a timeline: the same on the screen and in a file."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from reader.ui.charts.look import ChartLook
from reader.ui.charts.timeline_axis import AxisWord
from reader.ui.charts.timeline_layout import AIR_RIGHT, STEP_GAP, WORDS_GAP, WORDS_LINE, BarPlace, TimelineLayout
from reader.ui.painting import fill

CORNER = 2.0  # of the upper end of a bar that is wide enough
FADED = 0.4  # opacity of the bars beside the one that is pointed at
NUMBERS = 100.0  # pixels for the numbers at the left, more than they take
WORDS_OUTSIDE = 20.0  # pixels by which words below may stand out of the plot


class TimelineState(NamedTuple):
    """What the reader does with a timeline just now."""

    scrolled: float = 0.0
    pointed: BarPlace | None = None
    focused: BarPlace | None = None


def paint_timeline(
    painter: QPainter,
    layout: TimelineLayout,
    meanings: tuple[str, ...],
    look: ChartLook,
    state: TimelineState = TimelineState(),
) -> None:
    """Hairlines, numbers, bars and words; `meanings` are those of the series' colours."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state.pointed is not None:
        column = layout.slot_area(state.pointed.bucket, scrolled=state.scrolled)
        fill(painter, column.intersected(layout.plot), look.color("row.hover"))
    _paint_steps(painter, layout, look)
    painter.save()
    painter.setClipRect(layout.plot.adjusted(-1, -3, 1, 3))
    for number, meaning in enumerate(meanings):
        _paint_bars(painter, layout, number, look.color(meaning), state)
    if state.focused is not None:
        _paint_ring(painter, layout.bar_area(state.focused, scrolled=state.scrolled), look)
    painter.restore()
    _paint_words(painter, layout, look, state.scrolled)


def _paint_steps(painter: QPainter, layout: TimelineLayout, look: ChartLook) -> None:
    painter.setFont(look.small)
    for step in layout.steps:
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(QPointF(layout.plot.left(), step.y), QPointF(layout.plot.right(), step.y))
        painter.setPen(look.color("muted"))
        area = QRectF(layout.plot.left() - STEP_GAP - NUMBERS, step.y - WORDS_LINE / 2, NUMBERS, WORDS_LINE)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, step.words)


def _paint_bars(painter: QPainter, layout: TimelineLayout, number: int, color: QColor, state: TimelineState) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    faded = QColor(color)
    faded.setAlphaF(FADED)
    for bucket in layout.seen_buckets(scrolled=state.scrolled):
        place = BarPlace(number, bucket)
        area = layout.bar_area(place, scrolled=state.scrolled)
        beside = state.pointed is not None and state.pointed.bucket == bucket
        if area.height():
            painter.setBrush(faded if beside and state.pointed != place else color)
            painter.drawPath(bar_shape(area))


def bar_shape(area: QRectF) -> QPainterPath:
    """A bar, its upper corners a little round."""
    corner = min(CORNER, area.height()) if area.width() >= 3 * CORNER else 0.0
    path = QPainterPath(area.bottomLeft())
    path.lineTo(area.left(), area.top() + corner)
    if corner:
        path.quadTo(area.topLeft(), QPointF(area.left() + corner, area.top()))
    path.lineTo(area.right() - corner, area.top())
    if corner:
        path.quadTo(area.topRight(), QPointF(area.right(), area.top() + corner))
    path.lineTo(area.bottomRight())
    path.closeSubpath()
    return path


def _paint_ring(painter: QPainter, bar: QRectF, look: ChartLook) -> None:
    painter.setPen(QPen(look.color("focus"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(bar.adjusted(-2.25, -2.25, 2.25, 2.25), 3, 3)


def _paint_words(painter: QPainter, layout: TimelineLayout, look: ChartLook, scrolled: float) -> None:
    painter.setFont(look.small)
    painter.setPen(look.color("muted"))
    top = layout.plot.bottom() + WORDS_GAP
    seen = layout.plot.adjusted(-WORDS_OUTSIDE, 0, AIR_RIGHT, 3 * WORDS_LINE)
    for line, words in enumerate(layout.words):
        for word in words:
            area = _word_area(word, layout, top + line * WORDS_LINE, scrolled)
            if seen.contains(area):
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, word.words)


def _word_area(word: AxisWord, layout: TimelineLayout, top: float, scrolled: float) -> QRectF:
    return QRectF(layout.plot.left() - scrolled + word.left, top, word.right - word.left, WORDS_LINE)
