"""The looks of standard widgets, made from the theme table: one style sheet and one palette for the application.

Widgets say what they are by the dynamic property "role", set before they are first shown:

- QLabel: "muted", "strong"
- QPushButton, QToolButton: "square" (34 px, icon only), "segment" (one of several, flat), "flat", "link", "primary",
  "icon" (small, a drawing only)
- QComboBox: "choice" (see `choice_box.py`)
- QMenu: "narrowing" (many close rows; it scrolls where the screen is too low)
- QFrame: "panel" (list, sidebar, bars), "page", "card"
"""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from reader.ui.theme import SIZES, Theme

_BUTTONS = """
QPushButton, QToolButton {
    background: ${button}; color: ${text}; border: 1px solid ${line}; border-radius: ${button_corner}px;
    padding: 5px 10px;
}
QPushButton:hover, QToolButton:hover { background: ${button_hover}; }
QPushButton:pressed, QToolButton:pressed { background: ${button_pressed}; }
QPushButton:focus, QToolButton:focus { border: 2px solid ${focus}; padding: 4px 9px; outline: none; }
QPushButton:disabled, QToolButton:disabled { color: ${disabled}; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0px; }
QPushButton[role="primary"] { color: ${accent}; border-color: ${accent}; }
QPushButton[role="primary"]:disabled { color: ${disabled}; border-color: ${line}; }
QToolButton[role="square"] { padding: 0px; border-radius: ${field_corner}px; }
QToolButton[role="square"]:focus { padding: 0px; }
QToolButton[role="square"]:checked { background: ${button}; }
QToolButton[role="segment"], QToolButton[role="flat"], QPushButton[role="flat"], QPushButton[role="link"],
QToolButton[role="link"] {
    background: transparent; color: ${muted}; border: 1px solid transparent; padding: 4px 7px;
}
QToolButton[role="segment"]:hover, QToolButton[role="flat"]:hover, QPushButton[role="flat"]:hover {
    background: ${button_hover}; color: ${text};
}
QToolButton[role="segment"]:checked { background: ${selected}; color: ${accent}; }
QPushButton[role="link"], QToolButton[role="link"] { color: ${accent}; }
QToolButton[role="icon"] { background: transparent; border: 1px solid transparent; padding: 0px; border-radius: 5px; }
QToolButton[role="icon"]:hover { background: ${button_hover}; }
QToolButton[role="icon"]:focus { border: 2px solid ${focus}; padding: 0px; }
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover { text-decoration: underline; }
QToolButton[role="flat"]:disabled, QToolButton[role="link"]:disabled { color: ${disabled}; }
QToolButton[role="segment"]:focus, QToolButton[role="flat"]:focus, QPushButton[role="flat"]:focus,
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus { border: 2px solid ${focus}; padding: 3px 6px; }
"""
_FIELDS = """
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox {
    background: ${field}; color: ${text}; border: 1px solid ${line}; border-radius: ${field_corner}px;
    padding: 4px 8px; selection-background-color: ${accent}; selection-color: ${accent_text};
}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border: 2px solid ${focus}; padding: 3px 7px;
}
QLineEdit:disabled { color: ${disabled}; }
QComboBox[role="choice"] {
    background: ${field}; color: ${text}; border: 1px solid ${line}; border-radius: ${field_corner}px;
    padding: 4px 8px;
}
QComboBox[role="choice"]:focus { border: 2px solid ${focus}; padding: 3px 7px; }
QComboBox[role="choice"]::drop-down { border: none; width: 26px; }
QTableView { outline: none; selection-background-color: ${selected}; selection-color: ${text}; }
QTableView::item { border: none; padding: 0px 8px; }
QTableView::item:selected { background: ${selected}; color: ${text}; }
QLabel[role="muted"] { color: ${muted}; }
QLabel[role="strong"] { color: ${text}; font-weight: 600; }
QLabel[role="key"] {
    color: ${muted}; border: 1px solid ${line}; border-radius: 4px; padding: 0px 5px; background: transparent;
}
QFrame[role="panel"] { background: ${panel}; border: none; }
QFrame[role="page"] { background: ${page}; border: none; }
QFrame[role="card"] { background: ${card}; border: 1px solid ${line}; border-radius: ${field_corner}px; }
"""
_MENUS = """
QMenu { background: ${card}; color: ${text}; border: 1px solid ${line}; padding: 5px; }
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: ${selected}; color: ${text}; }
QMenu::item:disabled { color: ${disabled}; }
QMenu::item:checked { color: ${accent}; font-weight: 600; }
QMenu[role="narrowing"] { menu-scrollable: 1; }
QMenu[role="narrowing"]::item { padding-top: 4px; padding-bottom: 4px; }
QMenu::separator { height: 1px; background: ${line}; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }
QToolTip {
    background: ${tooltip}; color: ${tooltip_text}; border: 1px solid ${tooltip}; padding: 3px 6px;
}
"""
_MOVING_PARTS = """
QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: ${scroll}; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: ${scroll_hover}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: ${line}; }
QProgressBar { background: ${line}; border: none; border-radius: 3px; }
QProgressBar::chunk { background: ${accent}; border-radius: 3px; }
"""


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole application in this theme."""
    sheet = _BUTTONS + _FIELDS + _MENUS + _MOVING_PARTS
    sizes = {"button_corner": str(SIZES.button_corner), "field_corner": str(SIZES.field_corner)}
    for meaning, value in {**theme.colors, **sizes}.items():
        sheet = sheet.replace("${" + meaning.replace(".", "_") + "}", value)
    assert "$" not in sheet, "the sheet asks for a colour that the theme does not have"
    return sheet


def palette(theme: Theme) -> QPalette:
    """The palette of the whole application in this theme: what the style sheet does not reach follows it."""
    role = QPalette.ColorRole
    made = QPalette(theme.color("button"), theme.color("panel"))
    for meaning, roles in _PALETTE.items():
        for each in roles:
            made.setColor(each, theme.color(meaning))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, each, theme.color("disabled"))
    shadow = QColor(0, 0, 0, 120 if theme.dark else 60)
    made.setColor(role.Shadow, shadow)
    return made


_PALETTE = {
    "panel": (QPalette.ColorRole.Window,),
    "page": (QPalette.ColorRole.Base,),
    "row.hover": (QPalette.ColorRole.AlternateBase,),
    "text": (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText),
    "button": (QPalette.ColorRole.Button,),
    "accent": (QPalette.ColorRole.Highlight, QPalette.ColorRole.Link, QPalette.ColorRole.Accent),
    "accent.text": (QPalette.ColorRole.HighlightedText,),
    "muted": (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.LinkVisited),
    "tooltip": (QPalette.ColorRole.ToolTipBase,),
    "tooltip.text": (QPalette.ColorRole.ToolTipText,),
    "line": (QPalette.ColorRole.Mid, QPalette.ColorRole.Midlight),
}


def dress(theme: Theme) -> None:
    """Give the whole application the theme's colours."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))
