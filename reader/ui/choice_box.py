"""A box to choose one of several from, in the looks of our fields."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QWidget

from reader.ui.icons import icon

ARROW = 12  # pixels
ARROW_MARGIN = 9  # beside the right edge


class ChoiceBox(QComboBox):
    """A style sheet that gives a combo box our corners takes its arrow away, so we draw ours. Threads: GUI."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "choice")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        color = self.palette().color(QPalette.ColorRole.PlaceholderText)
        arrow = icon("chevron-down", color, ARROW).pixmap(QSize(ARROW, ARROW), self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(self.width() - ARROW - ARROW_MARGIN, (self.height() - ARROW) // 2, arrow)
        painter.end()
