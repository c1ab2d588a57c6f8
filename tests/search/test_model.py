"""Whatever the library and the query: the index finds what a plain reading of every article finds, in every order."""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import ArticleNumber
from reader.search.field_writer import title_key
from reader.search.index import SearchIndex, SearchSort
from reader.search.query import parse_query
from reader.ticket import Ticket
from tests.search.libraries import LONG, QUERIES, Chance, Library, make_library, often, resolve
from tests.search.plain_reading import find
from tests.search.query_texts import TYPED

LIBRARIES = 40 if LONG else 4


@pytest.fixture(scope="module", params=range(100, 100 + LIBRARIES))
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = make_library(tmp_path_factory.mktemp("model") / "index", request.param)
    yield made
    made.index.close()


def expected_numbers(library: Library, typed: str, *, typing: bool = False) -> set[ArticleNumber]:
    root = parse_query(typed, typing=typing).root
    return find(library.articles, root, resolve) if root else set()


@given(typed=QUERIES, typing=st.booleans(), only=st.none() | st.sets(st.integers(1, 80)))
@settings(max_examples=often(25), deadline=None)
def test_any_query_finds_what_a_plain_reading_finds(library, typed, typing, only):
    expected = expected_numbers(library, typed, typing=typing)
    expected = expected if only is None else expected & only
    results = library.index.search(typed, resolve=resolve, limit=1000, typing=typing, only=only)
    assert {hit.number for hit in results.hits} == expected
    assert results.total == len(results.hits) == len(expected)


def by_date(library: Library, number: ArticleNumber, *, newest_first: bool) -> tuple[int, int]:
    """What to sort by: unknown dates last, and of one day the article that came last first."""
    published = library.articles[number].published
    day = (published or date.max).toordinal()
    return (-day if newest_first and published else day), -number


@given(typed=QUERIES, limit=st.integers(0, 20))
@settings(max_examples=often(12), deadline=None)
def test_hits_come_in_the_order_asked_for_and_fewer_are_the_first_of_more(library, typed, limit):
    numbers = expected_numbers(library, typed)
    expected = {
        SearchSort.TITLE: sorted(numbers, key=lambda n: (title_key(library.articles[n].title), n)),
        SearchSort.NEWEST: sorted(numbers, key=lambda n: by_date(library, n, newest_first=True)),
        SearchSort.OLDEST: sorted(numbers, key=lambda n: by_date(library, n, newest_first=False)),
    }
    for sort in SearchSort:
        every = library.index.search(typed, resolve=resolve, limit=1000, sort=sort)
        some = library.index.search(typed, resolve=resolve, limit=limit, sort=sort)
        assert (some.hits, some.total) == (every.hits[:limit], every.total)
        if sort in expected:
            assert [hit.number for hit in every.hits] == expected[sort], sort


def test_of_equally_good_hits_the_newer_comes_first_and_those_without_a_date_last(find, index, article, sorts):
    days = {1: date(2025, 1, 2), 2: None, 3: date(2025, 1, 3), 4: date(2025, 1, 2), 5: None}
    index.apply([article(number, "radar", published=day) for number, day in days.items()], revision=1)
    assert find("radar") == [3, 4, 1, 5, 2]
    assert find("radar", sort=sorts.OLDEST) == [4, 1, 3, 5, 2]


@given(typed=TYPED | QUERIES)
@settings(max_examples=often(20), deadline=None)
def test_any_text_is_answered(library, typed):
    for typing in (False, True):
        results = library.index.search(typed, resolve=resolve, typing=typing)
        assert results.total <= len(library.articles)
        results.highlighter.passage("radar at sea, radars launching 日本")
        library.index.facets(typed, resolve=resolve, typing=typing)
    library.index.did_you_mean(typed)
    library.index.complete_word(typed)
    library.index.complete_name(typed)


@given(seed=st.integers(0, 10**6), count=st.integers(2, 9), queries=st.lists(QUERIES, min_size=1, max_size=5))
@settings(max_examples=often(6), deadline=None)
def test_any_library_written_in_any_pieces_finds_the_same(tmp_path_factory, seed, count, queries):
    chance, folder = Chance(seed), tmp_path_factory.mktemp("pieces")
    held = {ArticleNumber(number): chance.article(number) for number in range(1, count + 1)}
    with (
        contextlib.closing(SearchIndex(Path(folder, "pieces"))) as pieces,
        contextlib.closing(SearchIndex(Path(folder, "whole"))) as whole,
    ):
        for number, article in held.items():
            pieces.apply([article], revision=number)
        whole.rebuild([list(held.values())], revision=1, library_id="", ticket=Ticket())
        for typed in queries:
            expected = expected_numbers(Library(whole, held), typed)
            found = [index.search(typed, resolve=resolve, limit=99).hits for index in (pieces, whole)]
            assert {hit.number for hit in found[0]} == {hit.number for hit in found[1]} == expected
            assert [hit.number for hit in found[0]] == [hit.number for hit in found[1]]
            for one, other in zip(*found, strict=True):
                assert one.score == pytest.approx(other.score)
