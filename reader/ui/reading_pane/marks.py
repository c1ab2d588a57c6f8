"""Where names and hits stand on the lines of a paragraph, and how their grounds and underlines are painted."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextLine

from reader.entities.mention import EntityKind
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme

# How an underline is drawn, in pen widths on and off; kind is never told by colour alone.
DASHES: dict[EntityKind, tuple[float, ...]] = {
    EntityKind.PERSON: (),
    EntityKind.PLACE: (1.0, 1.0),
    EntityKind.ORGANISATION: (3.0, 1.75),
    EntityKind.OTHER: (3.0, 1.25, 1.0, 1.25),
}
OVERHANG = 1.5  # how far a ground reaches past its word, in pixels
ABOVE_BASELINE, BELOW_BASELINE = 0.92, 0.24  # of the text size: the height of a ground
OUTLINE = 1.5  # pixels


class Piece(NamedTuple):
    """A part of a mark on one line. The rectangle counts from the corner of the paragraph's layout."""

    ground: QRectF
    begins: bool  # whether the mark begins here, rather than being carried over from the line above
    ends: bool


def pieces(layout: QTextLayout, start: int, end: int, *, text_size: float, mixed: bool = False) -> list[Piece]:
    """The grounds of the characters `start` to `end` (UTF-16 units) of a laid out paragraph, line by line.

    `mixed` says that the paragraph has right-to-left text: then one mark may fall into several stretches of a line.
    """
    found: list[Piece] = []
    first = layout.lineForTextPosition(start)
    if not first.isValid():
        return found
    for number in range(first.lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        left, right = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if left >= end:
            break
        if left < right:
            baseline = line.y() + line.ascent()
            top, bottom = round(baseline - ABOVE_BASELINE * text_size), round(baseline + BELOW_BASELINE * text_size)
            stretches = _mixed_stretches(line, left, right) if mixed else [_stretch(line, left, right)]
            words = line.naturalTextRect()  # without the space that hangs over the end of the line
            for x1, x2 in stretches:
                x1, x2 = max(x1, words.left()), min(x2, words.right())
                if x1 >= x2:
                    continue
                ground = QRectF(x1 - OVERHANG, top, x2 - x1 + 2 * OVERHANG, bottom - top + SIZES.underline)
                found.append(Piece(ground, left == start or mixed, right == end or mixed))
    return found


def _stretch(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    # The stubs do not know that cursorToX gives a pair.
    return line.cursorToX(start)[0], line.cursorToX(end)[0]  # type: ignore[index]


def _mixed_stretches(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """By glyphs, because where the direction changes one position in the text has two places on screen."""
    boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    found: list[tuple[float, float]] = []
    for x1, x2 in sorted((box.left(), box.right()) for box in boxes):
        if found and x1 <= found[-1][1] + 0.5:
            found[-1] = (found[-1][0], max(found[-1][1], x2))
        else:
            found.append((x1, x2))
    return found


class MarkPainter:
    """Draws the marks of one theme. GUI thread only; the painter's origin is the corner of the paragraph's layout."""

    def __init__(self, theme: Theme) -> None:
        self._tints: dict[EntityKind, QColor] = {}
        self._lines: dict[EntityKind, QPen] = {}
        for kind, dashes in DASHES.items():
            self._tints[kind] = theme.color(f"entity.{kind}.tint")
            pen = QPen(theme.color(f"entity.{kind}"), SIZES.underline)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes:
                pen.setDashPattern(dashes)
            self._lines[kind] = pen
        self._hit = theme.color("hit")
        self._current_hit = theme.color("hit.current")
        self._outline = QPen(theme.color("accent"), OUTLINE)
        self.rule: QColor = theme.color("line")

    def paint_name(self, painter: QPainter, marks: list[Piece], kind: EntityKind) -> None:
        """The ground and the underline of a name."""
        self.paint_ground(painter, marks, kind)
        self.paint_underline(painter, marks, kind)

    def paint_ground(self, painter: QPainter, marks: list[Piece], kind: EntityKind) -> None:
        """The ground of a name. In close lines it reaches up to the underline above: all grounds come before lines."""
        for piece in marks:
            self._fill(painter, piece, self._tints[kind])

    def paint_underline(self, painter: QPainter, marks: list[Piece], kind: EntityKind) -> None:
        """The underline of a name."""
        for piece in marks:
            y = piece.ground.bottom() - SIZES.underline / 2
            inset = 1.0 if piece.begins else 0.0
            painter.setPen(self._lines[kind])
            painter.drawLine(
                QLineF(piece.ground.left() + inset, y, piece.ground.right() - (1.0 if piece.ends else 0.0), y)
            )

    def paint_hit(self, painter: QPainter, marks: list[Piece], *, current: bool) -> None:
        """The ground of something that was searched for."""
        for piece in marks:
            self._fill(painter, piece, self._current_hit if current else self._hit)

    def paint_outline(self, painter: QPainter, marks: list[Piece]) -> None:
        """A line around what the reader stepped to or reached with the keyboard."""
        painter.setPen(self._outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in marks:
            around = piece.ground.adjusted(-OUTLINE, -OUTLINE, OUTLINE, OUTLINE)
            painter.drawRoundedRect(around, SIZES.mark_corner + 1, SIZES.mark_corner + 1)

    @staticmethod
    def _fill(painter: QPainter, piece: Piece, color: QColor) -> None:
        corner = SIZES.mark_corner
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(piece.ground, corner, corner)
        if not piece.begins:  # carried over: the corners stay square
            fill(painter, QRectF(piece.ground.topLeft(), piece.ground.bottomLeft()).adjusted(0, 0, corner, 0), color)
        if not piece.ends:
            fill(painter, QRectF(piece.ground.topRight(), piece.ground.bottomRight()).adjusted(-corner, 0, 0, 0), color)
