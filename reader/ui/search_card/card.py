"""The card below the search field: a line that says how the query was understood, and the suggestions."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from reader.tasks.suggest import Suggestion
from reader.ui.fonts import interface_font
from reader.ui.icons import icon
from reader.ui.painting import fill
from reader.ui.search_card.delegate import ROW
from reader.ui.search_card.suggestion_list import SuggestionList
from reader.ui.theme import SIZES, Theme

GAP_BELOW = 4  # pixels between the field and the card
WIDTH_LEAST = 420  # where the window has room; a field in a small window is narrower
AIR = 5  # above and below the suggestions
RIM = 1  # the line around the card


class SearchCard(QFrame):
    """Lies over the panes as a child of the window, below the field. Never takes the focus.

    Threads: GUI thread only.
    """

    chosen = Signal(object)  # Suggestion; by a click

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Suggestion, ...] = ()
        self.setProperty("role", "card")
        self._head = QWidget(self)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(12, 5, 12, 6)
        line.setSpacing(7)
        self._icon = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # it repeats what was typed
        self._words.setProperty("role", "muted")
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.list = SuggestionList(theme=theme, parent=self)
        self.list.chosen.connect(self.chosen)

    def show_words(self, words: str, *, problem: bool) -> None:
        """Say this above the suggestions; without words there is no line."""
        self._words.setFont(interface_font(SIZES.small_text))
        self._words.setText(words)
        self._head.setVisible(bool(words))
        self._icon.setVisible(problem)
        if problem:
            self._icon.setPixmap(icon("notice", self._theme.color("notice")).pixmap(QSize(16, 16)))

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these, as many as there will be room for."""
        self._rows = tuple(suggestions)

    def place(self, field: QRect, room: QRect) -> None:
        """Stand below the field, within this room of the window; as small as the content allows.

        Without suggestions the words decide the width, and wrap only where they must.
        """
        most = min(max(field.width(), WIDTH_LEAST), room.width())
        self._words.setWordWrap(False)
        wanted = self._head.sizeHint().width() + 2 * RIM if self._words.text() else 0
        width = most if self._rows else min(most, wanted)
        self._words.setWordWrap(wanted > width)
        inside = width - 2 * RIM
        head = self._head.heightForWidth(inside) if wanted > width else self._head.sizeHint().height()
        head = head if self._words.text() else 0
        top = field.bottom() + 1 + GAP_BELOW
        fitting = (room.bottom() + 1 - top - head - 2 * (RIM + AIR)) // ROW
        self._show_rows(self._rows[: max(0, fitting)])
        rows = ROW * len(self.list.suggestions())
        self._head.setGeometry(RIM, RIM, inside, head)
        self.list.setGeometry(RIM, RIM + head + AIR, inside, rows)
        left = field.right() + 1 - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else field.left()
        left = max(room.left(), min(left, room.right() + 1 - width))
        self.setGeometry(left, top, width, head + 2 * RIM + (rows + 2 * AIR if rows else 0))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.list.set_theme(theme)

    def _show_rows(self, rows: tuple[Suggestion, ...]) -> None:
        if rows != self.list.suggestions():
            self.list.show_suggestions(rows)
        self.list.setVisible(bool(rows))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not rows)

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._words.text() and self.list.suggestions():
            below = self._head.geometry().bottom() + 1
            fill(QPainter(self), QRect(RIM, below, self.width() - 2 * RIM, 1), self._theme.color("line"))
