"""One line of text of which parts are bold, cut with an ellipsis where it is too long."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from reader.articles.article import Span
from reader.ui.article_list.marked_lines import BREAKS, LONGEST, is_right_to_left

ELLIPSIS = "…"


class EmphasisedLine:
    """Text that begins in a right-to-left script is set from right to left. Threads: GUI thread only."""

    def __init__(self, text: str, parts: Sequence[Span], font: QFont, *, width: float) -> None:
        whole = text[:LONGEST].translate(BREAKS)
        self._font, self._option = font, _option(is_right_to_left(text))
        self.width = self._lay_out(whole, parts)
        if self.width > width or len(text) > LONGEST:
            bold = QFont(font)
            bold.setWeight(QFont.Weight.Bold)
            shown = QFontMetricsF(bold if parts else font).elidedText(whole, Qt.TextElideMode.ElideRight, width)
            end = len(shown.removesuffix(ELLIPSIS))
            parts = [Span(part.start, min(part.end, end)) for part in parts if part.start < end]
            self.width = min(self._lay_out(shown, parts), width)

    def _lay_out(self, text: str, parts: Sequence[Span]) -> float:
        """How wide it is."""
        self._layout = QTextLayout(text, self._font)
        self._layout.setTextOption(self._option)
        if parts:
            self._layout.setFormats([_bold(text, part) for part in parts])
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._layout.endLayout()
        return self._line.naturalTextWidth()

    def draw(self, painter: QPainter, room: QRectF, *, to_right: bool) -> None:
        """Draw it in the middle of this height, at the right or the left of this room."""
        left = room.right() - self.width if to_right else room.left()
        self._layout.draw(painter, QPointF(left, room.center().y() - self._line.height() / 2))


def _option(right_to_left: bool) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)  # whoever draws the line knows where it goes
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _bold(text: str, part: Span) -> QTextLayout.FormatRange:
    piece = QTextLayout.FormatRange()
    piece.start = _units(text[: part.start])  # Qt counts UTF-16 units
    piece.length = _units(text[part.start : part.end])
    piece.format = QTextCharFormat()
    piece.format.setFontWeight(QFont.Weight.Bold)
    return piece


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)
