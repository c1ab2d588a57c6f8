"""Watched folders: what comes into them comes into the library by itself.

Folders are watched, not files: 50,000 files are some hundred folders, and a watch costs nothing while nothing happens.
The system does not tell when a file in a folder is written to without being replaced, so that all of it is looked
through now and then as well, which reads no file that is as it was.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from reader.library.watched_folders import WatchedFolder, WatchedFolders
from reader.ui.background import Latest, run_job
from reader.ui.dialogs.list_frame import bring_to_front
from reader.ui.dialogs.watched_folders import WatchedFoldersDialog
from reader.ui.flows.background_work import BackgroundWorkFlow, WorkKind
from reader.ui.folders import show_folder

LONGEST_MS = 20_000  # where something changes all the time, it is looked at then nevertheless
QUIET_MS = 1_500  # a folder is looked at when nothing has changed in it for so long: what is copied is whole then
AGAIN_MS = 15 * 60_000  # all of it, for what the system did not tell
RETURN_MS = 2 * 60_000  # or when the reader comes back to the window, if it was not looked at for so long
MOST_WATCHED = 10_000  # folders; systems allow some ten thousand for all programs together
AT_ONCE = 64  # folders put under watch before the window has its turn again


class WatchingFlow(QObject):
    """Keeps the system's watch on the folders, and has them looked through. Threads: GUI."""

    problem_met = Signal(object)

    def __init__(
        self, *, watched_folders: WatchedFolders, work: BackgroundWorkFlow, window: QWidget, pool: QThreadPool
    ) -> None:
        super().__init__(window)
        self._watched, self._work, self._window, self._pool = watched_folders, work, window, pool
        self._watcher: QFileSystemWatcher | None = None  # made for the first folder
        self._dialog: WatchedFoldersDialog | None = None
        self._scan_wanted = False  # when they are known: they are others now, or it is the start
        self._changed: set[str] = set()
        self._to_watch: list[str] = []
        self._folders: list[WatchedFolder] = []
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._scan_changed)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._longest.timeout.connect(self._scan_changed)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.scan_all)
        self._since_scan = QTimer(self, singleShot=True, interval=RETURN_MS)
        self._adding = QTimer(self, interval=0)
        self._adding.timeout.connect(self._watch_some)
        self._loading = Latest(pool, self)
        self._loading.failed.connect(self.problem_met)
        self._loading.crashed.connect(self.problem_met)
        work.finished.connect(self._on_work_finished)
        QApplication.instance().applicationStateChanged.connect(self._on_state_changed)  # type: ignore[union-attr]

    def begin(self) -> None:
        """Put the folders under watch, and look for what came while nobody did."""
        self._scan_wanted = True
        self._load()

    def show(self) -> None:
        """The list of watched folders."""
        if self._dialog is None:
            dialog = self._dialog = WatchedFoldersDialog(parent=self._window)
            dialog.adding_wanted.connect(self._choose)
            dialog.removing_wanted.connect(lambda path: self._change(lambda: self._watched.remove(path)))
            dialog.pausing_wanted.connect(lambda path, on: self._change(lambda: self._watched.pause(path, on)))
            dialog.scan_wanted.connect(self.scan_all)
            dialog.folder_wanted.connect(self._show_folder)
            dialog.finished.connect(lambda _result: self._forget_dialog())
        bring_to_front(self._dialog)
        self._load()

    def add(self, path: Path) -> None:
        """Watch a folder from now on."""
        self._change(lambda: self._watched.add(path))

    def scan_all(self) -> None:
        """Look through all that are not paused."""
        if not self._work.read_only and any(not folder.paused for folder in self._folders):
            self._since_scan.start()
            self._work.scan_folders()

    def _show_folder(self, path: Path) -> None:
        show_folder(path, pool=self._pool, parent=self, crashed=self.problem_met.emit)

    def _choose(self) -> None:
        dialog = QFileDialog(self._dialog or self._window, "Watch a folder", str(Path.home()))
        dialog.setObjectName("watchDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.add(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _change(self, change: Callable[[], object]) -> None:
        run_job(change, self._on_changed, owner=self, pool=self._pool, failed=self.problem_met.emit)

    def _on_changed(self, _done: object) -> None:
        self._scan_wanted = True
        self._load()

    def _load(self) -> None:
        def look() -> tuple[list[WatchedFolder], list[str], object]:
            folders = self._watched.all()
            below = folders_below([folder.path for folder in folders if not folder.paused])
            return folders, below, self._watched.problems()

        self._loading.run(look, self._on_loaded)

    def _on_loaded(self, found: object) -> None:
        assert isinstance(found, tuple)
        self._folders, below, problems = found
        if self._dialog is not None:
            self._dialog.show_folders(self._folders, problems)
        self._watch(below)
        if any(not folder.paused for folder in self._folders):
            self._again.start()
        else:
            self._again.stop()
        if self._scan_wanted:
            self._scan_wanted = False
            self.scan_all()

    def _watch(self, folders: Sequence[str]) -> None:
        if self._watcher is None:
            if not folders:
                return
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._on_directory_changed)
        wanted, watched = set(folders), set(self._watcher.directories())
        if gone := list(watched - wanted):
            self._watcher.removePaths(gone)
        self._to_watch = sorted(wanted - watched)
        if self._to_watch:
            self._adding.start()

    def _watch_some(self) -> None:
        """A few at a time: each takes the system a moment."""
        some, self._to_watch = self._to_watch[:AT_ONCE], self._to_watch[AT_ONCE:]
        if some and self._watcher is not None:
            self._watcher.addPaths(some)  # those that are refused are looked through now and then, as files are
        if not self._to_watch:
            self._adding.stop()

    def _on_directory_changed(self, path: str) -> None:
        self._changed.add(path)
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()

    def _scan_changed(self) -> None:
        for waiting in (self._quiet, self._longest):
            waiting.stop()
        changed, self._changed = self._changed, set()
        if changed and not self._work.read_only:
            self._work.scan_folders([Path(path) for path in sorted(changed)])

    def _on_work_finished(self, kind: WorkKind, _report: object) -> None:
        if kind in (WorkKind.SCAN, WorkKind.COMPLETE) and (self._folders or self._dialog is not None):
            self._load()  # there may be new folders below, and new problems

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and not self._since_scan.isActive():
            self.scan_all()

    def _forget_dialog(self) -> None:
        self._dialog = None


def folders_below(paths: Sequence[str]) -> list[str]:
    """These folders and all in them, hidden ones left out; at most as many as can be watched. Threads: any."""
    found: dict[str, None] = {}
    for path in paths:
        for folder, below, _files in os.walk(path):
            below[:] = [name for name in below if not name.startswith(".")]
            found[folder] = None
            if len(found) >= MOST_WATCHED:
                return list(found)
    return list(found)
