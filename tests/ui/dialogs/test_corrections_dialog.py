import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.tasks.correction_list import ListedCorrection
from reader.ui.dialogs.corrections_dialog import NOTHING, CorrectionsDialog, correction_lines
from reader.ui.dialogs.list_frame import NONE_FITS

LINES = [
    ListedCorrection(1, "Renamed Nakatani to Gen Nakatani", "whole library", "2025-09-08 10:00"),
    ListedCorrection(2, "Hid Monday", "Talks in Séoul", "2025-09-08 11:00"),
    ListedCorrection(7, "Merged KMT into Kuomintang", "whole library", "2025-09-09 09:00"),
]


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget) -> CorrectionsDialog:
    made = CorrectionsDialog(parent=window)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(dialog: CorrectionsDialog) -> list[object]:
    return [dialog.model.line(row).key for row in range(dialog.model.rowCount())]


def button(dialog: CorrectionsDialog, words: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == words)


def test_the_model_keeps_qts_contract(qtmodeltester: ModelTester, dialog: CorrectionsDialog) -> None:
    dialog.show_lines(correction_lines(LINES))
    qtmodeltester.check(dialog.model)
    dialog.filter.setText("kmt")
    qtmodeltester.check(dialog.model)


def test_the_newest_comes_first_and_a_filter_knows_no_accents(dialog: CorrectionsDialog) -> None:
    dialog.show_lines(correction_lines(LINES))
    assert shown(dialog) == [7, 2, 1]
    assert dialog._count.text() == "3 corrections"
    dialog.filter.setText("seoul hid")
    assert shown(dialog) == [2]
    assert dialog._count.text() == "1 of 3 corrections"
    dialog.filter.setText("zzz")
    assert dialog._empty.isVisible()
    assert dialog._empty.text() == NONE_FITS


def test_an_empty_list_says_how_corrections_are_made(dialog: CorrectionsDialog) -> None:
    dialog.show_lines(correction_lines([]))
    assert dialog._empty.text() == NOTHING
    assert dialog._empty.isVisible()
    assert not button(dialog, "Export…").isEnabled()


def test_the_delete_key_asks_for_what_is_selected_and_stays_in_place(qtbot: QtBot, dialog: CorrectionsDialog) -> None:
    dialog.show_lines(correction_lines(LINES))
    dialog.table.setFocus()
    dialog.table.selectRow(1)
    with qtbot.waitSignal(dialog.deletion_wanted) as caught:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert caught.args == [[2]]
    dialog.show_lines(correction_lines([LINES[0], LINES[2]]))
    assert dialog.table.currentIndex().row() == 1
    with qtbot.waitSignal(dialog.deletion_wanted) as caught:
        button(dialog, "Delete").click()
    assert caught.args == [[1]]


def test_what_was_done_can_be_undone(qtbot: QtBot, dialog: CorrectionsDialog) -> None:
    dialog.say_done("Undone: hid Monday.")
    with qtbot.waitSignal(dialog.undo_wanted):
        button(dialog, "Undo").click()
    assert dialog.words() == ""


def test_ten_thousand_corrections_stay_smooth(dialog: CorrectionsDialog) -> None:
    many = [LINES[n % 3]._replace(number=n, what=f"Renamed name {n} to another") for n in range(10_000)]
    dialog.show_lines(correction_lines(many))
    clock = QElapsedTimer()
    clock.start()
    dialog.filter.setText("name 99")
    dialog.table.scrollToBottom()
    dialog.table.grab()
    assert clock.elapsed() < 300  # some 20 here; a busy machine takes longer
    assert dialog.model.rowCount() > 100
