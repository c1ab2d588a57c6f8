"""What can be typed and pressed, and the choice of fonts."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QFontDialog, QWidget

from reader.search.index import QUERY_HELP
from reader.ui.actions import shortcut_table
from reader.ui.dialogs.tables import TableDialog

SEARCH_WORDS = "Words are found in every form and order; case and accents never matter."


class HelpFlow(QObject):
    """Opens the few dialogs; none of them stops the window. Threads: GUI."""

    def __init__(self, *, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def show_shortcuts(self) -> None:
        self._show(TableDialog("Keyboard shortcuts", shortcut_table(), parent=self._window), "shortcutsDialog")

    def show_search_help(self) -> None:
        groups = [("", list(QUERY_HELP))]
        dialog = TableDialog("What can be typed", groups, words=SEARCH_WORDS, parent=self._window)
        self._show(dialog, "searchHelpDialog")

    def choose_font(self, title: str, family: str, choose: Callable[[str], object]) -> None:
        """Let the reader choose a font family; the size has keys of its own."""
        dialog = QFontDialog(QFont(family) if family else QFont(), self._window)
        dialog.setWindowTitle(title)
        dialog.fontSelected.connect(lambda font: choose(font.family()))
        dialog.finished.connect(dialog.deleteLater)
        self._show(dialog, "fontDialog")

    def _show(self, dialog: QDialog, name: str) -> None:
        dialog.setObjectName(name)
        dialog.show()
