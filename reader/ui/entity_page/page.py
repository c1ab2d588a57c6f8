"""The page of one name: head, timeline, every sentence, neighbours. It scrolls as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QScrollArea, QWidget

from reader.library.name_sentences import Sentence
from reader.tasks.entity_pages import DatedTimeline, EntityPage
from reader.tasks.views import Network
from reader.ui.charts.network_panel import NetworkPanel
from reader.ui.charts.timeline_panel import TimelinePanel
from reader.ui.entity_page.head import EntityHead
from reader.ui.entity_page.section_words import SectionWords
from reader.ui.entity_page.sentence_section import SentenceSection
from reader.ui.entity_page.sheet import Sheet
from reader.ui.entity_page.words import undated_words
from reader.ui.theme import Theme
from reader.ui.viewport import give_viewport

AHEAD = 1.0  # screens before the end of the sentences at which more are asked for
STEP = 48  # pixels of a key or a notch of the wheel


class EntityPageView(QScrollArea):
    """Shows what it is given and tells what the reader does; its parts tell more. Threads: GUI thread only."""

    more_wanted = Signal()  # the end of the sentences comes into sight
    left = Signal()  # Esc

    def __init__(self, *, theme: Theme, pool: QThreadPool, family: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self).setAutoFillBackground(False)
        self._arranging = False
        self._anchor: tuple[int, int] | None = None  # the sentence at the upper edge, and how much of it is above
        self._more = False  # there are more sentences than are shown
        self.head = EntityHead(theme=theme, family=family)
        self.timeline = TimelinePanel(theme=theme)
        self.sentences = SentenceSection(theme=theme, family=family)
        self.neighbours = NetworkPanel(theme=theme, pool=pool)
        self._sheet = Sheet(
            head=self.head, timeline=self.timeline, sentences=self.sentences, neighbours=self.neighbours, theme=theme
        )
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Page of a name")
        self.verticalScrollBar().setSingleStep(STEP)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.head.height_changed.connect(self.arrange)
        self.sentences.height_changed.connect(self.arrange)
        self.sentences.view.row_reached.connect(self._on_row_reached)
        self.sentences.view.screen_wanted.connect(self._on_screen_wanted)
        self.sentences.view.left.connect(self.left)

    def show_page(self, page: EntityPage) -> None:
        """The head; the other parts follow when they are there."""
        self.head.show_page(page)
        self.setAccessibleName(f"Page of {page.entity.name}")

    def show_timeline(self, dated: DatedTimeline) -> None:
        self.timeline.show_timeline(dated.timeline)
        self._sheet.note.setText(undated_words(dated.timeline, dated.undated))
        self.arrange()

    def show_network(self, network: Network) -> None:
        self.neighbours.show_network(network)

    def show_sentences(self, sentences: Sequence[Sentence], words: SectionWords, *, more: bool) -> None:
        """These, under these words. If `more` of them can be had, `more_wanted` follows in time."""
        self._more = more
        self.sentences.say(words)
        self.sentences.show_sentences(sentences)
        self.arrange()
        self._ask_for_more()

    def add_sentences(self, sentences: Sequence[Sentence], *, more: bool) -> None:
        """These after the others."""
        self._more = more
        self.sentences.add_sentences(sentences)
        self.arrange()
        self._ask_for_more()

    def scroll_to_top(self) -> None:
        self._anchor = None
        self.verticalScrollBar().setValue(0)

    def scroll_to_sentences(self) -> None:
        """Bring the head of the sentences into sight, if it is not."""
        self.arrange()
        self.ensureVisible(0, self.sentences.y(), 0, 0)
        self.ensureVisible(0, min(self._sheet.height(), self.sentences.y() + 200), 0, 0)

    def compare_corner(self) -> QPoint:
        """Where, on the screen, a field goes that belongs to the timeline's legend."""
        legend = self.timeline.legend
        return legend.mapToGlobal(QPoint(0, legend.height() + 2))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        for part in (self.head, self.timeline, self.sentences, self.neighbours, self._sheet):
            part.set_theme(theme)
        self.arrange()

    def set_family(self, family: str) -> None:
        """Set names and sentences in this serif, as articles are."""
        self.head.set_family(family)
        self.sentences.view.set_family(family)

    def arrange(self) -> None:
        """Give every part its place in what is there of width and height."""
        if self._arranging:
            return
        self._arranging = True
        try:
            width, screen = self.viewport().width(), self.viewport().height()
            for _ in range(3):  # the sentences may break into other lines, and then the place is kept
                rows, scrolled = self.sentences.view.height(), self.verticalScrollBar().value()
                height = self._sheet.arrange(width, screen=screen, scrolled=scrolled)
                self._sheet.resize(width, max(height, screen))
                self._go_to_anchor()
                if (rows, scrolled) == (self.sentences.view.height(), self.verticalScrollBar().value()):
                    break
        finally:
            self._arranging = False

    def _topmost(self) -> tuple[int, int] | None:
        """The sentence at the upper edge, and how much of it is above; None above the sentences."""
        view = self.sentences.view
        above = self.verticalScrollBar().value() - view.mapTo(self._sheet, QPoint(0, 0)).y()
        row = view.rowAt(above) if above > 0 else -1
        return None if row < 0 else (row, above - view.rowViewportPosition(row))

    def _go_to_anchor(self) -> None:
        """Have the sentence at the upper edge that was there before."""
        view = self.sentences.view
        if self._anchor is not None and self._anchor[0] < view.model().rowCount():
            row, above = self._anchor
            top = view.mapTo(self._sheet, QPoint(0, view.rowViewportPosition(row))).y()
            self.verticalScrollBar().setValue(top + min(above, view.rowHeight(row) - 1))

    def _ask_for_more(self) -> None:
        bar = self.verticalScrollBar()
        seen = bar.value() + self.viewport().height() * (1 + AHEAD)
        if self._more and self.isVisible() and seen >= self.sentences.y() + self.sentences.height():
            self._more = False  # until they are there
            self.more_wanted.emit()

    def _on_scrolled(self, _value: int) -> None:
        if not self._arranging:
            self._anchor = self._topmost()
        self.arrange()
        self._ask_for_more()

    def _on_row_reached(self, row: QRect) -> None:
        top = self.sentences.view.mapTo(self._sheet, row.topLeft()).y()
        self.ensureVisible(0, top + row.height(), 0, 12)
        self.ensureVisible(0, top, 0, 12)

    def _on_screen_wanted(self, direction: int) -> None:
        """Page Up or Page Down among the sentences: scroll, and take the current one along."""
        bar = self.verticalScrollBar()
        view = self.sentences.view
        bar.setValue(bar.value() + direction * round(self.viewport().height() * 0.85))
        top = view.mapFrom(self._sheet, QPoint(0, bar.value())).y()
        index = view.indexAt(QPoint(2, max(1, top + self.viewport().height() // 3)))
        if index.isValid():
            view.setCurrentIndex(index)

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        return QSize(1000, 700)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        self._ask_for_more()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """As everywhere, but the list of sentences, which is higher than the window, brings its own row into sight."""
        moved = QAbstractScrollArea.focusNextPrevChild(self, following)
        focused = QApplication.focusWidget()
        if moved and focused is not None and self._sheet.isAncestorOf(focused) and focused is not self.sentences.view:
            self.ensureWidgetVisible(focused, 0, 30)
        return moved
