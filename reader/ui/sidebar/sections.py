"""A section of the sidebar: its head in small capitals and its rows; and the sheet they stand on."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.ui.fonts import interface_font, section_head_font
from reader.ui.sidebar.rows import RING, HeadLink, Row, RowFonts, break_lines, wrapped
from reader.ui.theme import SIZES, Theme

MARGIN = 16  # pixels left and right
TOP, BOTTOM = 16, 24  # pixels above the first section and below the last
HEAD_HEIGHT, BELOW_HEAD = 18, 3
BEFORE_LINE, AFTER_LINE = 10, 10  # pixels between the last row and the line, and between the line and the head
QUIET_LINE = 18  # pixels from line to line of the sentence that stands alone


class Section:
    """Values of one section: what its head says and the rows under it. GUI thread only."""

    def __init__(self, title: str, *, gap: int) -> None:
        self.title = title
        self.note = ""  # at the right of the head
        self.gap = gap  # pixels between rows
        self.rows: list[Row] = []
        self.link: HeadLink | None = None  # at the right of the head, instead of a note

    def replace_rows(self, rows: Sequence[Row], note: str = "") -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows, self.note = list(rows), note
        for row in self.rows:
            row.show()


class Sheet(QWidget):
    """Lays the sections out under one another and paints what is not a row. GUI thread only."""

    def __init__(self, sections: Sequence[Section], *, area: QWidget, theme: Theme) -> None:
        super().__init__()
        self._area = area  # what scrolls the sheet; its width does not change with its scroll bar
        self._text_width = SIZES.sidebar_width - 2 * MARGIN
        self._sections = sections
        self._theme = theme
        self._tops: list[tuple[Section, int]] = []
        self._quiet, self._quiet_top = "", TOP
        self._head_font = section_head_font()
        self._note_font = interface_font(SIZES.section_head)
        self._note_font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for section in self._sections:
            for row in section.rows:
                row.set_theme(theme)
            if section.link is not None:
                section.link.set_theme(theme)
        self.update()

    def show_quiet_words(self, words: str) -> None:
        """A sentence for when there is no section; empty for none."""
        self._quiet = words

    def arrange(self) -> None:
        """Give every row its place; an empty section has none. A scroll bar takes its room from the margin."""
        self._text_width = max(80, self._area.width() - 2 * MARGIN)
        row_width = self._text_width + 2 * RING
        y = TOP
        self._tops = []
        for section in self._sections:
            if section.link is not None:
                section.link.setVisible(bool(section.rows))
            if not section.rows:
                continue
            if self._tops:
                y += BEFORE_LINE + AFTER_LINE
            self._tops.append((section, y))
            if section.link is not None:
                width, height = section.link.width_wanted(), section.link.height_for(0)
                right = MARGIN + self._text_width + RING
                section.link.setGeometry(right - width, y + (HEAD_HEIGHT - height) // 2, width, height)
            y += HEAD_HEIGHT + BELOW_HEAD
            for row in section.rows:
                height = row.height_for(row_width)
                row.setGeometry(MARGIN - RING, y, row_width, height)
                y += height + section.gap
        self._quiet_top = y + (BEFORE_LINE if self._tops else 0)
        self.setFixedHeight(max(y + BOTTOM, self._quiet_top + 3 * QUIET_LINE + TOP))
        self.update()

    def _paint_head(self, painter: QPainter, section: Section, top: int, *, first: bool) -> None:
        head = QRectF(MARGIN, top, self._text_width, HEAD_HEIGHT)
        if not first:
            painter.fillRect(MARGIN, top - AFTER_LINE, self._text_width, 1, self._theme.color("line"))
        painter.setPen(self._theme.color("muted"))
        painter.setFont(self._head_font)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, section.title)
        painter.setFont(self._note_font)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, section.note)

    def sizeHint(self) -> QSize:
        return QSize(SIZES.sidebar_width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, (section, top) in enumerate(self._tops):
            self._paint_head(painter, section, top, first=number == 0)
        if self._quiet:
            layout = wrapped(self._quiet, RowFonts().small)
            break_lines(layout, self._text_width, QUIET_LINE)
            painter.setPen(self._theme.color("muted"))
            layout.draw(painter, QRectF(MARGIN, self._quiet_top, 0, 0).topLeft())
