"""The mouse and the keys on highlights: a click opens one, Enter too; and words are selected to be marked."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from reader.ui.reading_pane.clicked_name import CARD_GAP
from reader.ui.reading_pane.highlight_layer import PaintedHighlight
from reader.ui.reading_pane.selected_span import selected_span
from reader.ui.reading_pane.text_view import ENTER_KEYS, ArticleText

REST_MS = 250  # after a double click a third may follow, and after a key another


class HighlightTouch(QObject):
    """Watches one text. Threads: GUI."""

    opened = Signal(str, QPoint)  # id of a highlight; where its card may go on screen
    words_selected = Signal()  # by mouse, and it was let go
    left = Signal()  # the selection is gone, or the text moved under it

    def __init__(self, view: ArticleText) -> None:
        super().__init__(view)
        self._view, self._viewport = view, view.viewport()
        self._pressed: QPoint | None = None
        self._twice = False  # a double click selects a word
        self._by_mouse = False  # whether what is selected was selected so
        self._stepped = ""  # the highlight that the reader stepped to
        self._pause = QTimer(self, singleShot=True, interval=REST_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        view.installEventFilter(self)
        self._viewport.installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self.left.emit())
        view.selectionChanged.connect(self._on_view_selection_changed)

    @property
    def placed(self) -> tuple[PaintedHighlight, ...]:
        """The highlights of the article, in the order of the text."""
        layer = self._view.layer.highlights
        return layer.placed if layer is not None else ()

    @property
    def stepped(self) -> str:
        """The id of the highlight that the reader stepped to; empty for none."""
        current = self._view.layer.current
        if self._stepped and any(each.id == self._stepped and each.places == current for each in self.placed):
            return self._stepped
        return ""

    @property
    def has_words(self) -> bool:
        """Whether the reader selected words. A name that the Tab key reached is selected, too, but not meant."""
        chosen = self._by_mouse and self._view.textCursor().hasSelection()
        return chosen or bool(self._view.selected_words())

    def step(self, direction: int) -> bool:
        """To the next (+1) or previous (-1) highlight, beginning with what is in view. False: there is none."""
        placed = sorted((each for each in self.placed if each.places), key=lambda each: each.places[0])
        if not placed:
            return False
        ids = [each.id for each in placed]
        if self.stepped:
            at = (ids.index(self.stepped) + direction) % len(placed)
        else:
            top = self._view.top_position()
            after = next((n for n, each in enumerate(placed) if each.places[0][:2] >= top), 0)
            at = after if direction > 0 else after - 1
        self.show(placed[at].id)
        return True

    def show(self, highlight_id: str) -> None:
        """Bring a highlight into view and outline it; Enter opens it then."""
        for each in self.placed:
            if each.id == highlight_id and each.places:
                self._stepped = highlight_id
                self._view.set_current(each.places)
                self._view.setFocus()

    def open(self, highlight_id: str) -> None:
        """Tell that this one is to be opened, and where its card may go."""
        for each in self.placed:
            if each.id == highlight_id and each.places:
                corner = self._view.point_below(each.places[-1])
                self.opened.emit(highlight_id, corner or self._view.mapToGlobal(QPoint(0, 0)))

    def at(self, point: QPoint) -> PaintedHighlight | None:
        """The highlight under a point of the viewport."""
        layer = self._view.layer.highlights
        if layer is None:
            return None
        cursor = self._view.cursorForPosition(point)
        for position in (cursor.positionInBlock(), cursor.positionInBlock() - 1):
            found = layer.at(cursor.blockNumber(), position)
            if found is not None and self._covers(found, point):
                return found
        return None

    def selection_rect(self) -> QRect:
        """Where the selected words stand in the viewport, from their first line to their last."""
        cursor = self._view.textCursor()
        ends = []
        for position in (cursor.selectionStart(), cursor.selectionEnd()):
            at = QTextCursor(cursor)
            at.setPosition(position)
            ends.append(self._view.cursorRect(at))
        return ends[0].united(ends[1])

    def _covers(self, highlight: PaintedHighlight, point: QPoint) -> bool:
        down = self._view.verticalScrollBar().value()
        return any(
            piece.ground.adjusted(0, -4, 0, 4).contains(point.x(), point.y() + down)
            for place in highlight.places
            for piece in self._view.layer.pieces_of(place)
        )

    def _on_view_selection_changed(self) -> None:
        if not self._view.textCursor().hasSelection():
            self._by_mouse = False
            self._pause.stop()
            self.left.emit()

    def _on_pause_timeout(self) -> None:
        page = self._view.page
        free = QApplication.mouseButtons() == Qt.MouseButton.NoButton
        if free and page is not None and selected_span(self._view.textCursor(), page) is not None:
            self.words_selected.emit()

    def _on_released(self, point: QPoint) -> None:
        pressed, self._pressed = self._pressed, None
        twice, self._twice = self._twice, False
        if pressed is None:
            return
        moved = (point - pressed).manhattanLength() >= QApplication.startDragDistance()
        self._by_mouse = moved or twice
        if self._by_mouse:  # a single click selects nothing, but Qt selects the words of a link
            self._pause.start()
            return
        found = self.at(point)
        if found is not None and self._view.mention_at(point) is None:
            where = QPoint(point.x(), self._bottom_of_line(point))
            self.opened.emit(found.id, self._viewport.mapToGlobal(where))

    def _bottom_of_line(self, point: QPoint) -> int:
        return self._view.cursorRect(self._view.cursorForPosition(point)).bottom() + CARD_GAP

    def _show_hint(self, event: QHelpEvent) -> None:
        found = self.at(event.pos())
        if found is not None and found.noted and self._view.mention_at(event.pos()) is None:
            QToolTip.showText(event.globalPos(), "There is a note: click to read it", self._view.viewport())

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()  # nothing is asked of the text before it is known: events come while it is taken down, too
        if watched is self._viewport:
            if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
                self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
                self._pause.stop()
                self.left.emit()
            elif kind == QEvent.Type.MouseButtonDblClick:
                self._pressed, self._twice = QPoint(), True
            elif kind == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
                if event.button() == Qt.MouseButton.LeftButton:
                    QTimer.singleShot(0, self, partial(self._on_released, event.position().toPoint()))  # after the text
            elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
                self._show_hint(event)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self._view:
            if event.key() in ENTER_KEYS and self.stepped:
                self.open(self.stepped)
                return True
        elif kind == QEvent.Type.Hide:
            self.left.emit()
        return False
