"""Draws a row of the list of names: the mark of its kind, the name, and how often it is named."""

from typing import NamedTuple, Self, cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from reader.entities.mention import EntityId
from reader.library.name_pages import EntityRow, EntitySort
from reader.ui.article_list.delegate import RowState
from reader.ui.charts.network_painter import node_shape
from reader.ui.entity_browser.model import UNREADABLE, Index, Role
from reader.ui.entity_browser.words import figure_of
from reader.ui.fonts import interface_font
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme

ROW_PADDING = 8  # pixels above and below the name
BAR = 3
MARK_AT, MARK_RADIUS = 22.5, 4.5  # the middle of the mark; its size
NAME_LEFT, RIGHT, GAP = 35, 14, 10


class EntityRowLayout(NamedTuple):
    """The rectangles of one row. Arithmetic only, so a test needs no painter."""

    bar: QRect
    mark: QPointF  # the middle of it
    name: QRect
    figure: QRect
    line: QRect

    @classmethod
    def fit(cls, row: QRect, *, figure_width: int, mirrored: bool = False) -> Self:
        """Lay out a row. `mirrored` is for windows that run from right to left."""
        height = row.height() - 1
        right = row.right() - RIGHT + 1
        name_width = max(0, right - figure_width - GAP - row.left() - NAME_LEFT)
        parts = {
            "bar": QRect(row.left(), row.top(), BAR, height),
            "name": QRect(row.left() + NAME_LEFT, row.top(), name_width, height),
            "figure": QRect(right - figure_width, row.top(), figure_width, height),
            "line": QRect(row.left(), row.bottom(), row.width(), 1),
        }
        mark = QPointF(row.left() + MARK_AT, row.top() + height / 2)
        if mirrored:
            both = row.left() + row.right()
            parts = {name: QRect(QRect(part).translated(both - part.right() - part.left(), 0)) for name, part in
                     parts.items()}  # fmt: skip
            mark.setX(both + 1 - mark.x())
        return cls(mark=mark, **parts)


class EntityRowDelegate(QStyledItemDelegate):
    """Draws rows of one view in one theme. Threads: GUI thread only."""

    def __init__(self, *, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.sort = EntitySort.ARTICLES  # what the figures tell
        self.open: EntityId | None = None  # whose page is shown
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._theme = theme
        self._font = interface_font(SIZES.row_title, weight=QFont.Weight.Medium)
        self._bold = interface_font(SIZES.row_title, weight=QFont.Weight.DemiBold)
        self._small = interface_font(SIZES.small_text)
        self.row_height = 2 * ROW_PADDING + QFontMetrics(self._bold).height() + 1

    def _draw_ground(self, painter: QPainter, row: QRect, layout: EntityRowLayout, state: RowState) -> None:
        color = self._theme.color
        if state.chosen or state.hovered:
            fill(painter, row, color("selected" if state.chosen else "row.hover"))
        fill(painter, layout.line, color("line"))
        if state.chosen:
            fill(painter, layout.bar, color("accent"))
        if state.focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(row).adjusted(5.5, 2.5, -5.5, -3.5), 5, 5)

    # Qt's own names from here on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        row = cast("EntityRow | None", index.data(Role.ROW))
        state = RowState.of(index, option.rect, self._view)
        figure = "" if row is None else figure_of(row, self.sort, first=index.row() == 0)
        width = QFontMetrics(self._small).horizontalAdvance(figure) + 1
        layout = EntityRowLayout.fit(option.rect, figure_width=width, mirrored=mirrored)
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.save()
        self._draw_ground(painter, option.rect, layout, state)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row is None:
            painter.setFont(self._small)
            painter.setPen(self._theme.color("disabled"))
            painter.drawText(layout.name, side, UNREADABLE)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(f"entity.{row.entity.kind}"))
            painter.drawPath(node_shape(layout.mark, MARK_RADIUS, row.entity.kind))
            font = self._bold if state.chosen else self._font
            painter.setFont(font)
            painter.setPen(self._theme.color("text"))
            shown = QFontMetrics(font).elidedText(row.entity.name, Qt.TextElideMode.ElideRight, layout.name.width())
            painter.drawText(layout.name, side, shown)
            painter.setFont(self._small)
            painter.setPen(self._theme.color("muted"))
            painter.drawText(layout.figure, side, figure)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(SIZES.list_least, self.row_height)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole name, where the row could not show it."""
        row = cast("EntityRow | None", index.data(Role.ROW))
        room = option.rect.width() - NAME_LEFT - RIGHT - GAP
        figure = "" if row is None else figure_of(row, self.sort, first=index.row() == 0)
        room -= QFontMetrics(self._small).horizontalAdvance(figure) + 1
        if row is None or QFontMetrics(self._bold).horizontalAdvance(row.entity.name) <= room:
            QToolTip.hideText()
            return False
        from html import escape  # deferred: it brings a table of two thousand characters with it

        QToolTip.showText(event.globalPos(), f"<qt>{escape(row.entity.name)}</qt>", view, option.rect)
        return True
