"""Tags have names as people write them, and stay on articles whatever becomes of the library."""

import pytest

from reader.articles.article import ArticleId
from reader.articles.folding import fold_label
from reader.userdata.annotation import TagColor
from reader.userdata.tags import LONGEST_NAME, Tags, clean_tag_name
from reader.wiring import Services

ONE, TWO, THREE = ArticleId("one"), ArticleId("two"), ArticleId("three")


@pytest.fixture
def tags(services: Services) -> Tags:
    return services.tags


def tag(services: Services, ids: list[ArticleId], *names: str) -> None:
    services.annotate.tag(ids, names)


def named(services: Services, article_id: ArticleId) -> list[str]:
    return [each.name for each in services.tags.of(article_id)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  climate \t policy\n", "climate policy"),
        ("C++", "C++"),
        ("#1", "#1"),
        ("a/b, c: “d” & <e>", "a/b, c: “d” & <e>"),
        ("水", "水"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("a\u202eb\u200bc\ufeff", "abc"),
        ("half\ud800 a character\0", "half a character"),
        ("x" * 300, "x" * LONGEST_NAME),
        (" \n ", ""),
    ],
)
def test_a_name_is_one_line_that_can_be_seen(typed: str, kept: str) -> None:
    assert clean_tag_name(typed) == kept


@pytest.mark.parametrize(
    "pair", [("C", "C++"), ("1", "#1"), ("ハート", "バート"), ("❤", "💔"), ("и", "ь"), ("a-b", "a b")]
)
def test_names_that_differ_in_a_sign_are_two_tags(pair: tuple[str, str], services: Services) -> None:
    tag(services, [ONE], *pair)
    assert sorted(named(services, ONE)) == sorted(pair)


@pytest.mark.parametrize(
    "pair",
    [("Café", "cafe"), ("WATER", "water"), ("ＡＢＣ", "abc"), ("it’s", "it's"), ("Straße", "STRASSE"), ("❤️", "❤")],
)
def test_case_and_accents_make_no_other_tag(pair: tuple[str, str], services: Services) -> None:
    assert fold_label(pair[0]) == fold_label(pair[1])
    tag(services, [ONE], pair[0])
    tag(services, [TWO], pair[1])
    assert named(services, TWO) == [pair[0]]
    assert [each.articles for each in services.tags.all()] == [2]


def test_tags_are_listed_by_name_with_their_articles(services: Services, tags: Tags) -> None:
    tag(services, [ONE, TWO], "water", "Alm")
    tag(services, [TWO], "éclair")
    assert [(each.name, each.articles, each.color) for each in tags.all()] == [
        ("Alm", 2, None), ("éclair", 1, None), ("water", 2, None),
    ]  # fmt: skip
    water = tags.named("WATER")
    assert water is not None
    assert set(tags.articles(water.number)) == {ONE, TWO}
    assert tags.named("fire") is None
    assert {id_: [each.name for each in found] for id_, found in tags.of_many([TWO, THREE]).items()} == {
        TWO: ["Alm", "éclair", "water"]
    }
    assert set(tags.tagged()) == {ONE, TWO}
    assert set(tags.articles_of([each.number for each in tags.all()])) == {ONE, TWO}


def test_a_colour_of_a_later_version_counts_as_none(services: Services, tags: Tags) -> None:
    tag(services, [ONE], "water")
    services.annotate.color_tag(1, TagColor.TEAL)
    assert [each.color for each in tags.all()] == [TagColor.TEAL]
    with services.userdata.writing() as db:
        db.execute("UPDATE tags SET color = 'ultraviolet'")
    assert [each.color for each in tags.all()] == [None]


def test_looking_makes_no_file(services: Services, tags: Tags) -> None:
    assert tags.all() == tags.of(ONE) == tags.articles(1) == tags.tagged() == []
    assert tags.of_many([ONE]) == {}
    assert tags.named("water") is None
    assert not services.locations.userdata_file.exists()
