"""The suggestions as Qt's views see them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.tasks.suggest import Suggestion
from reader.ui.search_card.words import in_words, row_words

Index = QModelIndex | QPersistentModelIndex
SUGGESTION = int(Qt.ItemDataRole.UserRole)


class SuggestionModel(QAbstractListModel):
    """Holds one set of suggestions at a time. Threads: GUI thread only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.suggestions: tuple[Suggestion, ...] = ()

    def show(self, suggestions: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.suggestions = tuple(suggestions)
        self.endResetModel()

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.suggestions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.suggestions):
            return None
        suggestion = self.suggestions[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row_words(suggestion)
            case Qt.ItemDataRole.AccessibleTextRole:
                return in_words(suggestion)
        return suggestion if role == SUGGESTION else None
