"""Narrow what was found by a click, see the condition in the search field, take it away again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from reader.ui.article_list.condition_chips import ConditionChip
from reader.ui.article_list.narrowing_strip import NarrowingStrip

WAIT_MS = 30_000

pytestmark = pytest.mark.usefixtures("seeded")


def button(reader, name):
    return reader.window.findChild(QToolButton, f"narrow-{name}")


def rows_of(reader, name):
    """What a menu offers: the words and the count of each row, and its action."""
    menu = button(reader, name).menu()
    menu.aboutToShow.emit()
    return {action.toolTip(): action for action in menu.actions() if action.isCheckable()}


def count_of(action):
    return int(action.text().rpartition("\t")[2])


def chips(reader):
    return [chip for chip in reader.window.findChildren(ConditionChip) if chip.isVisible()]


def search(qtbot, do, reader, query):
    with qtbot.waitSignal(reader.gestures.narrowing.choices_ready, timeout=WAIT_MS):
        do.search(reader, query)


def narrow(qtbot, reader, action):
    """Choose a row of a menu; the counts of what is left follow the results."""
    with qtbot.waitSignal(reader.gestures.narrowing.choices_ready, timeout=WAIT_MS):
        action.trigger()


def test_a_name_narrows_the_answer_to_as_many_articles_as_it_says(qtbot, open_window, do):
    reader = open_window()
    search(qtbot, do, reader, "space")
    found = len(reader.rows())
    korea = rows_of(reader, "names")["South Korea"]
    articles = count_of(korea)
    assert 0 < articles < found
    narrow(qtbot, reader, korea)
    assert 'place:"South Korea"' in reader.window.search_bar.query()
    assert len(reader.rows()) == articles
    assert [chip.text() for chip in chips(reader)] == ["South Korea"]
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
        qtbot.mouseClick(chips(reader)[0], Qt.MouseButton.LeftButton)
    assert reader.window.search_bar.query() == "space"
    assert len(reader.rows()) == found
    assert chips(reader) == []


def test_every_menu_keeps_what_it_promises_one_after_the_other(qtbot, open_window, do):
    reader = open_window()
    search(qtbot, do, reader, "seoul")
    for name in ("names", "source", "year"):
        words, action = next(iter(rows_of(reader, name).items()))
        articles = count_of(action)
        narrow(qtbot, reader, action)
        assert len(reader.rows()) == articles, words
        assert rows_of(reader, name)[words].isChecked()
    assert len(chips(reader)) == 3
    narrow(qtbot, reader, next(iter(rows_of(reader, "names").values())))  # a second click takes it away
    assert len(chips(reader)) == 2


def test_a_word_that_is_not_typed_to_its_end_can_be_narrowed(qtbot, open_window, do):
    reader = open_window()
    search(qtbot, do, reader, "danur")
    action = next(iter(rows_of(reader, "year").values()))
    articles = count_of(action)
    narrow(qtbot, reader, action)
    assert len(reader.rows()) == articles


def test_the_strip_is_there_while_searching_and_stays_where_it_is(qtbot, open_window, do):
    reader = open_window()
    do.settle(reader)
    assert reader.window.findChild(NarrowingStrip) is None
    search(qtbot, do, reader, "space")
    strip = reader.window.findChild(NarrowingStrip)
    place = strip.geometry()
    search(qtbot, do, reader, "xylophonequartet")
    assert strip.geometry() == place
    assert not button(reader, "names").isEnabled()
    qtbot.keyClick(reader.window.search_bar.focusProxy(), Qt.Key.Key_Escape)
    qtbot.waitUntil(strip.isHidden, timeout=WAIT_MS)
