"""The head of a chart: what it is in small capitals, and links at the right: `Table · PNG · SVG · CSV`."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from reader.ui.fonts import interface_font, section_head_font
from reader.ui.theme import SIZES, Theme


class SectionHead(QWidget):
    """A heading with links. One of the links may be the one that is on. Threads: GUI thread only."""

    link_clicked = Signal(str)  # the link's key

    def __init__(
        self, title: str, links: Sequence[tuple[str, str, str]], *, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """`links` are key, words and what a screen reader says."""
        super().__init__(parent)
        self._theme = theme
        self._words = title
        self._title = QLabel(title)
        self._title.setMinimumWidth(1)  # where the links leave too little it is cut
        self._dots: list[QLabel] = []
        self._links: dict[str, QPushButton] = {}
        self._on: str | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._title)
        row.addStretch(1)
        for key, words, accessible in links:
            if self._links:
                dot = QLabel("·")
                self._dots.append(dot)
                row.addWidget(dot)
            self._links[key] = self._link(key, words, accessible)
            row.addWidget(self._links[key])
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._theme = theme
        self._title.setFont(section_head_font())
        for widget in (self._title, *self._dots):
            widget.setStyleSheet(f"color: {theme.css('muted')};")
        for dot in self._dots:
            dot.setFont(interface_font(SIZES.meta_text))
        for key, link in self._links.items():
            link.setFont(interface_font(SIZES.meta_text))
            link.setStyleSheet(
                _LINK.format(
                    color=theme.css("accent" if key == self._on else "muted"),
                    hover=theme.css("accent"),
                    focus=theme.css("focus"),
                )
            )

    def set_title(self, title: str) -> None:
        self._words = title
        self._fit_title()

    def _fit_title(self) -> None:
        """All of it where there is room beside the links."""
        metrics, taken = QFontMetrics(self._title.font()), self.minimumSizeHint().width()
        room = max(0, self.width() - taken)
        self._title.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))
        self._title.setToolTip(self._words if self._title.text() != self._words else "")

    def set_words(self, key: str, words: str, accessible: str) -> None:
        """Let a link say something else."""
        self._links[key].setText(words)
        self._links[key].setAccessibleName(accessible)
        self._fit_title()

    def set_on(self, key: str) -> None:
        """Show this link as the one that is on."""
        self._on = key
        self.set_theme(self._theme)

    def link(self, key: str) -> QPushButton:
        return self._links[key]

    def _link(self, key: str, words: str, accessible: str) -> QPushButton:
        link = QPushButton(words)
        link.setAccessibleName(accessible)
        link.setToolTip(accessible)
        link.setProperty("role", "link")
        link.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click shows no ring
        link.clicked.connect(lambda _checked=False: self.link_clicked.emit(key))
        return link

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()


_LINK = """
QPushButton {{ background: transparent; border: 1px solid transparent; padding: 2px 4px; color: {color}; }}
QPushButton:hover {{ color: {hover}; text-decoration: underline; }}
QPushButton:focus {{ border: 1px solid {focus}; border-radius: 4px; padding: 2px 4px; }}
"""
