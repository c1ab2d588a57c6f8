"""Several rows at once: by mouse, by keys, all of 100,000, and across another order."""

import time
from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from reader.ui.article_list.pane import ArticleListPane
from reader.ui.article_list.row_marks import marked_parts
from reader.ui.article_list.row_view import RowView
from reader.ui.article_list.selection_strip import SelectionStrip
from reader.ui.theme import DARK, LIGHT
from reader.userdata.annotation import Tag, TagColor

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MANY = 100_000


@pytest.fixture
def pane(qtbot, shelf):
    made = ArticleListPane(fetch_rows=shelf.fetch_rows, theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(330, 780)
    with qtbot.waitExposed(made):
        made.show()
    made.show_order(array("q", range(10, 20)), total=10, reset_scroll=True)
    made.set_current(10)
    return made


def view(pane) -> RowView:
    return pane.rows


def click(qtbot, pane, row, held=Qt.KeyboardModifier.NoModifier):
    place = view(pane).visualRect(view(pane).model().index(row, 0)).center()
    qtbot.mouseClick(view(pane).viewport(), Qt.MouseButton.LeftButton, held, place)


def gather(signal):
    values = []
    signal.connect(values.append)
    return values


def test_shift_and_ctrl_add_to_the_selection_and_open_nothing(pane, qtbot):
    selected, opened, counts = (
        gather(pane.article_selected),
        gather(pane.article_activated),
        gather(pane.several_changed),
    )
    click(qtbot, pane, 2, SHIFT)
    assert pane.selected_numbers() == [10, 11, 12]
    click(qtbot, pane, 5, CONTROL)
    click(qtbot, pane, 1, CONTROL)
    assert pane.selected_numbers() == [10, 12, 15]
    assert counts == [3, 4, 3]
    assert selected == opened == []
    click(qtbot, pane, 5)
    assert opened == [15]
    assert pane.selected_numbers() == [15]
    assert counts[-1] == 0


def test_shift_and_arrows_select_and_esc_goes_back(pane, qtbot):
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(view(pane), key, SHIFT)
    assert pane.selected_numbers() == [10, 11]
    qtbot.keyClick(view(pane), Qt.Key.Key_Escape)
    assert pane.selected_numbers() == [10]
    assert pane.current_number() == 10


def test_a_plain_move_goes_on_as_ever(pane, qtbot):
    selected = gather(pane.article_selected)
    qtbot.keyClick(view(pane), Qt.Key.Key_Down)
    qtbot.keyClick(view(pane), Qt.Key.Key_J)
    assert selected == [11, 12]
    assert pane.selected_numbers() == [12]


def test_all_of_a_hundred_thousand_are_selected_in_a_moment(pane, qtbot, shelf):
    pane.show_order(array("q", range(1, MANY + 1)), total=MANY, reset_scroll=True)
    asked = len(shelf.asked)
    began = time.process_time()
    qtbot.keyClick(view(pane), Qt.Key.Key_A, CONTROL)
    pane.grab()
    assert time.process_time() - began < 0.1
    assert len(pane.selected_numbers()) == MANY
    assert len(shelf.asked) - asked < 3  # only what is in sight was fetched


def test_all_results_are_selected_also_those_that_come_later(pane, qtbot):
    pane.show_order([1, 2, 3], total=5, reset_scroll=True)
    with qtbot.waitSignal(pane.more_wanted):
        qtbot.keyClick(view(pane), Qt.Key.Key_A, CONTROL)
    pane.show_order([1, 2, 3, 4, 5], total=5, reset_scroll=False)
    assert pane.selected_numbers() == [1, 2, 3, 4, 5]


def test_the_same_articles_are_selected_in_another_order(pane, qtbot):
    click(qtbot, pane, 2, SHIFT)
    pane.show_order(array("q", [19, 12, 5, 11, 10, 4]), total=6, reset_scroll=False)
    assert pane.selected_numbers() == [12, 11, 10]
    pane.set_current(4)  # opened elsewhere: what is selected is the reader's
    assert pane.selected_numbers() == [12, 11, 10]


def test_del_and_the_menu_are_for_all_that_is_selected(pane, qtbot):
    click(qtbot, pane, 1, SHIFT)
    wanted = gather(pane.removal_wanted)
    qtbot.keyClick(view(pane), Qt.Key.Key_Delete)
    assert wanted == [[10, 11]]
    menus = []
    pane.menu_wanted.connect(lambda numbers, _where: menus.append(numbers))
    view(pane).menu_wanted.emit(1, view(pane).pos())
    view(pane).menu_wanted.emit(4, view(pane).pos())
    assert menus == [[10, 11], [14]]


def test_the_strip_counts_says_what_its_buttons_do_and_goes(qtbot):
    strip = SelectionStrip(theme=LIGHT)
    qtbot.addWidget(strip)
    strip.show_count(12)
    assert not strip.isHidden()
    assert strip.words() == "12 selected"
    assert [button.accessibleName() for button in strip.buttons.values()] == [
        "Tags", "Bookmark", "Mark as read", "Move to the trash", "Export", "Back to one article",
    ]  # fmt: skip
    strip.set_theme(DARK)
    strip.show_count(0)
    assert strip.isHidden()


@pytest.mark.usefixtures("qapp")
def test_tags_are_named_while_there_is_room_then_dots_then_nothing(make_row):
    metrics = QFontMetrics(QFont())
    row = make_row(1, tags=(Tag(1, "sea", TagColor.BLUE), Tag(2, "water"), Tag(3, "x" * 80)), noted=True)
    wide = list(marked_parts(row, 1000, metrics))
    assert [part.words for part in wide][:3] == ["", "sea", "water"]
    assert wide[3].words.endswith("…")
    assert [part.words for part in marked_parts(row, 60, metrics)] == ["", "", "", ""]
    assert list(marked_parts(row, 5, metrics)) == []
    for room in range(0, 400, 7):
        parts = list(marked_parts(row, room, metrics))
        assert sum(part.width for part in parts) <= room
