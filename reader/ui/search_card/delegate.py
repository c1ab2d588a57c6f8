"""Draws a row of the suggestions: what it is, and at its end the little that is known of it."""

from typing import NamedTuple, Self

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.tasks.suggest import Suggestion, SuggestionKind
from reader.ui.fonts import interface_font
from reader.ui.icons import icon
from reader.ui.search_card.line import EmphasisedLine
from reader.ui.search_card.model import SUGGESTION, Index
from reader.ui.search_card.words import detail_words, emphasised, kind_words, row_words
from reader.ui.theme import SIZES, Theme

ROW = 30  # pixels
INSET = 4  # of the ground of a row that is pointed at
ICON_LEFT, TEXT_LEFT, RIGHT = 14, 38, 14
CHIP_HEIGHT, CHIP_PADDING = 21, 8
GAP = 10
TEXT_LEAST = 130  # pixels; where there are fewer, the detail at the end is left out
ICONS = {
    SuggestionKind.WORD: "search",
    SuggestionKind.TITLE: "article",
    SuggestionKind.TAG: "tag",
    SuggestionKind.SAVED: "saved-search",
    SuggestionKind.EARLIER: "clock",
    SuggestionKind.MEANT: "notice",
}


class RowPlaces(NamedTuple):
    """Where the parts of a row go. Arithmetic only."""

    icon: QRectF
    text: QRectF  # with the chip of a name and the word for its kind
    detail: QRectF  # empty where there is no room for it

    @classmethod
    def fit(cls, row: QRectF, detail_width: float, *, mirrored: bool) -> Self:
        left, right = row.left() + TEXT_LEFT, row.right() - RIGHT
        if right - left - GAP - detail_width < TEXT_LEAST:
            detail_width = 0.0
        end = right - detail_width - (GAP if detail_width else 0.0)
        places = cls(
            icon=QRectF(row.left() + ICON_LEFT, row.center().y() - SIZES.icon / 2, SIZES.icon, SIZES.icon),
            text=QRectF(left, row.top(), max(1.0, end - left), row.height()),
            detail=QRectF(right - detail_width, row.top(), detail_width, row.height()),
        )
        return cls(*(_mirrored(place, row) for place in places)) if mirrored else places


class SuggestionDelegate(QStyledItemDelegate):
    """Draws in one theme. Threads: GUI thread only."""

    def __init__(self, *, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._theme = theme
        self._font = interface_font()
        self._small = interface_font(SIZES.small_text)
        self._small_metrics = QFontMetricsF(self._small)
        self._widths: dict[str, float] = {"": 0.0}  # of the words in the small font, which are few

    def _width(self, words: str) -> float:
        if words not in self._widths:
            self._widths[words] = self._small_metrics.horizontalAdvance(words) + 2
        return self._widths[words]

    def _draw_ground(self, painter: QPainter, row: QRectF, state: QStyle.StateFlag) -> None:
        highlighted = bool(state & QStyle.StateFlag.State_Selected)
        if highlighted or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("selected" if highlighted else "row.hover"))
            painter.drawRoundedRect(row.adjusted(INSET, 0, -INSET, 0), SIZES.button_corner, SIZES.button_corner)

    def _draw_name(self, painter: QPainter, room: QRectF, suggestion: Suggestion, *, mirrored: bool) -> None:
        """The name on the tint of its kind, and the word for the kind beside it."""
        kind = kind_words(suggestion)
        kind_width = self._width(kind)
        most = room.width() - CHIP_PADDING - GAP - kind_width
        words = row_words(suggestion)
        if most < TEXT_LEAST / 2:
            most, kind = room.width() - CHIP_PADDING, ""
        line = EmphasisedLine(words, emphasised(suggestion), self._font, width=most)
        chip = QRectF(
            room.left() - CHIP_PADDING,
            room.center().y() - CHIP_HEIGHT / 2,
            line.width + 2 * CHIP_PADDING,
            CHIP_HEIGHT,
        )
        beside = QRectF(chip.right() + GAP - 2, room.top(), kind_width, room.height())
        if mirrored:
            chip, beside = _mirrored(chip, room), _mirrored(beside, room)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"entity.{suggestion.entity}.tint"))
        painter.drawRoundedRect(chip, SIZES.chip_corner, SIZES.chip_corner)
        painter.setPen(self._theme.color(f"entity.{suggestion.entity}"))
        line.draw(painter, chip.adjusted(CHIP_PADDING, 0, -CHIP_PADDING, 0), to_right=False)
        self._draw_small(painter, beside, kind, Qt.AlignmentFlag.AlignLeft)

    def _draw_small(self, painter: QPainter, room: QRectF, words: str, side: Qt.AlignmentFlag) -> None:
        if words and room.width() > 0:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the words are English, and begin with a number
            painter.setFont(self._small)
            painter.setPen(self._theme.color("muted"))
            absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(side | absolute), words)

    # Qt's own names from here on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        suggestion = index.data(SUGGESTION)
        if not isinstance(suggestion, Suggestion):
            return
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        row = QRectF(option.rect)
        detail = detail_words(suggestion)
        places = RowPlaces.fit(row, self._width(detail), mirrored=mirrored)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, row, option.state)
        if suggestion.entity is not None:
            self._draw_name(painter, places.text, suggestion, mirrored=mirrored)
        else:
            color = self._theme.color("notice" if suggestion.kind is SuggestionKind.MEANT else "muted")
            icon(ICONS[suggestion.kind], color).paint(painter, places.icon.toRect())
            line = EmphasisedLine(row_words(suggestion), emphasised(suggestion), self._font, width=places.text.width())
            painter.setPen(self._theme.color("text"))
            line.draw(painter, places.text, to_right=mirrored)
        end = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        self._draw_small(painter, places.detail, detail, end)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(TEXT_LEAST, ROW)


def _mirrored(place: QRectF, room: QRectF) -> QRectF:
    return QRectF(room.left() + room.right() - place.right(), place.top(), place.width(), place.height())
