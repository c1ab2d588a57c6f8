"""What the reader marked in a text: a ground under the words, a bar in the margin, a small leaf where a note is."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from reader.tasks.views import PlacedHighlight
from reader.ui.painting import fill
from reader.ui.reading_pane.marks import Piece
from reader.ui.reading_pane.render import Page, Place
from reader.ui.theme import Theme

# How the bar beside a highlight is drawn, in pen widths on and off; the colour is never told by colour alone.
BARS: dict[str, tuple[float, ...]] = {"yellow": (), "green": (2.5, 1.0), "blue": (1.0, 1.0), "pink": ()}
DOUBLE = "pink"  # two thin bars
BAR_WIDTH = 3.0
BAR_LEFT = -10.5  # pixels from the edge of the words to the middle of the bar
BESIDE = 5.0  # pixels between the bars of two highlights on one line
ABOVE, BELOW = 3.0, 2.0  # pixels by which a highlight is higher than the ground of a name
LEAF, FOLD = 9.0, 3.5  # pixels: the mark of a note, and its folded corner
OVER = 0.5

Pieces = Callable[[Place], list[Piece]]


class PaintedHighlight(NamedTuple):
    """A highlight as it stands on the page."""

    id: str
    places: tuple[Place, ...]
    color: str  # a HighlightColor
    noted: bool = False


def painted(page: Page, highlights: Iterable[PlacedHighlight]) -> list[PaintedHighlight]:
    """Those of these highlights whose words are on the page."""
    return [
        PaintedHighlight(each.id, places, str(each.color), bool(each.note))
        for each, span in highlights
        if span is not None and (places := tuple(page.places(span)))
    ]


class HighlightLayer:
    """Knows the highlights of a page and paints them, paragraph by paragraph. GUI thread only."""

    def __init__(self, theme: Theme) -> None:
        self.placed: tuple[PaintedHighlight, ...] = ()
        self._by_block: dict[int, list[tuple[PaintedHighlight, Place]]] = {}
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._grounds = {color: theme.color(f"highlight.{color}") for color in BARS}
        self._lines = {color: theme.color(f"highlight.{color}.line") for color in BARS}
        self._page, self._hit_edge = theme.color("page"), QPen(theme.color("star"), 1)

    def show(self, placed: Sequence[PaintedHighlight]) -> None:
        """Paint these from now on, in this order."""
        self.placed = tuple(placed)
        self._by_block = {}
        for each in self.placed:
            for place in each.places:
                self._by_block.setdefault(place.block, []).append((each, place))

    def places_in(self, block: int) -> list[Place]:
        """What of a block is highlighted."""
        return [place for _, place in self._by_block.get(block, ())]

    def holds(self, place: Place) -> bool:
        """Whether all of these words are in one highlight: then it is their ground."""
        return any(other.start <= place.start and place.end <= other.end for other in self.places_in(place.block))

    def covers(self, place: Place) -> bool:
        """Whether some of these words are highlighted."""
        return any(
            other.start < place.end and place.start < other.end for _, other in self._by_block.get(place.block, ())
        )

    def at(self, block: int, position: int) -> PaintedHighlight | None:
        """The highlight of this character, the one painted on top where there are several."""
        found = [each for each, place in self._by_block.get(block, ()) if place.start <= position < place.end]
        return found[-1] if found else None

    def paint_grounds(self, painter: QPainter, block: int, pieces: Pieces) -> None:
        """Under names and hits."""
        for each, place in self._by_block.get(block, ()):
            for piece in pieces(place):
                fill(painter, piece.ground.adjusted(-OVER, -ABOVE, OVER, BELOW), self._grounds[each.color])

    def paint_hit_edges(self, painter: QPainter, places: Sequence[Place], pieces: Pieces) -> None:
        """A thin line around what was searched for inside a highlight, where the grounds alone are much alike."""
        painter.setPen(self._hit_edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in places:
            if self.covers(place):
                for piece in pieces(place):
                    painter.drawRoundedRect(piece.ground.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def paint_margin(self, painter: QPainter, block: int, pieces: Pieces, *, left: float) -> None:
        """The bars beside the lines; `left` is where the words begin."""
        taken: dict[int, int] = {}  # bars on each line so far
        for each, place in self._by_block.get(block, ()):
            found = pieces(place)
            if not found:
                continue
            rows = sorted({(piece.ground.top(), piece.ground.bottom()) for piece in found})
            beside = max(taken.get(round(top), 0) for top, _ in rows)
            for top, _ in rows:
                taken[round(top)] = beside + 1
            x = left + BAR_LEFT - beside * BESIDE
            paint_bar(painter, x, rows[0][0] - ABOVE, rows[-1][1] + BELOW, each.color, self._lines[each.color])
            if each.noted and place == each.places[0]:
                self._paint_leaf(painter, QPointF(x, rows[0][0]), self._lines[each.color])

    def _paint_leaf(self, painter: QPainter, at: QPointF, color: QColor) -> None:
        """A sheet with a folded corner on the upper end of the bar."""
        box = QRectF(at.x() - LEAF / 2 - 1, at.y() - 1, LEAF + 1, LEAF + 2)
        corners = (
            box.topLeft(), QPointF(box.right() - FOLD, box.top()), QPointF(box.right(), box.top() + FOLD),
            box.bottomRight(), box.bottomLeft(),
        )  # fmt: skip
        painter.setPen(QPen(self._page, 1.5))
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF(corners))
        painter.setPen(QPen(self._page, 1))
        for line in (4.5, 7.0):
            painter.drawLine(QLineF(box.left() + 2, box.top() + line, box.right() - 2, box.top() + line))


def paint_bar(painter: QPainter, x: float, top: float, bottom: float, color: str, ink: QColor) -> None:
    """The upright line that tells the colour of a highlight by its pattern, too; `x` is its middle."""
    thin = color == DOUBLE
    pen = QPen(ink, 1.0 if thin else BAR_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if BARS[color]:
        pen.setDashPattern(BARS[color])
    painter.setPen(pen)
    for shift in (-1.5, 1.5) if thin else (0.0,):
        painter.drawLine(QLineF(x + shift, top, x + shift, bottom))
