"""The bar at the top: the library's name, the search field, and five buttons."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QCursor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from reader.ui.fonts import interface_font
from reader.ui.icons import icon, two_state_icon
from reader.ui.painting import fill
from reader.ui.search_bar import SearchBar
from reader.ui.theme import SIZES, Theme

MARGIN = 14
NAME_PADDING = 6  # pixels, within the margin
ARROW = 12
NAME_ROOM = 308  # the search field begins a little before the reading pane does
GAP = 12  # between two buttons
ROOM_FOR_LIBRARY_NAME = 820  # pixels of window below which the library's name is left out
LONGEST_LIBRARY_NAME = 28


class Place(StrEnum):
    """The buttons, from left to right."""

    NAMES = "names"
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
        row.setContentsMargins(MARGIN - NAME_PADDING, 0, MARGIN, 1)
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
        self._set_fonts()
        self._draw_arrow()
        self.set_library_name("My library")

    def set_library_name(self, name: str) -> None:
        short = name if len(name) <= LONGEST_LIBRARY_NAME else name[: LONGEST_LIBRARY_NAME - 1] + "…"
        self._library.setText(f" · {short}")

    def set_menu(self, menu: QMenu) -> None:
        """Let the library's name open this menu."""
        self._menu_button.setMenu(menu)
        menu.aboutToHide.connect(self._on_menu_about_to_hide)

    def open_menu(self) -> None:
        self._menu_button.showMenu()

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
        self._draw_arrow()
        self.update()

    def _on_menu_about_to_hide(self) -> None:
        """A dialog that opens from the menu takes the mouse: its button would look pointed at until it comes back."""
        button = self._menu_button
        if not button.rect().contains(button.mapFromGlobal(QCursor.pos())):
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            button.update()

    def _set_fonts(self) -> None:
        self._program.setFont(interface_font(weight=QFont.Weight.DemiBold))

    def _draw_arrow(self) -> None:
        self._arrow.setPixmap(icon("chevron-down", self._theme.color("muted"), ARROW).pixmap(ARROW, ARROW))

    def _draw_icon(self, place: Place) -> None:
        color = self._theme.color
        match place:
            case Place.NAMES:
                drawn = two_state_icon("names", color("text"), "names", color("accent"))
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
        """The library's name, which opens the main menu."""
        button = self._menu_button = _NameButton()
        button.setObjectName("mainMenuButton")
        button.setProperty("role", "icon")
        button.setAccessibleName("Main menu")
        button.setToolTip("Main menu (F10)")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFixedHeight(SIZES.square_button)
        self._program = QLabel("Read Also")
        self._arrow = QLabel()
        words = QHBoxLayout(button)
        words.setContentsMargins(NAME_PADDING, 0, NAME_PADDING, 0)
        words.setSpacing(0)
        for label in (self._program, self._library, self._arrow):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        self._name = QWidget()
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self._name)
        row.setContentsMargins(0, 0, GAP, 0)
        row.setSpacing(0)
        row.addWidget(button)
        row.addStretch(1)
        return self._name

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_fonts()

    def minimumSizeHint(self) -> QSize:
        """Without the room beside the name, which is given only where there is some: else no window could shrink."""
        least, name = super().minimumSizeHint(), self._name
        return least - QSize(max(0, name.minimumWidth() - name.minimumSizeHint().width()), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= ROOM_FOR_LIBRARY_NAME
        self._library.setVisible(roomy)
        others = SIZES.search_field_most + len(Place) * (SIZES.square_button + GAP) + 2 * MARGIN
        spare = self.width() - others
        self._name.setMinimumWidth(max(0, min(NAME_ROOM, spare)) if roomy else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._theme.color("panel"))
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), self._theme.color("line"))


class _NameButton(QToolButton):
    """A button that is as large as the labels laid out in it."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
