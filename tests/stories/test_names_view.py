"""All names of the library: looked through, filtered, put in order; the page of one, its sentences, the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from reader.articles.sentences import sentence_around
from reader.cli import main
from reader.entities.mention import EntityKind
from reader.library.name_pages import EntitySort
from reader.ui.actions import Command
from reader.ui.dates import short_date

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
IGNORED = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of menus


@pytest.fixture
def reader(seeded, open_window, do):  # noqa: ARG001
    """The window with all names in place of the articles."""
    opened = open_window()
    do.settle(opened)
    do.press(Qt.Key.Key_E, held=CONTROL)
    do.wait(lambda: view(opened).flow.entity is not None)  # the page of the first name comes a moment after the names
    do.settle(opened)
    return opened


def view(reader):
    return reader.gestures.names.names


def expected(reader, kind, sort=EntitySort.ARTICLES, text="") -> list[str]:
    pages = reader.services.name_pages
    return [row.entity.name for row in pages.rows(pages.order(kind, sort, text))]


def listed_is(reader, do, names: list[str]) -> None:
    do.wait(lambda: reader.names_listed() == names)


def said_by(widget) -> str:
    parts = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return "\n".join(part.text() for part in parts if part.isVisible())


def sentences(reader):
    """The sentences of the page, as they were read from the library."""
    model = view(reader).page.sentences.view.model()
    return [model.sentence_at(row) for row in range(model.rowCount())]


@IGNORED
def test_ctrl_e_shows_all_names_by_kind_filtered_and_in_any_order(reader, do):
    browser = view(reader).browser
    assert view(reader).view.isVisible()
    assert not reader.window.splitter.isVisible()
    assert browser.filter.field.hasFocus()
    people = expected(reader, EntityKind.PERSON)
    assert "Gen Nakatani" in people
    assert reader.names_listed() == people
    assert view(reader).flow.entity.name == people[0]
    assert f"{len(people)} people" in browser.filter.field.placeholderText()

    do.click_button(browser, "Places")
    listed_is(reader, do, expected(reader, EntityKind.PLACE))
    assert {"Japan", "Seoul"} <= set(reader.names_listed())
    browser.filter.field.setFocus()
    do.type("jap")
    listed_is(reader, do, expected(reader, EntityKind.PLACE, text="jap"))
    assert "Japan" in reader.names_listed()
    assert "Seoul" not in reader.names_listed()
    do.type("xq")
    do.wait(lambda: "No place begins with “japxq”" in said_by(browser))
    do.click_button(browser, "Clear the filter")
    listed_is(reader, do, expected(reader, EntityKind.PLACE))

    (order,) = (button for button in browser.findChildren(QToolButton) if button.accessibleName().startswith("Order"))
    for words, sort in (("Name", EntitySort.NAME), ("Mentions", EntitySort.MENTIONS), ("Last", EntitySort.LAST_SEEN)):
        menu = order.menu()
        menu.popup(order.mapToGlobal(order.rect().bottomLeft()))
        do.choose(words)
        listed_is(reader, do, expected(reader, EntityKind.PLACE, sort))


def test_keys_alone_lead_to_a_page_through_it_and_back_to_the_articles(reader, qtbot, do):
    do.type("nakat")
    do.press(Qt.Key.Key_Return)  # at once, before the answer is there
    do.wait(lambda: view(reader).flow.entity is not None and view(reader).flow.entity.name == "Gen Nakatani")
    do.wait(lambda: view(reader).page.sentences.view.hasFocus())
    do.press(Qt.Key.Key_Escape)
    assert view(reader).browser.view.hasFocus()
    do.press(Qt.Key.Key_Escape)  # the filter goes first
    listed_is(reader, do, expected(reader, EntityKind.PERSON))
    assert view(reader).view.isVisible()
    chosen = reader.names_listed().index("Gen Nakatani")
    assert view(reader).browser.view.current_row() == chosen
    do.press(Qt.Key.Key_Down)
    following = reader.names_listed()[chosen + 1]
    do.wait(lambda: view(reader).flow.entity.name == following)  # the page follows who stays on a name
    do.press(Qt.Key.Key_Escape)
    assert not view(reader).view.isVisible()
    assert reader.window.splitter.isVisible()
    do.press(Qt.Key.Key_E, held=CONTROL)
    do.settle(reader)
    assert view(reader).flow.entity.name == following  # the page that was open last
    do.press(Qt.Key.Key_Left, held=ALT)
    assert not view(reader).view.isVisible()
    assert not reader.gestures.actions.commands[Command.SHOW_NAMES].isChecked()
    do.press(Qt.Key.Key_E, held=CONTROL)
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=30_000):
        do.press(Qt.Key.Key_K, held=CONTROL)
        do.type("danuri")
    assert not view(reader).view.isVisible()
    assert reader.window.search_bar.focusProxy().hasFocus()
    assert reader.window.search_bar.query() == "danuri"
    assert 0 < len(reader.rows()) < 10


def test_the_page_has_every_sentence_newest_first_and_each_leads_into_its_article(reader, qtbot, do):
    services, page = reader.services, view(reader).page
    found = services.name_pages.find_entities("Gen Nakatani")[0]
    view(reader).open_page(found.entity.id)
    do.wait(lambda: page.accessibleName() == "Page of Gen Nakatani")
    do.settle(reader)
    facts, shown = services.name_pages.facts(found.entity.id), sentences(reader)
    head = said_by(page.head)
    assert f"{facts.row.articles} articles · {facts.row.mentions} mentions" in head
    assert f"first {short_date(facts.first)} · last {short_date(facts.last)}" in head
    assert f"{len(facts.sources)} sources" in head
    do.click(next(button for button in page.head.findChildren(QPushButton) if "sources" in button.text()))
    assert all(f"{one.source}, {one.articles} article" in said_by(page.head) for one in facts.sources)

    days = [sentence.published for sentence in shown]
    assert days == sorted(days, reverse=True)
    assert {sentence.article for sentence in shown} == set(services.names.articles_with(found.entity.id))
    every = [m for number in services.names.articles_with(found.entity.id) for m in _of(services, number, found)]
    assert sum(len(sentence.names) for sentence in shown) == len(every) == facts.row.mentions
    page.sentences.head.link("order").click()
    do.wait(lambda: [sentence.published for sentence in sentences(reader)] == days[::-1])

    other = next(row for row, each in enumerate(sentences(reader)) if each.title != FIRST and each.place is not None)
    sentence = sentences(reader)[other]
    rows = page.sentences.view
    page.ensureVisible(0, rows.y() + rows.rowViewportPosition(other) + page.sentences.y())
    with qtbot.waitSignals([reader.gestures.opening.opened, reader.gestures.opening.place_wanted], timeout=30_000):
        do.click(rows.viewport(), rows.visualRect(rows.model().index(other, 0)).center())
    assert not view(reader).view.isVisible()
    assert reader.title == sentence.title
    text = reader.gestures.opening.current.article.text
    around = sentence_around(text, sentence.place.start, sentence.place.end)
    assert text[around.start : around.end] == sentence.text
    (place, *_) = reader.window.reading_pane.text_view.page.places(sentence.place)
    do.wait(lambda: do.in_sight(reader, place))


def _of(services, number, found):
    return [m for m in services.names.mentions_of(number) if m.entity.id == found.entity.id]


def test_a_library_without_articles_says_so_in_words(library, tmp_path, open_window, do):
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    main(["import", str(nothing), "--library", str(library)])
    reader = open_window()
    do.settle(reader)
    do.press(Qt.Key.Key_E, held=CONTROL)
    do.wait(lambda: "No names yet" in reader.words())
    assert "Ctrl+O" in reader.words()
    assert "Here is the page of each" in reader.words()
    assert reader.gestures.banner.words() == ""
    do.press(Qt.Key.Key_Escape)
    assert not view(reader).view.isVisible()
