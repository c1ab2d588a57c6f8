"""The status bar: counts, progress, notes."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton

from reader.tasks.views import LibraryCounts
from reader.ui.status_bar import StatusBar, counts_in_words, time_left_in_words
from reader.ui.theme import DARK, LIGHT


@pytest.fixture
def bar(qtbot):
    made = StatusBar(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(1000, 28)
    made.show()
    return made


def words(bar: StatusBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1248, 312, 41), "1,248 articles · 312 unread · 41 bookmarks"),
        ((1, 1, 1), "1 article · 1 unread · 1 bookmark"),
        ((0, 0, 0), "0 articles · 0 unread · 0 bookmarks"),
    ],
)
def test_counts_are_said_in_words(counts, said):
    articles, unread, bookmarks = counts
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    assert counts_in_words(LibraryCounts(articles=articles, unread=unread, bookmarks=bookmarks), english) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "about 1 s left"), (3.2, "about 3 s left"), (100, "about 2 min left"), (7200, "about 2 h left")],
)
def test_time_left_is_said_in_a_unit_that_fits(seconds, said):
    assert time_left_in_words(seconds) == said


def test_progress_shows_what_how_far_and_how_long(bar):
    bar.show_progress("Indexing 802 of 1,248", 802, 1248, 3.2)
    assert words(bar) == ["Indexing 802 of 1,248", "about 3 s left"]
    progress = bar.findChild(QProgressBar)
    assert progress.value() / progress.maximum() == pytest.approx(802 / 1248, abs=0.002)
    assert progress.accessibleName() == "Indexing 802 of 1,248"


def test_progress_of_unknown_length_only_moves(bar):
    bar.show_progress("Looking for articles", 5, 0, None)
    assert bar.findChild(QProgressBar).maximum() == 0
    assert words(bar) == ["Looking for articles"]


def test_work_can_be_stopped(bar, qtbot):
    bar.show_progress("Indexing", 1, 2, None)
    button = button_called(bar, "Stop: Indexing")
    with qtbot.waitSignal(bar.cancelled):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_only_what_can_rest_offers_to_rest_and_then_to_go_on(bar, qtbot):
    bar.show_progress("Importing", 1, 2, 4)
    assert button_called(bar, "Pause") is None
    bar.show_pausing(True, False)
    with qtbot.waitSignal(bar.pause_wanted) as told:
        qtbot.mouseClick(button_called(bar, "Pause"), Qt.MouseButton.LeftButton)
    assert told.args == [True]
    bar.show_pausing(True, True)
    assert "paused" in words(bar)
    with qtbot.waitSignal(bar.pause_wanted) as told:
        qtbot.mouseClick(button_called(bar, "Go on"), Qt.MouseButton.LeftButton)
    assert told.args == [False]


def button_called(bar, name):
    buttons = [button for button in bar.findChildren(QToolButton) if not button.isHidden()]
    return next((button for button in buttons if button.accessibleName() == name), None)


def test_progress_goes_away(bar):
    bar.show_progress("Indexing", 1, 2, 4)
    bar.hide_progress()
    assert words(bar) == []
    assert not bar.findChild(QProgressBar).isVisible()


def test_a_note_comes_and_goes(bar, qtbot):
    bar._note_pause.setInterval(1)
    bar.show_note("2 articles imported")
    assert words(bar) == ["2 articles imported"]
    qtbot.waitUntil(lambda: words(bar) == [])


def test_the_theme_changes_the_ground(bar):
    bar.set_theme(DARK)
    assert bar.grab().toImage().pixelColor(500, 14) == DARK.color("panel")


def button(bar: StatusBar, words: str) -> QToolButton:
    return next(each for each in bar.findChildren(QToolButton) if each.text() == words)


def test_a_note_can_offer_one_thing_to_do(bar):
    done = []
    bar.show_note("Hid Monday.", action="Undo", act=lambda: done.append("undone"))
    assert bar.note() == "Hid Monday."
    undo = button(bar, "Undo")
    undo.click()
    assert done == ["undone"]
    assert bar.note() == ""
    assert not undo.isVisible()
    bar.act()
    assert done == ["undone"]


def test_a_note_with_nothing_to_do_takes_the_offer_of_the_one_before_away(bar):
    bar.show_note("Hid Monday.", action="Undo", act=lambda: None)
    undo = button(bar, "Undo")
    bar.show_note("2 articles were imported.")
    assert not undo.isVisible()


def test_what_can_still_be_undone_stays_beside_the_progress_of_work(bar):
    bar.show_note("Hid Monday.", action="Undo", act=lambda: None)
    bar.show_progress("Linking names", 1, 10, None)
    assert bar.note() == "Hid Monday."
    assert button(bar, "Undo").isVisible()


def test_a_word_that_stays_gives_way_to_notes_and_to_work(bar):
    bar.show_standing("Names up to date")
    assert bar.standing() == "Names up to date"
    bar.show_progress("Finding names", 1, 10, None)
    assert bar.standing() == ""
    bar.hide_progress()
    assert bar.standing() == "Names up to date"
    bar.show_note("Hid Monday.", action="Undo", act=lambda: None)
    assert bar.standing() == ""
    bar.act()
    assert bar.standing() == "Names up to date"
    bar.show_standing("")
    assert bar.standing() == ""


def test_a_note_with_a_name_like_markup_stays_words(bar: StatusBar) -> None:
    bar.show_note("Tagged 3 articles <b>urgent</b>.")
    (label,) = (label for label in bar.findChildren(QLabel) if "urgent" in label.text())
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.accessibleName() == label.text() == "Tagged 3 articles <b>urgent</b>."
