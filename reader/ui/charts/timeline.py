"""The timeline: bars for the articles of each day, month or year, to be pointed at, walked along and clicked."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QWidget

from reader.tasks.views import Timeline, TimeUnit
from reader.ui.charts.look import ChartLook, series_meanings
from reader.ui.charts.tag import paint_tag
from reader.ui.charts.timeline_layout import BarPlace, TimelineLayout
from reader.ui.charts.timeline_painter import TimelineState, paint_timeline
from reader.ui.charts.words import NO_DATES, bar_words, timeline_title
from reader.ui.theme import Theme

HEIGHT, LEAST_WIDTH = 184, 200  # pixels
SCROLL_BAR = 10
PAGE = 12  # buckets by which Page Up and Page Down go
NOTHING = Timeline(TimeUnit.MONTH, (), ())


class TimelineChart(QWidget):
    """Bars of up to five series. Tab goes in; arrows walk from bar to bar, Enter clicks. Threads: GUI thread only."""

    bar_clicked = Signal(
        str, object, object
    )  # entity id, first day (date), TimeUnit; never of a bar that counts nothing

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = NOTHING
        self._layout: TimelineLayout | None = None
        self._pointed: BarPlace | None = None
        self._focused: BarPlace | None = None
        self._scroll = QScrollBar(Qt.Orientation.Horizontal, self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.valueChanged.connect(self._on_scroll_value_changed)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._look = ChartLook.of(theme)
        self._lay_out()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show these bars, the newest in sight. Where the reader stood is kept, if the bar is still there."""
        stood = self._day_in_focus()
        self._timeline, self._pointed = timeline, None
        self.setAccessibleName(": ".join(filter(None, (timeline_title(timeline.unit), ", ".join(self._names())))))
        self._lay_out()
        self._scroll.setValue(self._scroll.maximum())
        place = None
        if stood is not None and stood[1] in timeline.buckets and stood[0] < len(timeline.series):
            place = BarPlace(stood[0], timeline.buckets.index(stood[1]))
        elif self.hasFocus():
            place = self._newest()
        self._set_focused(place)

    def layout_now(self) -> TimelineLayout | None:
        """The geometry as it is drawn; None where there is nothing to draw."""
        return self._layout

    @property
    def scrolled(self) -> float:
        return float(self._scroll.value())

    @property
    def focused_place(self) -> BarPlace | None:
        return self._focused

    def _names(self) -> list[str]:
        return [series.entity.name for series in self._timeline.series]

    def _day_in_focus(self) -> tuple[int, object] | None:
        return (self._focused.series, self._timeline.buckets[self._focused.bucket]) if self._focused else None

    def _newest(self) -> BarPlace | None:
        return BarPlace(0, len(self._timeline.buckets) - 1) if self._timeline.buckets else None

    def _lay_out(self) -> None:
        walkable = bool(self._timeline.buckets and self._timeline.series)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if walkable else Qt.FocusPolicy.NoFocus)
        if not walkable:
            self._layout = None
            self._scroll.hide()
            self.update()
            return
        metrics = QFontMetricsF(self._look.small)
        box = QRectF(0, 0, self.width(), self.height())
        layout = TimelineLayout.fit(box, self._timeline, width_of=metrics.horizontalAdvance)
        overflow = layout.content_width - layout.plot.width()
        if overflow > 0.5:
            box.setHeight(self.height() - SCROLL_BAR)
            layout = TimelineLayout.fit(box, self._timeline, width_of=metrics.horizontalAdvance)
        self._layout = layout
        self._place_scroll_bar(layout, overflow)
        self.update()

    def _place_scroll_bar(self, layout: TimelineLayout, overflow: float) -> None:
        at_end = self._scroll.value() == self._scroll.maximum()
        self._scroll.setVisible(overflow > 0.5)
        self._scroll.setRange(0, max(0, round(overflow)))
        self._scroll.setPageStep(round(layout.plot.width()))
        self._scroll.setSingleStep(max(1, round(layout.slot)))
        left, width = round(layout.plot.left()), round(layout.plot.width())
        self._scroll.setGeometry(left, self.height() - SCROLL_BAR, width, SCROLL_BAR)
        if at_end:
            self._scroll.setValue(self._scroll.maximum())

    def _set_focused(self, place: BarPlace | None) -> None:
        self._focused = place
        self.setAccessibleDescription(self._words(place) if place is not None else "")
        if place is not None and self._layout is not None:
            column = self._layout.slot_area(place.bucket, scrolled=self.scrolled)
            plot = self._layout.plot
            beyond = max(0.0, column.right() - plot.right()) - max(0.0, plot.left() - column.left())
            self._scroll.setValue(self._scroll.value() + round(beyond))
        self.update()

    def _words(self, place: BarPlace) -> str:
        return bar_words(self._timeline.series[place.series], place.bucket, self._timeline)

    def _counts(self, place: BarPlace) -> bool:
        return self._timeline.series[place.series].counts[place.bucket] > 0

    def _click(self, place: BarPlace | None) -> None:
        if place is not None and self._counts(place):
            entity = self._timeline.series[place.series].entity
            self.bar_clicked.emit(entity.id, self._timeline.buckets[place.bucket], self._timeline.unit)

    def _place_at(self, point: QPointF) -> BarPlace | None:
        return self._layout.place_at(point.x(), point.y(), scrolled=self.scrolled) if self._layout else None

    def _point_at(self, place: BarPlace | None) -> None:
        if place != self._pointed:
            self._pointed = place
            pointing = place is not None and self._counts(place)
            self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
            self.update()

    def _walked(self, key: int) -> BarPlace | None:
        """Where a key leads from the bar in focus; None if the key leads nowhere."""
        place = self._focused or self._newest()
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_PageUp: (0, -PAGE),
            Qt.Key.Key_PageDown: (0, PAGE),
            Qt.Key.Key_Home: (0, -len(self._timeline.buckets)),
            Qt.Key.Key_End: (0, len(self._timeline.buckets)),
        }
        step = next((each for known, each in steps.items() if known == key), None)
        if place is None or step is None:
            return None
        series = max(0, min(place.series + step[0], len(self._timeline.series) - 1))
        return BarPlace(series, max(0, min(place.bucket + step[1], len(self._timeline.buckets) - 1)))

    def _on_scroll_value_changed(self) -> None:
        self._pointed = None
        self.update()

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._layout is None:
            words = NO_DATES if self._timeline is not NOTHING else ""
            painter.setFont(self._look.names)
            painter.setPen(self._look.color("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
            return
        focused = self._focused if self.hasFocus() else None
        state = TimelineState(self.scrolled, self._pointed, focused)
        paint_timeline(painter, self._layout, series_meanings(self._timeline.series), self._look, state)
        told = self._pointed or focused
        if told is not None:
            about = self._layout.bar_area(told, scrolled=self.scrolled)
            paint_tag(painter, self._words(told), about, QRectF(self.rect()), self._look)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._place_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._click(self._place_at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways scrolls the bars; up and down is the page's."""
        sideways = event.angleDelta().x() or (
            event.angleDelta().y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
        )
        if sideways and self._scroll.maximum():
            self._scroll.setValue(self._scroll.value() - sideways)
            event.accept()
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._set_focused(self._focused or self._newest())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._click(self._focused)
            return
        place = self._walked(event.key())
        if place is None:
            super().keyPressEvent(event)
            return
        self._pointed = None
        self._set_focused(place)
