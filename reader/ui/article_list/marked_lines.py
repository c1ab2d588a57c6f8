"""A few lines of text with marks, laid out once and drawn many times; too long a text ends in an ellipsis."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from reader.articles.article import Span
from reader.ui.theme import SIZES

LONGEST = 1000  # characters looked at; no row shows as many, and a whole article could come as one line
ELLIPSIS = "…"
STEP_BACK = 12  # characters given up so as not to cut a word or a mark in two
MARK_OVERHANG = 1.5  # pixels of mark left and right of its word
BREAKS = str.maketrans("\n\r\t\u2028\u2029", "     ")  # one for one, so that marks stay where they are


class TextLook(NamedTuple):
    """How a text is set. Lines are `line_height` pixels apart."""

    font: QFont
    line_height: int
    color: QColor
    mark_color: QColor  # of marked words
    mark_ground: QColor


class MarkedLines:
    """At most `most_lines` lines of a text, no wider than `width` pixels.

    Text that begins in a right-to-left script is set from right to left.
    Threads: GUI thread only.
    """

    def __init__(
        self,
        text: str,
        marks: Sequence[Span],
        look: TextLook,
        *,
        width: int,
        most_lines: int,
        spare: int = 0,
        mirrored: bool = False,
    ) -> None:
        """`spare`: pixels that the last of so many lines leaves at its right, or `mirrored` at its left."""
        self._look = look
        self._width = max(1, width)
        self._spare, self._spare_left = min(spare, self._width - 1), mirrored
        self._option = _text_option(text)
        shown = text[:LONGEST].translate(BREAKS)
        layout, end = self._lay_out(shown, marks, most_lines)
        self.elided = end < len(shown.rstrip()) or len(text) > LONGEST
        if self.elided:
            shown = self._elide(shown, marks, layout)
            marks = [Span(mark.start, min(mark.end, len(shown))) for mark in marks if mark.start < len(shown)]
            layout, _end = self._lay_out(shown + ELLIPSIS, marks, most_lines)
        self._layout = layout
        self._grounds = [
            ground for mark in marks for ground in self._grounds_of(_utf16(shown, mark.start), _utf16(shown, mark.end))
        ]
        self.line_count = max(1, layout.lineCount())

    def draw(self, painter: QPainter, left: int, top: int) -> None:
        origin = QPointF(left, top)
        if self._grounds:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.mark_ground)
            for ground in self._grounds:
                painter.drawRoundedRect(ground.translated(origin), SIZES.mark_corner, SIZES.mark_corner)
        painter.setPen(self._look.color)
        self._layout.draw(painter, origin)

    def _lay_out(self, text: str, marks: Sequence[Span], most_lines: int) -> tuple[QTextLayout, int]:
        """The lines, and how many characters of the text they hold."""
        layout = QTextLayout(text, self._look.font)
        layout.setTextOption(self._option)
        if marks:
            layout.setFormats(self._formats_of(text, marks))
        layout.beginLayout()
        end = 0
        gap = 0.0
        for number in range(most_lines):
            line = layout.createLine()
            if not line.isValid():
                break
            spare = self._spare if number == most_lines - 1 else 0
            line.setLineWidth(self._width - spare)
            gap = (self._look.line_height - line.height()) / 2
            line.setPosition(QPointF(spare if self._spare_left else 0, number * self._look.line_height + gap))
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, _code_points(text, end)

    def _elide(self, text: str, marks: Sequence[Span], layout: QTextLayout) -> str:
        """The text up to the ellipsis. A word or mark that would be cut in two is left out if that costs little."""
        start = _code_points(text, layout.lineAt(layout.lineCount() - 1).textStart())
        metrics = QFontMetricsF(self._look.font)
        tail = text[start:]
        width = layout.lineAt(layout.lineCount() - 1).width()
        fitting = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, width)
        cut = len(fitting.removesuffix(ELLIPSIS))
        if fitting == tail:  # a wrapped space or the limit of LONGEST: all of it fits, but for the ellipsis
            cut = max(0, cut - 2)
        cut = _kind_cut(tail, cut)
        for mark in marks:
            first = mark.start - start
            if first < cut < mark.end - start and cut - first <= STEP_BACK and first > 0:
                cut = first
        return text[: start + cut].rstrip(" ,;:")

    def _formats_of(self, text: str, marks: Sequence[Span]) -> list[QTextLayout.FormatRange]:
        from PySide6.QtGui import QTextCharFormat  # deferred: large, and not needed before the first search

        formats = []
        for mark in marks:
            piece = QTextLayout.FormatRange()
            piece.start = _utf16(text, mark.start)
            piece.length = _utf16(text, mark.end) - piece.start
            words = QTextCharFormat()
            words.setForeground(self._look.mark_color)
            piece.format = words
            formats.append(piece)
        return formats

    def _grounds_of(self, start: int, end: int) -> list[QRectF]:
        """The rectangles under these UTF-16 units, one for each line they touch."""
        grounds = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                x1, x2 = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                left, right = min(x1, x2) - MARK_OVERHANG, max(x1, x2) + MARK_OVERHANG
                grounds.append(QRectF(left, line.y() - 0.5, right - left, line.height() + 1))
        return grounds


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    for character in text[:LONGEST]:
        match unicodedata.bidirectional(character):
            case "R" | "AL":
                return True
            case "L":
                return False
    return False


def _text_option(text: str) -> QTextOption:
    backwards = is_right_to_left(text)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _kind_cut(tail: str, cut: int) -> int:
    """A little before `cut` if that spares a word; scripts without spaces are cut anywhere."""
    if cut < len(tail) and tail[cut] != " ":
        space = tail.rfind(" ", max(0, cut - STEP_BACK), cut)
        if space > 0:
            return space
    return cut


def _x(position: object) -> float:
    """PySide gives the place together with the cursor position it was asked for."""
    return float(position[0] if isinstance(position, tuple | list) else position)  # type: ignore[arg-type]


def _utf16(text: str, offset: int) -> int:
    """Where Qt, which counts UTF-16 units, finds this code point."""
    return offset if text.isascii() else offset + sum(character > "\uffff" for character in text[:offset])


def _code_points(text: str, units: int) -> int:
    if text.isascii() or max(text) <= "\uffff":
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))
