"""An empty list says why it is empty, and what helps."""

from reader.tasks.views import ArticleFilter
from reader.ui.empty_words import words_for_empty_list


def test_what_was_meant_is_offered_before_anything_else():
    said = words_for_empty_list(
        query="coperation", understood="articles with “coperation”", shown=ArticleFilter.UNREAD, busy=False,
        meant="cooperation",
    )  # fmt: skip
    assert said.action == "Search for “cooperation” instead"
    assert said.words == "Searched for articles with “coperation”."


def test_while_articles_are_still_indexed_nothing_else_is_offered():
    said = words_for_empty_list(query="x", understood="", shown=ArticleFilter.ALL, busy=True, meant="y")
    assert said.action == ""


def test_without_anything_similar_fewer_words_are_advised():
    said = words_for_empty_list(query="x", understood="articles with “x”", shown=ArticleFilter.ALL, busy=False)
    assert said.action == "Clear search"
