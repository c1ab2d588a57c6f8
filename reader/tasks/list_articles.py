"""The list: which articles, in what order, and what a row shows of each."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, cast

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


class FoldedOrder(NamedTuple):
    """An order in which every family of reprints is one row, but for those that the reader opened."""

    numbers: Sequence[ArticleNumber]
    below: Collection[ArticleNumber]  # reprints that stand below the row of their family


def fold_families(
    numbers: Sequence[ArticleNumber],
    families: Mapping[ArticleNumber, ArticleNumber],
    opened: Collection[ArticleNumber] = (),
) -> FoldedOrder:
    """One row for each family: its best ranked member. `families` is `Families.map()`.

    Of the families to which the articles of `opened` belong, all other members follow their row, also those that this
    order leaves out: first those in it, by rank, then the others by date.
    """
    if not families:
        return FoldedOrder(numbers, ())
    unfolded = {families[number] for number in opened if number in families}
    members = _members(numbers, families, unfolded)
    folded, seen, below = array("q"), set[ArticleNumber](), set[ArticleNumber]()
    for number in numbers:
        family = families.get(number)
        if family is None:
            folded.append(number)
        elif family not in seen:
            seen.add(family)
            folded.append(number)
            others = [member for member in members.get(family, ()) if member != number]
            folded.extend(others)
            below.update(others)
    return FoldedOrder(cast("Sequence[ArticleNumber]", folded), frozenset(below))


def _members(
    numbers: Sequence[ArticleNumber],
    families: Mapping[ArticleNumber, ArticleNumber],
    unfolded: Collection[ArticleNumber],
) -> dict[ArticleNumber, list[ArticleNumber]]:
    """The members of these families, each in the order of its rows."""
    if not unfolded:
        return {}
    members: dict[ArticleNumber, dict[ArticleNumber, None]] = {}
    for ranked in (numbers, families):  # the map has them by date
        for number in ranked:
            if families.get(number) in unfolded:
                members.setdefault(families[number], {})[number] = None
    return {family: list(found) for family, found in members.items()}


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
    below: Collection[ArticleNumber] = (),
    in_trash: bool = False,
) -> list[ArticleRow]:
    """What the list shows of these articles, in this order; an article that is gone is left out.

    `below`: those that stand below the row of their family, see `fold_families`. `in_trash`: the list of the trash.
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
            reprints=0 if row.number in below else sizes.get(row.number, 1) - 1,
            is_reprint=row.number in below,
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
