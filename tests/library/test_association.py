"""The log-likelihood ratio against values worked out by hand."""

from math import log

import pytest

from reader.library.association import log_likelihood


def test_a_table_worked_out_by_hand() -> None:
    # 10 articles, each named in 4, both in 3: cells 3, 1, 1, 5, expected 1.6, 2.4, 2.4, 3.6
    by_hand = 2 * (3 * log(3 / 1.6) + log(1 / 2.4) + log(1 / 2.4) + 5 * log(5 / 3.6))
    assert log_likelihood(3, 4, 4, 10) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(3.5548, abs=1e-4)


def test_dunnings_first_example() -> None:
    # "the swiss", from the paper's table of bigrams: 110, 2442, 111, 29114
    assert log_likelihood(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == pytest.approx(270.72, abs=0.01)


def test_always_together_is_as_strong_as_it_can_be() -> None:
    assert log_likelihood(5, 5, 5, 100) == pytest.approx(2 * (5 * log(20) + 95 * log(100 / 95)))


@pytest.mark.parametrize("cells", [(0, 4, 4, 10), (2, 5, 4, 10), (1, 5, 5, 10), (0, 0, 0, 0), (3, 3, 10, 10)])
def test_no_more_than_chance_is_nothing(cells: tuple[int, int, int, int]) -> None:
    assert log_likelihood(*cells) == 0


def test_a_rare_pair_counts_more_than_a_common_one() -> None:
    assert log_likelihood(8, 10, 10, 1000) > log_likelihood(8, 10, 500, 1000)
