"""Names, marks and links are looked up where they are kept."""

import pytest

from reader.articles.article import ArticleNumber, Span
from reader.search.index import Condition, UnknownConditionError
from reader.search.query import parse_query
from reader.tasks.conditions import Conditions
from reader.tasks.import_files import ImportFiles
from reader.tasks.views import ArticleFilter
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import WriteArticle

ARTICLES = {
    "One": "Gen Nakatani spoke of the navy in Seoul. Gen Nakatani then left.\nRead also:\n- Two\n- Three\n",
    "Two": "Yoko Nakatani spoke of the budget. Yoko Nakatani then left for Ulsan.",
    "Three": "The frigates of Ulsan.",
}


@pytest.fixture
def conditions(services: Services, import_files: ImportFiles, write_article: WriteArticle) -> Conditions:
    import_files([write_article(f"{number}.txt", title, text) for number, (title, text) in enumerate(ARTICLES.items())],
                 ticket=Ticket())  # fmt: skip
    services.name_articles(ticket=Ticket())
    ids = {row.title: row.id for row in services.shelf.rows([ArticleNumber(n) for n in (1, 2, 3)])}
    services.bookmarks.mark(ids["Two"], True)
    services.read_state.mark(ids["Three"], True)
    return Conditions(
        shelf=services.shelf,
        names=services.names,
        bookmarks=services.bookmarks,
        read_state=services.read_state,
        annotations=services.annotations,
    )


def found(conditions: Conditions, typed: str) -> set[int]:
    root = parse_query(typed).root
    assert isinstance(root, Condition)
    return set(conditions.resolve(root))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("person:nakatani", {1, 2}),
        ('person:"Nakatani"', {1, 2}),  # nobody is called only that
        ('person:"gen nakatani"', {1}),
        ("place:ulsan", {2, 3}),
        ("org:ulsan", set()),
        ("name:ulsan", {2, 3}),
        ("entity:nakatani", {1, 2}),
        ("is:bookmarked", {2}),
        ("is:Starred", {2}),
        ("is:read", {3}),
        ("is:unread", {1, 2}),
        ("has:link", {1}),
        ("has:links", {1}),
    ],
)
def test_every_condition_finds_its_articles(typed: str, expected: set[int], conditions: Conditions) -> None:
    assert found(conditions, typed) == expected


@pytest.fixture
def annotated(conditions: Conditions, services: Services) -> Conditions:
    one, two, three = (services.shelf.at(ArticleNumber(number)).article.id for number in (1, 2, 3))
    services.annotate.tag([one, two], ["Water"])
    services.annotate.tag([two], ["water rights", "C++", "café", "❤", 'the "big" one'])
    services.annotate.tag([three], ["C", "水"])
    services.annotate.set_note(one, "Who paid for the Étude?\nAsk Ms Bray.")
    services.annotate.highlight(two, Span(0, 13), note="the younger one, 横浜から")
    services.annotate.highlight(three, Span(4, 12))
    return conditions


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tag:water", {1, 2}),
        ("tag:WATER", {1, 2}),
        ('tag:"water rights"', {2}),
        ("tag:water*", {1, 2}),
        ("tag:wat*", {1, 2}),
        ('tag:"water r"*', {2}),
        ("tag:C++", {2}),
        ("tag:c", {3}),
        ("tag:cafe", {2}),
        ("tag:❤", {2}),
        ("tag:水", {3}),
        ('tag:"the big one"', {2}),
        ("has:tag", {1, 2, 3}),
        ("has:note", {1, 2}),
        ("has:highlight", {2, 3}),
        ("note:paid", {1}),
        ('note:"bray etude"', {1}),
        ('note:"bray younger"', set()),
        ("note:pai", set()),
        ("note:pai*", {1}),
        ("note:yoko", {2}),
        ("note:younger", {2}),
        ("note:横浜", {2}),
        ("note:frigates", {3}),
        ("note:ulsan", set()),
    ],
)
def test_tags_notes_and_highlights_are_found(typed: str, expected: set[int], annotated: Conditions) -> None:
    assert found(annotated, typed) == expected


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("tag:watr", "There is no tag “watr”; did you mean “Water”?"),
        ("tag:wate", "There is no tag “wate”; did you mean “Water”?"),
        ("tag:xylophone", "There is no tag “xylophone”"),
        ("tag:x*", "There is no tag that begins with “x”"),
    ],
)
def test_a_tag_that_is_not_there_is_told_with_the_nearest_one(typed: str, words: str, annotated: Conditions) -> None:
    with pytest.raises(UnknownConditionError) as caught:
        found(annotated, typed)
    assert str(caught.value) == words
    assert not caught.value.as_words


def test_without_any_tag_that_is_said(conditions: Conditions) -> None:
    with pytest.raises(UnknownConditionError, match="you have none yet"):
        found(conditions, "tag:water")
    assert found(conditions, "has:tag") == found(conditions, "has:note") == found(conditions, "note:water") == set()


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("is", "purple"), "“is:purple” is not known; there are is:bookmarked, is:unread and is:read"),
        (Condition("has", "feet"), "“has:feet” is not known; there are has:person, has:place"),
    ],
)
def test_an_unknown_value_is_said_in_words(condition: Condition, words: str, conditions: Conditions) -> None:
    with pytest.raises(UnknownConditionError, match=words):
        conditions.resolve(condition)


def test_the_filters_of_the_list_are_conditions_too(conditions: Conditions) -> None:
    only = {shown: conditions.only(shown) for shown in ArticleFilter}
    assert only[ArticleFilter.ALL] is None
    assert set(only[ArticleFilter.UNREAD] or ()) == {1, 2}
    assert set(only[ArticleFilter.BOOKMARKS] or ()) == {2}


@pytest.mark.parametrize("field", ["person", "place", "org", "name", "entity", "is", "has", "tag", "note"])
def test_every_field_the_index_cannot_answer_is_answered_here(field: str, conditions: Conditions) -> None:
    root = parse_query(f"{field}:unread").root
    assert isinstance(root, Condition)
    try:
        conditions.resolve(root)
    except UnknownConditionError:
        assert field in ("has", "tag")
