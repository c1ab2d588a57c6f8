"""Which words are read, how they hang together, and which capitals mean nothing."""

from pathlib import Path

from reader.entities.gazetteer import load_gazetteer
from reader.entities.tokens import AND, BREAK, OF, SPACE, Tokens

GAZETTEER = load_gazetteer(Path(__file__).resolve().parents[2] / "resources" / "entities")


def test_possessive_ends_a_word_and_typographic_apostrophes_are_read() -> None:
    tokens = Tokens("Tokyo’s envoy met O’Brien of the People’s Party", GAZETTEER)
    assert tokens.words == ["Tokyo", "O'Brien", "People's", "Party"]


def test_joins_tell_spaces_connectors_and_breaks_apart() -> None:
    tokens = Tokens("Ann Lee of Rome and Paris. Oslo", GAZETTEER)
    assert tokens.joins == [BREAK, SPACE, OF, AND, BREAK]


def test_words_at_sentence_starts_and_in_headlines_are_weak() -> None:
    tokens = Tokens("The Talks Bring New Hope\n\nMr. Lee left. Nobody saw “Hope” then", GAZETTEER)
    weak = [word for word, is_weak in zip(tokens.words, tokens.weak, strict=True) if is_weak]
    assert weak == ["The", "Talks", "Bring", "New", "Hope", "Mr.", "Nobody", "Hope"]


def test_hyphened_words_give_the_names_in_them() -> None:
    assert Tokens("a Seoul-based and US-China and Gyu-back", GAZETTEER).words == ["Seoul", "US", "China", "Gyu-back"]
