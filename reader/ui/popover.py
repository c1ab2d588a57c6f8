"""The frame of what pops up beside words or a button: a card with a soft shadow, always whole on the screen."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reader.ui.theme import SIZES, Theme

PADDING = 14  # pixels between the edge of the card and its parts
SHADOW = 14  # pixels around the card where the desktop can blend
EDGE = 8  # pixels kept free between a card and the edge of the screen
LINES = 30  # pixels of what was clicked, usually


def card_corner(anchor: QPoint, card: QSize, screen: QRect, *, lines: int) -> QPoint:
    """The upper left corner of a card that belongs to a point of the screen, such that all of it is on the screen.

    Below the point where there is room, else above it and above the `lines` pixels of what was clicked.
    """
    x = max(screen.left() + EDGE, min(anchor.x(), screen.right() - EDGE - card.width()))
    y = anchor.y()
    if y + card.height() > screen.bottom() - EDGE:
        y = anchor.y() - lines - card.height()
    return QPoint(x, max(screen.top() + EDGE, min(y, screen.bottom() - EDGE - card.height())))


class Popover(QFrame):
    """Takes the keys while it is open; closes on Esc or a click elsewhere. GUI thread only."""

    def __init__(self, name: str, *, width: int, theme: Theme, parent: QWidget | None, padding: int = PADDING) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint, True)
        # An X server without a compositor shows transparent ground as black; there the card is cut out instead.
        self._blends = QGuiApplication.platformName() != "xcb"
        self._room = SHADOW if self._blends else 0
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(width + 2 * self._room)
        self.setAccessibleName(name)
        self.theme = theme
        self._anchor, self._lines = QPoint(), LINES
        self.column = QVBoxLayout(self)
        inset = self._room + padding
        self.column.setContentsMargins(inset, inset - 2, inset, inset)
        self.column.setSpacing(8)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.update()

    def open_at(self, anchor: QPoint, *, lines: int = LINES) -> None:
        """Open below this point of the screen, or above it and above `lines` pixels where there is no room below."""
        self.move_to(anchor, lines=lines)
        self.show()

    def move_to(self, anchor: QPoint, *, lines: int = LINES) -> None:
        """Take another place, for instance under the next mention; the keys stay where they are."""
        self._anchor, self._lines = anchor, lines
        self.settle()

    @property
    def anchor(self) -> QPoint:
        """The point of the screen the card belongs to, for showing something else in the same place."""
        return self._anchor

    def settle(self) -> None:
        """Take the height the parts need, and a place inside the screen."""
        self.column.activate()
        width = self.width()
        height = self.column.heightForWidth(width) if self.column.hasHeightForWidth() else self.sizeHint().height()
        self.resize(width, height)
        screen = QGuiApplication.screenAt(self._anchor) or QGuiApplication.primaryScreen()
        if screen is not None:
            size = QSize(width - 2 * self._room, height - 2 * self._room)
            corner = card_corner(self._anchor, size, screen.availableGeometry(), lines=self._lines)
            self.move(corner - QPoint(self._room, self._room))

    # Qt's own names from here on

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(self._room, self._room, -self._room, -self._room)
        for grow in range(self._room, 0, -2):  # soft: many faint layers, the lower edge darker
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 12 if self.theme.dark else 5))
            around = card.adjusted(-grow * 0.8, -grow * 0.5, grow * 0.8, grow)
            painter.drawRoundedRect(around, SIZES.card_corner + grow, SIZES.card_corner + grow)
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(self.theme.color("card"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), SIZES.card_corner, SIZES.card_corner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._blends:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), SIZES.card_corner, SIZES.card_corner)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))
