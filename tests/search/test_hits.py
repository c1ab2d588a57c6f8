"""The quick way to the hits finds what the plain way finds."""

from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.search.hits import HitFinder
from reader.search.stems import stem
from reader.search.words import QueryTerm, query_terms

TOKENS = st.sampled_from(
    (
        "radar Radars RADAR’S radar's radars, (radar) anti-radar radar/sonar radar_1 war wars die dying tie "
        "us US U.S. U.S.A. u.s.-led O'Brien obrien l'homme homme d’État états état 1,000 1000 1.5 15 12,34 "
        "3.5%. F-35 F35 co\u00adoperation cooperating naïve naive Łódź lodz straße STRASSE İstanbul istanbul "
        '“radar” —radar— radar… radar\u00a0war ‘war’ 東京都の war東京radar 京 น้ำแข็ง ภาษาไทย 한국 שלום צה"ל צה״ל '
        "الرئيس رئيس ёлка й\u0301 … -- ' . .. '' ½ ² e\u0301tat ﬁre fire ＮＡＴＯ nato radar\twar radar\x0bwar "
        "radar\u2028war a'b'c a.b.c. a'1 a1 1a 'tis .net x,y 1,radar"
    ).split(" ")
)
TEXTS = st.lists(TOKENS | st.text(max_size=5), max_size=30).flatmap(
    lambda tokens: st.lists(st.sampled_from([" ", "\n\n", "", "-"]), min_size=len(tokens), max_size=len(tokens)).map(
        lambda gaps: "".join(token + gap for token, gap in zip(tokens, gaps, strict=True))
    )
)
LOOKED_FOR = st.sampled_from((
    "radar", "wars", "us", "u.s.", "the", "dying", "o'brien", "homme", "etat", "1000", "1.5", "35",
    "cooperate", "naive", "lodz", "strasse", "istanbul", "radar war", "anti-radar", "us war", "f-35",
    "東京", "京", "ไทย", "น้ำ", "한국", "צהל", "رئيس", "елка", "fire", "nato", "radar radar", "war 東京", "a",
    "a1", "1", "ab c", "x y", "die die",
))  # fmt: skip


@st.composite
def sequences(draw: st.DrawFn) -> list[QueryTerm]:
    terms = list(query_terms(draw(LOOKED_FOR)))
    last = terms[-1]
    match draw(st.sampled_from(["whole", "prefix", "fuzzy"])):
        case "prefix":
            cut = draw(st.integers(1, len(last.text)))
            terms[-1] = QueryTerm(last.text[:cut], last.offset, prefix=True, pair=last.pair)
        case "fuzzy" if not last.pair:
            terms[-1] = QueryTerm(last.text, last.offset, edits=draw(st.integers(1, 2)))
    return terms


@given(TEXTS, st.lists(sequences(), min_size=1, max_size=3), st.sampled_from(["en", "de", "fr", "ru", "pl"]))
@example("He met O'Brien of the U.S. navy.", [list(query_terms("obrien")), list(query_terms("us navy"))], "en")
@example("costs 1,000 or 1.5, not 1000", [list(query_terms("1000")), list(query_terms("1.5"))], "en")
@example("the naïve people of Łódź said in the end that", [list(query_terms("lodz")), list(query_terms("naive"))], "en")
@example("İstanbul and radar", [list(query_terms("radar")), list(query_terms("istanbul"))], "en")
@example("radar, radar war", [list(query_terms("radar war"))], "en")
@example("radar a b c d war radar-war", [list(query_terms("radar war"))], "en")
def test_both_ways_find_the_same(text: str, looked_for: list[list[QueryTerm]], language: str) -> None:
    finder = HitFinder(looked_for, lambda word: stem(word, language))
    assert finder.hits(text) == finder.hits_plainly(text)


@pytest.mark.parametrize("looked_for", ["space cooperation", "missile", "us", "1,000", "o'brien"])
def test_english_with_typographic_quotes_takes_the_quick_way(looked_for: str) -> None:
    text = "“Space cooperation”, the U.S. said — it’s O’Brien’s word — costs 1,000 missiles a year, or more than that."
    finder = HitFinder([list(query_terms(looked_for))], partial(stem, language="en"))
    assert finder._stretches_of(text) is not None
    assert finder.hits(text)


def test_a_text_with_few_plain_words_is_judged_word_by_word() -> None:
    finder = HitFinder([list(query_terms("выборы"))], partial(stem, language="ru"))
    assert finder._stretches_of("Выборы прошли спокойно") is None
    assert finder.hits("Выборы прошли спокойно") == [(0, 6, 0)]
