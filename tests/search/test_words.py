"""What counts as a word, and which words count as the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.words import _ASCII_WORD, _WORD, QueryTerm, find_words, fold, is_run, pairs, query_terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Missile-warning link, at last.", ["missile", "warning", "link", "at", "last"]),
        ("Japan’s and Japan's", ["japan", "and", "japan"]),
        ("O'Brien doesn’t", ["obrien", "doesnt"]),
        ("l'homme d’État", ["homme", "etat"]),
        ("Straße, STRASSE, Łódź, Ærø, naïve", ["strasse", "strasse", "lodz", "aero", "naive"]),
        ("e\u0301te\u0301 été", ["ete", "ete"]),
        ("co\u00adoperation", ["cooperation"]),
        ("F-35 costs 1,000.50 or 3.5%", ["f", "35", "costs", "1,000.50", "or", "3.5"]),
        ("1,000,000 and 12,34", ["1000000", "and", "12,34"]),
        ("the U.S. and U.S.A today", ["the", "us", "and", "usa", "today"]),
        ("John F. Kennedy", ["john", "f", "kennedy"]),
        ("snake_case B2B", ["snake", "case", "b2b"]),
        ("Ёлка и Йод, Ї́жак, и\u0306", ["елка", "и", "йод", "їжак", "й"]),
        ("مُحَمَّد العربية أحمد", ["محمد", "عربيه", "احمد"]),
        ("إيران آسيا ٱلسلام السـلام والبيت", ["ايران", "اسيا", "سلام", "سلام", "بيت"]),
        ("می‌خواهم یک کتاب", ["ميخواهم", "يك", "كتاب"]),
        ('שָׁלוֹם צה״ל צה"ל', ["שלום", "צהל", "צהל"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("ज़मीन जमीन हाँ हां", ["जमीन", "जमीन", "हां", "हां"]),
        ("Άνθρωπος ΆΝΘΡΩΠΟΣ ανθρωποσ ϊ", ["ανθρωποσ", "ανθρωποσ", "ανθρωποσ", "ι"]),
        ("İstanbul ISTANBUL ıstanbul Diyarbakır", ["istanbul", "istanbul", "istanbul", "diyarbakir"]),
        ("Việt Nam đường phố, Ưu", ["viet", "nam", "duong", "pho", "uu"]),
        ("Übergröße ÜBERGRÖSSE", ["ubergrosse", "ubergrosse"]),
        ("ＮＡＴＯ １２", ["nato", "12"]),
    ],
)
def test_words_are_compared_without_case_accents_and_possessives(text: str, words: list[str]) -> None:
    assert [fold(word) for word in find_words(text)] == words


def test_scripts_without_spaces_are_taken_in_pairs_of_characters() -> None:
    assert find_words("NATO軍、日本語です。") == ["NATO", "軍", "日本語です"]
    assert pairs("日本語") == ["日本", "本語", "語"]
    assert all(is_run(word) for word in ("한국", "ภาษาไทย", "ひらがな", "ｶﾅ"))
    assert not is_run("nato")


def test_thai_is_taken_in_pairs_and_decomposed_korean_as_composed() -> None:
    assert pairs("น้ำ") == pairs(unicodedata.normalize("NFKD", "น้ำ"))
    assert pairs(unicodedata.normalize("NFD", "한국")) == ["한국", "국"]


def test_a_query_asks_for_the_pairs_inside_a_run_at_their_places() -> None:
    assert list(query_terms("in 日本語")) == [
        QueryTerm("in", 0),
        QueryTerm("日本", 1, pair=True),
        QueryTerm("本語", 2, pair=True),
    ]


def test_a_single_character_of_a_run_asks_for_all_pairs_that_begin_with_it() -> None:
    assert list(query_terms("日")) == [QueryTerm("日", 0, prefix=True, pair=True)]


@given(st.text(st.characters(max_codepoint=127)))
def test_the_quick_pattern_for_ascii_finds_the_same_words(text: str) -> None:
    assert _ASCII_WORD.findall(text) == [match[0] for match in _WORD.finditer(text)]


@given(st.text())
def test_what_is_found_of_a_text_is_asked_for_by_the_same_text(text: str) -> None:
    indexed: list[str] = []
    for word in find_words(text):
        indexed += pairs(word) if is_run(word) else [fold(word)]
    for term in query_terms(text):
        assert indexed[term.offset].startswith(term.text) if term.prefix else indexed[term.offset] == term.text
