"""The list of wanted articles: looked through, searched for, forgotten, saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.library.links import Links
from reader.library.wanted import Wanted
from reader.tasks.wanted_articles import WantedLine, list_wanted, write_wanted
from reader.ui.background import Latest, run_job
from reader.ui.dialogs.list_frame import bring_to_front
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line
from reader.ui.dialogs.saving import ask_where_to_save

HEADS = ("Title", "Address", "Named in", "Tags")
NOTHING = (
    "Nothing is wanted.\n\nTitles of “Read also” lists whose articles are not in the library stand here, and what lists"
    " of links from other programs name. When such an article comes in, it gets the tags and notes of its entry."
)
SUGGESTED = "wanted articles.csv"


class WantedFlow(QObject):
    """From the menu to the list and back. Threads: GUI."""

    search_wanted = Signal(str)  # a query
    problem_met = Signal(object)

    def __init__(self, *, wanted: Wanted, links: Links, window: QWidget, pool: QThreadPool) -> None:
        super().__init__(window)
        self._wanted, self._links, self._window, self._pool = wanted, links, window, pool
        self._dialog: ListingDialog | None = None
        self._loading = Latest(pool, self)
        self._loading.failed.connect(self.problem_met)
        self._loading.crashed.connect(self.problem_met)

    def show(self) -> None:
        """Open the list, or bring it to the front."""
        if self._dialog is None:
            dialog = self._dialog = ListingDialog(
                "Wanted articles", HEADS, nothing=NOTHING, unit=("article", "articles"), parent=self._window
            )
            dialog.setObjectName("wantedArticles")
            dialog.set_widths(330, 0, 90, 130)
            dialog.add_button("Copy &address", self._copy, of_selected=True)
            dialog.add_button("&Find similar", self._search, of_selected=True)
            dialog.add_button("For&get", self._forget, of_selected=True)
            dialog.add_button("&Save as CSV…", self._choose_file, right=True)
            dialog.add_deleting(self._forget)
            dialog.chosen.connect(lambda line: self._search_for(line))
            dialog.finished.connect(lambda _result: self._forget_dialog())
        bring_to_front(self._dialog)
        self.refresh()

    def refresh(self) -> None:
        """Articles came: some are wanted no longer."""
        if self._dialog is not None:
            self._loading.run(lambda: list_wanted(wanted=self._wanted, links=self._links), self._on_loaded)

    def _on_loaded(self, found: object) -> None:
        assert isinstance(found, list)
        if self._dialog is not None:
            self._dialog.show_lines([Line(_cells(line), line) for line in found])

    def _selected(self) -> list[WantedLine]:
        keys = self._dialog.selected() if self._dialog is not None else []
        return [key for key in keys if isinstance(key, WantedLine)]

    def _copy(self) -> None:
        addresses = [line.url or line.title for line in self._selected()]
        QGuiApplication.clipboard().setText("\n".join(addresses))
        self._say("Copied.")

    def _search(self) -> None:
        for line in self._selected()[:1]:
            self._search_for(line)

    def _search_for(self, line: object) -> None:
        assert isinstance(line, WantedLine)
        if line.title:
            self.search_wanted.emit(line.title.replace('"', " "))
        else:
            self._say("This entry has no title to search for.")

    def _forget(self) -> None:
        selected = self._selected()
        numbers = [line.number for line in selected if line.number]
        if len(numbers) < len(selected):
            self._say("Titles of “Read also” lists stay: they are part of articles.")
        if numbers:
            self._run(lambda: self._wanted.forget(numbers), self._on_forgotten)

    def _on_forgotten(self, rows: object) -> None:
        assert isinstance(rows, list)
        words = f"{len(rows):,} {'entry' if len(rows) == 1 else 'entries'} forgotten."
        if self._dialog is not None:
            self._dialog.say(words, action="&Undo", act=lambda: self._put_back(rows))
        self.refresh()

    def _put_back(self, rows: list[tuple[object, ...]]) -> None:
        self._run(lambda: self._wanted.put_back(rows), lambda _done: self.refresh())

    def _choose_file(self) -> None:
        ask_where_to_save(
            "Save the list", Path.home() / SUGGESTED, "CSV files (*.csv)", self.save_to,
            suffix=".csv", name="wantedFileDialog", parent=self._dialog,
        )  # fmt: skip

    def save_to(self, path: Path) -> None:
        """Write all that is wanted to a CSV file."""
        self._run(
            lambda: write_wanted(list_wanted(wanted=self._wanted, links=self._links), path),
            lambda _done: self._say(f"Saved as {path.name}."),
        )

    def _say(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.say(words)

    def _forget_dialog(self) -> None:
        self._loading.cancel()
        self._dialog = None

    def _run(self, work: Callable[[], object], then: Callable[[object], object]) -> None:
        run_job(work, then, owner=self, pool=self._pool, failed=self.problem_met.emit)


def _cells(line: WantedLine) -> tuple[str, ...]:
    named = f"{line.cited:,} {'article' if line.cited == 1 else 'articles'}" if line.cited else ""
    return line.title or line.url, line.url, named, ", ".join(line.tags)
