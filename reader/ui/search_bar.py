"""The search field: tells what is typed, and shows below it how that was understood and what could be typed on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from reader.ui.fonts import interface_font
from reader.ui.icons import icon
from reader.ui.theme import SIZES, Theme

if TYPE_CHECKING:
    from reader.tasks.suggest import Suggestion
    from reader.ui.search_card.card import SearchCard

PLACEHOLDER = "Search articles, names, titles"
TEXT_LEFT = 25  # of the text in the field, beside the style's own padding
TEXT_RIGHT = 58
SEARCH_FIELD_LEAST = 180
CROSS = 14
CARD_MARGIN = 10  # pixels between the card and the edges of the window


class SearchBar(QWidget):
    """Tells each change the reader makes; what the program puts into the field is not told.

    The field keeps the focus while suggestions are gone through: the card below it never has it.
    Threads: GUI thread only.
    """

    query_changed = Signal(str)  # the reader typed, or cleared the field
    query_submitted = Signal(str)  # Enter
    list_wanted = Signal()  # Down: on to the results
    left = Signal()  # Esc in an empty field: back to where the reader was
    suggestions_wanted = Signal(str)  # what is typed now; nothing for the most recent searches
    suggestions_closed = Signal()  # none are wanted any more
    suggestion_chosen = Signal(object)  # Suggestion
    forgetting_wanted = Signal(object)  # Suggestion; Delete on it

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card: SearchCard | None = None  # made when first needed
        self._explained = ""
        self._problem = False  # something could not be understood
        self._meant: Suggestion | None = None
        self._suggestions: tuple[Suggestion, ...] = ()
        self._suggesting = False  # whether suggestions may be shown when they come
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
        self._meant = None
        self.close_suggestions()
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
        self._problem = bool(problem)
        self._meant = None
        self._show_card()

    def show_meant(self, meant: "Suggestion") -> None:
        """Offer this instead of a query that found nothing, until the next one is explained."""
        self._meant = meant
        self._show_card()

    def show_suggestions(self, suggestions: "Sequence[Suggestion]") -> None:
        """Show these below the field, if they are still wanted."""
        if self._suggesting:
            self._suggestions = tuple(suggestions)
            self._show_card()

    def ask_again(self) -> None:
        """What can be suggested has changed: ask for it again where it is shown."""
        if self._suggesting:
            self.suggestions_wanted.emit(self._field.text())

    def close_suggestions(self) -> None:
        """Take the suggestions away until the reader types again; how the query was understood, or meant, stays."""
        if self._suggesting:
            self._suggesting = False
            self.suggestions_closed.emit()
        if self._suggestions:
            self._suggestions = ()
            self._show_card()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._glass.setPixmap(icon("search", theme.color("text")).pixmap(QSize(SIZES.icon, SIZES.icon)))
        self._clear.setIcon(icon("close", theme.color("muted"), CROSS))
        self._clear.setIconSize(QSize(CROSS, CROSS))
        if self._card is not None:
            self._card.set_theme(theme)
            self._show_card()

    def _suggest(self) -> None:
        """Ask what could be typed on. In the midst of a text, nothing."""
        text = self._field.text()
        if self._field.cursorPosition() >= len(text):
            self._suggesting = True
            self.suggestions_wanted.emit(text)
        else:
            self.close_suggestions()

    def _show_card(self) -> None:
        """The card as it should be now; none where the reader is elsewhere or there is nothing to say."""
        words = self._explained if self._field.text() else ""
        rows = (*filter(None, (self._meant,)), *self._suggestions)
        if not (words or rows) or not self._field.hasFocus():
            if self._card is not None:
                self._card.hide()
            self._describe()
            return
        card = self._card = self._card or self._make_card()
        if card.parentWidget() is not self.window():
            card.setParent(self.window())
        card.show_words(words, problem=self._problem and bool(words))
        card.show_suggestions(rows)
        self._place_card()
        card.raise_()
        card.show()
        self._describe()

    def _make_card(self) -> "SearchCard":
        from reader.ui.search_card.card import SearchCard  # deferred: the first paint comes sooner without it

        card = SearchCard(theme=self._theme, parent=self.window())
        card.chosen.connect(self._choose)
        self.window().installEventFilter(self)  # its height says how many suggestions there is room for
        return card

    def _place_card(self) -> None:
        window, card = self.window(), self._card
        if card is not None:
            margins = (CARD_MARGIN, 0, -CARD_MARGIN, -CARD_MARGIN)
            card.place(QRect(self.mapTo(window, QPoint(0, 0)), self.size()), window.rect().adjusted(*margins))

    def _describe(self) -> None:
        """Tell a screen reader what the card says: the highlighted row, or how the query was understood."""
        highlighted = self._card.list.highlighted_words() if self._card_has_rows() and self._card else ""
        described = highlighted or self._explained
        if described != self._field.accessibleDescription():
            self._field.setAccessibleDescription(described)

    def _card_has_rows(self) -> bool:
        return self._card is not None and self._card.isVisible() and bool(self._card.list.suggestions())

    def _choose(self, suggestion: "Suggestion") -> None:
        self.close_suggestions()
        self.suggestion_chosen.emit(suggestion)

    def _place_ornaments(self) -> None:
        width, height = self._field.width(), self._field.height()
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._key.adjustSize()
        for part, distance in ((self._glass, 12), (self._key, -13), (self._clear, -6)):
            left = distance if distance > 0 else width - part.width() + distance
            part.move(width - part.width() - left if backwards else left, (height - part.height()) // 2)

    @Slot(str)
    def _on_field_text_edited(self, text: str) -> None:
        if self._card is not None:
            self._card.list.clear_highlight()
        self.query_changed.emit(text)
        self._suggest()

    @Slot(str)
    def _on_field_text_changed(self, text: str) -> None:
        self._key.setVisible(not text)
        self._clear.setVisible(bool(text))
        if not text:
            self.explain("")

    @Slot()
    def _on_clear_clicked(self) -> None:
        self.set_query("", tell=True)
        self._field.setFocus()
        self._suggest()

    def _on_field_key(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours."""
        if self._card_has_rows() and self._on_card_key(event):
            self._describe()
            return True
        match event.key():
            case Qt.Key.Key_Escape:
                if self._field.text():
                    self.set_query("", tell=True)
                else:
                    self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.close_suggestions()
                self.query_submitted.emit(self._field.text())
            case Qt.Key.Key_Down:
                self.list_wanted.emit()
            case _:
                return False
        return True

    def _on_card_key(self, event: QKeyEvent) -> bool:
        """Whether the key means something to the suggestions that are shown."""
        assert self._card is not None
        rows = self._card.list
        highlighted = rows.highlighted()
        match event.key():
            case Qt.Key.Key_Down:
                if not rows.move_highlight(+1):
                    self._leave_to_list()
            case Qt.Key.Key_Up if highlighted is not None:
                rows.move_highlight(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if highlighted is not None:
                self._choose(highlighted)
            case Qt.Key.Key_Delete if highlighted is not None:
                self.forgetting_wanted.emit(highlighted)
            case Qt.Key.Key_Escape:
                self._meant = None
                self.close_suggestions()
                self._show_card()
            case Qt.Key.Key_Tab:
                self._leave_to_list()
            case _:
                return False
        return True

    def _leave_to_list(self) -> None:
        self.close_suggestions()
        self.list_wanted.emit()

    def _on_field_focus(self, event: QFocusEvent) -> None:
        if not event.gotFocus():
            self.close_suggestions()
        elif not self._field.text() and event.reason() not in _BACK_IN_WINDOW:
            self._suggest()
        QTimer.singleShot(0, self, self._show_card)  # the field has its focus, or lost it, only then

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()
            if self._card is not None:
                self._card.set_theme(self._theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._on_field_key(event)
            if isinstance(event, QFocusEvent) and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self._on_field_focus(event)
            elif isinstance(event, QResizeEvent):
                self._place_ornaments()
        elif event.type() == QEvent.Type.Resize and watched is self.window():
            self._place_card()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_card()

    def sizeHint(self) -> QSize:
        return QSize(SIZES.search_field_most, SIZES.search_field)


_BACK_IN_WINDOW = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # the reader chose nothing


def _found(understood: str, total: int | None) -> str:
    """ "43 articles with “space”."; with one article, the word for articles is put right."""
    if not understood or total is None:
        return understood
    if total == 1:
        understood = understood.replace("articles ", "article ", 1)
    return f"{QLocale().toString(total) if total else 'No'} {understood}."
