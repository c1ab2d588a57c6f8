"""The small bar over selected words: a dot for each colour of highlights, a note, copy. It never takes the keys."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from reader.ui.annotating.color_dots import ColorDots
from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES, Theme
from reader.userdata.annotation import HighlightColor

GAP = 8  # pixels between the bar and the words
EDGE = 6  # pixels between the bar and the edge of the text


class SelectionBar(QWidget):
    """Lies over the text, near what is selected. GUI thread only."""

    color_chosen = Signal(object)  # HighlightColor
    note_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, *, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self.setAccessibleName("Selected words")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.dots = ColorDots(theme=theme, keyboard=False, parent=self)
        self.dots.color_chosen.connect(self.color_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 5, 3)
        row.setSpacing(1)
        row.addWidget(self.dots)
        row.addSpacing(6)
        for words, tip, signal in (
            ("Note", "Highlight, and write a note", self.note_wanted),
            ("Copy", "Copy the words (Ctrl+C)", self.copy_wanted),
        ):
            button = QToolButton()
            button.setProperty("role", "flat")
            button.setText(words)
            button.setToolTip(tip)
            button.setFont(interface_font(SIZES.small_text))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
            row.addWidget(button)
        self.hide()

    def show_over(self, words: QRect, color: HighlightColor) -> None:
        """Show it above these words of the text, or below where there is no room; `color` is the one of the key."""
        self.dots.show_color(color)
        self.adjustSize()
        over = self.parentWidget()
        assert over is not None
        x = max(EDGE, min(words.center().x() - self.width() // 2, over.width() - self.width() - EDGE))
        y = words.top() - self.height() - GAP
        if y < EDGE:
            y = min(words.bottom() + GAP, over.height() - self.height() - EDGE)
        self.move(QPoint(x, max(EDGE, y)))
        self.show()
        self.raise_()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.dots.set_theme(theme)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("scroll"), 1))
        painter.setBrush(self._theme.color("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
