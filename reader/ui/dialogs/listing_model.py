"""The rows of a dialog that lists things: values only, filtered by words."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.articles.folding import fold
from reader.articles.one_line import in_one_line

Index = QModelIndex | QPersistentModelIndex


class Line(NamedTuple):
    """One row: what stands in its columns, and what it is about."""

    cells: tuple[str, ...]  # as they are; they are shown and copied `in_one_line`
    key: object
    folded: str = ""  # the words a filter looks through; made when it is first typed where they are not given


def folded_words(cells: Sequence[str]) -> str:
    """What a filter looks through. Any thread: of tens of thousands of lines it takes too long for the window's own."""
    return fold(" ".join(cells))


def every_line(_line: Line) -> bool:
    return True


class ListingModel(QAbstractTableModel):
    """Smooth at tens of thousands: it holds strings, and a filter is one look through them. Threads: GUI."""

    def __init__(self, heads: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._lines: list[Line] = []
        self._folded: list[str] = []
        self._shown: Sequence[int] = ()
        self._words: list[str] = []
        self.right: frozenset[int] = frozenset()  # the columns that hold numbers
        self._passes: Callable[[Line], bool] = every_line

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines = list(lines)
        self._folded = [line.folded for line in self._lines]
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

    def words_of(self, rows: Sequence[int]) -> str:
        """These rows as lines, their columns parted by tabs: what is copied."""
        lines = (self.line(row).cells for row in rows)
        return "\n".join("\t".join(map(in_one_line, cells)) for cells in lines)

    def _fitting(self) -> Sequence[int]:
        fitting: Sequence[int] = range(len(self._lines))
        if self._passes is not every_line:
            fitting = [number for number, line in enumerate(self._lines) if self._passes(line)]
        folded = self._folded
        for number in fitting if self._words else ():
            folded[number] = folded[number] or folded_words(self._lines[number].cells)
        for word in self._words:
            fitting = [number for number in fitting if word in folded[number]]
        return fitting

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and index.isValid():
            return _alignment(index.column() in self.right)
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        words = in_one_line(self.line(index.row()).cells[index.column()])
        # as plain text: Qt would show a tip that looks like HTML as HTML
        return words if role == Qt.ItemDataRole.DisplayRole or "<" not in words else words.replace("<", "‹")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section in self.right)
        return None


def _alignment(right: bool) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
