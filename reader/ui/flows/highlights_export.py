"""The highlights that a list shows, written to a file of their own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from reader.exporting.highlight_lists import HIGHLIGHT_FORMATS
from reader.library.shelf import Shelf
from reader.tasks.export_highlights import export_highlights
from reader.tasks.library_parts import LibraryParts
from reader.ticket import Ticket
from reader.ui.background import run_job
from reader.ui.dialogs.saving import ask_where_to_save
from reader.userdata.highlights import Highlights

SUGGESTED = "highlights.md"


class HighlightsExportFlow(QObject):
    """From the list to a file. Threads: GUI."""

    noted = Signal(str)
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        highlights: Highlights,
        shelf: Shelf,
        parts: Callable[[], LibraryParts],
        window: QWidget,
        pool: QThreadPool,
    ) -> None:
        super().__init__(window)
        self._highlights, self._shelf, self._parts = highlights, shelf, parts
        self._window, self._pool = window, pool

    def choose_file(self, ids: Sequence[str]) -> None:
        """Ask for a file, and write these highlights to it."""
        kinds = ";;".join(f"{form.words} (*{suffix})" for suffix, form in HIGHLIGHT_FORMATS.items())
        dialog = ask_where_to_save(
            "Export highlights", Path.home() / SUGGESTED, kinds, lambda path: self.export_to(path, ids),
            suffix=".md", name="highlightsFileDialog", parent=self._window,
        )  # fmt: skip
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")")))

    def export_to(self, path: Path, ids: Sequence[str]) -> None:
        """Write these highlights."""

        def work() -> int:
            found = [one for one in map(self._highlights.get, ids) if one is not None]
            articles = [one.article_id for one in found]
            return export_highlights(ids, articles, path, parts=self._parts(), shelf=self._shelf, ticket=Ticket())

        def deliver(count: int) -> None:
            self.noted.emit(f"{_highlights(count)} written to {path.name}.")

        run_job(work, deliver, owner=self, pool=self._pool, failed=self.problem_met.emit)


def _highlights(count: int) -> str:
    return "One highlight" if count == 1 else f"{count:,} highlights"
