"""The menus that narrow an answer, and the chips that widen it again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidgetAction

from reader.articles.article import ArticleNumber
from reader.entities.mention import EntityKind
from reader.tasks.narrow import Choice, Choices, ChoicesOfKind, StandingCondition
from reader.tasks.saved_searches import CountedSearch
from reader.ui.article_list.condition_chips import ConditionChip
from reader.ui.article_list.filter_bar import FilterBar
from reader.ui.article_list.narrowing_strip import NarrowingStrip, Saving
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.article_list.saved_section import SavedSection
from reader.ui.theme import DARK, LIGHT
from reader.userdata.saved_searches import SavedSearch, SavedSearchNumber

PERSON = Choice("Gen Nakatani", 'person:"Gen Nakatani"', 204, chosen=True)
CHOICES = Choices(
    names=(
        ChoicesOfKind(EntityKind.PERSON, (Choice("Any person", "has:person", 214), PERSON)),
        ChoicesOfKind(EntityKind.OTHER, (Choice("Any other name", "has:other", 2), Choice("A & B", 'name:"A & B"', 1))),
    ),
    sources=(Choice("BBC", 'source:"BBC"', 7),),
)
NAKATANI = StandingCondition("Gen Nakatani", 'person:"Gen Nakatani"', EntityKind.PERSON)
YEAR = StandingCondition("2025", "date:2025")
SOURCE = StandingCondition("A source whose name is much longer than the column of the list is wide", 'source:"A"')


@pytest.fixture
def strip(qtbot):
    made = NarrowingStrip(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(330, made.sizeHint().height())
    with qtbot.waitExposed(made):
        made.show()
    return made


def button(strip, name):
    return strip.findChild(QToolButton, name)


def opened_menu(strip, name):
    """The menu as it is filled when it is about to be shown."""
    menu = button(strip, name).menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return menu


def chips(strip):
    return [chip for chip in strip.findChildren(ConditionChip) if not chip.isHidden()]


def test_a_menu_shows_sections_with_counts_and_what_is_chosen(strip):
    strip.show_choices(CHOICES)
    actions = opened_menu(strip, "narrow-names").actions()
    heads = [action.defaultWidget().text() for action in actions if isinstance(action, QWidgetAction)]
    rows = [(action.text(), action.isChecked()) for action in actions if not isinstance(action, QWidgetAction)]
    assert heads == ["People", "Other"]
    assert rows == [
        ("Any person\t214", False), ("Gen Nakatani\t204", True), ("Any other name\t2", False), ("A && B\t1", False),
    ]  # fmt: skip


def test_choosing_tells_the_condition_whether_it_is_put_in_or_taken_out(qtbot, strip):
    strip.show_choices(CHOICES)
    for choice in (PERSON, CHOICES.names[1].choices[1]):
        action = next(
            action
            for action in opened_menu(strip, "narrow-names").actions()
            if isinstance(action, QAction) and action.toolTip() == choice.words
        )
        with qtbot.waitSignal(strip.condition_toggled) as told:
            action.trigger()
        assert told.args == [choice.condition]


def test_a_menu_without_choices_cannot_be_opened(strip):
    strip.show_choices(CHOICES)
    enabled = [button(strip, name).isEnabled() for name in ("narrow-names", "narrow-source", "narrow-year")]
    assert enabled == [True, True, False]
    strip.show_choices(Choices())
    assert not button(strip, "narrow-names").isEnabled()


def test_the_strip_is_as_high_for_every_answer_without_conditions(strip):
    heights = set()
    for choices, saving in ((CHOICES, Saving.OFFERED), (Choices(), Saving.DONE), (CHOICES, Saving.NOTHING)):
        strip.show_choices(choices)
        strip.show_saving(saving)
        heights.add(strip.sizeHint().height())
    assert len(heights) == 1


def test_where_it_is_narrow_the_menus_stay_whole_and_saving_is_left_to_its_key(qtbot, strip):
    strip.show_choices(CHOICES)
    strip.show_saving(Saving.OFFERED)
    assert button(strip, "saveSearch").isVisible()
    menus = [button(strip, name) for name in ("narrow-names", "narrow-source", "narrow-year")]
    strip.setMinimumWidth(1)  # as the list that it is in is narrowed
    strip.resize(sum(menu.sizeHint().width() for menu in menus) + 20, strip.height())
    assert not button(strip, "saveSearch").isVisible()
    qtbot.waitUntil(lambda: all(menu.width() == menu.sizeHint().width() for menu in menus))
    strip.show_saving(Saving.DONE)
    assert not button(strip, "saveSearch").isVisible()


def test_a_click_on_a_chip_takes_its_condition_away(qtbot, strip):
    strip.show_conditions([NAKATANI, YEAR])
    assert [chip.text() for chip in chips(strip)] == ["Gen Nakatani", "2025"]
    with qtbot.waitSignal(strip.condition_toggled) as told:
        qtbot.mouseClick(chips(strip)[1], Qt.MouseButton.LeftButton)
    assert told.args == ["date:2025"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_chip_can_be_taken_away_by_keyboard(qtbot, strip, key):
    strip.show_conditions([YEAR])
    with qtbot.waitSignal(strip.condition_toggled) as told:
        qtbot.keyClick(chips(strip)[0], key)
    assert told.args == ["date:2025"]


def test_the_focus_goes_on_to_the_next_chip_and_from_the_last_to_the_menus(strip):
    strip.activateWindow()
    strip.show_choices(CHOICES)
    strip.show_conditions([NAKATANI, YEAR])
    chips(strip)[0].setFocus()
    strip.show_conditions([YEAR])
    assert QApplication.focusWidget() is chips(strip)[0]
    strip.show_conditions([])
    assert QApplication.focusWidget() is button(strip, "narrow-names")


def test_chips_wrap_are_cut_where_they_are_too_long_and_scroll_when_there_are_many(strip):
    strip.show_conditions([NAKATANI])
    one_line = strip.sizeHint().height()
    strip.show_conditions([NAKATANI, YEAR, SOURCE])
    two_lines = strip.sizeHint().height()
    assert all(chip.geometry().right() < strip.width() for chip in chips(strip))
    strip.show_conditions([StandingCondition(f"A condition {n}", f"date:{n}") for n in range(1900, 1940)])
    many = strip.sizeHint().height()
    assert one_line < two_lines < many == one_line + 2 * (two_lines - one_line)


def test_saving_is_offered_done_or_not_there(qtbot, strip):
    save = button(strip, "saveSearch")
    assert save.isHidden()
    strip.show_saving(Saving.OFFERED)
    assert (save.text(), save.isHidden()) == ("Save", False)
    with qtbot.waitSignal(strip.save_wanted):
        qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    strip.show_saving(Saving.DONE)
    assert (save.text(), save.isEnabled()) == ("Saved", False)


def test_the_theme_reaches_the_chips(strip):
    strip.show_conditions([NAKATANI])
    strip.set_theme(DARK)
    picture = chips(strip)[0].grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 3) == DARK.color("entity.person.tint")


def test_tab_goes_from_the_order_over_the_menus_and_chips_to_the_rows(qtbot, shelf):
    pane = ArticleListPane(fetch_rows=shelf.fetch_rows, theme=LIGHT)
    qtbot.addWidget(pane)
    strip = NarrowingStrip(theme=LIGHT)
    pane.place_strip(strip)
    section = SavedSection(theme=LIGHT)
    pane.place_saved(section)
    saved = SavedSearch(SavedSearchNumber(1), "Seoul", "seoul", 1, "home", ArticleNumber(1), "2025-01-01")
    section.show_searches([CountedSearch(saved)])
    strip.show_choices(CHOICES._replace(years=(Choice("2025", "date:2025", 1),)))
    strip.show_saving(Saving.OFFERED)
    pane.resize(330, 700)
    with qtbot.waitExposed(pane):
        pane.show()
    strip.show_conditions([NAKATANI])
    strip.show_conditions([NAKATANI, YEAR])
    pane.activateWindow()
    focused = pane.findChild(FilterBar).last_stop
    focused.setFocus()
    way = []
    while len(way) < 9:
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        way.append(focused.objectName() or focused.accessibleName())
    assert way == [
        "narrow-names", "narrow-source", "narrow-year", "saveSearch",
        "Gen Nakatani, take away from the search", "2025, take away from the search",
        "Articles", "Saved searches, shown", "Saved searches",
    ]  # fmt: skip
