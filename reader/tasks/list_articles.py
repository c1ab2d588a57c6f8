"""The list: which articles, in what order, and what a row shows of each."""

from collections.abc import Mapping, Sequence

from reader.articles.article import ArticleId, ArticleNumber
from reader.articles.paragraphs import BLANK_LINE
from reader.articles.passage import Passage
from reader.library.families import Families
from reader.library.shelf import Shelf, ShelfOrder
from reader.library.versions import Versions
from reader.tasks.views import ArticleFilter, ArticleRow, ArticleSort, LibraryCounts
from reader.userdata.annotations import Annotations
from reader.userdata.bookmarks import Bookmarks
from reader.userdata.read_state import ReadState

SHELF_ORDERS = {
    ArticleSort.NEWEST: ShelfOrder.NEWEST,
    ArticleSort.OLDEST: ShelfOrder.OLDEST,
    ArticleSort.TITLE: ShelfOrder.TITLE,
    ArticleSort.RELEVANCE: ShelfOrder.NEWEST,  # without a query nothing is more relevant than the newest
}


def order_articles(
    shown: ArticleFilter,
    sort: ArticleSort,
    *,
    shelf: Shelf,
    bookmarks: Bookmarks,
    read_state: ReadState,
    limit: int = -1,
) -> Sequence[ArticleNumber]:
    """The numbers of the articles of this filter in this order; `limit` -1 gives all of them."""
    only: Sequence[ArticleId] | None = bookmarks.all() if shown is ArticleFilter.BOOKMARKS else None
    without = read_state.all() if shown is ArticleFilter.UNREAD else ()
    return shelf.order(SHELF_ORDERS[sort], only=only, without=without, limit=limit)


def fetch_rows(
    numbers: Sequence[ArticleNumber],
    *,
    shelf: Shelf,
    bookmarks: Bookmarks,
    read_state: ReadState,
    annotations: Annotations,
    passages: Mapping[ArticleNumber, Passage] | None = None,
    families: Families | None = None,
    versions: Versions | None = None,
    in_trash: bool = False,
) -> list[ArticleRow]:
    """What the list shows of these articles, in this order; an article that is gone is left out.

    `in_trash`: the list of the trash.
    """
    rows = shelf.rows(numbers, in_trash=in_trash)
    sizes = families.sizes(numbers) if families is not None else {}
    older = versions.counts(numbers) if versions is not None else {}
    ids = [row.id for row in rows]
    bookmarked, read = bookmarks.among(ids), read_state.among(ids)
    tags = annotations.tags.of_many(ids)
    noted = annotations.notes.among(ids) | annotations.highlights.among(ids)
    passages = passages or {}
    return [
        ArticleRow(
            number=row.number,
            id=row.id,
            title=row.title,
            source=row.source,
            published=row.published,
            added=row.added,
            excerpt=passages.get(row.number) or Passage(row.beginning.replace(BLANK_LINE, " ")),
            bookmarked=row.id in bookmarked,
            read=row.id in read,
            tags=tuple(tags.get(row.id, ())),
            noted=row.id in noted,
            reprints=sizes.get(row.number, 1) - 1,
            changed=row.number in older,
        )
        for row in rows
    ]


def count_library(*, shelf: Shelf, bookmarks: Bookmarks, read_state: ReadState) -> LibraryCounts:
    """Articles, unread and bookmarked ones. Marks of articles that are not in this library do not count."""
    articles = shelf.count()
    return LibraryCounts(
        articles=articles,
        unread=articles - len(shelf.numbers_of(read_state.all())),
        bookmarks=len(shelf.numbers_of(bookmarks.all())),
    )
