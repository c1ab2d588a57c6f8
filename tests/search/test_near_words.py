"""The words of a dictionary near another are those that `spelling.within_edits` says, each looked at by itself."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.search.arrays import ArrayFile, ArrayFileWriter
from reader.search.dictionary import Strings, decoded, encoded
from reader.search.field_writer import add_strings
from reader.search.near_words import near_words
from reader.search.spelling import within_edits
from tests.search.libraries import often

LATIN = st.text("aabc1", min_size=1, max_size=7)
MIXED = st.text("abéł日я\U0001f600\ud800", min_size=1, max_size=6)
WORDS = LATIN | MIXED


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("near") / "words"


def dictionary_of(path: Path, words: set[str]) -> Strings:
    path.unlink(missing_ok=True)  # it may still be mapped
    with ArrayFileWriter(path) as writer:
        add_strings(writer, "words", sorted(map(encoded, words)))
    return Strings(ArrayFile(path), "words")


@given(st.sets(WORDS, max_size=60), WORDS, st.integers(0, 2))
@example({"radar", "raadr", "rdaar", "rada", "radars", "ardar", "r"}, "radar", 1)
@example({"ab", "ba", "abc", "acb", "bca"}, "abc", 2)
@settings(max_examples=often(100), deadline=None)
def test_near_words_are_those_within_so_many_edits(path, words, wanted, edits):
    dictionary = dictionary_of(path, words | {"", "zebra"})
    found = near_words(dictionary, wanted, edits)
    assert found == sorted(found)
    expected = {word for word in words if within_edits(word, wanted, edits)}
    assert {decoded(dictionary[number]) for number in found} == expected


@given(st.sets(WORDS, min_size=5, max_size=30), WORDS)
@settings(max_examples=often(15), deadline=None)
def test_a_dictionary_of_any_size_is_compared_in_pieces(path, words, wanted):
    dictionary = dictionary_of(path, words)
    whole = near_words(dictionary, wanted, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.search.near_words._AT_ONCE", 3)
        assert near_words(dictionary, wanted, 2) == whole


def test_nothing_is_near_no_word(path):
    assert near_words(dictionary_of(path, {"a", "b"}), "", 2) == []
    assert near_words(dictionary_of(path, set()), "a", 2) == []
