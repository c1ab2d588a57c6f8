from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import ArticleId, Span
from reader.entities.mention import EntityKind
from reader.exporting.marked_text import NONE, Piece, Placed, paragraphs, placed, rendered, title_pieces
from reader.userdata.annotation import Highlight
from tests.exporting.made_up import TEXT, highlight, mention


def test_pieces_are_in_a_name_or_a_highlight_or_in_none() -> None:
    names = [mention(TEXT, "Mira Okafor", EntityKind.PERSON)]
    marks = placed(TEXT, [highlight(TEXT, "Okafor said")])
    second = list(paragraphs(TEXT, names, marks))[1]
    assert second == [
        Piece("Mira ", 0, NONE), Piece("Okafor", 0, 0), Piece(" said", NONE, 0),
        Piece(" that the harbour would be dredged.", NONE, NONE),
    ]  # fmt: skip


def test_a_highlight_over_several_paragraphs_is_in_each_of_them() -> None:
    marks = placed(TEXT, [highlight(TEXT, "Monday.\n\nMira")])
    assert [[piece.highlight for piece in pieces] for pieces in paragraphs(TEXT, marked=marks)] == [
        [NONE, 0], [0, NONE], [NONE],
    ]  # fmt: skip


def test_highlights_that_are_gone_come_last() -> None:
    gone = highlight(TEXT, "Monday")._replace(quote="nothing of the kind stands here at all")
    there = highlight(TEXT, "May")
    assert [one.span is None for one in placed(TEXT, [gone, there])] == [False, True]


def test_tags_are_put_around_escaped_words() -> None:
    pieces = title_pieces("A <b> C", [mention("A <b> C", "<b>", EntityKind.OTHER, in_title=True)])
    assert rendered(pieces, name=lambda index, words: f"[{index}{words}]") == "A [0&lt;b&gt;] C"


@given(st.text("ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=6))
def test_no_letter_is_lost_or_doubled(text: str, ranges: list[tuple[int, int]]) -> None:
    ranges = sorted(ranges)
    marks = [
        Placed(Highlight("h", ArticleId("a"), "q"), Span(start, min(len(text), start + length)))
        for start, length in ranges
        if start < len(text)
    ]
    joined = "".join(piece.text for pieces in paragraphs(text, marked=marks) for piece in pieces)
    assert "".join(joined.split()) == "".join(text.split())
