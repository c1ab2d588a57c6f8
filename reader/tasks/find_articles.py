"""Find articles by what was typed. The index knows words; names and marks are looked up where they are kept."""

from collections.abc import Mapping, Sequence

from reader.articles.article import ArticleNumber
from reader.articles.passage import Passage
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.search.index import IndexUnreadableError, SearchIndex, SearchResults, SearchSort
from reader.search.snippets import Highlighter
from reader.tasks.conditions import Conditions
from reader.tasks.views import ArticleFilter, ArticleSort
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

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
    annotations: Annotations,
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
    conditions = Conditions(
        shelf=shelf, names=names, bookmarks=bookmarks, read_state=read_state, annotations=annotations
    )
    try:
        return search_index.search(
            query,
            resolve=conditions.resolve,
            limit=limit,
            sort=SORTS[sort],
            only=conditions.only(shown),
            typing=typing,
        )
    except IndexUnreadableError:
        if shelf.revision():
            raise
        # a library without articles has no index either
        return SearchResults(total=0, hits=(), understood=query.strip(), problem="", highlighter=Highlighter())


def passages_for(
    numbers: Sequence[ArticleNumber], *, highlighter: Highlighter, shelf: Shelf, width: int = PASSAGE_WIDTH
) -> Mapping[ArticleNumber, Passage]:
    """For each of these articles the passage that shows why it is a hit, about `width` characters long."""
    texts = shelf.texts(numbers).items()
    return {number: highlighter.passage(found.text, width, found.language) for number, found in texts}
