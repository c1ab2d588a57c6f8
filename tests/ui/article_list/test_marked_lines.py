"""Lines of text with marks: breaking, eliding, scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from reader.articles.article import Span
from reader.ui.article_list.marked_lines import ELLIPSIS, MarkedLines, TextLook, is_right_to_left
from reader.ui.fonts import interface_font

WIDTH = 290
LONG = "Shared radar tracks reach all three capitals within seconds and space sensors are the next step for all of them"


@pytest.fixture(scope="module")
def look(qapp):  # noqa: ARG001 (fonts need an application; a module-wide fixture cannot use a mark)
    return TextLook(
        font=interface_font(12),
        line_height=17,
        color=QColor("#000000"),
        mark_color=QColor("#000000"),
        mark_ground=QColor("#ffee00"),
    )


def lines(text: str, look: TextLook, *marks: Span, most: int = 2, width: int = WIDTH) -> MarkedLines:
    return MarkedLines(text, marks, look, width=width, most_lines=most)


def shown(made: MarkedLines) -> str:
    return made._layout.text()


def draw(made: MarkedLines) -> QImage:
    image = QImage(WIDTH + 40, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    made.draw(painter, 20, 0)
    painter.end()
    return image


def ink(image: QImage) -> set[int]:
    """The columns in which something is drawn."""
    white = QColor("white").rgb()
    return {x for x in range(image.width()) if any(image.pixel(x, y) != white for y in range(image.height()))}


def test_a_short_text_is_shown_whole(look):
    made = lines("Short", look)
    assert (shown(made), made.line_count, made.elided) == ("Short", 1, False)


def test_no_text_is_one_empty_line(look):
    assert lines("", look).line_count == 1


def test_a_long_text_ends_in_an_ellipsis_within_its_lines_and_width(look):
    made = lines(LONG, look)
    assert made.elided
    assert made.line_count == 2
    assert shown(made).endswith(ELLIPSIS)
    assert LONG.startswith(shown(made).removesuffix(ELLIPSIS))
    last = made._layout.lineAt(1)
    assert last.textStart() + last.textLength() == len(shown(made))
    assert last.naturalTextWidth() <= WIDTH


def test_the_ellipsis_cuts_no_word_in_two(look):
    kept = shown(lines(LONG, look)).removesuffix(ELLIPSIS)
    assert LONG[len(kept)] in " ,;:"


def test_a_word_longer_than_a_line_is_broken_anywhere(look):
    made = lines("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2, look)
    assert made.line_count == 2
    assert made._layout.lineAt(0).naturalTextWidth() <= WIDTH


def test_a_mark_behind_the_ellipsis_is_not_drawn(look):
    assert lines(LONG, look, Span(len(LONG) - 4, len(LONG)))._grounds == []


def test_a_mark_at_the_ellipsis_is_whole_or_not_there(look):
    cut = len(shown(lines(LONG, look)).removesuffix(ELLIPSIS))
    made = lines(LONG, look, Span(cut - 4, cut + 4))
    kept = len(shown(made).removesuffix(ELLIPSIS))
    assert kept <= cut - 4 or kept >= cut + 4
    assert len(made._grounds) <= 1


def test_a_mark_over_a_line_break_has_a_ground_on_both_lines(look):
    made = lines(LONG, look, Span(0, 80))
    assert len(made._grounds) == 2
    assert made._grounds[0].y() < made._grounds[1].y()


def test_a_mark_lies_under_its_word(look):
    made = lines("at space end", look, Span(3, 8))
    line = made._layout.lineAt(0)
    (ground,) = made._grounds
    assert ground.left() == pytest.approx(line.cursorToX(3)[0] - 1.5)
    assert ground.right() == pytest.approx(line.cursorToX(8)[0] + 1.5)
    assert draw(made).pixelColor(20 + round(ground.center().x()), 1) == QColor("#ffee00")


def test_marks_count_characters_even_behind_emoji(look):
    plain, behind = lines("xx space", look, Span(3, 8)), lines("🚀🚀 space", look, Span(3, 8))
    assert behind._grounds[0].width() == pytest.approx(plain._grounds[0].width(), abs=1)


def test_paragraphs_become_one_line(look):
    assert shown(lines("one\n\ntwo", look)) == "one  two"


@pytest.mark.parametrize(
    ("text", "backwards"),
    [
        ("Seoul", False),
        ("سيول", True),
        ("«שלום»", True),
        ("2025: سيول", True),
        ("東京", False),
        ("", False),
        ("12", False),
    ],
)
def test_the_first_letter_gives_the_direction(text, backwards):
    assert is_right_to_left(text) is backwards


def test_right_to_left_text_begins_at_the_right(look):
    assert max(ink(draw(lines("سيول", look)))) > WIDTH
    assert max(ink(draw(lines("Seoul", look)))) < WIDTH / 2


def test_long_right_to_left_text_is_elided_at_its_end(look):
    made = lines("اتفق وزيرا الدفاع على توسيع الاتصالات بين وزارتيهما وعلى زيارات منتظمة بين البلدين " * 2, look)
    assert made.elided
    assert made.line_count == 2
    assert shown(made).startswith("اتفق")
    assert shown(made).endswith(ELLIPSIS)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(max_size=300),
    ends=st.lists(st.integers(0, 300), max_size=6),
    most=st.integers(1, 3),
    width=st.integers(1, 400),
)
def test_any_text_keeps_to_its_lines(look, text, ends, most, width):
    places = sorted({min(end, len(text)) for end in ends})
    marks = [Span(start, end) for start, end in zip(places[::2], places[1::2], strict=False)]
    made = MarkedLines(text, marks, look, width=width, most_lines=most)
    assert 1 <= made.line_count <= most
    assert all(ground.left() >= -2 - WIDTH for ground in made._grounds)
    draw(made)
