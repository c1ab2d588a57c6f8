"""The rows of the list of all highlights. Holds places in a list of values; what is in sight is drawn from them."""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.tasks.list_highlights import ListedHighlight
from reader.ui.annotating.colors import HIGHLIGHT_WORDS
from reader.ui.dates import short_date

Index = QModelIndex | QPersistentModelIndex
GONE = "no longer in the text"
NOT_HERE = "not in this library"


class Role(IntEnum):
    LISTED = Qt.ItemDataRole.UserRole + 1  # ListedHighlight
    STATE = Qt.ItemDataRole.UserRole + 2  # GONE, NOT_HERE or empty


class HighlightsModel(QAbstractListModel):
    """All highlights, or those that were chosen. Threads: GUI."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.listed: Sequence[ListedHighlight] = ()
        self._shown: Sequence[int] = ()
        self._gone: dict[str, bool] = {}  # by id, where it was looked up

    def show(self, listed: Sequence[ListedHighlight], shown: Sequence[int]) -> None:
        """These places of these highlights, in this order."""
        self.beginResetModel()
        if listed is not self.listed:
            self._gone = {}
        self.listed, self._shown = listed, shown
        self.endResetModel()

    def set_gone(self, gone: Mapping[str, bool]) -> None:
        """Of which the words are no longer in their text."""
        self._gone.update(gone)
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def at(self, row: int) -> ListedHighlight:
        return self.listed[self._shown[row]]

    def all_shown(self) -> list[ListedHighlight]:
        return [self.listed[place] for place in self._shown]

    def not_looked_up(self, rows: Iterable[int]) -> list[ListedHighlight]:
        """Those of these rows of which it is not known whether their words are still there."""
        return [each for row in rows if (each := self.at(row)).highlight.id not in self._gone]

    def state_of(self, listed: ListedHighlight) -> str:
        if listed.number is None:
            return NOT_HERE
        return GONE if self._gone.get(listed.highlight.id) else ""

    def _in_words(self, listed: ListedHighlight) -> str:
        color = HIGHLIGHT_WORDS[listed.highlight.color].lower()
        note = f"note: {listed.highlight.note}" if listed.highlight.note else ""
        parts = (listed.highlight.quote, note, where_in_words(listed), color, self.state_of(listed))
        return ", ".join(" ".join(part.split()) for part in parts if part)

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        listed = self.at(index.row())
        if role == Role.LISTED:
            return listed
        if role == Role.STATE:
            return self.state_of(listed)
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(listed.highlight.quote.split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._in_words(listed)
        return None

    def headerData(self, _section: int, _orientation: Qt.Orientation, _role: int = 0) -> object:
        return None  # a number in front of every row would only be read aloud


def where_in_words(listed: ListedHighlight) -> str:
    """ "Seoul and Tokyo agree · Diplomacy desk · 8 Sep 2025"."""
    published = short_date(listed.published) if listed.published else ""
    return " · ".join(part for part in (listed.title, listed.source, published) if part)
