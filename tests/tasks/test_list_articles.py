"""The list: filters, orders, rows and counts."""

from datetime import date

import pytest

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.articles.passage import Passage
from reader.tasks.list_articles import count_library, fetch_rows, order_articles
from reader.tasks.views import ArticleFilter, ArticleRow, ArticleSort, LibraryCounts
from reader.wiring import Services
from tests.conftest import MakeDraft


@pytest.fixture
def filled(services: Services, make_draft: MakeDraft) -> Services:
    for day, title in enumerate(("Banana", "apple", "Cherry"), start=1):
        draft = make_draft(title, f"The lead on {title}.\n\nThe body.", published=date(2025, 1, day), source="Desk")
        services.shelf.add([draft])
        services.read_state.mark(draft.id, title == "apple")
        services.bookmarks.mark(draft.id, title != "Banana")
    services.bookmarks.mark(ArticleId("of another library"), True)
    services.read_state.mark(ArticleId("of another library"), True)
    return services


def rows_of(services: Services, shown: ArticleFilter, sort: ArticleSort, limit: int = -1) -> list[ArticleRow]:
    numbers = order_articles(
        shown, sort, shelf=services.shelf, bookmarks=services.bookmarks, read_state=services.read_state, limit=limit
    )
    return fetch_rows(
        [ArticleNumber(number) for number in numbers],
        shelf=services.shelf, bookmarks=services.bookmarks, read_state=services.read_state,
        annotations=services.annotations,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "sort", "titles"),
    [
        (ArticleFilter.ALL, ArticleSort.NEWEST, ["Cherry", "apple", "Banana"]),
        (ArticleFilter.ALL, ArticleSort.OLDEST, ["Banana", "apple", "Cherry"]),
        (ArticleFilter.ALL, ArticleSort.TITLE, ["apple", "Banana", "Cherry"]),
        (ArticleFilter.ALL, ArticleSort.RELEVANCE, ["Cherry", "apple", "Banana"]),
        (ArticleFilter.UNREAD, ArticleSort.NEWEST, ["Cherry", "Banana"]),
        (ArticleFilter.BOOKMARKS, ArticleSort.OLDEST, ["apple", "Cherry"]),
    ],
)
def test_filter_and_order_are_what_they_say(
    shown: ArticleFilter, sort: ArticleSort, titles: list[str], filled: Services
) -> None:
    assert [row.title for row in rows_of(filled, shown, sort)] == titles
    assert [row.title for row in rows_of(filled, shown, sort, limit=1)] == titles[:1]


def test_a_row_says_what_the_list_shows(filled: Services) -> None:
    cherry, apple, _banana = rows_of(filled, ArticleFilter.ALL, ArticleSort.NEWEST)
    assert (cherry.source, cherry.published, cherry.bookmarked, cherry.read) == ("Desk", date(2025, 1, 3), True, False)
    assert cherry.excerpt == Passage("The lead on Cherry. The body.")
    assert apple.read


def test_rows_show_tags_and_whether_something_is_noted(filled: Services) -> None:
    cherry, apple, banana = rows_of(filled, ArticleFilter.ALL, ArticleSort.NEWEST)
    assert (cherry.tags, cherry.noted) == ((), False)
    filled.annotate.tag([cherry.id, apple.id], ["red", "Fruit"])
    filled.annotate.set_note(apple.id, "Buy some.")
    filled.annotate.highlight(banana.id, Span(0, 8))
    rows = rows_of(filled, ArticleFilter.ALL, ArticleSort.NEWEST)
    assert [[tag.name for tag in row.tags] for row in rows] == [["Fruit", "red"], ["Fruit", "red"], []]
    assert [row.noted for row in rows] == [False, True, True]


def test_while_searching_the_passage_is_the_excerpt(filled: Services) -> None:
    first, second, *_ = [row.number for row in rows_of(filled, ArticleFilter.ALL, ArticleSort.NEWEST)]
    passage = Passage("on Cherry", (Span(3, 9),))
    rows = fetch_rows(
        [first, ArticleNumber(99), second],
        shelf=filled.shelf, bookmarks=filled.bookmarks, read_state=filled.read_state,
        annotations=filled.annotations, passages={first: passage},
    )  # fmt: skip
    assert [row.number for row in rows] == [first, second]
    assert rows[0].excerpt == passage
    assert rows[1].excerpt.text.startswith("The lead on apple.")


def test_marks_of_another_library_do_not_count(filled: Services) -> None:
    counts = count_library(shelf=filled.shelf, bookmarks=filled.bookmarks, read_state=filled.read_state)
    assert counts == LibraryCounts(articles=3, unread=2, bookmarks=2)


def test_an_empty_library_counts_nothing(services: Services) -> None:
    counts = count_library(shelf=services.shelf, bookmarks=services.bookmarks, read_state=services.read_state)
    assert counts == LibraryCounts(articles=0, unread=0, bookmarks=0)
    assert rows_of(services, ArticleFilter.UNREAD, ArticleSort.NEWEST) == []
