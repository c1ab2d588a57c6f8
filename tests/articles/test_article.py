"""Values hold their promises where they are born."""

import pytest

from reader.articles.article import Article, ArticleId, Span


def test_an_article_without_a_title_is_none() -> None:
    with pytest.raises(ValueError, match="no title"):
        Article(id=ArticleId("a"), title="  ", text="Text.")


def test_the_lead_is_the_first_paragraph() -> None:
    assert Article(id=ArticleId("a"), title="T", text="The lead.\n\nThe body.\n\nThe end.").lead == "The lead."
    assert Article(id=ArticleId("a"), title="T", text="Only one.").lead == "Only one."
    assert Article(id=ArticleId("a"), title="T", text="").lead == ""


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_does_not_run_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start, end)


def test_spans_stand_in_the_order_of_the_text() -> None:
    assert sorted([Span(5, 6), Span(0, 9), Span(0, 3)]) == [Span(0, 3), Span(0, 9), Span(5, 6)]
