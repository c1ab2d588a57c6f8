"""What is suggested while somebody types: names, words, titles, searches, in this order and without what is there."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import NamedTuple, cast

import pytest

from reader.articles.article import ArticleId, ArticleNumber
from reader.search.index import CompletedName, CompletedWord, IndexUnreadableError, SearchIndex
from reader.tasks.suggest import Suggestion, SuggestionKind, did_you_mean, suggest
from reader.userdata.search_history import SearchHistory
from reader.wiring import Services
from tests.conftest import MakeDraft

NAMES = (
    CompletedName("Gen Nakatani", "person", 23),
    CompletedName("Nakatomi Plaza", "place", 9),
    CompletedName("Nakasone Institute", "organisation", 4),
    CompletedName('The "Nakatsu" accord', "other", 2),
    CompletedName("Naka", "place", 1),
)
WORDS = (CompletedWord("nakatani", 25), CompletedWord("naked", 7), CompletedWord("nakba", 3), CompletedWord("naks", 1))


class Index:
    """Stands in for the search index: knows these names and words, and finds titles by their first letters."""

    def __init__(self, titles: dict[str, ArticleNumber]) -> None:
        self._titles = titles
        self.asked: list[str] = []
        self.broken = False

    def complete_name(self, beginning: str, *, limit: int) -> list[CompletedName]:
        self._look()
        wanted = f" {beginning.lower()}"
        return [name for name in NAMES if wanted in f" {name.name.lower()}".replace('"', "")][:limit]

    def complete_word(self, beginning: str, *, limit: int) -> list[CompletedWord]:
        return [word for word in WORDS if word.word.startswith(beginning.lower())][:limit]

    def search(self, query: str, *, limit: int, **_more: object) -> SimpleNamespace:
        self.asked.append(query)
        words = [word.removeprefix("title:").rstrip("*") for word in query.split()]
        found = [number for title, number in self._titles.items() if all(word in title.lower() for word in words)]
        return SimpleNamespace(hits=[SimpleNamespace(number=number) for number in found[:limit]])

    def did_you_mean(self, query: str) -> str:
        self._look()
        return query.replace("coperation", "cooperation") if "coperation" in query else ""

    def _look(self) -> None:
        if self.broken:
            raise IndexUnreadableError("The search index is damaged.")


class Saved(NamedTuple):
    name: str
    query: str


class SavedSearches:
    def __init__(self, *saved: Saved) -> None:
        self._saved = saved

    def all(self) -> list[Saved]:
        return list(self._saved)


@pytest.fixture
def history(services: Services) -> SearchHistory:
    return SearchHistory(services.userdata)


@pytest.fixture
def index(services: Services, make_draft: MakeDraft) -> Index:
    titles = ["Nakatani in Seoul", "Nakatani goes home", "The harbour"]
    numbers = services.shelf.add(make_draft(title) for title in titles)
    return Index(dict(zip(titles, numbers, strict=True)))


@pytest.fixture
def look(services: Services, index: Index, history: SearchHistory) -> Callable[..., tuple[Suggestion, ...]]:
    def ask(typed: str, *saved: Saved, limit: int = 20) -> tuple[Suggestion, ...]:
        return suggest(
            typed,
            search_index=cast(SearchIndex, index),
            search_history=history,
            saved_searches=SavedSearches(*saved),
            shelf=services.shelf,
            tags=services.tags,
            limit=limit,
        )

    return ask


def of_kind(found: tuple[Suggestion, ...], kind: SuggestionKind) -> list[Suggestion]:
    return [suggestion for suggestion in found if suggestion.kind is kind]


def test_names_replace_the_last_words_by_a_condition_of_their_kind(look) -> None:
    assert [each.query for each in of_kind(look("seoul nak"), SuggestionKind.NAME)] == [
        'seoul person:"Gen Nakatani"',
        'seoul place:"Nakatomi Plaza"',
        'seoul org:"Nakasone Institute"',
        'seoul name:"The Nakatsu accord"',
    ]
    assert of_kind(look("seoul gen nak"), SuggestionKind.NAME)[0].query == 'seoul person:"Gen Nakatani"'


def test_a_name_typed_by_two_words_stands_before_those_of_the_last_word(look) -> None:
    found = of_kind(look("nakasone inst"), SuggestionKind.NAME)
    assert [each.text for each in found] == ["Nakasone Institute"]
    assert found[0].query == 'org:"Nakasone Institute"'
    assert found[0].typed == ("nakasone", "inst")


def test_two_letters_after_other_words_are_the_beginning_of_a_whole_name_or_of_none(look) -> None:
    assert [each.text for each in of_kind(look("seoul na"), SuggestionKind.NAME)] == [
        "Nakatomi Plaza", "Nakasone Institute", "Naka",
    ]  # fmt: skip
    assert len(of_kind(look("na"), SuggestionKind.NAME)) == 4
    assert of_kind(look("space pl"), SuggestionKind.NAME) == []


@pytest.mark.parametrize("typed", ["place:nak", 'place:"nak', "-Place:nak"])
def test_after_the_field_of_a_kind_only_names_of_that_kind_are_suggested(look, typed: str) -> None:
    found = look(typed)
    assert {each.text for each in found} == {"Nakatomi Plaza", "Naka"}
    assert found[0].query.endswith('place:"Nakatomi Plaza"')


def test_words_complete_the_last_word_and_say_in_how_many_articles_they_are(look) -> None:
    found = of_kind(look("Seoul nak"), SuggestionKind.WORD)
    assert [(each.query, each.articles) for each in found] == [
        ("Seoul nakatani", 25), ("Seoul naked", 7), ("Seoul nakba", 3),
    ]  # fmt: skip
    assert of_kind(look("naked"), SuggestionKind.WORD) == []  # it stands there already
    assert of_kind(look("n"), SuggestionKind.WORD) == []


def test_titles_are_searched_for_by_the_plain_words_and_open_the_article(look, index, services) -> None:
    found = of_kind(look('is:unread "x y" Nakatani se'), SuggestionKind.TITLE)
    look("nakatani s")
    look("nakatani seo")
    look("s")
    look("nakatani se ")
    assert index.asked == [
        "title:nakatani title:se*", "title:nakatani", "title:nakatani title:seo", "title:nakatani title:se",
    ]  # fmt: skip
    assert [(each.text, each.query) for each in found] == [("Nakatani in Seoul", "")]
    assert services.shelf.rows([found[0].number])[0].title == "Nakatani in Seoul"


def test_saved_and_earlier_searches_that_begin_as_typed_or_contain_it(look, history) -> None:
    for query in ("nak", "radar nakatani", "nak OR tok", "harbour"):
        history.remember(query)
    found = look("nak", Saved("Nakatani abroad", "person:Nakatani -place:Japan"), Saved("Other", "other"))
    assert [(each.kind, each.text, each.query) for each in found[-3:]] == [
        (SuggestionKind.SAVED, "Nakatani abroad", "person:Nakatani -place:Japan"),
        (SuggestionKind.EARLIER, "nak OR tok", "nak OR tok"),
        (SuggestionKind.EARLIER, "radar nakatani", "radar nakatani"),
    ]


def test_a_search_that_is_saved_is_not_suggested_a_second_time_as_an_earlier_one(look, history) -> None:
    history.remember("harbour works")
    found = look("harb", Saved("The harbour", "harbour works"))
    assert [each.kind for each in found if each.query == "harbour works"] == [SuggestionKind.SAVED]


@pytest.mark.parametrize("typed", ['"nak', "date:2025", "source:nak", "is:un"])
def test_in_a_phrase_and_after_a_field_only_a_search_that_begins_so_is_suggested(look, history, typed: str) -> None:
    assert look(typed) == ()
    history.remember(f"{typed} and more")
    history.remember(f"more of {typed}")
    assert [each.text for each in look(typed)] == [f"{typed} and more"]


def test_nothing_that_stands_there_already_is_suggested(look, history) -> None:
    history.remember('person:"Gen Nakatani"')
    assert look('person:"Gen Nakatani', Saved("The minister", 'Person:"Gen Nakatani"')) != ()
    assert look('person:"Gen Nakatani"', Saved("The minister", 'person:"gen nakatani"')) == ()


def test_before_anything_is_typed_the_most_recent_searches_are_suggested(look, history) -> None:
    assert look("") == ()
    for query in ("one", "two", "three"):
        history.remember(query)
    assert [(each.kind, each.text) for each in look(" ", limit=2)] == [
        (SuggestionKind.EARLIER, "three"), (SuggestionKind.EARLIER, "two"),
    ]  # fmt: skip


def test_where_there_is_little_room_every_kind_has_some_of_it(look, history) -> None:
    history.remember("nakatani in parliament")
    found = look("nak", limit=6)
    assert [each.kind for each in found] == [
        SuggestionKind.NAME, SuggestionKind.NAME, SuggestionKind.WORD, SuggestionKind.WORD, SuggestionKind.TITLE,
        SuggestionKind.EARLIER,
    ]  # fmt: skip


def test_without_an_index_searches_are_still_suggested(look, index, history) -> None:
    index.broken = True
    history.remember("nakatani")
    assert [each.text for each in look("nak")] == ["nakatani"]


def test_a_library_without_articles_has_no_index_to_ask(services: Services, history: SearchHistory) -> None:
    index = Index({})
    index.broken = True
    asked = {
        "search_index": cast(SearchIndex, index), "search_history": history, "shelf": services.shelf,
        "tags": services.tags,
    }  # fmt: skip
    assert suggest("nak", saved_searches=SavedSearches(), **asked) == ()  # type: ignore[arg-type]


def test_what_was_meant_is_suggested_where_there_is_something(index: Index) -> None:
    meant = did_you_mean("coperation", search_index=cast(SearchIndex, index))
    assert meant == Suggestion(kind=SuggestionKind.MEANT, text="cooperation", query="cooperation")
    assert did_you_mean("coperation se", search_index=cast(SearchIndex, index)) is None  # it goes on
    assert did_you_mean("seoul", search_index=cast(SearchIndex, index)) is None
    index.broken = True
    assert did_you_mean("coperation", search_index=cast(SearchIndex, index)) is None


def test_after_its_field_tags_are_suggested_those_on_most_articles_first(look, services: Services) -> None:
    one, two = ArticleId("one"), ArticleId("two")
    services.annotate.tag([one], ["water", "C++", 'the "big" one'])
    services.annotate.tag([one, two], ["fresh water"])
    found = look("flood tag:wa")
    assert {each.kind for each in found} == {SuggestionKind.TAG}
    assert [(each.text, each.query, each.articles) for each in found] == [
        ("water", "flood tag:water", 1),
        ("fresh water", 'flood tag:"fresh water"', 2),
    ]
    assert [each.query for each in look("-tag:c")] == ['-tag:"C++"']
    assert [each.query for each in look("tag:“the b")] == ['tag:"the big one"']
    assert [each.text for each in look("tag:")] == ["fresh water", "C++", 'the "big" one', "water"]
    assert [each.text for each in look("tag:water")] == ["fresh water"]  # what stands there already is left out
    assert look("tag:x") == ()
