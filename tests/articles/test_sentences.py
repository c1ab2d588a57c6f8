"""The sentence around a name."""

import pytest

from reader.articles.sentences import LONGEST_SENTENCE, LOOKED_AT, sentence_around


def around(text: str, name: str) -> str:
    start = text.index(name)
    found = sentence_around(text, start, start + len(name))
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("One ends. Nakatani spoke. Two begins.", "Nakatani", "Nakatani spoke."),
        ("Mr. Nakatani met Dr. Ahn. They spoke.", "Ahn", "Mr. Nakatani met Dr. Ahn."),
        ("It was Mr. Nakatani who spoke.", "Nakatani", "It was Mr. Nakatani who spoke."),
        ("He flew to the U.S. Navy base. It rained.", "Navy", "He flew to the U.S. Navy base."),
        ("He flew to the U.S. The trip was long.", "U.S.", "He flew to the U.S."),
        ("He flew to the U.S. The trip was long.", "trip", "The trip was long."),
        ("J. K. Rowling wrote. Others read.", "Rowling", "J. K. Rowling wrote."),
        ("“We agree.” Nakatani left. He slept.", "Nakatani", "Nakatani left."),
        ("“We agree!” said Nakatani. He left.", "Nakatani", "“We agree!” said Nakatani."),
        ("(They met in Seoul.) Nakatani left.", "Seoul", "(They met in Seoul.)"),
        ("It cost 3.5 million. Seoul paid. Good.", "Seoul", "Seoul paid."),
        ("Talks at 5 p.m. Nakatani waited.", "Nakatani", "Talks at 5 p.m. Nakatani waited."),
        ("Talks ended at 5 p.m. The minister left.", "Talks", "Talks ended at 5 p.m."),
        ("Was it Seoul? It was. Who knows…", "Seoul", "Was it Seoul?"),
        ("No stop\n\nSeoul stands alone\n\nNext one", "Seoul", "Seoul stands alone"),
        ("岸田首相は訪韓した。ソウルで会談した。次へ。", "ソウル", "ソウルで会談した。"),
        ("Seoul", "Seoul", "Seoul"),
        ("  Seoul waits.  ", "Seoul", "Seoul waits."),
        ("It is No. 10 Downing Street. So.", "Downing", "It is No. 10 Downing Street."),
        ("Acme Inc. The firm grew. So.", "Acme", "Acme Inc."),
        ("In Acme Inc. Nakatani trusts. So.", "Nakatani", "In Acme Inc. Nakatani trusts."),
    ],
)
def test_borders(text: str, name: str, sentence: str) -> None:
    assert around(text, name) == sentence


def test_a_name_is_never_cut() -> None:
    assert around("They saw St. James. The Park. It rained.", "St. James. The Park") == "They saw St. James. The Park."


def test_a_very_long_sentence_is_cut_between_words_around_the_name() -> None:
    text = "word " * 2_000 + "Seoul" + " word" * 2_000
    found = around(text, "Seoul")
    assert len(found) <= LONGEST_SENTENCE
    assert "Seoul" in found
    assert set(found.split()) == {"word", "Seoul"}


def test_a_text_without_spaces_is_cut_too() -> None:
    text = "x" * 9_000 + "Seoul" + "x" * 9_000
    assert "Seoul" in around(text, "Seoul")
    assert len(around(text, "Seoul")) <= LONGEST_SENTENCE


def test_a_name_longer_than_a_sentence_may_be_stays_whole() -> None:
    name = "N" * (LONGEST_SENTENCE + 10)
    assert around(f"aa {name} bb", name) == name


def test_only_what_is_near_is_looked_at() -> None:
    text = "a. " * LOOKED_AT + "Seoul waits. " + "b " * 90_000
    assert around(text, "Seoul").startswith("Seoul waits.") or "Seoul waits." in around(text, "Seoul")
