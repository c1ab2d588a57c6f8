"""The strip that stands above the text while a backup is read in place of a library that cannot be opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from reader.tasks.rescue import RescueInfo
from reader.ui.dates import day_and_time


class RescueBanner(QFrame):
    """It cannot be closed: what is on the screen is not the reader's newest state. Threads: GUI."""

    restore_wanted = Signal()
    choice_wanted = Signal()  # among the other backups
    folder_wanted = Signal()

    def __init__(self, rescue: RescueInfo) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setAccessibleName("Message")
        made_at = day_and_time(rescue.made_at)
        head = QLabel(f"You are reading the backup of {made_at}, because the library could not be opened")
        head.setProperty("role", "strong")
        self.words = QLabel(
            f"{rescue.problem} Nothing can be changed until a backup is restored. The damaged file is kept as it is."
        )
        for label in (head, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # holds the path of a file
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.restore = QPushButton("&Restore this backup…")
        self.restore.setProperty("role", "primary")
        self.choose = QPushButton("&Choose another…")
        self.folder = QPushButton("&Open the folder")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button, wanted in (
            (self.restore, self.restore_wanted),
            (self.choose, self.choice_wanted),
            (self.folder, self.folder_wanted),
        ):
            button.clicked.connect(lambda _checked, wanted=wanted: wanted.emit())
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(self.words)
        column.addLayout(buttons)
