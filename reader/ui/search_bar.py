"""The search field, and the line below it that says how the query was understood."""

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from reader.ui.fonts import interface_font
from reader.ui.icons import icon
from reader.ui.theme import SIZES, Theme

PAUSE_MS = 90  # after the last key; shorter than a noticeable wait, longer than a key in a word
PLACEHOLDER = "Search articles, names, titles"
TEXT_LEFT = 25  # of the text in the field, beside the style's own padding
TEXT_RIGHT = 58
SEARCH_FIELD_LEAST = 180
GAP_BELOW = 4
CROSS = 14


class Explanation(QFrame):
    """A small card over the panes. The mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 6)
        row.setSpacing(7)
        self._icon = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # it repeats what was typed
        self._words.setProperty("role", "muted")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def fit(self, width: int) -> None:
        """As small as the words allow, and no wider than this; they wrap only where they must."""
        self._words.setWordWrap(False)
        if self.sizeHint().width() > width:
            self._words.setWordWrap(True)
        self.setFixedWidth(min(width, self.sizeHint().width()) if not self._words.wordWrap() else width)
        self.setFixedHeight(self.heightForWidth(width) if self._words.wordWrap() else self.sizeHint().height())

    def show_words(self, words: str, *, problem: bool, theme: Theme) -> None:
        self._words.setFont(interface_font(SIZES.small_text))
        self._words.setText(words)
        self._icon.setVisible(problem)
        if problem:
            self._icon.setPixmap(icon("notice", theme.color("notice")).pixmap(QSize(16, 16)))


class SearchBar(QWidget):
    """Tells what is typed, a pause after the last key; nothing but the reader's own typing is told.

    Threads: GUI thread only.
    """

    query_changed = Signal(str)  # the reader paused in typing, or cleared the field
    query_submitted = Signal(str)  # Enter
    list_wanted = Signal()  # Down: on to the results
    left = Signal()  # Esc in an empty field: back to where the reader was

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._explanation: Explanation | None = None  # made when first needed
        self._explained = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.setMaximumWidth(SIZES.search_field_most)
        self.setMinimumWidth(SEARCH_FIELD_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(PLACEHOLDER)
        self._field.setAccessibleName(PLACEHOLDER)
        self._field.setFixedHeight(SIZES.search_field)
        self._field.setTextMargins(TEXT_LEFT, 0, TEXT_RIGHT, 0)
        self._field.installEventFilter(self)
        self.setFocusProxy(self._field)
        self._add_ornaments()
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self._field.textEdited.connect(self._on_field_text_edited)
        self._field.textChanged.connect(self._on_field_text_changed)
        self._pause.timeout.connect(self._on_pause_timeout)
        self._set_fonts()
        self.set_theme(theme)

    def _set_fonts(self) -> None:
        self._key.setFont(interface_font(SIZES.meta_text))

    def _add_ornaments(self) -> None:
        self._glass = QLabel(self._field)
        self._glass.setFixedSize(SIZES.icon, SIZES.icon)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = QLabel(QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText), self._field)
        self._key.setText(self._key.text().replace("+", " "))
        self._key.setProperty("role", "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._clear = QToolButton(self._field)
        self._clear.setProperty("role", "icon")
        self._clear.setFixedSize(24, 24)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self._clear.setToolTip("Clear the search (Esc)")
        self._clear.setAccessibleName("Clear the search")
        self._clear.clicked.connect(self._on_clear_clicked)
        self._clear.hide()

    def query(self) -> str:
        return self._field.text()

    def set_query(self, text: str, *, tell: bool = False) -> None:
        """Put this into the field; with `tell`, `query_changed` follows as if the reader had typed it."""
        self._pause.stop()
        self._field.setText(text)
        if tell:
            self.query_changed.emit(text)

    def focus_and_select(self) -> None:
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def explain(self, understood: str, problem: str = "", total: int | None = None) -> None:
        """Say under the field how the query was understood, while the reader is in it.

        `understood` is what goes on after the number: articles with “space” and “cooperation”. A `problem` is a
        sentence of its own and is shown as well. Nothing to say takes the line away.
        """
        self._explained = " ".join(filter(None, (_found(understood, total), problem)))
        if self._explained and self._explanation is None:
            self._explanation = Explanation(self.window())
        if self._explanation is not None and self._explained:
            self._explanation.show_words(self._explained, problem=bool(problem), theme=self._theme)
        self._field.setAccessibleDescription(self._explained)
        self._place_explanation()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._glass.setPixmap(icon("search", theme.color("text")).pixmap(QSize(SIZES.icon, SIZES.icon)))
        self._clear.setIcon(icon("close", theme.color("muted"), CROSS))
        self._clear.setIconSize(QSize(CROSS, CROSS))

    def _place_explanation(self) -> None:
        card = self._explanation
        if card is None:
            return
        if not self._explained or not self._field.text() or not self._field.hasFocus():
            card.hide()
            return
        if card.parentWidget() is not self.window():
            card.setParent(self.window())
        card.fit(self.width())
        card.move(self.mapTo(self.window(), QPoint(0, self.height() + GAP_BELOW)))
        card.raise_()
        card.show()

    def _place_ornaments(self) -> None:
        width, height = self._field.width(), self._field.height()
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._key.adjustSize()
        for part, distance in ((self._glass, 12), (self._key, -13), (self._clear, -6)):
            left = distance if distance > 0 else width - part.width() + distance
            part.move(width - part.width() - left if backwards else left, (height - part.height()) // 2)

    @Slot(str)
    def _on_field_text_edited(self, _text: str) -> None:
        self._pause.start()

    @Slot(str)
    def _on_field_text_changed(self, text: str) -> None:
        self._key.setVisible(not text)
        self._clear.setVisible(bool(text))
        if not text:
            self.explain("")

    @Slot()
    def _on_pause_timeout(self) -> None:
        self.query_changed.emit(self._field.text())

    @Slot()
    def _on_clear_clicked(self) -> None:
        self.set_query("", tell=True)
        self._field.setFocus()

    def _on_field_key(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours."""
        match event.key():
            case Qt.Key.Key_Escape:
                if self._field.text():
                    self.set_query("", tell=True)
                else:
                    self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._pause.stop()
                self.query_submitted.emit(self._field.text())
            case Qt.Key.Key_Down:
                self.list_wanted.emit()
            case _:
                return False
        return True

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._on_field_key(event)
            if isinstance(event, QFocusEvent):
                QTimer.singleShot(0, self, self._place_explanation)  # the field has its focus, or lost it, only then
            elif isinstance(event, QResizeEvent):
                self._place_ornaments()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_explanation()

    def sizeHint(self) -> QSize:
        return QSize(SIZES.search_field_most, SIZES.search_field)


def _found(understood: str, total: int | None) -> str:
    """ "43 articles with “space”."; with one article, the word for articles is put right."""
    if not understood or total is None:
        return understood
    if total == 1:
        understood = understood.replace("articles ", "article ", 1)
    return f"{QLocale().toString(total) if total else 'No'} {understood}."
