"""What the articles of an answer have in common: as a plain loop over them counts it."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings

from reader.articles.article import ArticleNumber
from reader.search.index import NamedEntity
from reader.search.query import parse_query
from tests.search.libraries import LONG, QUERIES, Library, make_library, often, resolve
from tests.search.plain_reading import find

KINDS = ("person", "place", "organisation", "other")
LIBRARIES = 30 if LONG else 3


@pytest.fixture(scope="module", params=range(LIBRARIES))
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    made = make_library(tmp_path_factory.mktemp("facets") / "index", request.param)
    yield made
    made.index.close()


def most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def plain_facets(library: Library, numbers: set[ArticleNumber]) -> dict[str, list[tuple[str, int]]]:
    articles = [library.articles[number] for number in numbers]
    counted = {
        "kinds": Counter(kind for article in articles for kind in {entity.kind for entity in article.entities}),
        "sources": Counter(article.source for article in articles if article.source.strip()),
        "years": Counter(str(article.published.year) for article in articles if article.published),
        **{
            kind: Counter(entity.name for article in articles for entity in article.entities if entity.kind == kind)
            for kind in KINDS
        },
    }
    found = {name: most_first(counts) for name, counts in counted.items()}
    found["years"].sort(reverse=True)
    return found


@given(typed=QUERIES)
@settings(max_examples=often(15), deadline=None)
def test_facets_count_the_articles_of_an_answer(library: Library, typed: str):
    root = parse_query(typed).root
    numbers = find(library.articles, root, resolve) if root else set()
    expected = plain_facets(library, numbers)
    facets = library.index.facets(typed, resolve=resolve, most=100)
    assert list(facets.kinds) == expected["kinds"]
    assert list(facets.sources) == expected["sources"]
    assert list(facets.years) == expected["years"]
    if numbers:
        assert {kind: list(names) for kind, names in facets.names.items()} == {kind: expected[kind] for kind in KINDS}
    few = library.index.facets(typed, resolve=resolve, most=1)
    assert [list(few.sources), list(few.years)] == [expected["sources"][:1], expected["years"]]
    assert all(list(names) == expected[kind][:1] for kind, names in (few.names or {}).items())


@given(typed=QUERIES)
@settings(max_examples=often(15), deadline=None)
def test_count_says_how_many_match_and_how_many_of_them_came_later(library: Library, typed: str):
    root = parse_query(typed).root
    numbers = find(library.articles, root, resolve) if root else set()
    for after in (0, 10, 1000):
        expected = (len(numbers), sum(number > after for number in numbers))
        assert library.index.count(typed, resolve=resolve, after=ArticleNumber(after)) == expected


@pytest.fixture
def three(index, article):
    gen = NamedEntity("person", "Gen")
    index.apply(
        [
            article(1, "radar", source="A", published=date(2025, 1, 1), entities=(gen, NamedEntity("person", "Ann"))),
            article(2, "radar", source="B", published=date(2024, 1, 1), entities=(gen, NamedEntity("place", "Gen"))),
            article(3, "other", source="B", entities=(gen,)),
        ],
        revision=1,
    )
    return index


def test_facets_are_of_the_answer_as_it_is_narrowed(three):
    facets = three.facets("radar", resolve=resolve, only=[ArticleNumber(2)])
    assert (facets.sources, facets.years, facets.kinds) == ((("B", 1),), (("2024", 1),), (("person", 1), ("place", 1)))
    assert facets.names["person"] == (("Gen", 1),)
    assert facets.names["organisation"] == ()
    assert three.facets("rad", resolve=resolve, typing=True).sources == (("A", 1), ("B", 1))
    assert three.facets("rad", resolve=resolve).sources == ()


def test_the_facets_of_the_last_answer_are_right_after_a_commit(three, article):
    assert three.facets("radar", resolve=resolve).sources == (("A", 1), ("B", 1))
    three.apply([article(4, "radar", source="B")], removed=[ArticleNumber(1)], revision=2)
    assert three.facets("radar", resolve=resolve).sources == (("B", 2),)
    assert three.count("radar", resolve=resolve, after=ArticleNumber(2)) == (2, 1)
