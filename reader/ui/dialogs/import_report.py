"""What came of an import, file by file."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from reader.library.imports import FileResult, Outcome
from reader.tasks.read_files import BREAK
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line, every_line, folded_words
from reader.ui.dialogs.saving import ask_where_to_save

HEADS = ("What came of it", "Articles", "File", "Why")
ARTICLES = 1  # the column
WORDS = {
    Outcome.FAILED: "Not read",
    Outcome.ADDED: "Added",
    Outcome.UPDATED: "New version",
    Outcome.WANTED: "Wanted",
    Outcome.PRESENT: "Already there",
    Outcome.SKIPPED: "Skipped",
}
NOTHING = "No file was looked at: there was none in what you chose."
WAIT = "The report is being read."
SUGGESTED = "import report.csv"


class Report(NamedTuple):
    """The lines of a report, in their order, and how many there are of each kind."""

    lines: Sequence[Line]  # each about a FileResult
    counts: Counter[Outcome]


def report_of(results: Sequence[FileResult]) -> Report:
    """What needs a look first; the files of one kind stay in their order. Any thread: it may take long."""
    order = {outcome: place for place, outcome in enumerate(WORDS)}
    lines = []
    for one in sorted(results, key=lambda one: order[one.outcome]):
        cells = (WORDS[one.outcome], f"{one.articles:,}" if one.articles else "", one.path, one.reason)
        lines.append(Line(cells, one, folded_words(cells)))
    return Report(lines, Counter(one.outcome for one in results))


def file_of(result: FileResult) -> Path:
    """The file on the disk: a result may be about a part of one."""
    return Path(result.path.partition(BREAK)[0])


class ImportReportDialog(ListingDialog):
    """The files of one import with what came of each, those that need a look first. Threads: GUI."""

    saving_wanted = Signal(object)  # the Path of a CSV file
    article_wanted = Signal(object)  # a FileResult: its first article
    folder_wanted = Signal(object)  # the Path of a file, or of the folder itself

    def __init__(self, *, only: Outcome | None = None, parent: QWidget) -> None:
        """`only`: the kind that is shown at first."""
        super().__init__("What came of the import", HEADS, nothing=WAIT, unit=("row", "rows"), parent=parent)
        self.setObjectName("importReport")
        self.set_widths(130, 76, 0, 320)
        self.align_right(ARTICLES)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # of paths both ends say most
        self._first = only
        self._kinds = QButtonGroup(self)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(2)
        self.column.insertLayout(0, self._bar)
        self._open = self.add_button("&Open the article", self._open_article, of_selected=True)
        self.add_button("Show the &folder", self._show_folder, of_selected=True)
        self.add_button("&Save as CSV…", self._choose_file, right=True)
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._fit_open())
        self.chosen.connect(self._on_chosen)
        self.resize(960, 560)

    def show_report(self, report: Report) -> None:
        """All of it. A kind that was asked for and is not there is not insisted on."""
        self.set_nothing(NOTHING)
        self.show_lines(report.lines)
        self._offer(report.counts)
        self._fit_open()

    def _offer(self, counts: Counter[Outcome]) -> None:
        """A button for each kind of outcome there is."""
        if self._kinds.buttons():
            return
        first = self._first if self._first is not None and counts[self._first] else None
        self._add_kind(f"All {counts.total():,}", None, checked=first is None)
        for outcome, words in WORDS.items():
            if counts[outcome]:
                self._add_kind(f"{words} {counts[outcome]:,}", outcome, checked=outcome is first)
        self._bar.addStretch(1)
        if first is not None:
            self._show_kind(first)

    def _add_kind(self, words: str, outcome: Outcome | None, *, checked: bool = False) -> None:
        button = QToolButton()
        button.setText(words)
        button.setProperty("role", "segment")
        button.setCheckable(True)
        button.setChecked(checked)
        button.clicked.connect(lambda: self._show_kind(outcome))
        self._kinds.addButton(button)
        self._bar.addWidget(button)

    def _show_kind(self, outcome: Outcome | None) -> None:
        words = "" if outcome is None else WORDS[outcome]
        self.show_only(every_line if outcome is None else lambda line: line.cells[0] == words)

    def _results(self) -> list[FileResult]:
        return [key for key in self.selected() if isinstance(key, FileResult)]

    def _fit_open(self) -> None:
        result = self.selected_one()
        self._open.setEnabled(isinstance(result, FileResult) and gives_article(result))

    def _open_article(self) -> None:
        for result in self._results()[:1]:
            self.article_wanted.emit(result)

    def _show_folder(self) -> None:
        for result in self._results()[:1]:
            self.folder_wanted.emit(file_of(result))

    def _on_chosen(self, result: object) -> None:
        """What is most likely meant: the article, or, where there is none, the file."""
        assert isinstance(result, FileResult)
        if gives_article(result):
            self.article_wanted.emit(result)
        else:
            self.folder_wanted.emit(file_of(result))

    def _choose_file(self) -> None:
        ask_where_to_save(
            "Save the report", Path.home() / SUGGESTED, "CSV files (*.csv)", self.saving_wanted.emit,
            suffix=".csv", name="reportFileDialog", parent=self,
        )  # fmt: skip


def gives_article(result: FileResult) -> bool:
    """Whether there is an article in the library that the file gave."""
    return result.outcome in (Outcome.ADDED, Outcome.UPDATED, Outcome.PRESENT)
