"""Joins the trash with the list of articles and the index."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from reader.articles.article import ArticleNumber
from reader.library.shelf import Shelf, ShelfRow
from reader.library.trash import Trash
from reader.tasks.trash_articles import TrashArticles
from reader.ticket import Ticket
from reader.ui.annotating.trash_dialog import TrashDialog
from reader.ui.background import Latest, run_job
from reader.ui.flows.keeping import KeepingFlow

AT_ONCE = 500  # rows that are read together


class TrashJoint(QObject):
    """What was thrown away. Threads: GUI."""

    changed = Signal()  # the index is to follow
    article_wanted = Signal(object)  # ArticleNumber
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        trash: Trash,
        trash_articles: TrashArticles,
        shelf: Shelf,
        keeping: KeepingFlow,
        window: QWidget,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._trash, self._trash_articles, self._shelf = trash, trash_articles, shelf
        self._keeping, self._window, self._pool = keeping, window, pool
        self.dialog: TrashDialog | None = None  # while it is open
        self._loading = Latest(pool, self)
        self._loading.failed.connect(self.problem_met)
        self._loading.crashed.connect(self.problem_met)
        keeping.done.connect(lambda _done: self._load())

    def show(self) -> None:
        """Open the trash, or bring it to the front."""
        if self.dialog is None:
            dialog = self.dialog = TrashDialog(parent=self._window)
            dialog.restored.connect(self._restore)
            dialog.emptied.connect(self._empty)
            dialog.chosen.connect(self.article_wanted)
            dialog.finished.connect(lambda _result: self._forget())
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self._load()

    def _forget(self) -> None:
        self._loading.cancel()
        self.dialog = None

    def _load(self) -> None:
        if self.dialog is not None:
            self._loading.run(self._rows, self._on_loaded)

    def _rows(self) -> list[ShelfRow]:
        numbers = self._trash.all()
        portions = (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
        return [row for some in portions for row in self._shelf.rows(some, in_trash=True)]

    def _on_loaded(self, rows: object) -> None:
        assert isinstance(rows, list)
        if self.dialog is not None:
            self.dialog.show_rows(rows)

    def _restore(self, numbers: Sequence[ArticleNumber]) -> None:
        """Take these out, or all of them where none is named."""
        annotate = self._keeping.annotate
        self._keeping.do(
            lambda: annotate.restore(numbers or self._trash.all()),
            filters=True,
            then=lambda _moved: self.changed.emit(),
        )

    def _empty(self) -> None:
        run_job(
            lambda: self._trash_articles.empty(ticket=Ticket()),
            self._on_emptied,
            owner=self,
            pool=self._pool,
            failed=self.problem_met.emit,
        )
        if self.dialog is not None:
            self.dialog.say("The trash is being emptied…")

    def _on_emptied(self, count: object) -> None:
        assert isinstance(count, int)
        if self.dialog is not None:
            articles = "1 article was" if count == 1 else f"{count:,} articles were"
            self.dialog.say(f"{articles} deleted.")
        self._load()
        self.changed.emit()
