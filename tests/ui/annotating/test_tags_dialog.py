"""The list of tags asks for what is chosen in it, and is quick with ten thousand."""

import time

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMenu

from reader.ui.annotating.tags_dialog import RenameTagDialog, TagsDialog
from reader.ui.theme import DARK, LIGHT
from reader.userdata.annotation import Tag, TagColor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TAGS = [Tag(1, "navy", TagColor.BLUE, 3), Tag(2, "sea", None, 9), Tag(3, "water", None, 1)]


@pytest.fixture
def dialog(window, qtbot):
    window.show()
    made = TagsDialog(theme=LIGHT, parent=window)
    with qtbot.waitExposed(made):
        made.show()
    made.show_tags(TAGS)
    return made


def select(dialog, *rows):
    selection, flags = dialog.table.selectionModel(), QItemSelectionModel.SelectionFlag
    selection.clear()
    for row in rows:
        selection.select(dialog.model.index(row, 0), flags.Select | flags.Rows)


def test_one_is_renamed_several_are_merged(dialog):
    select(dialog, 0)
    assert (dialog._rename.isEnabled(), dialog._merge.isEnabled()) == (True, False)
    select(dialog, 0, 1)
    assert (dialog._rename.isEnabled(), dialog._merge.isEnabled()) == (False, True)


def test_the_menus_offer_the_tag_with_most_articles_first_and_all_colours(dialog, qtbot):
    select(dialog, 0, 1)
    merge, colors = QMenu(dialog), QMenu(dialog)
    dialog._fill_merge(merge)
    assert [action.text() for action in merge.actions()] == ["Into “sea”, on 9 articles", "Into “navy”, on 3 articles"]
    with qtbot.waitSignal(dialog.merged) as caught:
        merge.actions()[0].trigger()
    assert caught.args == [[2, 1], 2]
    dialog._fill_colors(colors)
    assert len(colors.actions()) == 1 + len(TagColor)
    with qtbot.waitSignal(dialog.colored) as caught:
        colors.actions()[0].trigger()
    assert caught.args == [[1, 2], None]


def test_del_asks_for_deletion_and_return_for_the_articles(dialog, qtbot):
    select(dialog, 2)
    dialog.table.setCurrentIndex(dialog.model.index(2, 0))
    with qtbot.waitSignal(dialog.deleted) as caught:
        dialog.delete_selected()
    assert caught.args == [[3]]
    with qtbot.waitSignal(dialog.chosen) as caught:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert caught.args == [TAGS[2]]


def test_the_name_of_another_tag_asks_to_merge(window, qtbot):
    dialog = RenameTagDialog(TAGS[2], TAGS, parent=window)
    assert not dialog._answer.isEnabled()
    dialog.field.setText(" SEA ")
    assert dialog._answer.text() == "&Merge"
    assert "“sea” already, on 9 articles" in dialog.warning.text()
    dialog.field.setText("lakes  and rivers")
    assert (dialog._answer.text(), dialog.warning.text()) == ("&Rename", "")
    with qtbot.waitSignal(dialog.renamed) as caught:
        dialog._answer.click()
    assert caught.args == [3, "lakes and rivers"]


def test_ten_thousand_tags_are_shown_and_filtered_in_a_moment(dialog):
    many = [Tag(n, f"tag {n:05}", None, n) for n in range(10_000)]
    began = time.process_time()
    dialog.show_tags(many)
    dialog.filter.setText("99")
    dialog.grab()
    assert time.process_time() - began < 0.5
    assert 0 < dialog.model.rowCount() < 1000
    dialog.set_theme(DARK)
