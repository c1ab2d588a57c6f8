"""Texts of nearly the same words are found among many, and texts that are only similar are not taken for them."""

import random

import pytest

from reader.related.reprints import FEWEST_WORDS, are_reprints, bands_of, shingles_of

RNG = random.Random(4)
VOCABULARY = [f"word{number}" for number in range(400)]


def text_of(words: int) -> list[str]:
    return [RNG.choice(VOCABULARY) for _ in range(words)]


def are_found(one: str, other: str) -> bool:
    first, second = shingles_of(one), shingles_of(other)
    return bool(set(bands_of(first)) & set(bands_of(second))) and are_reprints(first, second)


def test_the_same_words_in_other_letters_and_signs_are_the_same() -> None:
    words = text_of(200)
    assert are_found(" ".join(words), ",\n\n".join(words).upper())


def test_a_reprint_with_a_few_words_changed_is_found() -> None:
    words = text_of(300)
    found = 0
    for _ in range(50):
        edited = list(words)
        for _ in range(8):
            edited[RNG.randrange(len(edited))] = "another"
        found += are_found(" ".join(words), " ".join(edited))
    assert found >= 48


def test_a_shortened_reprint_is_found() -> None:
    words = text_of(400)
    assert are_found(" ".join(words), " ".join(words[:280]))
    assert not are_found(" ".join(words), " ".join(words[:100]))  # an extract is no reprint


def test_a_text_of_the_same_words_in_another_order_is_another() -> None:
    words = text_of(300)
    shuffled = list(words)
    RNG.shuffle(shuffled)
    assert not are_found(" ".join(words), " ".join(shuffled))


def test_short_texts_are_reprints_of_nothing() -> None:
    short = " ".join(text_of(FEWEST_WORDS - 1))
    assert bands_of(shingles_of(short)) == []
    assert not are_reprints(shingles_of(short), shingles_of(short))
    assert shingles_of("").words == 0


@pytest.mark.parametrize("script", ["東京で新しい港が開かれ多くの船が入った", "ท่าเรือใหม่ในกรุงเทพเปิดแล้ววันนี้"])
def test_scripts_without_spaces_are_compared_by_letters(script: str) -> None:
    text = "".join(f"{script}{number}。" for number in range(12))
    assert are_found(text, text.replace("3", "7"))


def test_bands_are_the_same_in_every_process() -> None:
    """They are stored: another way to make them would find nothing of what was stored before."""
    assert bands_of(shingles_of("a b c d e f g h i j " * 6))[:2] == [2360977842153234834, 8485771110346973593]
