"""What an answer has in common becomes conditions that can be put into the query and taken out again."""

import pytest

from reader.articles.article import ArticleId
from reader.entities.mention import EntityKind
from reader.search.index import FacetCount, Facets
from reader.tasks.find_articles import find_articles
from reader.tasks.index_articles import index_missing
from reader.tasks.narrow import Choice, Choices, choices_among, narrowing_choices, standing_conditions, toggled
from reader.tasks.views import ArticleFilter
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import MakeDraft

FACETS = Facets(
    kinds=(FacetCount("place", 9), FacetCount("person", 5), FacetCount("organisation", 2), FacetCount("other", 1)),
    names={
        "person": (FacetCount("Gen Nakatani", 4),),
        "place": (FacetCount("Seoul", 7),),
        "organisation": (FacetCount("Second Fleet", 2),),
        "other": (FacetCount("Cheonan", 1),),
    },
    sources=(FacetCount("Diplomacy desk", 6),),
    years=(FacetCount("2025", 8), FacetCount("2024", 1)),
)


def every_choice(choices: Choices) -> list[Choice]:
    named = [choice for group in choices.names for choice in group.choices]
    return [*named, *choices.sources, *choices.years]


def choices_of(services: Services, query: str, **more: object) -> Choices:
    return narrowing_choices(
        query,
        shelf=services.shelf, names=services.names, bookmarks=services.bookmarks,
        read_state=services.read_state, annotations=services.annotations, search_index=services.search_index,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def count(services: Services, query: str) -> int:
    return find_articles(
        query,
        shelf=services.shelf, names=services.names, bookmarks=services.bookmarks,
        read_state=services.read_state, annotations=services.annotations, search_index=services.search_index,
    ).total  # fmt: skip


def test_every_facet_is_a_condition_in_the_words_of_the_query_language() -> None:
    assert [
        (choice.words, choice.condition, choice.articles) for choice in every_choice(choices_among(FACETS, ""))
    ] == [
        ("Any person", "has:person", 5),
        ("Gen Nakatani", 'person:"Gen Nakatani"', 4),
        ("Any place", "has:place", 9),
        ("Seoul", 'place:"Seoul"', 7),
        ("Any organisation", "has:organisation", 2),
        ("Second Fleet", 'org:"Second Fleet"', 2),
        ("Any other name", "has:other", 1),
        ("Cheonan", 'name:"Cheonan"', 1),
        ("Diplomacy desk", 'source:"Diplomacy desk"', 6),
        ("2025", "date:2025", 8),
        ("2024", "date:2024", 1),
    ]


@pytest.mark.parametrize("choice", every_choice(choices_among(FACETS, "")), ids=lambda choice: choice.words)
def test_a_chosen_condition_is_in_the_query_and_choosing_it_again_takes_it_away(choice: Choice) -> None:
    narrowed = toggled("seoul tokyo", choice.condition)
    assert choice.condition in narrowed
    chosen = [each.condition for each in every_choice(choices_among(FACETS, narrowed)) if each.chosen]
    assert chosen == [choice.condition]
    assert toggled(narrowed, choice.condition) == "seoul tokyo"


def test_what_stands_in_the_query_can_be_taken_away_even_where_nothing_was_counted() -> None:
    choices = choices_among(Facets(), 'person:"Gen Nakatani" date:2025 source:"Diplomacy desk"')
    assert [group.kind for group in choices.names] == [EntityKind.PERSON]
    left = [choice for choice in every_choice(choices) if choice.chosen]
    assert [(choice.words, choice.articles) for choice in left] == [
        ("Gen Nakatani", None),
        ("Diplomacy desk", None),
        ("2025", None),
    ]


def test_nothing_found_offers_nothing() -> None:
    assert choices_among(Facets(), "xylophone") == Choices()


def test_standing_conditions_are_told_in_words_with_the_kind_of_name() -> None:
    query = 'space person:"Gen Nakatani" place:"Seoul" has:person date:2025 is:unread'
    assert [(each.words, each.kind) for each in standing_conditions(query)] == [
        ("Gen Nakatani", EntityKind.PERSON),
        ("Seoul", EntityKind.PLACE),
        ("Any person", EntityKind.PERSON),
        ("2025", None),
        ("unread", None),
    ]


def test_a_count_is_what_is_left_when_it_is_chosen(seeded: Services) -> None:
    choices = choices_of(seeded, "seoul")
    offered = every_choice(choices)
    assert {group.kind for group in choices.names} == set(EntityKind)
    assert choices.sources
    assert choices.years
    for choice in offered:
        assert count(seeded, toggled("seoul", choice.condition)) == choice.articles, choice


def test_only_articles_of_the_filter_are_counted(seeded: Services) -> None:
    assert every_choice(choices_of(seeded, "seoul", shown=ArticleFilter.BOOKMARKS)) == []


def test_a_library_without_articles_offers_nothing(services: Services) -> None:
    assert choices_of(services, "seoul") == Choices()


def test_tags_narrow_with_how_many_articles_would_be_left(services: Services, make_draft: MakeDraft) -> None:
    drafts = [make_draft(f"Article {number}", f"The flood of {number}.") for number in range(4)]
    services.shelf.add([*drafts, make_draft("Other", "Nothing of it.")])
    index_missing(shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=Ticket())
    services.annotate.tag([draft.id for draft in drafts[:3]], ["C++"])
    services.annotate.tag([drafts[0].id, ArticleId("elsewhere")], ["climate policy"])
    services.annotate.tag([], ["unused"])
    choices = choices_of(services, "flood").tags
    assert [(each.words, each.condition, each.articles, each.chosen) for each in choices] == [
        ("C++", 'tag:"C++"', 3, False),
        ("climate policy", 'tag:"climate policy"', 1, False),
    ]
    for choice in choices:
        narrowed = toggled("flood", choice.condition)
        assert count(services, narrowed) == choice.articles
        assert [each.words for each in choices_of(services, narrowed).tags if each.chosen] == [choice.words]
        assert toggled(narrowed, choice.condition) == "flood"
    assert [(each.words, each.chosen) for each in choices_of(services, "flood tag:c++").tags] == [
        ("C++", True), ("climate policy", False),
    ]  # fmt: skip
    assert [(each.words, each.kind) for each in standing_conditions("tag:c has:tag -note:x")] == [
        ("tagged c", None), ("Any tag", None), ("not note:x", None),
    ]  # fmt: skip
