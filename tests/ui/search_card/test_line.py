"""A line is as wide as its words, or cut where there is no room; parts of it are bold."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, Qt

from reader.articles.article import Span
from reader.ui.fonts import interface_font
from reader.ui.search_card.line import EmphasisedLine

pytestmark = pytest.mark.usefixtures("qapp")
WIDE = 400


def ink(line: EmphasisedLine, *, to_right: bool = False) -> tuple[int, int, int]:
    """First and last column with ink, and how many dark pixels there are."""
    image = QImage(WIDE, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.black)
    line.draw(painter, QRectF(0, 0, WIDE, 30), to_right=to_right)
    painter.end()
    dark = [(x, y) for x in range(WIDE) for y in range(30) if image.pixelColor(x, y).lightness() < 128]
    columns = [x for x, _y in dark]
    return min(columns), max(columns), len(dark)


def test_a_long_text_is_cut_to_the_room_it_has():
    short = EmphasisedLine("Seoul", [], interface_font(), width=200)
    long = EmphasisedLine("Seoul and Tokyo " * 30, [Span(0, 5), Span(300, 305)], interface_font(), width=200)
    assert short.width < 60
    assert 150 < long.width <= 200
    assert ink(long)[1] <= 201


def test_parts_are_bold():
    plain = EmphasisedLine("nakatani", [], interface_font(), width=WIDE)
    bold = EmphasisedLine("nakatani", [Span(0, 8)], interface_font(), width=WIDE)
    assert ink(bold)[2] > ink(plain)[2]


@pytest.mark.parametrize("text", ["Seoul", "وزير الدفاع", "東京 𐌰𐌱"])
def test_the_text_stands_at_the_side_it_is_asked_for(text):
    line = EmphasisedLine(text, [Span(0, 2)], interface_font(), width=WIDE)
    assert ink(line)[0] < 6
    assert ink(line, to_right=True)[1] > WIDE - 7
