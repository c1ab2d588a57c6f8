"""What goes into the search and what comes out of it: values only, so that importing them costs nothing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reader.articles.article import ArticleNumber
from reader.errors import ReaderError
from reader.search.snippets import Highlighter

SCHEMA_VERSION = 1  # raise it whenever the same article would be indexed differently


class IndexUnreadableError(ReaderError):
    """The index is missing, damaged, or of another version. It is derived: a rebuild from the library heals it."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            problem,
            remedy="Rebuild the search index: it is made anew from the library, and nothing of yours is lost.",
        )


class SearchSort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """What the index takes in of an article. `text` holds the lead too."""

    number: ArticleNumber
    title: str
    lead: str
    text: str
    source: str = ""
    author: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the index on disk says of itself, read without opening it."""

    revision: int  # the library's change counter it is level with
    articles: int
    schema_version: int
    library_id: str = ""  # of the library it was built from; empty when it was never rebuilt


@dataclass(frozen=True, slots=True)
class Hit:
    number: ArticleNumber
    score: float  # for comparing within one answer only; 0 where only conditions were asked for


@dataclass(frozen=True, slots=True)
class SearchResults:
    total: int  # of all articles that match, exact, however many `hits` were asked for
    hits: tuple[Hit, ...]
    understood: str  # the query in words; empty for an empty query
    problem: str  # what could not be understood and how it was read instead; usually empty
    highlighter: Highlighter
