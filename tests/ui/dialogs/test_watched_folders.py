"""The list of watched folders, and everything that is wrong with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.library.watched_folders import WatchedFolder, WatchedProblem
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.watched_folders import WatchedFoldersDialog

AWAY = "The folder cannot be reached. If it is on a disk or share, connect it; its articles are kept."
FOLDERS = [
    WatchedFolder("/archive/clippings", scanned_at="2026-11-27T12:00:00+00:00", files=5_000, gone=2),
    WatchedFolder("/archive/old", paused=True, files=3),
    WatchedFolder("/disk/far", problem=AWAY),
]
PROBLEMS = [WatchedProblem("/disk/far", AWAY), WatchedProblem("/archive/clippings/a.txt", "The file is empty.")]


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget) -> WatchedFoldersDialog:
    made = WatchedFoldersDialog(parent=window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def button(dialog: QWidget, words: str) -> QPushButton:
    buttons = dialog.findChildren(QPushButton)
    return next(each for each in buttons if not each.isHidden() and each.text().replace("&", "") == words)


def test_each_folder_says_how_it_is(dialog: WatchedFoldersDialog) -> None:
    dialog.show_folders(FOLDERS, [])
    rows = [dialog.model.line(row).cells for row in range(3)]
    assert [cells[:3] for cells in rows] == [
        ("/archive/clippings", "Watched", "5,000 · 2 gone"),
        ("/archive/old", "Paused", "3"),
        ("/disk/far", "The folder cannot be reached.", "0"),
    ]
    assert rows[0][3].startswith("27 Nov 2026")
    assert rows[1][3] == "not yet"


def test_a_folder_is_paused_and_goes_on(qtbot: QtBot, dialog: WatchedFoldersDialog) -> None:
    dialog.show_folders(FOLDERS, [])
    dialog.table.selectRow(0)
    with qtbot.waitSignal(dialog.pausing_wanted) as wanted:
        button(dialog, "Pause").click()
    assert wanted.args == ["/archive/clippings", True]
    dialog.table.selectRow(1)
    with qtbot.waitSignal(dialog.pausing_wanted) as wanted:
        button(dialog, "Go on").click()
    assert wanted.args == ["/archive/old", False]


def test_the_del_key_removes_and_return_shows_the_folder(qtbot: QtBot, dialog: WatchedFoldersDialog) -> None:
    dialog.show_folders(FOLDERS, [])
    dialog.table.setFocus()
    dialog.table.selectRow(0)
    with qtbot.waitSignal(dialog.folder_wanted) as folder:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert folder.args == [Path("/archive/clippings")]
    with qtbot.waitSignal(dialog.removing_wanted) as removed:
        dialog.remove_selected()
    assert removed.args == ["/archive/clippings"]


def test_problems_are_counted_and_listed_and_go_when_they_are_mended(
    qtbot: QtBot, dialog: WatchedFoldersDialog
) -> None:
    dialog.show_folders(FOLDERS, PROBLEMS)
    button(dialog, "2 problems…").click()
    listed = next(each for each in dialog.findChildren(ListingDialog))
    assert [listed.model.line(row).cells for row in range(2)] == [tuple(each) for each in PROBLEMS]
    listed.table.selectRow(1)
    with qtbot.waitSignal(dialog.folder_wanted) as folder:
        qtbot.keyClick(listed.table, Qt.Key.Key_Return)
    assert folder.args == [Path("/archive/clippings/a.txt")]
    dialog.show_folders(FOLDERS[:2], [])
    assert listed.model.rowCount() == 0
    assert not any("problem" in each.text() for each in dialog.findChildren(QPushButton) if each.isVisible())


def test_without_folders_there_is_nothing_to_look_through(dialog: WatchedFoldersDialog) -> None:
    dialog.show_folders([], [])
    assert "No folder is watched." in dialog._empty.text()
    assert not button(dialog, "Look now").isEnabled()
    assert button(dialog, "Add…").isEnabled()
