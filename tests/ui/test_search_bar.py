"""The search field: what it tells, and when."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.ui.search_bar import PAUSE_MS, Explanation, SearchBar
from reader.ui.theme import DARK, LIGHT


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 500)
    return made


@pytest.fixture
def bar(qtbot, window):
    made = SearchBar(theme=LIGHT)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.focus_and_select()
    qtbot.waitUntil(lambda: made.findChild(QLineEdit).hasFocus())
    return made


def field(bar: SearchBar) -> QLineEdit:
    found = bar.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def explanation(window: QWidget) -> str:
    card = window.findChild(Explanation)
    if card is None or not card.isVisible():
        return ""
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.text())


def test_fast_typing_is_told_once(bar, qtbot):
    told: list[str] = []
    bar.query_changed.connect(told.append)
    with qtbot.waitSignal(bar.query_changed, timeout=20 * PAUSE_MS):
        qtbot.keyClicks(field(bar), "space")
    assert told == ["space"]


def test_enter_does_not_wait_for_the_pause(bar, qtbot):
    told: list[str] = []
    bar.query_changed.connect(told.append)
    qtbot.keyClicks(field(bar), "seoul")
    with qtbot.waitSignal(bar.query_submitted, timeout=0) as caught:
        qtbot.keyClick(field(bar), Qt.Key.Key_Return)
    assert caught.args == ["seoul"]
    assert told == []
    assert not bar._pause.isActive()


def test_escape_first_clears_and_then_leaves(bar, qtbot):
    bar.set_query("seoul")
    with qtbot.assertNotEmitted(bar.left), qtbot.waitSignal(bar.query_changed, timeout=0) as caught:
        qtbot.keyClick(field(bar), Qt.Key.Key_Escape)
    assert caught.args == [""]
    with qtbot.waitSignal(bar.left, timeout=0):
        qtbot.keyClick(field(bar), Qt.Key.Key_Escape)


def test_down_goes_to_the_list(bar, qtbot):
    with qtbot.waitSignal(bar.list_wanted, timeout=0):
        qtbot.keyClick(field(bar), Qt.Key.Key_Down)


def test_a_query_that_was_set_is_not_told(bar, qtbot):
    qtbot.keyClicks(field(bar), "seo")
    with qtbot.assertNotEmitted(bar.query_changed):
        bar.set_query("person:Nakatani")
    assert bar.query() == "person:Nakatani"
    assert not bar._pause.isActive()  # nor is what was typed before
    with qtbot.waitSignal(bar.query_changed, timeout=0):
        bar.set_query("seoul", tell=True)


def test_the_key_hint_gives_way_to_a_clear_button(bar, qtbot):
    assert bar._key.isVisible()
    bar.set_query("seoul")
    assert not bar._key.isVisible()
    with qtbot.waitSignal(bar.query_changed, timeout=0):
        qtbot.mouseClick(bar._clear, Qt.MouseButton.LeftButton)
    assert bar.query() == ""
    assert bar._key.isVisible()


def test_the_query_is_explained_without_moving_anything(bar, window):
    bar.set_query("space cooperation")
    height = bar.height()
    bar.explain("articles with “space” and “cooperation”", "", 43)
    assert explanation(window) == "43 articles with “space” and “cooperation”."
    assert bar.height() == height
    assert field(bar).accessibleDescription() == explanation(window)


def test_one_article_and_none_are_said_properly(bar, window):
    bar.set_query("x")
    bar.explain("articles with “x”", "", 1)
    assert explanation(window) == "1 article with “x”."
    bar.explain("articles with “x”", "", 0)
    assert explanation(window) == "No articles with “x”."


def test_a_problem_is_said_after_what_was_found(bar, window):
    bar.set_query("is:nice")
    bar.explain("articles with “is” and “nice”", "“is:nice” is not known, so it was read as words.", 2)
    assert explanation(window) == ("2 articles with “is” and “nice”. “is:nice” is not known, so it was read as words.")


def test_a_long_explanation_stays_inside_the_field(bar, window):
    bar.set_query("x")
    bar.explain("articles with " + ", ".join(f"“word{number}”" for number in range(40)), "", 7)
    card = window.findChild(Explanation)
    assert card is not None
    assert card.width() <= bar.width()
    assert card.height() > 40


def test_the_explanation_leaves_with_the_text_and_with_the_focus(bar, window, qtbot):
    bar.set_query("seoul")
    bar.explain("articles with “seoul”", "", 2)
    assert explanation(window)
    field(bar).clearFocus()
    qtbot.waitUntil(lambda: not explanation(window))
    field(bar).setFocus()
    qtbot.waitUntil(lambda: bool(explanation(window)))
    bar.set_query("")
    assert not explanation(window)


def test_markup_in_a_query_is_shown_as_typed(bar, window):
    bar.set_query("<b>x</b>")
    bar.explain("articles with “<b>x</b>”", "", 1)
    assert "<b>x</b>" in explanation(window)
    assert window.findChild(Explanation)._words.textFormat() == Qt.TextFormat.PlainText


def test_the_theme_recolors_the_drawings(bar):
    before = bar._glass.pixmap().toImage()
    bar.set_theme(DARK)
    assert bar._glass.pixmap().toImage() != before
