"""Earlier searches are kept in their order, each once, and forgotten when the reader wants it."""

import pytest

from reader.userdata.search_history import LONGEST_KEPT, MOST_KEPT, SearchHistory
from reader.wiring import Services


@pytest.fixture
def history(services: Services) -> SearchHistory:
    return SearchHistory(services.userdata)


def test_the_newest_search_comes_first_and_each_is_kept_once(history: SearchHistory) -> None:
    for query in ("seoul", "space cooperation", "  seoul "):
        history.remember(query)
    assert history.recent(10) == ["seoul", "space cooperation"]
    assert history.recent(1) == ["seoul"]


def test_what_begins_as_typed_stands_before_what_contains_it(history: SearchHistory) -> None:
    for query in ("Space cooperation", "moon and space", "spaceport", "harbour"):
        history.remember(query)
    assert history.matching("SPACE", 10) == ["spaceport", "Space cooperation", "moon and space"]
    assert history.matching("space", 2) == ["spaceport", "Space cooperation"]
    assert history.matching("% or _", 10) == []


def test_only_the_newest_are_kept(history: SearchHistory) -> None:
    for number in range(MOST_KEPT + 3):
        history.remember(f"query {number}")
    kept = history.recent(2 * MOST_KEPT)
    assert len(kept) == MOST_KEPT
    assert (kept[0], kept[-1]) == (f"query {MOST_KEPT + 2}", "query 3")


@pytest.mark.parametrize("query", ["", "  \t", "x" * (LONGEST_KEPT + 1)])
def test_nothing_and_a_pasted_text_are_not_remembered(history: SearchHistory, services: Services, query: str) -> None:
    history.remember(query)
    assert history.recent(10) == []
    assert not services.locations.userdata_file.exists()


def test_one_search_or_all_can_be_forgotten(history: SearchHistory) -> None:
    for query in ("one", "two", "three"):
        history.remember(query)
    history.forget("two")
    history.forget("never searched for")
    assert history.recent(10) == ["three", "one"]
    history.forget_all()
    assert history.recent(10) == []


def test_looking_and_forgetting_make_no_file(history: SearchHistory, services: Services) -> None:
    assert history.recent(5) == history.matching("x", 5) == []
    history.forget("x")
    history.forget_all()
    assert not services.locations.userdata_file.exists()
