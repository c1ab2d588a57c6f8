"""Long work in a child process: imports, completing what is missing, rebuilding the index; one after the other."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.errors import ReaderError
from reader.library.imports import Imports
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.pending_work import PendingWork, pending_work
from reader.ui.background import Job, Latest
from reader.ui.child_job import ChildJob

GROWTH_PAUSE_MS = 400  # the list is not brought up to date more often than this while articles arrive
ESTIMATE_AFTER_SECONDS = 1.0  # earlier, "how long still" would be a guess


class WorkKind(StrEnum):
    COMPLETE = "complete"
    IMPORT = "import"
    REBUILD = "rebuild"


@dataclass(frozen=True, slots=True)
class _Order:
    kind: WorkKind
    arguments: tuple[str, ...]


class BackgroundWorkFlow(QObject):
    """Runs the long jobs one after the other and tells how they go. Threads: GUI."""

    progressed = Signal(str, int, int, object)  # what in words, done, total, seconds left or None
    library_grew = Signal()  # there may be new articles, names or index entries
    finished = Signal(object, object)  # WorkKind, the report as a dict
    cancelled = Signal(object)  # WorkKind
    all_done = Signal()  # nothing runs any more
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        command: Sequence[str],
        shelf: Shelf,
        names: Names,
        imports: Imports,
        search_index: SearchIndex,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        """`command` starts this program on this library."""
        super().__init__(parent)
        self._command = tuple(command)
        self._shelf, self._names, self._imports, self._search_index = shelf, names, imports, search_index
        self._pool = pool
        self._looking = Latest(pool, self)
        self._looking.failed.connect(self.problem_met)
        self._looking.crashed.connect(self.problem_met)
        self._waiting: deque[_Order] = deque()
        self._child: ChildJob | None = None
        self._running: _Order | None = None
        self._started = 0.0
        self._growing = QTimer(self)
        self._growing.setSingleShot(True)
        self._growing.setInterval(GROWTH_PAUSE_MS)
        self._growing.timeout.connect(self.library_grew)

    @property
    def busy(self) -> bool:
        """Whether something runs, or it is just being looked whether something is to be run."""
        return self._child is not None or self._looking.busy

    def complete(self) -> None:
        """Look whether an earlier run left something undone, or this is the first, and do it. Else do nothing."""
        self._looking.run(
            lambda: pending_work(
                shelf=self._shelf, names=self._names, imports=self._imports, search_index=self._search_index
            ),
            self._on_looked,
        )

    def import_paths(self, paths: Sequence[Path]) -> None:
        self._add(_Order(WorkKind.IMPORT, ("import", "--progress", *(str(path) for path in paths))))

    def rebuild_index(self) -> None:
        if all(order.kind is not WorkKind.REBUILD for order in (*self._waiting, self._running) if order):
            self._add(_Order(WorkKind.REBUILD, ("index", "--rebuild", "--progress")))

    def cancel(self) -> None:
        """Stop what runs now. What it stored stays; an import is not taken up again."""
        if self._child is not None:
            self._child.cancel()

    def end_now(self) -> None:
        """The program closes: what is not finished is found and done at the next start."""
        self._waiting.clear()
        if self._child is not None:
            self._child.blockSignals(True)
            self._child.end_now()
            self._child = None

    def _on_looked(self, pending: object) -> None:
        assert isinstance(pending, PendingWork)
        if not pending:
            self.all_done.emit()
        else:
            self._add(_Order(WorkKind.COMPLETE, ("index", "--bundled", "--progress")))

    def _add(self, order: _Order) -> None:
        self._waiting.append(order)
        if self._child is None:
            self._start_next()

    def _start_next(self) -> None:
        if not self._waiting:
            self._running = None
            self.all_done.emit()
            return
        self._running = self._waiting.popleft()
        self._child = ChildJob([*self._command, *self._running.arguments], self)
        self._child.progressed.connect(self._on_child_progressed)
        self._child.succeeded.connect(self._on_child_succeeded)
        self._child.failed.connect(self._on_child_failed)
        self._child.cancelled.connect(self._on_child_cancelled)
        self._started = time.monotonic()
        self._child.start()

    def _on_child_progressed(self, words: str, done: int, total: int) -> None:
        elapsed = time.monotonic() - self._started
        left = elapsed / done * (total - done) if done and elapsed > ESTIMATE_AFTER_SECONDS else None
        self.progressed.emit(f"{words} {done:,} of {total:,}", done, total, left)
        if not self._growing.isActive():
            self._growing.start()

    def _on_child_succeeded(self, report: object) -> None:
        self._end_of_child(lambda kind: self.finished.emit(kind, report))

    def _on_child_failed(self, error: ReaderError) -> None:
        self._end_of_child(lambda _kind: self.problem_met.emit(error))

    def _on_child_cancelled(self) -> None:
        if self._running is not None and self._running.kind is not WorkKind.REBUILD:
            giving_up = Job(lambda _ticket: self._imports.give_up_unfinished(), self)
            giving_up.failed.connect(self.problem_met)
            giving_up.crashed.connect(self.problem_met)
            giving_up.start(self._pool)
        self._end_of_child(self.cancelled.emit)

    def _end_of_child(self, tell: Callable[[WorkKind], object]) -> None:
        assert self._running is not None
        kind = self._running.kind
        self._child = None
        self._growing.stop()
        self.library_grew.emit()
        tell(kind)
        self._start_next()
