"""The rows of the sidebar: a link to an article, a wanted article, a name with its count. Each paints itself."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.entities.mention import Entity
from reader.tasks.explain_name import KIND_WORDS, times
from reader.tasks.views import RelatedArticle
from reader.ui.dates import short_date
from reader.ui.fonts import interface_font
from reader.ui.pill import PILL_HEIGHT, PILL_PADDING, paint_pill
from reader.ui.theme import SIZES, Theme

RING = 6  # pixels between what a row shows and its edge, where the focus ring runs
TITLE_LINE, DETAIL_LINE = 18, 15  # pixels from line to line
BAR_MOST, BAR_LEAST, BAR_HEIGHT, COUNT_WIDTH = 70, 8, 6, 26  # pixels
NOT_HERE = "not in library"
FIND_SIMILAR = "find similar"


class Row(QAbstractButton):
    """Something to choose by mouse, Tab and Enter. Its height depends on its width. GUI thread only."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click shows no ring

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def height_for(self, width: int) -> int:
        raise NotImplementedError

    @property
    def stops(self) -> "tuple[QWidget, ...]":
        """What Tab comes to in it, in order."""
        return (self,)

    def paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.color("focus"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class LinkRow(Row):
    """A title that opens its article; below it what is known of it."""

    def __init__(
        self, related: RelatedArticle, detail: str, *, fonts: "RowFonts", theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(theme=theme, parent=parent)
        self.related = related
        self._fonts = fonts
        self._detail = "" if related.number is None else detail
        self._title = wrapped(related.title, fonts.title)
        self._below = wrapped(self._detail, fonts.detail)
        self._width = 0
        words = (f"{NOT_HERE}, {FIND_SIMILAR}",) if related.number is None else (self._detail,)
        self.setAccessibleName(", ".join(word for word in (related.title, *words) if word).replace(" · ", ", "))

    def height_for(self, width: int) -> int:
        self._lay_out(width)
        below = 19 if self.related.number is None else DETAIL_LINE * self._below.lineCount()
        return 2 * RING - 2 + TITLE_LINE * self._title.lineCount() + below

    def _lay_out(self, width: int) -> None:
        if width != self._width:
            self._width = width
            break_lines(self._title, width - 2 * RING, TITLE_LINE)
            break_lines(self._below, width - 2 * RING, DETAIL_LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._lay_out(self.width())
        painter = QPainter(self)
        wanted = self.related.number is None
        top = QPointF(RING, RING - 2)
        painter.setPen(self.theme.color("muted" if wanted else "accent"))
        self._title.draw(painter, top)
        if self.underMouse() and not wanted:
            underline(painter, self._title, top)
        top += QPointF(0, TITLE_LINE * self._title.lineCount())
        painter.setPen(self.theme.color("muted"))
        if wanted:
            self._paint_wanted(painter, top)
        else:
            self._below.draw(painter, top)
        self.paint_focus(painter)

    def _paint_wanted(self, painter: QPainter, top: QPointF) -> None:
        painter.setFont(self._fonts.detail)
        metrics = QFontMetricsF(self._fonts.detail)
        pill = QRectF(top.x() + 0.5, top.y() + 1.5, metrics.horizontalAdvance(NOT_HERE) + 12, 15)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.drawRoundedRect(pill, 4, 4)
        painter.setPen(self.theme.color("muted"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, NOT_HERE)
        link = QRectF(pill.right() + 5, pill.top(), metrics.horizontalAdvance(FIND_SIMILAR) + 2, pill.height())
        if self.underMouse() or self.hasFocus():
            painter.setPen(self.theme.color("accent"))
        painter.drawText(link, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, FIND_SIMILAR)


class EntityRow(Row):
    """A name of the article, how often it stands there, and a bar to compare."""

    def __init__(
        self, entity: Entity, count: int, most: int, *, fonts: "RowFonts", theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(theme=theme, parent=parent)
        self.entity, self._count, self._share = entity, count, count / max(1, most)
        self._fonts = fonts
        mentions = "1 mention" if count == 1 else f"{count} mentions"
        self.setAccessibleName(f"{entity.name}, {entity.kind}, {mentions}")
        self.setToolTip(f"{entity.name} · {KIND_WORDS[entity.kind]} — {times(count)} here")

    def height_for(self, width: int) -> int:
        return PILL_HEIGHT + 4

    def _longest_bar(self) -> float:
        return min(BAR_MOST, 0.22 * self.width())

    def pill(self) -> QRectF:
        """Where the name stands in the row."""
        room = self.width() - 2 * RING - COUNT_WIDTH - self._longest_bar() - 10
        wanted = QFontMetricsF(self._fonts.name).horizontalAdvance(self.entity.name) + 2 * PILL_PADDING
        return QRectF(RING, 2, min(room, wanted), PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._fonts.name)
        paint_pill(painter, self.pill(), self.entity.name, self.entity.kind, self.theme)
        color = QColor(self.theme.color(f"entity.{self.entity.kind}"))
        color.setAlphaF(0.8)
        right = self.width() - RING - COUNT_WIDTH
        width = max(BAR_LEAST, self._longest_bar() * self._share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        bar = QRectF(right - width, (self.height() - BAR_HEIGHT) / 2, width, BAR_HEIGHT)
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        painter.setFont(self._fonts.detail)
        painter.setPen(self.theme.color("muted"))
        beside = QRectF(right, 0, COUNT_WIDTH, self.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._count))
        self.paint_focus(painter)


class MoreRow(Row):
    """Shows the rest of a list."""

    def __init__(self, words: str, *, fonts: "RowFonts", theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self.setFont(fonts.small)
        self.setText(words)
        self.setAccessibleName(words)

    def height_for(self, width: int) -> int:
        return PILL_HEIGHT + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.theme.color("accent"))
        words = QRectF(self.rect()).adjusted(RING, 0, -RING, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        self.paint_focus(painter)


class HeadLink(Row):
    """Leads on from the head of a section, at its right."""

    def __init__(self, words: str, *, fonts: "RowFonts", theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self.setFont(fonts.small)
        self.setText(words)
        self.setAccessibleName(words)

    def width_wanted(self) -> int:
        return round(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 2 * RING

    def height_for(self, width: int) -> int:
        return PILL_HEIGHT

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.theme.color("accent"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        self.paint_focus(painter)


class RowFonts:
    """The fonts of all rows, made once."""

    def __init__(self) -> None:
        self.title = interface_font(SIZES.interface_text, weight=QFont.Weight.Medium)
        self.name = self.title
        self.detail = interface_font(SIZES.meta_text)
        self.small = interface_font(SIZES.small_text)


def detail_of(related: RelatedArticle) -> str:
    """ "7 Sep 2025 · unread"; for a similar article the reasons instead."""
    if related.reasons:
        return "; ".join(related.reasons)
    parts: Sequence[str] = (
        short_date(related.published) if related.published else "",
        "read" if related.read else "unread",
    )
    return " · ".join(part for part in parts if part)


def wrapped(text: str, font: QFont) -> QTextLayout:
    """Words that wrap anywhere rather than being cut."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    return layout


def break_lines(layout: QTextLayout, width: float, pitch: int) -> None:
    """Break a text into lines of `width`, `pitch` pixels apart."""
    layout.beginLayout()
    number = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20.0, width))
        line.setPosition(QPointF(0, round(number * pitch + (pitch - line.height()) / 2)))
        number += 1
    layout.endLayout()


def underline(painter: QPainter, layout: QTextLayout, top: QPointF) -> None:
    for number in range(layout.lineCount()):
        words = layout.lineAt(number).naturalTextRect().translated(top)
        y = round(words.top() + layout.lineAt(number).ascent()) + 2
        painter.drawLine(QPointF(words.left(), y), QPointF(words.right(), y))
