"""The model of the saved searches: their names, how much they find, how much of it is new."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.tasks.saved_searches import CountedSearch
from reader.userdata.saved_searches import SavedSearch, SavedSearchNumber

Index = QModelIndex | QPersistentModelIndex


class SavedRole(IntEnum):
    TOTAL = Qt.ItemDataRole.UserRole + 1  # int, or None where it is not known
    NEW = Qt.ItemDataRole.UserRole + 2  # int
    SHOWN = Qt.ItemDataRole.UserRole + 3  # bool: its answer is what the list shows


class SavedSearchesModel(QAbstractListModel):
    """A few rows, all in memory. GUI thread only."""

    renamed = Signal(object, str)  # SavedSearchNumber, the new name

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[CountedSearch] = []
        self._shown_query = ""

    def show(self, rows: Sequence[CountedSearch]) -> None:
        """Show these; where only names and counts differ from before, no row loses its place or its editor."""
        same = [row.saved.number for row in rows] == [row.saved.number for row in self._rows]
        if same:
            self._rows = list(rows)
            self._tell_changes()
        else:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()

    def show_query(self, query: str) -> None:
        """This query is what the list shows now; empty for none."""
        if query != self._shown_query:
            self._shown_query = query
            self._tell_changes()

    def saved_at(self, row: int) -> SavedSearch | None:
        return self._rows[row].saved if 0 <= row < len(self._rows) else None

    def row_of(self, number: SavedSearchNumber) -> int | None:
        return next((row for row, each in enumerate(self._rows) if each.saved.number == number), None)

    def new_in_all(self) -> int:
        return sum(row.found.new for row in self._rows if row.found is not None)

    def _tell_changes(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)  # a list has no rows under a row

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        saved = self.saved_at(index.row())
        if saved is None:
            return None
        found = self._rows[index.row()].found
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return saved.name
            case Qt.ItemDataRole.ToolTipRole:
                return saved.query if saved.query == saved.name else f"{saved.name}\n{saved.query}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(self._rows[index.row()])
            case SavedRole.TOTAL:
                return None if found is None else found.total
            case SavedRole.NEW:
                return 0 if found is None else found.new
            case SavedRole.SHOWN:
                return saved.query == self._shown_query
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        saved = self.saved_at(index.row())
        name = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or saved is None or not name:
            return False
        if name != saved.name:
            self._rows[index.row()] = self._rows[index.row()]._replace(saved=saved._replace(name=name))
            self.dataChanged.emit(index, index)
            self.renamed.emit(saved.number, name)
        return True


def spoken(row: CountedSearch) -> str:
    """ "Seoul, 214 articles, 3 new", for a screen reader."""
    if row.found is None:
        return row.saved.name
    locale = QLocale()
    parts = [row.saved.name, f"{locale.toString(row.found.total)} {'article' if row.found.total == 1 else 'articles'}"]
    if row.found.new:
        parts.append(f"{locale.toString(row.found.new)} new")
    return ", ".join(parts)
