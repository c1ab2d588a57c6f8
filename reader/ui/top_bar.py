"""The bar at the top: the library's name, the search field, and four buttons."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from reader.ui.fonts import interface_font
from reader.ui.icons import icon, two_state_icon
from reader.ui.search_bar import SearchBar
from reader.ui.theme import SIZES, Theme

MARGIN = 14
NAME_ROOM = 302  # the search field begins a little before the reading pane does
GAP = 12  # between two buttons
ROOM_FOR_LIBRARY_NAME = 820  # pixels of window below which the library's name is left out
LONGEST_LIBRARY_NAME = 28


class Place(StrEnum):
    """The buttons, from left to right."""

    BOOKMARK = "bookmark"
    TEXT = "text"
    THEME = "theme"
    SIDEBAR = "sidebar"


class TopBar(QWidget):
    """Shows actions as buttons: words, tooltips, shortcuts and what happens are the actions' own.

    An action with a menu opens it. Drawings are ours and set on the actions.
    Threads: GUI thread only.
    """

    def __init__(self, *, search_bar: SearchBar, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions: dict[Place, QAction] = {}
        self.setFixedHeight(SIZES.top_bar)
        self.search_bar = search_bar
        self._library = QLabel()
        self._library.setProperty("role", "muted")
        self._library.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 1)
        row.setSpacing(0)
        row.addWidget(self._make_name())
        row.addWidget(search_bar, 1000)
        row.addSpacing(GAP)
        row.addStretch(1)
        self._buttons = {place: self._make_button(place) for place in Place}
        for place, button in self._buttons.items():
            row.addWidget(button)
            if place is not Place.SIDEBAR:
                row.addSpacing(GAP)
        self.set_library_name("My library")

    def set_library_name(self, name: str) -> None:
        short = name if len(name) <= LONGEST_LIBRARY_NAME else name[: LONGEST_LIBRARY_NAME - 1] + "…"
        self._library.setText(f" · {short}")

    def set_action(self, place: Place, action: QAction) -> None:
        """Let this button be this action, with its menu if it has one."""
        self._actions[place] = action
        action.setIconVisibleInMenu(False)
        self._draw_icon(place)
        button = self._buttons[place]
        button.setDefaultAction(action)
        button.setAccessibleName(action.text().replace("&", "").rstrip("…"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for place in self._actions:
            self._draw_icon(place)
        self.update()

    def _draw_icon(self, place: Place) -> None:
        color = self._theme.color
        match place:
            case Place.BOOKMARK:
                drawn = two_state_icon("star", color("text"), "star-filled", color("star"))
            case Place.TEXT:
                drawn = icon("text-size", color("text"))
            case Place.THEME:
                drawn = icon("theme", color("text"))
            case Place.SIDEBAR:
                drawn = icon("sidebar", color("text"))
        self._actions[place].setIcon(drawn)

    def _make_name(self) -> QWidget:
        name = QWidget()
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        program = QLabel("Read Also")
        program.setFont(interface_font(weight=QFont.Weight.DemiBold))
        row = QHBoxLayout(name)
        row.setContentsMargins(0, 0, GAP, 0)
        row.setSpacing(0)
        row.addWidget(program)
        row.addWidget(self._library)
        row.addStretch(1)
        self._name = name
        return name

    def _make_button(self, place: Place) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"top-{place}")
        button.setProperty("role", "square")
        button.setFixedSize(SIZES.square_button, SIZES.square_button)
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= ROOM_FOR_LIBRARY_NAME
        self._library.setVisible(roomy)
        others = SIZES.search_field_most + len(Place) * (SIZES.square_button + GAP) + 2 * MARGIN
        spare = self.width() - others
        self._name.setMinimumWidth(max(0, min(NAME_ROOM, spare)) if roomy else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
