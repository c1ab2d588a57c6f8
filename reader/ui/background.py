"""Short work off the GUI thread, on a thread. Long work has a process of its own: see `child_job`."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from reader.errors import CancelledError, ReaderError
from reader.log import Log
from reader.ticket import Ticket

log = Log(__name__)


class Job(QObject):
    """One piece of work off the GUI thread. Connect first, then start.

    Exactly one of succeeded, failed and crashed follows, on the GUI thread. After cancel(), none does.
    """

    progressed = Signal(int, int)  # done, total
    succeeded = Signal(object)  # what the work returned
    failed = Signal(object)  # a ReaderError: show it
    crashed = Signal(object)  # anything else: our bug, report it
    ended = Signal()  # after that, and after cancel() too: its thread is free again
    _ended = Signal(object, object)  # result, error; emitted on the pool thread

    def __init__(self, work: Callable[[Ticket], object], parent: QObject) -> None:
        super().__init__(parent)  # the parent keeps the job alive until it has delivered
        self._work = work
        self._ticket = Ticket(self.progressed.emit)
        self._ended.connect(self._on_ended)

    def start(self, pool: QThreadPool, priority: int = 0) -> None:
        # Not by QRunnable.create: the pool deletes that object, PySide never learns of it and takes whatever comes to
        # lie at the same address for a QRunnable (seen with 6.11.3: clipboards and widgets, and then a crash).
        pool.start(self._run, priority)

    def cancel(self) -> None:
        self._ticket.cancel()

    def _run(self) -> None:  # pool thread: touch no widget here
        if self._ticket.cancelled:
            self._ended.emit(None, CancelledError())
            return
        try:
            result = self._work(self._ticket)
        except Exception as error:  # parted into faults and bugs by _on_ended
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    @Slot(object, object)
    def _on_ended(self, result: object, error: Exception | None) -> None:
        if not self._ticket.cancelled and not isinstance(error, CancelledError):
            if error is None:
                self.succeeded.emit(result)
            elif isinstance(error, ReaderError):
                self.failed.emit(error)
            else:
                log.critical("a bug", exc_info=error)
                self.crashed.emit(error)
        self.ended.emit()
        self.deleteLater()


def run_job(
    work: Callable[[], object],
    then: Callable[..., object] | None = None,
    *,
    owner: QObject,
    pool: QThreadPool,
    failed: Callable[[object], object],
) -> Job:
    """Do `work` on a thread, then `then` with its result on the GUI thread; `failed` is told of faults and of bugs.

    Nothing newer cancels it: for what is written. What is asked again and again goes to `Latest`. Threads: GUI.
    """
    job = Job(lambda _ticket: work(), owner)
    if then is not None:
        job.succeeded.connect(then)
    job.failed.connect(failed)
    job.crashed.connect(failed)
    job.start(pool)
    return job


class Latest(QObject):
    """Runs jobs of one kind: a newer one cancels the older, so a late answer cannot land.

    With `in_turn` a newer one also waits until the older has left its thread, and takes the place of any that waits:
    for what is asked at every key press, because Python's threads would only make one another late.
    Threads: the GUI thread.
    """

    failed = Signal(object)
    crashed = Signal(object)

    def __init__(self, pool: QThreadPool, parent: QObject, *, in_turn: bool = False, priority: int = 0) -> None:
        super().__init__(parent)
        self._pool = pool
        self._priority = priority  # of those that wait for a thread of the pool, the highest comes first
        self._in_turn = in_turn
        self._job: Job | None = None  # whose answer is wanted
        self._running = 0  # jobs that have not left their threads, cancelled ones too
        self._retired = False
        self._waiting: tuple[Callable[[], object], Callable[[object], None]] | None = None

    def run(self, work: Callable[[], object], deliver: Callable[[object], None]) -> None:
        """Start `work` on a thread; `deliver` gets its result on the GUI thread, unless something newer was run."""
        self.cancel()
        if self._in_turn and self._running:
            self._waiting = (work, deliver)
        else:
            self._start(work, deliver)

    def cancel(self) -> None:
        self._waiting = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot()
    def retire(self) -> None:
        """Whoever asked is gone: deliver nothing more, and go as soon as no thread is at work for it.

        For what is short-lived, as a dialog: a job must not lose its owner while it runs. Give a parent that stays.
        """
        self.cancel()
        self._retired = True
        if not self._running:
            self.deleteLater()

    @property
    def busy(self) -> bool:
        return self._job is not None or self._waiting is not None

    def _start(self, work: Callable[[], object], deliver: Callable[[object], None]) -> None:
        job = self._job = Job(lambda _ticket: work(), self)
        for told in (job.succeeded, job.failed, job.crashed):  # first of all: who is told may ask whether we are busy
            told.connect(lambda _outcome: self._forget(job))
        job.succeeded.connect(deliver)
        job.failed.connect(self.failed)
        job.crashed.connect(self.crashed)
        job.ended.connect(self._on_job_ended)
        self._running += 1
        job.start(self._pool, self._priority)

    def _forget(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _on_job_ended(self) -> None:
        self._running -= 1
        if self._waiting is not None and not self._running:
            waiting, self._waiting = self._waiting, None
            self._start(*waiting)
        elif self._retired and not self._running:
            self.deleteLater()
