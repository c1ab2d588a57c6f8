"""The card of a name: who or what it is, where else it is named, with whom, and the way on."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from reader.entities.mention import Entity, EntityKind
from reader.tasks.explain_name import times
from reader.tasks.views import EntityCard
from reader.ui.fonts import interface_font, section_head_font
from reader.ui.popover import LINES, Popover
from reader.ui.reading_pane.card_parts import BELOW, ChipFlow, MonthBars, Pill
from reader.ui.theme import SIZES, Theme

KIND_NAMES = {
    EntityKind.PERSON: "Person",
    EntityKind.PLACE: "Place",
    EntityKind.ORGANISATION: "Organisation",
    EntityKind.OTHER: "Other name",
}
WIDTH = 330  # pixels of the card itself
PADDING = 16
LEAST_MONTHS = 2
NEIGHBOURS_MOST = 8
ALIASES_MOST = 6


class EntityCardPopup(Popover):
    """Shows one name near where it was clicked. GUI thread only."""

    page_wanted = Signal(str)  # entity id
    search_wanted = Signal(object)  # Entity
    next_wanted = Signal(str)  # entity id
    previous_wanted = Signal(str)  # entity id
    entity_clicked = Signal(str)  # entity id of a neighbour
    menu_wanted = Signal(object, object)  # Entity, the button under which its menu goes

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Name", width=WIDTH, padding=PADDING, theme=theme, parent=parent)
        self._entity: Entity | None = None
        self._entity_id = ""
        self._build()
        self.set_theme(theme)

    def _build(self) -> None:
        self._pill = Pill()
        self._counts = QLabel()
        self._name = QLabel()
        self._name.setFont(interface_font(17, weight=QFont.Weight.Bold))
        self._aliases = QLabel()
        self._why = QLabel()
        self._bars = MonthBars()
        self._often = QLabel("Often with")
        self._often.setFont(section_head_font())
        self._chips = ChipFlow()
        self._chips.clicked.connect(self.entity_clicked)
        for label in (self._counts, self._aliases):
            label.setFont(interface_font(SIZES.small_text))
        self._why.setFont(interface_font(SIZES.meta_text))
        for label in (self._name, self._aliases, self._why):
            label.setWordWrap(True)
        for label in (self._counts, self._name, self._aliases, self._why, self._often):
            label.setTextFormat(Qt.TextFormat.PlainText)  # names come from articles
        self._page = self._button("Open page", "All the library knows of this name (E)", self._on_page_clicked)
        self._page.setProperty("role", "primary")
        self._search = self._button("Search", "Search the library for this name", self._on_search_clicked)
        next_words = "Go to the next mention in this article (N); with Shift to the previous one (P)"
        self._next = self._button("Next", next_words, self._on_next_clicked)
        self._more = self._button("···", "Only its articles, copy, and corrections", self._on_more_clicked)
        self._more.setAccessibleName("More")
        self._place_parts()

    def _place_parts(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._pill)
        top.addStretch(1)
        top.addWidget(self._counts)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._page, self._search, self._next):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._more)
        column = self.column
        column.setSpacing(0)
        column.addLayout(top)
        for part, below in ((self._name, 2), (self._aliases, BELOW), (self._often, 8)):
            part.setContentsMargins(0, 0, 0, below)  # gone with the part where it is hidden
        self._why.setContentsMargins(0, 8, 0, 0)
        column.addSpacing(9)
        for widget in (self._name, self._aliases, self._bars, self._often, self._chips):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._why)

    @staticmethod
    def _button(words: str, description: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleDescription(description)
        button.setToolTip(description)
        button.setFont(interface_font(SIZES.interface_text))
        button.setAutoDefault(True)
        button.clicked.connect(slot)
        return button

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        muted, text = theme.color("muted"), theme.color("text")
        for label, color in (
            (self._counts, muted),
            (self._aliases, muted),
            (self._why, muted),
            (self._often, muted),
            (self._name, text),
        ):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, color)
            label.setPalette(palette)
        for part in (self._pill, self._bars, self._chips):
            part.set_theme(theme)

    # -- what is shown

    def open_at(self, anchor: QPoint, *, lines: int = LINES) -> None:
        super().open_at(anchor, lines=lines)
        if self._entity is not None:
            self._page.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def entity_id(self) -> str:
        """Whose card it is."""
        return self._entity_id

    def show_loading(self, name: str, kind: EntityKind, *, entity_id: str = "") -> None:
        """Who was clicked, while the rest is looked up."""
        self._entity, self._entity_id = None, entity_id
        self._show_head(name, kind)
        self._counts.setText("…")
        for part in (self._aliases, self._why, self._bars, self._often, self._chips):
            part.hide()
        if (focused := self.focusWidget()) is not None:
            focused.clearFocus()  # of the name shown before; the keys begin anew
        for button in (self._page, self._search, self._next, self._more):
            button.hide()
        self.settle()

    def show_card(self, card: EntityCard) -> None:
        """All that is known; parts without anything to say are left out."""
        self._entity, self._entity_id = card.entity, card.entity.id
        self._show_head(card.entity.name, card.entity.kind)
        self._counts.setText(f"{_count(card.articles, 'article')} · {_count(card.mentions, 'mention')}")
        _say(self._aliases, _aliases(card.entity.aliases))
        here = card.mentions_here
        _say(
            self._why,
            ". ".join(part for part in (card.why, f"{times(here).capitalize()} here" if here else "") if part),
        )
        self._bars.show_months(card.by_month, card.entity.kind)
        self._bars.setVisible(len(card.by_month) >= LEAST_MONTHS)
        self._chips.show_entities(card.neighbours[:NEIGHBOURS_MOST])
        for part in (self._often, self._chips):
            part.setVisible(bool(card.neighbours))
        for button in (self._page, self._search, self._more):
            button.show()
        self._next.setVisible(here > 1)
        if self.isVisible() and self.focusWidget() is None:
            self._page.setFocus(Qt.FocusReason.PopupFocusReason)
        self.settle()

    def _show_head(self, name: str, kind: EntityKind) -> None:
        self._pill.show_kind(KIND_NAMES[kind], kind)
        self._name.setText(name)
        self.setAccessibleName(f"{name}, {KIND_NAMES[kind].lower()}")

    # -- reactions

    def _on_search_clicked(self) -> None:
        if self._entity is not None:
            self.close()
            self.search_wanted.emit(self._entity)

    def _on_page_clicked(self) -> None:
        if self._entity is not None:
            self.close()
            self.page_wanted.emit(self._entity.id)

    def _on_next_clicked(self) -> None:
        back = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        (self.previous_wanted if back else self.next_wanted).emit(self._entity_id)

    def _on_more_clicked(self) -> None:
        if self._entity is not None:
            self.menu_wanted.emit(self._entity, self._more)

    # -- Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The window's keys do not reach a pop-up: those that mean something here do the same here."""
        if event.key() == Qt.Key.Key_N and not self._next.isHidden():
            self.next_wanted.emit(self._entity_id)
        elif event.key() == Qt.Key.Key_P and not self._next.isHidden():
            self.previous_wanted.emit(self._entity_id)
        elif event.key() == Qt.Key.Key_E:
            self._on_page_clicked()
        else:
            super().keyPressEvent(event)


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _count(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number:,} {thing}s"


def _aliases(aliases: Sequence[str]) -> str:
    """ "also Nakatani, Minister Nakatani"; a long list is cut, and says so."""
    if not aliases:
        return ""
    more = len(aliases) - ALIASES_MOST
    return "also " + ", ".join(aliases[:ALIASES_MOST]) + (f" and {more} more" if more > 0 else "")
