"""The note on an article, in a small window of its own, so that one can read on while writing."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontMetrics, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.articles.article import ArticleId
from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES

PAUSE_MS = 500  # after a key the note is kept
WIDTH, HEIGHT = 400, 320  # pixels
NOWHERE = ArticleId("")
KEPT, WRITING = "Kept", "…"


class NoteEditor(QDialog):
    """Tells what was written after each pause, and at the latest when it closes. Not modal. GUI thread only."""

    note_changed = Signal(str, str)  # ArticleId, the note

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Note")
        self.setObjectName("noteEditor")
        self.article_id = NOWHERE
        self._kept = ""
        self._article_title = ""
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(interface_font(SIZES.row_title, weight=QFont.Weight.DemiBold))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Note on this article")
        self.text.setPlaceholderText("What do you want to remember about this article?")
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._on_text_changed)
        self._state = QLabel()
        self._state.setProperty("role", "muted")
        self._state.setFont(interface_font(SIZES.small_text))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        bottom = QHBoxLayout()
        bottom.addWidget(self._state, 1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.text, 1)
        column.addLayout(bottom)
        self.resize(WIDTH, HEIGHT)

    def open_for(self, article_id: ArticleId, title: str, note: str, corner: QPoint) -> None:
        """Show the note of this article; what was written for another one is told before."""
        if self.isVisible() and self.article_id == article_id:
            self._to_front()
            return
        self.keep_now()
        self.article_id, self._kept, self._article_title = article_id, note, title
        self.text.blockSignals(True)
        self.text.setPlainText(note)
        self.text.blockSignals(False)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self._state.setText("")
        self._show_title()
        if not self.isVisible():
            self.move(corner)
        self._to_front()

    def show_note(self, article_id: ArticleId, note: str) -> None:
        """The note as it is kept now: shown where it was changed elsewhere, as by undo, and nobody writes here."""
        if article_id == self.article_id and not self._pause.isActive() and note != self._kept:
            self._kept = note
            if self.text.toPlainText().strip() != note:
                self.text.blockSignals(True)
                self.text.setPlainText(note)
                self.text.blockSignals(False)

    def keep_now(self) -> None:
        """Tell what was written since it was told last."""
        self._pause.stop()
        written = self.text.toPlainText().strip()
        if self.article_id and written != self._kept:
            self._kept = written
            self._state.setText(KEPT)
            self.note_changed.emit(self.article_id, written)

    def _to_front(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _show_title(self) -> None:
        room = max(100, self.width() - 36)
        metrics = QFontMetrics(self._title.font())
        self._title.setText(metrics.elidedText(self._article_title, Qt.TextElideMode.ElideRight, room))
        self._title.setToolTip("")

    def _on_text_changed(self) -> None:
        self._state.setText(WRITING)
        self._pause.start()

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return closes, as Esc does."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_title()

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_now()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_now()
        super().closeEvent(event)
