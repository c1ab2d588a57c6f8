"""Whom and what articles name, as the index keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import ArticleNumber
from reader.search.index import NamedEntity
from reader.search.names import beginnings, kind_range, name_key, named_by

KINDS = st.sampled_from(["person", "personal", "place", "organisation", "other", "o"])
NAMES = st.builds(NamedEntity, KINDS, st.text(min_size=1, max_size=8))


@given(NAMES)
def test_a_key_says_kind_and_name(entity):
    assert named_by(name_key(entity)) == entity


@given(NAMES, KINDS)
def test_the_names_of_one_kind_are_neighbours_and_no_others_among_them(entity, kind):
    first, last = kind_range(kind)
    assert (first <= name_key(entity) < last) == (entity.kind == kind)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gen Nakatani", ["gen nakatani", "nakatani"]),
        ("Jane O’Brien-Łódź", ["jane obrien lodz", "obrien lodz", "lodz"]),
        ("U.S. Navy", ["us navy", "navy"]),
        ("防衛省", ["防衛省"]),
        ("…", []),
    ],
)
def test_a_name_begins_with_each_of_its_words(name, expected):
    assert [each.decode() for each in beginnings(name)] == expected


@pytest.fixture
def named(index, article):
    """Two segments with names."""
    gen, japan, radar = (
        NamedEntity("person", "Gen Nakatani"),
        NamedEntity("place", "Japan"),
        NamedEntity("other", "Radar"),
    )
    index.apply([article(1, "a", entities=(gen, japan)), article(2, "b", entities=(gen,))], revision=2)
    index.apply([article(3, "c", entities=(japan, radar)), article(4, "d"), article(5, "e", entities=())], revision=5)
    return index


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("has:person", {1, 2}),
        ("has:place", {1, 3}),
        ("has:org", set()),
        ("has:other", {3}),
        ("has:name", {1, 2, 3}),
        ("-has:name", {4, 5}),
        ("has:place -has:person", {3}),
    ],
)
@pytest.mark.usefixtures("named")
def test_articles_are_found_by_what_they_name(find, typed, numbers):
    assert set(find(typed)) == numbers


def test_names_go_on_with_the_number_of_their_articles(named):
    assert named.complete_name("naka") == [("Gen Nakatani", "person", 2)]


def test_names_of_articles_that_are_gone_are_gone(named, find, article):
    named.apply([article(1, "a")], removed=[ArticleNumber(3)], revision=6)
    assert named.complete_name("nakatani") == [("Gen Nakatani", "person", 1)]
    assert named.complete_name("rad") == []
    assert set(find("has:name")) == {2}
    assert named.complete_name("japan") == []
