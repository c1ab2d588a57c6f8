"""Rows that hold a word are never left out by the quick look before."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.folding import fold
from reader.userdata.word_filter import may_hold


def holds(text: str, *words: str) -> bool:
    condition, values = may_hold("?1", words)
    numbered = condition
    for number in range(len(values)):
        numbered = numbered.replace("LIKE ?", f"LIKE :v{number}", 1)
    with closing(sqlite3.connect(":memory:")) as db:
        given_values = {f"v{number}": value for number, value in enumerate(values)} | {"text": text}
        return bool(db.execute(f"SELECT {numbered.replace('?1', ':text')}", given_values).fetchone()[0])


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The River rose.", "river", True),
        ("The river rose.", "bridge", False),
        ("A line\nand\tanother", "bridge", False),
        ("Who's there", "whos", True),
        ("Café", "cafe", True),
        ("100%", "0x", False),
        ("a_b", "axb", False),
        ("the river", "fluß", True),
    ],
)
def test_what_may_hold_a_word(text: str, word: str, expected: bool) -> None:
    assert holds(text, word) is expected


@given(st.text(max_size=30))
def test_no_text_with_the_word_is_left_out(text: str) -> None:
    for word in fold(text).split():
        assert holds(text.replace("\0", ""), word)
