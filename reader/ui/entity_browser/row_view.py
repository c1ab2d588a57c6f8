"""The scrolling list of names: keys, mouse, and the place of its menu."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from reader.ui.entity_browser.delegate import EntityRowDelegate
from reader.ui.entity_browser.model import EntityListModel
from reader.ui.one_column_view import ENTER_KEYS, MOVING_KEYS, OneColumnView
from reader.ui.theme import Theme


class EntityRowView(OneColumnView):
    """Shows an EntityListModel. One row at most is selected, and it is the current one. Threads: GUI thread only."""

    row_chosen = Signal(int)  # Enter, or a click on the row
    menu_wanted = Signal(int, QPoint)  # the row; where on the screen
    top_left = Signal()  # Up in the first row: back to the filter
    left = Signal()  # Esc

    def __init__(self, *, model: EntityListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = EntityRowDelegate(theme=theme, view=self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Names")
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self.setModel(model)

    @property
    def delegate(self) -> EntityRowDelegate:
        return self._delegate

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.set_theme(theme)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self.viewport().update()

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.set_theme(self._theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only keys that move in the list are taken; all others are left to the window's shortcuts."""
        free = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = event.key()
        if not free:
            event.ignore()
        elif key == Qt.Key.Key_Up and self.current_row() in (None, 0):
            self.top_left.emit()
        elif key in MOVING_KEYS:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K):
            arrow = Qt.Key.Key_Down if key == Qt.Key.Key_J else Qt.Key.Key_Up
            super().keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, arrow, Qt.KeyboardModifier.NoModifier))
        elif key in ENTER_KEYS and self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.row_chosen.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened the page."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if (place := self.menu_place(event)) is not None:
            self.menu_wanted.emit(*place)
