"""The list as the reader uses it: keys, mouse, order, scrolling, searching."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.articles.article import Span
from reader.articles.passage import Passage
from reader.tasks.views import ArticleFilter, ArticleSort
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.article_list.row_view import RowView
from reader.ui.theme import DARK, LIGHT

MANY = range(1, 1001)


@pytest.fixture
def pane(qtbot, shelf):
    made = ArticleListPane(fetch_rows=shelf.fetch_rows, theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(330, 780)
    with qtbot.waitExposed(made):
        made.show()
    return made


def view(pane: ArticleListPane) -> RowView:
    found = pane.findChild(RowView)
    assert isinstance(found, RowView)
    return found


def gather(signal) -> list[object]:
    values: list[object] = []
    signal.connect(values.append)
    return values


def show(pane: ArticleListPane, numbers, *, reset_scroll: bool = True) -> None:
    pane.show_order(numbers, total=len(numbers), reset_scroll=reset_scroll)


def place_of(pane: ArticleListPane, row: int) -> QPoint:
    return view(pane).visualRect(view(pane).model().index(row, 0)).center()


def star_of(pane: ArticleListPane, row: int) -> QPoint:
    rectangle = view(pane).visualRect(view(pane).model().index(row, 0))
    return view(pane).delegate.layout_of(rectangle).star.center()


def click(qtbot, pane: ArticleListPane, place: QPoint) -> None:
    qtbot.mouseClick(view(pane).viewport(), Qt.MouseButton.LeftButton, pos=place)


def press(qtbot, pane: ArticleListPane, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(view(pane), key)


def test_keys_move_and_tell(pane, qtbot):
    show(pane, [10, 20, 30, 40])
    pane.set_current(10)
    selected = gather(pane.article_selected)
    press(qtbot, pane, Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home)
    assert selected == [20, 30, 20, 10, 40, 10]


def test_enter_opens_and_so_does_a_click(pane, qtbot):
    show(pane, [10, 20, 30])
    pane.set_current(20)
    opened, selected = gather(pane.article_activated), gather(pane.article_selected)
    press(qtbot, pane, Qt.Key.Key_Return)
    click(qtbot, pane, place_of(pane, 2))
    assert opened == [20, 30]
    assert selected == [30]


def test_a_double_click_opens_once(pane, qtbot):
    show(pane, [10, 20])
    opened = gather(pane.article_activated)
    click(qtbot, pane, place_of(pane, 1))
    qtbot.mouseDClick(view(pane).viewport(), Qt.MouseButton.LeftButton, pos=place_of(pane, 1))
    assert opened == [20]


def test_a_click_on_the_star_bookmarks_and_does_nothing_else(pane, qtbot):
    show(pane, [10, 20, 30])
    pane.set_current(10)
    marked, others = gather(pane.bookmark_toggled), gather(pane.article_activated)
    pane.article_selected.connect(others.append)
    click(qtbot, pane, star_of(pane, 1))
    assert marked == [20]
    assert others == []
    assert pane.current_number() == 10


@pytest.mark.parametrize("letter", ["b", "n", "p", "u", "/", "?", " ", "a"])
def test_letters_are_left_to_the_window(pane, qtbot, letter, shelf):
    shelf.changes[20] = {"title": f"{letter} begins this title"}
    show(pane, [10, 20, 30])
    pane.set_current(10)
    heard = []
    pane.keyPressEvent = lambda event: heard.append(event.text())  # what a parent hears was not taken
    qtbot.keyClicks(view(pane), letter)
    assert heard == [letter]
    assert pane.current_number() == 10


def test_what_the_program_selects_is_not_told(pane):
    show(pane, [10, 20, 30])
    selected = gather(pane.article_selected)
    pane.set_current(20)
    assert pane.current_number() == 20
    pane.set_current(99)
    assert pane.current_number() == 20
    assert selected == []


def test_moves_asked_for_by_the_window_are_the_readers(pane):
    show(pane, [10, 20, 30])
    selected = gather(pane.article_selected)
    pane.select_first()
    pane.select_next()
    pane.select_next()
    pane.select_next()
    pane.select_previous()
    assert selected == [10, 20, 30, 20]


def test_a_new_order_keeps_the_current_article_silently(pane):
    show(pane, [10, 20, 30])
    pane.set_current(20)
    selected = gather(pane.article_selected)
    for order in ([20, 10, 30], [5, 10, 20, 30], [30, 20]):
        show(pane, order, reset_scroll=False)
        assert pane.current_number() == 20
    assert selected == []


def test_when_the_current_article_leaves_the_next_one_follows(pane):
    show(pane, [10, 20, 30, 40])
    pane.set_current(20)
    selected = gather(pane.article_selected)
    show(pane, [10, 30, 40], reset_scroll=False)
    assert pane.current_number() is None
    assert pane.next_number_after(20) == 30
    pane.select_next()
    assert selected == [30]


def test_the_next_article_is_known_without_moving(pane):
    show(pane, [10, 20, 30])
    assert pane.next_number_after(10) == 20
    assert pane.next_number_after(30) is None
    assert pane.next_number_after(99) is None


def test_rows_that_come_above_do_not_move_what_is_read(pane):
    show(pane, MANY)
    pane.restore_scroll(5000)
    top = view(pane).rows_in_sight()[0]
    number = MANY[top]
    show(pane, [3001, 3002, *MANY], reset_scroll=False)
    assert view(pane).rows_in_sight()[0] == top + 2
    show(pane, list(reversed(MANY)), reset_scroll=False)
    assert list(reversed(MANY))[view(pane).rows_in_sight()[0]] == number


def test_at_the_top_new_rows_are_seen(pane):
    show(pane, MANY)
    show(pane, [3001, *MANY], reset_scroll=False)
    assert pane.scroll_position() == 0


def test_another_question_begins_at_the_top(pane):
    show(pane, MANY)
    pane.restore_scroll(5000)
    assert pane.scroll_position() == 5000
    show(pane, list(reversed(MANY)))
    assert pane.scroll_position() == 0


def test_only_what_is_in_sight_is_fetched(pane, shelf):
    show(pane, range(1, 100_001))
    pane.grab()
    pane.restore_scroll(50_000 * view(pane).row_height())
    pane.grab()
    assert sum(map(len, shelf.asked)) <= 4 * 40


def test_the_filter_is_told_when_the_reader_chooses_it(pane, qtbot):
    chosen = gather(pane.filter_changed)
    pane.set_filter(ArticleFilter.UNREAD)
    assert pane.chosen_filter() is ArticleFilter.UNREAD
    assert chosen == []
    qtbot.mouseClick(pane.findChild(QToolButton, "filter-bookmarks"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pane.findChild(QToolButton, "filter-bookmarks"), Qt.MouseButton.LeftButton)
    assert chosen == [ArticleFilter.BOOKMARKS]
    assert pane.chosen_filter() is ArticleFilter.BOOKMARKS


def sorts_offered(pane: ArticleListPane) -> list[str]:
    menu = pane._bar._sort_menu
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions()]


def test_relevance_is_offered_only_while_searching(pane):
    pane.set_sort(ArticleSort.TITLE)
    assert sorts_offered(pane) == ["Newest", "Oldest", "Title"]
    told = gather(pane.sort_changed)
    pane.set_searching(True)
    pane.set_searching(True)
    assert sorts_offered(pane) == ["Newest", "Oldest", "Title", "Relevance"]
    assert pane.chosen_sort() is ArticleSort.RELEVANCE
    pane.set_searching(False)
    assert pane.chosen_sort() is ArticleSort.TITLE
    assert told == []


def test_the_order_is_told_when_the_reader_chooses_it(pane):
    told = gather(pane.sort_changed)
    sorts_offered(pane)
    pane._bar._sort_menu.actions()[1].trigger()
    assert told == [ArticleSort.OLDEST]
    assert pane.chosen_sort() is ArticleSort.OLDEST


def test_passages_are_asked_for_once_and_for_rows_in_sight(pane, qtbot):
    pane.set_searching(True)
    with qtbot.waitSignal(pane.passages_wanted) as caught:
        show(pane, MANY)
    first = caught.args[0]
    assert first == list(range(1, len(first) + 1))
    assert len(first) < 12
    pane.set_passages({number: Passage("found") for number in first})
    with qtbot.waitSignal(pane.passages_wanted) as caught:
        pane.restore_scroll(view(pane).row_height() * 3)
    assert not set(caught.args[0]) & set(first)


def test_a_new_question_asks_for_passages_anew(pane, qtbot):
    pane.set_searching(True)
    with qtbot.waitSignal(pane.passages_wanted):
        show(pane, [1, 2, 3])
    with qtbot.waitSignal(pane.passages_wanted) as caught:
        show(pane, [1, 2, 3])
    assert caught.args[0] == [1, 2, 3]


def test_without_a_search_nobody_asks_for_passages(pane, qtbot):
    asked = gather(pane.passages_wanted)
    show(pane, [1, 2, 3])
    qtbot.waitUntil(lambda: not pane._passages_pause.isActive())
    assert asked == []


def test_the_end_of_what_is_known_asks_for_more(pane, qtbot):
    with qtbot.waitSignal(pane.more_wanted):
        pane.show_order(range(1, 31), total=500, reset_scroll=True)
        pane.restore_scroll(10_000)


def test_an_empty_list_says_why_and_offers_a_way_out(pane, qtbot):
    pane.show_empty("No bookmarks yet", "Press b while reading, or click a star in the list.", "Show all articles")
    said = [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]
    assert said == ["No bookmarks yet", "Press b while reading, or click a star in the list."]
    with qtbot.waitSignal(pane.empty_action_chosen):
        qtbot.mouseClick(pane.findChild(QPushButton), Qt.MouseButton.LeftButton)
    show(pane, [1])
    assert view(pane).isVisible()
    pane.show_empty("No articles", "There are none.")
    assert not pane.findChild(QPushButton).isVisible()


def test_titles_are_marked_by_the_function_given(pane):
    asked: list[str] = []

    def mark(title: str) -> list[Span]:
        asked.append(title)
        return [Span(0, 7)]

    show(pane, [1])
    plain = pane.grab().toImage()
    pane.set_title_marker(mark)
    assert pane.grab().toImage() != plain
    assert asked == ["Article 1"]
    pane.set_title_marker(None)
    assert pane.grab().toImage() == plain


def test_a_refreshed_row_is_drawn_anew(pane, shelf):
    show(pane, [1])
    plain = pane.grab().toImage()
    shelf.changes[1] = {"bookmarked": True, "read": False}
    pane.refresh([1])
    changed = pane.grab().toImage()
    assert changed != plain
    rectangle = view(pane).visualRect(view(pane).model().index(0, 0))
    dot = view(pane).delegate.layout_of(rectangle).dot.center()
    assert changed.pixelColor(view(pane).mapTo(pane, dot)) == LIGHT.color("accent")


def test_the_selected_row_has_its_ground_and_bar(pane):
    show(pane, [1, 2])
    pane.set_current(1)
    pane.set_theme(DARK)
    image, top = pane.grab().toImage(), view(pane).y()
    assert image.pixelColor(1, top + 50) == DARK.color("accent")
    assert image.pixelColor(8, top + 50) == DARK.color("selected")
    assert image.pixelColor(8, top + 150) == DARK.color("panel")


def test_a_row_that_cannot_be_read_is_drawn_and_passed_over(pane, shelf, qtbot):
    shelf.gone = {20}
    show(pane, [10, 20, 30])
    pane.set_current(10)
    pane.grab()
    press(qtbot, pane, Qt.Key.Key_Down)
    assert pane.current_number() == 30


@pytest.mark.parametrize("title", ["وزيرا الدفاع في سيول", "東京とソウルの防衛相" * 9, "x" * 3000, "🚀 " * 50])
def test_any_title_can_be_drawn(pane, shelf, title):
    shelf.changes[1] = {"title": title, "excerpt": Passage(""), "source": "s" * 300, "published": None}
    show(pane, [1])
    pane.set_current(1)
    assert pane.grab().toImage().pixelColor(1, view(pane).y() + 50) == LIGHT.color("accent")


def test_a_screen_reader_finds_the_rows(pane):
    show(pane, [1, 2])
    heard = QAccessible.queryAccessibleInterface(view(pane))
    assert heard.text(QAccessible.Text.Name) == "Articles"
    texts = [heard.child(number).text(QAccessible.Text.Name) for number in range(heard.childCount())]
    assert "Article 1, Diplomacy desk, 8 Sep 2025" in texts


def test_the_rows_take_the_focus_of_the_pane_and_tab_reaches_what_is_above_them(qtbot, pane):
    show(pane, [1, 2])
    outer = QWidget()
    qtbot.addWidget(outer)
    row = QVBoxLayout(outer)
    before = QLineEdit()
    row.addWidget(before)
    row.addWidget(pane)
    with qtbot.waitExposed(outer):
        outer.show()
    outer.activateWindow()
    pane.setFocus()
    assert QApplication.focusWidget() is view(pane)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "filter-all"
    pane.setParent(None)
