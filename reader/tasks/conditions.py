"""Conditions of a query that the index cannot answer: names, marks and links, looked up where they are kept."""

from collections.abc import Callable, Collection, Mapping

from reader.articles.article import ArticleNumber
from reader.library.names import Names
from reader.library.shelf import Shelf, ShelfOrder
from reader.search.index import Condition, UnknownConditionError
from reader.search.query_nodes import HAVING, NAME_FIELDS
from reader.tasks.annotation_conditions import AnnotationConditions
from reader.tasks.unfinished import KINDS_OF_FIELD
from reader.tasks.views import ArticleFilter
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

Found = Collection[ArticleNumber]


class Conditions:
    """Finds the articles of conditions. Threads: any. Raises ReaderError where a file cannot be used."""

    def __init__(
        self, *, shelf: Shelf, names: Names, bookmarks: Bookmarks, read_state: ReadState, annotations: Annotations
    ) -> None:
        self._shelf = shelf
        self._names = names
        self._bookmarks = bookmarks
        self._read_state = read_state
        self._annotated = AnnotationConditions(annotations)
        self._resolvers: Mapping[str, Callable[[Condition], Found]] = {
            **dict.fromkeys(NAME_FIELDS, self._naming),
            "is": self._marked,
            "has": self._having,
            "tag": lambda condition: self._shelf.numbers_of(self._annotated.tagged(condition)),
            "note": lambda condition: self._shelf.numbers_of(self._annotated.noting(condition)),
        }

    def resolve(self, condition: Condition) -> Found:
        """The articles of which this is so.

        Raises:
            UnknownConditionError: its value means nothing.
        """
        return self._resolvers[condition.field](condition)

    def only(self, shown: ArticleFilter) -> Found | None:
        """The articles that the filter of the list lets through; None for all."""
        match shown:
            case ArticleFilter.ALL:
                return None
            case ArticleFilter.UNREAD:
                return self._unread()
            case ArticleFilter.BOOKMARKS:
                return self._bookmarked()

    def _naming(self, condition: Condition) -> Found:
        kinds = KINDS_OF_FIELD[condition.field]
        return self._names.articles_naming(kinds, condition.value, exact=condition.exact)

    def _marked(self, condition: Condition) -> Found:
        match condition.value.casefold():
            case "bookmarked" | "bookmark" | "starred" | "star":
                return self._bookmarked()
            case "read":
                return self._shelf.numbers_of(self._read_state.all())
            case "unread" | "new":
                return self._unread()
        raise UnknownConditionError(
            f"“is:{condition.value}” is not known; there are is:bookmarked, is:unread and is:read"
        )

    def _having(self, condition: Condition) -> Found:
        match condition.value:
            case "link":
                return self._shelf.with_links()
            case "note" | "highlight" | "tag":
                return self._shelf.numbers_of(list(self._annotated.having(condition.value)))
        known = ", ".join(f"has:{what}" for what in (*HAVING, "tag", "note", "highlight") if what != "other")
        raise UnknownConditionError(f"“has:{condition.value}” is not known; there are {known} and has:link")

    def _bookmarked(self) -> Found:
        return self._shelf.numbers_of(self._bookmarks.all())

    def _unread(self) -> Found:
        return self._shelf.order(ShelfOrder.NEWEST, without=self._read_state.all())
