"""What can be done with several selected rows: a strip under the list, there only while several are selected."""

from PySide6.QtCore import QEvent, QLocale, QRect, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from reader.ui.fonts import interface_font
from reader.ui.icons import icon
from reader.ui.painting import fill
from reader.ui.theme import SIZES, Theme

HEIGHT, BUTTON, ICON = 40, 30, 16  # pixels


class SelectionStrip(QWidget):
    """Emits what is wanted; whom it is for, the list knows. Threads: GUI thread only."""

    tags_wanted = Signal()
    bookmark_wanted = Signal()
    read_wanted = Signal()
    trash_wanted = Signal()
    export_wanted = Signal()
    closed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Selected articles")
        self._count = QLabel()
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 1, 6, 0)
        row.setSpacing(1)
        row.addWidget(self._count, 1)
        self.buttons: dict[str, QToolButton] = {}
        for name, words, signal in (
            ("tag", "Tags… (T)", self.tags_wanted),
            ("star", "Bookmark", self.bookmark_wanted),
            ("check", "Mark as read", self.read_wanted),
            ("trash", "Move to the trash (Del)", self.trash_wanted),
            ("export", "Export…", self.export_wanted),
            ("close", "Back to one article (Esc)", self.closed),
        ):
            button = self.buttons[name] = QToolButton()
            button.setProperty("role", "icon")
            button.setFixedSize(BUTTON, BUTTON)
            button.setIconSize(QSize(ICON, ICON))
            button.setToolTip(words)
            button.setAccessibleName(words.partition(" (")[0].removesuffix("…"))
            button.clicked.connect(signal)
            row.addWidget(button)
        self.set_theme(theme)
        self._set_fonts()
        self.hide()

    def show_count(self, count: int) -> None:
        """How many rows are selected; the strip is gone for less than two."""
        held = any(button.hasFocus() for button in self.buttons.values())
        words = f"{QLocale().toString(count)} selected"
        self._count.setText(words)
        self._count.setToolTip(words)
        self.setVisible(count > 1)
        if count <= 1 and held:
            self.closed.emit()

    def words(self) -> str:
        """How many are selected, as it is shown."""
        return self._count.text()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for name, button in self.buttons.items():
            button.setIcon(icon(name, theme.color("muted" if name == "close" else "text"), ICON))
        self.update()

    def _set_fonts(self) -> None:
        self._count.setFont(interface_font(SIZES.interface_text, weight=QFont.Weight.DemiBold))

    # Qt's own names from here on

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("selected"))
        fill(painter, QRect(0, 0, self.width(), 1), self._theme.color("line"))
