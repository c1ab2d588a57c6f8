"""Words are highlighted by mouse and by keyboard, with notes; they stay, can be undone, and are found in one list."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from reader.ui.actions import Command
from reader.userdata.annotation import HighlightColor

FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
OTHER = "Japan’s prime minister to step down"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of pop-ups
]


@pytest.fixture
def reader(open_window, do):
    opened = open_window()
    do.open(opened, FIRST)
    do.settle(opened)
    return opened


def kept(reader, title=FIRST):
    """The highlights of an article as they are kept: words, colour, note."""
    article_id = reader.services.shelf.at(reader.number_of(title)).article.id
    return [(each.quote, each.color, each.note) for each in reader.services.highlights.of(article_id)]


def painted(reader):
    """What is painted as highlighted in the open article: colour, and whether there is a note."""
    layer = reader.window.reading_pane.text_view.layer.highlights
    return [(each.color, each.noted) for each in layer.placed] if layer is not None else []


def select(reader, words):
    view = reader.window.reading_pane.text_view
    cursor = view.document().find(words)
    assert not cursor.isNull(), words
    view.setTextCursor(cursor)
    view.setFocus()


def drag_over(qtbot, reader, first, last):
    """Select by mouse from the beginning of one word to the end of another."""
    view = reader.window.reading_pane.text_view
    ends = []
    for words, at_end in ((first, False), (last, True)):
        cursor = view.document().find(words)
        cursor.setPosition(cursor.selectionEnd() if at_end else cursor.selectionStart())
        ends.append(view.cursorRect(cursor).center())
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=ends[0])
    qtbot.mouseMove(view.viewport(), ends[0] + QPoint(12, 0))
    qtbot.mouseMove(view.viewport(), ends[1])
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=ends[1])


def card(reader):
    return reader.gestures.keeping.highlighting.card


def open_card_of(do, reader, words):
    view = reader.window.reading_pane.text_view
    cursor = view.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    do.click(view.viewport(), view.cursorRect(cursor).center())
    do.wait(lambda: card(reader).isVisible())


def test_words_are_marked_by_mouse_with_a_note_and_all_of_it_stays(reader, open_window, do, qtbot):
    drag_over(qtbot, reader, "agreed to widen", "the contacts")
    bar = reader.gestures.keeping.highlighting.bar
    do.wait(bar.isVisible)
    assert reader.window.reading_pane.selected_words()  # and the text has kept the keys
    do.click(bar.dots.dots[HighlightColor.GREEN])
    do.wait(lambda: painted(reader) == [("green", False)])
    assert kept(reader)[0][1] == HighlightColor.GREEN
    assert not bar.isVisible()

    drag_over(qtbot, reader, "artificial", "unmanned")
    do.wait(bar.isVisible)
    do.click_button(bar, "Note")
    do.wait(lambda: card(reader).isVisible() and card(reader).note.hasFocus())
    do.type("Ask who pays")
    do.press(Qt.Key.Key_Escape)
    do.wait(lambda: ("green", True) in painted(reader))
    assert "Ask who pays" in {note for _, _, note in kept(reader)}

    reader.close()
    again = open_window()
    assert painted(again) == [("green", False), ("green", True)]
    open_card_of(do, again, "unmanned")
    assert card(again).note.toPlainText() == "Ask who pays"
    do.click(card(again).dots.dots[HighlightColor.PINK])
    do.wait(lambda: ("pink", True) in painted(again))
    do.click_button(card(again), "Remove")
    do.wait(lambda: painted(again) == [("green", False)])
    do.wait(lambda: "removed" in again.window.status_bar.note())
    again.window.status_bar.act()
    do.wait(lambda: painted(again) == [("green", False), ("pink", True)])


def test_the_keyboard_marks_walks_opens_and_removes(reader, do):
    select(reader, "ministers")
    do.press(Qt.Key.Key_H)
    do.wait(lambda: painted(reader) == [("yellow", False)])
    select(reader, "cooperation")
    do.press(Qt.Key.Key_3, held=CONTROL)
    do.wait(lambda: ("blue", False) in painted(reader))
    select(reader, "ministries")
    do.press(Qt.Key.Key_H)  # the colour that was used last
    do.wait(lambda: [color for color, _ in painted(reader)].count("blue") == 2)

    touch = reader.gestures.keeping.highlighting.touch
    do.press(Qt.Key.Key_H)
    first = touch.stepped
    assert first
    do.press(Qt.Key.Key_H)
    assert touch.stepped not in ("", first)
    do.press(Qt.Key.Key_H, held=SHIFT)
    assert touch.stepped == first
    do.press(Qt.Key.Key_Return)
    do.wait(lambda: card(reader).isVisible())
    do.press(Qt.Key.Key_2)
    do.wait(lambda: ("green", False) in painted(reader))
    do.press(Qt.Key.Key_Delete)
    do.wait(lambda: len(painted(reader)) == 2)
    assert not card(reader).isVisible()
    do.press(Qt.Key.Key_Z, held=CONTROL)
    do.wait(lambda: len(painted(reader)) == 3)


def test_nothing_selected_is_said_and_nothing_is_kept(reader, do):
    reader.window.reading_pane.text_view.setFocus()
    do.press(Qt.Key.Key_H)
    do.wait(lambda: "no highlight" in reader.window.status_bar.note())
    do.press(Qt.Key.Key_1, held=CONTROL)
    assert "Select the words" in reader.window.status_bar.note()
    assert kept(reader) == []


def test_a_note_that_is_being_written_is_kept_when_the_window_closes(reader, open_window, do):
    select(reader, "ministers")
    do.press(Qt.Key.Key_H)
    do.wait(lambda: len(painted(reader)) == 1)
    open_card_of(do, reader, "ministers of")
    card(reader).note.setFocus()
    do.type("unfinished")
    reader.close()
    again = open_window()
    assert [note for _, _, note in kept(again)] == ["unfinished"]


def test_all_highlights_are_in_one_list_which_filters_opens_and_removes(reader, do, qtbot):
    select(reader, "ministers")
    do.press(Qt.Key.Key_H)
    do.wait(lambda: len(painted(reader)) == 1)
    do.open(reader, OTHER)
    select(reader, "announcement")
    do.press(Qt.Key.Key_4, held=CONTROL)
    do.wait(lambda: painted(reader) == [("pink", False)])
    reader.trigger(Command.SHOW_HIGHLIGHTS)
    lists = reader.gestures.keeping.lists
    do.wait(lambda: lists.highlights is not None and lists.highlights.model.rowCount() == 2)
    dialog = lists.highlights
    model = dialog.model
    assert [model.data(model.index(row)) for row in range(2)] == ["announcement", "ministers"]
    assert "Diplomacy desk" in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)

    dialog.dots[HighlightColor.PINK].click()
    do.wait(lambda: model.rowCount() == 1)
    dialog.dots[HighlightColor.PINK].click()
    dialog.filter.setText("seoul tokyo")
    do.wait(lambda: model.rowCount() == 1 and model.data(model.index(0)) == "ministers")
    dialog.view.setFocus()
    dialog.view.make_current(0)
    do.press(Qt.Key.Key_C, held=CONTROL)
    assert QGuiApplication.clipboard().text() == "ministers"
    do.press(Qt.Key.Key_Return)
    do.wait(lambda: reader.title == FIRST and bool(reader.gestures.keeping.highlighting.touch.stepped))

    qtbot.keyClick(dialog.view, Qt.Key.Key_Delete)
    do.wait(lambda: model.rowCount() == 0)
    assert "No highlight has these words" in dialog._empty.text()
    do.click_button(dialog, "Undo")
    do.wait(lambda: model.rowCount() == 1)
    dialog.filter.clear()
    do.wait(lambda: model.rowCount() == 2)
    dialog.close()


def test_an_empty_list_of_highlights_says_how_to_make_one(reader, do):
    reader.trigger(Command.SHOW_HIGHLIGHTS)
    dialog = reader.gestures.keeping.lists.highlights
    do.wait(dialog._empty.isVisible)
    assert "press H" in dialog._empty.text()
    dialog.close()
