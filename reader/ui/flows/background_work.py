"""Long work in a child process, one after the other: imports, what is missing, a new index, and last of all names."""

import json
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from reader.articles.article import ArticleNumber
from reader.database.faults import being_read_only
from reader.errors import ReaderError
from reader.library.importers.draft import NO_OPTIONS, ReadOptions, options_as_json
from reader.library.imports import Imports
from reader.library.shelf import Shelf
from reader.search.index import SearchIndex
from reader.tasks.backups import Backups
from reader.tasks.find_families import FindFamilies
from reader.tasks.name_articles import NameArticles
from reader.tasks.pending_work import PendingWork, pending_work
from reader.ui.background import Latest, run_job
from reader.ui.child_job import ChildJob

GROWTH_PAUSE_MS = 400  # the list is not brought up to date more often than this while articles arrive
NAMES_PAUSE_MS = 5_000  # the same while names are found, which change little in it
ESTIMATE_AFTER_SECONDS = 1.0  # earlier, "how long still" would be a guess


class WorkKind(StrEnum):
    COMPLETE = "complete"
    IMPORT = "import"
    REBUILD = "rebuild"
    NAMES = "names"
    SCAN = "scan"  # of the watched folders
    BACKUP = "backup"


PAUSABLE = (WorkKind.IMPORT, WorkKind.SCAN)
AUTOMATIC_BACKUP = ("backup", "--automatic", "--progress")
BACKUP_LOOK_MS = 3_600_000  # how often a window that stays open looks whether it is time for one
BACKUP_RETRY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class _Order:
    kind: WorkKind
    arguments: tuple[str, ...]
    told: str = ""  # a line for its standard input
    goes_first: bool = False  # it is not broken off for anything: others would have to do it themselves


@dataclass(frozen=True, slots=True)
class _Stage:
    """What a child is doing, and since when."""

    words: str
    first: int  # how many were done when it began
    since: float

    def seconds_left(self, done: int, total: int) -> float | None:
        elapsed = time.monotonic() - self.since
        if done <= self.first or elapsed < ESTIMATE_AFTER_SECONDS or total <= 0:
            return None
        return elapsed / (done - self.first) * (total - done)

    def words_for(self, done: int, total: int, articles: int) -> str:
        """ "Importing 1,240 of 5,000 files · 1,310 articles · 85 a second"."""
        words = f"{self.words} {done:,} of {total:,}" if total > 0 else f"{self.words} {done:,}"
        if not articles:
            return words
        words += f" {'file' if total == 1 else 'files'} · {articles:,} {'article' if articles == 1 else 'articles'}"
        elapsed = time.monotonic() - self.since
        return words if elapsed < ESTIMATE_AFTER_SECONDS else f"{words} · {articles / elapsed:,.0f} a second"


class BackgroundWorkFlow(QObject):
    """Runs the long jobs one after the other and tells how they go. Threads: GUI."""

    progressed = Signal(str, int, int, object)  # what in words, done, total, seconds left or None
    library_grew = Signal()  # there may be new articles, names or index entries
    finished = Signal(object, object)  # WorkKind, the report as a dict
    cancelled = Signal(object)  # WorkKind
    failed = Signal(object)  # WorkKind; the reason went to problem_met
    all_done = Signal()  # nothing runs any more
    pausing_changed = Signal(bool, bool)  # whether what runs can be paused, and whether it is
    names_wait = Signal()  # there are articles without names
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        command: Sequence[str],
        shelf: Shelf,
        name_articles: NameArticles,
        find_families: FindFamilies | None = None,
        imports: Imports,
        search_index: SearchIndex,
        pool: QThreadPool,
        parent: QObject,
        backups: Backups | None = None,
        read_only: bool = False,
    ) -> None:
        """`command` starts this program on this library. `read_only`: it is a backup, and nothing is done to it."""
        super().__init__(parent)
        self._command = tuple(command)
        self._shelf, self._imports, self._search_index = shelf, imports, search_index
        self._name_articles, self._find_families = name_articles, find_families
        self._pool = pool
        self._looking = Latest(pool, self)
        self._looking.failed.connect(self.problem_met)
        self._looking.crashed.connect(self.problem_met)
        self._waiting: deque[_Order] = deque()
        self._child: ChildJob | None = None
        self._running: _Order | None = None
        self._stage = _Stage("", 0, 0.0)
        self._paused_at = 0.0  # a moment; 0: it goes on
        self._preferred: list[ArticleNumber] = []  # what the reader looks at
        self._look_again = False  # articles came, or corrections: there may be names to be found
        self._steps_aside = False  # finding names, or a backup, is broken off for something that the reader waits for
        self._growing = QTimer(self)
        self._growing.setSingleShot(True)
        self._growing.setInterval(GROWTH_PAUSE_MS)
        self._growing.timeout.connect(self.library_grew)
        self._backups, self._read_only = backups, read_only
        self._ended = False  # the program closes
        self._backup_failed_at = 0.0  # a moment; 0: none did
        self._backup_looking = QTimer(self)
        self._backup_looking.setInterval(BACKUP_LOOK_MS)
        self._backup_looking.timeout.connect(lambda: None if self.busy else self.complete())
        self._backup_looking.start()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be done to the library: it is a backup."""
        return self._read_only

    @property
    def busy(self) -> bool:
        """Whether something runs, or it is just being looked whether something is to be run."""
        return self._child is not None or self._looking.busy

    @property
    def brings_articles(self) -> bool:
        """Whether articles or entries of the index may still come."""
        return self.busy and (self._running is None or self._running.kind not in (WorkKind.NAMES, WorkKind.BACKUP))

    def prefer(self, numbers: Sequence[ArticleNumber]) -> None:
        """The reader looks at these articles: their names are found first."""
        self._preferred = list(numbers)
        self._tell_preferred()

    def complete(self) -> None:
        """Look whether an earlier run left something undone, or this is the first, and do it. Else do nothing."""
        if self._ended:
            return
        if self._read_only:
            self.all_done.emit()
            return
        failed_at = self._backup_failed_at
        failed = failed_at > 0.0 and time.monotonic() - failed_at < BACKUP_RETRY_SECONDS
        self._looking.run(
            lambda: pending_work(
                shelf=self._shelf,
                imports=self._imports,
                search_index=self._search_index,
                name_articles=self._name_articles,
                find_families=self._find_families,
                backups=None if failed else self._backups,
            ),
            self._on_looked,
        )

    def import_paths(self, paths: Sequence[Path], options: ReadOptions = NO_OPTIONS) -> None:
        """Take in these files and folders. Told on standard input: a command line has no room for thousands."""
        told = json.dumps({"paths": [str(path) for path in paths], "options": options_as_json(options)})
        arguments = ("import", "--paths-from-stdin", "--names-later", "--progress")
        self._add(_Order(WorkKind.IMPORT, arguments, told))

    def scan_folders(self, paths: Sequence[Path] = ()) -> None:
        """Look for what is new in the watched folders, or in these parts of them only."""
        told = json.dumps({"paths": [str(path) for path in paths]})
        self._add(_Order(WorkKind.SCAN, ("watch", "scan", "--paths-from-stdin", "--progress"), told))

    def pause(self, on: bool) -> None:
        """Let an import rest, or go on."""
        if self._child is None or self._running is None or self._running.kind not in PAUSABLE:
            return
        self._child.send(json.dumps({"pause": on}))
        now = time.monotonic()
        if not on and self._paused_at:  # the time it rested does not count
            self._stage = replace(self._stage, since=self._stage.since + now - self._paused_at)
        self._paused_at = now if on else 0.0
        self.pausing_changed.emit(True, on)

    def rebuild_index(self) -> None:
        if all(order.kind is not WorkKind.REBUILD for order in (*self._waiting, self._running) if order):
            self._add(_Order(WorkKind.REBUILD, ("index", "--rebuild", "--progress")))

    def back_up(self) -> None:
        """Make a backup now."""
        self._add(_Order(WorkKind.BACKUP, ("backup", "--progress")))

    def cancel(self) -> None:
        """Stop what runs now. What it stored stays; an import is not taken up again."""
        if self._child is not None:
            self._child.cancel()

    def end_now(self) -> None:
        """The program closes: what is not finished is found and done at the next start. Nothing is begun any more."""
        self._ended = True
        self._growing.stop()
        self._backup_looking.stop()
        self._looking.cancel()
        self._waiting.clear()
        if self._child is not None:
            self._child.blockSignals(True)
            self._child.end_now()
            self._child = None

    def _on_looked(self, pending: object) -> None:
        assert isinstance(pending, PendingWork)
        if pending.articles or pending.names:
            self.names_wait.emit()
        if pending.upgrade:
            self._add(_Order(WorkKind.BACKUP, AUTOMATIC_BACKUP, goes_first=True))
        elif pending.articles:
            self._add(_Order(WorkKind.COMPLETE, ("index", "--bundled", "--names-later", "--progress")))
        elif pending.backup:
            self._add(_Order(WorkKind.BACKUP, AUTOMATIC_BACKUP))
        elif pending.names:
            self._add(_Order(WorkKind.NAMES, ("index", "--first-from-stdin", "--progress")))
        elif self._child is None:
            self.all_done.emit()

    def _add(self, order: _Order) -> None:
        if self._ended:  # a timer or an answer that came too late: the library may be being restored
            return
        if self._read_only:
            self.problem_met.emit(being_read_only())
            return
        if any(waiting == order for waiting in (self._running, *self._waiting)) and order.kind is not WorkKind.IMPORT:
            self._look_again |= order == self._running  # it may be past what there is to be done now
            return
        self._waiting.append(order)
        if self._child is None:
            self._start_next()
        elif self._running is not None and _can_wait(self._running) and not self._steps_aside:
            self._steps_aside = self._look_again = True
            self._child.cancel()  # nothing is lost by it

    def _start_next(self) -> None:
        if not self._waiting:
            self._running = None
            if self._look_again:
                self._look_again = False
                self.complete()
            else:
                self.all_done.emit()
            return
        self._running = self._waiting.popleft()
        self._child = ChildJob([*self._command, *self._running.arguments], self)
        self._child.progressed.connect(self._on_child_progressed)
        self._child.succeeded.connect(self._on_child_succeeded)
        self._child.failed.connect(self._on_child_failed)
        self._child.cancelled.connect(self._on_child_cancelled)
        self._stage = _Stage("", 0, 0.0)
        self._paused_at = 0.0
        self.pausing_changed.emit(self._running.kind in PAUSABLE, False)
        self._growing.setInterval(NAMES_PAUSE_MS if self._running.kind is WorkKind.NAMES else GROWTH_PAUSE_MS)
        self._child.start()
        if self._running.told:
            self._child.send(self._running.told)
        self._tell_preferred()

    def _tell_preferred(self) -> None:
        if self._child is not None and self._running is not None and self._running.kind is WorkKind.NAMES:
            self._child.send(json.dumps({"first": self._preferred}))

    def _on_child_progressed(self, words: str, done: int, total: int, articles: int) -> None:
        if words != self._stage.words or done < self._stage.first:
            self._stage = _Stage(words, done, time.monotonic())
        left = self._stage.seconds_left(done, total)
        self.progressed.emit(self._stage.words_for(done, total, articles), done, total, left)
        if not self._growing.isActive():
            self._growing.start()

    def _on_child_succeeded(self, report: object) -> None:
        kind = self._running.kind if self._running is not None else None
        self._look_again |= kind in (WorkKind.IMPORT, WorkKind.COMPLETE, WorkKind.BACKUP)
        self._end_of_child(lambda kind: self.finished.emit(kind, report))

    def _on_child_failed(self, error: ReaderError) -> None:
        self._note_missed_backup()

        def tell(kind: WorkKind) -> None:
            self.problem_met.emit(error)
            self.failed.emit(kind)

        self._end_of_child(tell)

    def _on_child_cancelled(self) -> None:
        if self._steps_aside:
            self._steps_aside = False
            self._end_of_child(lambda _kind: None)
            return
        self._look_again = False  # the reader does not want it
        self._note_missed_backup()
        if self._running is not None and self._running.kind in (WorkKind.IMPORT, WorkKind.COMPLETE):
            run_job(
                self._imports.give_up_unfinished,
                lambda _none: self.complete(),  # the names of what came in
                owner=self,
                pool=self._pool,
                failed=self.problem_met.emit,
            )
        self._end_of_child(self.cancelled.emit)

    def _note_missed_backup(self) -> None:
        """It is not tried again today; what would have come after it comes now."""
        if self._running is not None and self._running.arguments == AUTOMATIC_BACKUP:
            self._backup_failed_at = time.monotonic()
            self._look_again = True

    def _end_of_child(self, tell: Callable[[WorkKind], object]) -> None:
        assert self._running is not None
        kind = self._running.kind
        self._child = None
        self._growing.stop()
        self.library_grew.emit()
        tell(kind)
        self._start_next()


def _can_wait(order: _Order) -> bool:
    """Nothing is lost by breaking it off for something that the reader waits for, and doing it later."""
    return order.kind is WorkKind.NAMES or (order.arguments == AUTOMATIC_BACKUP and not order.goes_first)
