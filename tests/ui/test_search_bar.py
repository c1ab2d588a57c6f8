"""The search field: what it tells, and when."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.entities.mention import EntityKind
from reader.tasks.suggest import Suggestion, SuggestionKind
from reader.ui.search_bar import SearchBar
from reader.ui.search_card.card import SearchCard
from reader.ui.theme import DARK, LIGHT

NAKATANI = Suggestion(
    kind=SuggestionKind.NAME, text="Gen Nakatani", query='person:"Gen Nakatani"', entity=EntityKind.PERSON,
    articles=23, typed=("nak",),
)  # fmt: skip
EARLIER = Suggestion(kind=SuggestionKind.EARLIER, text="nakatani seoul", query="nakatani seoul", typed=("nak",))
MEANT = Suggestion(kind=SuggestionKind.MEANT, text="nakatani", query="nakatani")


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
    card = window.findChild(SearchCard)
    if card is None or not card.isVisible():
        return ""
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.text())


def shown(window: QWidget) -> list[Suggestion]:
    """The suggestions on the screen."""
    card = window.findChild(SearchCard)
    if card is None or not card.isVisible() or not card.list.isVisible():
        return []
    return list(card.list.suggestions())


@pytest.fixture
def suggested(bar, window, qtbot):
    """The field with "nak" in it, and two suggestions below."""
    qtbot.keyClicks(field(bar), "nak")
    bar.explain("articles with “nak…”", "", 43)
    bar.show_suggestions([NAKATANI, EARLIER])
    assert shown(window) == [NAKATANI, EARLIER]
    return bar


def test_every_key_is_told_at_once(bar, qtbot):
    told: list[str] = []
    wanted: list[str] = []
    bar.query_changed.connect(told.append)
    bar.suggestions_wanted.connect(wanted.append)
    qtbot.keyClicks(field(bar), "spa")
    qtbot.keyClick(field(bar), Qt.Key.Key_Backspace)
    assert told == wanted == ["s", "sp", "spa", "sp"]


def test_enter_submits_what_is_typed(bar, qtbot):
    qtbot.keyClicks(field(bar), "seoul")
    with qtbot.waitSignal(bar.query_submitted, timeout=0) as caught:
        qtbot.keyClick(field(bar), Qt.Key.Key_Return)
    assert caught.args == ["seoul"]


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
    card = window.findChild(SearchCard)
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
    assert window.findChild(SearchCard)._words.textFormat() == Qt.TextFormat.PlainText


def test_the_theme_recolors_the_drawings(bar):
    before = bar._glass.pixmap().toImage()
    bar.set_theme(DARK)
    assert bar._glass.pixmap().toImage() != before


def test_down_enters_the_suggestions_up_comes_back_and_the_last_one_leads_on_to_the_list(suggested, window, qtbot):
    rows = window.findChild(SearchCard).list
    entry = field(suggested)
    with qtbot.assertNotEmitted(suggested.list_wanted):
        qtbot.keyClick(entry, Qt.Key.Key_Down)
        assert rows.highlighted() == NAKATANI
        qtbot.keyClick(entry, Qt.Key.Key_Up)
        assert rows.highlighted() is None
        for _ in range(2):
            qtbot.keyClick(entry, Qt.Key.Key_Down)
        assert rows.highlighted() == EARLIER
    assert entry.hasFocus()
    with qtbot.waitSignal(suggested.list_wanted, timeout=0):
        qtbot.keyClick(entry, Qt.Key.Key_Down)
    assert shown(window) == []


def test_enter_chooses_the_highlighted_suggestion_and_submits_without_one(suggested, window, qtbot):
    qtbot.keyClick(field(suggested), Qt.Key.Key_Down)
    with (
        qtbot.assertNotEmitted(suggested.query_submitted),
        qtbot.waitSignal(suggested.suggestion_chosen, timeout=0) as caught,
    ):
        qtbot.keyClick(field(suggested), Qt.Key.Key_Return)
    assert caught.args == [NAKATANI]
    assert shown(window) == []
    qtbot.keyClicks(field(suggested), "a")
    suggested.show_suggestions([EARLIER])
    with (
        qtbot.assertNotEmitted(suggested.suggestion_chosen),
        qtbot.waitSignal(suggested.query_submitted, timeout=0),
    ):
        qtbot.keyClick(field(suggested), Qt.Key.Key_Return)
    assert shown(window) == []


def test_a_click_chooses_and_the_field_keeps_the_focus(suggested, window, qtbot):
    rows = window.findChild(SearchCard).list
    with qtbot.waitSignal(suggested.suggestion_chosen, timeout=0) as caught:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 45))
    assert caught.args == [EARLIER]
    assert field(suggested).hasFocus()


def test_escape_closes_the_suggestions_then_clears_then_leaves(suggested, window, qtbot):
    entry = field(suggested)
    with qtbot.assertNotEmitted(suggested.query_changed), qtbot.assertNotEmitted(suggested.left):
        qtbot.keyClick(entry, Qt.Key.Key_Escape)
    assert shown(window) == []
    assert explanation(window) == "43 articles with “nak…”."  # how it was understood stays
    qtbot.keyClick(entry, Qt.Key.Key_Escape)
    assert suggested.query() == ""
    with qtbot.waitSignal(suggested.left, timeout=0):
        qtbot.keyClick(entry, Qt.Key.Key_Escape)


def test_tab_leaves_the_suggestions_to_the_list(suggested, window, qtbot):
    with qtbot.waitSignal(suggested.list_wanted, timeout=0):
        qtbot.keyClick(field(suggested), Qt.Key.Key_Tab)
    assert shown(window) == []


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_delete_forgets_the_highlighted_suggestion_only(suggested, qtbot, modifier):
    with qtbot.assertNotEmitted(suggested.forgetting_wanted):
        qtbot.keyClick(field(suggested), Qt.Key.Key_Delete, modifier)
    for _ in range(2):
        qtbot.keyClick(field(suggested), Qt.Key.Key_Down)
    with qtbot.waitSignal(suggested.forgetting_wanted, timeout=0) as caught:
        qtbot.keyClick(field(suggested), Qt.Key.Key_Delete, modifier)
    assert caught.args == [EARLIER]
    assert suggested.query() == "nak"


def test_typing_on_takes_the_highlight_away_and_newer_suggestions_keep_it(suggested, window, qtbot):
    rows = window.findChild(SearchCard).list
    for _ in range(2):
        qtbot.keyClick(field(suggested), Qt.Key.Key_Down)
    suggested.show_suggestions([EARLIER])
    assert rows.highlighted() == EARLIER
    qtbot.keyClicks(field(suggested), "a")
    assert rows.highlighted() is None


def test_a_screen_reader_hears_the_highlighted_suggestion(suggested, qtbot):
    qtbot.keyClick(field(suggested), Qt.Key.Key_Down)
    assert field(suggested).accessibleDescription() == "Gen Nakatani, person, 23 articles; 1 of 2"
    qtbot.keyClick(field(suggested), Qt.Key.Key_Up)
    assert field(suggested).accessibleDescription() == "43 articles with “nak…”."


def test_suggestions_that_come_when_none_are_wanted_any_more_are_not_shown(suggested, window, qtbot):
    with qtbot.waitSignal(suggested.suggestions_closed, timeout=0):
        qtbot.keyClick(field(suggested), Qt.Key.Key_Return)
    suggested.show_suggestions([NAKATANI])
    assert shown(window) == []


def test_the_card_leaves_with_the_focus_and_suggestions_do_not_come_back_with_it(suggested, window, qtbot):
    field(suggested).clearFocus()
    qtbot.waitUntil(lambda: not explanation(window))
    field(suggested).setFocus()
    qtbot.waitUntil(lambda: bool(explanation(window)))
    assert shown(window) == []


def test_an_empty_field_that_gets_the_focus_asks_for_recent_searches(bar, window, qtbot):
    field(bar).clearFocus()
    with qtbot.waitSignal(bar.suggestions_wanted, timeout=0) as caught:
        bar.focus_and_select()
    assert caught.args == [""]
    bar.show_suggestions([EARLIER])
    assert shown(window) == [EARLIER]
    assert explanation(window) == ""
    field(bar).clearFocus()
    with qtbot.assertNotEmitted(bar.suggestions_wanted):
        field(bar).setFocus(Qt.FocusReason.ActiveWindowFocusReason)  # the reader only came back to the window


def test_in_the_midst_of_a_text_nothing_is_suggested(suggested, window, qtbot):
    field(suggested).setCursorPosition(1)
    with qtbot.assertNotEmitted(suggested.suggestions_wanted):
        qtbot.keyClicks(field(suggested), "x")
    assert shown(window) == []


def test_what_was_meant_stands_first_until_the_next_query_is_explained(suggested, window, qtbot):
    suggested.show_meant(MEANT)
    assert shown(window) == [MEANT, NAKATANI, EARLIER]
    qtbot.keyClick(field(suggested), Qt.Key.Key_Return)
    assert shown(window) == [MEANT]
    suggested.explain("articles with “naka…”", "", 2)
    assert shown(window) == []
    suggested.show_meant(MEANT)
    with qtbot.assertNotEmitted(suggested.query_changed):
        qtbot.keyClick(field(suggested), Qt.Key.Key_Escape)
    assert shown(window) == []


def test_the_card_lies_below_the_field_inside_the_window_and_shows_only_whole_rows(suggested, window, qtbot):
    card = window.findChild(SearchCard)
    suggested.show_suggestions([EARLIER] * 3 + [NAKATANI] * 30)
    top = field(suggested).mapTo(window, QPoint(0, field(suggested).height())).y()
    assert card.geometry().top() >= top
    assert window.rect().contains(card.geometry())
    many = len(shown(window))
    assert 3 < many < 33
    window.resize(900, 300)
    qtbot.waitUntil(lambda: window.rect().contains(card.geometry()))
    assert 0 < len(shown(window)) < many


def test_a_narrow_field_has_a_wider_card_that_stays_in_the_window(window, suggested, qtbot):
    suggested.setFixedWidth(190)
    window.layout().setAlignment(suggested, Qt.AlignmentFlag.AlignRight)
    qtbot.waitUntil(lambda: suggested.width() == 190)
    suggested.show_suggestions([NAKATANI])
    card = window.findChild(SearchCard)
    assert card.width() > 190
    assert window.rect().contains(card.geometry())


@pytest.mark.usefixtures("suggested")
def test_nothing_in_the_card_takes_the_focus(window):
    card = window.findChild(SearchCard)
    assert {part.focusPolicy() for part in (card, *card.findChildren(QWidget))} == {Qt.FocusPolicy.NoFocus}
