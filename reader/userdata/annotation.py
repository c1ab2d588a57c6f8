"""What readers add to articles, as values: tags, notes, highlights."""

from enum import StrEnum
from typing import NamedTuple

from reader.articles.article import ArticleId

CONTEXT = 64  # characters before and behind a highlight by which it is found again


class TagColor(StrEnum):
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    GREY = "grey"


class Tag(NamedTuple):
    number: int
    name: str
    color: TagColor | None = None
    articles: int = 0  # that have it


class HighlightColor(StrEnum):
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"


class Highlight(NamedTuple):
    """A passage the reader marked. It belongs to words, not to a place: the text around it may change."""

    id: str  # a random word; empty before it is kept
    article_id: ArticleId
    quote: str
    prefix: str = ""  # up to CONTEXT characters before and behind
    suffix: str = ""
    start: int = -1  # where it stood last, in characters of the text; -1: never looked for
    color: HighlightColor = HighlightColor.YELLOW
    note: str = ""
    made_at: str = ""  # ISO 8601, UTC
    changed_at: str = ""


class Note(NamedTuple):
    article_id: ArticleId
    text: str
    made_at: str = ""
    changed_at: str = ""
