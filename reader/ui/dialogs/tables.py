"""Dialogs with two columns to be read: the shortcuts, what can be typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

Row = tuple[str, str]


class TableDialog(QDialog):
    """Two columns in groups, to be read and closed. Not modal: the window stays usable. Threads: GUI."""

    def __init__(
        self, title: str, groups: Sequence[tuple[str, Sequence[Row]]], *, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        if words:
            label = QLabel(words)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        self._table = _table(groups, title)
        layout.addWidget(self._table)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        self.resize(620, 520)


def _table(groups: Sequence[tuple[str, Sequence[Row]]], title: str) -> QTableWidget:
    table = QTableWidget(0, 2)
    table.setAccessibleName(title)
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # words wrap
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    for head, rows in groups:
        if head:
            item = QTableWidgetItem(head)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            _append(table, item, QTableWidgetItem(""))
        for left, right in rows:
            _append(table, QTableWidgetItem(left), QTableWidgetItem(right))
    return table


def _append(table: QTableWidget, left: QTableWidgetItem, right: QTableWidgetItem) -> None:
    row = table.rowCount()
    table.insertRow(row)
    table.setItem(row, 0, left)
    table.setItem(row, 1, right)
