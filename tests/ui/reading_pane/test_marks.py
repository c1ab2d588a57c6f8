import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextLayout, QTextOption

from reader.entities.mention import EntityKind
from reader.ui.reading_pane.marks import DASHES, MarkPainter, Piece, pieces
from reader.ui.theme import LIGHT, Theme

pytestmark = pytest.mark.usefixtures("qapp")


def laid_out(text: str, width: float, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> QTextLayout:
    layout = QTextLayout(text, QFont())
    option = QTextOption()
    option.setTextDirection(direction)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += 30
    layout.endLayout()
    return layout


def test_a_mark_covers_its_word_and_a_little_more() -> None:
    layout = laid_out("in Seoul now", 500)
    (piece,) = pieces(layout, 3, 8, text_size=18)
    line = layout.lineAt(0)
    left, right = line.cursorToX(3)[0], line.cursorToX(8)[0]  # type: ignore[index]
    assert left - 3 < piece.ground.left() < left
    assert right < piece.ground.right() < right + 3
    assert piece.begins
    assert piece.ends


def test_a_wrapped_mark_has_a_piece_on_each_line_without_the_space_between() -> None:
    layout = laid_out("Gen Nakatani", 40)
    first, *_, last = pieces(layout, 0, 12, text_size=18)
    assert (first.begins, first.ends, last.begins, last.ends) == (True, False, False, True)
    assert last.ground.top() - first.ground.top() >= 30
    alone = pieces(layout, 0, 3, text_size=18)[0].ground.width()
    assert first.ground.width() == pytest.approx(alone, abs=0.5)


def test_a_latin_name_in_hebrew_is_covered_whole() -> None:
    text = "אבג Seoul דהו"
    layout = laid_out(text, 500, Qt.LayoutDirection.RightToLeft)
    (piece,) = pieces(layout, 4, 9, text_size=18, mixed=True)
    (alone,) = pieces(laid_out("Seoul", 500), 0, 5, text_size=18)
    assert piece.ground.width() == pytest.approx(alone.ground.width(), abs=1.5)
    (before,) = pieces(layout, 0, 3, text_size=18, mixed=True)
    assert before.ground.left() > piece.ground.right() - 4


def painted(theme: Theme, kind: EntityKind) -> QImage:
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    (piece,) = pieces(laid_out("Seoul Seoul", 500), 0, 11, text_size=18)
    MarkPainter(theme).paint_name(painter, [Piece(piece.ground.translated(5, 5), True, True)], kind)
    painter.end()
    return image


def test_every_kind_has_its_own_underline() -> None:
    assert len(set(DASHES.values())) == len(EntityKind)
    lines = set()
    for kind in EntityKind:
        image = painted(LIGHT, kind)
        color = LIGHT.color(f"entity.{kind}")
        rows = [[image.pixelColor(x, y) == color for x in range(80)] for y in range(40)]
        lines.add(tuple(max(rows, key=sum)))
        assert any(any(row) for row in rows), f"no line for {kind}"
    assert len(lines) == len(EntityKind)


def test_the_ground_of_the_next_line_does_not_cover_an_underline() -> None:
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter, marks = QPainter(image), MarkPainter(LIGHT)
    lines = [[Piece(QRectF(5, top, 60, 21), True, True)] for top in (5, 24)]
    for each in lines:
        marks.paint_ground(painter, each, EntityKind.PERSON)
    for each in lines:
        marks.paint_underline(painter, each, EntityKind.PERSON)
    painter.end()
    assert [image.pixelColor(30, y) == LIGHT.color("entity.person") for y in (24, 25, 43, 44)] == [True] * 4
