"""Equal keys, equal names."""

import pytest

from reader.entities.identity import (
    abbreviates,
    entity_id,
    has_initials,
    is_acronym,
    key_in,
    key_of,
    kind_in,
    long_person_key,
)
from reader.entities.mention import EntityKind

PERSON, PLACE, ORGANISATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PERSON, "Kim Jong Un", "Kim Jong-un"),
        (PERSON, "Nakatani Gen", "Gen Nakatani"),
        (PERSON, "Łukasz Wójcik", "Lukasz Wojcik"),
        (PERSON, "Mohammed al-Khatib", "Mohamed El Khatib"),
        (PERSON, "Robert A. Keane", "Robert Keane"),
        (PERSON, "K. R. Iyer", "KR Iyer"),
        (PERSON, "Sergey Petrov", "Sergei Petrov"),
        (PERSON, "Viktor  Orbán", "Viktor Orban"),
        (ORGANISATION, "the Acme Company", "Acme Co."),
        (ORGANISATION, "Nippon Steel Corporation", "Nippon Steel"),
        (ORGANISATION, "Ministry of Foreign Affairs", "Foreign Ministry"),
        (ORGANISATION, "Ministry of Defence", "Defense Ministry"),
        (ORGANISATION, "U.N.", "UN"),
        (PLACE, "Sana’a", "Sana'a"),
        (PLACE, "The Gambia", "Gambia"),
        (PLACE, "Kiev", "Kyiv"),
        (PLACE, "Saint Lucia", "St. Lucia"),
    ],
)
def test_one_name_in_two_spellings_has_one_key(kind: EntityKind, one: str, other: str) -> None:
    assert key_of(kind, one) == key_of(kind, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PERSON, "Robert Keane Jr.", "Robert Keane"),
        (PERSON, "Bob Keane", "Robert Keane"),  # only with evidence
        (PERSON, "Al Gore", "Gore"),
        (ORGANISATION, "Hyundai Motor", "Hyundai Motor Group"),
        (ORGANISATION, "Bank of Japan", "Japan Bank"),
        (PLACE, "North Korea", "South Korea"),
    ],
)
def test_names_that_may_be_two_have_two_keys(kind: EntityKind, one: str, other: str) -> None:
    assert key_of(kind, one) != key_of(kind, other)


def test_short_first_names_are_written_out_where_it_is_asked_for() -> None:
    assert long_person_key("Bob Keane") == key_of(PERSON, "Robert Keane")


def test_an_id_tells_its_kind_and_key() -> None:
    assert entity_id(PERSON, "Gen Nakatani") == "person:gen nakatani"
    found = entity_id(ORGANISATION, "Foreign Ministry", "brazil")
    assert (kind_in(found), key_in(found)) == (ORGANISATION, "foreign ministry")
    assert key_of(PERSON, "東京") == "東京"
    assert key_of(PERSON, "…") != ""


def test_acronyms() -> None:
    assert all(is_acronym(form) for form in ("KAI", "U.N.", "AfDB", "AT&T"))
    assert not any(is_acronym(form) for form in ("Kai", "A", "Leeds", "MINISTRY OF"))
    assert has_initials("UNDP", "United Nations Development Programme")
    assert has_initials("DRC", "Democratic Republic of the Congo")
    assert not has_initials("KAI", "Korea Air Force")
    assert abbreviates("AfDB", "African Development Bank")
    assert not abbreviates("KAI", "Busan Shipping Alliance")
