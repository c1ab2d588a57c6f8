"""A small window of its own that says what is being done, while there is no library to show."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

WIDTH = 420  # pixels


class ProgressWindow(QWidget):
    """Words and a bar, which at first only moves. Threads: GUI."""

    def __init__(self, words: str, *, name: str) -> None:
        """`name`: the style sheet knows the window by it."""
        super().__init__()
        self.setWindowTitle("Read Also")
        self.setObjectName(name)
        self.words = QLabel(words)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(14)
        self.column.addWidget(self.words)
        self.column.addWidget(self.bar)
        self.setFixedWidth(WIDTH)
