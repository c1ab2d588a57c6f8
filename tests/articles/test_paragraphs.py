"""A text, its paragraphs, and how long it takes to read."""

from hypothesis import given
from hypothesis import strategies as st

from reader.articles.paragraphs import join_paragraphs, paragraph_spans, reading_minutes


def test_white_space_is_folded_and_empty_paragraphs_are_left_out() -> None:
    assert join_paragraphs([" One\n line. ", "\t", "", "Two\u00a0words."]) == "One line.\n\nTwo words."
    assert join_paragraphs([]) == ""


@given(st.lists(st.text()))
def test_the_spans_are_the_paragraphs(paragraphs: list[str]) -> None:
    text = join_paragraphs(paragraphs)
    spans = list(paragraph_spans(text))
    assert "\n\n".join(text[span.start : span.end] for span in spans) == text
    assert all(text[span.start : span.end].strip() for span in spans)


def test_reading_time_is_at_least_a_minute() -> None:
    assert reading_minutes("") == 1
    assert reading_minutes("word " * 1_100) == 5
