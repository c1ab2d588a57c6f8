"""A family of reprints is one row of the list, which opens up."""

import random
import time
from array import array
from datetime import date

import pytest

from reader.articles.article import ArticleNumber
from reader.tasks.fold_families import FoldedOrder, fold_families
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import MakeDraft

FAMILIES = {ArticleNumber(number): ArticleNumber(first) for number, first in ((4, 4), (0, 4), (2, 4), (1, 1), (5, 1))}


def fold(*order: int, opened: tuple[int, ...] = ()) -> FoldedOrder:
    return fold_families(
        [ArticleNumber(number) for number in order], FAMILIES, [ArticleNumber(number) for number in opened]
    )


def rows(folded: FoldedOrder) -> tuple[list[int], set[int]]:
    return list(folded.numbers), set(folded.below)


def test_the_best_ranked_stands_for_its_family() -> None:
    assert rows(fold(6, 5, 3, 2, 0, 1, 4)) == ([6, 5, 3, 2], set())
    assert rows(fold(4, 1, 0, 2, 3, 5, 6)) == ([4, 1, 3, 6], set())


def test_an_open_family_stands_below_its_row_the_first_published_first() -> None:
    assert rows(fold(6, 5, 3, 2, 0, 1, 4, opened=(0,))) == ([6, 5, 3, 2, 4, 0], {4, 0})
    assert rows(fold(6, 5, 3, 2, 0, 1, 4, opened=(5, 2, 3))) == ([6, 5, 1, 3, 2, 4, 0], {1, 4, 0})


def test_what_the_order_leaves_out_is_there_when_the_family_is_open() -> None:
    assert rows(fold(0, 6)) == ([0, 6], set())
    assert rows(fold(0, 6, opened=(4,))) == ([0, 4, 2, 6], {4, 2})


def test_without_reprints_the_order_is_left_as_it_is() -> None:
    order = array("q", [3, 1])
    assert fold_families(order, {}, [ArticleNumber(3)]).numbers is order
    assert rows(fold()) == ([], set())


def test_a_hidden_article_is_found_in_the_row_of_its_family() -> None:
    closed, opened = fold(6, 5, 3, 2), fold(6, 5, 3, 2, opened=(2,))
    assert [closed.row_for(ArticleNumber(number)) for number in (0, 1, 2, 3, 4, 7)] == [2, 5, 2, 3, 2, 7]
    assert [opened.row_for(ArticleNumber(number)) for number in (0, 1, 2, 4)] == [0, 5, 2, 4]


@pytest.mark.parametrize("number", [0, 2, 4])
def test_opening_and_closing_one_family_gives_what_folding_anew_gives(number: int) -> None:
    closed, opened = fold(6, 5, 3, 2, 0, 1), fold(6, 5, 3, 2, 0, 1, opened=(number,))
    chosen = ArticleNumber(number)
    assert rows(closed.unfolded(chosen)) == rows(opened)
    assert rows(opened.folded(chosen)) == rows(closed)
    assert closed.folded(chosen) is closed
    assert opened.unfolded(chosen) is opened
    assert closed.members(chosen) == [2, 4, 0]


def test_an_article_without_reprints_or_outside_the_order_opens_nothing() -> None:
    folded = fold(6, 3)
    for number in (3, 0, 1, 99):
        assert folded.unfolded(ArticleNumber(number)) is folded
        assert folded.folded(ArticleNumber(number)) is folded
    assert folded.members(ArticleNumber(3)) == []


def test_an_order_of_a_hundred_thousand_is_folded_in_a_moment() -> None:
    many = list(range(100_000))
    random.Random(1).shuffle(many)
    order = array("q", many)
    families = {ArticleNumber(one): ArticleNumber(one - one % 3) for one in range(15_000)}
    began = time.process_time()
    folded = fold_families(order, families, [ArticleNumber(7)])  # type: ignore[arg-type]
    assert time.process_time() - began < 0.3  # 15 ms; a busy machine takes longer
    assert len(folded.numbers) == 90_000 + 2
    began = time.process_time()
    for _ in range(10):
        folded = folded.folded(ArticleNumber(7)).unfolded(ArticleNumber(7))
    assert (time.process_time() - began) / 20 < 0.05
    assert len(folded.numbers) == 90_000 + 2


def test_the_map_can_be_asked_for_the_families_of_a_few(services: Services, make_draft: MakeDraft) -> None:
    rng = random.Random(3)
    one, other = (" ".join(f"w{rng.randrange(500)}" for _ in range(120)) for _ in range(2))
    texts = [one, f"{one} edited", other, f"{other} edited", "Alone."]
    numbers = services.shelf.add(
        make_draft(f"Title {place}", text, published=date(2025, 1, 9 - place)) for place, text in enumerate(texts)
    )
    services.find_families(ticket=Ticket())
    assert services.families.map(numbers[:1]) == dict.fromkeys(numbers[:2], numbers[1])
    assert list(services.families.map(numbers[2:])) == [numbers[3], numbers[2]]
    assert services.families.map(numbers[4:]) == services.families.map([]) == {}
    services.trash.put(numbers[:1])
    assert services.families.map(numbers[:2]) == {}
