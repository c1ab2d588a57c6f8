"""What goes into the search and what comes out of it: values only, so that importing them costs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.errors import ReaderError
from reader.search.snippets import Highlighter

SCHEMA_VERSION = 2  # raise it whenever the same article would be indexed differently


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


class NamedEntity(NamedTuple):
    """Somebody or something an article names."""

    kind: str  # an `EntityKind`
    name: str  # the full name


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """What the index takes in of an article. `text` begins with the lead."""

    number: ArticleNumber
    title: str
    lead: str
    text: str
    source: str = ""
    author: str = ""
    published: date | None = None
    added: date | None = None
    language: str = ""  # ISO 639-1, empty when not known
    named: str = ""  # its mentions of names, as they stand in the text: words there count more
    entities: tuple[NamedEntity, ...] = ()  # whom and what these mean, each once


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


class CompletedWord(NamedTuple):
    """A word of the library that begins as asked, as it is compared: in lower case, without accents."""

    word: str
    articles: int


class CompletedName(NamedTuple):
    """A name in the library of which a word begins as asked."""

    name: str
    kind: str  # an `EntityKind`
    articles: int


class FacetCount(NamedTuple):
    """One way to narrow an answer."""

    value: str  # a source, a year, a name, an `EntityKind`
    articles: int  # how many of the articles that match would be left


@dataclass(frozen=True, slots=True)
class Facets:
    """What the articles of an answer have in common; each list with the most articles first, years newest first."""

    kinds: tuple[FacetCount, ...] = ()  # articles that name at least one person, place, …
    names: Mapping[str, tuple[FacetCount, ...]] | None = None  # of each kind, the names in most articles
    sources: tuple[FacetCount, ...] = ()
    years: tuple[FacetCount, ...] = ()
    groups: tuple[FacetCount, ...] = ()  # those that were asked for


class MatchCount(NamedTuple):
    """How many articles match; `new`: how many of them came after a certain one."""

    total: int
    new: int
