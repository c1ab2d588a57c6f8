"""The Tab key in an article: from name to name, beginning with what is in view."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.ui.reading_pane.mark_layer import MarkLayer
from reader.ui.reading_pane.render import Place


class NameTabbing:
    """Where the Tab key is in one text view. GUI thread only."""

    def __init__(self, view: QTextEdit, *, layer: MarkLayer, ours: Callable[[], AbstractContextManager[None]]) -> None:
        """`ours` marks the time during which the scroll bar does not move because of the reader."""
        self._view, self._layer, self._ours = view, layer, ours

    def focused_name(self) -> Place | None:
        """The name that the Tab key reached, while the text has the focus."""
        cursor = self._view.textCursor()
        if not self._view.hasFocus() or not cursor.hasSelection():
            return None
        block = self._view.document().findBlock(cursor.selectionStart())
        start, end = cursor.selectionStart() - block.position(), cursor.selectionEnd() - block.position()
        place = Place(block.blockNumber(), start, end)
        return place if any(place == known for _, known in self._layer.names_in(place.block)) else None

    def cursor_over(self, place: Place) -> QTextCursor:
        """The words of a place, selected."""
        cursor = QTextCursor(self._view.document())
        start = self._view.document().findBlockByNumber(place.block).position()
        cursor.setPosition(start + place.start)
        cursor.setPosition(start + place.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def colored(self, places: Sequence[Place], color: QColor) -> list[QTextEdit.ExtraSelection]:
        """What gives these words another colour."""
        selections = []
        for place in places:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self.cursor_over(place)
            selection.format.setForeground(color)
            selections.append(selection)
        return selections

    def start_in_view(self, forward: bool) -> None:
        """Let Tab go on from where the reader is. Qt goes on from a selection, and else from the very beginning."""
        view, cursor = self._view, self._view.textCursor()
        was_here = cursor.position() > 0 and view.viewport().rect().intersects(view.cursorRect())
        if was_here and cursor.hasSelection():
            return
        if not was_here:
            cursor = view.cursorForPosition(QPoint(0, 0) if forward else view.viewport().rect().bottomRight())
        if forward and cursor.position() > 0:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
        elif not forward:
            after = self._layer.first_name_from(cursor.blockNumber(), cursor.positionInBlock())
            cursor = self.cursor_over(after) if after is not None else QTextCursor(view.document())
        self._put(cursor)

    def go_on_from(self, place: Place) -> None:
        """Let Tab go on from a name that was reached otherwise; none is in the focus until then."""
        cursor = self.cursor_over(place)
        cursor.setPosition(cursor.selectionEnd())
        self._put(cursor)

    def _put(self, cursor: QTextCursor) -> None:
        """Take this as the cursor; the text stays where it is."""
        with self._ours():
            value = self._view.verticalScrollBar().value()
            self._view.setTextCursor(cursor)
            self._view.verticalScrollBar().setValue(value)
