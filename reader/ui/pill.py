"""A word on the tint of its kind, the way names look wherever they stand outside a text."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from reader.entities.mention import EntityKind
from reader.ui.theme import Theme

PILL_HEIGHT, PILL_PADDING = 23, 10  # pixels


def paint_pill(
    painter: QPainter, pill: QRectF, words: str, kind: EntityKind, theme: Theme, *, focused: bool = False
) -> None:
    """A name or a kind on its tint, cut with an ellipsis where it does not fit; uses the painter's font."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside = pill.adjusted(0.75, 0.75, -0.75, -0.75)
    tint = theme.color(f"entity.{kind}.tint")
    painter.setPen(QPen(theme.color("focus") if focused else tint, 1.5))
    painter.setBrush(tint)
    painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
    painter.setPen(theme.color(f"entity.{kind}"))
    room = pill.width() - 2 * PILL_PADDING + 1
    metrics = QFontMetricsF(painter.font())
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
