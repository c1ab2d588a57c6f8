"""What the tasks hand to the window and the command line: plain values, ready to be shown."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reader.articles.article import Article, ArticleId, ArticleNumber, Span
from reader.articles.passage import Passage
from reader.entities.mention import Entity, EntityId, LinkedMention
from reader.userdata.annotation import Highlight, Note, Tag


class ArticleFilter(StrEnum):
    ALL = "all"
    UNREAD = "unread"
    BOOKMARKS = "bookmarks"


class ArticleSort(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    RELEVANCE = "relevance"  # while searching only


class ArticleRow(NamedTuple):
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
    tags: tuple[Tag, ...] = ()  # by name
    noted: bool = False  # it has a note or a highlight
    reprints: int = 0  # other articles of nearly the same words
    changed: bool = False  # it has older versions


class PlacedHighlight(NamedTuple):
    """A highlight, and where its words stand in the text as it is now."""

    highlight: Highlight
    span: Span | None  # None: they are no longer in the text


class OpenedArticle(NamedTuple):
    """Everything the reading pane shows of one article."""

    number: ArticleNumber
    article: Article
    mentions: tuple[LinkedMention, ...]
    bookmarked: bool
    read: bool
    position: float  # how far it was read, 0 to 1
    tags: tuple[Tag, ...] = ()  # by name
    note: Note | None = None
    highlights: tuple[PlacedHighlight, ...] = ()  # in the order of the text, those that are not in it last
    named: bool = True  # whether its names were looked for: without any, it may have none
    store_names: Callable[[], None] | None = None  # its names were found just now


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
    why: str = ""  # what recognised it, and what the reader said of it, in words


class LibraryCounts(NamedTuple):
    articles: int
    unread: int
    bookmarks: int


class TimeUnit(StrEnum):
    """How long a bucket of a timeline is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class TimelineSeries(NamedTuple):
    """In how many articles of each bucket one entity is named."""

    entity: Entity
    counts: tuple[int, ...]  # articles, one for each bucket


class Timeline(NamedTuple):
    """When up to five entities were in the news."""

    unit: TimeUnit  # by span: up to 60 days day, up to 5 years month, longer year
    buckets: tuple[date, ...]  # first days, oldest first, no gaps
    series: tuple[TimelineSeries, ...]  # one to five, in the order they were chosen


class NetworkNode(NamedTuple):
    entity: Entity
    articles: int  # of the library that name it


class NetworkEdge(NamedTuple):
    """Two entities that stand in the same articles."""

    first: EntityId
    second: EntityId
    articles: int  # that name both
    strength: float  # log-likelihood ratio (Dunning 1993)


class Network(NamedTuple):
    """An entity among those it is named with."""

    centre: EntityId
    nodes: tuple[NetworkNode, ...]  # the centre first, then strongest first; at most 150
    edges: tuple[NetworkEdge, ...]
