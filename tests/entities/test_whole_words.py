"""Words and phrases are found whole, however they are set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities.whole_words import Occurrence, WholeWords


def found(form: str, text: str) -> list[str]:
    return [text[one.start : one.end] for one in WholeWords([form]).found_in(text)]


@pytest.mark.parametrize(
    ("form", "text", "places"),
    [
        ("Kim", "Kim met Kimberly; AKim and Kim’s aide.", ["Kim", "Kim"]),
        ("Seoul", "Seoul-based firms; “Seoul”", ["Seoul", "Seoul"]),
        ("U.S.", "the U.S. and the U.S.A", ["U.S.", "U.S."]),
        ("F-16", "an F-16, two F‑16 and F-16s", ["F-16", "F‑16"]),
        ("Sana'a", "Sana’a or Sana'a", ["Sana’a", "Sana'a"]),
        ("Sana’a", "Sana’a or Sana'a", ["Sana’a", "Sana'a"]),
        ("bitcoin", "Bitcoin, bitcoin and BITCOINS", ["Bitcoin", "bitcoin"]),
        ("Bitcoin", "Bitcoin, bitcoin", ["Bitcoin"]),
        ("Bank  of Ghent", "the Bank of Ghent", ["Bank of Ghent"]),
        ("Kim Kim", "Kim Kim Kim Kim Kim", ["Kim Kim", "Kim Kim"]),
        ("Jose", "Jose\u0301 and Jose", ["Jose"]),
        ("@desk", "mail@desk, @desk", ["@desk", "@desk"]),
        ("三星", "韩国三星公司", ["三星"]),
        ("LG전자", "LG전자는 말했다", ["LG전자"]),
        ("Samsung", "中国Samsung公司", ["Samsung"]),
        ("istanbul", "İİ ISTANBUL", ["ISTANBUL"]),
        ("…", "… and …", []),
        ("", "nothing", []),
    ],
)
def test_a_form_is_found_where_it_stands_as_a_whole(form: str, text: str, places: list[str]) -> None:
    assert found(form, text) == places


def test_of_many_forms_each_is_found() -> None:
    words = WholeWords([f"Name {number}" for number in range(5_000)])
    assert sorted(words.found_in("Name 7 and Name 70 and Name 4999")) == [
        Occurrence(0, 6, 7),
        Occurrence(11, 18, 70),
        Occurrence(23, 32, 4999),
    ]


@given(st.text(alphabet="aAbB '’-–\nİ三é", max_size=40), st.text(alphabet="aAbB '-İ三é", max_size=5))
def test_places_of_a_form_lie_in_the_text_and_apart(text: str, form: str) -> None:
    end = 0
    for one in WholeWords([form]).found_in(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
