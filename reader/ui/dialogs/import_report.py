"""What came of an import, file by file."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QToolButton, QWidget

from reader.library.imports import FileResult, Outcome
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line, every_line

HEADS = ("What came of it", "Articles", "File", "Why")
WORDS = {
    Outcome.FAILED: "Not read",
    Outcome.ADDED: "Added",
    Outcome.UPDATED: "New version",
    Outcome.WANTED: "Wanted",
    Outcome.PRESENT: "Already there",
    Outcome.SKIPPED: "Skipped",
}
NOTHING = "No file was looked at: there was none in what you chose."
SUGGESTED = "import report.csv"


class ImportReportDialog(ListingDialog):
    """The files of one import with what came of each, those that need a look first. Threads: GUI."""

    saving_wanted = Signal(object)  # the Path of a CSV file

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__("What came of the import", HEADS, nothing=NOTHING, unit=("row", "rows"), parent=parent)
        self.setObjectName("importReport")
        self.set_widths(130, 70, 0, 300)
        self._kinds = QButtonGroup(self)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(2)
        self.column.insertLayout(0, self._bar)
        self.add_button("&Save as CSV…", self._choose_file, right=True)
        self.resize(900, 560)

    def show_results(self, results: Sequence[FileResult]) -> None:
        order = list(WORDS)
        results = sorted(results, key=lambda one: order.index(one.outcome))  # the files of one kind stay in order
        self.show_lines(
            [Line((WORDS[one.outcome], f"{one.articles:,}", one.path, one.reason), one.outcome) for one in results]
        )
        self._offer(Counter(one.outcome for one in results))

    def _offer(self, counts: Counter[Outcome]) -> None:
        """A button for each kind of outcome there is."""
        if self._kinds.buttons():
            return
        self._add_kind(f"All {counts.total():,}", None, checked=True)
        for outcome, words in WORDS.items():
            if counts[outcome]:
                self._add_kind(f"{words} {counts[outcome]:,}", outcome)
        self._bar.addStretch(1)

    def _add_kind(self, words: str, outcome: Outcome | None, *, checked: bool = False) -> None:
        button = QToolButton()
        button.setText(words)
        button.setProperty("role", "segment")
        button.setCheckable(True)
        button.setChecked(checked)
        button.clicked.connect(
            lambda: self.show_only(every_line if outcome is None else lambda line: line.key is outcome)
        )
        self._kinds.addButton(button)
        self._bar.addWidget(button)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, "Save the report", str(Path.home() / SUGGESTED), "CSV files (*.csv)")
        dialog.setObjectName("reportFileDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self.saving_wanted.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
