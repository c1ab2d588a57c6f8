"""What to export, as what, and how it went."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.exporting.file_names import FileNames
from reader.exporting.formats import FORMATS, ExportFormat, FormatKey
from reader.ui.choice_box import ChoiceBox
from reader.ui.dialogs.saving import ask_where_to_save

ZIP = ".zip"
LIST_STYLE = """
QListWidget { background: palette(base); border: 1px solid palette(mid); border-radius: 8px; padding: 4px; }
QListWidget::item { padding: 5px 8px; border-radius: 6px; }
QListWidget::item:selected { background: palette(highlight); color: palette(highlighted-text); }
"""


class ExportSource(NamedTuple):
    """A choice of articles: in words, as it is suggested for a file's name, and as the command takes it."""

    words: str
    name: str
    arguments: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()  # told on standard input


class ExportRequest(NamedTuple):
    """What the reader decided on."""

    source: ExportSource
    row: ExportFormat
    path: Path
    check: bool
    overwrite: bool  # what is in this place, as was agreed when it was chosen


class ExportDialog(QDialog):
    """Three pages: what is to be done, how far it is, what came of it. Shows what it is given. Threads: GUI."""

    wanted = Signal(object)  # ExportRequest
    stop_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, sources: Sequence[ExportSource], *, folder: Path, parent: QWidget) -> None:
        """`folder`: where files are suggested to go."""
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setObjectName("exportDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = folder
        self.source = ChoiceBox()
        self.formats = QListWidget()
        self.zip = QCheckBox("As one file (.zip)")
        self.check = QCheckBox("Read it back afterwards, and compare")
        self.export = QPushButton("&Export…")
        self.bar = QProgressBar()
        self.stage = _label("")
        self.stop = QPushButton("&Stop")
        self.outcome = _label("")
        self.differences = QPlainTextEdit()
        self.show_folder = QPushButton("Show the &folder")
        self._pages = QStackedWidget()
        for page in (self._choice(sources), self._progress(), self._end()):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self._pages)
        self.resize(560, 660)

    @property
    def running(self) -> bool:
        """Whether it shows how far the work is."""
        return self._pages.currentIndex() == 1

    def chosen_format(self) -> ExportFormat:
        return FORMATS[max(0, self.formats.currentRow())]

    def choose(self, key: FormatKey) -> None:
        """Choose the format of this key."""
        self.formats.setCurrentRow([row.key for row in FORMATS].index(key))

    def request(self, path: Path) -> None:
        """Ask for what is chosen, to be written here; whoever chose a file that is there agreed to overwrite it."""
        agreed = path.is_file()
        chosen = self.chosen_format()
        source = self.source.currentData()
        assert isinstance(source, ExportSource)
        suffix = self._suffix()
        if suffix and path.suffix.lower() not in (suffix, *chosen.also):
            path, agreed = path.with_name(path.name + suffix), False
        self.wanted.emit(ExportRequest(source, chosen, path, self.check.isChecked(), agreed))

    def show_progress(self, words: str, done: int, total: int) -> None:
        self._pages.setCurrentIndex(1)
        self.bar.setRange(0, max(0, total))  # 0, 0: it moves, and says that nobody knows how long
        self.bar.setValue(done)
        self.stage.setText(f"{words} {done:,} of {total:,}" if total else words)

    def show_outcome(self, words: str, differences: Sequence[str] = (), *, written: bool = True) -> None:
        """What came of it; `written`: there is something to show in its folder."""
        self.outcome.setText(words)
        self.differences.setPlainText("\n".join(differences))
        self.differences.setVisible(bool(differences))
        self.show_folder.setVisible(written)
        self._pages.setCurrentIndex(2)
        (self.show_folder if written else self._back).setFocus()

    def show_choice(self) -> None:
        """Back to the first page."""
        self._pages.setCurrentIndex(0)

    def _choice(self, sources: Sequence[ExportSource]) -> QWidget:
        for source in sources:
            self.source.addItem(source.words, source)
        self.source.setAccessibleName("What to export")
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.formats.setAccessibleName("Format")
        self.formats.setObjectName("exportFormats")
        self.formats.setWordWrap(True)
        self.formats.setStyleSheet(LIST_STYLE)
        self.formats.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.formats.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for row in FORMATS:
            self.formats.addItem(QListWidgetItem(f"{row.name}\n{row.sentence}"))
        self.formats.setCurrentRow(0)
        self.formats.currentRowChanged.connect(lambda _row: self._fit_options())
        self.formats.itemActivated.connect(lambda _item: self._choose_file())
        self.check.setChecked(True)
        self.export.setDefault(True)
        self.export.setProperty("role", "primary")
        self.export.clicked.connect(self._choose_file)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.close)
        self._fit_options()
        what, form = _label("&What", self.source), _label("&Format", self.formats)
        return _page(what, self.source, form, self.formats, self.zip, self.check, _row(None, cancel, self.export))

    def _progress(self) -> QWidget:
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("How far the export is")
        self.stop.clicked.connect(self.stop_wanted)
        return _page(self.stage, self.bar, None, _row(None, self.stop))

    def _end(self) -> QWidget:
        self.outcome.setObjectName("exportOutcome")
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.differences.setReadOnly(True)
        self.differences.setAccessibleName("What differs")
        self.show_folder.clicked.connect(self.folder_wanted)
        self._back = QPushButton("Export something &else")
        self._back.clicked.connect(self.show_choice)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        return _page(self.outcome, self.differences, None, _row(self._back, None, self.show_folder, close))

    def _fit_options(self) -> None:
        self.zip.setVisible(self.chosen_format().key is FormatKey.MARKDOWN)

    def _suffix(self) -> str:
        row = self.chosen_format()
        return ZIP if row.key is FormatKey.MARKDOWN and self.zip.isChecked() else row.suffix

    def _choose_file(self) -> None:
        row, suffix = self.chosen_format(), self._suffix()
        source = self.source.currentData()
        assert isinstance(source, ExportSource)
        suggested = self._folder / FileNames(suffix).name_for(source.name)
        patterns = " ".join(f"*{one}" for one in (suffix, *row.also))
        filters = f"{row.name} ({patterns})" if suffix else "A new folder (*)"
        ask_where_to_save(
            "Export", suggested, filters, self.request, suffix=suffix, name="exportFileDialog", parent=self
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.running:  # it goes on; what came of it is told in the window
            self.hide()
            event.ignore()
        else:
            super().closeEvent(event)

    def reject(self) -> None:
        if self.running:
            self.hide()
        else:
            super().reject()


def outcome_in_words(report: Mapping[str, object]) -> str:
    """ "5,000 articles were exported to all.jsonl. Read back and equal: …" """
    count, path = report.get("articles"), Path(str(report.get("path", "")))
    count = count if isinstance(count, int) else 0
    articles = "1 article was" if count == 1 else f"{count:,} articles were"
    said = str(report.get("words") or "It was not read back.")
    return f"{articles} exported to {path.name}.\n\n{said}"


def _label(words: str, buddy: QWidget | None = None) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    if buddy is None:
        label.setTextFormat(Qt.TextFormat.PlainText)
    else:
        label.setBuddy(buddy)
        label.setProperty("role", "strong")
    return label


def _row(*parts: QWidget | None) -> QWidget:
    """The parts beside one another; None is the room that is left."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 6, 0, 0)
    for part in parts:
        layout.addStretch(1) if part is None else layout.addWidget(part)
    return row


def _page(*parts: QWidget | None) -> QWidget:
    """The parts below one another; None is the room that is left."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for part in parts:
        layout.addStretch(1) if part is None else layout.addWidget(part)
    return page
