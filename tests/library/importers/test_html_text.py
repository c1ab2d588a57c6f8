"""HTML into paragraphs: everything that is shown, and nothing else."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.importers.html_text import paragraphs_of_html
from reader.library.importers.unreadable import UnreadableFileError


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<p>One.<p>Two <b>and</b> a <i>half</i>.", ["One.", "Two and a half."]),
        ("plain words", ["plain words"]),
        ("One<br>line.<br><br>Two.<br> <br/>Three.", ["One line.", "Two.", "Three."]),
        ("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
        ("<p>a<!-- no --> b<?php no ?> c</p>", ["a b c"]),
        ("<head><title>no</title></head><style>no</style><p>yes</p><noscript>no</noscript>", ["yes"]),
        ("<template>no</template><iframe>no</iframe><svg><text>no</text></svg><button>no</button>yes", ["yes"]),
        ("<form><p>yes</p><label>no</label><input value=no><select><option>no</select></form>", ["yes"]),
        ('<div hidden>no</div>a<span style="display:none">no</span> b', ["a b"]),
        ('<span style="color:red; DISPLAY : none">no</span>a', ["a"]),
        ("caf&eacute; &lt;b&gt; &#x1F600;", ["café <b> 😀"]),
        ("<p>\ud800half\0 \x1eand control</p>", ["?half and control"]),
        ("", []),
        ("<p> &nbsp; </p>", []),
    ],
)
def test_what_is_shown_becomes_paragraphs(html: str, paragraphs: list[str]) -> None:
    assert paragraphs_of_html(html) == paragraphs


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_bytes_are_decoded(encoding: str) -> None:
    html = '<meta charset="windows-1251"><p>Министры</p>'
    assert paragraphs_of_html(html.encode(encoding)) == ["Министры"]


def test_what_nests_deeper_than_a_parser_goes_keeps_its_words() -> None:
    for depth in (500, 2040, 50_000):
        html = "<div><b>" * depth + "the <i>words</i><script>no</script></b><p>more" + "</div>" * depth
        assert " ".join(paragraphs_of_html(html)) == "the words more"


def test_the_pictures_of_a_large_page_are_no_text() -> None:
    picture = b"<img src='data:image/png;base64," + b"A" * 3_000_000 + b"'>"
    assert paragraphs_of_html(picture + b"<p>words</p>" + picture) == ["words"]


def test_a_page_of_tags_only_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="1,000,000 tags"):
        paragraphs_of_html("<b>" * 1_000_001)


@pytest.mark.parametrize(
    "html",
    ["<" * 900_000, "<!--" * 900_000, "<a " * 900_000, "&#x41" * 500_000, "<p a='" + "x" * 5_000_000,
     "<br>" + " " * 5_000_000,
     "<p style='display" + " " * 3_000_000 + "'>x", "<table>" * 300_000, "<ul><li>" * 200_000],
)  # fmt: skip
def test_hostile_markup_is_read_at_once(html: str) -> None:
    began = process_time()
    paragraphs_of_html(html)
    assert process_time() - began < 5


PIECES = st.sampled_from(["<p>", "</p>", "<div hidden>", "</div>", "<br>", "word ", "<!--", "-->", "<![CDATA[", "]]>",
                          "&#xD800;", "&#0;", "\ud800", "\0", "\x1e", "<script>", "<svg>", "<a style='", "'>", "<?",
                          "<!DOCTYPE x [", "<html>", "</html>", "<body>", "<frameset>", "<title>"])  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.one_of(st.text(max_size=100), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_clean_paragraphs(html: str) -> None:
    for paragraph in paragraphs_of_html(html):
        assert paragraph == " ".join(paragraph.split())
        assert paragraph.encode("utf-8")
