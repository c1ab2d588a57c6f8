"""The rows of the list of corrections: values only, filtered by words."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.articles.folding import fold
from reader.tasks.correction_list import ListedCorrection
from reader.ui.dates import short_date

Index = QModelIndex | QPersistentModelIndex
HEADS = ("What", "Where", "When")


class Column(IntEnum):
    WHAT = 0
    WHERE = 1
    WHEN = 2


class CorrectionsModel(QAbstractTableModel):
    """The newest first. Smooth at tens of thousands: it holds strings, and a filter is one look through them.

    Threads: GUI.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[ListedCorrection] = []
        self._folded: list[str] = []
        self._shown: list[int] = []
        self._filter = ""

    def show_lines(self, lines: Sequence[ListedCorrection]) -> None:
        """All corrections, in the order they were made."""
        self.beginResetModel()
        self._lines = list(reversed(lines))
        self._folded = [fold(f"{line.what} {line.where}") for line in self._lines]
        self._shown = self._fitting()
        self.endResetModel()

    def show_only(self, words: str) -> None:
        """Those with all of these words; all of them if empty."""
        self.beginResetModel()
        self._filter = fold(words)
        self._shown = self._fitting()
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._lines)

    def line(self, row: int) -> ListedCorrection:
        return self._lines[self._shown[row]]

    def _fitting(self) -> list[int]:
        words = self._filter.split()
        return [n for n, folded in enumerate(self._folded) if all(word in folded for word in words)]

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        line = self.line(index.row())
        return (line.what, line.where, _day_and_time(line.when))[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None


def _day_and_time(when: str) -> str:
    """ "8 Sep 2025, 14:05"; what is no time stays as it is."""
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return when
    return f"{short_date(moment.date())}, {moment:%H:%M}"
