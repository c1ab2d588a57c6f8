"""Draws a sentence: its date, its words in the reading serif with the names marked, and the article's title below."""

from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from reader.entities.mention import EntityKind
from reader.library.name_sentences import Sentence
from reader.ui.article_list.delegate import RowState
from reader.ui.article_list.marked_lines import BREAKS, is_right_to_left
from reader.ui.entity_page.sentence_model import Index, Role
from reader.ui.entity_page.words import sentence_date, shown_text
from reader.ui.fonts import interface_font, reading_font
from reader.ui.painting import fill
from reader.ui.reading_pane.marks import MarkPainter, pieces
from reader.ui.sidebar.rows import break_lines
from reader.ui.theme import SIZES, Theme

SENTENCE_SIZE, SENTENCE_LINE = 15.5, 24  # pixels
ABOVE, BELOW, TITLE_LINE = 8, 8, 17
DATE_WIDTH = 108  # of the column before the sentences; where it is narrow, the date stands above
NARROW = 400
DATE_LINE = 18
KEPT = 300  # laid-out sentences; a screenful is about ten
COUNTED = 20_000  # sentences whose lines at one width or another are remembered
WIDTH_STEP = 8  # pixels: lines break alike for a few pixels more or less, so that not every width counts them anew


class _Mark(NamedTuple):
    start: int  # in UTF-16 units
    end: int
    kind: EntityKind


class _LaidOut(NamedTuple):
    """A sentence in lines of one width."""

    sentence: Sentence
    width: int
    layout: QTextLayout
    marks: tuple[_Mark, ...]
    mixed: bool  # has right-to-left text


class SentenceDelegate(QStyledItemDelegate):
    """Draws the sentences of one view. Laid-out text is kept, so that scrolling only draws. Threads: GUI only."""

    def __init__(self, *, theme: Theme, family: str = "", view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._family = family
        self._kept: dict[int, _LaidOut] = {}
        self._lines: dict[tuple[str, int], int] = {}  # of this text at this width
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._theme = theme
        self._marks = MarkPainter(theme)
        self._serif = reading_font(SENTENCE_SIZE, family=self._family)
        self._small = interface_font(SIZES.small_text)
        self._link = interface_font(SIZES.small_text)
        self._link.setUnderline(True)
        self._kept.clear()
        self._lines.clear()

    def set_family(self, family: str) -> None:
        """Set sentences in this serif, as articles are."""
        self._family = family
        self.set_theme(self._theme)

    def known_height(self, sentence: Sentence, width: int) -> int | None:
        """How high its row is at this width of the list; None if that is still to be found out."""
        lines = self._lines.get((shown_text(sentence)[0], self._text_width(width)))
        return None if lines is None else _height(lines, width)

    def height_of(self, sentence: Sentence, width: int) -> int:
        """How high the row of this sentence is, at this width of the list."""
        known = self.known_height(sentence, width)
        if known is not None:
            return known
        text_width = self._text_width(width)
        lines = self._laid_out(sentence, text_width).layout.lineCount()
        if len(self._lines) >= COUNTED:
            self._lines.clear()
        self._lines[shown_text(sentence)[0], text_width] = lines
        return _height(lines, width)

    def same_lines(self, width: int, other: int) -> bool:
        """Whether every row is as high at the one width as at the other."""
        return self._text_width(width) == self._text_width(other) and (width < NARROW) == (other < NARROW)

    def _text_width(self, width: int) -> int:
        room = width - (0 if width < NARROW else DATE_WIDTH)
        return max(60, room - room % WIDTH_STEP)

    def _laid_out(self, sentence: Sentence, width: int) -> _LaidOut:
        kept = self._kept.get(id(sentence))
        if kept is not None and kept.sentence is sentence and kept.width == width:
            return kept
        if len(self._kept) >= KEPT:
            self._kept.clear()
        text, moved = shown_text(sentence)
        layout = QTextLayout(text.translate(BREAKS), self._serif)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        backwards = is_right_to_left(text)
        if backwards:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        break_lines(layout, width, SENTENCE_LINE)
        marks = tuple(
            _Mark(_utf16(text, name.span.start + moved), _utf16(text, name.span.end + moved), name.kind)
            for name in sentence.names
        )
        made = self._kept[id(sentence)] = _LaidOut(sentence, width, layout, marks, backwards)
        return made

    def _draw_sentence(self, painter: QPainter, laid_out: _LaidOut, corner: QPointF) -> None:
        painter.translate(corner)
        for mark in laid_out.marks:
            where = pieces(laid_out.layout, mark.start, mark.end, text_size=SENTENCE_SIZE, mixed=laid_out.mixed)
            self._marks.paint_name(painter, where, mark.kind)
        painter.setPen(self._theme.color("text"))
        laid_out.layout.draw(painter, QPointF(0, 0))
        painter.translate(-corner)

    def _draw_title(self, painter: QPainter, area: QRect, title: str, *, underlined: bool) -> None:
        font: QFont = self._link if underlined else self._small
        painter.setFont(font)
        painter.setPen(self._theme.color("accent"))
        shown = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)

    # Qt's own names from here on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        sentence = cast("Sentence", index.data(Role.SENTENCE))
        row: QRect = option.rect
        narrow = row.width() < NARROW
        state = RowState.of(index, row, self._view)
        laid_out = self._laid_out(sentence, self._text_width(row.width()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state.chosen:  # over the style's own colour of a selection, on which no name's tint is seen
            fill(painter, row, self._theme.color("page"))
        fill(painter, QRect(row.left(), row.bottom(), row.width(), 1), self._theme.color("line"))
        painter.setFont(self._small)
        painter.setPen(self._theme.color("muted"))
        date_area = QRect(row.left(), row.top() + ABOVE - 1, row.width() if narrow else DATE_WIDTH - 8,
                          DATE_LINE if narrow else SENTENCE_LINE)  # fmt: skip
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(date_area, side, sentence_date(sentence))
        left = row.left() + (0 if narrow else DATE_WIDTH)
        top = row.top() + ABOVE + (DATE_LINE if narrow else 0)
        self._draw_sentence(painter, laid_out, QPointF(left, top))
        title = QRect(left, row.bottom() - BELOW - TITLE_LINE + 1, row.right() - left + 1, TITLE_LINE)
        self._draw_title(painter, title, sentence.title, underlined=state.hovered)
        if state.chosen and self._view.hasFocus():  # by whatever means: nothing else tells which row Enter opens
            painter.setPen(self._theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(row).adjusted(0.75, 1.75, -0.75, -2.75), 5, 5)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self.height_of(cast("Sentence", index.data(Role.SENTENCE)), width))


def _height(lines: int, width: int) -> int:
    return ABOVE + (DATE_LINE if width < NARROW else 0) + lines * SENTENCE_LINE + TITLE_LINE + BELOW + 1


def _utf16(text: str, offset: int) -> int:
    """Where Qt, which counts UTF-16 units, finds this code point."""
    return offset if text.isascii() else offset + sum(character > "\uffff" for character in text[:offset])
