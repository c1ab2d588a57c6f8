"""The rows of a dialog that lists things: values only, filtered by words."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.articles.folding import fold

Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """One row: what stands in its columns, and what it is about."""

    cells: tuple[str, ...]
    key: object


def every_line(_line: Line) -> bool:
    return True


class ListingModel(QAbstractTableModel):
    """Smooth at tens of thousands: it holds strings, and a filter is one look through them. Threads: GUI."""

    def __init__(self, heads: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._lines: list[Line] = []
        self._folded: list[str] = []
        self._shown: list[int] = []
        self._words: list[str] = []
        self._passes: Callable[[Line], bool] = every_line

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self._folded = [""] * len(self._lines)  # folded when a filter is first typed
        self._shown = self._fitting()
        self.endResetModel()

    def show_only(self, words: str | None = None, passes: Callable[[Line], bool] | None = None) -> None:
        """Those with all of these words, and those that pass; what is not given stays as it was."""
        self.beginResetModel()
        self._words = self._words if words is None else fold(words).split()
        self._passes = passes or self._passes
        self._shown = self._fitting()
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._lines)

    def line(self, row: int) -> Line:
        return self._lines[self._shown[row]]

    def _fitting(self) -> list[int]:
        fitting = [number for number, line in enumerate(self._lines) if self._passes(line)]
        if not self._words:
            return fitting
        for number in fitting:
            self._folded[number] = self._folded[number] or fold(" ".join(self._lines[number].cells))
        return [number for number in fitting if all(word in self._folded[number] for word in self._words)]

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        words = self.line(index.row()).cells[index.column()]
        # as plain text: Qt would show a tip that looks like HTML as HTML
        return words if role == Qt.ItemDataRole.DisplayRole or "<" not in words else words.replace("<", "‹")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None
