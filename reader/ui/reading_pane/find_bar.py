"""The bar under the text that finds words in the open article."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.ui.icons import icon
from reader.ui.theme import SIZES, Theme

FIELD_WIDTH = 260  # pixels at most
HEIGHT = 46


class FindBar(QWidget):
    """Asks for words and shows how many there are. It does not know the text. GUI thread only."""

    words_changed = Signal(str, bool)  # the words, whether case matters
    step_wanted = Signal(int)  # +1 or -1
    closed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._field = QLineEdit()
        self._field.setPlaceholderText("Find in this article")
        self._field.setAccessibleName("Find in this article")
        self._field.setMaximumWidth(FIELD_WIDTH)
        self._field.setFixedHeight(SIZES.search_field - 4)
        self._field.textChanged.connect(self._on_question_changed)
        self._field.installEventFilter(self)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._previous = self._button("Previous place", "Shift+Enter", lambda: self.step_wanted.emit(-1))
        self._next = self._button("Next place", "Enter", lambda: self.step_wanted.emit(1))
        self._case = self._button("Match case", "", self._on_question_changed)
        self._case.setText("Aa")
        self._case.setCheckable(True)
        self._case.setProperty("role", "segment")
        self._close = self._button("Close", "Esc", self.closed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 10, 0)
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        for widget in (self._previous, self._next, self._case, self._count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        self.set_theme(theme)

    def _button(self, name: str, keys: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})" if keys else name)
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        return button

    def set_theme(self, theme: Theme) -> None:
        self._rule = theme.color("line")
        muted = theme.color("muted")
        for button, drawing in (
            (self._previous, "chevron-up"),
            (self._next, "chevron-down"),
            (self._close, "close"),
        ):
            button.setIcon(icon(drawing, muted))
        self.update()

    def take_focus(self, words: str = "") -> None:
        """Ready for typing; `words`, where given, are what was selected in the text."""
        if words:
            self._field.setText(words)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def question(self) -> tuple[str, bool]:
        """The words, and whether case matters."""
        return self._field.text(), self._case.isChecked()

    def show_count(self, at: int | None, total: int, *, all_found: bool = True) -> None:
        """ "3 of 12": at which place the reader is, counted from 0, and how many there are."""
        if not self._field.text().strip():
            words = ""
        elif total == 0:
            words = "not found"
        else:
            many = f"{total}" if all_found else f"{total}+"
            words = many if at is None else f"{at + 1} of {many}"
        self._count.setText(words)
        self._previous.setEnabled(total > 0)
        self._next.setEnabled(total > 0)

    def count_words(self) -> str:
        return self._count.text()

    def _on_question_changed(self, _change: object = None) -> None:
        self.words_changed.emit(*self.question())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step_wanted.emit(-1 if back else 1)
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step_wanted.emit(1 if key == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, self._rule)
