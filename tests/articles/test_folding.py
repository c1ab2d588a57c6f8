"""Equal to a reader means equal when folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.folding import fold, fold_label


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Prabowo’s  Plans!", "prabowos plans"),
        ("Prabowo's plans", "prabowos plans"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Łódź, Ærø, Straße", "lodz aero strasse"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
        ("Nagorno-Karabakh_1988", "nagorno karabakh 1988"),
        ("ﬁve ① ２０２５", "five 1 2025"),
        ("東京 — Токио", "東京 токио"),
        ("…?! ", ""),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_folds_the_same_beside_an_accent(text: str) -> None:
    assert fold(text) == fold(f"{text} é").removesuffix("e").strip()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  C++ \t Café ", "c++ cafe"),
        ("#1", "#1"),
        ("It’s a/b", "it's a/b"),
        ("ハート", "ハート"),
        ("❤\ufe0f", "❤"),
        ("Straße", "strasse"),
        ("हिन्दी", "हिन्दी"),
        ("", ""),
    ],
)
def test_in_labels_signs_count(text: str, folded: str) -> None:
    assert fold_label(text) == folded


@given(st.text(max_size=20))
def test_a_folded_label_stays_as_it_is_and_is_there_where_the_label_is(text: str) -> None:
    once = fold_label(text)
    assert fold_label(once) == once
    assert bool(once) == bool(text.strip())
