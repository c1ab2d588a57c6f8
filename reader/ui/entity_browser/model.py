"""The order of the names as Qt wants it; what a row shows is fetched in pages when it is first looked at."""

import logging
from array import array
from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.errors import ReaderError
from reader.library.name_pages import EntityRow
from reader.ui.entity_browser.words import row_in_words

Index = QModelIndex | QPersistentModelIndex
ROW_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
FetchEntities = Callable[[Sequence[int]], Sequence[EntityRow]]

UNREADABLE = "This name could not be read"
log = logging.getLogger(__name__)


class Role(IntEnum):
    """What the model tells of a row besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1  # EntityRow; None where it could not be read


class EntityListModel(QAbstractListModel):
    """Names in an order. Holds numbers for all of them and values for the few that were looked at.

    `fetch` gives the rows of these numbers in any order; a number it leaves out shows as a quiet disabled row, and so
    do all of them where it raises a ReaderError. It is called on the GUI thread for some sixty numbers at a time, so
    it must answer within a few milliseconds.

    Threads: GUI thread only.
    """

    PAGE = 60  # rows fetched together
    KEPT_ROWS = 3000  # some hundred screenfuls

    def __init__(self, *, fetch: FetchEntities, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._order: array[int] = array("q")
        self._rows: dict[int, EntityRow | None] = {}

    def show(self, numbers: Sequence[int]) -> None:
        """Show these names, and fetch anew what is looked at."""
        self.beginResetModel()
        self._order = numbers if isinstance(numbers, array) and numbers.typecode == "q" else array("q", numbers)
        self._rows = {}
        self.endResetModel()

    def number_at(self, row: int) -> int | None:
        """The name in this row; None outside the list."""
        return self._order[row] if 0 <= row < len(self._order) else None

    def row_of(self, number: int) -> int | None:
        """The row of this name; None if it is not in the list. About a millisecond at 100,000 rows."""
        try:
            return self._order.index(number)
        except ValueError:
            return None

    def row_at(self, row: int) -> EntityRow | None:
        """What is shown in this row; None where it could not be read."""
        number = self._order[row]
        if number not in self._rows:
            self._fetch_page_with(row)
        return self._rows[number]

    def _fetch_page_with(self, row: int) -> None:
        start = row // self.PAGE * self.PAGE
        page = self._order[start : start + self.PAGE]
        if len(self._rows) + len(page) > self.KEPT_ROWS:
            self._rows = {}
        try:
            fetched = {one.number: one for one in self._fetch(page)}
        except ReaderError as error:
            log.warning("Names %d to %d could not be read: %s", start, start + len(page) - 1, error)
            fetched = {}
        self._rows.update((number, fetched.get(number)) for number in page)

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._order) or role not in _ROLES:
            return None
        row = self.row_at(index.row())
        if role == Role.ROW:
            return row
        if row is None:
            return UNREADABLE
        return row_in_words(row) if role == Qt.ItemDataRole.AccessibleTextRole else row.entity.name

    def headerData(self, _section: int, _orientation: Qt.Orientation, _role: int = 0) -> object:
        return None  # a number in front of every row would only be read aloud

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.row_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return ROW_FLAGS


_ROLES = frozenset({Role.ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})
