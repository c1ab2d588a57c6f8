"""The conditions of a query as chips, each of which takes its condition away again."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from reader.tasks.narrow import StandingCondition
from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES, Theme
from reader.ui.viewport import give_viewport

CHIP_HEIGHT, PADDING, GAP, LINE = 21, 9, 6, 26  # pixels; LINE: from one line of chips to the next
CROSS, BEFORE_CROSS = 6, 6
WIDEST = 190  # a longer name is cut with an ellipsis
MARGIN = 12
MOST_LINES = 3  # beyond these, the chips scroll


class ConditionChip(QAbstractButton):
    """One condition and a cross. A click anywhere on it, Enter, Space, Delete or Backspace takes it away."""

    def __init__(self, standing: StandingCondition, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.standing = standing
        self._theme = theme
        self.setFont(interface_font(SIZES.small_text, weight=QFont.Weight.Medium))
        self.setText(standing.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"Search without {standing.condition}")
        self.setAccessibleName(f"{standing.words}, take away from the search")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(min(WIDEST, round(words) + 2 * PADDING + BEFORE_CROSS + CROSS + 1), CHIP_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind, color = self.standing.kind, self._theme.color
        tint = color("selected" if kind is None else f"entity.{kind}.tint")
        ink = color("accent" if kind is None else f"entity.{kind}")
        pill = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        rim = color("focus") if self.hasFocus() else ink if self.underMouse() else tint
        painter.setPen(QPen(rim, 1.5 if self.hasFocus() else 1))
        painter.setBrush(tint)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        words = QRectF(self.rect()).adjusted(PADDING, 0, -PADDING - CROSS - BEFORE_CROSS, 0)
        painter.setPen(ink)
        short = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)
        cross = QRectF(self.width() - PADDING - CROSS, (self.height() - CROSS) / 2, CROSS, CROSS)
        painter.setPen(QPen(ink, 1.2))
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())


class ConditionChips(QScrollArea):
    """The chips in as many lines as they need, three at most; further ones scroll. Hidden without any.

    Threads: GUI thread only.
    """

    removed = Signal(str)  # the condition, as it stands in the query

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[ConditionChip] = []
        give_viewport(self).setAutoFillBackground(False)  # the panel shows through
        self._sheet = QWidget()
        self.setWidget(self._sheet)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Conditions of the search")
        self._sheet.setAutoFillBackground(False)
        self.hide()

    def show_conditions(self, standing: Sequence[StandingCondition], *, after: QWidget) -> None:
        """Show these; Tab comes to them `after` another. A chip with the focus leaves it to the one in its place."""
        if list(standing) == [chip.standing for chip in self._chips]:
            return
        focused = next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make_chip(each) for each in standing]
        stops: tuple[QWidget, ...] = (after, *self._chips)
        for before, behind in pairwise(stops):
            self.setTabOrder(before, behind)
        self.setVisible(bool(self._chips))
        self._place()
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focused_chip(self) -> bool:
        return any(chip.hasFocus() for chip in self._chips)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for chip in self._chips:
            chip.set_theme(theme)

    def _make_chip(self, standing: StandingCondition) -> ConditionChip:
        chip = ConditionChip(standing, theme=self._theme, parent=self._sheet)
        chip.clicked.connect(lambda: self.removed.emit(standing.condition))
        chip.show()
        return chip

    def _place(self) -> None:
        right = self.width() - MARGIN
        x, line = MARGIN, 0
        for chip in self._chips:
            width = min(chip.sizeHint().width(), max(40, right - MARGIN))
            if x + width > right and x > MARGIN:
                x, line = MARGIN, line + 1
            chip.setGeometry(x, line * LINE, width, CHIP_HEIGHT)
            x += width + GAP
        self._sheet.resize(self.width(), (line + 1) * LINE + 2)
        self.setFixedHeight(min(line + 1, MOST_LINES) * LINE + 2)

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            for chip in self._chips:
                chip.setFont(interface_font(SIZES.small_text, weight=QFont.Weight.Medium))
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
