"""What is on the screen while a backup is put in the place of the library; the program then starts anew."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from reader.errors import ReaderError
from reader.ui.child_job import ChildJob
from reader.ui.progress_window import ProgressWindow


class RestoringWindow(ProgressWindow):
    """The window over the library is closed meanwhile, so that nothing has the library open.

    Threads: GUI.
    """

    ended = Signal()  # restored, or not and the reader has read why: the program is to start anew

    def __init__(self, words: str) -> None:
        """`words`: what is being restored."""
        super().__init__(f"Restoring {words}…", name="restoringWindow")
        self.button = QPushButton("&Open Read Also")
        self.button.clicked.connect(self._on_button_clicked)
        self.button.hide()
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)

    def begin(self, command: Sequence[str]) -> None:
        """Run this command, which restores. Nothing may have the library open any more."""
        job = ChildJob(command, self)
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(lambda _report: self.ended.emit())
        job.failed.connect(self._on_failed)
        job.start()

    def _on_progressed(self, _words: str, done: int, total: int, *_more: object) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_failed(self, error: ReaderError) -> None:
        self.bar.hide()
        self.words.setText(f"The backup was not restored. {error.problem}")
        self.button.show()
        self.button.setFocus()

    def _on_button_clicked(self) -> None:
        self.ended.emit()
