"""Showing where a file lies, in the file manager of the system."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QUrl
from PySide6.QtGui import QDesktopServices

from reader.ui.background import run_job


def existing_folder(path: Path) -> str:
    """The folder of this path, or the next one above that is still there. Threads: any; the disk may be slow."""
    return str(next((each for each in (path, *path.parents) if os.path.isdir(each)), Path.home()))


def show_folder(path: Path, *, pool: QThreadPool, parent: QObject, crashed: Callable[[object], object]) -> None:
    """Open the folder of this path where the reader looks at files. Threads: GUI."""
    run_job(
        lambda: existing_folder(path),
        lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)),
        owner=parent,
        pool=pool,
        failed=crashed,
    )
