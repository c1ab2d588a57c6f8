"""Throw articles away, take them out of the trash again, and empty it."""

from collections.abc import Callable, Sequence

from reader.articles.article import ArticleNumber
from reader.library.names import Names
from reader.library.shelf import Shelf
from reader.library.trash import Trash
from reader.search.index import SearchIndex
from reader.tasks.index_articles import index_missing
from reader.ticket import Ticket


class TrashArticles:
    """Threads: any. Only the reader throws articles away, and only the reader empties the trash."""

    def __init__(self, *, trash: Trash, shelf: Shelf, names: Names, search_index: Callable[[], SearchIndex]) -> None:
        self._trash, self._shelf, self._names = trash, shelf, names
        self._search_index = search_index

    def put(self, numbers: Sequence[ArticleNumber]) -> list[ArticleNumber]:
        """Throw these away; those that were not in the trash before. The index follows with `complete_work`."""
        return self._trash.put(numbers)

    def restore(self, numbers: Sequence[ArticleNumber]) -> list[ArticleNumber]:
        """Take these out; those that were in it. Index and names follow with `complete_work` and `name_articles`."""
        return self._trash.restore(numbers)

    def empty(self, *, ticket: Ticket) -> int:
        """Delete what lies in it for good; how many articles. What the reader made of them stays in the reader's data,
        and is there again if they are ever imported again.

        Raises:
            IndexUnreadableError: the index is damaged and must be rebuilt first; nothing was deleted.
            CancelledError: stopped through the ticket while the index was brought up to date; nothing was deleted.
        """
        if not self._trash.count():
            return 0
        index = self._search_index()
        index_missing(shelf=self._shelf, names=self._names, search_index=index, ticket=ticket)
        state = index.state()
        return self._trash.empty(indexed=state.revision if state else self._shelf.revision())
