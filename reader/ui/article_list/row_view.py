"""The scrolling list of rows: keys, mouse, and which rows are in sight."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from reader.ui.article_list.delegate import RowDelegate
from reader.ui.article_list.fold import Fold
from reader.ui.article_list.model import ArticleListModel, Index, Role
from reader.ui.one_column_view import ENTER_KEYS, MOVING_KEYS, OneColumnView
from reader.ui.theme import Theme

ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class RowView(OneColumnView):
    """Shows an ArticleListModel. Shift, Ctrl and Ctrl+A select several rows, else the current one is the only one.

    Threads: GUI thread only.
    """

    row_chosen = Signal(int)  # Enter, or a click on the row
    star_pressed = Signal(int)  # a click on the star of the row
    fold_wanted = Signal(int, bool)  # the row; whether its family of reprints is to stand open
    rows_in_sight_changed = Signal()
    all_wanted = Signal()  # Ctrl+A
    selection_left = Signal()  # Esc, while several rows are selected
    removal_wanted = Signal()  # Del
    menu_wanted = Signal(int, QPoint)  # the row; where on the screen

    def __init__(self, *, model: ArticleListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = RowDelegate(theme=theme, view=self)
        self._theme = theme
        self._star_row: int | None = None  # the row whose star the mouse button went down on
        self._chip_row: int | None = None  # the row whose chip it went down on
        self._extending = self._going = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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

    @property
    def extending(self) -> bool:
        """Whether a move just now adds to the selection, rather than going to a row."""
        return self._extending

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The selected rows as first and last of each stretch, from the top."""
        selection = self.selectionModel().selection()
        return sorted((part.top(), part.bottom()) for part in (selection.at(n) for n in range(selection.count())))

    def select_only(self, rows: Sequence[int], *, current: int | None = None) -> None:
        """Select these rows, and go to one of them if it is given."""
        flags = QItemSelectionModel.SelectionFlag
        if current is not None:
            self.selectionModel().setCurrentIndex(self.model().index(current, 0), flags.NoUpdate)
        selection = QItemSelection()
        for first, last in _stretches(rows):
            selection.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def current_row(self) -> int | None:
        """The row where the reader is; while several are selected, it need not be one of them."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        return index.row() if len(self.selected_ranges()) > 1 else super().current_row()

    def make_current(self, row: int | None, *, scroll: bool = True) -> None:
        """Select this row alone, or none, whatever keys are held just then."""
        self._going = True
        try:
            super().make_current(row, scroll=scroll)
        finally:
            self._going = False

    def _star_at(self, position: QPoint) -> int | None:
        index = self.indexAt(position)
        if not index.isValid():
            return None
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        layout = self._delegate.layout_of(self.visualRect(index), mirrored=mirrored)
        return index.row() if layout.star_touch.contains(position) else None

    def _chip_at(self, position: QPoint) -> int | None:
        index = self.indexAt(position)
        if not index.isValid():
            return None
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        chip = self._delegate.chip_at(index, self.visualRect(index), mirrored=mirrored)
        return index.row() if chip is not None and chip.contains(position) else None

    def _turn_fold(self, row: int, wanted: bool | None = None) -> bool:
        """Ask for the family of this row to be opened or closed, None for the other of the two; whether it can be."""
        fold = self.model().index(row, 0).data(Role.FOLD)
        opens = fold is Fold.CLOSED
        if fold in (Fold.NONE, None) or (wanted is not None and wanted != opens):
            return False
        self.fold_wanted.emit(row, opens)
        return True

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only keys that move in the list are taken; all others are left to the window's shortcuts."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_A:
            self.all_wanted.emit()
        elif held == Qt.KeyboardModifier.ShiftModifier and event.key() in MOVING_KEYS:
            self._extend(lambda: OneColumnView.keyPressEvent(self, event))
        elif held == Qt.KeyboardModifier.NoModifier and event.key() in MOVING_KEYS:
            super().keyPressEvent(event)
        elif held != Qt.KeyboardModifier.NoModifier or not self._press(event.key()):
            event.ignore()

    def _press(self, key: int) -> bool:
        """What a single key does; whether it does anything here."""
        if key in (Qt.Key.Key_J, Qt.Key.Key_K):
            arrow = Qt.Key.Key_Down if key == Qt.Key.Key_J else Qt.Key.Key_Up
            super().keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, arrow, Qt.KeyboardModifier.NoModifier))
        elif key in ENTER_KEYS and self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex().row())
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not self.several():
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            return self._turn_fold(self.currentIndex().row(), (key == Qt.Key.Key_Right) != mirrored)
        elif key == Qt.Key.Key_Delete and self.selected_ranges():
            self.removal_wanted.emit()
        elif key == Qt.Key.Key_Escape and self.several():
            self.selection_left.emit()
        else:
            return False
        return True

    def several(self) -> bool:
        """Whether more than one row is selected."""
        ranges = self.selected_ranges()
        return len(ranges) > 1 or any(first < last for first, last in ranges)

    def _extend(self, act: Callable[[], object]) -> None:
        self._extending = True
        try:
            act()
        finally:
            self._extending = False

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Where the program goes, that row is the only one."""
        if self._going:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        return super().selectionCommand(index, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._star_row = self._star_at(event.position().toPoint())
        self._chip_row = self._chip_at(event.position().toPoint())
        if event.modifiers() & ADDING:
            self._star_row = self._chip_row = None
            self._extend(lambda: OneColumnView.mousePressEvent(self, event))
        elif (self._star_row is None and self._chip_row is None) or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:  # dragging selects nothing: a hasty click often moves a little
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        pressed_star, self._star_row = self._star_row, None
        pressed_chip, self._chip_row = self._chip_row, None
        index = self.indexAt(position)
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif pressed_star is not None:
            if self._star_at(position) == pressed_star:
                self.star_pressed.emit(pressed_star)
        elif pressed_chip is not None:
            if self._chip_at(position) == pressed_chip:
                self._turn_fold(pressed_chip)
        else:
            super().mouseReleaseEvent(event)
            if index.isValid() and index == self.currentIndex() and not event.modifiers() & ADDING:
                self.row_chosen.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened the article; on a star or a chip, the second one is a click like any other."""
        position = event.position().toPoint()
        if self._star_at(position) is not None or self._chip_at(position) is not None:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if (place := self.menu_place(event)) is not None:
            self.menu_wanted.emit(*place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rows_in_sight_changed.emit()


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows in order as stretches without a gap."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield rows[start], rows[at - 1]
            start = at
