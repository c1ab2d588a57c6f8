"""What stands where rows would: why there are none, and what to do."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES


class EmptyList(QWidget):
    """A title, a sentence or two, and at most one button.

    Threads: GUI thread only.
    """

    action_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 64, 28, 28)
        column.setSpacing(8)
        self._title = QLabel()
        self._words = QLabel()
        self._words.setProperty("role", "muted")
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)  # it may repeat what was typed
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(6)
        self._button = QPushButton()
        self._button.clicked.connect(self.action_chosen)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._set_fonts()

    def show_words(self, title: str, words: str, action_text: str = "") -> None:
        self._title.setText(title)
        self._words.setText(words)
        self._button.setText(action_text)
        self._button.setVisible(bool(action_text))
        self.setAccessibleName(f"{title}. {words}")

    def _set_fonts(self) -> None:
        self._title.setFont(interface_font(SIZES.row_title, weight=QFont.Weight.DemiBold))

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()
