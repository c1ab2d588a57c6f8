"""Narrow an answer down: what its articles have in common, as conditions that can be put into the query.

A condition stands in the query as text, so it can be seen, changed by hand, saved, and taken away again.
"""

from collections.abc import Iterable
from typing import NamedTuple

from reader.entities.mention import EntityKind
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import FacetCount, Facets, SearchIndex
from reader.search.query import parse_query
from reader.search.query_edit import conditions_of, has_condition, quoted, with_condition, without_condition
from reader.search.query_nodes import And, Node
from reader.tasks.conditions import Conditions
from reader.tasks.unfinished import FIELD_OF_KIND
from reader.tasks.views import ArticleFilter
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

ANY_WORDS = {
    EntityKind.PERSON: "Any person",
    EntityKind.PLACE: "Any place",
    EntityKind.ORGANISATION: "Any organisation",
    EntityKind.OTHER: "Any other name",
}
NAMES_SHOWN = 4  # of each kind: the four kinds together still fit into a menu on a small screen
SOURCES_SHOWN = 12
YEARS_SHOWN = 20  # the newest
TAGS_SHOWN = 12
TAGS_COUNTED = 40  # those on most articles: others are hardly among the first of an answer


class Choice(NamedTuple):
    """One way to narrow the answer, or one that is in the query already."""

    words: str  # "Gen Nakatani", "Any person", "2025"
    condition: str  # as it stands in the query
    articles: int | None = None  # how many would be left; None where that was not counted
    chosen: bool = False  # it stands in the query


class ChoicesOfKind(NamedTuple):
    """Names of one kind; the first choice is any of them."""

    kind: EntityKind
    choices: tuple[Choice, ...]


class Choices(NamedTuple):
    """Everything that narrows one answer. Empty where nothing was found."""

    names: tuple[ChoicesOfKind, ...] = ()
    sources: tuple[Choice, ...] = ()
    years: tuple[Choice, ...] = ()
    tags: tuple[Choice, ...] = ()


class StandingCondition(NamedTuple):
    """A condition of the query, in words."""

    words: str
    condition: str  # as it stands in the query
    kind: EntityKind | None = None  # where it asks for a name


def narrowing_choices(
    query: str,
    *,
    shelf: Shelf,
    names: Names,
    bookmarks: Bookmarks,
    read_state: ReadState,
    annotations: Annotations,
    search_index: SearchIndex,
    shown: ArticleFilter = ArticleFilter.ALL,
    typing: bool = False,
) -> Choices:
    """What would narrow the answer to this query, with counts; the arguments are those of `find_articles`.

    Raises:
        IndexUnreadableError: the search index is missing or damaged.
    """
    if shelf.count() == 0:  # a library without articles has no index either
        return Choices()
    conditions = Conditions(
        shelf=shelf, names=names, bookmarks=bookmarks, read_state=read_state, annotations=annotations
    )
    most_used = sorted(annotations.tags.all(), key=lambda tag: -tag.articles)[:TAGS_COUNTED]
    facets = search_index.facets(
        query,
        resolve=conditions.resolve,
        only=conditions.only(shown),
        typing=typing,
        most=SOURCES_SHOWN,
        groups={tag.name: shelf.numbers_of(annotations.tags.articles(tag.number)) for tag in most_used},
    )
    return choices_among(facets, query)


def choices_among(facets: Facets, query: str) -> Choices:
    """The facets of a query as choices. What stands in the query is among them, counted or not."""
    standing = conditions_of(query)
    return Choices(
        names=tuple(filter(None, (_names_of(kind, facets, query, standing) for kind in EntityKind))),
        sources=_choices(facets.sources[:SOURCES_SHOWN], "source", query, standing),
        years=_choices(facets.years[:YEARS_SHOWN], "date", query, standing),
        tags=_choices(facets.groups[:TAGS_SHOWN], "tag", query, standing),
    )


def toggled(query: str, condition: str) -> str:
    """The query with this condition, or without it where it has it."""
    if has_condition(query, condition):
        return without_condition(query, condition)
    appended, inserted = with_condition(query, condition), _before_words(query, condition)
    # A word at the end may be unfinished, and counts as the beginning of one only while it stays there.
    return inserted if _asked_for(inserted) == _asked_for(appended) else appended


def standing_conditions(query: str) -> tuple[StandingCondition, ...]:
    """The conditions of the query as they can be told and taken away one by one, in their order."""
    return tuple(_standing(condition) for condition in conditions_of(query))


def _before_words(query: str, condition: str) -> str:
    """The query with this condition after those it begins with."""
    at = 0
    for standing in conditions_of(query):
        rest = query[at:].lstrip()
        if not rest.startswith(standing):
            break
        at = len(query) - len(rest) + len(standing)
    return f"{query[:at].strip()} {condition} {query[at:].strip()}".strip()


def _asked_for(query: str) -> frozenset[Node | None]:
    """What must all be so, in whatever order."""
    root = parse_query(query).root
    return frozenset(root.parts if isinstance(root, And) else (root,))


def _names_of(kind: EntityKind, facets: Facets, query: str, standing: Iterable[str]) -> ChoicesOfKind | None:
    counted = (facets.names or {}).get(kind, ())[:NAMES_SHOWN]
    every = next((count.articles for count in facets.kinds if count.value == kind), None)
    any_one = f"has:{kind}"
    names = _choices(counted, FIELD_OF_KIND[kind], query, standing)
    if every is None and not names and not has_condition(query, any_one):
        return None
    first = Choice(ANY_WORDS[kind], any_one, every, has_condition(query, any_one))
    return ChoicesOfKind(kind, (first, *names))


def _choices(counted: Iterable[FacetCount], field: str, query: str, standing: Iterable[str]) -> tuple[Choice, ...]:
    """Those that stand in the query and were not counted come last."""
    choices = []
    for value, articles in counted:
        condition = f"date:{value}" if field == "date" else quoted(field, value)
        choices.append(Choice(value, condition, articles, has_condition(query, condition)))
    for condition in standing:
        known = any(has_condition(condition, choice.condition) for choice in choices)
        if condition.startswith(f"{field}:") and not known:
            choices.append(Choice(_standing(condition).words, condition, None, chosen=True))
    return tuple(choices)


def _standing(condition: str) -> StandingCondition:
    negated = condition.startswith("-")
    field, _, value = condition.removeprefix("-").partition(":")
    value = value.strip('"“”')
    kinds = {field: kind for kind, field in FIELD_OF_KIND.items()}
    if field == "tag":
        words, kind = f"tagged {value}", None
    elif field == "has":
        words = {str(kind): words for kind, words in ANY_WORDS.items()}.get(value, f"Any {value}")
        kind = EntityKind(value) if value in list(EntityKind) else None
    else:
        words = value if field in (*kinds, "source", "date", "is") else condition.removeprefix("-")
        kind = kinds.get(field)
    return StandingCondition(f"not {words}" if negated else words, condition, kind)
