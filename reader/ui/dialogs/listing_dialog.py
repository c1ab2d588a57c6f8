"""A dialog that lists things in a table with a filter above and buttons below. Others say what is listed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QPushButton, QTableView, QWidget

from reader.ui.dialogs.list_frame import ListFrame
from reader.ui.dialogs.listing_model import Line, ListingModel

ROW_HEIGHT = 28  # pixels
HEADER = """
QHeaderView::section {
    background: palette(base); color: palette(placeholder-text); border: none; border-bottom: 1px solid palette(mid);
    padding: 3px 8px 4px 11px;
}
"""
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class ListingDialog(ListFrame):
    """Shows what it is given; it decides nothing. Not modal. Threads: GUI."""

    chosen = Signal(object)  # the key of the row on which Return was pressed, or that was double-clicked

    def __init__(
        self, title: str, heads: Sequence[str], *, nothing: str, unit: tuple[str, str], parent: QWidget | None
    ) -> None:
        """`nothing` is said where the list is empty; `unit` is what is counted: ("file", "files")."""
        super().__init__(title, nothing=nothing, unit=unit, parent=parent)
        self._of_selected: list[tuple[QPushButton, Callable[[], object]]] = []
        self._deleting: Callable[[], object] | None = None
        self.model = ListingModel(heads, self)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.table = self._make_table(title)
        self.filter.left.connect(self._go_to_table)
        self._place(self.table)
        self.resize(820, 540)
        self._show_state()

    def _make_table(self, title: str) -> QTableView:
        table = _Table()
        table.setModel(self.model)
        table.setAccessibleName(title)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStyleSheet(HEADER)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.selectionModel().selectionChanged.connect(lambda *_changed: self._show_state())
        table.activated.connect(lambda index: self.chosen.emit(self.model.line(index.row()).key))
        table.addAction(_action("Copy", [QKeySequence(QKeySequence.StandardKey.Copy)], self.copy_selected, table))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda point: self._on_table_menu_requested(point))
        return table

    def set_widths(self, *widths: int) -> None:
        """The columns' widths in pixels; 0 for the one that takes what is left."""
        for column, width in enumerate(widths):
            if width:
                self.table.horizontalHeader().resizeSection(column, width)
            else:
                self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def add_button(
        self, words: str, slot: Callable[[], object], *, of_selected: bool = False, right: bool = False
    ) -> QPushButton:
        """A button below; `of_selected` ones can be used while rows are selected."""
        button = super().add_button(words, slot, right=right)
        if of_selected:
            self._of_selected.append((button, slot))
            self._show_state()
        return button

    def add_deleting(self, slot: Callable[[], object]) -> None:
        """What the Del key does to the selected rows."""
        self._deleting = slot
        keys = [QKeySequence(QKeySequence.StandardKey.Delete), QKeySequence("Backspace")]
        self.table.addAction(_action("Delete", keys, slot, self.table))

    def copy_selected(self) -> None:
        """Put the selected rows on the clipboard, as a spreadsheet takes them."""
        rows = self._selected_rows()
        if rows:
            QGuiApplication.clipboard().setText(self.model.words_of(rows))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """All that is listed; the place in the list stays."""
        row = self.table.currentIndex().row()
        self.model.show_lines(lines)
        rows = self.model.rowCount()
        if row >= 0 and rows:
            at = self.model.index(min(row, rows - 1), 0)
            wanted = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(at, wanted)
        self._show_state()

    def set_nothing(self, words: str) -> None:
        """What is said where the list is empty, from now on."""
        self._nothing = words
        self._show_state()

    def show_only(self, passes: Callable[[Line], bool]) -> None:
        self.model.show_only(passes=passes)
        self._show_state()

    def selected(self) -> list[object]:
        """The keys of the selected rows, from the top."""
        return [self.model.line(row).key for row in self._selected_rows()]

    def selected_one(self) -> object:
        """The key of the selected row; None where none or several are. Quick, however many they are."""
        selection = self.table.selectionModel().selection()
        only = selection.at(0) if selection.count() == 1 else None
        return self.model.line(only.top()).key if only is not None and only.height() == 1 else None

    def align_right(self, *columns: int) -> None:
        """These columns hold numbers."""
        self.model.right = frozenset(columns)

    def _show_state(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        if self.filter.isHidden() and total:
            self.filter.show()
            self.filter.setFocus()
        elif not total and not self.filter.text():
            self.filter.hide()
        self._show_counts(shown, total)
        for button, _slot in self._of_selected:
            button.setEnabled(shown > 0 and self.table.selectionModel().hasSelection())

    def _selected_rows(self) -> list[int]:
        selection = self.table.selectionModel().selection()  # few ranges, however many rows there are
        ranges = [selection.at(number) for number in range(selection.count())]
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def _go_to_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_table_menu_requested(self, point: QPoint) -> None:
        if self.table.selectionModel().hasSelection():
            menu = QMenu(self)
            menu.aboutToHide.connect(menu.deleteLater)
            self.fill_menu(menu)
            menu.popup(self.table.viewport().mapToGlobal(point))

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the selected rows: what the buttons do, and copying."""
        for button, slot in self._of_selected:
            if not button.isHidden():
                words = f"{button.text()}\tDel" if slot == self._deleting else button.text()
                menu.addAction(words, button.click).setEnabled(button.isEnabled())
        menu.addSeparator()
        keys = QKeySequence(QKeySequence.StandardKey.Copy).toString(QKeySequence.SequenceFormat.NativeText)
        menu.addAction(f"Copy\t{keys}", self.copy_selected)

    def _on_filter_changed(self, words: str) -> None:
        self.model.show_only(words)
        self._show_state()


class _Table(QTableView):
    """Whoever comes to it by a key can use the row that has the frame: it is selected."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEY and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))


def _action(words: str, keys: Sequence[QKeySequence], slot: Callable[[], object], table: QTableView) -> QAction:
    made = QAction(words, table)
    made.setShortcuts(keys)
    made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    made.triggered.connect(lambda: slot())
    return made
