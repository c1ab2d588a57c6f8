"""Draws a row of the article list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Self, cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from reader.articles.article import ArticleNumber, Span
from reader.articles.passage import Passage
from reader.tasks.views import ArticleRow
from reader.ui.article_list.fold import Fold, chip_words
from reader.ui.article_list.marked_lines import MarkedLines, TextLook
from reader.ui.article_list.model import UNREADABLE, Index, Role
from reader.ui.article_list.row_layout import INDENT, STAR, TITLE_LINES, LineHeights, RowLayout
from reader.ui.article_list.row_marks import (
    DOT_AT,
    LEAF,
    MARKS_GAP,
    PART_GAP,
    TAG_DOT,
    TAG_TEXT,
    least_room,
    marked_parts,
)
from reader.ui.article_list.words import CHANGED, SEPARATOR, row_meta
from reader.ui.fonts import interface_font
from reader.ui.icons import icon
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme

MarkTitle = Callable[[str], Sequence[Span]]

KEPT_ROWS = 300  # laid-out rows; a screenful is about eight
AIRY = 1.3  # line height of the title, of its font's size
AIRY_EXCERPT = 1.4
CHIP_PADDING, CHIP_ARROW, CHIP_GAP = 6, 8, 3  # pixels of the chip that opens a family of reprints
CHIP_TOUCH = 5  # around it, what a hasty mouse may hit
BEFORE_CHIP = 8
LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading  # added up once: Python does it slowly


class RowText(NamedTuple):
    """The words of one row, laid out for one width."""

    row: ArticleRow
    passage: Passage
    width: int
    chip: str
    meta: str
    title: MarkedLines
    excerpt: MarkedLines


class RowState(NamedTuple):
    """What the reader does with a row just now.

    Asked of the view rather than of the style option, because the type of that brings two hundred of Qt's numbers
    with it: a twentieth of the time a start takes.
    """

    chosen: bool
    hovered: bool
    focused: bool  # and to be shown as such, because the keyboard brought the reader here

    @classmethod
    def of(cls, index: Index, rect: QRect, view: QAbstractItemView) -> Self:
        viewport = view.viewport()
        return cls(
            chosen=view.selectionModel().isSelected(index),
            hovered=viewport.underMouse() and rect.contains(viewport.mapFromGlobal(QCursor.pos())),
            focused=index == view.currentIndex()
            and view.hasFocus()
            and view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange),
        )


class RowDelegate(QStyledItemDelegate):
    """Draws rows of one view in one theme. Laid-out text is kept, so that scrolling only draws.

    Threads: GUI thread only.
    """

    def __init__(self, *, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._texts: dict[ArticleNumber, RowText] = {}
        self._mark_title: MarkTitle | None = None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._theme = theme
        self._meta_font = interface_font(SIZES.meta_text)
        title, excerpt = (
            interface_font(SIZES.row_title, weight=QFont.Weight.DemiBold),
            interface_font(SIZES.row_excerpt),
        )
        self.heights = LineHeights(
            meta=QFontMetrics(self._meta_font).height(),
            title=max(round(SIZES.row_title * AIRY), QFontMetrics(title).height()),
            excerpt=max(round(SIZES.row_excerpt * AIRY_EXCERPT), QFontMetrics(excerpt).height()),
        )
        color, hit = theme.color, theme.color("hit")
        self._title_look = TextLook(
            font=title,
            line_height=self.heights.title,
            color=color("text"),
            mark_color=color("hit.text"),
            mark_ground=hit,
        )
        self._excerpt_look = TextLook(
            font=excerpt,
            line_height=self.heights.excerpt,
            color=color("muted"),
            mark_color=color("hit.muted"),
            mark_ground=hit,
        )
        self._tag_font = interface_font(TAG_TEXT)
        self._tag_metrics = QFontMetrics(self._tag_font)
        self._arrows = {
            Fold.CLOSED: icon("chevron-down", color("muted"), CHIP_ARROW),
            Fold.OPEN: icon("chevron-up", color("muted"), CHIP_ARROW),
        }
        self._leaf = icon("note", color("muted"), LEAF)
        self._star = icon("star-filled", color("star"), STAR)
        self._hollow_star = icon("star", color("muted"), STAR)
        self._texts.clear()

    def set_title_marker(self, mark_title: MarkTitle | None) -> None:
        """Mark in titles what this function finds in them; None marks nothing."""
        if mark_title != self._mark_title:
            self._mark_title = mark_title
            self._texts.clear()

    def layout_of(self, row: QRect, *, title_lines: int = 1, mirrored: bool = False, indent: int = 0) -> RowLayout:
        return RowLayout.fit(row, self.heights, title_lines=title_lines, mirrored=mirrored, indent=indent)

    def chip_at(self, index: Index, row: QRect, *, mirrored: bool) -> QRect | None:
        """Where the chip of a family of reprints can be hit; None for a row without."""
        shown = cast("ArticleRow | None", index.data(Role.ROW))
        words = chip_words(shown, index.data(Role.FOLD)) if shown is not None else ""
        if not words:
            return None
        touch = self._chip_of(self.layout_of(row, title_lines=TITLE_LINES, mirrored=mirrored), words, mirrored=mirrored)
        return touch.adjusted(-CHIP_TOUCH, -CHIP_TOUCH, CHIP_TOUCH, CHIP_TOUCH)

    def _chip_width(self, words: str) -> int:
        return 2 * CHIP_PADDING + self._tag_metrics.horizontalAdvance(words) + CHIP_GAP + CHIP_ARROW

    def _chip_of(self, layout: RowLayout, words: str, *, mirrored: bool) -> QRect:
        """At the end of the last line of the excerpt, wherever that begins."""
        height = self._tag_metrics.height() + 3
        top = layout.line.top() - SIZES.row_padding - (self.heights.excerpt + height) // 2
        width = self._chip_width(words)
        left = layout.excerpt.left() if mirrored else layout.excerpt.right() + 1 - width
        return QRect(left, top, width, height)

    def _text_of(self, row: ArticleRow, passage: Passage, layout: RowLayout, chip: str, *, mirrored: bool) -> RowText:
        kept, width = self._texts.get(row.number), layout.title.width()
        same = kept is not None and kept.row is row and kept.passage is passage
        if kept is not None and same and kept.width == width and kept.chip == chip:
            return kept
        if len(self._texts) >= KEPT_ROWS:
            self._texts.clear()
        marks = self._mark_title(row.title) if self._mark_title is not None else ()
        title = MarkedLines(row.title, marks, self._title_look, width=width, most_lines=TITLE_LINES)
        lines = self.heights.excerpt_lines(title.line_count)
        text = RowText(
            row=row,
            passage=passage,
            width=width,
            chip=chip,
            meta=self._meta_of(row, layout.meta.width()),
            title=title,
            excerpt=MarkedLines(
                passage.text,
                passage.marks,
                self._excerpt_look,
                width=width,
                most_lines=lines,
                spare=self._chip_width(chip) + BEFORE_CHIP if chip else 0,
                mirrored=mirrored,
            ),
        )
        self._texts[row.number] = text
        return text

    def _meta_of(self, row: ArticleRow, width: int) -> str:
        """Source and date; that the words were others once only where nothing has to give way for it."""
        meta = row_meta(row)
        if row.changed:
            longer = f"{meta}{SEPARATOR}{CHANGED}"
            if QFontMetrics(self._meta_font).horizontalAdvance(longer) + least_room(row) <= width:
                return longer
        return meta

    def _draw_ground(self, painter: QPainter, row: QRect, state: RowState, layout: RowLayout) -> None:
        color = self._theme.color
        if state.chosen or state.hovered:
            fill(painter, row, color("selected" if state.chosen else "row.hover"))
        fill(painter, layout.line, color("line"))
        if state.chosen:
            fill(painter, layout.bar, color("accent"))
        if state.focused:
            painter.setPen(color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(row).adjusted(5.5, 2.5, -11.5, -4.5), 5, 5)

    def _draw_unreadable(self, painter: QPainter, layout: RowLayout) -> None:
        fill(painter, layout.line, self._theme.color("line"))
        painter.setFont(self._excerpt_look.font)
        painter.setPen(self._theme.color("disabled"))
        painter.drawText(layout.title, LEADING, UNREADABLE)

    def _draw_meta(self, painter: QPainter, layout: RowLayout, words: str) -> None:
        painter.setFont(self._meta_font)
        painter.setPen(self._theme.color("muted"))
        if len(words) * self._meta_font.pointSizeF() > layout.meta.width():  # only then can it be too long
            words = QFontMetrics(self._meta_font).elidedText(words, Qt.TextElideMode.ElideMiddle, layout.meta.width())
        painter.drawText(layout.meta, LEADING, words)

    def _draw_marks(self, painter: QPainter, layout: RowLayout, meta: str, row: ArticleRow, *, mirrored: bool) -> None:
        """A leaf for a note, then tags by name, or as dots where there is no room; never over source and date."""
        room = layout.meta.width() - QFontMetrics(self._meta_font).horizontalAdvance(meta) - MARKS_GAP
        left = layout.meta.width() - room
        for part in marked_parts(row, room, self._tag_metrics):
            box = QRect(layout.meta.left() + left, layout.meta.top(), part.width, layout.meta.height())
            if mirrored:
                box.moveRight(layout.meta.right() - left)
            left += part.width + PART_GAP
            if part.tag is None:
                self._leaf.paint(painter, box)
                continue
            color = self._theme.color(f"tag.{part.tag.color}" if part.tag.color else "disabled")
            dot = QRect(box.left() + (DOT_AT if part.words else 0), box.center().y() - TAG_DOT // 2, TAG_DOT, TAG_DOT)
            if part.words:
                painter.setPen(self._theme.color("scroll"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
                painter.setPen(self._theme.color("muted"))
                painter.setFont(self._tag_font)
                words = box.adjusted(DOT_AT + TAG_DOT + 3, 0, 0, 0)
                painter.drawText(words, LEADING, part.words)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(dot)

    def _draw_chip(self, painter: QPainter, box: QRect, words: str, fold: Fold, *, mirrored: bool) -> None:
        painter.setPen(self._theme.color("scroll"))
        painter.setBrush(self._theme.color("panel"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
        painter.setPen(self._theme.color("muted"))
        painter.setFont(self._tag_font)
        inner = box.adjusted(CHIP_PADDING, 0, -CHIP_PADDING, 0)
        painter.drawText(inner, LEADING, words)
        left = inner.left() if mirrored else inner.right() + 1 - CHIP_ARROW
        self._arrows[fold].paint(painter, left, box.center().y() - CHIP_ARROW // 2 + 1, CHIP_ARROW, CHIP_ARROW)

    def _draw_star(self, painter: QPainter, state: RowState, layout: RowLayout, bookmarked: bool) -> None:
        if bookmarked:
            self._star.paint(painter, layout.star)
        elif state.chosen or state.hovered:
            self._hollow_star.paint(painter, layout.star)

    # Qt's own names from here on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        row = cast("ArticleRow | None", index.data(Role.ROW))
        painter.save()
        if row is None:
            self._draw_unreadable(painter, self.layout_of(option.rect, mirrored=mirrored))
            painter.restore()
            return
        fold = cast("Fold", index.data(Role.FOLD))
        indent, chip = INDENT if fold is Fold.BELOW else 0, chip_words(row, fold)
        measured = self.layout_of(option.rect, indent=indent)
        text = self._text_of(row, cast("Passage", index.data(Role.PASSAGE)), measured, chip, mirrored=mirrored)
        layout = self.layout_of(option.rect, title_lines=text.title.line_count, mirrored=mirrored, indent=indent)
        state = RowState.of(index, option.rect, self._view)
        self._draw_ground(painter, option.rect, state, layout)
        if fold is Fold.BELOW:
            fill(painter, layout.thread, self._theme.color("scroll"))
        self._draw_meta(painter, layout, text.meta)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not row.read:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawEllipse(layout.dot)
        if row.tags or row.noted:
            self._draw_marks(painter, layout, text.meta, row, mirrored=mirrored)
        text.title.draw(painter, layout.title.left(), layout.title.top())
        text.excerpt.draw(painter, layout.excerpt.left(), layout.excerpt.top())
        if chip:
            self._draw_chip(painter, self._chip_of(layout, chip, mirrored=mirrored), chip, fold, mirrored=mirrored)
        self._draw_star(painter, state, layout, row.bookmarked)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(SIZES.list_least, self.heights.row)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole title, where the row could not show it."""
        row = cast("ArticleRow | None", index.data(Role.ROW))
        text = self._texts.get(row.number) if row is not None else None
        if row is None or text is None or not text.title.elided:
            QToolTip.hideText()
            return False
        from html import escape  # deferred: it brings a table of two thousand characters with it

        QToolTip.showText(event.globalPos(), f"<qt>{escape(row.title)}</qt>", view, option.rect)
        return True
