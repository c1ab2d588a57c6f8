"""Words from the clipboard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.importers import pasted
from reader.library.importers.draft import ImportedArticle, WantedArticle
from reader.library.importers.pasted import read_pasted
from reader.library.importers.unreadable import UnreadableFileError

TEXT = "Ministers meet in Seoul\n\nThey spoke for two hours.\n\nNothing was agreed.\n\nRead also:\n- One title\n"
FRAGMENT = """<h1>Ministers meet in Seoul</h1><p>They spoke for two hours.</p><p>Nothing was <b>agreed</b>.</p>
<script>no()</script><p>Read also:</p><ul><li><a href="x">One title</a></li></ul>"""
WINDOWS = f"""Version:0.9\r\nStartHTML:00000097\r\nEndHTML:00000500\r\nStartFragment:00000131\r\nEndFragment:00000464\r
SourceURL:https://www.example.org/a\r\n<html><body>\r\n<!--StartFragment-->{FRAGMENT}<!--EndFragment-->\r\n</body></html>"""


def one(text: str, html: str = "") -> ImportedArticle:
    (item,) = read_pasted(text=text, html=html)
    assert isinstance(item, ImportedArticle)
    return item


@pytest.mark.parametrize("html", ["", FRAGMENT, f'<meta charset="utf-8">{FRAGMENT}', WINDOWS])
def test_text_and_markup_become_the_same_article(html: str) -> None:
    article = one(TEXT, html)
    assert article.title == "Ministers meet in Seoul"
    assert article.text == "They spoke for two hours.\n\nNothing was agreed."
    assert article.links == ("One title",)
    assert (article.origin, article.key) == ("pasted", "")


def test_the_address_that_windows_gives_with_it() -> None:
    article = one(TEXT, WINDOWS)
    assert (article.url, article.source) == ("https://www.example.org/a", "example.org")
    assert one(TEXT).source == ""


def test_an_address_alone_is_wanted() -> None:
    (item,) = read_pasted(
        text=" https://example.org/a\n", html='<a href="https://example.org/a">https://example.org/a</a>'
    )
    assert item == WantedArticle(url="https://example.org/a", origin="pasted")
    assert isinstance(read_pasted(text="javascript:alert(1)")[0], ImportedArticle)


def test_markup_without_the_words_of_the_text_is_left_alone() -> None:
    assert one(TEXT, '<img src="x.png">').text == "They spoke for two hours.\n\nNothing was agreed."


def test_markup_without_a_heading() -> None:
    article = one("", "<div>A headline</div><div>They spoke for two hours.</div>")
    assert (article.title, article.text) == ("A headline", "They spoke for two hours.")
    assert one("", "<p>They spoke. Nothing was agreed.</p>").title == "They spoke."


@pytest.mark.parametrize(("text", "html"), [("", ""), (" \n", "<p> </p>"), ("—", ""), ("", "<img>")])
def test_nothing_to_paste_says_so(text: str, html: str) -> None:
    with pytest.raises(UnreadableFileError, match="no words"):
        read_pasted(text=text, html=html)


def test_too_much_to_paste_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasted, "MAX_CHARACTERS", 1_000_000)
    with pytest.raises(UnreadableFileError, match="more than 1 million"):
        read_pasted(text="a " * 600_000)


MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<h1>", "Read also:", "<li>", "word ", "<!--StartFragment-->", "<!--",
                     "Version:1\n", "\ud800", "\0", "\u202e", "https://example.org", "<script>", "&#0;", "\f"]),
    max_size=30,
).map("".join)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=200)
@given(MARKUP, MARKUP)
def test_any_words_give_an_item_or_a_reason(text: str, html: str) -> None:
    items, remedy = [], ""
    try:
        items = read_pasted(text=text, html=html)
    except UnreadableFileError as error:
        remedy = error.remedy
    assert bool(items) != bool(remedy)
    assert all(item.id for item in items if isinstance(item, ImportedArticle))
