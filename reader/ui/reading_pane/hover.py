"""The mouse over a name: after a short pause it is told which, and what is known of it stands beside it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolTip

from reader.ui.reading_pane.text_view import ArticleText

PAUSE_MS = 350  # a mouse that only crosses a name says nothing
BELOW = 2  # pixels under the mouse, beside what Qt keeps free for the pointer
GOING = frozenset(
    {QEvent.Type.Leave, QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.Hide, QEvent.Type.ContextMenu}
)


class NameHover(QObject):
    """Watches the mouse over one text. Threads: GUI."""

    rested = Signal(int)  # the index of the mention in the page

    def __init__(self, view: ArticleText) -> None:
        super().__init__(view)
        self._view = view
        self._over: int | None = None  # the mention under the mouse
        self._point = QPoint()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        view.viewport().installEventFilter(self)

    def show_hint(self, index: int, words: str) -> None:
        """What is known of the mention that was told; shown if the mouse is still there."""
        if index == self._over and self._view.isVisible():
            where = self._view.viewport().mapToGlobal(self._point + QPoint(0, BELOW))
            QToolTip.showText(where, words, self._view.viewport())

    def _move_to(self, index: int | None, point: QPoint) -> None:
        self._point = point
        if index == self._over:
            return
        if self._over is not None:
            QToolTip.hideText()
        self._over = index
        self._pause.start() if index is not None else self._pause.stop()

    def _on_pause_timeout(self) -> None:
        if self._over is not None:
            self.rested.emit(self._over)

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            point = event.position().toPoint()
            self._move_to(None if event.buttons().value else self._view.mention_at(point), point)
        elif event.type() in GOING:
            self._move_to(None, QPoint())
        return False
