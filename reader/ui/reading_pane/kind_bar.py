"""The row above the text: how many names of each kind there are, switched on and off, and how far one has read."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from reader.entities.mention import EntityKind
from reader.ui.fonts import interface_font
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme

KIND_NAMES = {
    EntityKind.PERSON: "People",
    EntityKind.PLACE: "Places",
    EntityKind.ORGANISATION: "Organisations",
    EntityKind.OTHER: "Other",
}
CHIP_HEIGHT, CHIP_PADDING, CHIP_GAP = 21, 10, 8  # pixels
MARGIN, NARROW_MARGIN, NARROW = 24, 12, 480  # pixels beside the row; below `NARROW` the smaller one


class KindChip(QAbstractButton):
    """One kind: a filled pill while its names are shown, a hollow one while they are not."""

    def __init__(self, kind: EntityKind, *, theme: Theme, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setCheckable(True)
        self.setChecked(True)
        self.setFont(font)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription("Shows or hides these names in the text")
        self._count = 0
        self.set_theme(theme)
        self.toggled.connect(self._on_toggled)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._line, self._tint = theme.color(f"entity.{self.kind}"), theme.color(f"entity.{self.kind}.tint")
        self._hollow, self._muted, self._focus = theme.color("line"), theme.color("muted"), theme.color("focus")
        self.update()

    def set_count(self, count: int) -> None:
        self._count = count
        self.setText(f"{KIND_NAMES[self.kind]} {count}")
        self._name_for_screen_readers()

    def _on_toggled(self, _on: bool) -> None:
        self._name_for_screen_readers()

    def _name_for_screen_readers(self) -> None:
        mentions = "1 mention" if self._count == 1 else f"{self._count} mentions"
        shown = "shown" if self.isChecked() else "hidden"
        self.setAccessibleName(f"{KIND_NAMES[self.kind]}, {mentions}, {shown}")
        self.setToolTip(f"{'Hide' if self.isChecked() else 'Show'} these names in the text")

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(width) + 2 * CHIP_PADDING, CHIP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        rim = self._focus if self.hasFocus() else (self._tint if self.isChecked() else self._hollow)
        painter.setPen(QPen(rim, 1.5))
        painter.setBrush(self._tint if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(self._line if self.isChecked() else self._muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class KindBar(QWidget):
    """Chips at the left, words about reading at the right; wraps where it is narrow. GUI thread only."""

    kinds_changed = Signal(object)  # frozenset[EntityKind]: the kinds shown now, after a click

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[EntityKind, int] = {}
        self._words: tuple[str, ...] = ()
        font = interface_font(SIZES.small_text, weight=QFont.Weight.Medium)
        self._chips = {kind: KindChip(kind, theme=theme, font=font, parent=self) for kind in EntityKind}
        for chip in self._chips.values():
            chip.clicked.connect(self._on_chip_clicked)
        self._label = QLabel(self)
        self._label.setFont(interface_font(SIZES.small_text))
        self.set_theme(theme)
        self._place()

    def set_theme(self, theme: Theme) -> None:
        self._rule = theme.color("line")
        for chip in self._chips.values():
            chip.set_theme(theme)
        palette = self._label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color("muted"))
        self._label.setPalette(palette)
        self.update()

    def set_counts(self, counts: Mapping[EntityKind, int]) -> None:
        """How many mentions of each kind there are; a kind without any has no chip."""
        self._counts = dict(counts)
        for kind, chip in self._chips.items():
            chip.set_count(counts.get(kind, 0))
        self._place()

    def set_shown_kinds(self, kinds: frozenset[EntityKind]) -> None:
        for kind, chip in self._chips.items():
            chip.setChecked(kind in kinds)

    def shown_kinds(self) -> frozenset[EntityKind]:
        return frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())

    def set_words(self, *words: str) -> None:
        """What stands at the right, the least important first: that goes first where there is no room."""
        present = tuple(word for word in words if word)
        if present != self._words:
            self._words = present
            self._place()

    def words(self) -> str:
        return self._label.text()

    def _on_chip_clicked(self, _checked: bool) -> None:
        self.kinds_changed.emit(self.shown_kinds())

    def _place(self) -> None:
        margin = MARGIN if self.width() >= NARROW else NARROW_MARGIN
        right = self.width() - margin
        x, row = margin, 0
        top = (SIZES.chip_bar - 1 - CHIP_HEIGHT) // 2
        for kind, chip in self._chips.items():
            chip.setVisible(self._counts.get(kind, 0) > 0)
            if self._counts.get(kind, 0) > 0:
                size = chip.sizeHint()
                if x + size.width() > right and x > margin:
                    x, row = margin, row + 1
                chip.setGeometry(x, top + row * (CHIP_HEIGHT + 6), size.width(), CHIP_HEIGHT)
                x += size.width() + CHIP_GAP
        self._place_words(x + CHIP_GAP, right, top + row * (CHIP_HEIGHT + 6))
        self.setFixedHeight(SIZES.chip_bar + row * (CHIP_HEIGHT + 6))

    def _place_words(self, left: int, right: int, top: int) -> None:
        metrics = QFontMetricsF(self._label.font())
        words = list(self._words)
        while words and metrics.horizontalAdvance(" · ".join(words)) + 2 > right - left:
            words.pop(0)
        text = " · ".join(words)
        self._label.setText(text)
        width = round(metrics.horizontalAdvance(text)) + 2
        self._label.setGeometry(right - width, top, width, CHIP_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(QPainter(self), QRect(0, self.height() - 1, self.width(), 1), self._rule)
