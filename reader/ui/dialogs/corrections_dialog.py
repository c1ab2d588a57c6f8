"""The list of all corrections of names: looked through, deleted, and exchanged as files."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
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

from reader.tasks.correction_list import ListedCorrection
from reader.ui.dialogs.corrections_model import Column, CorrectionsModel

ROW_HEIGHT = 28  # pixels
WHERE_WIDTH, WHEN_WIDTH = 170, 140
HEADER = """
QHeaderView::section {
    background: palette(base); color: palette(placeholder-text); border: none; border-bottom: 1px solid palette(mid);
    padding: 3px 8px 4px 2px;
}
"""
NOTHING = (
    "No corrections yet.\n\nWhere a name is wrong in an article, click on it and choose “···”, or select words and"
    " press Ctrl+M. What you correct is kept here, and can be taken back."
)
NONE_FITS = "No correction has these words."


class CorrectionsDialog(QDialog):
    """Shows what it is given; it decides nothing. Not modal. GUI thread only."""

    deletion_wanted = Signal(object)  # numbers of corrections
    undo_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    list_wanted = Signal()  # a file with names of one's own

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Corrections of names")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = CorrectionsModel(self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter")
        self.filter.setAccessibleName("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter_changed)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._undo = QPushButton("&Undo")
        self._undo.setAutoDefault(False)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._undo.hide()
        self.table = self._make_table()
        self._empty = QLabel(NOTHING)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(60, 0, 60, 40)
        self._place()
        self.resize(760, 520)
        self.filter.setFocus()
        self._show_state()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("Corrections of names")
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
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(Column.WHERE, WHERE_WIDTH)
        header.resizeSection(Column.WHEN, WHEN_WIDTH)
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().selectionChanged.connect(lambda *_changed: self._show_state())
        delete = QAction("Delete", table)
        delete.setShortcuts([QKeySequence(QKeySequence.StandardKey.Delete), QKeySequence("Backspace")])
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self.delete_selected)
        table.addAction(delete)
        return table

    def _place(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.filter, 1)
        top.addWidget(self._count)
        self._middle = QStackedLayout()
        self._delete = self._button("&Delete", self.delete_selected)
        bring = QMenu(self)
        bring.addAction("&Corrections from a CSV file…", self.import_wanted.emit)
        bring.addAction("&Names from a list of my own…", self.list_wanted.emit)
        taking = QPushButton("&Import")
        taking.setAutoDefault(False)
        taking.setMenu(bring)
        self._export = self._button("&Export…", self.export_wanted.emit)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        for button in (self._delete, self._undo):
            bottom.addWidget(button)
        bottom.addWidget(self._note, 1)
        for button in (taking, self._export, self._button("Close", self.close)):
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(self._middle, 1)
        for part in (self.table, self._empty):  # not sooner: in a layout without a widget the first would be a window
            self._middle.addWidget(part)
        column.addLayout(bottom)

    @staticmethod
    def _button(words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def show_lines(self, lines: Sequence[ListedCorrection]) -> None:
        """All corrections, in the order they were made; the place in the list stays."""
        row = self.table.currentIndex().row()
        self.model.show_lines(lines)
        rows = self.model.rowCount()
        if row >= 0 and rows:
            at = self.model.index(min(row, rows - 1), 0)
            wanted = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(at, wanted)
        self._show_state()

    def say(self, words: str, *, undo: bool = False) -> None:
        """What happened; with `undo` it can be taken back."""
        self._note.setText(words)
        self._undo.setVisible(undo)

    def words(self) -> str:
        """What is being said."""
        return self._note.text()

    def delete_selected(self) -> None:
        """Ask for the deletion of what is selected."""
        rows = self.table.selectionModel().selectedRows() or [self.table.currentIndex()]
        numbers = [self.model.line(index.row()).number for index in rows if index.isValid()]
        if numbers:
            self.deletion_wanted.emit(numbers)

    def _show_state(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        words = f"{total:,} correction" if total == 1 else f"{total:,} corrections"
        self._count.setText(f"{shown:,} of {words}" if shown != total else words if total else "")
        self._empty.setText(NONE_FITS if total else NOTHING)
        self._middle.setCurrentWidget(self.table if shown else self._empty)
        self._delete.setEnabled(shown > 0 and self.table.selectionModel().hasSelection())
        self._export.setEnabled(total > 0)

    def _on_filter_changed(self, words: str) -> None:
        self.model.show_only(words)
        self._show_state()

    def _on_undo_clicked(self) -> None:
        self.say("")
        self.undo_wanted.emit()
