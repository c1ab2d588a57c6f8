"""Find articles by what was typed. The index knows words; names and marks are looked up where they are kept."""

from collections.abc import Collection, Mapping, Sequence

from reader.articles.article import ArticleNumber
from reader.articles.passage import Passage
from reader.entities.mention import EntityKind
from reader.library.names import Names
from reader.library.shelf import Shelf, ShelfOrder
from reader.search.index import Condition, SearchIndex, SearchResults, SearchSort, UnknownConditionError
from reader.search.snippets import Highlighter
from reader.tasks.views import ArticleFilter, ArticleSort
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

KINDS_OF_FIELD = {
    "person": (EntityKind.PERSON,),
    "place": (EntityKind.PLACE,),
    "org": (EntityKind.ORGANISATION,),
}
PASSAGE_WIDTH = 180  # characters
SORTS = {
    ArticleSort.RELEVANCE: SearchSort.RELEVANCE,
    ArticleSort.NEWEST: SearchSort.NEWEST,
    ArticleSort.OLDEST: SearchSort.OLDEST,
    ArticleSort.TITLE: SearchSort.TITLE,
}


def find_articles(
    query: str,
    *,
    shelf: Shelf,
    names: Names,
    bookmarks: Bookmarks,
    read_state: ReadState,
    search_index: SearchIndex,
    limit: int = 50,
    shown: ArticleFilter = ArticleFilter.ALL,
    sort: ArticleSort = ArticleSort.RELEVANCE,
    typing: bool = False,
) -> SearchResults:
    """The articles that match; `typing`: the last word may be unfinished. Any query text is understood somehow.

    Raises:
        IndexUnreadableError: the search index is missing or damaged.
    """

    def marked(state: str) -> Collection[ArticleNumber]:
        match state.casefold():
            case "bookmarked" | "bookmark" | "starred":
                return shelf.numbers_of(bookmarks.all())
            case "read":
                return shelf.numbers_of(read_state.all())
            case "unread":
                return shelf.order(ShelfOrder.NEWEST, without=read_state.all())
        raise UnknownConditionError(f"“is:{state}” is not known; there are is:bookmarked, is:unread and is:read")

    def resolve(condition: Condition) -> Collection[ArticleNumber]:
        if condition.field == "is":
            return marked(condition.value)
        return names.articles_naming(KINDS_OF_FIELD[condition.field], condition.value)

    if shelf.revision() == 0:  # a library without articles has no index either
        return SearchResults(total=0, hits=(), understood=query.strip(), problem="", highlighter=Highlighter())
    only = {ArticleFilter.UNREAD: "unread", ArticleFilter.BOOKMARKS: "bookmarked"}.get(shown)
    return search_index.search(
        query,
        resolve=resolve,
        limit=limit,
        sort=SORTS[sort],
        only=None if only is None else marked(only),
        typing=typing,
    )


def passages_for(
    numbers: Sequence[ArticleNumber], *, highlighter: Highlighter, shelf: Shelf, width: int = PASSAGE_WIDTH
) -> Mapping[ArticleNumber, Passage]:
    """For each of these articles the passage that shows why it is a hit, about `width` characters long."""
    return {number: highlighter.passage(text, width) for number, (_title, text) in shelf.texts(numbers).items()}
