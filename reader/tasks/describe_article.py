"""Where an article came from, what it said before, and what else has nearly the same words."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.articles.article import Article, ArticleNumber
from reader.library.families import Families
from reader.library.places import Place, Places
from reader.library.shelf import Shelf, ShelfRow
from reader.library.versions import Version, Versions

REPRINTS_MOST = 20  # told beside the text; all of them are in the description


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
    reprints: Sequence[ShelfRow] = ()  # without itself, the first published first
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


def history_of(
    number: ArticleNumber, *, shelf: Shelf, places: Places, versions: Versions, families: Families
) -> ArticleHistory:
    """What is told beside the text. Quick."""
    others = [member for member in families.members(number) if member != number]
    return ArticleHistory(
        older_versions=versions.counts([number]).get(number, 0),
        reprints=shelf.rows(others[:REPRINTS_MOST]),
        gone=number in places.gone([number]),
    )
