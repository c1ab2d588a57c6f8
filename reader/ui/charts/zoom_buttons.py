"""Nearer, farther, all of it: three small buttons in the corner of a network."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from reader.ui.fonts import interface_font
from reader.ui.theme import SIZES, Theme


class ZoomButtons(QWidget):
    """For the mouse; the keyboard has plus, minus and 0. Threads: GUI thread only."""

    in_clicked = Signal()
    out_clicked = Signal()
    fit_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons = []
        for words, told, clicked in (
            ("−", "Farther (−)", self.out_clicked),
            ("+", "Nearer (+)", self.in_clicked),
            ("Fit", "All of it (0)", self.fit_clicked),
        ):
            button = QPushButton(words)
            button.setAccessibleName(told)
            button.setToolTip(told)
            button.setFocusPolicy(button.focusPolicy().NoFocus)
            button.clicked.connect(clicked)
            row.addWidget(button)
            self._buttons.append(button)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        for button in self._buttons:
            button.setFont(interface_font(SIZES.small_text))
            button.setStyleSheet(
                _STYLE.format(color=theme.css("muted"), hover=theme.css("text"), ground=theme.css("button.hover"))
            )


_STYLE = """
QPushButton {{
    background: transparent; border: none; color: {color}; padding: 2px 6px; border-radius: 5px; min-width: 10px;
}}
QPushButton:hover {{ color: {hover}; background: {ground}; }}
"""
