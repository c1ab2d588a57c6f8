"""The page of a name: where its parts go, its head, its scrolling."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from reader.tasks.entity_pages import DatedTimeline
from reader.tasks.views import Network, NetworkEdge, NetworkNode, Timeline, TimelineSeries, TimeUnit
from reader.ui.entity_page.head import EntityHead
from reader.ui.entity_page.page import EntityPageView
from reader.ui.entity_page.section_words import SectionWords
from reader.ui.entity_page.sheet import NETWORK_LEAST, SheetLayout
from reader.ui.theme import DARK, LIGHT
from tests.ui.entity_page.conftest import AHN, NAKATANI, make_page, make_sentence

PARTS = {"head": 60, "note": 0, "sentences": 3000, "timeline": 240}


@pytest.fixture
def page(qtbot, pool):
    made = EntityPageView(theme=LIGHT, pool=pool)
    qtbot.addWidget(made)
    made.resize(1030, 780)
    with qtbot.waitExposed(made):
        made.show()
    return made


def fill(page: EntityPageView, *, sentences: int = 50, more: bool = False) -> None:
    page.show_page(make_page())
    months = tuple(date(2025, month, 1) for month in range(1, 10))
    series = (TimelineSeries(NAKATANI, tuple(range(9))),)
    page.show_timeline(DatedTimeline(Timeline(TimeUnit.MONTH, months, series), (0,)))
    edge = NetworkEdge(NAKATANI.id, AHN.id, 5, 30.0)
    page.show_network(Network(NAKATANI.id, (NetworkNode(NAKATANI, 23), NetworkNode(AHN, 12)), (edge,)))
    page.show_sentences([make_sentence(number) for number in range(sentences)], SectionWords("61"), more=more)


def test_neighbours_stand_beside_the_sentences_where_there_is_room():
    layout = SheetLayout.fit(1030, **PARTS, screen=780, scrolled=0)
    assert layout.neighbours.left() > layout.sentences.right()
    assert layout.neighbours.top() == layout.sentences.top()
    assert layout.neighbours.right() == layout.timeline.right()
    assert layout.height > layout.sentences.bottom()


def test_in_a_narrow_window_they_stand_under_the_timeline():
    layout = SheetLayout.fit(670, **PARTS, screen=560, scrolled=0)
    assert layout.neighbours.height() == NETWORK_LEAST
    assert layout.timeline.bottom() < layout.neighbours.top()
    assert layout.neighbours.bottom() < layout.sentences.top()
    assert layout.neighbours.width() == layout.sentences.width()


def test_neighbours_go_along_but_not_further_than_the_sentences():
    tops = [SheetLayout.fit(1030, **PARTS, screen=780, scrolled=value).neighbours.top() for value in (0, 1000, 9000)]
    assert tops[1] == 1000 + 16
    end = SheetLayout.fit(1030, **PARTS, screen=780, scrolled=9000)
    assert end.neighbours.bottom() == end.sentences.bottom()
    short = SheetLayout.fit(1030, **(PARTS | {"sentences": 50}), screen=780, scrolled=500)
    assert short.neighbours.top() == short.sentences.top()


def test_more_sentences_are_asked_for_once_when_the_end_comes_near(page):
    asked = []
    page.more_wanted.connect(lambda: asked.append(True))
    fill(page, sentences=50, more=True)
    assert asked == []
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    bar.setValue(bar.maximum() - 10)
    assert asked == [True]
    page.add_sentences([make_sentence(number) for number in range(50, 100)], more=True)
    assert asked == [True]
    bar.setValue(bar.maximum())
    assert asked == [True, True]
    page.add_sentences([], more=False)
    bar.setValue(bar.maximum())
    assert asked == [True, True]


def test_few_sentences_ask_for_the_next_at_once(page):
    asked = []
    page.more_wanted.connect(lambda: asked.append(True))
    fill(page, sentences=2, more=True)
    assert asked == [True]


def test_the_keyboard_brings_the_row_into_sight(page, qtbot):
    fill(page)
    view = page.sentences.view
    view.measure_all()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    row = view.visualRect(view.currentIndex())
    top = view.mapTo(page.viewport(), row.topLeft()).y()
    assert 0 <= top <= page.viewport().height() - row.height()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() > 14
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0


def test_tab_does_not_jump_into_the_middle_of_a_long_list(page, qtbot):
    fill(page, sentences=50)
    page.sentences.head.link("order").setFocus()
    qtbot.keyClick(page.sentences.head.link("order"), Qt.Key.Key_Tab)
    assert page.sentences.view.hasFocus()
    assert page.sentences.view.currentIndex().row() == 0
    assert page.verticalScrollBar().value() < 400


def test_rows_that_are_not_in_sight_are_measured_later(page, qtbot):
    sentences = [make_sentence(number, "said so again and " * 12) for number in range(600)]
    page.show_sentences(sentences, SectionWords("600"), more=False)
    view = page.sentences.view
    assert view.rowHeight(0) != view.rowHeight(599)
    qtbot.waitUntil(lambda: view.rowHeight(599) == view.rowHeight(0))
    assert page.sentences.height() >= 600 * view.rowHeight(0)


def test_esc_leaves(page, qtbot):
    left = []
    page.left.connect(lambda: left.append(True))
    fill(page)
    qtbot.keyClick(page.sentences.view, Qt.Key.Key_Escape)
    qtbot.keyClick(page.head.buttons[0], Qt.Key.Key_Escape)
    assert left == [True, True]


def test_undated_articles_are_said_under_the_timeline(page):
    fill(page)
    months = (date(2025, 1, 1),)
    page.show_timeline(DatedTimeline(Timeline(TimeUnit.MONTH, months, (TimelineSeries(NAKATANI, (1,)),)), (3,)))
    assert any("3 articles" in label.text() and label.isVisible() for label in page.findChildren(QLabel))


def test_themes_and_fonts_can_change_at_any_width(page):
    fill(page)
    page.set_theme(DARK)
    page.set_family("Georgia")
    for width in (1030, 670, 420):
        page.resize(width, 560)
        page.grab()
    assert page.horizontalScrollBar().maximum() == 0


@pytest.fixture
def head(qtbot):
    made = EntityHead(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(970, 80)
    with qtbot.waitExposed(made):
        made.show()
    return made


def texts(head: EntityHead) -> list[str]:
    return [label.text() for label in head.findChildren(QLabel) if label.isVisible()]


def test_the_head_says_who_and_how_often(head):
    head.show_page(make_page())
    assert texts(head)[0] == "Gen Nakatani"
    assert "also Nakatani, Minister Nakatani" in texts(head)
    assert "23 articles · 61 mentions · first 12 Oct 2024 · last 8 Sep 2025" in texts(head)


@pytest.mark.parametrize("width", [970, 620, 380, 250])
def test_a_long_name_is_cut_and_nothing_overlaps(head, width):
    entity = NAKATANI._replace(name="The Extraordinarily Long Name of an Association " * 12)
    head.show_page(make_page(entity=entity))
    head.resize(width, head.height_for(width))
    labels = [label for label in head.findChildren(QLabel) if label.isVisible() and label.text()]
    parts = [*labels, *head.buttons]
    for number, one in enumerate(parts):
        for other in parts[number + 1 :]:
            assert not one.geometry().intersects(other.geometry()), (one.geometry(), other.geometry())
    assert labels[0].text().endswith("…")
    assert labels[0].toolTip() == entity.name
    assert max(part.geometry().bottom() for part in parts) < head.height_for(width)


def test_a_name_that_is_longer_than_the_line_wraps_unless_it_is_one_word(head):
    name = "The Long Name of an Association of Some Importance"
    head.show_page(make_page(entity=NAKATANI._replace(name="Ahn")))
    one_line = head.height_for(500)
    head.show_page(make_page(entity=NAKATANI._replace(name=name)))
    head.resize(500, head.height_for(500))
    assert texts(head)[0] == name
    assert head.height_for(500) > one_line + 30
    head.show_page(make_page(entity=NAKATANI._replace(name="x" * 200)))
    assert texts(head)[0].endswith("…")


def test_sources_are_listed_on_demand(head):
    head.show_page(make_page())
    before = head.height_for(970)
    (sources,) = [button for button in head.findChildren(QPushButton) if "sources" in button.text()]
    sources.click()
    assert "Diplomacy desk, 20 articles · Wire, 3 articles" in texts(head)
    assert head.height_for(970) > before


def test_buttons_tell_what_is_wanted(head):
    told = []
    for name in ("rename_wanted", "merge_wanted", "hide_wanted"):
        getattr(head, name).connect(lambda name=name: told.append(name))
    head.menu_wanted.connect(lambda button: told.append(button.accessibleName()))
    for button in head.buttons:
        button.click()
    assert told == ["rename_wanted", "merge_wanted", "hide_wanted", "More to do with this name"]
    head.show_buttons(False)
    assert not any(button.isVisible() for button in head.buttons)


def test_another_width_keeps_what_is_read_in_its_place(page):
    fill(page, sentences=120)
    view, bar = page.sentences.view, page.verticalScrollBar()
    view.measure_all()
    bar.setValue(bar.maximum() // 2)

    def topmost() -> tuple[int, int]:
        seen = view.visibleRegion().boundingRect().top()
        row = view.rowAt(seen)
        return row, view.rowViewportPosition(row) - seen

    before = topmost()
    page.resize(page.width() - 300, page.height())
    view.measure_all()
    assert topmost() == before
