"""What the tasks hand to the window and the command line: plain values, ready to be shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reader.articles.article import Article, ArticleId, ArticleNumber
from reader.articles.passage import Passage
from reader.entities.mention import Entity, LinkedMention


class ArticleFilter(StrEnum):
    ALL = "all"
    UNREAD = "unread"
    BOOKMARKS = "bookmarks"


class ArticleSort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    RELEVANCE = "relevance"  # while searching only


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One row of the list."""

    number: ArticleNumber
    id: ArticleId
    title: str
    source: str
    published: date | None
    added: date  # shown, as "added …", where the date of publication is not known
    excerpt: Passage  # the beginning, or while searching the passage that matches
    bookmarked: bool
    read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedArticle:
    """Everything the reading pane shows of one article."""

    number: ArticleNumber
    article: Article
    mentions: tuple[LinkedMention, ...]
    bookmarked: bool
    read: bool
    position: float  # how far it was read, 0 to 1


class RelatedArticle(NamedTuple):
    """One entry of the sidebar. Without a number the article is wanted: named, but not in the library."""

    title: str
    number: ArticleNumber | None = None
    id: ArticleId | None = None
    published: date | None = None
    read: bool = False
    score: float = 0.0
    reasons: tuple[str, ...] = ()  # in words: "shares Gen Nakatani, Seoul"


class RelatedArticles(NamedTuple):
    """The sidebar's three lists, each in the order it is shown in."""

    read_also: tuple[RelatedArticle, ...] = ()
    linked_from: tuple[RelatedArticle, ...] = ()
    similar: tuple[RelatedArticle, ...] = ()


class EntityCard(NamedTuple):
    """What is known of one name, across the library."""

    entity: Entity
    mentions_here: int
    articles: int
    mentions: int
    neighbours: tuple[Entity, ...]  # most often named in the same articles
    by_month: tuple[tuple[date, int], ...] = ()  # first of the month, articles; oldest first, gaps filled


class LibraryCounts(NamedTuple):
    articles: int
    unread: int
    bookmarks: int
