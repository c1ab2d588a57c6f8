"""Saved searches under the list: shown, chosen, renamed in place, moved, removed, folded away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from reader.articles.article import ArticleNumber
from reader.search.index import MatchCount
from reader.tasks.saved_searches import CountedSearch
from reader.ui.article_list.saved_list import ROW_HEIGHT, SavedList
from reader.ui.article_list.saved_model import SavedRole, SavedSearchesModel
from reader.ui.article_list.saved_section import SavedSection, SectionHead
from reader.ui.theme import DARK, LIGHT
from reader.userdata.saved_searches import SavedSearch, SavedSearchNumber


def counted(number, name, total=3, new=0):
    saved = SavedSearch(SavedSearchNumber(number), name, name.lower(), number, "home", ArticleNumber(1), "2025-01-01")
    return CountedSearch(saved, MatchCount(total, new))


ROWS = [counted(1, "Seoul", 214), counted(2, "Gen Nakatani", 9, 3), counted(3, "Danuri")]


@pytest.fixture
def section(qtbot):
    made = SavedSection(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(330, 300)
    made.set_room(860)
    made.show_searches(ROWS)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def rows(section):
    return section.findChild(SavedList)


def at(rows, number):
    return rows.visualRect(rows.model().index(number, 0)).center()


def test_the_model_keeps_qts_contract(qtmodeltester, qapp):
    model = SavedSearchesModel(qapp)
    model.show(ROWS)
    qtmodeltester.check(model)
    model.deleteLater()


def test_the_section_is_hidden_while_nothing_is_saved(section):
    assert not section.isHidden()
    section.show_searches([])
    assert section.isHidden()


def test_a_row_tells_name_counts_and_query_to_screen_readers_too(rows):
    index = rows.model().index(1, 0)
    assert index.data() == "Gen Nakatani"
    assert (index.data(SavedRole.TOTAL), index.data(SavedRole.NEW)) == (9, 3)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Gen Nakatani, 9 articles, 3 new"
    assert "gen nakatani" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_click_or_enter_chooses(qtbot, section, rows):
    with qtbot.waitSignal(section.chosen) as chosen:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at(rows, 2))
    assert chosen.args[0].name == "Danuri"
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    with qtbot.waitSignal(section.chosen) as chosen:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert chosen.args[0].name == "Gen Nakatani"


def test_f2_renames_in_place_and_escape_keeps_the_name(qtbot, section, rows):
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(0, 0))
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    editor = rows.viewport().findChild(QLineEdit)
    editor.setText("  Seoul  and around ")
    with qtbot.waitSignal(section.renamed) as renamed, qtbot.assertNotEmitted(section.chosen):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == [1, "Seoul and around"]
    assert rows.model().index(0, 0).data() == "Seoul and around"
    section.rename(SavedSearchNumber(3))
    editor = QApplication.focusWidget()
    editor.setText("Other")
    with qtbot.assertNotEmitted(section.renamed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert rows.model().index(2, 0).data() == "Danuri"


def test_a_name_of_nothing_is_no_name(qtbot, section, rows):
    with qtbot.assertNotEmitted(section.renamed):
        assert not rows.model().setData(rows.model().index(0, 0), "   ")
    assert rows.model().index(0, 0).data() == "Seoul"


def test_counts_that_come_while_a_name_is_edited_leave_the_editor_alone(section, rows):
    section.rename(SavedSearchNumber(1))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("Half a na")
    section.show_searches([counted(1, "Seoul", 220, 6), *ROWS[1:]])
    assert QApplication.focusWidget() is editor
    assert rows.model().index(0, 0).data(SavedRole.NEW) == 6
    assert editor.text() == "Half a na"


def test_delete_removes_and_alt_with_an_arrow_moves(qtbot, section, rows):
    rows.setCurrentIndex(rows.model().index(1, 0))
    with qtbot.waitSignal(section.removal_wanted) as removal:
        qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert removal.args[0].name == "Gen Nakatani"
    with qtbot.waitSignal(section.move_wanted) as moved:
        qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert (moved.args[0].name, moved.args[1]) == ("Gen Nakatani", -1)


def test_the_current_row_stays_current_when_the_list_changes(section, rows):
    rows.setCurrentIndex(rows.model().index(1, 0))
    section.show_searches([ROWS[1], ROWS[0], ROWS[2]])
    assert rows.currentIndex().data() == "Gen Nakatani"
    section.show_searches([ROWS[0], ROWS[2]])
    assert rows.currentIndex().data() == "Seoul"


def test_the_focus_is_given_on_when_the_last_one_goes(qtbot, section, rows):
    rows.setFocus()
    with qtbot.waitSignal(section.left):
        section.show_searches([])


def test_the_head_folds_the_rows_away_and_then_tells_what_is_new(qtbot, section, rows):
    head = section.findChild(SectionHead)
    qtbot.keyClick(head, Qt.Key.Key_Return)
    assert rows.isHidden()
    assert not section.is_open()
    assert head.accessibleName() == "Saved searches, hidden, 3 new"
    section.rename(SavedSearchNumber(1))
    assert not rows.isHidden()


@pytest.mark.parametrize(("room", "shown"), [(860, 6), (500, 3), (100, 2)])
def test_many_searches_take_a_part_of_the_column_and_scroll(section, rows, room, shown):
    section.show_searches([counted(number, f"Search {number}") for number in range(40)])
    section.set_room(room)
    assert rows.height() == shown * ROW_HEIGHT
    section.show_searches(ROWS[:1])
    assert rows.height() == ROW_HEIGHT


def test_the_one_that_is_shown_stands_out(section, rows):
    section.show_query("danuri")
    shown = [rows.model().index(row, 0).data(SavedRole.SHOWN) for row in range(3)]
    assert shown == [False, False, True]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_new_articles_stand_on_the_accent_colour(section, rows, theme):
    section.set_theme(theme)
    picture = rows.grab().toImage()
    ratio = picture.devicePixelRatio()
    accents = {
        row
        for row in range(3)
        for x in range(280, 325)
        if picture.pixelColor(round(x * ratio), round(at(rows, row).y() * ratio)) == theme.color("accent")
    }
    assert accents == {1}
