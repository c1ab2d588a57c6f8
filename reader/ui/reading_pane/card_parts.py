"""The painted parts of the card of a name: the pill of its kind, bars for its months, chips for its neighbours."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.entities.mention import Entity, EntityKind
from reader.ui.dates import short_month
from reader.ui.fonts import interface_font
from reader.ui.pill import PILL_HEIGHT, PILL_PADDING, paint_pill
from reader.ui.theme import SIZES, Theme

CHIP_GAP = 6  # pixels
MONTHS_SHOWN = 12
BARS_HEIGHT, BAR_GAP, BAR_CORNER, LEAST_BAR = 40, 7, 2, 3  # pixels
BELOW = 12  # pixels of air under a part, gone with the part where it is hidden


def last_months(by_month: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """The last twelve months up to the newest known one; a month that is not known counts nothing."""
    if not by_month:
        return []
    known = {(day.year, day.month): count for day, count in by_month}
    newest = by_month[-1][0].year * 12 + by_month[-1][0].month - 1
    months = [divmod(number, 12) for number in range(newest - MONTHS_SHOWN + 1, newest + 1)]
    return [(date(year, month + 1, 1), known.get((year, month + 1), 0)) for year, month in months]


class Pill(QWidget):
    """The kind of a name in a word on its tint."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(interface_font(SIZES.interface_text, weight=QFont.Weight.Medium))
        self._words, self._kind = "", EntityKind.OTHER
        self._theme: Theme | None = None
        self.setFixedHeight(PILL_HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_kind(self, words: str, kind: EntityKind) -> None:
        self._words, self._kind = words, kind
        self.setAccessibleName(words)
        self.setFixedWidth(round(QFontMetricsF(self.font()).horizontalAdvance(words)) + 2 * PILL_PADDING)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is not None:
            paint_pill(QPainter(self), QRectF(self.rect()), self._words, self._kind, self._theme)


class EntityChip(QAbstractButton):
    """A name on the tint of its kind; a click tells whose."""

    def __init__(self, entity: Entity, *, theme: Theme, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.entity, self._theme = entity, theme
        self.setFont(font)
        self.setText(entity.name)
        self.setAccessibleName(f"{entity.name}, {entity.kind}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 2 * PILL_PADDING, PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        pill = QRectF(self.rect())
        paint_pill(QPainter(self), pill, self.text(), self.entity.kind, self._theme, focused=self.hasFocus())


class ChipFlow(QWidget):
    """Chips side by side, wrapped like words."""

    clicked = Signal(str)  # entity id

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[EntityChip] = []
        self._theme: Theme | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for chip in self._chips:
            chip.set_theme(theme)

    def show_entities(self, entities: Sequence[Entity]) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        if self._theme is None:
            return
        font = interface_font(SIZES.interface_text, weight=QFont.Weight.Medium)
        for entity in entities:
            chip = EntityChip(entity, theme=self._theme, font=font, parent=self)
            chip.clicked.connect(lambda _checked=False, entity_id=entity.id: self.clicked.emit(entity_id))
            chip.show()
            self._chips.append(chip)
        self._flow(self.width(), place=True)
        self.updateGeometry()

    def _flow(self, width: int, *, place: bool) -> int:
        """The height the chips need; with `place`, they are also put there."""
        x = y = 0
        for chip in self._chips:
            wanted = min(chip.sizeHint().width(), width)
            if x and x + wanted > width:
                x, y = 0, y + PILL_HEIGHT + CHIP_GAP
            if place:
                chip.setGeometry(x, y, wanted, PILL_HEIGHT)
            x += wanted + CHIP_GAP
        return y + PILL_HEIGHT + BELOW if self._chips else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(width, place=False)

    def sizeHint(self) -> QSize:
        return QSize(100, self._flow(max(100, self.width()), place=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._flow(self.width(), place=True)


class MonthBars(QWidget):
    """Articles per month as twelve bars; the first and the last month are named."""

    def __init__(self) -> None:
        super().__init__()
        self._months: list[tuple[date, int]] = []
        self._theme: Theme | None = None
        self._kind = EntityKind.OTHER
        self.setFont(interface_font(SIZES.meta_text))
        self.setFixedHeight(BARS_HEIGHT + 24 + BELOW)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_months(self, by_month: Sequence[tuple[date, int]], kind: EntityKind) -> None:
        self._months, self._kind = last_months(by_month), kind
        if self._months:
            words = ", ".join(f"{short_month(month)} {count}" for month, count in self._months)
            self.setAccessibleName(f"Articles a month: {words}")
            self.setToolTip("Articles a month")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None or not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(self._theme.color(f"entity.{self._kind}"))
        color.setAlphaF(0.8)
        most = max(1, *(count for _, count in self._months))
        width = (self.width() - BAR_GAP * (MONTHS_SHOWN - 1)) / MONTHS_SHOWN
        painter.setPen(Qt.PenStyle.NoPen)
        for position, (_, count) in enumerate(self._months):
            height = max(LEAST_BAR, round(BARS_HEIGHT * count / most)) if count else 1
            bar = QRectF(position * (width + BAR_GAP), BARS_HEIGHT - height, width, height)
            painter.setBrush(color if count else self._theme.color("line"))
            painter.drawRoundedRect(bar, min(BAR_CORNER, height / 2), min(BAR_CORNER, height / 2))
        painter.setPen(self._theme.color("muted"))
        below = QRectF(0, BARS_HEIGHT + 6, self.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, short_month(self._months[0][0]))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, short_month(self._months[-1][0]))
