"""Plain areas of colour."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, area: QRect | QRectF, color: QColor) -> None:
    """Fill an area; the painter's pen and brush are not what they were afterwards.

    `QPainter.fillRect` could as well be given the name of a gradient, so that PySide loads all their names first:
    as long as a screen of text takes to paint, at every start.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRect(area)
