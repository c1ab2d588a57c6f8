"""A dialog that lists things in a table with a filter above and buttons below. Others say what is listed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.ui.dialogs.listing_model import Line, ListingModel

ROW_HEIGHT = 28  # pixels
HEADER = """
QHeaderView::section {
    background: palette(base); color: palette(placeholder-text); border: none; border-bottom: 1px solid palette(mid);
    padding: 3px 8px 4px 11px;
}
"""
NONE_FITS = "Nothing here has these words."
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class ListingDialog(QDialog):
    """Shows what it is given; it decides nothing. Not modal. Threads: GUI."""

    chosen = Signal(object)  # the key of the row on which Return was pressed, or that was double-clicked

    def __init__(
        self, title: str, heads: Sequence[str], *, nothing: str, unit: tuple[str, str], parent: QWidget | None
    ) -> None:
        """`nothing` is said where the list is empty; `unit` is what is counted: ("file", "files")."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._nothing, self._unit = nothing, unit
        self._of_selected: list[tuple[QPushButton, Callable[[], object]]] = []
        self._deleting: Callable[[], object] | None = None
        self.is_closed = False  # what was asked for it may come later than the reader closed it
        self.finished.connect(self._on_finished)
        self.model = ListingModel(heads, self)
        self.filter = _FilterField()
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter_changed)
        self._count = _muted_label()
        self._note = _muted_label()
        self._act: Callable[[], object] | None = None
        self._action = QPushButton()
        self._action.setAutoDefault(False)
        self._action.clicked.connect(self._on_action_clicked)
        self._action.hide()
        self.table = self._make_table(title)
        self.filter.left.connect(self._go_to_table)
        self._empty = _muted_label()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(60, 0, 60, 40)
        self._place()
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
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
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

    def _place(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self.filter, 1)
        self._top.addWidget(self._count)
        self._middle = QStackedLayout()
        self._bottom = QHBoxLayout()
        self._bottom.setSpacing(8)
        self._bottom.addWidget(self._action)
        self._bottom.addWidget(self._note, 1)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        self._bottom.addWidget(close)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)
        self.column.addLayout(self._top)
        self.column.addLayout(self._middle, 1)
        for part in (self.table, self._empty):  # not sooner: in a layout without a widget the first would be a window
            self._middle.addWidget(part)
        self.column.addLayout(self._bottom)

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
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: slot())
        at = self._bottom.indexOf(self._note) + 1 if right else self._bottom.indexOf(self._action)
        self._bottom.insertWidget(at, button)
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

    def say(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """What happened, with at most one thing to do about it: `action` names what does `act`."""
        self._note.setText(words)
        self._act = act
        self._action.setText(action)
        self._action.setVisible(act is not None)

    def words(self) -> str:
        """What is being said."""
        return self._note.text()

    def _show_state(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        words = f"{total:,} {self._unit[total != 1]}"
        self._count.setText(f"{shown:,} of {words}" if shown != total else words if total else "")
        if self.filter.isHidden() and total:
            self.filter.show()
            self.filter.setFocus()
        elif not total and not self.filter.text():
            self.filter.hide()
        self._empty.setText(NONE_FITS if total else self._nothing)
        self._middle.setCurrentWidget(self.table if shown else self._empty)
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

    def _on_action_clicked(self) -> None:
        act = self._act
        self.say("")
        if act is not None:
            act()

    def _on_finished(self, _result: int) -> None:
        self.is_closed = True

    def _on_filter_changed(self, words: str) -> None:
        self.model.show_only(words)
        self._show_state()


class _FilterField(QLineEdit):
    """The Down key leads from it to what it has found."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Table(QTableView):
    """Whoever comes to it by a key can use the row that has the frame: it is selected."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEY and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))


def bring_to_front(dialog: QDialog) -> None:
    """Open it, or put it before the other windows."""
    was_open = dialog.isVisible()
    dialog.show()
    if was_open:
        dialog.raise_()
    dialog.activateWindow()


def _action(words: str, keys: Sequence[QKeySequence], slot: Callable[[], object], table: QTableView) -> QAction:
    made = QAction(words, table)
    made.setShortcuts(keys)
    made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    made.triggered.connect(lambda: slot())
    return made


def _muted_label() -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
