"""The sentences of a page as Qt wants them; more are added as the reader comes to the end of those that are there."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.library.name_sentences import Sentence
from reader.ui.entity_page.words import sentence_in_words

Index = QModelIndex | QPersistentModelIndex
ROW_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class Role(IntEnum):
    """What the model tells of a row besides Qt's own roles."""

    SENTENCE = Qt.ItemDataRole.UserRole + 1


class SentenceModel(QAbstractListModel):
    """Sentences in their order. Threads: GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences: list[Sentence] = []

    def show(self, sentences: Sequence[Sentence]) -> None:
        """Show these in the place of what was shown. Nothing is told where they are the same."""
        if list(sentences) == self._sentences:
            return
        self.beginResetModel()
        self._sentences = list(sentences)
        self.endResetModel()

    def add(self, sentences: Sequence[Sentence]) -> None:
        """Show these after those that are there."""
        if sentences:
            first = len(self._sentences)
            self.beginInsertRows(QModelIndex(), first, first + len(sentences) - 1)
            self._sentences += sentences
            self.endInsertRows()

    def row_like(self, sentence: Sentence) -> int | None:
        """The row of what stands at the same place of the same article; None if it is not there."""
        place = (sentence.article, sentence.place)
        return next((row for row, one in enumerate(self._sentences) if (one.article, one.place) == place), None)

    def sentence_at(self, row: int) -> Sentence | None:
        return self._sentences[row] if 0 <= row < len(self._sentences) else None

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._sentences)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._sentences):
            return None
        sentence = self._sentences[index.row()]
        if role == Role.SENTENCE:
            return sentence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence_in_words(sentence)
        return sentence.text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, _section: int, _orientation: Qt.Orientation, _role: int = 0) -> object:
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return ROW_FLAGS
