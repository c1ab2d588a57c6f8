"""A small dark tag with words beside what is pointed at or focused: for mouse and keyboard alike, at once."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from reader.ui.charts.look import ChartLook

PADDING_X, PADDING_Y = 8.0, 4.0  # pixels
AWAY = 6.0  # from what it belongs to
CORNER = 6.0


def tag_area(size_x: float, size_y: float, about: QRectF, bounds: QRectF) -> QRectF:
    """Where a tag of this size goes: above what it is about, else beside it, else below, always inside the bounds."""
    size_x, size_y = min(size_x, bounds.width()), min(size_y, bounds.height())
    left, top = about.center().x() - size_x / 2, about.top() - AWAY - size_y
    if top < bounds.top():
        if about.right() + AWAY + size_x <= bounds.right():
            left, top = about.right() + AWAY, about.top()
        elif about.left() - AWAY - size_x >= bounds.left():
            left, top = about.left() - AWAY - size_x, about.top()
        else:
            top = about.bottom() + AWAY
    left = max(bounds.left(), min(left, bounds.right() - size_x))
    return QRectF(left, max(bounds.top(), min(top, bounds.bottom() - size_y)), size_x, size_y)


def paint_tag(painter: QPainter, words: str, about: QRectF, bounds: QRectF, look: ChartLook) -> None:
    """Words beside `about`, cut with an ellipsis where the bounds are too narrow."""
    metrics = QFontMetricsF(look.names)
    wanted = metrics.horizontalAdvance(words) + 2 * PADDING_X
    area = tag_area(wanted, metrics.height() + 2 * PADDING_Y, about, bounds)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("tooltip"))
    painter.drawRoundedRect(area, CORNER, CORNER)
    painter.setPen(look.color("tooltip.text"))
    painter.setFont(look.names)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width() - 2 * PADDING_X + 1)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
