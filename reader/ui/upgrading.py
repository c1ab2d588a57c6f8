"""What is on the screen while the library of an older version is backed up and brought up to date."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QThreadPool
from PySide6.QtGui import QCloseEvent

from reader.errors import CancelledError
from reader.ticket import Ticket
from reader.ui.background import Job
from reader.ui.progress_window import ProgressWindow

BACKING_UP = "This is a new version of Read Also. Your library is backed up first…"
CHANGING = "Your library is brought up to date…"


class UpgradingWindow(ProgressWindow):
    """Closing it stops the work where nothing is changed yet; what is being changed is completed. Threads: GUI."""

    def __init__(self) -> None:
        super().__init__(BACKING_UP, name="upgradingWindow")
        self._pool = QThreadPool(self)
        self._loop = QEventLoop(self)
        self._outcome: tuple[object, Exception | None] = (None, CancelledError())
        self._job: Job | None = None

    def run(self, work: Callable[[Ticket], object]) -> object:
        """Do `work` on a thread while the window tells how it goes; what it returned.

        Raises:
            ReaderError: what the work met.
            CancelledError: the window was closed.
        """
        job = self._job = Job(work, self)
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(lambda result: self._keep(result, None))
        for told in (job.failed, job.crashed):
            told.connect(lambda error: self._keep(None, error))
        job.ended.connect(self._loop.quit)
        job.start(self._pool)
        self.show()
        self._loop.exec()
        self._job = None
        self._pool.waitForDone()
        self.close()
        self.deleteLater()  # the job under it goes in the same way, after what is still on its way to it
        result, error = self._outcome
        if error is not None:
            raise error
        return result

    def _on_progressed(self, done: int, total: int) -> None:
        backing_up = done < total
        self.words.setText(BACKING_UP if backing_up else CHANGING)
        self.bar.setRange(0, total // 1_000 if backing_up else 0)  # in KB: Qt counts to two thousand million
        self.bar.setValue(done // 1_000)

    def _keep(self, result: object, error: Exception | None) -> None:
        self._outcome = result, error

    # Qt's own names

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is None:
            event.accept()
            return
        self._job.cancel()  # heard between two pieces of the backup
        event.ignore()
