"""The list of all corrections: shown, shortened, and exchanged as files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.tasks.correction_list import CorrectionList
from reader.ui.background import Latest, run_job
from reader.ui.dialogs.corrections_dialog import CorrectionsDialog, correction_lines
from reader.ui.dialogs.list_frame import bring_to_front
from reader.ui.dialogs.saving import ask_where_to_save
from reader.ui.flows.correcting import Corrected, CorrectingFlow

CSV = "CSV files (*.csv)"
NAME_LISTS = "Lists of names (*.csv *.tsv *.txt);;All files (*)"
FILE_DIALOG = "correctionsFileDialog"
SUGGESTED = "corrections of names.csv"


class CorrectionListFlow(QObject):
    """From the menu to the dialog and back. Threads: GUI."""

    problem_met = Signal(object)

    def __init__(
        self,
        *,
        correction_list: CorrectionList,
        correcting: CorrectingFlow,
        window: QWidget,
        pool: QThreadPool,
    ) -> None:
        super().__init__(window)
        self._list, self._correcting, self._window, self._pool = correction_list, correcting, window, pool
        self._dialog: CorrectionsDialog | None = None
        self._take_back: Callable[[], object] = correcting.undo  # what was done last
        self._loading = Latest(pool, self)
        self._loading.failed.connect(self.problem_met)
        self._loading.crashed.connect(self.problem_met)
        correcting.corrected.connect(self._on_corrected)

    def show(self) -> None:
        """Open the list, or bring it to the front."""
        if self._dialog is None:
            dialog = self._dialog = CorrectionsDialog(parent=self._window)
            dialog.deletion_wanted.connect(self._correcting.delete)
            dialog.undo_wanted.connect(lambda: self._take_back())
            dialog.export_wanted.connect(self._choose_export)
            dialog.import_wanted.connect(lambda: self._choose_import(own_list=False))
            dialog.list_wanted.connect(lambda: self._choose_import(own_list=True))
            dialog.finished.connect(lambda _result: self._forget())
        bring_to_front(self._dialog)
        self._load()

    def _forget(self) -> None:
        self._loading.cancel()
        self._dialog = None

    def _load(self) -> None:
        if self._dialog is not None:
            self._loading.run(lambda: correction_lines(self._list.lines()), self._on_loaded)

    def _on_loaded(self, lines: object) -> None:
        assert isinstance(lines, list)
        if self._dialog is not None:
            self._dialog.show_lines(lines)

    def _on_corrected(self, done: Corrected) -> None:
        self._take_back = self._correcting.undo if done.can_undo else self._correcting.redo
        if self._dialog is not None:
            self._dialog.say_done(f"{done.words}.")
            self._load()

    def _choose_export(self) -> None:
        ask_where_to_save(
            "Export corrections", Path.home() / SUGGESTED, CSV, self.export_to,
            suffix=".csv", name=FILE_DIALOG, parent=self._dialog,
        )  # fmt: skip

    def _choose_import(self, *, own_list: bool) -> None:
        title, kinds = ("Names of my own", NAME_LISTS) if own_list else ("Import corrections", CSV)
        dialog = QFileDialog(self._dialog, title, str(Path.home()), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.import_from(Path(path), own_list=own_list))
        dialog.setObjectName(FILE_DIALOG)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write all corrections to a CSV file."""
        self._run(lambda: self._list.export_to(path), self._say)

    def import_from(self, path: Path, *, own_list: bool) -> None:
        """Take corrections from a CSV file, or names from a list of the reader's own, and say what was taken."""
        self._run(lambda: self._list.import_from(path, own_list=own_list), self._on_imported)

    def _on_imported(self, words: object) -> None:
        self._correcting.take_in(str(words).removesuffix("."))

    def _say(self, words: object) -> None:
        if self._dialog is not None:
            self._dialog.say(str(words))

    def _run(self, work: Callable[[], object], then: Callable[[object], object]) -> None:
        run_job(work, then, owner=self, pool=self._pool, failed=self.problem_met.emit)
