"""A name is clicked: its card, the way on from there, its mentions one after the other, and its articles."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from reader.entities.mention import EntityKind
from reader.ui.actions import Command
from reader.ui.reading_pane.card_parts import EntityChip

WAIT_MS = 30_000
FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of pop-ups
]


@pytest.fixture
def reader(open_window, do):
    """The window with the first article."""
    opened = open_window()
    do.open(opened, FIRST)
    do.settle(opened)
    return opened


def known(reader, name):
    """What the library knows of the name in most articles that is called so."""
    return reader.services.name_pages.find_entities(name)[0]


def said_by(card) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def titles_naming(reader, entity_id) -> set[str]:
    services = reader.services
    return {row.title for row in services.shelf.rows(services.names.articles_with(entity_id))}


def test_the_card_tells_who_it_is_and_esc_closes_it(reader, do):
    nakatani, card = known(reader, "Gen Nakatani"), reader.gestures.card
    do.open_card(reader, "Nakatani himself")
    assert card.entity_id == nakatani.entity.id
    words = said_by(card)
    assert {"Gen Nakatani", f"{nakatani.articles} articles · {nakatani.mentions} mentions"} <= set(words)
    assert card.accessibleName() == "Gen Nakatani, person"
    assert any("also" in line and "Nakatani" in line for line in words)
    (why,) = (line for line in words if line.endswith(" here"))
    assert why.startswith(("Recognised by the model", "Listed name", "The same words"))
    chips = [chip for chip in card.findChildren(EntityChip) if chip.isVisible()]
    both = [reader.services.names.articles_with(chip.entity.id) for chip in chips]
    assert both
    assert all(set(articles) & set(reader.services.names.articles_with(nakatani.entity.id)) for articles in both)
    with_whom = chips[0].entity
    do.click(chips[0])
    do.wait(lambda: card.accessibleName() == f"{with_whom.name}, {with_whom.kind}" and "…" not in said_by(card))
    do.press(Qt.Key.Key_Escape)
    assert card.isHidden()


def test_a_name_in_the_title_has_its_card_too_and_is_searched_for(reader, qtbot, do):
    seoul, card = known(reader, "Seoul"), reader.gestures.card
    do.open_card(reader, "Seoul")
    assert reader.gestures.reading_joint.clicked.in_title
    assert card.entity_id == seoul.entity.id
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
        do.click_button(card, "Search")
    assert card.isHidden()
    assert reader.window.search_bar.query() == 'place:"Seoul"'
    assert set(reader.rows()) == titles_naming(reader, seoul.entity.id)


def test_the_card_opens_the_page_by_mouse_and_by_key_and_begins_at_its_first_button_each_time(reader, do):
    pages, card = reader.gestures.names.names, reader.gestures.card
    do.open_card(reader, "Gen Nakatani")
    do.click_button(card, "Next")
    do.press(Qt.Key.Key_Escape)
    do.open_card(reader, "Ahn Gyu-back")
    assert card.focusWidget().text() == "Open page"
    do.press(Qt.Key.Key_Return)
    do.wait(lambda: pages.view.isVisible() and pages.flow.entity is not None)
    assert pages.flow.entity.name == "Ahn Gyu-back"
    assert card.isHidden()
    reader.trigger(Command.GO_BACK)
    do.open_card(reader, "Gen Nakatani")
    do.click_button(card, "Open page")
    do.wait(lambda: pages.view.isVisible() and pages.flow.entity.name == "Gen Nakatani")
    reader.trigger(Command.GO_BACK)
    do.open_card(reader, "Ahn Gyu-back")
    do.press(Qt.Key.Key_E)
    do.wait(lambda: pages.view.isVisible() and pages.flow.entity.name == "Ahn Gyu-back")


def test_n_and_p_step_through_the_mentions_of_the_name_that_was_chosen(reader, do):
    nakatani = known(reader, "Gen Nakatani").entity
    here = [mention for mention in reader.names_shown() if mention.entity.id == nakatani.id]
    pane, many = reader.window.reading_pane, len([m for m in reader.names_shown() if m.entity.id == nakatani.id])
    assert many > 2
    pane.text_view.setFocus()
    do.press(Qt.Key.Key_N)
    assert f"name 1 of {len(reader.names_shown())}" in reader.words()
    do.open_card(reader, "Gen Nakatani")
    do.press(Qt.Key.Key_Escape)
    walked = []
    for at in range(2, many + 1):
        do.press(Qt.Key.Key_N)
        assert f"Gen Nakatani {at} of {many}" in reader.words()
        walked.append(pane.stepped_mention())
    assert walked == here[1:]
    do.press(Qt.Key.Key_N)
    assert f"Gen Nakatani 1 of {many}" in reader.words()
    do.press(Qt.Key.Key_P)
    assert f"Gen Nakatani {many} of {many}" in reader.words()
    (place,) = pane.text_view.page.mention_places(reader.names_shown().index(here[-1]))
    do.wait(lambda: do.in_sight(reader, place))
    do.press(Qt.Key.Key_Return)  # the card of where we are, without a mouse
    do.wait(lambda: reader.gestures.card.isVisible() and "…" not in said_by(reader.gestures.card))
    assert reader.gestures.card.entity_id == nakatani.id
    do.click_button(reader.gestures.card, "Next")
    assert f"Gen Nakatani 1 of {many}" in reader.words()
    assert reader.gestures.card.isVisible()


def test_a_mouse_that_rests_on_a_name_is_told_who_it_is(reader, qtbot, do):
    seoul, view = known(reader, "Seoul"), reader.window.reading_pane.text_view
    here = len([mention for mention in reader.names_shown() if mention.entity.id == seoul.entity.id])
    at, none = QPointF(view.cursorRect(view.document().find("Seoul")).center()), Qt.MouseButton.NoButton
    at -= QPointF(4, 0)  # the rectangle is that of the end of the word
    move = QMouseEvent(
        QEvent.Type.MouseMove, at, view.viewport().mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(reader.gestures.naming.hint_ready, timeout=WAIT_MS):
        QApplication.sendEvent(view.viewport(), move)
    times = {1: "once", 2: "twice"}.get(here, f"{here} times")
    assert QToolTip.text() == f"Seoul · place — {times} here, {seoul.articles} articles in the library"
    do.press(Qt.Key.Key_N)  # the tip is in nobody's way
    assert "name 1 of" in reader.words()


def test_only_articles_with_this_finds_those_that_call_it_otherwise_as_well(reader, qtbot, do):
    japan = known(reader, "Japan").entity
    services = reader.services
    wanted = titles_naming(reader, japan.id)
    texts = services.shelf.texts(services.names.articles_with(japan.id))
    assert not all("Japan " in f"{text.title} {text.text}" for text in texts.values()), "no article to tell aliases by"
    do.open_card(reader, "Japanese")  # another form of the name
    assert reader.gestures.card.entity_id == japan.id
    do.click_button(reader.gestures.card, "More")
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
        do.choose("Only articles with this")
    assert reader.gestures.card.isHidden()
    assert set(reader.rows()) == wanted
    assert len(reader.rows()) == len(wanted)
    do.search(reader, 'person:"Nakatani"')
    assert set(reader.rows()) == set().union(
        *(
            titles_naming(reader, row.entity.id)
            for row in services.name_pages.find_entities("Nakatani", [EntityKind.PERSON])
        )
    )
