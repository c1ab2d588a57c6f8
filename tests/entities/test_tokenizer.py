"""Where tokens and sentences begin and end, in natural and in tokenised text."""

import pytest

from reader.entities.tokenizer import is_tokenised, tokenize


def words(text: str) -> list[str]:
    return tokenize(text, lambda word: word in ("US", "China")).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tokyo’s envoy, Mr. O'Brien", ["Tokyo", "’s", "envoy", ",", "Mr.", "O'Brien"]),
        ("the U.S.-led force", ["the", "U.S.", "-", "led", "force"]),
        ("Seoul-based US-China man Gyu-back", ["Seoul", "-", "based", "US", "-", "China", "man", "Gyu-back"]),
        ("J. R. Smith won 3-1 (AFP).", ["J.", "R.", "Smith", "won", "3-1", "(", "AFP", ")", "."]),
        ("al-Assad, AT&T, F-35A", ["al-Assad", ",", "AT&T", ",", "F-35A"]),
        ("see http://a.b/c. Or x@y.com", ["see", "http://a.b/c", ".", "Or", "x@y.com"]),
    ],
)  # fmt: skip
def test_natural_text_is_cut_at_words_and_signs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_tokenised_text_is_cut_at_spaces_only() -> None:
    text = "The Seoul-based firm , led by Mr. Lee 's son , won ."
    assert is_tokenised(text)
    assert words(text) == text.split()


def test_natural_text_is_not_taken_for_tokenised() -> None:
    assert not is_tokenised("He came, saw and won. Then he left, too.")


def test_sentences_begin_after_full_stops_and_line_ends_but_not_after_abbreviations() -> None:
    text = 'Mr. Lee of the U.S. army left. "We won," he said. Nobody spoke\nA headline\n\nThe end'
    tokens = tokenize(text)
    assert [tokens.words[first] for first in tokens.sentences] == ["Mr.", '"', "Nobody", "A", "The"]


def test_a_long_sentence_is_cut() -> None:
    tokens = tokenize("word " * 1000)
    assert len(tokens.sentences) > 10
    assert tokens.sentences[0] == 0


def test_offsets_are_those_of_the_text() -> None:
    text = "Ann’s  aunt\tlives in São Tomé."
    tokens = tokenize(text)
    assert [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
