"""Which colour is whose: coloured squares with names, a cross to take one away, a link to compare with another."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.tasks.views import TimelineSeries
from reader.ui.charts.look import MOST_SERIES, ChartLook, series_meanings
from reader.ui.theme import Theme

LINE, ITEM_GAP = 22, 14  # pixels
SQUARE, SQUARE_GAP = 10, 4
CROSS_SIDE, CROSS_ARM = 18, 3.25
COMPARE = "+ compare"


def name_width(name: str, look: ChartLook) -> float:
    """The width of a square with this name, in pixels."""
    return SQUARE + SQUARE_GAP + QFontMetricsF(look.names).horizontalAdvance(name)


def paint_name(painter: QPainter, area: QRectF, name: str, color: QColor, look: ChartLook) -> None:
    """A coloured square and a name, cut with an ellipsis where there is no room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(area.left(), area.center().y() - SQUARE / 2, SQUARE, SQUARE), 2, 2)
    painter.setPen(look.color("text"))
    painter.setFont(look.names)
    words = area.adjusted(SQUARE + SQUARE_GAP, 0, 0, 0)
    shown = QFontMetricsF(look.names).elidedText(name, Qt.TextElideMode.ElideRight, words.width() + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class NameItem(QWidget):
    """A coloured square and a name."""

    def __init__(self, name: str, color: QColor, look: ChartLook, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._color, self._look = name, color, look
        self.setToolTip(name)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(name_width(self._name, self._look)), LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_name(painter, QRectF(self.rect()), self._name, self._color, self._look)


class LegendButton(QAbstractButton):
    """The cross of a series, or the link to compare."""

    def __init__(self, look: ChartLook, parent: QWidget, *, words: str = "") -> None:
        super().__init__(parent)
        self._look = look
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        if not self.text():
            return QSize(CROSS_SIDE, LINE)
        return QSize(round(QFontMetricsF(self._look.names).horizontalAdvance(self.text())) + 8, LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("focus"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -2), 5, 5)
        if self.text():
            font = QFont(self._look.names)
            font.setUnderline(self.underMouse())
            painter.setFont(font)
            painter.setPen(self._look.color("accent"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            return
        painter.setPen(QPen(self._look.color("text" if not self.underMouse() else "error"), 1.4))
        middle = QRectF(self.rect()).center()
        for end in (QPointF(CROSS_ARM, CROSS_ARM), QPointF(CROSS_ARM, -CROSS_ARM)):
            painter.drawLine(middle - end, middle + end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Legend(QWidget):
    """The series of a timeline, side by side, wrapped like words. Threads: GUI thread only."""

    remove_wanted = Signal(str)  # entity id
    compare_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[TimelineSeries, ...] = ()
        self._groups: list[list[QWidget]] = []  # what must not be parted by the end of a line
        self.setAccessibleName("Names in the timeline")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._look = ChartLook.of(theme)
        self.show_series(self._series)

    def show_series(self, series: Sequence[TimelineSeries]) -> None:
        """Name these; all but the first can be taken away, and more be added up to the most there can be."""
        for widget in (each for group in self._groups for each in group):
            widget.hide()
            widget.deleteLater()
        self._series = tuple(series)
        meanings = series_meanings(self._series)
        self._groups = [
            self._group(each, self._look.color(meaning), removable=number > 0)
            for number, (each, meaning) in enumerate(zip(self._series, meanings, strict=True))
        ]
        if 0 < len(self._series) < MOST_SERIES:
            compare = LegendButton(self._look, self, words=COMPARE)
            compare.setAccessibleName("Compare with another name")
            compare.clicked.connect(lambda _checked=False: self.compare_wanted.emit())
            self._groups.append([compare])
        before = self._stop_before()
        for widget in (each for group in self._groups for each in group):
            widget.show()
            if isinstance(widget, LegendButton):  # else Tab would come to what is new last of all
                self.setTabOrder(before, widget)
                before = widget
        self._take_room()

    def _stop_before(self) -> QWidget:
        """What the Tab key comes to before the legend."""
        widget = self.previousInFocusChain()
        while widget not in (None, self) and (self.isAncestorOf(widget) or not _takes_tab(widget)):
            widget = widget.previousInFocusChain()
        return widget or self

    def _take_room(self) -> None:
        """As high as the names need at this width; not left to layouts, which ask for that width too late or never."""
        self.setFixedHeight(self._flow(self.width(), place=True))

    def _group(self, series: TimelineSeries, color: QColor, *, removable: bool) -> list[QWidget]:
        name = series.entity.name
        item = NameItem(name, color, self._look, self)
        if not removable:
            return [item]
        cross = LegendButton(self._look, self)
        cross.setAccessibleName(f"Remove {name} from the timeline")
        cross.setToolTip(f"Remove {name}")
        cross.clicked.connect(lambda _checked=False, entity_id=series.entity.id: self.remove_wanted.emit(entity_id))
        return [item, cross]

    def _flow(self, width: int, *, place: bool) -> int:
        """The height that is needed; with `place`, everything is also put there."""
        x = y = 0
        for group in self._groups:
            sizes = [widget.sizeHint().width() for widget in group]
            sizes[0] = min(sizes[0], max(1, width - sum(sizes[1:])))
            if x and x + sum(sizes) > width:
                x, y = 0, y + LINE
            for widget, size in zip(group, sizes, strict=True):
                if place:
                    widget.setGeometry(QRect(QPoint(x, y), QSize(size, LINE)))
                x += size
            x += ITEM_GAP if len(group) == 1 else ITEM_GAP - CROSS_SIDE // 3
        return y + LINE

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        return QSize(200, self._flow(max(200, self.width()), place=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._take_room()


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
