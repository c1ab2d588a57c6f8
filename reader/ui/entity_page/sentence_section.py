"""Every sentence that names somebody or something: all, those of a period, or those that name two."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reader.library.name_sentences import Sentence
from reader.ui.charts.section_head import SectionHead
from reader.ui.entity_page.section_words import SectionWords
from reader.ui.entity_page.sentence_model import SentenceModel
from reader.ui.entity_page.sentence_view import SentenceView
from reader.ui.entity_page.words import order_words
from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES, Theme

ORDER = "order"  # the key of the link that turns the order round
CHIP_HEIGHT = 23


class SentenceSection(QWidget):
    """Shows sentences and asks for more of them. Threads: GUI thread only."""

    sentence_chosen = Signal(object)  # Sentence: open its article there
    order_changed = Signal(bool)  # whether the oldest come first
    widened = Signal()  # the chip was taken away
    list_wanted = Signal()  # the same articles, in the list of articles
    height_changed = Signal()

    def __init__(self, *, theme: Theme, family: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._oldest_first = False
        self._words = SectionWords()
        self._model = SentenceModel(self)
        self.head = SectionHead("Every sentence", [(ORDER, "", "")], theme=theme)
        self.view = SentenceView(model=self._model, theme=theme, family=family)
        self.chip = QPushButton()
        self.list_link = QPushButton("Open in the article list")
        self.list_link.setProperty("role", "link")
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._chip_row = QWidget()
        row = QHBoxLayout(self._chip_row)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(6)
        for widget in (self.chip, self.list_link):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.head, self._chip_row, self._note, self.view):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.link_clicked.connect(lambda _key: self._turn_round())
        self.chip.clicked.connect(lambda _checked=False: self.widened.emit())
        self.list_link.clicked.connect(lambda _checked=False: self.list_wanted.emit())
        self.view.row_chosen.connect(self._on_view_row_chosen)
        self.view.height_changed.connect(self.height_changed)
        self.set_theme(theme)
        self.say(SectionWords())

    @property
    def oldest_first(self) -> bool:
        return self._oldest_first

    def set_oldest_first(self, oldest_first: bool) -> None:
        self._oldest_first = oldest_first
        self._show_order()

    def say(self, words: SectionWords) -> None:
        """Put these words over the sentences."""
        self._words = words
        self.chip.setText(f"{words.chip}  ✕".replace("&", "&&"))
        self.chip.setToolTip("Show every sentence again")
        self.chip.setAccessibleName(f"{words.chip}, show every sentence again")
        self._chip_row.setVisible(bool(words.chip))
        self._note.setText(words.note)
        self._note.setVisible(bool(words.note))
        self._show_order()
        self.height_changed.emit()

    def show_sentences(self, sentences: Sequence[Sentence]) -> None:
        """These, from the first on. The reader's place among them is kept, where it is there."""
        current = self._model.sentence_at(self.view.currentIndex().row())
        self._model.show(sentences)
        row = None if current is None else self._model.row_like(current)
        if row is not None:
            self.view.setCurrentIndex(self._model.index(row))

    def add_sentences(self, sentences: Sequence[Sentence]) -> None:
        """These after those that are shown."""
        self._model.add(sentences)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self.head.set_theme(theme)
        self.view.set_theme(theme)
        small = interface_font(SIZES.small_text)
        for widget in (self.chip, self.list_link, self._note):
            widget.setFont(small)
        self.chip.setStyleSheet(
            f"QPushButton {{ background: {theme.css('selected')}; color: {theme.css('accent')}; padding: 2px 10px;"
            f" border: 1px solid {theme.css('selected')}; border-radius: {SIZES.chip_corner}px; }}"
            f"QPushButton:hover, QPushButton:focus {{ border-color: {theme.css('focus')}; }}"
        )

    def height_for(self, width: int) -> int:
        """How high everything is, with the rows as they are measured by now."""
        column = self.layout()
        assert column is not None
        above = sum(
            part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
            for part in (self.head, self._chip_row, self._note)
            if not part.isHidden()
        )
        parts = sum(not part.isHidden() for part in (self.head, self._chip_row, self._note))
        return above + parts * column.spacing() + self.view.sizeHint().height()

    def _show_order(self) -> None:
        words = self._words
        link = self.head.link(ORDER)
        shown = order_words(words.amount, oldest_first=self._oldest_first) if words.ordered else words.amount
        other = "newest" if self._oldest_first else "oldest"
        self.head.set_words(ORDER, shown, f"{shown}; show the {other} first" if words.ordered else shown)
        link.setToolTip(f"Show the {other} first" if words.ordered else "")
        link.setEnabled(words.ordered)
        link.setVisible(bool(words.amount))

    def _turn_round(self) -> None:
        self._oldest_first = not self._oldest_first
        self._show_order()
        self.order_changed.emit(self._oldest_first)

    def _on_view_row_chosen(self, row: int) -> None:
        sentence = self._model.sentence_at(row)
        if sentence is not None:
            self.sentence_chosen.emit(sentence)

    # Qt's own names from here on

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)
