"""The suggestions, one under the other. The search field keeps the keys and says which one is highlighted."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QFrame, QListView, QWidget

from reader.tasks.suggest import Suggestion
from reader.ui.search_card.delegate import SuggestionDelegate
from reader.ui.search_card.model import SuggestionModel
from reader.ui.search_card.words import in_words
from reader.ui.theme import Theme


class SuggestionList(QListView):
    """Never takes the focus; a click chooses.

    Threads: GUI thread only.
    """

    chosen = Signal(object)  # Suggestion; by a click

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SuggestionModel(self)
        self._delegate = SuggestionDelegate(theme=theme, view=self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(self._on_clicked)
        self.set_theme(theme)

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these. What is highlighted stays so where it is among them, wherever it stands now."""
        kept = self.highlighted()
        self._model.show(suggestions)
        if kept in self._model.suggestions:
            self._highlight(self._model.suggestions.index(kept))

    def suggestions(self) -> tuple[Suggestion, ...]:
        return self._model.suggestions

    def highlighted(self) -> Suggestion | None:
        rows = self.selectionModel().selectedRows()
        return self._model.suggestions[rows[0].row()] if rows else None

    def highlighted_words(self) -> str:
        """What a screen reader says of the highlighted one: "Gen Nakatani, person, 23 articles; 1 of 7"."""
        found = self.highlighted()
        if found is None:
            return ""
        return f"{in_words(found)}; {self._model.suggestions.index(found) + 1} of {len(self._model.suggestions)}"

    def move_highlight(self, step: int) -> bool:
        """To the next one, or with -1 back, above the first one to none; False where there is none to go on to."""
        found = self.highlighted()
        row = (self._model.suggestions.index(found) if found is not None else -1) + step
        if not -1 <= row < len(self._model.suggestions):
            return False
        self._highlight(row)
        return True

    def clear_highlight(self) -> None:
        self._highlight(-1)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.set_theme(theme)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color("card"))  # opaque: the panes below are not drawn anew
        self.setPalette(palette)
        self.viewport().update()

    def _highlight(self, row: int) -> None:
        index = self._model.index(row, 0) if row >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.suggestions[index.row()])

    # Qt's own names from here on

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Only the left button chooses."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
