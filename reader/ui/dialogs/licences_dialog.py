"""The licences of everything the program is made of: a list, and the text of the one that is chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QWidget

from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line

if TYPE_CHECKING:  # what it loads is slow, and needed only on the thread that reads them
    from reader.licences import Component

HEADS = ("Name", "Version", "Licence", "What it is")
READING = "The licences are being read."
NONE = "Nothing is known of what Read Also is made of. Install it again."
NO_TEXT = "Its makers have not put the text of the licence beside it."


class LicencesDialog(ListingDialog):
    """Shows what it is given. Not modal. Threads: GUI."""

    def __init__(self, *, parent: QWidget | None) -> None:
        super().__init__("Licences", HEADS, nothing=READING, unit=("part", "parts"), parent=parent)
        self.setObjectName("licencesDialog")
        self.set_widths(180, 116, 0, 150)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the licence")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.hide()
        self.column.insertWidget(2, self.text, 1)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.model.modelReset.connect(self._choose_first)
        self.resize(820, 600)

    def show_components(self, told: "Sequence[Component]") -> None:
        """All of them; the first is chosen."""
        self.set_nothing(NONE)
        self.show_lines([Line((one.name, one.version, one.licence, one.what), one.text) for one in told])
        self._choose_first()

    def _choose_first(self) -> None:
        """Whatever the filter leaves: there is a text to be read as long as there is a row."""
        if self.model.rowCount():
            self.table.selectRow(0)
        self.text.setVisible(self.model.rowCount() > 0)

    def _on_selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        for text in self.selected():
            assert isinstance(text, str)
            self.text.setPlainText(text or NO_TEXT)
