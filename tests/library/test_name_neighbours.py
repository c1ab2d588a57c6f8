"""Who belongs together: by the log-likelihood ratio, whole or from a part."""

import pytest

from reader.library import name_neighbours
from reader.library.association import log_likelihood
from reader.library.name_pages import NamePages
from reader.wiring import Services
from tests.conftest import MakeDraft
from tests.library.naming import AHN, NAKATANI, SEOUL, TOKYO, Archive


@pytest.fixture
def pages(services: Services, make_draft: MakeDraft) -> NamePages:
    archive = Archive(services, make_draft)
    for number in range(6):
        archive.add(f"Both {number}", "Nakatani met Ahn in Seoul.")
    for number in range(20):
        archive.add(f"Seoul {number}", "Seoul waits.")
    for number in range(4):
        archive.add(f"Tokyo {number}", "Nakatani in Tokyo.")
    for number in range(10):
        archive.add(f"Nothing {number}", "Nothing at all.")
    return NamePages(services.library)


def test_the_strongest_come_first_not_the_most_frequent(pages: NamePages) -> None:
    found = pages.neighbours(NAKATANI.id)
    assert [one.entity.name for one in found] == ["Ahn Gyu-back", "Tokyo"]
    ahn = found[0]
    assert (ahn.articles, ahn.both) == (6, 6)
    assert ahn.strength == pytest.approx(log_likelihood(6, 10, 6, 40))


def test_who_meets_no_more_than_by_chance_is_no_neighbour(pages: NamePages) -> None:
    # Seoul stands in 26 of 40 articles, in 6 of Nakatani's 10: chance alone gives 6.5
    assert "Seoul" not in [one.entity.name for one in pages.neighbours(NAKATANI.id)]


def test_as_many_as_are_asked_for(pages: NamePages) -> None:
    assert len(pages.neighbours(NAKATANI.id, limit=1)) == 1


def test_edges_bind_those_that_meet(pages: NamePages) -> None:
    numbers = {one.id: pages.number_of(one.id) for one in (NAKATANI, AHN, SEOUL, TOKYO)}
    edges = pages.edges([number for number in numbers.values() if number is not None])
    assert (edges[0].first, edges[0].second) == (numbers[NAKATANI.id], numbers[AHN.id])
    assert edges[0].both == 6
    assert edges[0].strength == pytest.approx(log_likelihood(6, 10, 6, 40))
    assert all(edge.strength >= name_neighbours.SURE for edge in edges)
    assert pages.edges([]) == ()


def test_a_part_is_counted_where_there_is_too_much(pages: NamePages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_neighbours, "COUNTED_ARTICLES", 5)
    monkeypatch.setattr(name_neighbours, "COUNTED_PLACES", 20)
    ahn = next(one for one in pages.neighbours(NAKATANI.id) if one.entity.id == AHN.id)
    assert ahn.articles == 6
    assert 4 <= ahn.both <= 6
    assert ahn.strength == pytest.approx(log_likelihood(3, 5, 3, 20))
    numbers = [pages.number_of(one.id) for one in (NAKATANI, AHN, SEOUL, TOKYO)]
    assert pages.edges([number for number in numbers if number is not None]) is not None


def test_only_some_edges_of_a_node_are_kept() -> None:
    edges = [name_neighbours.Edge(1, other, 5, 100.0 - other) for other in range(2, 10)]
    edges += [name_neighbours.Edge(2, other, 5, 20.0) for other in range(3, 10)]
    kept = name_neighbours._strongest(edges)
    assert [edge for edge in kept if 1 in (edge.first, edge.second)] == edges[:8]  # each is the other end's strongest
    assert len(kept) < len(edges) + 1
