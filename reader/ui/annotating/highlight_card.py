"""The little card of a highlight: its colour, a note, and a way to remove it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from reader.ui.annotating.color_dots import ColorDots
from reader.ui.fonts import interface_font
from reader.ui.popover import Popover
from reader.ui.theme import SIZES, Theme
from reader.userdata.annotation import Highlight, HighlightColor

WIDTH = 320  # pixels
NOTE_HEIGHT = 84
NOTE_MOST = 20_000  # characters; a note is no article


class HighlightCard(Popover):
    """Shows one highlight near its words. What was written is told when the card closes. GUI thread only."""

    color_chosen = Signal(str, object)  # id, HighlightColor
    note_changed = Signal(str, str)  # id, the note
    removed = Signal(str)
    copy_wanted = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__("Highlight", width=WIDTH, theme=theme, parent=parent)
        self._id, self._note = "", ""
        self.dots = ColorDots(theme=theme, keyboard=True, parent=self)
        self.dots.color_chosen.connect(lambda color: self.color_chosen.emit(self._id, color))
        self._copy = self._button("Copy", "Copy the words", lambda: self.copy_wanted.emit(self._id))
        self._remove = self._button("Remove", "Take the highlight away (Del)", self._on_remove_clicked)
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("A note on these words")
        self.note.setAccessibleName("Note on these words")
        self.note.setTabChangesFocus(True)
        self.note.setFont(interface_font(SIZES.interface_text))
        self.note.setFixedHeight(NOTE_HEIGHT)
        self._lost = QLabel("These words are no longer in the text.")
        self._lost.setProperty("role", "muted")
        self._lost.hide()
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.dots)
        top.addStretch(1)
        top.addWidget(self._copy)
        top.addWidget(self._remove)
        self.column.addLayout(top)
        self.column.addWidget(self._lost)
        self.column.addWidget(self.note)

    @staticmethod
    def _button(words: str, tip: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "flat")
        button.setToolTip(tip)
        button.setFont(interface_font(SIZES.small_text))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    @property
    def highlight_id(self) -> str:
        """Whose card it is; empty when it is closed."""
        return self._id

    def open_for(self, highlight: Highlight, anchor: QPoint, *, writing: bool = False, lines: int = 34) -> None:
        """Show the card; `writing` puts the cursor into the note."""
        if self.isVisible():
            self.close()
        self._id, self._note = highlight.id, highlight.note
        self.dots.show_color(highlight.color)
        self.note.setPlainText(highlight.note)
        quote = " ".join(highlight.quote.split())
        self.setAccessibleDescription(quote[:200])
        self.open_at(anchor, lines=lines)
        if writing:
            self.note.setFocus(Qt.FocusReason.PopupFocusReason)
            self.note.moveCursor(self.note.textCursor().MoveOperation.End)
        else:
            self.dots.dots[highlight.color].setFocus(Qt.FocusReason.PopupFocusReason)

    def keep_now(self) -> None:
        """Tell what was written so far."""
        written = self.note.toPlainText()[:NOTE_MOST].strip()
        if self._id and written != self._note:
            self._note = written
            self.note_changed.emit(self._id, written)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.dots.set_theme(theme)

    def _on_remove_clicked(self) -> None:
        removed, self._id = self._id, ""
        self.close()
        if removed:
            self.removed.emit(removed)

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes, 1 to 4 choose a colour; in the note they are letters."""
        colors = list(HighlightColor)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self.note.hasFocus():
            self._on_remove_clicked()
        elif event.text() in ("1", "2", "3", "4") and not self.note.hasFocus():
            self.dots.dots[colors[int(event.text()) - 1]].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_now()
        self._id = ""
        super().hideEvent(event)
