"""Asking where a file is to be written."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where_to_save(
    title: str,
    suggested: Path,
    kinds: str,
    save: Callable[[Path], object],
    *,
    suffix: str,
    name: str,
    parent: QWidget | None,
) -> QFileDialog:
    """Ask, and `save` what was chosen. Returns at once: the window goes on. Threads: GUI.

    `kinds` is what Qt calls a filter, "CSV files (*.csv)"; names that are typed without a suffix get this one; by
    `name` others find the dialog.
    """
    dialog = QFileDialog(parent, title, str(suggested), kinds)
    dialog.setObjectName(name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(suggested.name)
    dialog.fileSelected.connect(lambda path: save(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
