"""Typing suggests; a suggestion is chosen, an earlier search comes back and is forgotten; what was meant is offered."""

import pytest
from PySide6.QtCore import Qt

from reader.tasks.suggest import Suggestion, SuggestionKind
from reader.ui.actions import Command
from reader.ui.search_card.card import SearchCard

WAIT_MS = 30_000
PROFILE = "Gen Nakatani, a defence minister twice over"

pytestmark = pytest.mark.usefixtures("seeded")


def shown(reader) -> list[Suggestion]:
    """The suggestions on the screen."""
    card = reader.window.findChild(SearchCard)
    return [] if card is None or not card.isVisible() else list(card.list.suggestions())


def field(reader):
    return reader.window.search_bar.focusProxy()


def type_and_wait(qtbot, do, reader, typed: str) -> None:
    """Type until the suggestions for all of it are there."""
    do.search(reader, typed)
    qtbot.waitUntil(lambda: not reader.gestures.suggesting.busy, timeout=WAIT_MS)


def highlight(qtbot, reader, wanted: Suggestion) -> None:
    """Go down to this suggestion."""
    rows = reader.window.findChild(SearchCard).list
    for _ in range(len(rows.suggestions())):
        qtbot.keyClick(field(reader), Qt.Key.Key_Down)
        if rows.highlighted() == wanted:
            return
    raise AssertionError(f"{wanted.text} is not among the suggestions")


def test_the_end_of_a_name_is_suggested_and_searched_for_as_a_name(qtbot, open_window, do):
    reader = open_window()
    type_and_wait(qtbot, do, reader, "gen nak")
    name = next(each for each in shown(reader) if each.kind is SuggestionKind.NAME)
    assert (name.text, name.query) == ("Gen Nakatani", 'person:"Gen Nakatani"')
    highlight(qtbot, reader, name)
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
        qtbot.keyClick(field(reader), Qt.Key.Key_Return)
    assert reader.window.search_bar.query() == 'person:"Gen Nakatani"'
    assert len(reader.rows()) == name.articles > 1
    assert field(reader).hasFocus()
    assert shown(reader) == []


def test_a_word_is_completed_and_a_title_opens_its_article(qtbot, open_window, do):
    reader = open_window()
    type_and_wait(qtbot, do, reader, "defence coop")
    word = next(each for each in shown(reader) if each.kind is SuggestionKind.WORD)
    assert word.query == "defence cooperation"
    reader.window.search_bar.set_query("")
    type_and_wait(qtbot, do, reader, "twice ov")
    title = next(each for each in shown(reader) if each.kind is SuggestionKind.TITLE)
    highlight(qtbot, reader, title)
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        qtbot.keyClick(field(reader), Qt.Key.Key_Return)
    assert reader.title == title.text == PROFILE
    assert reader.window.reading_pane.text_view.hasFocus()


def test_a_search_that_led_somewhere_comes_back_after_a_restart_and_can_be_forgotten(qtbot, open_window, do):
    reader = open_window()
    do.search(reader, "cheonan fleet")
    qtbot.keyClick(field(reader), Qt.Key.Key_Return)
    reader.window.search_bar.set_query("", tell=True)
    do.search(reader, "seoul")
    reader.window.article_list.article_activated.emit(reader.number_of(PROFILE))
    reader.window.search_bar.set_query("", tell=True)
    do.search(reader, "never submitted")
    do.settle(reader)
    reader.close()
    again = open_window()
    again.window.search_bar.focus_and_select()
    qtbot.waitUntil(lambda: [each.text for each in shown(again)] == ["seoul", "cheonan fleet"], timeout=WAIT_MS)
    qtbot.keyClick(field(again), Qt.Key.Key_Down)
    qtbot.keyClick(field(again), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [each.text for each in shown(again)] == ["cheonan fleet"], timeout=WAIT_MS)
    again.trigger(Command.FORGET_SEARCHES)
    qtbot.waitUntil(lambda: shown(again) == [], timeout=WAIT_MS)
    assert again.services.search_history.recent(9) == []


def test_what_was_meant_is_offered_where_nothing_was_found(qtbot, open_window, do):
    reader = open_window()
    do.search(reader, "coperation")
    qtbot.waitUntil(lambda: shown(reader)[:1] != [] and shown(reader)[0].kind is SuggestionKind.MEANT, timeout=WAIT_MS)
    assert "Search for “cooperation” instead" in reader.words()
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
        qtbot.keyClick(field(reader), Qt.Key.Key_Down)
        qtbot.keyClick(field(reader), Qt.Key.Key_Return)
    assert reader.window.search_bar.query() == "cooperation"
    assert len(reader.rows()) > 1
    assert all(each.kind is not SuggestionKind.MEANT for each in shown(reader))


def test_the_empty_list_searches_for_what_was_meant(qtbot, open_window, do):
    reader = open_window()
    do.search(reader, "coperation")
    qtbot.waitUntil(lambda: "instead" in reader.words(), timeout=WAIT_MS)
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
        reader.window.article_list.empty_action_chosen.emit()
    assert reader.window.search_bar.query() == "cooperation"


def test_enter_at_once_after_the_last_key_opens_the_best_hit_of_what_was_typed(qtbot, open_window, do):
    reader = open_window()
    do.settle(reader)
    reader.window.search_bar.focus_and_select()
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        qtbot.keyClicks(field(reader), "title:nuri orbit")
        qtbot.keyClick(field(reader), Qt.Key.Key_Return)
    assert reader.title == "Nuri and the Korean road to orbit"


def test_esc_closes_clears_and_leaves_and_slash_comes_back(qtbot, open_window, do, seeds):
    reader = open_window()
    type_and_wait(qtbot, do, reader, "danuri")
    assert shown(reader)
    qtbot.keyClick(field(reader), Qt.Key.Key_Escape)
    assert (shown(reader), reader.window.search_bar.query()) == ([], "danuri")
    qtbot.keyClick(field(reader), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(reader.rows()) == len(seeds), timeout=WAIT_MS)
    qtbot.keyClick(field(reader), Qt.Key.Key_Escape)
    assert reader.window.reading_pane.text_view.hasFocus()
    reader.trigger(Command.FIND_ARTICLES)
    assert field(reader).hasFocus()
