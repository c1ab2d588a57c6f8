from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from reader.articles.article import Article, ArticleId, Span
from reader.tasks.views import OpenedArticle
from reader.ui.reading_pane.render import (
    LEAD_MOST,
    PARAGRAPH_MOST,
    Page,
    Place,
    Role,
    is_right_to_left,
    meta_line,
    render,
    utf16_units,
)
from reader.ui.theme import DARK, LIGHT

MakeOpened = Callable[..., OpenedArticle]


def page_of(opened: OpenedArticle) -> Page:
    return render(opened, theme=LIGHT)


def texts_in_document(page: Page) -> list[str]:
    document = QTextDocument()
    document.setHtml(page.html())
    block, texts = document.begin(), []
    while block.isValid():
        texts.append(block.text())
        block = block.next()
    return texts


def roles(page: Page) -> list[Role]:
    return [block.role for block in page.blocks]


def test_title_lead_meta_and_body_follow_one_another(make_opened: MakeOpened) -> None:
    assert roles(page_of(make_opened())) == [Role.TITLE, Role.LEAD, Role.META, Role.BODY, Role.BODY]


def test_a_single_paragraph_is_no_lead(make_opened: MakeOpened) -> None:
    assert roles(page_of(make_opened("Only this."))) == [Role.TITLE, Role.META, Role.BODY]


def test_a_long_first_paragraph_is_no_lead(make_opened: MakeOpened) -> None:
    assert Role.LEAD not in roles(page_of(make_opened("long " * (LEAD_MOST // 5 + 1), "More.")))


def test_a_headline_alone_is_a_title_and_what_is_known_of_it(make_opened: MakeOpened) -> None:
    opened = make_opened()
    bare = opened._replace(article=opened.article._replace(text="", source="", published=None), mentions=())
    assert roles(page_of(bare)) == [Role.TITLE]
    assert page_of(bare).rule_under is None


def test_the_line_about_the_article_names_what_is_known() -> None:
    article = Article(
        id=ArticleId("a"), title="T", text="", source="Desk", author="A. Writer", published=date(2025, 9, 8)
    )
    assert meta_line(article, 3) == "Desk · by A. Writer · Monday 8 September 2025 · 3 min read"
    assert meta_line(article._replace(source="", author="", published=None), 1) == "1 min read"


@pytest.mark.usefixtures("qapp")
def test_what_an_article_says_is_never_markup(make_opened: MakeOpened) -> None:
    evil = "<img src='file:///etc/passwd'><script>alert(1)</script> &amp; <a href='http://example.org'>x</a>"
    page = page_of(make_opened("Lead.", evil, title=evil, source=evil))
    for tag in ("<img", "<script", "<a href='http", "&amp; <"):
        assert tag not in page.html()
    assert texts_in_document(page)[0] == evil


def test_names_become_links_in_lead_and_body(make_opened: MakeOpened) -> None:
    html = page_of(make_opened()).html()
    assert '<a href="entity:0">Seoul</a>' in html
    assert '<a href="entity:1">Gen Nakatani</a>' in html
    assert "useful &amp; frank" in html


def test_a_name_in_the_title_is_a_link_and_shifts_no_other(make_opened: MakeOpened) -> None:
    page = page_of(make_opened(title="😀 Gen Nakatani in Seoul", title_names=True))
    assert [(index, place) for index, place in page.mentions_in(0)] == [(0, Place(0, 3, 15)), (1, Place(0, 19, 24))]
    assert '<a href="entity:0">Gen Nakatani</a> in <a href="entity:1">Seoul</a></p>' in page.html(0, 1)
    assert [index for index, _ in page.mentions_in(1)] == [2]
    assert page.mention_places(1) == [Place(0, 19, 24)]
    assert page.mention_places(2) == [page.mentions_in(1)[0][1]]
    assert page.mentions_in(2) == []  # the line about the article


@pytest.mark.usefixtures("qapp")
def test_a_link_is_as_large_as_the_words_around_it(make_opened: MakeOpened) -> None:
    document = QTextDocument()
    document.setHtml(page_of(make_opened(title="Talks in Seoul today", title_names=True)).html())
    for number in range(document.blockCount()):
        looks = set()
        for stretch in document.findBlockByNumber(number).textFormats():
            looks.add((stretch.format.fontPointSize(), stretch.format.fontWeight(), stretch.format.fontItalic()))
        assert len(looks) == 1


def test_a_page_can_be_set_in_slices(make_opened: MakeOpened) -> None:
    page = page_of(make_opened())
    both = page.html(0, 3) + page.html(3)
    assert both.count("<p class") == len(page.blocks)
    assert page.html(3).count("entity:") == len(page.mentions) - 1


@pytest.mark.parametrize(
    ("text", "right_to_left"),
    [("שלום Seoul", True), ("(«مرحبا", True), ("Seoul שלום", False), ("123 …", False), ("", False)],
)
def test_the_first_strong_character_decides_the_direction(text: str, right_to_left: bool) -> None:
    assert is_right_to_left(text) is right_to_left


def test_a_right_to_left_paragraph_says_so(make_opened: MakeOpened) -> None:
    html = page_of(make_opened("Lead.", "ראש הממשלה נפגש", "Left to right.")).html()
    assert '<p class="body" dir="rtl">ראש' in html
    assert html.count('dir="rtl"') == 1


def test_an_emoji_before_a_name_does_not_shift_it(make_opened: MakeOpened) -> None:
    page = page_of(make_opened("Lead.", "😀😀 in Seoul"))
    assert [place for _, place in page.mentions_in(3)] == [Place(3, 8, 13)]
    assert utf16_units("😀a", 1) == 2


def test_places_of_a_span_over_two_paragraphs_are_two(make_opened: MakeOpened) -> None:
    opened = make_opened("First lead.", "Second here.", "Third.")
    start = opened.article.text.index("lead")
    places = page_of(opened).places(Span(start, opened.article.text.index("here")))
    assert places == [Place(1, 6, 11), Place(3, 0, 7)]


def test_a_hit_in_the_title_has_its_place(make_opened: MakeOpened) -> None:
    page = page_of(make_opened(title="😀 Talks"))
    assert page.title_place(Span(2, 7)) == Place(0, 3, 8)
    assert page.title_place(Span(90, 95)) is None


def test_an_overlong_paragraph_is_set_in_parts_and_keeps_its_places(make_opened: MakeOpened) -> None:
    text = "word " * PARAGRAPH_MOST + "Seoul"
    page = page_of(make_opened("Lead.", text))
    assert max(len(block.text) for block in page.blocks) <= PARAGRAPH_MOST
    (place,) = page.places(page.mentions[0].span)
    assert page.blocks[place.block].text[place.start : place.end] == "Seoul"


def test_the_theme_gives_the_colours(make_opened: MakeOpened) -> None:
    assert LIGHT.css("muted") in render(make_opened(), theme=LIGHT).html()
    assert DARK.css("muted") in render(make_opened(), theme=DARK).html()


def test_larger_text_makes_a_wider_column(make_opened: MakeOpened) -> None:
    small, large = (render(make_opened(), theme=LIGHT, text_size=size).look for size in (18.5, 37.0))
    assert (small.column, small.line_height) == (610, 30)
    assert (large.column, large.line_height) == (1220, 60)


paragraph = st.text(min_size=1, max_size=60).filter(lambda text: "\n\n" not in text and text.strip("\n") == text)


@pytest.mark.usefixtures("qapp")
@settings(max_examples=60, deadline=None)
@given(paragraphs=st.lists(paragraph, min_size=1, max_size=4))
def test_every_character_of_an_article_is_one_character_of_the_document(
    make_opened: MakeOpened, paragraphs: list[str]
) -> None:
    page = page_of(make_opened(*paragraphs, names=False))
    shown = texts_in_document(page)
    assert len(shown) == len(page.blocks)
    for block, text in zip(page.blocks, shown, strict=True):
        if block.role is not Role.META:
            assert len(text.encode("utf-16-le")) // 2 == utf16_units(block.text, len(block.text))


@pytest.mark.usefixtures("qapp")
def test_the_document_shows_what_the_article_says(make_opened: MakeOpened) -> None:
    page = page_of(make_opened("Lead.", "two  spaces\tand <b> & “quotes”"))
    assert texts_in_document(page)[3] == "two  spaces\tand <b> & “quotes”"
