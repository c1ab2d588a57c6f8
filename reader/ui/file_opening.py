"""On macOS a double-click on a file starts no second program: the running one is told by an event.

Its own kind of application, and no event filter: Qt would ask a filter on the application about every event there is.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

Open = Callable[[tuple[Path, ...]], object]


class FileOpeningApplication(QApplication):
    """Gives on the files that the system asks it to open. Threads: GUI."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._open: Open | None = None
        self._early: list[Path] = []  # they come before there is a window

    def open_files_with(self, open_files: Open) -> None:
        """From now on files go there; those that came before go at once."""
        self._open = open_files
        early, self._early = self._early, []
        if early:
            open_files(tuple(early))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._take(Path(event.file()))
            return True
        return super().event(event)

    def _take(self, path: Path) -> None:
        if self._open is None:
            self._early.append(path)
        else:
            self._open((path,))


def open_files_with(open_files: Open) -> None:
    """Have files that the system asks the running program to open go there; systems that never ask change nothing."""
    application = QApplication.instance()
    if isinstance(application, FileOpeningApplication):
        application.open_files_with(open_files)
