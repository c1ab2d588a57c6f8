"""The watched folders: added, paused, removed, and everything that is wrong with them in one place."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.library.watched_folders import WatchedFolder, WatchedProblem
from reader.ui.dates import local_moment
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line

HEADS = ("Folder", "State", "Files", "Last looked through")
FILES = 2  # the column
NOTHING = (
    "No folder is watched.\n\nAdd one, and the articles in it come into the library by themselves, now and whenever"
    " new ones arrive. What you remove from the folder stays in the library."
)
NO_PROBLEM = "Everything in the watched folders could be read."


class WatchedFoldersDialog(ListingDialog):
    """Shows what it is given; it decides nothing. Threads: GUI."""

    adding_wanted = Signal()
    removing_wanted = Signal(str)
    pausing_wanted = Signal(str, bool)
    scan_wanted = Signal()
    folder_wanted = Signal(object)  # the Path of something whose folder is to be shown

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__("Watched folders", HEADS, nothing=NOTHING, unit=("folder", "folders"), parent=parent)
        self.setObjectName("watchedFolders")
        self.set_widths(0, 210, 130, 160)
        self.align_right(FILES)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # of paths both ends say most
        self.resize(900, 480)
        self._problems: Sequence[WatchedProblem] = ()
        self._list: ListingDialog | None = None
        self.add_button("&Add…", self.adding_wanted.emit)
        self._pause = self.add_button("&Pause", self._on_pause_clicked, of_selected=True)
        self.add_button("&Remove", self.remove_selected, of_selected=True)
        self._problem_button = self.add_button("", self.show_problems, right=True)
        self._problem_button.hide()
        self._look = self.add_button("&Look now", self.scan_wanted.emit, right=True)
        self.add_deleting(self.remove_selected)
        self.chosen.connect(self._on_chosen)
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._name_pause())

    def show_folders(self, folders: Sequence[WatchedFolder], problems: Sequence[WatchedProblem]) -> None:
        self._problems = problems
        self.show_lines([Line(_cells(one), one) for one in folders])
        count = len(problems)
        self._problem_button.setText(f"{count:,} {'problem' if count == 1 else 'problems'}…")
        self._problem_button.setVisible(count > 0)
        self._look.setEnabled(any(not one.paused for one in folders))
        if self._list is not None:
            self._list.show_lines(_problem_lines(problems))
        self._name_pause()

    def show_problems(self) -> None:
        """What could not be read, with the reasons."""
        dialog = self._list = ListingDialog(
            "Problems in watched folders", ("File or folder", "Why"), nothing=NO_PROBLEM, unit=("problem", "problems"),
            parent=self,
        )  # fmt: skip
        dialog.setObjectName("watchedProblems")
        dialog.set_widths(0, 360)
        dialog.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        dialog.show_lines(_problem_lines(self._problems))
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(self._forget_list)
        dialog.show()

    def remove_selected(self) -> None:
        for folder in self._selected_folders():
            self.removing_wanted.emit(folder.path)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, WatchedFolder | WatchedProblem):
            self.folder_wanted.emit(Path(key.path))

    def _on_pause_clicked(self) -> None:
        folders = self._selected_folders()
        on = any(not folder.paused for folder in folders)
        for folder in folders:
            self.pausing_wanted.emit(folder.path, on)

    def _name_pause(self) -> None:
        folders = self._selected_folders()
        _rename(self._pause, "Go &on" if folders and all(folder.paused for folder in folders) else "&Pause")

    def _selected_folders(self) -> list[WatchedFolder]:
        return [key for key in self.selected() if isinstance(key, WatchedFolder)]

    def _forget_list(self, _result: int) -> None:
        self._list = None


def state_in_words(folder: WatchedFolder) -> str:
    """ "Watched", "Paused", or why it is not."""
    if folder.paused:
        return "Paused"
    first, stop, _rest = folder.problem.partition(". ")
    return f"{first}{stop.rstrip()}" or "Watched"


def files_in_words(folder: WatchedFolder) -> str:
    """ "5,000", "4,998 · 2 gone"."""
    return f"{folder.files:,} · {folder.gone:,} gone" if folder.gone else f"{folder.files:,}"


def _cells(folder: WatchedFolder) -> tuple[str, ...]:
    return folder.path, state_in_words(folder), files_in_words(folder), _moment(folder.scanned_at)


def _problem_lines(problems: Sequence[WatchedProblem]) -> list[Line]:
    return [Line((problem.path, problem.reason), problem) for problem in problems]


def _moment(when: str) -> str:
    return local_moment(when) if when else "not yet"


def _rename(button: QPushButton, words: str) -> None:
    if button.text() != words:
        button.setText(words)
