"""Backups in the window: the list of them, making one now, and asking for one to be restored."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reader.tasks.backup_manifest import LIBRARY, Backup, contents_in_words
from reader.tasks.backups import Backups
from reader.tasks.rescue import RescueInfo
from reader.ui.background import Latest
from reader.ui.dates import day_and_time
from reader.ui.dialogs.backups_dialog import BackupsDialog
from reader.ui.flows.background_work import BackgroundWorkFlow, WorkKind
from reader.ui.rescue_banner import RescueBanner

MADE = "A backup was made."
RESTORING = (
    "What is in the library now is backed up before, so that you can go back to it. Read Also closes and opens again."
)


class RestoreWish(NamedTuple):
    """What is to be restored: the arguments of `readalso restore`."""

    words: str  # "the backup of 8 Sep 2025, 14:05"
    arguments: tuple[str, ...]


class BackupsFlow(QObject):
    """Threads: GUI; the list is read on a thread."""

    restore_wanted = Signal(object)  # a RestoreWish that the reader has confirmed
    noted = Signal(str)
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        backups: Backups,
        rescue: RescueInfo | None,
        work: BackgroundWorkFlow,
        window: QWidget,
        open_folder: Callable[[Path], object] | None = None,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._backups, self._rescue, self._work, self._window = backups, rescue, work, window
        self._open_folder = open_folder or _show_folder
        self._listing = Latest(pool, self)
        self._listing.failed.connect(self.problem_met)
        self._listing.crashed.connect(self.problem_met)
        self._dialog: BackupsDialog | None = None
        work.finished.connect(self._on_work_finished)

    def banner(self) -> RescueBanner | None:
        """What is to stand above the text; None where the library itself is open."""
        if self._rescue is None:
            return None
        banner = RescueBanner(self._rescue)
        banner.restore_wanted.connect(self._restore_rescued)
        banner.choice_wanted.connect(self.show)
        banner.folder_wanted.connect(lambda: self._open_folder(self._backups.folder.parent))
        return banner

    def show(self) -> None:
        """Show the list of backups."""
        if self._dialog is None:
            dialog = self._dialog = BackupsDialog(read_only=self._rescue is not None, parent=self._window)
            dialog.backup_wanted.connect(self.back_up_now)
            dialog.restore_wanted.connect(self._on_restore_wanted)
            dialog.folder_wanted.connect(lambda: self._open_folder(self._backups.folder))
            dialog.other_wanted.connect(self._choose_elsewhere)
            dialog.finished.connect(self._on_dialog_finished)
        self._dialog.show()
        self._dialog.activateWindow()
        self._list()

    def back_up_now(self) -> None:
        self._work.back_up()
        self._say("A backup is being made…")

    def _list(self) -> None:
        self._listing.run(self._backups.all, self._on_listed)

    def _on_listed(self, backups: object) -> None:
        assert isinstance(backups, list)
        if self._dialog is not None:
            self._dialog.show_backups(backups)

    def _on_work_finished(self, kind: object, _report: object) -> None:
        if kind is WorkKind.BACKUP and self._dialog is not None:
            self._say(MADE)
            self._list()

    def _say(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.say(words)
        else:
            self.noted.emit(words)

    def _on_dialog_finished(self, _result: int) -> None:
        self._dialog = None

    def _restore_rescued(self) -> None:
        rescue = self._rescue
        assert rescue is not None
        words = f"the backup of {day_and_time(rescue.made_at)}"
        only: tuple[str, ...] = ()
        if len(rescue.from_backup) == 1:  # what is sound is newer than the backup
            only = ("--only", "library" if rescue.from_backup == (LIBRARY,) else "userdata")
        self._confirm(RestoreWish(words, (str(rescue.folder), *only)), "")

    def _on_restore_wanted(self, backup: object) -> None:
        assert isinstance(backup, Backup)
        wish = RestoreWish(f"the backup of {day_and_time(backup.made_at)}", (str(backup.folder),))
        self._confirm(wish, f"It holds {contents_in_words(backup)}. ")

    def _choose_elsewhere(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._dialog or self._window, "Choose the folder of a backup")
        if folder:
            self._confirm(RestoreWish(f"the backup in {folder}", (folder,)), "")

    def _confirm(self, wish: RestoreWish, content: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, "Restore a backup", f"Restore {wish.words}?")
        box.setParent(self._dialog or self._window, box.windowFlags())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(f"{content}{RESTORING}")
        restore = box.addButton("&Restore", QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton("&Cancel", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        restore.clicked.connect(lambda: self.restore_wanted.emit(wish))
        box.open()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
