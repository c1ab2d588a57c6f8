"""The list of all highlights: rows, words for a screen reader, filter questions, smoothness."""

import time

import pytest
from PySide6.QtCore import Qt

from reader.tasks.list_highlights import HighlightSort, choose_highlights
from reader.ui.annotating.highlights_delegate import HighlightLayout
from reader.ui.annotating.highlights_dialog import NONE_FITS, NOTHING, HighlightsDialog
from reader.ui.annotating.highlights_model import GONE, NOT_HERE, HighlightsModel
from reader.ui.theme import DARK, LIGHT
from reader.userdata.annotation import HighlightColor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MANY = 100_000


@pytest.fixture
def dialog(window, qtbot):
    window.show()
    made = HighlightsDialog(theme=LIGHT, parent=window)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_model_keeps_qts_contract(qtmodeltester, qapp, make_listed):
    model = HighlightsModel(qapp)
    model.show([make_listed(n) for n in range(5)], [4, 2, 0])
    qtmodeltester.check(model)


def test_a_row_says_all_of_it_to_a_screen_reader(qapp, make_listed):
    model = HighlightsModel(qapp)
    model.show([make_listed(1, note="Ask\nwhy"), make_listed(2)._replace(number=None)], [0, 1])
    model.set_gone({"h1": True})
    said = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert said[0] == f"passage 1, note: Ask why, Article 1 · Desk · 8 Sep 2025, green, {GONE}"
    assert said[1].endswith(f"blue, {NOT_HERE}")


def test_words_and_colours_and_order_choose(make_listed):
    listed = [make_listed(n) for n in range(20)]
    assert choose_highlights(listed, words="PASSAGE 13") == [13]
    assert choose_highlights(listed, words="article passage", colors=[HighlightColor.PINK]) == [3, 7, 11, 15, 19]
    by_article = choose_highlights(listed, sort=HighlightSort.ARTICLE)
    assert [listed[place].title for place in by_article] == sorted(each.title for each in listed)
    assert by_article[:3] == [0, 7, 14]  # within an article in the order of its text


def test_the_dialog_asks_for_another_choice_and_says_why_it_is_empty(dialog, qtbot, make_listed):
    dialog.show_highlights([], [])
    assert dialog._empty.isVisible()
    assert dialog._empty.text() == NOTHING
    dialog.show_highlights([make_listed(1)], [])
    assert dialog._empty.text() == NONE_FITS
    with qtbot.waitSignal(dialog.choice_wanted):
        qtbot.keyClicks(dialog.filter, "seoul")
    with qtbot.waitSignal(dialog.choice_wanted):
        dialog.dots[HighlightColor.BLUE].click()
    assert dialog.colors == (HighlightColor.BLUE,)
    assert dialog.sort is HighlightSort.NEWEST


def test_keys_open_copy_and_remove_the_row(dialog, qtbot, make_listed):
    listed = [make_listed(n) for n in range(3)]
    dialog.show_highlights(listed, [0, 1, 2])
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Down)
    assert dialog.view.current_row() == 0
    for key, signal in ((Qt.Key.Key_Return, dialog.opened), (Qt.Key.Key_Delete, dialog.removal_wanted)):
        with qtbot.waitSignal(signal) as caught:
            qtbot.keyClick(dialog.view, key)
        assert caught.args == [listed[0]]


def test_rows_in_sight_are_asked_for_and_no_others(dialog, qtbot, make_listed):
    listed = [make_listed(n) for n in range(500)]
    with qtbot.waitSignal(dialog.places_wanted) as caught:
        dialog.show_highlights(listed, range(500))
    wanted = caught.args[0]
    assert wanted == listed[: len(wanted)]
    assert len(wanted) < 20


def test_a_hundred_thousand_highlights_are_shown_and_painted_in_a_moment(dialog, make_listed):
    listed = [make_listed(n) for n in range(MANY)]
    places = list(range(MANY))
    began = time.process_time()
    dialog.show_highlights(listed, places)
    dialog.view.scroll_to_pixel(2_000_000)
    dialog.grab()
    assert time.process_time() - began < 0.5
    dialog.set_theme(DARK)


def test_the_parts_of_a_row_do_not_overlap():
    from PySide6.QtCore import QRect

    for lines, noted in ((1, True), (2, False), (1, False)):
        layout = HighlightLayout.fit(QRect(0, 0, 400, 78), quote=19, small=16, lines=lines, noted=noted)
        assert layout.quote.bottom() < layout.where.top()
        assert layout.where.bottom() < 78
        if noted:
            assert layout.quote.bottom() < layout.note.top() <= layout.note.bottom() < layout.where.top()
