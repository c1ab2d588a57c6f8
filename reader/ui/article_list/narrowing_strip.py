"""What stands under the filter while searching: menus that narrow the answer, and the conditions it has already."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QLocale, QRect, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget, QWidgetAction

from reader.tasks.narrow import Choice, Choices, StandingCondition
from reader.ui.article_list.condition_chips import ConditionChips
from reader.ui.fonts import interface_font, section_head_font
from reader.ui.painting import fill
from reader.ui.reading_pane.kind_bar import KIND_NAMES
from reader.ui.theme import SIZES, Theme

HEIGHT = 32  # of the row of buttons
LEFT, RIGHT = 5, 6  # pixels beside it
WIDEST_WORDS = 230  # pixels of a name in a menu


class Saving(StrEnum):
    """What the button for saving says."""

    NOTHING = ""  # there is no query
    OFFERED = "Save"
    DONE = "Saved"


class NarrowingStrip(QWidget):
    """Names, Source, Year and Tag, each a menu with counts; Save; and below them the conditions that can be taken away.

    Its row of buttons stays as high as it is whatever is found. Threads: GUI thread only.
    """

    condition_toggled = Signal(str)  # to be put into the query, or taken out of it
    save_wanted = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices = Choices()
        self._saving = Saving.NOTHING
        self._needed = 0  # pixels for all buttons; 0: not known
        self._names = self._make_button("Names", "Only articles that name somebody or something")
        self._sources = self._make_button("Source", "Only articles of one source")
        self._years = self._make_button("Year", "Only articles of one year")
        self._tags = self._make_button("Tag", "Only articles with one of your tags")
        self._tags.hide()
        self._save = QToolButton()
        self._save.setObjectName("saveSearch")
        self._save.setProperty("role", "link")
        self._save.clicked.connect(self.save_wanted)
        self._chips = ConditionChips(theme=theme)
        self._chips.removed.connect(self.condition_toggled)
        self._place_parts()
        self._set_fonts()
        self.show_choices(Choices())
        self.show_saving(Saving.NOTHING)

    def _place_parts(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(LEFT, 0, RIGHT, 0)
        row.setSpacing(0)
        for button in (self._names, self._sources, self._years, self._tags):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._save)
        buttons = QWidget()
        buttons.setFixedHeight(HEIGHT)
        buttons.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(buttons)
        column.addWidget(self._chips)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in this order; the conditions follow by themselves."""
        return self._names, self._sources, self._years, self._tags, self._save

    def show_choices(self, choices: Choices) -> None:
        """Offer these; a menu with nothing in it cannot be opened. A menu that is open stays as it is."""
        self._choices = choices
        self._names.setEnabled(bool(choices.names))
        self._sources.setEnabled(bool(choices.sources))
        self._years.setEnabled(bool(choices.years))
        if bool(choices.tags) == self._tags.isHidden():  # who keeps no tags sees nothing of them
            self._tags.setVisible(bool(choices.tags))
            self._needed = 0
            self._fit_save()

    def show_conditions(self, standing: Sequence[StandingCondition]) -> None:
        """Show what the query asks for besides words; the last chip leaves its focus to the menus."""
        focused = self._chips.has_focused_chip()
        self._chips.show_conditions(standing, after=self._save)
        if focused and not standing:
            self._names.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_saving(self, saving: Saving) -> None:
        self._save.setText(saving.value)
        self._saving = saving
        if self.isVisible():
            self._fit_save()
        self._save.setEnabled(saving is Saving.OFFERED)
        saved = saving is Saving.DONE
        self._save.setToolTip("This search is saved" if saved else "Save this search (Ctrl+Shift+S)")
        self._save.setAccessibleName("This search is saved" if saved else "Save this search")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._chips.set_theme(theme)
        self.update()

    def _fit_save(self) -> None:
        """Where there is no room for it, saving is left to its key and the main menu."""
        if not self._needed:  # asking buttons for their size takes as long as making them
            shown = [button for button in self.stops if button is self._save or not button.isHidden()]
            self._needed = LEFT + RIGHT + sum(button.sizeHint().width() for button in shown)
        self._save.setVisible(self._saving is not Saving.NOTHING and self._needed <= self.width())

    def _make_button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"narrow-{words.lower()}")
        button.setProperty("role", "flat")
        button.setText(f"{words} ▾")
        button.setToolTip(tip)
        button.setAccessibleName(f"Narrow by {words.lower()}")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.setProperty("role", "narrowing")
        menu.aboutToShow.connect(lambda: self._fill(menu))
        button.setMenu(menu)
        return button

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        if menu is self._names.menu():
            for group in self._choices.names:
                self._add_head(menu, KIND_NAMES[group.kind])
                self._add_choices(menu, group.choices)
        elif menu is self._sources.menu():
            self._add_choices(menu, self._choices.sources)
        else:
            self._add_choices(menu, self._choices.years if menu is self._years.menu() else self._choices.tags)

    def _add_head(self, menu: QMenu, words: str) -> None:
        head = QLabel(words)
        head.setFont(section_head_font())
        head.setProperty("role", "muted")
        head.setContentsMargins(12, 7, 12, 3)
        action = QWidgetAction(menu)
        action.setDefaultWidget(head)
        action.setEnabled(False)  # the arrow keys pass over it
        menu.addAction(action)

    def _add_choices(self, menu: QMenu, choices: Sequence[Choice]) -> None:
        metrics = QFontMetrics(menu.font())
        for choice in choices:
            words = metrics.elidedText(choice.words, Qt.TextElideMode.ElideRight, WIDEST_WORDS).replace("&", "&&")
            count = "" if choice.articles is None else f"\t{QLocale().toString(choice.articles)}"
            action = QAction(f"{words}{count}", menu)  # what follows the tab stands at the right
            action.setCheckable(True)
            action.setChecked(choice.chosen)
            action.setToolTip(choice.words)
            action.triggered.connect(lambda _on, condition=choice.condition: self.condition_toggled.emit(condition))
            menu.addAction(action)

    def _set_fonts(self) -> None:
        for button in self.stops:
            button.setFont(interface_font(SIZES.small_text))

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()
            self._needed = 0
            self._fit_save()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_save()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_save()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("panel"))
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), self._theme.color("line"))
