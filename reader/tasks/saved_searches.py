"""Saved searches: keep a query under a name, see what is new in it, and know when it was looked at."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import IndexUnreadableError, MatchCount, SearchIndex
from reader.search.query_edit import without_condition
from reader.tasks.conditions import Conditions
from reader.tasks.narrow import standing_conditions
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState
from reader.userdata.saved_searches import SavedSearch, SavedSearches, SavedSearchNumber

LONGEST_NAME = 60  # characters of a name that is made from a query


class CountedSearch(NamedTuple):
    """A saved search, and how many articles it finds now."""

    saved: SavedSearch
    found: MatchCount | None = None  # `new`: since it was last looked at; None: not counted


def save_search(
    query: str, *, name: str = "", shelf: Shelf, search_index: SearchIndex, saved_searches: SavedSearches
) -> SavedSearch:
    """Keep this query; without a name it gets one made from its words. What it finds now counts as seen."""
    query = query.strip()
    newest = _newest_to_find(shelf, search_index)
    return saved_searches.save(name.strip() or name_for(query), query, library=shelf.library_key(), seen=newest)


def look_at_search(
    number: SavedSearchNumber, *, shelf: Shelf, search_index: SearchIndex, saved_searches: SavedSearches
) -> None:
    """The reader sees what it finds: nothing in it is new any more."""
    newest = _newest_to_find(shelf, search_index)
    saved_searches.mark_seen(number, library=shelf.library_key(), newest=newest)


def count_saved_searches(
    *,
    shelf: Shelf,
    names: Names,
    bookmarks: Bookmarks,
    read_state: ReadState,
    annotations: Annotations,
    search_index: SearchIndex,
    saved_searches: SavedSearches,
    step: Callable[[], object] = lambda: None,
) -> Sequence[CountedSearch]:
    """The saved searches in their order, each with how many articles it finds, and how many of these are new.

    New is what came into the library after the reader last looked. In another library than then nothing is, up to
    now. While the index cannot be read nothing is counted. `step` is called between two searches and may raise.
    """
    kept = _in_this_library(saved_searches, shelf)
    if not kept:
        return []
    if shelf.count() == 0:  # a library without articles has no index either
        return [CountedSearch(saved, MatchCount(total=0, new=0)) for saved in kept]
    conditions = Conditions(
        shelf=shelf, names=names, bookmarks=bookmarks, read_state=read_state, annotations=annotations
    )
    counted = []
    try:
        for saved in kept:
            step()
            found = search_index.count(saved.query, resolve=conditions.resolve, after=saved.seen, typing=True)
            counted.append(CountedSearch(saved, found))
    except IndexUnreadableError:  # it is being built or mended, and whoever mends it counts again afterwards
        return [CountedSearch(saved) for saved in kept]
    return counted


def name_for(query: str) -> str:
    """A name made from a query: its words, then what it asks for besides."""
    standing = standing_conditions(query)
    rest = query
    for each in standing:
        rest = without_condition(rest, each.condition)
    name = ", ".join(filter(None, (" ".join(rest.split()), *(each.words for each in standing))))
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _newest_to_find(shelf: Shelf, search_index: SearchIndex) -> ArticleNumber:
    """The newest article that a search can find: while articles are being imported, the shelf holds newer ones."""
    try:
        return max(search_index.numbers(), default=shelf.newest())
    except IndexUnreadableError:
        return shelf.newest()


def _in_this_library(saved_searches: SavedSearches, shelf: Shelf) -> list[SavedSearch]:
    """All of them; those last looked at in another library have been looked at in this one afterwards."""
    kept = saved_searches.all()
    key = shelf.library_key()
    strange = [saved for saved in kept if saved.library != key]
    for saved in strange:
        saved_searches.mark_seen(saved.number, library=key, newest=shelf.newest())
    return saved_searches.all() if strange else kept
