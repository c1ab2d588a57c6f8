"""Where the parts of a page go: under one another, and sentences beside neighbours where there is room."""

from typing import NamedTuple, Self

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from reader.ui.charts.network_panel import NetworkPanel
from reader.ui.charts.timeline_panel import TimelinePanel
from reader.ui.entity_page.head import EntityHead
from reader.ui.entity_page.sentence_section import SentenceSection
from reader.ui.painting import fill
from reader.ui.theme import Theme

MARGIN, NARROW_MARGIN = 30, 20  # pixels left and right of everything
TOP, BOTTOM = 22, 40
BETWEEN = 16  # two sections
COLUMN_GAP = 30
SIDE_SHARE = 0.402  # of the width, for the neighbours
ROOM_FOR_TWO = 740  # pixels; narrower, the neighbours stand over the sentences
TIMELINE_HEIGHT = 240
NETWORK_LEAST, NETWORK_MOST = 270, 400


class SheetLayout(NamedTuple):
    """The rectangles of the parts. Arithmetic only, so a test needs no window."""

    head: QRect
    timeline: QRect
    note: QRect
    neighbours: QRect
    sentences: QRect
    height: int

    @classmethod
    def fit(
        cls, width: int, *, head: int, note: int, sentences: int, screen: int, scrolled: int, timeline: int
    ) -> Self:
        """Lay out parts of these heights; `screen` is how much is in sight at once, from `scrolled` on.

        Beside a long column of sentences the neighbours go along, so that they stay in sight.
        """
        margin = MARGIN if width - 2 * MARGIN >= ROOM_FOR_TWO else NARROW_MARGIN
        inner = width - 2 * margin
        head_area = QRect(margin, TOP, inner, head)
        timeline_area = QRect(margin, head_area.bottom() + 1 + BETWEEN, inner, timeline)
        note_area = QRect(margin, timeline_area.bottom() + 1, inner, note)
        top = note_area.bottom() + 1 + BETWEEN
        network = max(NETWORK_LEAST, min(NETWORK_MOST, screen - 2 * BETWEEN))
        if inner < ROOM_FOR_TWO:
            side_area = QRect(margin, top, inner, NETWORK_LEAST)
            sentence_area = QRect(margin, side_area.bottom() + 1 + BETWEEN, inner, sentences)
        else:
            side = round(inner * SIDE_SHARE)
            sentence_area = QRect(margin, top, inner - side - COLUMN_GAP, sentences)
            lowest = max(top, top + sentences - network)
            side_area = QRect(margin + inner - side, max(top, min(scrolled + BETWEEN, lowest)), side, network)
        height = max(sentence_area.bottom(), side_area.bottom()) + 1 + BOTTOM
        return cls(head_area, timeline_area, note_area, side_area, sentence_area, height)


class Sheet(QWidget):
    """The parts of the page on their ground. Threads: GUI thread only."""

    def __init__(
        self,
        *,
        head: EntityHead,
        timeline: TimelinePanel,
        sentences: SentenceSection,
        neighbours: NetworkPanel,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._head, self._timeline, self._sentences, self._neighbours = head, timeline, sentences, neighbours
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        for part in (head, timeline, self.note, sentences, neighbours):
            part.setParent(self)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def arrange(self, width: int, *, screen: int, scrolled: int) -> int:
        """Give every part its place; returns how high the sheet is."""
        inner = width - 2 * (MARGIN if width - 2 * MARGIN >= ROOM_FOR_TWO else NARROW_MARGIN)
        column = inner if inner < ROOM_FOR_TWO else inner - round(inner * SIDE_SHARE) - COLUMN_GAP
        noted = bool(self.note.text())
        areas = SheetLayout.fit(
            width,
            head=self._head.height_for(inner),
            note=self.note.heightForWidth(inner) + 4 if noted else 0,
            sentences=self._sentences.height_for(column),
            screen=screen,
            scrolled=scrolled,
            timeline=max(TIMELINE_HEIGHT, self._timeline.sizeHint().height()),
        )
        self.note.setVisible(noted)
        self._head.setGeometry(areas.head)
        self._timeline.setGeometry(areas.timeline)
        self.note.setGeometry(areas.note)
        self._neighbours.setGeometry(areas.neighbours)
        self._sentences.setGeometry(areas.sentences)
        return areas.height

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(QPainter(self), event.rect(), self._theme.color("page"))
