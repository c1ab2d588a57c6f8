"""Taking files in: by dialog, by drop, and what came of it in words."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.library.importers.formats import file_dialog_filter
from reader.ui.dialogs.tables import TableDialog
from reader.ui.flows.background_work import BackgroundWorkFlow, WorkKind
from reader.ui.messages import Messages


class ImportFlow(QObject):
    """From chosen or dropped files to the report. Threads: GUI."""

    noted = Signal(str)  # a short word about the outcome, for the status bar

    def __init__(self, *, work: BackgroundWorkFlow, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._work, self._messages, self._window = work, messages, window
        work.finished.connect(self._on_work_finished)
        work.cancelled.connect(self._on_work_cancelled)

    def choose_files(self) -> None:
        dialog = QFileDialog(self._window, "Import articles", str(Path.home()), file_dialog_filter())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._open(dialog)

    def choose_folder(self) -> None:
        dialog = QFileDialog(self._window, "Import a folder of articles", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog)

    def takes(self, data: QMimeData) -> bool:
        """Whether what is being dragged can be imported."""
        return any(url.isLocalFile() for url in data.urls())

    def take(self, data: QMimeData) -> None:
        """Import what was dropped."""
        self.import_paths([url.toLocalFile() for url in data.urls() if url.isLocalFile()])

    def import_paths(self, paths: Sequence[str]) -> None:
        if paths:
            self._work.import_paths([Path(path) for path in paths])

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setObjectName("importDialog")
        dialog.filesSelected.connect(self.import_paths)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()  # returns at once: the window goes on

    def _on_work_finished(self, kind: WorkKind, report: dict[str, object]) -> None:
        added, present, failed = report.get("added"), report.get("present"), report.get("failed")
        if kind is WorkKind.REBUILD:
            self.noted.emit("The search index is new.")
        elif kind is WorkKind.IMPORT:
            self.noted.emit(outcome_in_words(_count(added), _count(present)))
        if isinstance(failed, list) and failed:
            rows = [(str(failure["path"]), str(failure["reason"])) for failure in failed]
            self._messages.tell(
                f"{_files(len(rows))} could not be imported. The others are in the library.",
                action="Show them",
                act=lambda: self._show_failed(rows),
            )

    def _on_work_cancelled(self, kind: WorkKind) -> None:
        self.noted.emit(
            "Stopped. The index is as it was."
            if kind is WorkKind.REBUILD
            else "Stopped. What was imported so far is kept."
        )

    def _show_failed(self, rows: list[tuple[str, str]]) -> None:
        dialog = TableDialog(
            "Not imported", [("", rows)], words="These files were left as they are.", parent=self._window
        )
        dialog.setObjectName("failedDialog")
        dialog.show()


def outcome_in_words(added: int, present: int) -> str:
    """ "12 articles added, 3 were there already."."""
    words = f"{added:,} {'article' if added == 1 else 'articles'} added"
    return f"{words}, {present:,} {'was' if present == 1 else 'were'} there already." if present else f"{words}."


def _files(count: int) -> str:
    return "One file" if count == 1 else f"{count:,} files"


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
