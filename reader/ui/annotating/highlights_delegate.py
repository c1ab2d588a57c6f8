"""Draws a row of the list of all highlights."""

from typing import NamedTuple, Self, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from reader.tasks.list_highlights import ListedHighlight
from reader.ui.annotating.highlights_model import Index, Role, where_in_words
from reader.ui.article_list.delegate import RowState
from reader.ui.article_list.marked_lines import MarkedLines, TextLook
from reader.ui.fonts import interface_font
from reader.ui.icons import icon
from reader.ui.painting import fill
from reader.ui.reading_pane.highlight_layer import paint_bar
from reader.ui.theme import SIZES, Theme
from reader.userdata.annotation import Highlight

PADDING, LEFT, RIGHT = 10, 26, 18  # pixels
QUOTE_LINES = 2
LEAF = 11
KEPT = 300  # laid-out quotes
QUOTE_MOST = 600  # characters that are looked at; two lines hold fewer


class HighlightLayout(NamedTuple):
    """Where the parts of a row go. Arithmetic only."""

    bar: QRect
    quote: QRect
    note: QRect
    where: QRect
    line: QRect

    @classmethod
    def fit(cls, row: QRect, *, quote: int, small: int, lines: int, noted: bool) -> Self:
        """`quote` and `small` are the heights of a line of each, `lines` how many the quote takes."""
        left, width = row.left() + LEFT, max(0, row.width() - LEFT - RIGHT)
        used = lines * quote + 3 + small + (small + 2 if noted else 0)
        top = row.top() + max(PADDING, (row.height() - used) // 2)
        note_top = top + lines * quote + 3
        return cls(
            bar=QRect(row.left() + 12, row.top() + PADDING, 4, row.height() - 2 * PADDING),
            quote=QRect(left, top, width, lines * quote),
            note=QRect(left, note_top, width, small if noted else 0),
            where=QRect(left, note_top + (small + 2 if noted else 0), width, small),
            line=QRect(row.left(), row.bottom(), row.width(), 1),
        )


class HighlightDelegate(QStyledItemDelegate):
    """Draws rows in one theme; laid-out quotes are kept, so that scrolling only draws. Threads: GUI thread only."""

    def __init__(self, *, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._quotes: dict[tuple[Highlight, int], MarkedLines] = {}
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        quote, self._small = interface_font(SIZES.row_title), interface_font(SIZES.small_text)
        self._quote_line, self._small_line = QFontMetrics(quote).height() + 1, QFontMetrics(self._small).height()
        self._look = TextLook(
            font=quote,
            line_height=self._quote_line,
            color=theme.color("text"),
            mark_color=theme.color("hit.text"),
            mark_ground=theme.color("hit"),
        )
        self._leaf = icon("note", theme.color("muted"), LEAF)
        self._quotes.clear()

    @property
    def row_height(self) -> int:
        return 2 * PADDING + QUOTE_LINES * self._quote_line + self._small_line + 4

    def _quote_of(self, listed: ListedHighlight, width: int) -> MarkedLines:
        key = (listed.highlight, width)
        kept = self._quotes.get(key)
        if kept is None:
            if len(self._quotes) >= KEPT:
                self._quotes.clear()
            words = " ".join(listed.highlight.quote[:QUOTE_MOST].split())
            lines = 1 if listed.highlight.note else QUOTE_LINES  # the note takes the place of a line
            kept = MarkedLines(words, (), self._look, width=width, most_lines=lines)
            self._quotes[key] = kept
        return kept

    # Qt's own names from here on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        listed, state = cast("ListedHighlight", index.data(Role.LISTED)), str(index.data(Role.STATE))
        row, color = option.rect, self._theme.color
        quote = self._quote_of(listed, max(1, row.width() - LEFT - RIGHT))
        layout = HighlightLayout.fit(
            row,
            quote=self._quote_line,
            small=self._small_line,
            lines=quote.line_count,
            noted=bool(listed.highlight.note),
        )
        shown = RowState.of(index, row, self._view)
        painter.save()
        if shown.chosen or shown.hovered:
            fill(painter, row, color("selected" if shown.chosen else "row.hover"))
        fill(painter, layout.line, color("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, ink = layout.bar.center().x(), color(f"highlight.{listed.highlight.color}.line")
        paint_bar(painter, middle, layout.bar.top(), layout.bar.bottom(), str(listed.highlight.color), ink)
        quote.draw(painter, layout.quote.left(), layout.quote.top())
        painter.setFont(self._small)
        if listed.highlight.note:
            self._leaf.paint(painter, QRect(layout.note.left(), layout.note.center().y() - LEAF // 2, LEAF, LEAF))
            note = " ".join(listed.highlight.note[:QUOTE_MOST].split())
            self._draw(painter, layout.note.adjusted(LEAF + 5, 0, 0, 0), note, "text")
        where = " · ".join(part for part in (where_in_words(listed), state) if part)
        self._draw(painter, layout.where, where, "muted")
        painter.restore()

    def _draw(self, painter: QPainter, box: QRect, words: str, meaning: str) -> None:
        painter.setPen(self._theme.color(meaning))
        cut = QFontMetrics(self._small).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, cut)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(300, self.row_height)
