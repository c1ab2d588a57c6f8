"""Where the reader is in a text, and the way back there once the text is set and laid out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.ui.reading_pane.filling import PageFiller
from reader.ui.reading_pane.mark_layer import MarkLayer
from reader.ui.reading_pane.render import Place

COMFORT_TOP, COMFORT_BOTTOM = 0.08, 0.85  # of the view's height: a place between them is left where it is
SOFT = 1 / 3  # of the view's height: where a place is brought that was not in view


class PlaceKeeper:
    """Scrolls one text view to a goal; waits where the goal is not laid out yet. GUI thread only."""

    def __init__(self, view: QTextEdit, *, filler: PageFiller, layer: MarkLayer, arrived: Callable[[], None]) -> None:
        self._view, self._filler, self._layer = view, filler, layer
        self._arrived = arrived  # called when a goal was reached
        self._goal: Callable[[], bool] | None = None  # True when it is reached
        self._depth = 0

    @property
    def has_goal(self) -> bool:
        return self._goal is not None

    @property
    def is_ours(self) -> bool:
        """Whether the scroll bar moves because of us, not because of the reader."""
        return self._depth > 0

    @contextmanager
    def ours(self) -> Iterator[None]:
        """What moves the scroll bar meanwhile is not the reader's doing."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def forget_goal(self) -> None:
        self._goal = None

    def try_goal(self) -> None:
        """Go on towards the goal; to be called when the text grew or the view was shown."""
        if self._goal is not None and self._view.isVisible():
            goal = self._goal
            with self.ours():
                reached = goal()
            if reached:
                self._goal = None
                self._arrived()

    def go_to_fraction(self, fraction: float) -> None:
        """To a fraction of the scroll bar's way; exact, so it waits for the whole text."""
        self._reach(lambda: self._scroll_to_fraction(fraction))

    def go_to(self, place: Place) -> None:
        """To a place, softly; not at all if it is comfortably in view."""
        self._reach(lambda: self._scroll_to(place))

    def top(self) -> tuple[int, int]:
        """The character at the top and how far below the edge it stands; the beginning stays the beginning."""
        if self._view.verticalScrollBar().value() == 0:
            return 0, 0
        cursor = self._view.cursorForPosition(QPoint(0, 0))
        return cursor.position(), self._view.cursorRect(cursor).top()

    def go_to_top(self, top: tuple[int, int]) -> None:
        """Back to what `top` told, in the same text broken into other lines."""
        self._reach(lambda: self._scroll_to_top(*top))

    def _reach(self, goal: Callable[[], bool]) -> None:
        self._goal = goal
        self.try_goal()

    def _scroll_to_fraction(self, fraction: float) -> bool:
        if not self._filler.is_filled:
            return False
        self._view.document().documentLayout().documentSize()  # finishes the layout
        bar = self._view.verticalScrollBar()
        bar.setValue(round(fraction * bar.maximum()))
        return True

    def _scroll_to(self, place: Place) -> bool:
        if place.block >= self._filler.filled:
            return False
        pieces = self._layer.pieces_of(place)
        if not pieces:
            return True
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        ground = pieces[0].ground
        if COMFORT_TOP * height <= ground.top() - bar.value() <= COMFORT_BOTTOM * height - ground.height():
            return True
        wanted = round(ground.top() - SOFT * height)
        bar.setValue(wanted)
        return self._filler.is_filled or wanted <= bar.maximum()

    def _scroll_to_top(self, position: int, below_edge: int) -> bool:
        document, bar = self._view.document(), self._view.verticalScrollBar()
        if position >= document.characterCount():
            return self._filler.is_filled
        if position == 0:
            bar.setValue(0)
            return True
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        document.documentLayout().blockBoundingRect(cursor.block())  # lays out up to here
        wanted = bar.value() + self._view.cursorRect(cursor).top() - below_edge
        bar.setValue(wanted)
        return self._filler.is_filled or wanted <= bar.maximum()
