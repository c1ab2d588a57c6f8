"""What stands where rows would: why there are none, and what to do."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES

SIDE = 14  # pixels left and right of the button
BUTTON_PADDING = 24  # pixels of the button beside its words
LEAST = 100  # pixels of words; the list is never so narrow, but it has no width before it is shown


class EmptyList(QWidget):
    """A title, a sentence or two, and at most one button.

    Threads: GUI thread only.
    """

    action_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 20, SIDE, 20)
        column.addSpacerItem(QSpacerItem(0, 44, vData=QSizePolicy.Policy.Maximum))  # shrinks where there is no room
        column.setSpacing(8)
        self._title = QLabel()
        self._words = QLabel()
        self._words.setProperty("role", "muted")
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)  # it may repeat what was typed
            label.setWordWrap(True)
            label.setContentsMargins(SIDE, 0, SIDE, 0)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(6)
        self._action_text = ""
        self._button = QPushButton()
        self._button.setMinimumWidth(LEAST)  # else its words would keep the list from becoming narrower
        self._button.clicked.connect(self.action_chosen)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._set_fonts()

    def show_words(self, title: str, words: str, action_text: str = "") -> None:
        self._title.setText(title)
        self._words.setText(words)
        self._action_text = action_text
        self._button.setAccessibleName(action_text)
        self._button.setVisible(bool(action_text))
        self._fit_button()
        self.setAccessibleName(f"{title}. {words}")

    def _fit_button(self) -> None:
        """As many of the button's words as there is room for; they may repeat what was typed."""
        room = self.width() - 2 * SIDE - BUTTON_PADDING
        metrics = self._button.fontMetrics()
        shown = metrics.elidedText(self._action_text, Qt.TextElideMode.ElideMiddle, max(LEAST, room))
        self._button.setText(shown.replace("&", "&&"))  # one alone would underline the next letter
        self._button.setToolTip(self._action_text if shown != self._action_text else "")

    def _set_fonts(self) -> None:
        self._title.setFont(interface_font(SIZES.row_title, weight=QFont.Weight.DemiBold))

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_button()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()
