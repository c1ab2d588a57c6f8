"""The head of a page: kind, name, other forms, what is known in one line, and what can be done with the name."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from reader.tasks.entity_pages import EntityPage
from reader.ui.entity_page.words import (
    KIND_NAMES,
    alias_lines,
    aliases_words,
    facts_words,
    source_lines,
    sources_words,
)
from reader.ui.fonts import interface_font, reading_font
from reader.ui.reading_pane.card_parts import Pill
from reader.ui.theme import SIZES, Theme

NAME_SIZE = 28  # pixels
FIRST_LINE, LINE = 34, 22  # pixels: the least height of the first line, and that of the others
GAP, BUTTON_GAP, BUTTON_HEIGHT = 10, 8, 32
LEAST_NAME = 200  # pixels; where the buttons leave less, they stand in a line of their own
LEAST_ALIASES = 110
MOST_LINES = 3  # of a name; what is longer is cut


class EntityHead(QWidget):
    """Places its parts by itself, because their lines depend on the width: `height_for`. Threads: GUI thread only."""

    rename_wanted = Signal()
    merge_wanted = Signal()
    hide_wanted = Signal()
    menu_wanted = Signal(object)  # the button under which the menu goes
    height_changed = Signal()

    def __init__(self, *, theme: Theme, family: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family = family
        self._page: EntityPage | None = None
        self._pill = Pill()
        self._pill.setParent(self)
        self._name, self._aliases, self._facts, self._listed = (QLabel(self) for _ in range(4))
        for label in (self._name, self._aliases, self._facts, self._listed):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name.setWordWrap(True)
        for label in (self._aliases, self._facts, self._listed):
            label.setProperty("role", "muted")
        self._listed.setWordWrap(True)
        self._listed.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._listed.hide()
        self._sources = QPushButton(self)
        self._sources.setProperty("role", "flat")
        self._sources.setCheckable(True)
        self._sources.toggled.connect(self._on_sources_toggled)
        self.buttons = self._make_buttons()
        self.set_theme(theme)

    def _make_buttons(self) -> list[QPushButton | QToolButton]:
        made: list[QPushButton | QToolButton] = []
        for words, about, told in (
            ("Rename", "Rename this everywhere", self.rename_wanted),
            ("Merge with…", "This is the same as another name", self.merge_wanted),
            ("Hide", "This is no name: mark it nowhere", self.hide_wanted),
        ):
            button = QPushButton(words, self)
            button.setToolTip(about)
            button.clicked.connect(lambda _checked=False, told=told: told.emit())
            made.append(button)
        more = QToolButton(self)
        more.setText("⋯")
        more.setAccessibleName("More to do with this name")
        more.setToolTip("More")
        more.clicked.connect(lambda: self.menu_wanted.emit(more))
        return [*made, more]

    def show_page(self, page: EntityPage) -> None:
        self._page = page
        self._pill.show_kind(KIND_NAMES[page.entity.kind], page.entity.kind)
        self._facts.setText(facts_words(page))
        self._aliases.setToolTip("\n".join(alias_lines(page)))
        sources = sources_words(page)
        self._sources.setText(f"· {sources}" if sources else "")
        self._sources.setVisible(bool(sources))
        self._sources.setToolTip("\n".join(source_lines(page)))
        self._sources.setAccessibleName(f"{sources}, show or hide")
        self._listed.setText(" · ".join(source_lines(page)))
        self._name.setAccessibleName(f"{page.entity.name}, {KIND_NAMES[page.entity.kind]}")
        self._place()
        self.height_changed.emit()

    def show_buttons(self, wanted: bool) -> None:
        """Offer corrections, or none where nobody would do them."""
        for button in self.buttons:
            button.setVisible(wanted)
        self._place()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._pill.set_theme(theme)
        self._pill.setFont(interface_font(SIZES.interface_text, weight=QFont.Weight.Medium))
        self._set_fonts()

    def set_family(self, family: str) -> None:
        """Set the name in this serif, as articles are."""
        self._family = family
        self._set_fonts()

    def _set_fonts(self) -> None:
        font = reading_font(NAME_SIZE, family=self._family)
        font.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(font)
        for widget in (self._aliases, self._facts, self._listed, self._sources, *self.buttons):
            widget.setFont(interface_font())
        if self._page is not None:
            self.show_page(self._page)

    def height_for(self, width: int) -> int:
        """How high the head is at this width."""
        return self._flow(width, place=False)

    def _place(self) -> None:
        self._flow(self.width(), place=True)

    def _flow(self, width: int, *, place: bool) -> int:
        if self._page is None:
            return 0
        y, room = self._flow_buttons(width, place=place)
        name, metrics = self._page.entity.name, QFontMetrics(self._name.font())
        line, wanted = max(FIRST_LINE, metrics.height()), metrics.horizontalAdvance(name) + 2
        left = self._pill.width() + GAP
        if place:
            self._pill.move(0, y + (line - self._pill.height()) // 2 + 1)
        shown = name
        if left + wanted > room:  # a long name has a line of its own, or some
            left, room, y = 0, width, y + line
            shown, lines = _in_lines(name, metrics, width)
            line += (lines - 1) * metrics.lineSpacing()
        area = QRect(left, y, min(wanted, room - left), line)
        if place:
            self._name.setGeometry(area)
            self._name.setText(shown)
            self._name.setToolTip(name if shown != name else "")
        y = self._flow_aliases(area, room, width, place=place)
        return self._flow_facts(y + 3, width, place=place)

    def _flow_aliases(self, name: QRect, room: int, width: int, *, place: bool) -> int:
        """Beside the name, or under it where only a few letters fit; returns where the next line begins."""
        assert self._page is not None
        words, metrics = aliases_words(self._page), QFontMetrics(self._aliases.font())
        wanted = metrics.horizontalAdvance(words) + 2
        beside = room - name.right() - 1 - GAP
        below = name.bottom() + 1
        area = QRect(name.right() + 1 + GAP, name.top() + 1, max(0, beside), name.height() - 1)
        if words and beside < min(wanted, LEAST_ALIASES):
            area = QRect(0, below, width, LINE)
            below += LINE
        if place:
            self._aliases.setGeometry(area)
            self._aliases.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width()))
            self._aliases.setVisible(bool(words))
        return below

    def _flow_buttons(self, width: int, *, place: bool) -> tuple[int, int]:
        """Where the name's line begins, and how much of it the name may take."""
        shown = [button for button in self.buttons if not button.isHidden()]
        sizes = [button.sizeHint().width() for button in shown]
        taken = sum(sizes) + BUTTON_GAP * len(sizes)
        above = bool(shown) and width - taken < LEAST_NAME + self._pill.width()
        x, y = 0 if above else width - taken + BUTTON_GAP, 0
        for button, size in zip(shown, sizes, strict=True):
            if x and x + size > width:
                x, y = 0, y + BUTTON_HEIGHT + BUTTON_GAP
            if place:
                button.setGeometry(x, y, size, BUTTON_HEIGHT)
            x += size + BUTTON_GAP
        return (y + BUTTON_HEIGHT + BUTTON_GAP, width) if above else (0, width - taken - GAP)

    def _flow_facts(self, y: int, width: int, *, place: bool) -> int:
        assert self._page is not None
        facts = QFontMetrics(self._facts.font()).horizontalAdvance(self._facts.text()) + 2
        sources = self._sources.sizeHint().width() if not self._sources.isHidden() else 0
        beside = facts + sources <= width
        if place:
            self._facts.setGeometry(0, y, min(facts, width), LINE)
            self._sources.setGeometry(facts - 6 if beside else -8, y if beside else y + LINE, min(sources, width), LINE)
        y += LINE if beside or not sources else 2 * LINE
        if not self._sources.isChecked():
            return y
        height = self._listed.heightForWidth(width)
        if place:
            self._listed.setGeometry(0, y + 2, width, height)
        return y + 2 + height

    def _on_sources_toggled(self, shown: bool) -> None:
        self._listed.setVisible(shown)
        self._place()
        self.height_changed.emit()

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()


def _in_lines(name: str, metrics: QFontMetrics, width: int) -> tuple[str, int]:
    """A name that wraps at this width, cut where it takes too many lines, and how many it takes."""

    def size(words: str) -> tuple[int, int]:
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, words)
        return box.width(), max(1, round(box.height() / metrics.lineSpacing()))

    cut = Qt.TextElideMode.ElideRight
    for room in (width * sixths // 6 for sixths in range(6 * MOST_LINES, 6, -1)):
        shown = metrics.elidedText(name, cut, room)
        widest, lines = size(shown)
        if widest <= width and lines <= MOST_LINES:
            return shown, lines
    return metrics.elidedText(name, cut, width), 1  # a word that is longer than the line
