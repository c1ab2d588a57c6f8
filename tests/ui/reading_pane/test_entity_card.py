from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.entities.mention import Entity, EntityId, EntityKind
from reader.tasks.views import EntityCard
from reader.ui.reading_pane.card_parts import EntityChip, MonthBars
from reader.ui.reading_pane.entity_card import EntityCardPopup
from reader.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # pop-ups where there is no screen

NAKATANI = Entity(
    id=EntityId("person:gen nakatani"), kind=EntityKind.PERSON, name="Gen Nakatani", aliases=("Nakatani", "Minister")
)
TOKYO = Entity(id=EntityId("place:tokyo"), kind=EntityKind.PLACE, name="Tokyo")
CARD = EntityCard(
    entity=NAKATANI,
    mentions_here=4,
    articles=23,
    mentions=1061,
    neighbours=(TOKYO,),
    by_month=((date(2025, 8, 1), 3), (date(2025, 9, 1), 7)),
    why="Recognised by the model (0.98) and the name list",
)


@pytest.fixture
def card(qtbot: QtBot) -> EntityCardPopup:
    made = EntityCardPopup(theme=LIGHT)
    qtbot.addWidget(made)
    return made


def texts(card: EntityCardPopup) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]


def buttons(card: EntityCardPopup) -> dict[str, QPushButton]:
    return {button.text(): button for button in card.findChildren(QPushButton) if not button.isHidden()}


def test_while_it_is_looked_up_the_name_is_there_and_no_button_that_does_nothing(card: EntityCardPopup) -> None:
    card.show_loading("Gen Nakatani", EntityKind.PERSON)
    assert texts(card) == ["…", "Gen Nakatani"]
    assert buttons(card) == {}


def test_a_card_says_what_is_known(card: EntityCardPopup) -> None:
    card.show_card(CARD)
    assert texts(card) == [
        "23 articles · 1,061 mentions",
        "Gen Nakatani",
        "also Nakatani, Minister",
        "Often with",
        "Recognised by the model (0.98) and the name list. 4 times here",
    ]
    assert list(buttons(card)) == ["Open page", "Search", "Next", "···"]
    assert card.accessibleName() == "Gen Nakatani, person"


def test_what_is_not_known_is_left_out(card: EntityCardPopup) -> None:
    bare = CARD._replace(
        entity=TOKYO, mentions_here=1, articles=1, mentions=1, neighbours=(), by_month=CARD.by_month[:1], why=""
    )
    card.show_card(bare)
    assert texts(card) == ["1 article · 1 mention", "Tokyo", "Once here"]
    assert list(buttons(card)) == ["Open page", "Search", "···"]
    assert card.findChild(MonthBars).isHidden()
    card.show_card(bare._replace(mentions_here=0))
    assert texts(card) == ["1 article · 1 mention", "Tokyo"]


def test_a_name_is_never_markup(card: EntityCardPopup) -> None:
    card.show_card(CARD._replace(entity=NAKATANI._replace(name="<b>Gen</b>")))
    name = next(label for label in card.findChildren(QLabel) if label.text() == "<b>Gen</b>")
    assert name.textFormat() is Qt.TextFormat.PlainText


def test_searching_closes_the_card(qtbot: QtBot, card: EntityCardPopup) -> None:
    card.show_card(CARD)
    card.open_at(QPoint(50, 50))
    with qtbot.waitSignal(card.search_wanted) as caught:
        buttons(card)["Search"].click()
    assert caught.args == [NAKATANI]
    assert card.isHidden()


def test_next_and_previous_name_whom(qtbot: QtBot, card: EntityCardPopup) -> None:
    card.show_card(CARD)
    card.open_at(QPoint(50, 50))
    with qtbot.waitSignal(card.next_wanted) as caught:
        buttons(card)["Next"].click()
    assert caught.args == [NAKATANI.id]
    for key, told in ((Qt.Key.Key_N, card.next_wanted), (Qt.Key.Key_P, card.previous_wanted)):
        with qtbot.waitSignal(told) as caught:
            qtbot.keyClick(card, key)
        assert caught.args == [NAKATANI.id]


def test_the_page_opens_by_button_and_by_key_and_closes_the_card(qtbot: QtBot, card: EntityCardPopup) -> None:
    for act in (lambda: buttons(card)["Open page"].click(), lambda: qtbot.keyClick(card, Qt.Key.Key_E)):
        card.show_card(CARD)
        card.open_at(QPoint(50, 50))
        with qtbot.waitSignal(card.page_wanted) as caught:
            act()
        assert caught.args == [NAKATANI.id]
        assert card.isHidden()


def test_the_menu_is_asked_for_with_whom_and_where(qtbot: QtBot, card: EntityCardPopup) -> None:
    card.show_card(CARD)
    more = buttons(card)["···"]
    with qtbot.waitSignal(card.menu_wanted) as caught:
        more.click()
    assert caught.args == [NAKATANI, more]


def test_a_neighbour_can_be_chosen(qtbot: QtBot, card: EntityCardPopup) -> None:
    card.show_card(CARD)
    chip = card.findChild(EntityChip)
    assert chip.accessibleName() == "Tokyo, place"
    with qtbot.waitSignal(card.entity_clicked) as caught:
        chip.click()
    assert caught.args == [TOKYO.id]


def test_the_card_is_on_the_screen_and_escape_closes_it(qtbot: QtBot, card: EntityCardPopup) -> None:
    card.show_loading("Gen Nakatani", EntityKind.PERSON)
    card.open_at(QPoint(10_000, 10_000))
    card.show_card(CARD)
    assert card.screen().availableGeometry().intersected(card.geometry()).width() > 320
    assert card.anchor == QPoint(10_000, 10_000)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()


def test_the_keys_reach_every_part_of_the_card(qtbot: QtBot, card: EntityCardPopup) -> None:
    card.show_loading("Gen Nakatani", EntityKind.PERSON)
    card.open_at(QPoint(50, 50))
    card.show_card(CARD)
    reached = [card.focusWidget()]
    for _ in range(4):
        qtbot.keyClick(card, Qt.Key.Key_Tab)
        reached.append(card.focusWidget())
    words = [button.text() for button in reached if isinstance(button, QPushButton)]
    assert words == ["Open page", "Search", "Next", "···"]
    (chip,) = (widget for widget in reached if isinstance(widget, EntityChip))
    with qtbot.waitSignal(card.entity_clicked):
        qtbot.keyClick(chip, Qt.Key.Key_Return)


def test_the_card_follows_without_taking_the_keys_away(card: EntityCardPopup) -> None:
    card.show_card(CARD)
    card.open_at(QPoint(50, 50))
    buttons(card)["Next"].setFocus()
    before = card.pos()
    card.move_to(QPoint(50, 90))
    assert card.pos() - before == QPoint(0, 40)
    assert card.focusWidget() is buttons(card)["Next"]


def test_a_long_name_makes_the_card_higher_not_wider(card: EntityCardPopup) -> None:
    card.show_card(CARD)
    width, height = card.width(), card.height()
    card.show_card(CARD._replace(entity=NAKATANI._replace(name="A very long name of a treaty " * 4)))
    assert card.width() == width
    assert card.height() > height


def test_the_theme_changes_the_card(card: EntityCardPopup) -> None:
    card.show_card(CARD)
    card.set_theme(DARK)
    assert card.grab().toImage().pixelColor(card.width() // 2, 20).name() == DARK.css("card")
