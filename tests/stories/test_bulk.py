"""Several articles at once: selected by mouse and keys, tagged, bookmarked, marked and thrown away; all undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from reader.ui.actions import Command

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of pop-ups
]


@pytest.fixture
def reader(open_window, do):
    opened = open_window()
    do.settle(opened)
    opened.window.article_list.rows.setFocus()
    return opened


def strip(reader):
    return reader.gestures.keeping.bulk.strip


def place_of(reader, row):
    view = reader.window.article_list.rows
    return view.visualRect(view.model().index(row, 0)).center()


def click_row(qtbot, reader, row, held=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(reader.window.article_list.rows.viewport(), Qt.MouseButton.LeftButton, held, place_of(reader, row))


def ids(reader, titles):
    return [reader.services.shelf.at(reader.number_of(title)).article.id for title in titles]


def test_several_are_selected_by_mouse_and_the_open_article_stays(reader, do, qtbot):
    click_row(qtbot, reader, 0)
    opened = reader.title
    click_row(qtbot, reader, 2, SHIFT)
    click_row(qtbot, reader, 4, CONTROL)
    do.settle(reader)
    assert strip(reader).words() == "4 selected"
    assert reader.title == opened
    do.press(Qt.Key.Key_Escape)
    assert not strip(reader).isVisible()
    assert reader.window.article_list.current_number() == reader.number_of(opened)
    click_row(qtbot, reader, 3)
    do.wait(lambda: reader.title == reader.rows()[3])


def test_the_keyboard_selects_tags_and_undoes(reader, open_window, do):
    titles = reader.rows()[:3]
    do.press(Qt.Key.Key_Home)
    do.press(Qt.Key.Key_Down, Qt.Key.Key_Down, held=SHIFT)
    assert strip(reader).words() == "3 selected"
    do.press(Qt.Key.Key_T)
    editor = reader.gestures.keeping.tagging.editor
    do.wait(lambda: editor.isVisible() and editor.field.hasFocus())
    do.type("water")
    do.press(Qt.Key.Key_Return)
    do.wait(lambda: reader.window.status_bar.note() == "3 articles tagged “water”.")
    do.press(Qt.Key.Key_Escape)
    tagged = lambda window: reader_tags(window, titles)  # noqa: E731
    assert tagged(reader) == [["water"]] * 3
    assert strip(reader).words() == "3 selected"  # after the list was brought up to date
    reader.window.status_bar.act()
    do.wait(lambda: tagged(reader) == [[], [], []])
    do.settle(reader)
    do.press(Qt.Key.Key_Z, held=CONTROL | SHIFT)
    do.wait(lambda: tagged(reader) == [["water"]] * 3)
    reader.close()
    again = open_window()
    do.settle(again)
    assert tagged(again) == [["water"]] * 3


def reader_tags(reader, titles):
    return [[tag.name for tag in reader.services.tags.of(article_id)] for article_id in ids(reader, titles)]


def test_bookmarks_and_read_marks_of_many_count_at_once(reader, do):
    count = len(reader.rows())
    do.press(Qt.Key.Key_A, held=CONTROL)
    assert strip(reader).words() == f"{count} selected"
    do.click(strip(reader).buttons["star"])
    do.wait(lambda: f"{count} bookmarks" in reader.words())
    do.click(strip(reader).buttons["check"])
    do.wait(lambda: " 0 unread" in reader.words())
    assert reader.gestures.opening.current.bookmarked
    assert reader.gestures.opening.current.read
    for _ in range(2):
        do.press(Qt.Key.Key_Z, held=CONTROL)
        do.settle(reader)
    do.wait(lambda: "0 bookmarks" in reader.words())
    assert reader.services.bookmarks.all() == []


def test_articles_go_to_the_trash_and_come_back(reader, open_window, do, qtbot):
    before = reader.rows()
    click_row(qtbot, reader, 0)
    do.wait(lambda: reader.title == before[0])
    click_row(qtbot, reader, 1, SHIFT)
    reader.window.article_list.rows.setFocus()
    do.press(Qt.Key.Key_Delete)
    do.wait(lambda: reader.rows() == before[2:])
    do.wait(lambda: reader.title == before[2])  # the next one that stays is open
    assert "2 articles put in the trash" in reader.window.status_bar.note()
    reader.window.status_bar.act()
    do.wait(lambda: reader.rows() == before)

    reader.window.article_list.set_current(reader.number_of(before[5]))
    reader.window.article_list.rows.setFocus()
    do.press(Qt.Key.Key_Delete)
    do.wait(lambda: before[5] not in reader.rows())
    do.settle(reader)
    reader.close()
    again = open_window()
    do.settle(again)
    assert before[5] not in again.rows()
    again.trigger(Command.SHOW_TRASH)
    trash = again.gestures.keeping.trash.dialog
    do.wait(lambda: trash.model.rowCount() == 1)
    assert trash.model.line(0).cells[0] == before[5]
    trash.table.selectRow(0)
    do.click_button(trash, "Restore")
    do.wait(lambda: again.rows() == before and trash.model.rowCount() == 0)
    trash.close()


def test_the_trash_is_emptied_only_after_a_question(reader, do):
    before = reader.rows()
    do.press(Qt.Key.Key_Home)
    do.press(Qt.Key.Key_Delete)
    do.wait(lambda: reader.rows() == before[1:])
    reader.trigger(Command.SHOW_TRASH)
    trash = reader.gestures.keeping.trash.dialog
    do.wait(lambda: trash.model.rowCount() == 1)
    do.click_button(trash, "Empty the trash…")
    box = trash.findChild(QMessageBox)
    do.wait(box.isVisible)
    assert "1 article" in box.text()
    assert "cannot be undone" in box.informativeText()
    do.click_button(box, "Cancel")
    assert reader.services.trash.count() == 1
    do.click_button(trash, "Empty the trash…")
    do.settle(reader)
    do.click_button(trash.findChildren(QMessageBox)[-1], "Delete 1 article")
    do.wait(lambda: reader.services.trash.count() == 0 and trash.model.rowCount() == 0)
    do.settle(reader)
    assert reader.rows() == before[1:]
    trash.close()


def test_the_menu_of_a_row_and_of_several_rows(reader, do, qtbot):
    pane = reader.window.article_list
    do.press(Qt.Key.Key_Home)
    first = reader.rows()[0]
    wanted = []
    reader.gestures.keeping.about_wanted.connect(wanted.append)
    pane.menu_wanted.emit([reader.number_of(first)], pane.mapToGlobal(pane.rect().center()))
    do.choose("Bookmark")
    do.wait(lambda: reader.services.bookmarks.among(ids(reader, [first])) == set(ids(reader, [first])))
    do.settle(reader)
    pane.menu_wanted.emit([reader.number_of(first)], pane.mapToGlobal(pane.rect().center()))
    do.choose("Note")
    editor = reader.gestures.keeping.tagging.note_editor
    do.wait(editor.isVisible)
    editor.close()
    click_row(qtbot, reader, 0)
    click_row(qtbot, reader, 2, SHIFT)
    pane.menu_wanted.emit(pane.selected_numbers(), pane.mapToGlobal(pane.rect().center()))
    do.choose("Mark as unread")
    do.settle(reader)
    do.wait(lambda: not reader.services.read_state.among(ids(reader, reader.rows()[:3])))
