"""The list of backups: when, why, what is in them; one can be restored, or another one made."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from reader.tasks.backup_files import in_megabytes
from reader.tasks.backup_manifest import Backup, contents_in_words, reason_in_words
from reader.ui.dates import day_and_time
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line

HEADS = ("When", "Why", "What is in it", "Size")
WIDTHS = (140, 285, 0, 80)
NOTHING = (
    "No backups yet.\n\nRead Also makes one every day by itself, and before anything that changes the whole library."
    " They are kept beside the library; copy them to another disk now and then."
)


class BackupsDialog(ListingDialog):
    """Shows what it is given; it decides nothing. Not modal. Threads: GUI."""

    restore_wanted = Signal(object)  # the Backup
    backup_wanted = Signal()
    folder_wanted = Signal()
    other_wanted = Signal()  # a backup from elsewhere

    def __init__(self, *, read_only: bool, parent: QWidget | None) -> None:
        """`read_only`: a backup is being read, so none can be made."""
        super().__init__("Backups", HEADS, nothing=NOTHING, unit=("backup", "backups"), parent=parent)
        self.setObjectName("backupsDialog")
        self.set_widths(*WIDTHS)
        self.align_right(HEADS.index("Size"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.restore = self.add_button("&Restore…", self._on_restore_clicked, of_selected=True)
        self.back_up = self.add_button("&Back up now", self.backup_wanted.emit)
        self.back_up.setEnabled(not read_only)
        self.add_button("Restore from else&where…", self.other_wanted.emit, right=True)
        self.add_button("&Open the folder", self.folder_wanted.emit, right=True)
        self.chosen.connect(self.restore_wanted)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """All backups, the newest first."""
        self.show_lines([Line(_cells(backup), backup) for backup in backups])

    def _on_restore_clicked(self) -> None:
        for backup in self.selected():
            self.restore_wanted.emit(backup)


def _cells(backup: Backup) -> tuple[str, ...]:
    why = reason_in_words(backup)
    return (
        day_and_time(backup.made_at),
        f"{why[0].upper()}{why[1:]}",
        contents_in_words(backup),
        in_megabytes(backup.size),
    )
