"""The list of names as the reader uses it: kinds, filter, order, keys, mouse."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from reader.entities.mention import EntityKind
from reader.library.name_pages import EntitySort
from reader.ui.entity_browser.browser import EntityBrowser
from reader.ui.entity_browser.delegate import EntityRowLayout
from reader.ui.theme import DARK, LIGHT
from tests.ui.entity_browser.conftest import row_of

PERSON, PLACE = EntityKind.PERSON, EntityKind.PLACE


@pytest.fixture
def browser(qtbot, name_shelf):
    made = EntityBrowser(fetch=name_shelf.fetch, theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(330, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.show_counts({PERSON: 412, PLACE: 3})
    made.show_order([10, 20, 30, 40])
    return made


def gather(signal) -> list[object]:
    values: list[object] = []
    signal.connect(lambda *told: values.append(told[0] if len(told) == 1 else told))
    return values


def names(entities: list[object]) -> list[str]:
    return [entity.name for entity in entities]  # type: ignore[attr-defined]


def press(qtbot, widget, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(widget, key)


def place_of(browser: EntityBrowser, row: int) -> QPoint:
    return browser.view.visualRect(browser.view.model().index(row, 0)).center()


def test_typing_asks_for_names_as_one_types(browser, qtbot):
    asked = gather(browser.order_wanted)
    qtbot.keyClicks(browser.filter.field, "ki")
    assert asked == [(PERSON, EntitySort.ARTICLES, "k"), (PERSON, EntitySort.ARTICLES, "ki")]


def test_another_kind_is_asked_for_and_counted(browser, qtbot):
    asked = gather(browser.order_wanted)
    assert browser.filter.field.placeholderText() == "Filter 412 people"
    qtbot.mouseClick(browser.findChild(QToolButton, "kind-place"), Qt.MouseButton.LeftButton)
    assert asked == [(PLACE, EntitySort.ARTICLES, "")]
    assert browser.filter.field.placeholderText() == "Filter 3 places"
    browser.choose_kind(PLACE)
    assert len(asked) == 1


def test_a_page_of_another_kind_clears_the_filter(browser, qtbot):
    qtbot.keyClicks(browser.filter.field, "ki")
    asked = gather(browser.order_wanted)
    browser.choose_kind(PLACE)
    assert asked == [(PLACE, EntitySort.ARTICLES, "")]
    assert browser.filter.text() == ""


@pytest.mark.parametrize(("entry", "sort"), list(enumerate(EntitySort))[1:])
def test_another_order_is_asked_for(browser, entry, sort):
    asked = gather(browser.order_wanted)
    browser.filter._on_menu_about_to_show()
    browser.filter._menu.actions()[entry].trigger()
    assert asked == [(PERSON, sort, "")]
    assert browser.sort is sort


def test_down_goes_from_the_filter_into_the_list_and_up_comes_back(browser, qtbot):
    browser.focus_filter()
    with qtbot.waitSignal(browser.entity_selected) as selected:
        press(qtbot, browser.filter.field, Qt.Key.Key_Down)
    assert selected.args[0].name == "Name 10"
    assert browser.view.hasFocus()
    assert [index.row() for index in browser.view.selectionModel().selectedIndexes()] == [0]  # and it looks so
    press(qtbot, browser.view, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert browser.filter.field.hasFocus()


def test_enter_in_the_filter_opens_the_first(browser, qtbot):
    opened = gather(browser.entity_activated)
    press(qtbot, browser.filter.field, Qt.Key.Key_Return)
    assert names(opened) == ["Name 10"]


def test_enter_before_the_answer_is_there_opens_the_first_of_the_answer(browser, qtbot):
    opened = gather(browser.entity_activated)
    qtbot.keyClicks(browser.filter.field, "x")
    press(qtbot, browser.filter.field, Qt.Key.Key_Return)
    assert opened == []
    browser.show_order([30])
    assert names(opened) == ["Name 30"]


def test_esc_clears_the_filter_and_then_leaves(browser, qtbot):
    left = []
    browser.left.connect(lambda: left.append(True))
    browser.filter.field.setText("ki")
    press(qtbot, browser.filter.field, Qt.Key.Key_Escape)
    assert (browser.filter.text(), left) == ("", [])
    press(qtbot, browser.filter.field, Qt.Key.Key_Escape)
    press(qtbot, browser.view, Qt.Key.Key_Escape)
    assert left == [True, True]


def test_keys_move_enter_opens_and_staying_tells(browser, qtbot):
    opened = gather(browser.entity_activated)
    browser.view.setFocus()
    with qtbot.waitSignal(browser.entity_selected) as selected:
        press(qtbot, browser.view, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_K)
    assert selected.args[0].name == "Name 30"
    press(qtbot, browser.view, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert names(opened) == ["Name 40", "Name 10"]


def test_coming_by_with_tab_opens_nothing(browser):
    browser.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert not browser._pause.isActive()


def test_a_click_opens_once(browser, qtbot):
    opened = gather(browser.entity_activated)
    qtbot.mouseClick(browser.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(browser, 2))
    qtbot.mouseDClick(browser.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(browser, 2))
    assert names(opened) == ["Name 30"]


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_is_for_the_row(browser, reason):
    wanted = gather(browser.menu_wanted)
    browser.view.make_current(1)
    place = place_of(browser, 1)
    event = QContextMenuEvent(reason, place, browser.view.viewport().mapToGlobal(place))
    QApplication.sendEvent(browser.view.viewport(), event)
    ((entity, where),) = wanted
    assert entity.name == "Name 20"
    assert where == browser.view.viewport().mapToGlobal(place)


@pytest.mark.parametrize("letter", ["b", "n", "/", "?", " ", "a"])
def test_letters_are_left_to_the_window(browser, qtbot, letter):
    browser.view.make_current(1)
    qtbot.keyClicks(browser.view, letter)
    assert browser.view.current_row() == 1


def test_the_open_page_is_the_selected_row_wherever_it_goes(browser):
    selected = gather(browser.entity_selected)
    browser.show_open(row_of(30).entity, 30)
    assert browser.view.current_row() == 2
    browser.show_order([30, 10])
    assert browser.view.current_row() == 0
    browser.show_order([10])
    assert browser.view.current_row() is None
    browser.show_open(None)
    assert not browser._pause.isActive()
    assert selected == []


def test_the_reader_keeps_the_place_when_the_library_grows(browser):
    browser.show_order(range(1, 1001))
    browser.view.scroll_to_pixel(400 * browser.view.delegate.row_height + 5)
    browser.ask_again()
    browser.show_order([0, *range(1, 1001)])
    assert browser.view.verticalScrollBar().value() == 401 * browser.view.delegate.row_height + 5


def test_another_question_begins_at_the_top(browser, qtbot):
    browser.show_order(range(1, 1001))
    browser.view.scroll_to_pixel(5_000)
    qtbot.keyClicks(browser.filter.field, "n")
    browser.show_order(range(1, 901))
    assert browser.view.verticalScrollBar().value() == 0


def test_an_empty_list_says_why_and_its_button_clears_the_filter(browser, qtbot):
    qtbot.keyClicks(browser.filter.field, "zz")
    browser.show_order([])
    assert "begins with “zz”" in browser._empty.accessibleName()
    (button,) = browser._empty.findChildren(QPushButton)
    button.click()
    assert browser.filter.text() == ""


def test_a_long_order_is_quick(browser, name_shelf):
    name_shelf.asked.clear()
    browser.show_order(range(1, 100_001))
    browser.view.scroll_to_pixel(50_000 * browser.view.delegate.row_height)
    browser.view.viewport().repaint()
    assert sum(len(numbers) for numbers in name_shelf.asked) <= 6 * 60


def test_themes_and_fonts_can_change(browser):
    browser.set_theme(DARK)
    browser.grab()
    assert browser.view.verticalHeader().defaultSectionSize() == browser.view.delegate.row_height


def test_a_row_is_mirrored_for_languages_from_right_to_left():
    row = QRect(0, 0, 300, 36)
    plain, mirrored = (EntityRowLayout.fit(row, figure_width=60, mirrored=mirrored) for mirrored in (False, True))
    assert plain.name.left() == 35
    assert mirrored.name.right() == 299 - 35
    assert mirrored.mark.x() == pytest.approx(300 - plain.mark.x())
    assert plain.name.right() < plain.figure.left()
    assert mirrored.figure.right() < mirrored.name.left()
