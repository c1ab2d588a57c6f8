"""The scrolling list of names: keys, mouse, and the place of its menu.

It is a QTableView of one column because that places rows by arithmetic, as the list of articles does.
"""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QScrollBar, QTableView, QWidget

from reader.ui.article_list.row_view import ENTER_KEYS, LEAST_HEIGHT, MOVING_KEYS, WHEEL_STEP
from reader.ui.entity_browser.delegate import EntityRowDelegate
from reader.ui.entity_browser.model import EntityListModel
from reader.ui.theme import Theme
from reader.ui.viewport import give_viewport


class EntityRowView(QTableView):
    """Shows an EntityListModel. One row at most is selected, and it is the current one. Threads: GUI thread only."""

    row_chosen = Signal(int)  # Enter, or a click on the row
    menu_wanted = Signal(int, QPoint)  # the row; where on the screen
    top_left = Signal()  # Up in the first row: back to the filter
    left = Signal()  # Esc

    def __init__(self, *, model: EntityListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._theme = theme
        self._delegate = EntityRowDelegate(theme=theme, view=self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Names")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)  # the panel shows through
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(LEAST_HEIGHT)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self.setModel(model)
        self.verticalScrollBar().setSingleStep(WHEEL_STEP)
        self._bar = self._make_bar()

    @property
    def delegate(self) -> EntityRowDelegate:
        return self._delegate

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.set_theme(theme)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height)
        self.viewport().update()

    def current_row(self) -> int | None:
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def make_current(self, row: int | None, *, scroll: bool = True) -> None:
        """Select this row, or none."""
        if row is None:
            self.selectionModel().clear()
            return
        self.setAutoScroll(scroll)
        self.setCurrentIndex(self.model().index(row, 0))
        self.setAutoScroll(True)

    def scroll_to_pixel(self, value: int) -> None:
        """Bring this pixel of the whole list to the top, as far as the list is long enough."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()  # a reset model sets the scroll bar's range only later
        self.verticalScrollBar().setValue(value)

    def _make_bar(self) -> QScrollBar:
        """A scroll bar that lies over the free edge of the rows, so that numbers do not move when it comes."""
        own, shown = self.verticalScrollBar(), QScrollBar(Qt.Orientation.Vertical, self)
        shown.hide()
        shown.valueChanged.connect(own.setValue)
        own.valueChanged.connect(shown.setValue)
        own.rangeChanged.connect(self._on_scroll_range_changed)
        return shown

    def _on_scroll_range_changed(self, least: int, most: int) -> None:
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(self.verticalScrollBar().singleStep())
        self._bar.setRange(least, most)
        self._bar.setVisible(most > least)

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.set_theme(self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._bar.sizeHint().width()
        left = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - width
        self._bar.setGeometry(left, 0, width, self.height())

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

    def keyboardSearch(self, search: str) -> None:
        """Letters are actions of the window; what is typed to find a name goes into the filter."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row; a table would go to the first and last column."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.row_chosen.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened the page."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse for the row under it, by key for the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(index.row(), self.viewport().mapToGlobal(where))
