"""The name an article gets from its words."""

import re

import pytest

from reader.library.importers.draft import ImportedArticle, article_id


def test_the_id_depends_on_title_and_text_alone() -> None:
    one = ImportedArticle(title="Title", text="Text.", source="A", origin="/a.txt", links=("x",))
    two = ImportedArticle(title="Title", text="Text.", source="B", origin="/b.txt")
    assert one.id == two.id == article_id("Title", "Text.")
    assert re.fullmatch("[a-z2-7]{16}", one.id)


def test_the_id_tells_where_the_title_ends() -> None:
    assert len({article_id("ab", "c"), article_id("a", "bc"), article_id("abc", ""), article_id("ab", "C")}) == 4


def test_composed_and_decomposed_letters_give_one_id() -> None:
    assert article_id("Caf\u00e9", "\u00e9") == article_id("Cafe\u0301", "e\u0301")


def test_the_id_of_a_known_article_never_changes() -> None:
    assert article_id("Title", "Text.") == "vsmainyqznf6jmeu"


def test_a_draft_without_title_is_refused() -> None:
    with pytest.raises(ValueError, match="no title"):
        ImportedArticle(title=" ", text="Text.")
