"""Slips of the fingers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.spelling import within_edits


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("missile", "missile", 0),
        ("missile", "missle", 1),
        ("missile", "missille", 1),
        ("missile", "mizzile", 2),
        ("missile", "misisle", 1),  # two neighbours swapped
        ("ca", "abc", 99),  # another first letter
        ("cab", "cba", 1),
        ("nakatani", "nakatanni", 1),
        ("", "a", 99),
        ("выборы", "выбры", 1),
    ],
)
def test_how_many_edits_lie_between_two_words(one: str, other: str, edits: int) -> None:
    assert [most for most in range(4) if within_edits(one, other, most)] == list(range(min(edits, 4), 4))
    assert [most for most in range(4) if within_edits(other, one, most)] == list(range(min(edits, 4), 4))


def distance(one: str, other: str) -> int:
    """The whole table, as the definition says."""
    table = [[row + column for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            differ = one[row - 1] != other[column - 1]
            ways = [table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + differ]
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]:
                ways.append(table[row - 2][column - 2] + 1)
            table[row][column] = min(ways)
    return table[-1][-1]


LETTERS = st.text("abc", max_size=9)


@given(LETTERS, LETTERS, st.integers(0, 4))
def test_the_band_gives_the_same_answer_as_the_whole_table(one: str, other: str, most: int) -> None:
    assert within_edits("x" + one, "x" + other, most) == (distance("x" + one, "x" + other) <= most)
