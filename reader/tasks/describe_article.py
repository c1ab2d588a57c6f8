"""Where an article came from, what it said before, and what else has nearly the same words."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.articles.article import Article, ArticleNumber
from reader.library.families import Families
from reader.library.places import Place, Places
from reader.library.shelf import Shelf, ShelfRow
from reader.library.versions import Version, Versions


class ArticleDescription(NamedTuple):
    number: ArticleNumber
    article: Article
    added: str  # ISO 8601
    words: int
    places: Sequence[Place]
    versions: Sequence[Version]  # the present one first
    family: Sequence[ShelfRow]  # itself among them, the first published first; empty: there are no reprints


class ArticleHistory(NamedTuple):
    """The little of it that is told beside the text."""

    older_versions: int = 0
    reprints: int = 0
    places: int = 0
    gone: bool = False  # from every place it was read from


def describe_article(
    number: ArticleNumber, *, shelf: Shelf, places: Places, versions: Versions, families: Families
) -> ArticleDescription:
    """Everything that is known of where an article comes from.

    Raises:
        ArticleMissingError: the library holds no such article.
    """
    shelved = shelf.at(number)
    return ArticleDescription(
        number=number,
        article=shelved.article,
        added=shelved.added.isoformat(),
        words=len(shelved.article.text.split()),
        places=places.of(number),
        versions=versions.of(number),
        family=shelf.rows(families.members(number)),
    )


def history_of(number: ArticleNumber, *, places: Places, versions: Versions, families: Families) -> ArticleHistory:
    """What is told beside the text. Quick."""
    known = places.of(number)
    return ArticleHistory(
        older_versions=versions.counts([number]).get(number, 0),
        reprints=max(0, families.sizes([number]).get(number, 1) - 1),
        places=len(known),
        gone=bool(known) and all(place.gone_at for place in known),
    )
