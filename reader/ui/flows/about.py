"""About the program: what build it is, where everything is kept, and the licences."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader import __version__
from reader.errors import ReaderError
from reader.locations import Locations, portable_folder
from reader.ui.background import Latest
from reader.ui.dialogs.about import AboutDialog, Kept
from reader.ui.dialogs.licences_dialog import LicencesDialog
from reader.ui.dialogs.list_frame import bring_to_front
from reader.ui.folders import show_folder

if TYPE_CHECKING:  # what they load is slow, and hardly ever needed: see the two functions at the end
    from reader.build_info import BuildInfo
    from reader.licences import Component


class AboutFlow(QObject):
    """Opens two dialogs and fills them; the files that say what is in them are read on a thread. Threads: GUI."""

    problem_met = Signal(object)

    def __init__(
        self,
        *,
        locations: Locations,
        window: QWidget,
        pool: QThreadPool,
        parent: QObject,
        open_folder: Callable[[Path], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._locations, self._window, self._pool = locations, window, pool
        self._open_folder = open_folder or self._show_folder
        self._building, self._reading = Latest(pool, self), Latest(pool, self)
        for latest in (self._building, self._reading):
            latest.failed.connect(self.problem_met)
            latest.crashed.connect(self.problem_met)
        self._dialog: AboutDialog | None = None
        self._licences: LicencesDialog | None = None

    def show(self) -> None:
        if self._dialog is None:
            dialog = self._dialog = AboutDialog(
                version=__version__,
                folders=kept_in(self._locations),
                portable=is_portable(self._locations),
                parent=self._window,
            )
            dialog.folder_wanted.connect(self._open_folder)
            dialog.licences_wanted.connect(self.show_licences)
            dialog.finished.connect(self._on_dialog_finished)
            self._building.run(lambda: _tell_build(self._locations), self._on_build_known)
        bring_to_front(self._dialog)

    def show_licences(self) -> None:
        if self._licences is None:
            self._licences = LicencesDialog(parent=self._window)
            self._licences.finished.connect(self._on_licences_finished)
            self._reading.run(_read_components, self._on_components_read)
        bring_to_front(self._licences)

    def _on_build_known(self, told: object) -> None:
        assert isinstance(told, tuple)
        info, details = told
        if self._dialog is not None:
            self._dialog.show_build(info.origin, info.parts, f"{details}{display_in_words()}\n")

    def _on_components_read(self, told: object) -> None:
        assert isinstance(told, tuple)
        if self._licences is not None:
            self._licences.show_components(told)

    def _on_dialog_finished(self, _result: int) -> None:
        self._building.cancel()
        self._dialog = None

    def _on_licences_finished(self, _result: int) -> None:
        self._reading.cancel()
        self._licences = None

    def _show_folder(self, folder: Path) -> None:
        show_folder(folder, pool=self._pool, parent=self, crashed=self.problem_met.emit)


def kept_in(locations: Locations) -> list[Kept]:
    """The folders of this library, in the words of the reader."""
    return [
        Kept("Articles and marks", locations.data),
        Kept("Backups", locations.backups),
        Kept("Search index", locations.cache),
        Kept("Settings", locations.config),
        Kept("Log", locations.log),
    ]


def is_portable(locations: Locations) -> bool:
    """Whether this library is the one beside the program of a portable copy."""
    try:
        beside = portable_folder()
    except ReaderError:  # a library in another folder is open, so nobody has noticed
        return False
    return beside is not None and locations.data == beside


def display_in_words() -> str:
    """How the window is drawn. GUI thread."""
    screen = QGuiApplication.primaryScreen()
    size = f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
    return f"Display {QGuiApplication.platformName()}, {size}"


def _tell_build(locations: Locations) -> "tuple[BuildInfo, str]":
    """The build, and what a report of a mistake should say of it: not the reader's name, nothing of the articles."""
    from reader.build_info import build_info, without_home

    info = build_info()
    lines = [
        f"Read Also {info.version}, {info.origin}",
        info.parts,
        info.system,
        f"Program {info.program}",
        *(f"{kept.what} {kept.folder}" for kept in kept_in(locations)),
    ]
    return info, without_home("\n".join(lines) + "\n")


def _read_components() -> "Sequence[Component]":
    from reader.licences import components

    return components()
