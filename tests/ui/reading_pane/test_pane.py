from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reader.articles.article import Span
from reader.entities.mention import EntityKind
from reader.tasks.views import OpenedArticle
from reader.ui.reading_pane.find_bar import FindBar
from reader.ui.reading_pane.kind_bar import KindBar, KindChip
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.reading_pane.render import Place
from reader.ui.theme import DARK, LIGHT

MakeOpened = Callable[..., OpenedArticle]
SEOUL = "place:seoul"


def words(pane: ReadingPane) -> str:
    return pane.findChild(KindBar).words()


def chips(pane: ReadingPane) -> list[str]:
    return [chip.text() for chip in pane.findChildren(KindChip) if chip.isVisible()]


def outlined(pane: ReadingPane) -> tuple[Place, ...]:
    return pane.text_view._layer.current


def outlined_words(pane: ReadingPane) -> str:
    (place,) = outlined(pane)
    return pane.text_view.document().findBlockByNumber(place.block).text()[place.start : place.end]


def spans_of(text: str, word: str) -> list[Span]:
    starts = [n for n in range(len(text)) if text.startswith(word, n)]
    return [Span(start, start + len(word)) for start in starts]


def click(qtbot: QtBot, pane: ReadingPane, place: Place) -> None:
    (piece,) = pane.text_view._layer.pieces_of(place)
    at = piece.ground.center().toPoint() - QPoint(0, pane.text_view.verticalScrollBar().value())
    qtbot.mouseClick(pane.text_view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def long_text(make_opened: MakeOpened) -> OpenedArticle:
    return make_opened("Lead.", *(f"{n} Seoul and many more words. " * 8 for n in range(20)))


def test_without_an_article_it_says_so(pane: ReadingPane) -> None:
    pane.show_nothing("Nothing here", "Import some articles.")
    assert {label.text() for label in pane.findChildren(QLabel) if label.isVisible()} >= {
        "Nothing here",
        "Import some articles.",
    }
    assert not pane.text_view.isVisible()
    assert not pane.read_on()


def test_an_article_shows_its_chips_and_its_length(pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    assert pane.text_view.isVisible()
    assert chips(pane) == ["People 2", "Places 5", "Organisations 1", "Other 1"]
    assert words(pane) == "1 min"


def test_how_far_it_is_read_is_shown_where_there_is_something_to_scroll(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    pane.show_article(long_text(make_opened))
    pane.restore_scroll(0.6)
    assert words(pane).endswith("60 % read")
    with qtbot.waitSignal(pane.scrolled):
        pane.read_on()


def test_a_place_that_is_being_restored_is_not_told_as_another(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened, long_opened: OpenedArticle
) -> None:
    pane.show_article(long_text(make_opened))
    pane.restore_scroll(0.8)
    told: list[float] = []
    pane.scrolled.connect(told.append)
    pane.show_article(long_opened)
    pane.restore_scroll(0.5)
    qtbot.waitUntil(lambda: pane.scroll_fraction() > 0.4)
    assert {round(fraction, 2) for fraction in told} == {0.5}


def test_names_may_come_later(pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened(names=False))
    assert chips(pane) == []
    pane.set_mentions(make_opened().mentions)
    assert chips(pane) == ["People 2", "Places 5", "Organisations 1", "Other 1"]
    pane.set_theme(DARK)
    assert pane.text_view.page is not None
    assert len(pane.text_view.page.mentions) == 9


def test_hits_are_counted_and_stepped_through_in_the_order_of_the_page(
    pane: ReadingPane, make_opened: MakeOpened
) -> None:
    opened = make_opened()
    pane.show_article(opened)
    pane.show_hits(spans_of(opened.article.title, "Seoul"), spans_of(opened.article.text, "Seoul"))
    assert words(pane) == "4 hits · 1 min"
    places = []
    for _ in range(5):
        assert pane.step(1)
        places.append(outlined(pane)[0].block)
    assert places == [0, 1, 3, 4, 0]
    pane.step(-1)
    assert words(pane) == "hit 4 of 4 · 1 min"
    assert outlined_words(pane) == "Seoul"


def test_opening_with_hits_brings_the_first_into_view(pane: ReadingPane, make_opened: MakeOpened) -> None:
    opened = make_opened("Lead.", *("Many words without it. " * 8 for n in range(20)), "At last a Cheonan.")
    pane.show_article(opened)
    pane.show_hits((), spans_of(opened.article.text, "Cheonan"))
    assert pane.scroll_fraction() > 0.5


def test_a_clicked_name_is_told_and_stepped_from(qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened) -> None:
    opened = make_opened()
    pane.show_article(opened)
    with qtbot.waitSignal(pane.mention_clicked) as caught:
        click(qtbot, pane, Place(3, 21, 26))
    assert caught.args[0].entity.id == SEOUL
    assert isinstance(caught.args[1], QPoint)
    pane.choose_entity(SEOUL)  # as the one who shows the card does; the clicked mention stays where one is
    pane.step(1)
    assert outlined(pane)[0].block == 4
    assert words(pane) == "Seoul 3 of 3 · 1 min"
    pane.step(1)
    assert outlined(pane)[0].block == 1


def test_a_card_can_follow_the_steps(pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    pane.choose_entity(SEOUL)
    assert pane.point_below_step() is None
    heights = []
    for _ in range(3):
        pane.step(1)
        point = pane.point_below_step()
        assert point is not None
        heights.append(pane.mapFromGlobal(point).y())
    assert heights == sorted(set(heights))
    assert heights[-1] < pane.height()


def test_a_chosen_name_that_is_not_here_leaves_the_hits_to_step_through(
    pane: ReadingPane, make_opened: MakeOpened
) -> None:
    opened = make_opened()
    pane.show_article(opened)
    pane.show_hits((), spans_of(opened.article.text, "Tokyo"))
    pane.choose_entity("person:nobody")
    assert pane.step(1)
    assert outlined_words(pane) == "Tokyo"


def test_without_hits_and_names_there_is_no_step(pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened(names=False))
    assert not pane.step(1)


def test_escape_takes_the_outline_away(qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    pane.choose_entity(SEOUL)
    pane.step(1)
    assert outlined(pane)
    qtbot.keyClick(pane.text_view, Qt.Key.Key_Escape)
    assert not outlined(pane)


def test_the_end_is_told_once_for_each_article(pane: ReadingPane, make_opened: MakeOpened) -> None:
    told: list[bool] = []
    pane.read_to_end.connect(lambda: told.append(True))
    for times in (1, 2):
        pane.show_article(long_text(make_opened))
        assert not pane.fits()
        while pane.read_on():
            pass
        pane.text_view.verticalScrollBar().setValue(0)
        while pane.read_on():
            pass
        assert len(told) == times


def test_an_article_that_fits_is_not_read_to_its_end_by_being_shown(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    with qtbot.assertNotEmitted(pane.read_to_end):
        pane.show_article(make_opened("Short."))
        assert pane.fits()
        assert not pane.read_on()


def test_restoring_a_place_at_the_end_is_not_reading(qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened) -> None:
    with qtbot.assertNotEmitted(pane.read_to_end):
        pane.show_article(long_text(make_opened))
        pane.restore_scroll(1.0)
    assert pane.scroll_fraction() == 1.0


def test_larger_text_keeps_place_and_hits(pane: ReadingPane, make_opened: MakeOpened) -> None:
    opened = long_text(make_opened)
    pane.show_article(opened)
    pane.show_hits((), spans_of(opened.article.text, "Seoul"))
    pane.restore_scroll(0.5)
    before = pane.text_view.top_position()[0]
    pane.set_text_size(26)
    assert pane.text_view.top_position()[0] == before
    assert words(pane).startswith("160 hits")


def test_kinds_are_switched_for_every_article(qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    people = next(chip for chip in pane.findChildren(KindChip) if chip.kind is EntityKind.PERSON)
    with qtbot.waitSignal(pane.kinds_changed) as caught:
        qtbot.mouseClick(people, Qt.MouseButton.LeftButton)
    assert caught.args == [frozenset(EntityKind) - {EntityKind.PERSON}]
    pane.show_article(make_opened(title="Another"))
    assert not people.isChecked()


@pytest.fixture
def field(pane: ReadingPane, make_opened: MakeOpened) -> QLineEdit:
    """The field of the open find bar over an article."""
    opened = make_opened()
    pane.show_article(opened)
    pane.show_hits((), spans_of(opened.article.text, "Tokyo"))
    pane.open_find_bar()
    return pane.findChild(FindBar).findChild(QLineEdit)


def test_the_find_bar_finds_in_title_and_text(qtbot: QtBot, pane: ReadingPane, field: QLineEdit) -> None:
    qtbot.keyClicks(field, "seoul")
    bar = pane.findChild(FindBar)
    assert bar.count_words() == "1 of 4"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bar.count_words() == "2 of 4"
    assert outlined_words(pane) == "Seoul"


def test_closing_the_find_bar_brings_the_hits_of_the_search_back(
    qtbot: QtBot, pane: ReadingPane, field: QLineEdit
) -> None:
    qtbot.keyClicks(field, "seoul")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not pane.findChild(FindBar).isVisible()
    pane.step(1)
    assert outlined_words(pane) == "Tokyo"


def test_an_open_find_bar_asks_the_next_article_too(
    pane: ReadingPane, field: QLineEdit, make_opened: MakeOpened
) -> None:
    field.setText("cheonan")
    pane.show_article(make_opened("Lead.", "Cheonan Cheonan", title="Another"))
    assert pane.findChild(FindBar).count_words() == "1 of 2"
    pane.show_nothing("Nothing", "here")
    assert not pane.findChild(FindBar).isVisible()


def test_a_screen_reader_hears_title_and_bookmark(pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    pane.update_bookmark(True)
    assert pane.text_view.accessibleDescription() == "Talks in Seoul, bookmarked"
    pane.update_bookmark(False)
    assert pane.text_view.accessibleDescription() == "Talks in Seoul"


def test_the_theme_changes_the_ground(pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    for theme in (DARK, LIGHT):
        pane.set_theme(theme)
        assert pane.grab().toImage().pixelColor(3, 300).name() == theme.css("page")


def test_names_of_the_title_are_counted_stepped_to_and_opened(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    pane.show_article(make_opened(title="Talks in Seoul", title_names=True))
    assert "Places 6" in chips(pane)
    with qtbot.waitSignal(pane.mention_clicked) as caught:
        click(qtbot, pane, Place(0, 9, 14))
    assert caught.args[0].in_title
    assert words(pane).startswith("Seoul 1 of 4")
    pane.step(1)
    assert outlined(pane)[0].block == 1


def test_with_nothing_else_to_step_through_every_name_is_and_return_opens_it(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    pane.show_article(make_opened(title_names=True))
    assert pane.step(1)
    assert (outlined_words(pane), words(pane).split(" · ")[0]) == ("Seoul", "name 1 of 10")
    pane.step(1)
    pane.step(1)
    assert outlined_words(pane) == "Gen Nakatani"
    mention = pane.stepped_mention()
    with qtbot.waitSignal(pane.mention_clicked) as caught:
        qtbot.keyClick(pane.text_view, Qt.Key.Key_Return)
    assert caught.args[0] == mention
    assert pane.chosen_id == "person:gen nakatani"
    assert isinstance(caught.args[1], QPoint)


def test_hidden_kinds_are_not_stepped_to(pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    pane.set_shown_kinds(frozenset({EntityKind.OTHER}))
    pane.step(1)
    assert outlined_words(pane) == "Cheonan"
    assert words(pane).startswith("name 1 of 1")


def test_hits_come_before_names(pane: ReadingPane, make_opened: MakeOpened) -> None:
    opened = make_opened()
    pane.show_article(opened)
    pane.step(1)
    pane.show_hits((), spans_of(opened.article.text, "promise"))
    pane.step(1)
    assert outlined_words(pane) == "promise"
    assert pane.stepped_mention() is None


def test_a_place_that_was_asked_for_is_shown_and_marked_for_a_moment(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    opened = long_text(make_opened)
    pane.show_article(opened)
    pane.text_view._brief_timer.setInterval(300)
    span = spans_of(opened.article.text, "Seoul")[-1]
    pane.show_place(span)
    page = pane.text_view.page
    assert page is not None
    (place,) = page.places(span)
    assert pane.text_view._layer.brief == (place,)
    qtbot.waitUntil(lambda: pane.scroll_fraction() > 0.9)
    pane.show_place(Span(0, 5), in_title=True)
    qtbot.waitUntil(lambda: pane.scroll_fraction() < 0.1)
    assert pane.text_view._layer.brief == (Place(0, 0, 5),)
    qtbot.waitUntil(lambda: pane.text_view._layer.brief == ())


def test_names_that_changed_end_the_steps_through_a_name_that_is_gone(
    pane: ReadingPane, make_opened: MakeOpened
) -> None:
    opened = make_opened()
    pane.show_article(opened)
    pane.choose_entity(SEOUL)
    pane.set_mentions([mention for mention in opened.mentions if mention.entity.id != SEOUL])
    pane.step(1)
    assert outlined_words(pane) == "Gen Nakatani"


def test_the_menu_of_the_text_can_be_added_to(qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened) -> None:
    pane.show_article(make_opened())
    with qtbot.waitSignal(pane.text_view.menu_opening) as caught:
        menu = pane.text_view.context_menu(2)
    assert caught.args == [menu, 2]
    with qtbot.waitSignal(pane.text_view.menu_opening) as caught:
        pane.text_view.context_menu()
    assert caught.args[1] == -1
    assert pane.mention(-1) is None


def test_the_name_the_tab_key_reached_is_the_one_in_focus(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    pane.show_article(make_opened(title_names=True))
    pane.text_view.setFocus()
    for in_title in (True, False):
        qtbot.keyClick(pane.text_view, Qt.Key.Key_Tab)
        mention = pane.stepped_mention()
        assert mention is not None
        assert (mention.entity.name, mention.in_title) == ("Seoul", in_title)


def test_tab_goes_on_from_the_name_that_was_stepped_to(
    qtbot: QtBot, pane: ReadingPane, make_opened: MakeOpened
) -> None:
    pane.show_article(make_opened())
    click(qtbot, pane, Place(4, 0, 8))
    pane.show_hits((), ())
    pane.step(1)
    pane.step(1)
    assert outlined_words(pane) == "Gen Nakatani"
    qtbot.keyClick(pane.text_view, Qt.Key.Key_Tab)
    mention = pane.stepped_mention()
    assert mention is not None
    assert (mention.entity.name, mention.span.start) == ("Seoul", 61)
