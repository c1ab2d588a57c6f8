"""Which articles are exported: these, what a search finds, those with a tag, the bookmarked ones, or everything."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.articles.article import ArticleId, ArticleNumber
from reader.errors import ReaderError
from reader.library.shelf import Shelf, ShelfOrder
from reader.library.whole_articles import WholeArticles
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.tags import Tags

Search = Callable[[str], Sequence[ArticleNumber]]  # what a query finds, in the order of the answer


class Chosen(NamedTuple):
    """The articles, in their order, and what to call them."""

    title: str
    numbers: Sequence[ArticleNumber]
    complete: bool = False  # the whole library, with what belongs to no article, and the trash


class ExportChoice:
    """Finds the articles of a choice. Threads: any. Raises ReaderError where nothing is to be exported."""

    def __init__(
        self, *, shelf: Shelf, articles: WholeArticles, bookmarks: Bookmarks, tags: Tags, search: Search
    ) -> None:
        self._shelf = shelf
        self._articles = articles
        self._bookmarks = bookmarks
        self._tags = tags
        self._search = search

    def everything(self, *, with_trash: bool) -> Chosen:
        """The whole library: in the order the articles came, or newest first and without the trash."""
        if with_trash:
            return Chosen("Library", self._articles.numbers(), complete=True)
        return self._filled("Library", self._shelf.order(ShelfOrder.NEWEST), "There are no articles in the library.")

    def of_ids(self, ids: Sequence[ArticleId]) -> Chosen:
        """These articles in this order."""
        numbers = [self._shelf.get(article_id).number for article_id in dict.fromkeys(ids)]
        title = self._shelf.at(numbers[0]).article.title if len(numbers) == 1 else f"{len(numbers):,} articles"
        return self._filled(title, numbers, "None of these articles is in the library.")

    def of_query(self, query: str) -> Chosen:
        """What a search finds, the best first."""
        return self._filled(f"Search: {query}", self._search(query), f"Nothing was found for “{query}”.")

    def of_tag(self, name: str) -> Chosen:
        """The articles with this tag, newest first."""
        tag = self._tags.named(name)
        if tag is None:
            raise ReaderError(f"There is no tag “{name}”.", remedy="Check how it is written.")
        return self._of(f"Tag: {tag.name}", self._tags.articles(tag.number), f"No article has the tag “{tag.name}”.")

    def bookmarked(self) -> Chosen:
        """The bookmarked articles, newest first."""
        return self._of("Bookmarks", self._bookmarks.all(), "No article is bookmarked.")

    def _of(self, title: str, ids: Sequence[ArticleId], nothing: str) -> Chosen:
        return self._filled(title, self._shelf.order(ShelfOrder.NEWEST, only=ids), nothing)

    def _filled(self, title: str, numbers: Sequence[ArticleNumber], nothing: str) -> Chosen:
        there = self._articles.without_trash(numbers)
        if not there:
            raise ReaderError(nothing, remedy="Choose other articles to export.")
        return Chosen(title, there)
