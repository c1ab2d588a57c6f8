"""A library that does not open by itself: it is brought up to date, or the reader decides what is done with it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from reader.database.faults import OlderFileError
from reader.errors import ReaderError
from reader.locations import Locations
from reader.preferences import Preferences, load_preferences
from reader.tasks.newer_library import NewerLibraryError
from reader.tasks.rescue import NoBackupError
from reader.tasks.restore_backup import set_aside
from reader.ticket import Ticket
from reader.ui.fonts import interface_font
from reader.ui.icons import app_icon
from reader.ui.restoring import RestoringWindow
from reader.ui.style_sheet import dress
from reader.ui.theme import ThemeChoice, resolve, system_is_dark
from reader.ui.upgrading import UpgradingWindow

ANEW = "&Keep the damaged file aside and begin anew"
GO_BACK = "&Restore the backup from before the upgrade"

T = TypeVar("T")


def dress_as_chosen(locations: Locations | None = None) -> None:
    """The colours that the reader chose for this library, before there is a window. There must be a QApplication.

    None: it is not known which library it is.
    """
    chosen = Preferences() if locations is None else load_preferences(locations.preferences_file)[0]
    dress(resolve(ThemeChoice(chosen.theme), system_is_dark()))
    QApplication.setFont(interface_font(family=chosen.interface_font))
    QApplication.setWindowIcon(app_icon())


def recover(
    error: ReaderError,
    open_: Callable[[Ticket | None], T],
    *,
    locations: Locations,
    command: Sequence[str],
    start_anew: Callable[[], object],
) -> T | None:
    """What `open_` gives in the end; None where a backup was restored, and the program started anew on it.

    `command` starts this program on this library, `start_anew` does so on its own. There must be a QApplication.

    Raises:
        ReaderError: the reader has been told, and nothing more can be done.
        CancelledError: the reader closed the window while the library was brought up to date; it is as it was.
    """
    QApplication.setQuitOnLastWindowClosed(False)  # what is shown here comes before the window
    try:
        return _recover(error, open_, locations, command, start_anew)
    finally:
        QApplication.setQuitOnLastWindowClosed(True)


def _recover(
    error: ReaderError,
    open_: Callable[[Ticket | None], T],
    locations: Locations,
    command: Sequence[str],
    start_anew: Callable[[], object],
) -> T | None:
    if isinstance(error, OlderFileError):
        try:
            return cast("T", UpgradingWindow().run(open_))
        except ReaderError as met:
            error = met
    if isinstance(error, NoBackupError) and tell_failed_start(error, ANEW):
        set_aside(locations, error.lost)
        return open_(None)
    if isinstance(error, NewerLibraryError) and error.backup is not None:
        if tell_failed_start(error, GO_BACK):
            _restore(error.backup, f"the backup of {error.made_at}", command)
            start_anew()
            return None
    elif not isinstance(error, NoBackupError):
        tell_failed_start(error)
    raise error


def tell_failed_start(error: ReaderError, offer: str = "") -> bool:
    """Say why the window does not open; whether the reader takes what is offered."""
    box = QMessageBox(QMessageBox.Icon.Warning, "The library cannot be opened", error.problem)
    box.setInformativeText(error.way_back if offer and isinstance(error, NewerLibraryError) else error.remedy)
    box.setTextFormat(Qt.TextFormat.PlainText)
    taken = box.addButton(offer, QMessageBox.ButtonRole.ActionRole) if offer else None
    close = box.addButton("&Close", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.exec()
    return taken is not None and box.clickedButton() is taken


def _restore(backup: Path, words: str, command: Sequence[str]) -> None:
    """Restore in a process of its own, as the window does it."""
    window = RestoringWindow(words)
    window.ended.connect(QApplication.quit)
    window.show()
    window.begin([*command, "restore", "--progress", str(backup)])
    QApplication.exec()
    window.deleteLater()
