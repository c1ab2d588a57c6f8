"""Bookmark an article, or take the bookmark away."""

from reader.articles.article import ArticleId
from reader.library.shelf import Shelf
from reader.userdata.bookmarks import Bookmarks


def bookmark_article(article_id: ArticleId, *, on: bool, shelf: Shelf, bookmarks: Bookmarks) -> None:
    """Doing it twice changes nothing. A bookmark of an article that is gone can still be taken away.

    Raises:
        ArticleMissingError: there is no such article to bookmark.
    """
    if on or not bookmarks.holds(article_id):
        shelf.get(article_id)
    bookmarks.mark(article_id, on)
