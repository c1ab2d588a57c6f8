"""The scrolling list of rows: keys, mouse, and which rows are in sight.

It is a QTableView of one column because that places rows by arithmetic. A QListView asks the model for
each row at every reset, uniform heights or not: 0.7 s at 100,000 rows, where the table takes 0.2 ms.
"""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QScrollBar, QTableView, QWidget

from reader.ui.article_list.delegate import RowDelegate
from reader.ui.article_list.model import ArticleListModel
from reader.ui.theme import Theme
from reader.ui.viewport import give_viewport

LEAST_HEIGHT = 10
WHEEL_STEP = 28  # pixels; a wheel's notch is three steps
MOVING_KEYS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
)
ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class RowView(QTableView):
    """Shows an ArticleListModel. One row at most is selected, and it is the current one.

    Threads: GUI thread only.
    """

    row_chosen = Signal(int)  # Enter, or a click on the row
    star_pressed = Signal(int)  # a click on the star of the row
    rows_in_sight_changed = Signal()

    def __init__(self, *, model: ArticleListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._delegate = RowDelegate(theme=theme, view=self)
        self._theme = theme
        self._star_row: int | None = None  # the row whose star the mouse button went down on
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Articles")
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
        self.verticalHeader().setDefaultSectionSize(self._delegate.heights.row)
        self.setModel(model)
        self.verticalScrollBar().setSingleStep(WHEEL_STEP)
        self.verticalScrollBar().valueChanged.connect(self.rows_in_sight_changed)
        self._bar = self._make_bar()

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

    def scroll_to_pixel(self, value: int) -> None:
        """Bring this pixel of the whole list to the top, as far as the list is long enough."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()  # a reset model sets the scroll bar's range only later
        self.verticalScrollBar().setValue(value)

    def current_row(self) -> int | None:
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def make_current(self, row: int | None, *, scroll: bool) -> None:
        """Select this row, or none."""
        if row is None:
            self.selectionModel().clear()
            return
        self.setAutoScroll(scroll)
        self.setCurrentIndex(self.model().index(row, 0))
        self.setAutoScroll(True)

    def _make_bar(self) -> QScrollBar:
        """A scroll bar that lies over the free edge of the rows, so that words do not move when it comes."""
        own, shown = self.verticalScrollBar(), QScrollBar(Qt.Orientation.Vertical, self)
        shown.hide()
        shown.valueChanged.connect(own.setValue)
        own.valueChanged.connect(shown.setValue)
        own.rangeChanged.connect(self._on_scroll_range_changed)
        return shown

    @Slot(int, int)
    def _on_scroll_range_changed(self, least: int, most: int) -> None:
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(self.verticalScrollBar().singleStep())
        self._bar.setRange(least, most)
        self._bar.setVisible(most > least)

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

    def keyboardSearch(self, search: str) -> None:
        """Letters are actions of the window, not the beginning of a title."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row; a table would go to the first and last column."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

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
        width = self._bar.sizeHint().width()
        left = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - width
        self._bar.setGeometry(left, 0, width, self.height())
        self.rows_in_sight_changed.emit()
