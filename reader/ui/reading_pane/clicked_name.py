"""Where on the screen the card of a name goes that was clicked, or opened by Enter."""

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QTextBrowser

from reader.ui.reading_pane.mark_layer import MarkLayer

CARD_GAP = 6  # pixels between a name and its card


def card_corner_of(view: QTextBrowser, layer: MarkLayer, index: int, href: str) -> QPoint:
    """The point of the screen under the piece of mention `index` that the mouse, or else the cursor, is on."""
    mouse = QPointF(view.viewport().mapFromGlobal(view.cursor().pos()))
    by_mouse = view.anchorAt(mouse.toPoint()) == href
    blocks = [view.cursorForPosition(mouse.toPoint()).blockNumber()] if by_mouse else []
    blocks.append(view.textCursor().blockNumber())
    down = QPointF(0, view.verticalScrollBar().value())
    for number in blocks:
        place = layer.place_of(index, number)
        grounds = [piece.ground.translated(-down) for piece in layer.pieces_of(place)] if place else []
        for ground in grounds:
            if ground.contains(mouse) or not by_mouse or len(grounds) == 1:
                return view.viewport().mapToGlobal(ground.bottomLeft().toPoint() + QPoint(0, CARD_GAP))
    return view.cursor().pos()
