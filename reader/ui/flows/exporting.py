"""Exporting: from the menu to a file, in a child process, and what reading it back came to."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QStandardPaths, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reader.articles.article import ArticleId, ArticleNumber
from reader.errors import ReaderError
from reader.library.whole_articles import WholeArticles
from reader.tasks.export_target import remove_leftovers
from reader.ui.background import Latest
from reader.ui.child_job import ChildJob
from reader.ui.dialogs.export_dialog import ExportDialog, ExportRequest, ExportSource, outcome_in_words
from reader.ui.dialogs.list_frame import bring_to_front
from reader.userdata.annotation import Tag
from reader.userdata.tags import Tags

SELECTED_LEAST = 2  # one selected article is the open one


class Shown(NamedTuple):
    """What can be exported of what the window shows."""

    article: ArticleId | None = None
    title: str = ""
    selected: Sequence[ArticleNumber] = ()
    query: str = ""


class ExportingFlow(QObject):
    """One export at a time; it goes on when its dialog is closed. Threads: GUI."""

    noted = Signal(str, str, object)  # words, the name of a button, what it does: when the dialog is not in sight
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        command: Sequence[str],
        tags: Tags,
        articles: Callable[[], WholeArticles],
        shown: Callable[[], Shown],
        window: QWidget,
        pool: QThreadPool,
    ) -> None:
        """`command` starts this program on this library; `shown` tells what the window shows now."""
        super().__init__(window)
        self._command, self._tags, self._articles = tuple(command), tags, articles
        self._shown, self._window = shown, window
        self._dialog: ExportDialog | None = None
        self._job: ChildJob | None = None
        self._request: ExportRequest | None = None
        self._looking = Latest(pool, self)
        self._looking.failed.connect(self.problem_met)
        self._looking.crashed.connect(self.problem_met)

    def show(self, chosen: Sequence[ArticleNumber] = ()) -> None:
        """Open the dialog, or bring it to the front. `chosen` articles are what is offered first."""
        if self._dialog is not None:
            bring_to_front(self._dialog)
        elif not self._looking.busy:
            shown = self._shown()._replace(selected=chosen) if chosen else self._shown()
            least = 1 if chosen else SELECTED_LEAST
            self._looking.run(
                lambda: sources(shown, self._articles().ids_of(shown.selected), self._tags.all(), least=least),
                self._on_sources_found,
            )

    def start(self, request: ExportRequest) -> None:
        """Write what was asked for."""
        source, row, path, check, overwrite = self._request = request
        arguments = ["export", str(path), "--format", row.key, "--progress"]
        arguments += ["--overwrite"] if overwrite else []
        arguments += ["--ids-from-stdin"] if source.ids else source.arguments
        arguments += [] if check else ["--no-check"]
        self._job = ChildJob([*self._command, *arguments], self)
        self._job.progressed.connect(self._on_progressed)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        if self._dialog is not None:
            self._dialog.show_progress("Exporting…", 0, 0)
        self._job.start()
        if source.ids:
            self._job.send(json.dumps({"ids": source.ids}))

    def stop(self) -> None:
        """Leave off. Nothing half-written stays."""
        if self._job is not None:
            self._job.cancel()

    def end_now(self) -> None:
        """The program closes."""
        self._looking.cancel()
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.end_now()
            self._job = None
            if self._request is not None:
                remove_leftovers(self._request.path)

    def show_folder(self) -> None:
        """Open the folder of what was written last."""
        if self._request is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._request.path.parent)))

    def _on_sources_found(self, found: object) -> None:
        assert isinstance(found, list)
        dialog = self._dialog = ExportDialog(found, folder=_documents(), parent=self._window)
        dialog.wanted.connect(self.start)
        dialog.stop_wanted.connect(self.stop)
        dialog.folder_wanted.connect(self.show_folder)
        dialog.finished.connect(lambda _result: self._forget_dialog())
        dialog.destroyed.connect(lambda _dialog: self._forget_dialog())
        dialog.show()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _on_progressed(self, words: str, done: int, total: int, _articles: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(words, done, total)

    def _on_succeeded(self, report: dict[str, object]) -> None:
        self._job = None
        words, differences = outcome_in_words(report), report.get("differences")
        told = [str(one) for one in differences] if isinstance(differences, list) else []
        self._tell(words, told, written=True)

    def _on_failed(self, error: ReaderError) -> None:
        self._job = None
        self._clear_away()
        self._tell(f"{error.problem}", (), written=False)

    def _on_cancelled(self) -> None:
        self._job = None
        self._clear_away()
        if self._dialog is not None:
            self._dialog.show_choice()

    def _clear_away(self) -> None:
        """Whoever is killed leaves what was half-written."""
        if self._request is not None:
            path = self._request.path
            self._looking.run(lambda: remove_leftovers(path), lambda _done: None)

    def _tell(self, words: str, differences: Sequence[str], *, written: bool) -> None:
        dialog = self._dialog
        if dialog is not None and dialog.isVisible():
            dialog.show_outcome(words, differences, written=written)
            return
        if dialog is not None:  # it was closed while this went on
            dialog.show_choice()
            dialog.close()
        first = " ".join([words.replace("\n\n", " "), *differences[:1]])
        self.noted.emit(first, "Show the folder" if written else "", self.show_folder if written else None)


def sources(
    shown: Shown, selected: Sequence[ArticleId], tags: Sequence[Tag], *, least: int = SELECTED_LEAST
) -> list[ExportSource]:
    """What there is to choose from: what the window shows first, then tags, then everything.

    As many articles must be selected at `least` to be offered.
    """
    found = []
    if len(selected) >= least and tuple(selected) != (shown.article,):
        count = "article" if len(selected) == 1 else f"{len(selected):,} articles"
        words = f"The {count} that {'is' if len(selected) == 1 else 'are'} selected"
        found.append(ExportSource(words, count, ids=tuple(selected)))
    if shown.article is not None:
        found.append(ExportSource(f"This article: {_short(shown.title)}", shown.title, ids=(shown.article,)))
    if shown.query.strip():
        query = shown.query.strip()
        found.append(ExportSource(f"What this search finds: {_short(query)}", query, (f"--query={query}",)))
    found.append(ExportSource("Everything", "Read Also library", ("--everything",)))
    found.append(ExportSource("The bookmarked articles", "Bookmarks", ("--bookmarked",)))
    for tag in tags:
        if tag.articles:
            found.append(ExportSource(f"Tag: {tag.name} ({tag.articles:,})", tag.name, (f"--tag={tag.name}",)))
    return found


def _short(words: str, longest: int = 60) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
