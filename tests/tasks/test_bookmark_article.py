"""A bookmark is for an article that is there; taking one away always works."""

import pytest

from reader.articles.article import ArticleId
from reader.library.shelf import ArticleMissingError
from reader.tasks.bookmark_article import bookmark_article
from reader.wiring import Services
from tests.conftest import MakeDraft


def bookmark(services: Services, article_id: ArticleId, *, on: bool) -> None:
    bookmark_article(article_id, on=on, shelf=services.shelf, bookmarks=services.bookmarks)


def test_a_bookmark_is_set_and_taken_away(services: Services, make_draft: MakeDraft) -> None:
    draft = make_draft("One")
    services.shelf.add([draft])
    for _ in range(2):
        bookmark(services, draft.id, on=True)
    assert services.bookmarks.all() == [draft.id]
    for _ in range(2):
        bookmark(services, draft.id, on=False)
    assert services.bookmarks.all() == []


@pytest.mark.parametrize("on", [True, False])
def test_an_article_that_was_never_there_cannot_be_bookmarked(on: bool, services: Services) -> None:
    with pytest.raises(ArticleMissingError):
        bookmark(services, ArticleId("nothing"), on=on)
    assert services.bookmarks.all() == []


def test_a_bookmark_of_an_article_that_is_gone_can_be_taken_away(services: Services) -> None:
    services.bookmarks.mark(ArticleId("gone"), True)
    bookmark(services, ArticleId("gone"), on=False)
    assert services.bookmarks.all() == []
