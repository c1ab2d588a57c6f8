"""The scrolling list of rows: keys, mouse, and which rows are in sight."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from reader.ui.article_list.delegate import RowDelegate
from reader.ui.article_list.model import ArticleListModel
from reader.ui.one_column_view import ENTER_KEYS, MOVING_KEYS, OneColumnView
from reader.ui.theme import Theme


class RowView(OneColumnView):
    """Shows an ArticleListModel. One row at most is selected, and it is the current one.

    Threads: GUI thread only.
    """

    row_chosen = Signal(int)  # Enter, or a click on the row
    star_pressed = Signal(int)  # a click on the star of the row
    rows_in_sight_changed = Signal()

    def __init__(self, *, model: ArticleListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = RowDelegate(theme=theme, view=self)
        self._theme = theme
        self._star_row: int | None = None  # the row whose star the mouse button went down on
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Articles")
        self.verticalHeader().setDefaultSectionSize(self._delegate.heights.row)
        self.setModel(model)
        self.verticalScrollBar().valueChanged.connect(self.rows_in_sight_changed)

    @property
    def delegate(self) -> RowDelegate:
        return self._delegate

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._set_fonts()

    def _set_fonts(self) -> None:
        self._delegate.set_theme(self._theme)
        self.verticalHeader().setDefaultSectionSize(self._delegate.heights.row)
        self.viewport().update()

    def row_height(self) -> int:
        return self._delegate.heights.row

    def rows_in_sight(self) -> range:
        """The rows of which at least a part is in sight."""
        top, height, count = self.verticalScrollBar().value(), self.row_height(), self.model().rowCount()
        return range(min(count, top // height), min(count, (top + self.viewport().height() - 1) // height + 1))

    def _star_at(self, position: QPoint) -> int | None:
        index = self.indexAt(position)
        if not index.isValid():
            return None
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        layout = self._delegate.layout_of(self.visualRect(index), mirrored=mirrored)
        return index.row() if layout.star_touch.contains(position) else None

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only keys that move in the list are taken; all others are left to the window's shortcuts."""
        free = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not free:
            event.ignore()
        elif event.key() in MOVING_KEYS:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            down = event.key() == Qt.Key.Key_J
            arrow = Qt.Key.Key_Down if down else Qt.Key.Key_Up
            super().keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, arrow, Qt.KeyboardModifier.NoModifier))
        elif event.key() in ENTER_KEYS and self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex().row())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._star_row = self._star_at(event.position().toPoint())
        if self._star_row is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        pressed_star, self._star_row = self._star_row, None
        index = self.indexAt(position)
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif pressed_star is not None:
            if self._star_at(position) == pressed_star:
                self.star_pressed.emit(pressed_star)
        else:
            super().mouseReleaseEvent(event)
            if index.isValid() and index == self.currentIndex():
                self.row_chosen.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened the article; on a star, the second one is a click like any other."""
        if self._star_at(event.position().toPoint()) is not None:
            self.mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rows_in_sight_changed.emit()
