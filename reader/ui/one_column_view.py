"""A table view of one column for long lists: its looks, its scroll bar, and moving by keys.

It is a QTableView because that places rows by arithmetic. A QListView asks the model for each row at every reset,
uniform heights or not: 0.7 s at 100,000 rows, where the table takes 0.2 ms.
"""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QScrollBar, QTableView, QWidget

from reader.ui.viewport import give_viewport

LEAST_HEIGHT = 10
WHEEL_STEP = 28  # pixels; a wheel's notch is three steps
MOVING_KEYS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
)
ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class OneColumnView(QTableView):
    """Rows of one height. One row at most is selected, and it is the current one, unless a subclass allows several.

    Threads: GUI thread only.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
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
        self.verticalScrollBar().setSingleStep(WHEEL_STEP)
        self._bar = self._make_bar()

    def current_row(self) -> int | None:
        """The selected row. Qt makes a row current without selecting it when the view gets the keys: that is none."""
        index = self.currentIndex()
        return index.row() if index.isValid() and self.selectionModel().isSelected(index) else None

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

    def menu_place(self, event: QContextMenuEvent) -> tuple[int, QPoint] | None:
        """For which row a menu is wanted, and where on the screen: by mouse the row under it, by key the current."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return None
        where = self.visualRect(index).center() if by_key else event.pos()
        return index.row(), self.viewport().mapToGlobal(where)

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

    # Qt's own names from here on

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row; a table would go to the first and last column."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters are actions of the window, not the beginning of a row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._bar.sizeHint().width()
        left = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - width
        self._bar.setGeometry(left, 0, width, self.height())
