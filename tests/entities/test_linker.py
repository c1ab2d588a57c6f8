"""Which mentions of an article mean the same."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import Span
from reader.entities.identity import entity_id
from reader.entities.linker import link_mentions
from reader.entities.mention import Entity, EntityKind, Mention, MentionSource
from tests.entities.marked import entities_in, names_in, read_article


def test_a_surname_means_the_person_named_in_full() -> None:
    first, second = entities_in("It was [Gen Nakatani|person] who came. Then [Nakatani|person] left.")
    assert first is second
    assert first == Entity(
        id=entity_id(EntityKind.PERSON, "Gen Nakatani"),
        kind=EntityKind.PERSON,
        name="Gen Nakatani",
        aliases=("Nakatani",),
    )


def test_a_title_is_linked_with_its_text_and_has_places_of_its_own() -> None:
    title, text, mentions = read_article("[Nakatani|person] leaves", "[Gen Nakatani|person] left.")
    mentions[0] = mentions[0]._replace(confidence=0.5, source=MentionSource.LIST)
    in_title, in_text = link_mentions(title, text, mentions)
    assert (in_title.in_title, in_title.span, in_text.in_title, in_text.span) == (True, Span(0, 8), False, Span(0, 12))
    assert in_title.entity.name == "Gen Nakatani"
    assert (in_title.confidence, in_title.source) == (0.5, MentionSource.LIST)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (  # the one named last before is meant
            "[Kim Dae-jung|person] spoke. Later [Kim|person] left. [Kim Yong-hyun|person] spoke, and [Kim|person] sat.",
            ["Kim Dae-jung", "Kim Dae-jung", "Kim Yong-hyun", "Kim Yong-hyun"],
        ),
        (  # a title counts for more
            "Senator [Ann Price|person] met Mayor [Neil Price|person]. Senator [Price|person] left.",
            ["Ann Price", "Neil Price", "Ann Price"],
        ),
        ("[Gen Nakatani|person], at home [Nakatani Gen|person].", ["Gen Nakatani", "Gen Nakatani"]),
        ("[Robert A. Keane|person] and [Robert Keane|person].", ["Robert A. Keane", "Robert A. Keane"]),
        ("[Robert A. Keane|person] met [Robert B. Keane|person].", ["Robert A. Keane", "Robert B. Keane"]),
        (  # father and son
            "[Robert Keane Jr.|person] follows [Robert A. Keane|person]. The younger [Keane|person] smiled at"
            " the elder [Keane|person].",
            ["Robert Keane Jr.", "Robert A. Keane", "Robert Keane Jr.", "Robert A. Keane"],
        ),
        ("[Robert Keane Jr.|person] won. [Robert Keane|person] is mayor.", ["Robert Keane Jr.", "Robert Keane Jr."]),
        ("[Robert Keane|person], whom friends call [Bob|person].", ["Robert Keane", "Robert Keane"]),
        ("[Bob Keane|person] or [Robert Keane|person].", ["Robert Keane", "Robert Keane"]),
        ("[J. Smith|person], that is [John Smith|person].", ["John Smith", "John Smith"]),
        ("[Pieter van der Velde|person]. [Van der Velde|person].", ["Pieter van der Velde", "Pieter van der Velde"]),
        ("[Paulo Ferreira Lima|person] ran; [Ferreira|person] fell.", ["Paulo Ferreira Lima", "Paulo Ferreira Lima"]),
        ("[Mohammed al-Khatib|person] and [Al-Khatib|person].", ["Mohammed al-Khatib", "Mohammed al-Khatib"]),
        ("[K. R. Iyer|person], [KR Iyer|person], [Iyer|person].", ["K. R. Iyer"] * 3),
        ("[Mary Shaw|person] left. [Hale|person] stayed.", ["Mary Shaw", "Hale"]),
    ],
)  # fmt: skip
def test_people(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Busan Port Alliance|organisation] ([BPA|organisation]). [BPA|organisation]", ["Busan Port Alliance"] * 3),
        ("[BPA|organisation] ([Busan Port Alliance|organisation]).", ["Busan Port Alliance"] * 2),
        ("[Busan Port Alliance|organisation] met. The [BPA|organisation] voted.", ["Busan Port Alliance"] * 2),
        ("[Busan Port Alliance|organisation] met. The [KSA|organisation] voted.", ["Busan Port Alliance", "KSA"]),
        ("[Nippon Steel|organisation] is [Nippon Steel Corporation|organisation].", ["Nippon Steel"] * 2),
        ("[Harbour Rail|organisation] of [Harbour Rail Group|organisation].", ["Harbour Rail Group"] * 2),
        (  # one of two: nobody can tell
            "[Acme|organisation], [Acme Steel|organisation] and [Acme Foods|organisation].",
            ["Acme", "Acme Steel", "Acme Foods"],
        ),
        ("[Orka|organisation], formerly known as [Norsol|organisation]. [Norsol|organisation]", ["Orka"] * 3),
        (  # another body, not a short form
            "[United Nations|organisation] and [United Nations Command|organisation]",
            ["United Nations", "United Nations Command"],
        ),
        ("the [USS Hale Marsh|other], and the [Hale Marsh|other]", ["USS Hale Marsh"] * 2),
        ("[Santiago de Compostela|place] and [Santiago|place]", ["Santiago de Compostela"] * 2),
        ("[York|place] and [York Harbour|place]", ["York", "York Harbour"]),
    ],
)  # fmt: skip
def test_short_forms_and_acronyms(text: str, names: list[str]) -> None:
    assert names_in(text) == names


def test_a_people_is_its_country_and_one_without_country_stays_what_it_is() -> None:
    people, country, believers = entities_in("[Japanese|demonym=Japan] [Japan|place] [Muslims|demonym]")
    assert people is country
    assert (country.kind, country.name, country.aliases) == (EntityKind.PLACE, "Japan", ("Japanese",))
    assert (believers.kind, believers.name) == (EntityKind.OTHER, "Muslims")


def test_an_office_that_many_countries_have_is_told_apart_by_its_country() -> None:
    text = (
        "The [Brazilian|demonym=Brazil] [Foreign Ministry|organisation] wrote to [Chile|place]'s"
        " [Foreign Ministry|organisation]; the [Ministry of Foreign Affairs|organisation] of [Brazil|place] waits."
    )
    named = entities_in(text)
    assert [one.name for one in named if one.kind is EntityKind.ORGANISATION] == [
        "Foreign Ministry (Brazil)", "Foreign Ministry (Chile)", "Foreign Ministry (Brazil)"
    ]  # fmt: skip


def test_an_office_without_a_country_beside_it_is_that_of_the_articles_country() -> None:
    assert (
        names_in("[Brazil|place] waits. The [Foreign Ministry|organisation] said so.")[1] == "Foreign Ministry (Brazil)"
    )
    assert names_in("The [Foreign Ministry|organisation] said so.") == ["Foreign Ministry"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Georgia|place] borders [Alabama|place].", "Georgia (United States)"),
        ("[Georgia|place] and its capital [Tbilisi|place].", "Georgia"),
        ("[Paris|place], [Texas|place] is small.", "Paris (United States)"),
        ("[Paris|place] wrote to [Texas|place] and [Ohio|place].", "Paris"),  # so well known that more would be said
    ],
)
def test_places_that_share_a_name_are_told_apart_by_what_is_named_beside(text: str, name: str) -> None:
    assert names_in(text)[0] == name


def test_the_same_words_are_of_one_kind_unless_the_recogniser_is_sure() -> None:
    text = "[Leeds|organisation] won. [Leeds|organisation] sang. [Leeds|place] slept."
    assert {one.kind for one in entities_in(text, confidence=0.6)} == {EntityKind.ORGANISATION}
    assert [one.kind for one in entities_in(text, confidence=0.95)][2] is EntityKind.PLACE


_TEXT = "Kim Lee-jung (KAI) of South Korea's Navy met Robert A. Keane Jr. in Paris, Texas, formerly called U.S. Navy"


@given(st.lists(st.tuples(st.integers(0, len(_TEXT)), st.sampled_from(EntityKind)), max_size=12), st.booleans())
def test_every_mention_of_any_text_gets_one_entity_in_order(
    cuts: list[tuple[int, EntityKind]], is_people: bool
) -> None:
    ordered = sorted(cuts)
    mentions = [
        Mention(start, end, kind, is_people=is_people)
        for (start, kind), (end, _) in itertools.pairwise(ordered)
        if start < end
    ]
    linked = link_mentions("A title", _TEXT, mentions)
    assert [link.span for link in linked] == [Span(one.start, one.end) for one in mentions]
    assert all(link.entity.name not in link.entity.aliases for link in linked)
    assert all(link.entity.id.startswith(link.entity.kind) for link in linked)
