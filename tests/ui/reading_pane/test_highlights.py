"""Highlights in the text: where they are painted, how they meet names and hits, and what the mouse finds."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor

from reader.articles.article import Span
from reader.tasks.views import PlacedHighlight
from reader.ui.reading_pane.highlight_layer import BARS, painted
from reader.ui.reading_pane.highlight_touch import HighlightTouch
from reader.ui.reading_pane.selected_span import in_whole_words, selected_span
from reader.ui.theme import DARK, LIGHT
from reader.userdata.annotation import Highlight, HighlightColor


def highlight(opened, words, color=HighlightColor.YELLOW, note=""):
    start = opened.article.text.index(words)
    made = Highlight(f"id of {words}", opened.article.id, words, color=color, note=note)
    return PlacedHighlight(made, Span(start, start + len(words)))


def colors_at(pane, words, *, above=0):
    """The colours of the ground in the middle of these words, between the letters."""
    view = pane.text_view
    cursor = view.document().find(words)
    place = view.layer._document.findBlock(cursor.selectionStart())
    from reader.ui.reading_pane.render import Place

    start = cursor.selectionStart() - place.position()
    pieces = view.layer.pieces_of(Place(place.blockNumber(), start, start + len(words)))
    top = pieces[0].ground.translated(0, -view.verticalScrollBar().value())
    image = view.viewport().grab().toImage()
    y = round(top.top()) + 1 - above
    return {image.pixelColor(x, y).name() for x in range(round(top.left()) + 4, round(top.right()) - 4)}


def test_every_colour_has_a_bar_of_its_own():
    assert set(BARS) == {str(color) for color in HighlightColor}
    assert len({(dashes, color == "pink") for color, dashes in BARS.items()}) == len(BARS)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_highlight_is_the_ground_of_its_words_and_of_the_names_in_it(pane, make_opened, theme):
    opened = make_opened()
    pane.set_theme(theme)
    pane.show_article(opened)
    pane.show_highlights([highlight(opened, "came to Seoul from Tokyo on Monday", HighlightColor.GREEN)])
    ground = QColor(theme.css("highlight.green")).name()
    assert ground in colors_at(pane, "Tokyo on", above=2)
    assert theme.css("entity.place.tint") not in colors_at(pane, "Tokyo on")
    assert theme.css("entity.organisation.tint") in colors_at(pane, "Second Fleet")  # outside of it as ever


def test_it_stays_when_theme_and_size_change_and_goes_with_the_article(pane, make_opened):
    opened = make_opened()
    pane.show_article(opened)
    pane.show_highlights([highlight(opened, "spoke with", note="why")])
    layer = pane.text_view.layer.highlights
    pane.set_theme(DARK)
    pane.set_text_size(24.0)
    assert [each.noted for each in layer.placed] == [True]
    assert QColor(DARK.css("highlight.yellow")).name() in colors_at(pane, "spoke with", above=2)
    pane.show_article(make_opened("Another lead.", "Another body."))
    assert layer.placed == ()


def test_one_over_two_paragraphs_has_two_places_and_a_gone_one_none(make_opened, pane):
    opened = make_opened()
    pane.show_article(opened)
    page = pane.text_view.page
    text = opened.article.text
    start = text.index("about the Cheonan")
    over = PlacedHighlight(Highlight("x", opened.article.id, "…"), Span(start, text.index("went back")))
    gone = PlacedHighlight(Highlight("y", opened.article.id, "gone"), None)
    found = painted(page, [over, gone])
    assert [len(each.places) for each in found] == [2]


def test_a_click_opens_it_but_a_name_in_it_has_its_own_card(pane, make_opened, qtbot):
    opened = make_opened()
    pane.show_article(opened)
    pane.show_highlights([highlight(opened, "came to Seoul from Tokyo on Monday")])
    touch, view = HighlightTouch(pane.text_view), pane.text_view

    def place_of(words):
        cursor = view.document().find(words)
        cursor.setPosition(cursor.selectionStart() + 1)
        return view.cursorRect(cursor).center()

    with qtbot.waitSignal(touch.opened) as caught:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of("on Monday"))
    assert caught.args[0] == "id of came to Seoul from Tokyo on Monday"
    with qtbot.assertNotEmitted(touch.opened, wait=50), qtbot.waitSignal(pane.mention_clicked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of("Tokyo on"))
    assert touch.at(QPoint(1, 1)) is None


def test_keys_walk_from_one_to_the_next_and_return_opens(pane, make_opened, qtbot):
    opened = make_opened()
    pane.show_article(opened)
    pane.show_highlights([highlight(opened, "spoke with"), highlight(opened, "useful & frank")])
    touch = HighlightTouch(pane.text_view)
    assert touch.step(1)
    assert touch.stepped == "id of spoke with"
    touch.step(1)
    assert touch.stepped == "id of useful & frank"
    touch.step(1)
    assert touch.stepped == "id of spoke with"
    with qtbot.waitSignal(touch.opened) as caught:
        qtbot.keyClick(pane.text_view, Qt.Key.Key_Return)
    assert caught.args[0] == "id of spoke with"
    pane.show_highlights([])
    assert not touch.step(1)


def test_words_selected_by_mouse_are_meant_and_a_name_reached_by_tab_is_not(pane, make_opened, qtbot):
    pane.show_article(make_opened())
    touch, view = HighlightTouch(pane.text_view), pane.text_view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.textCursor().hasSelection()
    assert not touch.has_words
    cursor = view.document().find("Second Fleet")
    ends = []
    for position in (cursor.selectionStart(), cursor.selectionEnd()):
        at = QTextCursor(view.document())
        at.setPosition(position)
        ends.append(view.cursorRect(at).center())
    with qtbot.waitSignal(touch.words_selected):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=ends[0])
        qtbot.mouseMove(view.viewport(), ends[0] + QPoint(20, 0))
        qtbot.mouseMove(view.viewport(), ends[1])
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=ends[1])
    assert touch.has_words


def test_the_selection_is_told_in_characters_of_the_text(pane, make_opened):
    opened = make_opened("Lead 😀😀 of a few words.", "The body 😀 goes on to its end.", "A third paragraph.")
    pane.show_article(opened)
    document, text = pane.text_view.document(), opened.article.text
    for first, last in (("goes", "its"), ("Lead", "few"), ("body", "third")):
        cursor = document.find(first)
        start = cursor.selectionStart()
        end = document.find(last).selectionEnd()
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        span = selected_span(cursor, pane.text_view.page)
        assert (span.start, span.end) == (text.index(first), text.index(last) + len(last))
    title = document.find("Talks")
    assert selected_span(title, pane.text_view.page) is None


@pytest.mark.parametrize(
    ("text", "selected", "meant"),
    [
        ("the missile programmes of North", "missile programmes o", "missile programmes"),
        ("the missile programmes of North", "issile programm", "missile programmes"),
        ("the missile programmes of North", "gramm", "programmes"),
        ("the missile programmes of North", " missile ", "missile"),
        ("漢字の本文です", "字の本", "字の本"),
        ("a, b", ",", ","),
    ],
)
def test_pieces_of_words_are_left_out_or_made_whole(text, selected, meant):
    start = text.index(selected)
    found = in_whole_words(text, start, start + len(selected))
    assert text[slice(*found)] == meant
