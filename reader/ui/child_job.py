"""Long work in a process of its own: our own command line, with its progress."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from reader.errors import ReaderError

ENDING_MS = 3_000  # how long the program waits for a child it has ended


class ChildJob(QObject):
    """One run of our own command line in a child process, with its progress. Connect first, then start.

    Exactly one of succeeded and failed follows, on the GUI thread. After cancel(), only cancelled does, when the
    child has ended. A child can be ended at any moment: what it did is kept, the rest is found and done later.
    """

    progressed = Signal(str, int, int, int)  # what it does, done, total, articles so far where it counts other things
    succeeded = Signal(dict)  # its last report; empty if it gave none
    failed = Signal(object)  # a ReaderError
    cancelled = Signal()

    def __init__(self, command: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._report: dict[str, object] = {}
        self._stopped = False
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_output_ready)
        self._process.finished.connect(self._on_process_finished)
        self._process.errorOccurred.connect(self._on_process_error)

    def start(self) -> None:
        self._process.start(self._command[0], self._command[1:])

    def send(self, line: str) -> None:
        """Write a line to its standard input. A child that does not read, or has ended, takes no notice."""
        if self._process.state() is not QProcess.ProcessState.NotRunning:  # while it starts, it is kept for it
            self._process.write(f"{line}\n".encode())

    def cancel(self) -> None:
        self._stopped = True
        self._process.kill()

    def end_now(self) -> None:
        """The program closes: end the child and wait for it."""
        self._stopped = True
        self._process.kill()
        self._process.waitForFinished(ENDING_MS)

    @Slot()
    def _on_output_ready(self) -> None:
        while self._process.canReadLine():
            try:
                event = json.loads(bytes(self._process.readLine().data()))
            except ValueError:
                continue  # not ours: a library's word to standard output
            if not isinstance(event, dict):
                continue
            if event.get("event") == "progress" and not self._stopped:
                self.progressed.emit(
                    str(event["stage"]), int(event["done"]), int(event["total"]), int(event.get("articles", 0))
                )
            else:
                self._report = event

    @Slot(int, QProcess.ExitStatus)
    def _on_process_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_output_ready()
        if self._stopped:
            self.cancelled.emit()
        elif status is QProcess.ExitStatus.NormalExit and (code == 0 or self._report.get("event") == "report"):
            self.succeeded.emit(self._report)
        else:
            self.failed.emit(self._fault(crashed=status is QProcess.ExitStatus.CrashExit))
        self.deleteLater()

    @Slot(QProcess.ProcessError)
    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # no finished signal follows
            problem = f"The work in the background could not start: {self._process.errorString()}."
            self.failed.emit(ReaderError(problem, remedy="Start Read Also again; what is missing is done then."))
            self.deleteLater()

    def _fault(self, *, crashed: bool) -> ReaderError:
        """What the child said on standard error, in its own words where it had some."""
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        last = said.splitlines()[-1] if said else ""
        if not crashed and last.startswith("readalso: "):
            return ReaderError(last.removeprefix("readalso: "), remedy="Nothing that was stored is lost.")
        return ReaderError(
            f"The work in the background ended unexpectedly{f' ({last})' if last else ''}.",
            remedy="What is stored is safe; the rest is done at the next start.",
        )
