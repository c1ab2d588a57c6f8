"""Type, open, step; bookmark, filter, restart; names; links and the way back; what counts as read."""

import pytest
from PySide6.QtCore import Qt

from reader.tasks.views import ArticleFilter
from reader.ui.actions import Command
from reader.ui.reading_pane.kind_bar import KindChip
from reader.ui.theme import DARK, LIGHT

WAIT_MS = 30_000
FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
ISHIBA = "Japan’s prime minister to step down"
CHEONAN = "The Cheonan sinking and what it changed in the navy’s Second Fleet"

pytestmark = pytest.mark.usefixtures("seeded")


def test_typing_finds_enter_opens_and_n_steps_through_the_hits(qtbot, open_window, do):
    reader = open_window()
    do.search(reader, "cheonan fleet")
    assert CHEONAN in reader.rows()
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        reader.window.article_list.article_activated.emit(reader.number_of(CHEONAN))
    assert reader.title == CHEONAN
    reader.trigger(Command.NEXT_MARK)
    assert "hit 1 of" in reader.words()
    reader.trigger(Command.NEXT_MARK)
    assert "hit 2 of" in reader.words()
    reader.trigger(Command.PREVIOUS_MARK)
    assert "hit 1 of" in reader.words()


def test_return_in_the_search_field_opens_the_best_hit(qtbot, open_window, do):
    reader = open_window()
    do.search(reader, "title:nuri orbit")
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        qtbot.keyClick(reader.window.search_bar.focusProxy(), Qt.Key.Key_Return)
    assert reader.title == "Nuri and the Korean road to orbit"


def test_a_query_that_makes_no_sense_is_explained_and_nothing_breaks(open_window, do):
    reader = open_window()
    do.search(reader, 'is:purple "cheonan (')
    assert "is:purple" in reader.window.search_bar.focusProxy().accessibleDescription()
    assert reader.gestures.banner.words() == ""


def test_clearing_the_search_shows_the_library_again(qtbot, open_window, do, seeds):
    reader = open_window()
    do.search(reader, "danuri")
    assert len(reader.rows()) < len(seeds)
    for _ in range(2):  # the suggestions go first
        qtbot.keyClick(reader.window.search_bar.focusProxy(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(reader.rows()) == len(seeds), timeout=WAIT_MS)


def test_an_empty_list_says_why_and_what_to_do(qtbot, open_window, do, seeds):
    reader = open_window()
    do.search(reader, "xylophonequartet")
    assert "Nothing found" in reader.words()
    reader.window.article_list.empty_action_chosen.emit()
    qtbot.waitUntil(lambda: len(reader.rows()) == len(seeds), timeout=WAIT_MS)
    reader.window.article_list.filter_changed.emit(ArticleFilter.BOOKMARKS)
    qtbot.waitUntil(lambda: "No bookmarks yet" in reader.words(), timeout=WAIT_MS)


def test_a_bookmark_is_in_its_filter_and_survives_a_restart(qtbot, open_window, do):
    reader = open_window()
    do.open(reader, CHEONAN)
    with qtbot.waitSignal(reader.gestures.opening.marks_changed, timeout=WAIT_MS):
        qtbot.keyClick(reader.window.article_list.rows, Qt.Key.Key_B)
    reader.window.article_list.filter_changed.emit(ArticleFilter.BOOKMARKS)
    qtbot.waitUntil(lambda: reader.rows() == [CHEONAN], timeout=WAIT_MS)
    reader.close()
    again = open_window()
    assert again.rows() == [CHEONAN]
    assert again.gestures.actions.commands[Command.TOGGLE_BOOKMARK].isChecked()
    with qtbot.waitSignal(again.gestures.opening.marks_changed, timeout=WAIT_MS):
        again.trigger(Command.TOGGLE_BOOKMARK)
    qtbot.waitUntil(lambda: again.rows() == [], timeout=WAIT_MS)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_name_shows_its_card_and_can_be_searched_for(qtbot, open_window, do):
    reader = open_window()
    do.open(reader, FIRST)
    with qtbot.waitSignal(reader.gestures.naming.card_ready, timeout=WAIT_MS) as caught:
        do.click_word(reader, "Gen Nakatani")
    card = caught.args[0]
    assert (card.entity.name, card.mentions_here) == ("Gen Nakatani", 4)
    assert card.articles > 3
    assert "Tokyo" in {neighbour.name for neighbour in card.neighbours}
    assert reader.gestures.card.isVisible()
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
        reader.gestures.card.search_wanted.emit(card.entity)
    reader.gestures.card.close()
    assert reader.window.search_bar.query() == 'person:"Gen Nakatani"'
    assert len(reader.rows()) == card.articles


def test_a_read_also_link_opens_and_the_way_leads_back_to_the_same_place(qtbot, open_window, do):
    reader = open_window()
    do.open(reader, FIRST)
    with qtbot.waitSignal(reader.gestures.relating.related_found, timeout=WAIT_MS) as caught:
        pass
    reader.window.reading_pane.restore_scroll(0.5)
    qtbot.waitUntil(lambda: 0.3 < reader.window.reading_pane.scroll_fraction() < 0.7, timeout=WAIT_MS)
    first_link = caught.args[0].read_also[0]
    assert first_link.title == ISHIBA
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        reader.gestures.sidebar.article_wanted.emit(first_link.number)
    assert reader.title == ISHIBA
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        reader.trigger(Command.GO_BACK)
    assert reader.title == FIRST
    qtbot.waitUntil(lambda: 0.3 < reader.window.reading_pane.scroll_fraction() < 0.7, timeout=WAIT_MS)
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        reader.trigger(Command.GO_FORWARD)
    assert reader.title == ISHIBA


def test_passing_over_articles_does_not_make_them_read_but_staying_does(qtbot, open_window, seeded, do):
    (seeded / "config").mkdir()
    (seeded / "config" / "preferences.json").write_text('{"read_after_seconds": 1.5}', "utf-8")
    reader = open_window()
    do.settle(reader)
    for _ in range(6):
        qtbot.keyClick(reader.window.article_list.rows, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: reader.title == reader.rows()[6], timeout=WAIT_MS)
    assert reader.services.read_state.all() == []
    qtbot.waitUntil(lambda: len(reader.services.read_state.all()) == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: reader.gestures.opening.current.read, timeout=WAIT_MS)


def test_space_reads_on_and_at_the_end_opens_the_next_unread_article(qtbot, open_window, do):
    reader = open_window()
    do.open(reader, FIRST)
    do.settle(reader)
    view = reader.window.reading_pane.text_view
    view.setFocus()
    while reader.window.reading_pane.scroll_fraction() < 1:
        before = reader.window.reading_pane.scroll_fraction()
        qtbot.keyClick(view, Qt.Key.Key_Space)
        assert reader.window.reading_pane.scroll_fraction() > before
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert reader.title == ISHIBA


def test_the_session_comes_back(qtbot, open_window, do):
    reader = open_window()
    do.open(reader, CHEONAN)
    reader.window.resize(796, 600)
    reader.trigger(Command.THEME_DARK)
    reader.trigger(Command.LARGER_TEXT)
    reader.trigger(Command.TOGGLE_SIDEBAR)
    reader.window.article_list.filter_changed.emit(ArticleFilter.UNREAD)
    do.settle(reader)
    reader.window.reading_pane.restore_scroll(0.4)
    qtbot.waitUntil(lambda: reader.window.reading_pane.scroll_fraction() > 0.3, timeout=WAIT_MS)
    size, place = reader.gestures.appearance.preferences.text_size, reader.window.reading_pane.scroll_fraction()
    reader.close()
    again = open_window()
    assert again.title == CHEONAN
    assert again.window.size().toTuple() == (796, 600)
    assert again.gestures.appearance.theme is DARK
    assert again.gestures.appearance.preferences.text_size == size
    assert not again.window.sidebar_is_shown()
    assert again.gestures.listing.shown is ArticleFilter.UNREAD
    qtbot.waitUntil(lambda: abs(again.window.reading_pane.scroll_fraction() - place) < 0.05, timeout=WAIT_MS)


def test_the_theme_changes_everywhere_at_once(open_window, do):
    reader = open_window()
    do.settle(reader)
    for command, theme in ((Command.THEME_DARK, DARK), (Command.THEME_LIGHT, LIGHT)):
        reader.trigger(command)
        picture = reader.window.grab().toImage()
        ratio = picture.devicePixelRatio()
        for pane, ground in ((reader.window.article_list, "panel"), (reader.gestures.sidebar, "panel")):
            corner = pane.mapTo(reader.window, pane.rect().bottomLeft()) * ratio
            assert picture.pixelColor(round(corner.x()) + 4, round(corner.y()) - 2) == theme.color(ground)


def test_the_chips_take_the_marks_of_a_kind_away_and_remember_it(open_window, do):
    reader = open_window()
    do.settle(reader)
    chips = reader.window.reading_pane.findChildren(KindChip)
    chip = next(chip for chip in chips if chip.accessibleName().startswith("Places"))
    chip.click()
    assert reader.gestures.appearance.preferences.hidden_kinds == ("place",)
    reader.close()
    again = open_window()
    assert again.gestures.appearance.preferences.hidden_kinds == ("place",)
