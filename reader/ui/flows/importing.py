"""Taking articles in: by dialog, by drop, by paste, at the start; and what came of it in words."""

import os
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QObject, QThreadPool, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from reader.library.importers.draft import NO_OPTIONS, ReadOptions
from reader.library.importers.formats import file_dialog_filter
from reader.library.imports import FileResult, Imports, Outcome
from reader.library.places import Places
from reader.library.shelf import Shelf
from reader.tasks.first_article import first_article
from reader.tasks.import_files import ImportFiles
from reader.tasks.import_report import write_report
from reader.tasks.preview_import import ImportQuestion, questions_about
from reader.ticket import Ticket
from reader.ui.background import run_job
from reader.ui.dialogs.import_questions import ImportQuestionsDialog
from reader.ui.dialogs.import_report import ImportReportDialog, Report, file_of, report_of
from reader.ui.flows.background_work import BackgroundWorkFlow, WorkKind
from reader.ui.folders import show_folder
from reader.ui.messages import Messages

NOTHING_NEW = "Nothing new."
NOTHING_TO_PASTE = "There is no text on the clipboard to make an article of."
NO_ARTICLE = "Its article is not in the library any more."


class _Given(NamedTuple):
    """Files whose first article is opened when they are in."""

    paths: tuple[Path, ...] = ()
    ended: Callable[[], object] = bool  # does nothing


class ImportFlow(QObject):
    """From what was chosen, dropped or pasted to the report. Threads: GUI."""

    noted = Signal(str, str, object)  # a short word about the outcome; what can be done about it, and the doing
    article_wanted = Signal(object)  # an ArticleNumber: what was given is in the library now
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        work: BackgroundWorkFlow,
        imports: Imports,
        places: Places,
        shelf: Shelf,
        import_files: Callable[[], ImportFiles],
        messages: Messages,
        window: QWidget,
        pool: QThreadPool,
    ) -> None:
        super().__init__(window)
        self._work, self._messages, self._window, self._pool = work, messages, window, pool
        self._imports, self._places, self._shelf, self._import_files = imports, places, shelf, import_files
        self._given: deque[_Given] = deque()  # not begun: a dialog is open
        self._importing: deque[_Given] = deque()  # one for each import that was ordered, in their order
        self._dialog: QWidget | None = None  # that is waited for
        work.finished.connect(self._on_work_finished)
        work.cancelled.connect(self._on_work_cancelled)
        work.failed.connect(self._on_work_failed)

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
        """Whether what is being dragged can be imported: files, or words from another program."""
        return any(url.isLocalFile() for url in data.urls()) or (not data.hasUrls() and data.hasText())

    def take(self, data: QMimeData) -> None:
        """Import what was dropped."""
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if paths:
            self.import_paths(paths)
        else:
            self._take_words(data)

    def paste(self) -> None:
        """Make an article of what is on the clipboard, or import the files that were copied."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and self.takes(data):
            self.take(data)
        else:
            self.noted.emit(NOTHING_TO_PASTE, "", None)

    def import_and_show(self, paths: Sequence[Path], ended: Callable[[], object] = bool) -> None:
        """Import files that came from outside, and show the first article of them. Then `ended` is called.

        While a dialog is open they wait: what it asks about must not change behind it. So they do while others that
        were given come in, and behind other work, as the import of the bundled articles.
        """
        self._given.append(_Given(tuple(path.absolute() for path in paths), ended))
        self._begin_given()

    def import_paths(self, paths: Sequence[str]) -> None:
        """Import files and folders; where a file can be read in several ways, ask first."""
        chosen = [Path(path) for path in paths]
        if chosen:
            self._run(lambda: questions_about(chosen, ticket=Ticket()), lambda found: self._ask(chosen, found))

    def show_report(self, number: int, *, only: Outcome | None = None) -> None:
        """What came of each file of this import; `only`: those of which this came, at first."""
        dialog = ImportReportDialog(only=only, parent=self._window)
        dialog.saving_wanted.connect(lambda path: self._save_report(number, path, dialog))
        dialog.article_wanted.connect(lambda result: self._show_article_of(result, dialog))
        dialog.folder_wanted.connect(self._show_folder)
        dialog.show()

        def deliver(found: Report) -> None:
            if not dialog.is_closed:
                dialog.show_report(found)

        self._run(lambda: report_of(list(self._imports.results(number))), deliver)

    def _begin_given(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and self._given:
            if dialog is not self._dialog:
                self._dialog = dialog
                ended = dialog.finished if isinstance(dialog, QDialog) else dialog.destroyed
                ended.connect(self._on_dialog_ended)
            return
        if self._given and not any(given.paths for given in self._importing):
            # Those that came meanwhile go together: each import is a process of its own. The last is shown.
            together = tuple(self._given)[::-1]
            self._given.clear()
            paths = tuple(path for given in together for path in given.paths)
            self._start(paths, NO_OPTIONS, _Given(paths, lambda: [given.ended() for given in together]))

    def _on_dialog_ended(self) -> None:
        self._dialog = None
        QTimer.singleShot(0, self, self._begin_given)  # what it was answered with comes first

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setObjectName("importDialog")
        dialog.filesSelected.connect(self.import_paths)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()  # returns at once: the window goes on

    def _ask(self, paths: Sequence[Path], questions: object) -> None:
        assert isinstance(questions, Sequence)
        if not questions:
            self._start(paths, NO_OPTIONS)
            return
        asked: list[ImportQuestion] = list(questions)
        dialog = ImportQuestionsDialog(asked, parent=self._window)
        dialog.answered.connect(lambda options: self._start(paths, options))
        dialog.open()

    def _start(self, paths: Sequence[Path], options: ReadOptions, given: _Given | None = None) -> None:
        if not self._work.read_only:
            self._importing.append(given or _Given())
        self._work.import_paths(paths, options)

    def _take_words(self, data: QMimeData) -> None:
        text, html = data.text(), data.html() if data.hasHtml() else ""
        self._run(lambda: self._import_files().take_pasted(text=text, html=html), self._on_pasted)

    def _on_pasted(self, number: object) -> None:
        if number is None:
            self.noted.emit("The address is among the wanted articles now.", "", None)
        else:
            self.noted.emit("The words you pasted are an article now.", "", None)
            self.article_wanted.emit(number)
        self._work.complete()

    def _on_work_finished(self, kind: WorkKind, report: dict[str, object]) -> None:
        if kind is WorkKind.REBUILD:
            self.noted.emit("The search index is new.", "", None)
        if kind not in (WorkKind.IMPORT, WorkKind.SCAN, WorkKind.COMPLETE):
            return
        number = _count(report.get("number"))
        words = outcome_in_words(report)
        if kind is WorkKind.IMPORT or words != NOTHING_NEW:
            self.noted.emit(words, "Show the report" if number else "", lambda: self.show_report(number))
        if (failures := failures_in_words(report)) and kind is WorkKind.IMPORT:
            self._messages.tell(
                failures, action="Show the report", act=lambda: self.show_report(number, only=Outcome.FAILED)
            )
        if kind is WorkKind.IMPORT and (given := self._end_import()).paths:
            self._run(lambda: self._first_article(given.paths), self._show)

    def _end_import(self) -> _Given:
        """The import that ended."""
        given = self._importing.popleft() if self._importing else _Given()
        given.ended()
        QTimer.singleShot(0, self, self._begin_given)  # when what tells us of the end has done with it
        return given

    def _on_work_failed(self, kind: WorkKind) -> None:
        if kind is WorkKind.IMPORT:
            self._end_import()

    def _first_article(self, paths: Sequence[Path]) -> object:
        return first_article(paths, places=self._places, shelf=self._shelf)

    def _show(self, number: object) -> None:
        if number is not None:
            self.article_wanted.emit(number)

    def _show_article_of(self, result: FileResult, dialog: ImportReportDialog) -> None:
        def deliver(number: object) -> None:
            if number is not None:
                self.article_wanted.emit(number)
            elif not dialog.is_closed:
                dialog.say(NO_ARTICLE)

        self._run(lambda: self._first_article([file_of(result)]), deliver)

    def _show_folder(self, path: Path) -> None:
        show_folder(path, pool=self._pool, parent=self, crashed=self.problem_met.emit)

    def _on_work_cancelled(self, kind: WorkKind) -> None:
        if kind is WorkKind.IMPORT:
            self._end_import()
        words = "Stopped."
        if kind is WorkKind.REBUILD:
            words = "Stopped. The index is as it was."
        elif kind in (WorkKind.IMPORT, WorkKind.SCAN, WorkKind.COMPLETE):
            words = "Stopped. What was imported so far is kept."
        self.noted.emit(words, "", None)

    def _save_report(self, number: int, path: Path, dialog: ImportReportDialog) -> None:
        def deliver(_lines: object) -> None:
            if not dialog.is_closed:
                dialog.say(f"Saved as {path.name}.")

        self._run(lambda: write_report(number, path, imports=self._imports), deliver)

    def _run(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        run_job(work, then, owner=self, pool=self._pool, failed=self.problem_met.emit)


def outcome_in_words(report: dict[str, object]) -> str:
    """ "12 articles added, 2 have a new version, 3 were there already."."""
    added, updated = _count(report.get("added")), _count(report.get("updated"))
    wanted = _count(report.get("wanted"))
    present = _count(report.get("present")) + _count(report.get("skipped"))  # unread because nothing has changed
    parts = [f"{added:,} {'article' if added == 1 else 'articles'} added"] if added or not (updated or wanted) else []
    if updated:
        parts.append(f"{updated:,} {'has' if updated == 1 else 'have'} a new version")
    if wanted:
        parts.append(f"{wanted:,} {'is' if wanted == 1 else 'are'} wanted")
    if present:
        parts.append(f"{present:,} {'was' if present == 1 else 'were'} there already")
    if not (added or updated or wanted or present):
        return NOTHING_NEW
    words = ", ".join(parts)
    return f"{words}."


def failures_in_words(report: dict[str, object]) -> str:
    """What could not be read; of a single file with the reason. Empty where all could."""
    count, failed = _count(report.get("failures")), report.get("failed")
    first = failed[0] if isinstance(failed, list) and failed else None
    if count == 1 and isinstance(first, dict):
        name = str(first.get("path", "")).rsplit(os.sep, 1)[-1]
        return f"{name} could not be read. {first.get('reason', '')}".strip()
    if not count:
        return ""
    words = f"{'One file' if count == 1 else f'{count:,} files'} could not be read."
    good = any(_count(report.get(each)) for each in ("added", "updated", "present", "wanted", "skipped"))
    return f"{words} The others are in the library." if good else words


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
