"""A tag as a chip: its dot, its name, and a cross to take it off."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from reader.ui.annotating.colors import tag_color
from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES, Theme

HEIGHT, GAP = 24, 5  # pixels
DOT, DOT_LEFT, AFTER_DOT = 8, 9, 6
CROSS = 20  # pixels at the right edge that belong to the cross
RIGHT = 10
WIDEST = 240  # pixels; a longer name is cut, and its tool tip has it whole


class TagChip(QAbstractButton):
    """One tag. A click tells that it is wanted; the cross, or Del, that it is to go. GUI thread only."""

    removal_wanted = Signal()

    def __init__(
        self, name: str, color: str, *, theme: Theme, parent: QWidget, detail: str = "", whole: bool = True
    ) -> None:
        """`whole`: all chosen articles have it; else the chip is hollow, and `detail` says how many do."""
        super().__init__(parent)
        self.name, self._color, self._theme, self._detail, self._whole = name, color, theme, detail, whole
        self.setFont(interface_font(SIZES.small_text))
        self.setText(name)
        self.setAccessibleName(f"Tag {name}{', ' + detail if detail else ''}")
        self.setAccessibleDescription("Press Del to take it off")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self._over_cross = False

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    @property
    def cross(self) -> QRect:
        """Where a click takes the tag off."""
        return QRect(self.width() - CROSS, 0, CROSS, self.height())

    def _shows_cross(self) -> bool:
        return self.underMouse() or self.hasFocus()

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        words = f"{self.text()} {self._detail}".strip()
        width = DOT_LEFT + DOT + AFTER_DOT + QFontMetricsF(self.font()).horizontalAdvance(words) + CROSS
        return QSize(min(WIDEST, round(width) + 1), HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over_cross = False
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.cross.contains(event.position().toPoint())
        if over != self._over_cross:
            self._over_cross = over
            self.setToolTip(f"Take “{self.name}” off" if over else "")
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.cross.contains(point):
            self.setDown(False)
            self.removal_wanted.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(QPen(color("focus") if self.hasFocus() else color("line"), 1.5 if self.hasFocus() else 1.0))
        painter.setBrush(color("button.hover" if self.underMouse() else "button") if self._whole else color("card"))
        painter.drawRoundedRect(box, SIZES.chip_corner, SIZES.chip_corner)
        dot = QRectF(DOT_LEFT, (self.height() - DOT) / 2, DOT, DOT)
        ink = tag_color(self._color, self._theme)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if self._whole else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75))
        self._paint_words(painter)
        if self._shows_cross():
            painter.setPen(QPen(color("text" if self._over_cross else "muted"), 1.5))
            middle = QRectF(self.cross).center() - QPoint(2, 0)
            for x in (-3, 3):
                painter.drawLine(middle + QPoint(x, -3), middle + QPoint(-x, 3))

    def _paint_words(self, painter: QPainter) -> None:
        left = DOT_LEFT + DOT + AFTER_DOT
        room = self.width() - left - (CROSS if self._shows_cross() else RIGHT)
        metrics = QFontMetricsF(self.font())
        detail_width = metrics.horizontalAdvance(f" {self._detail}") if self._detail else 0.0
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(20.0, room - detail_width + 1))
        painter.setPen(self._theme.color("text"))
        at = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, room + 1, self.height()), at, words)
        if self._detail:
            painter.setPen(self._theme.color("muted"))
            x = left + metrics.horizontalAdvance(words)
            painter.drawText(QRectF(x, 0, detail_width + 2, self.height()), at, f" {self._detail}")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self._over_cross:
            metrics = QFontMetricsF(self.font())
            if metrics.horizontalAdvance(self.text()) > self.width() - DOT_LEFT - DOT - AFTER_DOT - RIGHT:
                from html import escape  # deferred: it brings a table of two thousand characters with it

                QToolTip.showText(self.cursor().pos(), f"<qt>{escape(self.name)}</qt>", self)
                return True
        return super().event(event)


def place_chips(chips: Sequence[QWidget], width: int, *, left: int = 0, top: int = 0, place: bool = True) -> int:
    """Put chips side by side, wrapped like words; the height they take."""
    x = y = 0
    for chip in chips:
        wanted = min(chip.sizeHint().width(), width)
        if x and x + wanted > width:
            x, y = 0, y + HEIGHT + GAP
        if place:
            chip.setGeometry(left + x, top + y, wanted, HEIGHT)
        x += wanted + GAP
    return y + HEIGHT if chips else 0


class ChipFlow(QWidget):
    """Chips that wrap. GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[TagChip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Sequence[TagChip]) -> None:
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = list(chips)
        for chip in chips:
            chip.show()
        place_chips(self.chips, self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return place_chips(self.chips, width, place=False)

    def sizeHint(self) -> QSize:
        return QSize(100, place_chips(self.chips, max(100, self.width()), place=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place_chips(self.chips, self.width())
