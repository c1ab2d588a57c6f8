"""The frame of every dialog that corrects a name: words, what is asked, and where the answer counts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.articles.article import ArticleId
from reader.entities.correction import Correction

EVERYWHERE, HERE = "In the &whole library", "Only in this &article"
NOWHERE = ArticleId("")
WIDTH = 420  # pixels


class CorrectionDialog(QDialog):
    """Asks one thing; not modal, closed by Esc. Its buttons say where the answer counts. GUI thread only."""

    answered = Signal(object)  # Correction

    def __init__(self, title: str, words: str, *, article_id: ArticleId, parent: QWidget) -> None:
        """Without `article_id` the answer counts in the whole library, and nothing asks where."""
        super().__init__(parent)
        self.article_id = article_id
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._words = QLabel(words)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # names come from articles
        self._everywhere, self._here = QPushButton(EVERYWHERE if article_id else "&Correct"), QPushButton(HERE)
        self._everywhere.setProperty("role", "primary")
        self._everywhere.setDefault(True)
        self._everywhere.clicked.connect(lambda: self._answer(NOWHERE))
        self._here.clicked.connect(lambda: self._answer(self.article_id))
        self._here.setAutoDefault(False)
        self._here.setVisible(bool(article_id))
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.parts = QVBoxLayout()  # what is asked
        self.parts.setSpacing(10)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(cancel)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self._here)
        self._buttons.addWidget(self._everywhere)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addLayout(self.parts)
        column.addLayout(self._buttons)

    def correction(self, article_id: ArticleId) -> Correction | None:
        """The answer as it stands, counting there; None while it is none."""
        raise NotImplementedError

    def set_ready(self, ready: bool, *, everywhere: bool = True) -> None:
        """Whether there is an answer to give; and whether it may count in the whole library."""
        self._here.setEnabled(ready)
        self._everywhere.setEnabled(ready and everywhere)

    def hide_buttons(self) -> None:
        """The answer is given by a click on something else."""
        self._here.hide()
        self._everywhere.hide()

    def give(self, correction: Correction) -> None:
        """Answer, and close."""
        self.answered.emit(correction)
        self.accept()

    def _answer(self, article_id: ArticleId) -> None:
        correction = self.correction(article_id)
        if correction is not None:
            self.give(correction)

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return answers for the open article only."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._here.isVisible():
            self._here.click()
        else:
            super().keyPressEvent(event)
