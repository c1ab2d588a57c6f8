"""Open an article: its text, the names in it, and what the reader did with it so far."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.articles.article import ArticleId, ArticleNumber
from reader.library.names import Names
from reader.library.shelf import Shelf, ShelvedArticle
from reader.tasks.views import OpenedArticle, PlacedHighlight
from reader.userdata.annotation import Highlight
from reader.userdata.annotations import Annotations
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
    annotations: Annotations,
    name_articles: "NameArticles | None" = None,
) -> OpenedArticle:
    """The article with its names; names that are not stored yet are found now, if that is given.

    They are not stored, because that may have to wait for another process: `store_names` of the article does it.

    Raises:
        ArticleMissingError: the library holds no such article.
    """
    return _opened(shelf.at(number), names, bookmarks, read_state, annotations, name_articles)


def open_article_by_id(
    article_id: ArticleId,
    *,
    shelf: Shelf,
    names: Names,
    bookmarks: Bookmarks,
    read_state: ReadState,
    annotations: Annotations,
    name_articles: "NameArticles | None" = None,
) -> OpenedArticle:
    """As `open_article`, for the id a person or a script knows."""
    return _opened(shelf.get(article_id), names, bookmarks, read_state, annotations, name_articles)


def place_highlights(text: str, highlights: Iterable[Highlight]) -> tuple[PlacedHighlight, ...]:
    """Where these stand in the text now, in its order; those that are not in it any more come last."""
    highlights = list(highlights)
    if not highlights:
        return ()
    from reader.articles.anchoring import find_anchor  # most articles have none, and the first paint waits for this

    placed = [
        PlacedHighlight(one, find_anchor(text, one.quote, one.prefix, one.suffix, one.start)) for one in highlights
    ]
    return tuple(sorted(placed, key=lambda each: (each.span is None, each.span.start if each.span else 0)))


def _opened(
    shelved: ShelvedArticle,
    names: Names,
    bookmarks: Bookmarks,
    read_state: ReadState,
    annotations: Annotations,
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
        tags=tuple(annotations.tags.of(article.id)),
        note=annotations.notes.of(article.id),
        highlights=place_highlights(article.text, annotations.highlights.of(article.id)),
        named=mentions is not None,
        store_names=store_names,
    )
