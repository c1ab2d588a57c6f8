"""A row of dots, one for each colour of highlights. Each shows the bar that stands beside such a highlight."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from reader.ui.annotating.colors import HIGHLIGHT_WORDS
from reader.ui.reading_pane.highlight_layer import BARS, DOUBLE
from reader.ui.theme import Theme
from reader.userdata.annotation import HighlightColor

SIDE = 28  # pixels that a finger or a hasty mouse hits
RADIUS, CHOSEN_RADIUS = 8.5, 11.0


class ColorDot(QAbstractButton):
    """One colour, to be chosen. GUI thread only."""

    def __init__(self, color: HighlightColor, *, theme: Theme, keyboard: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.color, self._theme = color, theme
        self.setCheckable(True)
        self.setFixedSize(SIDE, SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if keyboard else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(HIGHLIGHT_WORDS[color])
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._theme.color(f"highlight.{self.color}.line")
        middle = QRectF(self.rect()).center()
        if self.isChecked() or self.hasFocus() or self.underMouse():
            ring = self._theme.color("focus") if self.hasFocus() else line
            painter.setPen(QPen(ring, 2.0 if self.isChecked() or self.hasFocus() else 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, CHOSEN_RADIUS, CHOSEN_RADIUS)
        painter.setPen(QPen(line, 1))
        painter.setBrush(self._theme.color(f"highlight.{self.color}"))
        painter.drawEllipse(middle, RADIUS, RADIUS)
        self._paint_bar(painter, middle, QPen(line, 1.0 if self.color == DOUBLE else 2.0))

    def _paint_bar(self, painter: QPainter, middle: QPointF, pen: QPen) -> None:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if BARS[self.color]:
            pen.setDashPattern(BARS[self.color])
        painter.setPen(pen)
        for shift in (-1.25, 1.25) if self.color == DOUBLE else (0.0,):
            painter.drawLine(QLineF(middle.x() + shift, middle.y() - 5, middle.x() + shift, middle.y() + 5))


class ColorDots(QWidget):
    """Four dots, at most one of them chosen. GUI thread only."""

    color_chosen = Signal(object)  # HighlightColor; a click or a key, never `show_color`

    def __init__(self, *, theme: Theme, keyboard: bool, parent: QWidget | None = None) -> None:
        """`keyboard`: whether Tab comes to the dots."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.dots: dict[HighlightColor, ColorDot] = {}
        for number, (color, words) in enumerate(HIGHLIGHT_WORDS.items(), 1):
            dot = self.dots[color] = ColorDot(color, theme=theme, keyboard=keyboard, parent=self)
            dot.setToolTip(f"{words} ({number})" if keyboard else words)
            dot.clicked.connect(lambda _checked, color=color: self._on_clicked(color))
            row.addWidget(dot)

    def show_color(self, color: HighlightColor | None) -> None:
        for each, dot in self.dots.items():
            dot.setChecked(each is color)

    def color(self) -> HighlightColor | None:
        return next((color for color, dot in self.dots.items() if dot.isChecked()), None)

    def set_theme(self, theme: Theme) -> None:
        for dot in self.dots.values():
            dot.set_theme(theme)

    def _on_clicked(self, color: HighlightColor) -> None:
        self.show_color(color)
        self.color_chosen.emit(color)
