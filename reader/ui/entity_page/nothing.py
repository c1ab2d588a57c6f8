"""What stands in the place of a page: why there is none, and what to do."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.ui.article_list.empty_list import EmptyList
from reader.ui.painting import fill
from reader.ui.theme import Theme

CHOOSE = "Choose a name from the list: its page shows every sentence that names it, when, and with whom."
NONE_YET = "Here is the page of each: every sentence that names it, when, and with whom."


class NoPage(QWidget):
    """Words on the ground of a page. Threads: GUI thread only."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = EmptyList()
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        self.say("Names in the library")

    def say(self, title: str, *, any_names: bool = True) -> None:
        """Why there is no page, and how to come to one; `any_names`: whether there are names to choose from."""
        self._words.show_words(title, CHOOSE if any_names else NONE_YET)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(QPainter(self), event.rect(), self._theme.color("page"))
