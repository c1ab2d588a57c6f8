"""Tags and texts of markup that is rarely well formed, and never looked at for long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.importers.link_markup import Tag, decode_xml, tags_and_texts, without_odd_references
from reader.library.importers.unreadable import UnreadableFileError

PIECES = st.sampled_from(
    ["<", ">", "<a ", "</a>", "<!--", "-->", "<![CDATA[", "]]>", '"', "'", "=", "href", "&amp;", "&#", "&#x", "9" * 30,
     ";",
     "/", "<!", "<?", "é", " ", "<dl>", "</dl>", "<outline/>"]
)  # fmt: skip


def test_tags_attributes_and_texts() -> None:
    markup = "A &amp; B<A HREF=\"x&amp;y\" Title='>' checked n=1><!-- <b> --><br/></a><![CDATA[<c>&amp;]]>&lt;"
    assert list(tags_and_texts(markup)) == [
        "A & B",
        Tag("a", {"href": "x&y", "title": ">", "checked": "", "n": "1"}),
        Tag("br", {}, closes=True),
        Tag("a", {}, opens=False, closes=True),
        "<c>&amp;",
        "<",
    ]


def test_numbers_of_characters_that_nobody_can_count() -> None:
    assert list(tags_and_texts("&#" + "9" * 5000 + ";&#x" + "f" * 5000 + "&#233;")) == ["\ufffd\ufffdé"]


def test_numbers_without_a_character_are_replaced_before_other_parsers_see_them() -> None:
    markup = "&#xD800; &#55296 &#x110000; &#99999999999999999999; &#233; &#x0000e9; &#0; &#x; &amp;"
    assert without_odd_references(markup) == "\ufffd \ufffd \ufffd \ufffd &#233; &#x0000e9; &#0; &#x; &amp;"


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", "<a href='", '<a href="', "<a '\" ", "&#", "&", "<!", "<![CDATA[", "a=", "<a a a=", '" <'],
)
def test_nothing_takes_long(piece: str) -> None:
    started = time.process_time()
    for end in ("", ">", "'>", '">'):
        for _ in tags_and_texts(piece * (1_000_000 // len(piece)) + end):
            pass
    assert time.process_time() - started < 5


def test_the_encoding_of_xml() -> None:
    assert decode_xml('<?xml version="1.0" encoding="ISO-8859-2"?><a>Łódź</a>'.encode("iso8859-2")).endswith("Łódź</a>")
    assert decode_xml("\ufeff<a>é</a>".encode("utf-16")) == "<a>é</a>"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE opml [<!ENTITY a "b">]>',
        '\n<?xml version="1.0"?>\n<!-- x --> <?y z?><!doctype opml SYSTEM "x" [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_definitions_of_entities_are_refused(head: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        with pytest.raises(UnreadableFileError, match="entities of its own") as caught:
            decode_xml(f"{head}<opml/>".encode(encoding))
        assert caught.value.remedy
    assert decode_xml(b'<!DOCTYPE rss PUBLIC "-//N//D RSS 0.91//EN" "http://x/rss.dtd"><rss>[<!ENTITY</rss>')


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_markup_gives_tags_and_texts(markup: str) -> None:
    assert all(isinstance(part, Tag | str) for part in tags_and_texts(markup))
