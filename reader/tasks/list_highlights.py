"""The highlights of all articles: what a list shows of each, and which of them fit what is asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from reader.articles.article import ArticleId, ArticleNumber
from reader.articles.folding import fold
from reader.library.shelf import Shelf, ShelfRow
from reader.tasks.open_article import place_highlights
from reader.tasks.views import PlacedHighlight
from reader.userdata.annotation import Highlight, HighlightColor
from reader.userdata.highlights import Highlights

AT_ONCE = 500  # articles that are looked up together


class HighlightSort(StrEnum):
    NEWEST = "newest"
    ARTICLE = "article"  # articles by title, the highlights of each in the order of its text


class ListedHighlight(NamedTuple):
    """One highlight with its article."""

    highlight: Highlight
    number: ArticleNumber | None  # None: the article is not in this library, or in the trash
    title: str
    source: str
    published: date | None
    key: str  # all its words, folded


def list_highlights(*, highlights: Highlights, shelf: Shelf) -> list[ListedHighlight]:
    """All highlights, the newest first."""
    found = highlights.all()
    rows = _rows_of({each.article_id for each in found}, shelf)
    return [_listed(each, rows.get(each.article_id)) for each in found]


def choose_highlights(
    listed: Sequence[ListedHighlight],
    *,
    words: str = "",
    colors: Collection[HighlightColor] = (),
    sort: HighlightSort = HighlightSort.NEWEST,
) -> list[int]:
    """The places in `listed` of those with all these words and any of these colours, in order; no colour: all."""
    wanted = fold(words).split()
    chosen = [
        place
        for place, each in enumerate(listed)
        if (not colors or each.highlight.color in colors) and all(word in each.key for word in wanted)
    ]
    if sort is HighlightSort.ARTICLE:
        titles = {title: fold(title) for title in {listed[place].title for place in chosen}}
        chosen.sort(key=lambda place: _by_article(listed[place], titles))
    return chosen


def place_listed(listed: Iterable[ListedHighlight], *, shelf: Shelf) -> list[PlacedHighlight]:
    """Where these stand in their texts as they are now."""
    by_article: dict[ArticleNumber, list[Highlight]] = {}
    for each in listed:
        if each.number is not None:
            by_article.setdefault(each.number, []).append(each.highlight)
    texts = shelf.texts(list(by_article))
    return [
        placed
        for number, highlights in by_article.items()
        if number in texts
        for placed in place_highlights(texts[number].text, highlights)
    ]


def _rows_of(ids: Collection[ArticleId], shelf: Shelf) -> dict[ArticleId, ShelfRow]:
    numbers = shelf.numbers_of(ids)
    return {
        row.id: row for start in range(0, len(numbers), AT_ONCE) for row in shelf.rows(numbers[start : start + AT_ONCE])
    }


def _listed(highlight: Highlight, row: ShelfRow | None) -> ListedHighlight:
    title, source = (row.title, row.source) if row is not None else ("", "")
    return ListedHighlight(
        highlight,
        row.number if row is not None else None,
        title,
        source,
        row.published if row is not None else None,
        fold(f"{highlight.quote} {highlight.note} {title} {source}"),
    )


def _by_article(listed: ListedHighlight, titles: Mapping[str, str]) -> tuple[bool, str, str, int]:
    return listed.number is None, titles[listed.title], listed.highlight.article_id, listed.highlight.start
