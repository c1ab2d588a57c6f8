"""Our searching against stock Whoosh's, over the same index: the same articles, scores and order."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.search.query import parse_query
from tests.search.libraries import LONG, QUERIES, Library, language_of, make_library, often, resolve
from tests.search.stock import StockWhoosh

LIBRARIES = 60 if LONG else 6

GetBoth = Callable[[int], tuple[Library, StockWhoosh]]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GetBoth]:
    """The library of a seed, and stock Whoosh over its folder."""
    made: dict[int, tuple[Library, StockWhoosh]] = {}

    def get(seed: int) -> tuple[Library, StockWhoosh]:
        if seed not in made:
            library = make_library(tmp_path_factory.mktemp("agreement") / "index", seed)
            stock = StockWhoosh(library.whoosh_folder, library.articles, language_of=language_of, resolve=resolve)
            made[seed] = library, stock
        return made[seed]

    yield get
    for library, stock in made.values():
        library.index.close()
        stock.searcher.close()


@pytest.mark.parametrize("seed", range(LIBRARIES))
@given(typed=QUERIES, typing=st.booleans())
@example(typed="radar", typing=True)  # a beginning and, in articles of some language, forms of the word
@example(typed='"radar Radars sea"~0', typing=False)
@example(typed='"radar sea', typing=True)  # the words, or with a beginning: what is both counts once
@settings(max_examples=often(25), deadline=None)
def test_any_query_finds_what_stock_whoosh_finds_with_its_scores_and_in_its_order(both, seed, typed, typing):
    library, stock = both(seed)
    expected = stock.scores(parse_query(typed, typing=typing).root)
    results = library.index.search(typed, resolve=resolve, limit=10_000, typing=typing)
    found = {hit.number: hit.score for hit in results.hits}
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert results.total == len(results.hits)
    order = [(-round(hit.score, 9), -day_of(library, hit.number), -hit.number) for hit in results.hits]
    assert order == sorted(order), "the better comes first, and of equals the newer"


def day_of(library: Library, number: int) -> int:
    published = library.articles[number].published
    return published.toordinal() if published else 0
