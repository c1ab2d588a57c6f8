"""Open an article: its text, the names in it, and what the reader did with it so far."""

from typing import TYPE_CHECKING

from reader.articles.article import ArticleId, ArticleNumber
from reader.library.names import Names
from reader.library.shelf import Shelf, ShelvedArticle
from reader.tasks.views import OpenedArticle
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

if TYPE_CHECKING:  # linking, corrections and the index come with it, and the first article that is shown needs none
    from reader.tasks.name_articles import NameArticles


def open_article(
    number: ArticleNumber,
    *,
    shelf: Shelf,
    names: Names,
    bookmarks: Bookmarks,
    read_state: ReadState,
    name_articles: "NameArticles | None" = None,
) -> OpenedArticle:
    """The article with its names; names that are not stored yet are found now, if that is given.

    They are not stored, because that may have to wait for another process: `store_names` of the article does it.

    Raises:
        ArticleMissingError: the library holds no such article.
    """
    return _opened(shelf.at(number), names, bookmarks, read_state, name_articles)


def open_article_by_id(
    article_id: ArticleId,
    *,
    shelf: Shelf,
    names: Names,
    bookmarks: Bookmarks,
    read_state: ReadState,
    name_articles: "NameArticles | None" = None,
) -> OpenedArticle:
    """As `open_article`, for the id a person or a script knows."""
    return _opened(shelf.get(article_id), names, bookmarks, read_state, name_articles)


def _opened(
    shelved: ShelvedArticle,
    names: Names,
    bookmarks: Bookmarks,
    read_state: ReadState,
    name_articles: "NameArticles | None",
) -> OpenedArticle:
    article = shelved.article
    mentions = names.mentions_of(shelved.number)
    store_names = None
    if mentions is None and name_articles is not None:
        mentions, store_names = name_articles.now(shelved.number)
    return OpenedArticle(
        number=shelved.number,
        article=article,
        mentions=mentions or (),
        bookmarked=bookmarks.holds(article.id),
        read=read_state.holds(article.id),
        position=read_state.position(article.id),
        named=mentions is not None,
        store_names=store_names,
    )
