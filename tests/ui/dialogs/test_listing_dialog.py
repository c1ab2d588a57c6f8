"""A table in a dialog: filtered, used by keys, copied from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.ui.dialogs.list_frame import NONE_FITS
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.listing_model import Line, ListingModel, every_line

LINES = [
    Line(("Ostend", "12", "a\nquay"), "ostend"),
    Line(("Gdańsk", "1,240", "<b>bold</b>"), "gdansk"),
    Line(("Cork", "", "a pier"), "cork"),
]


@pytest.fixture
def dialog(qtbot: QtBot) -> ListingDialog:
    made = ListingDialog("Towns", ("Town", "Ships", "What"), nothing="No towns.", unit=("town", "towns"), parent=None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    return made


def show(qtbot: QtBot, dialog: ListingDialog) -> None:
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def test_the_model_keeps_qts_contract(dialog: ListingDialog, qtmodeltester: ModelTester) -> None:
    dialog.align_right(1)
    dialog.show_lines(LINES)
    qtmodeltester.check(dialog.model)
    dialog.filter.setText("a")
    qtmodeltester.check(dialog.model)
    dialog.show_lines([])
    qtmodeltester.check(dialog.model)


def test_a_filter_finds_words_without_accents_in_any_column(qtbot: QtBot, dialog: ListingDialog) -> None:
    show(qtbot, dialog)
    dialog.show_lines(LINES)
    dialog.filter.setText("GDANSK bold")
    assert [dialog.model.line(row).key for row in range(dialog.model.rowCount())] == ["gdansk"]
    dialog.show_only(lambda line: line.key == "cork")
    assert dialog.model.rowCount() == 0
    dialog.show_only(every_line)
    assert dialog.model.rowCount() == 1
    dialog.filter.setText("")
    assert dialog.model.rowCount() == 3


def test_what_is_empty_says_why_and_has_nothing_to_filter(qtbot: QtBot, dialog: ListingDialog) -> None:
    show(qtbot, dialog)
    assert dialog._empty.text() == "No towns."
    assert dialog._empty.isVisible()
    assert not dialog.filter.isVisible()
    dialog.show_lines(LINES)
    assert dialog.filter.hasFocus()
    assert dialog._count.text() == "3 towns"
    dialog.filter.setText("nowhere")
    assert dialog._empty.text() == NONE_FITS
    assert dialog.filter.isVisible()


def test_the_down_key_leads_from_the_filter_to_the_first_row(qtbot: QtBot, dialog: ListingDialog) -> None:
    show(qtbot, dialog)
    forget = dialog.add_button("&Forget", lambda: None, of_selected=True)
    dialog.show_lines(LINES)
    assert not forget.isEnabled()
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Down)
    assert dialog.table.hasFocus()
    assert dialog.selected() == ["ostend"]
    assert dialog.selected_one() == "ostend"
    assert forget.isEnabled()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert chosen.args == ["ostend"]


def test_selected_rows_are_copied_as_a_spreadsheet_takes_them(qtbot: QtBot, dialog: ListingDialog) -> None:
    show(qtbot, dialog)
    dialog.show_lines(LINES)
    dialog.table.setFocus()
    dialog.table.selectAll()
    assert dialog.selected_one() is None
    qtbot.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Ostend\t12\ta\\nquay\nGdańsk\t1,240\t<b>bold</b>\nCork\t\ta pier"


def test_the_menu_of_a_row_has_what_the_buttons_do(qtbot: QtBot, dialog: ListingDialog) -> None:
    forgotten: list[object] = []
    forget = lambda: forgotten.extend(dialog.selected())  # noqa: E731  # one slot for the button and the key
    dialog.add_button("For&get", forget, of_selected=True)
    dialog.add_deleting(forget)
    dialog.add_button("&Save…", lambda: None, right=True)
    show(qtbot, dialog)
    dialog.show_lines(LINES)
    dialog.table.selectRow(2)
    menu = QMenu(dialog)
    dialog.fill_menu(menu)
    entries = [entry.text() for entry in menu.actions() if not entry.isSeparator()]
    assert entries == ["For&get\tDel", "Copy\tCtrl+C"]
    menu.actions()[0].trigger()
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert forgotten == ["cork", "cork"]


def test_numbers_stand_at_the_right_and_a_tip_is_no_markup(dialog: ListingDialog) -> None:
    dialog.align_right(1)
    dialog.show_lines(LINES)
    model: ListingModel = dialog.model
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.data(model.index(0, 1), role) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(0, 0), role) & Qt.AlignmentFlag.AlignLeft
    assert model.data(model.index(1, 2), Qt.ItemDataRole.ToolTipRole) == "‹b>bold‹/b>"


def test_no_name_of_a_file_ends_its_line_or_turns_it_round(dialog: ListingDialog) -> None:
    dialog.show_lines([Line(("invoice\u202excod.exe", "", "one\ntwo\x1b"), 1)])
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        assert dialog.model.index(0, 0).data(role) == "invoice\\u202excod.exe"
        assert dialog.model.index(0, 2).data(role) == "one\\ntwo\\x1b"
    assert dialog.model.words_of([0]) == "invoice\\u202excod.exe\t\tone\\ntwo\\x1b"
