"""The list of all corrections of names: looked through, deleted, and exchanged as files."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader.tasks.correction_list import ListedCorrection
from reader.ui.dates import local_moment
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line, folded_words

HEADS = ("What", "Where", "When")
WIDTHS = (0, 170, 140)
NOTHING = (
    "No corrections yet.\n\nWhere a name is wrong in an article, click on it and choose “···”, or select words and"
    " press Ctrl+M. What you correct is kept here, and can be taken back."
)


class CorrectionsDialog(ListingDialog):
    """Shows what it is given; it decides nothing. Not modal. Threads: GUI."""

    deletion_wanted = Signal(object)  # numbers of corrections
    undo_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    list_wanted = Signal()  # a file with names of one's own

    def __init__(self, *, parent: QWidget) -> None:
        unit = ("correction", "corrections")
        super().__init__("Corrections of names", HEADS, nothing=NOTHING, unit=unit, parent=parent)
        self.setObjectName("correctionsDialog")
        self.set_widths(*WIDTHS)
        self.resize(760, 520)
        self.add_button("&Delete", self.delete_selected, of_selected=True)
        self.add_deleting(self.delete_selected)
        self._export = self.add_button("&Export…", self.export_wanted.emit, right=True)
        bring = QMenu(self)
        bring.addAction("&Corrections from a CSV file…", self.import_wanted.emit)
        bring.addAction("&Names from a list of my own…", self.list_wanted.emit)
        self.add_button("&Import", lambda: None, right=True).setMenu(bring)
        self.show_lines(())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """What `correction_lines` made of all corrections; the place in the list stays."""
        super().show_lines(lines)
        self._export.setEnabled(bool(lines))

    def say_done(self, words: str) -> None:
        """What was done; it can be taken back."""
        self.say(words, action="&Undo", act=self.undo_wanted.emit)

    def delete_selected(self) -> None:
        """Ask for the deletion of what is selected."""
        numbers = self.selected()
        if numbers:
            self.deletion_wanted.emit(numbers)


def correction_lines(corrections: Sequence[ListedCorrection]) -> list[Line]:
    """These corrections, which are in the order they were made, with the newest first. Any thread."""
    return [
        Line((one.what, one.where, _when(one)), one.number, folded_words((one.what, one.where)))
        for one in reversed(corrections)
    ]


def _when(correction: ListedCorrection) -> str:
    try:
        return local_moment(correction.when)
    except ValueError:  # what is no time stays as it is
        return correction.when
