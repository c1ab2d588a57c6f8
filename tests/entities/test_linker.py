"""Which mentions of an article mean the same."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.entities.gazetteer import load_gazetteer
from reader.entities.linker import entity_id, link_mentions
from reader.entities.mention import Entity, EntityKind
from reader.entities.recognizer import RuleRecognizer

RECOGNIZER = RuleRecognizer(load_gazetteer(Path(__file__).resolve().parents[2] / "resources" / "entities"))


def entities_in(text: str) -> list[Entity]:
    """The entity of each mention, in order."""
    return [linked.entity for linked in link_mentions(text, RECOGNIZER.mentions_in(text))]


def names_in(text: str) -> list[str]:
    return [entity.name for entity in entities_in(text)]


def test_a_surname_means_the_person_named_in_full() -> None:
    first, second = entities_in("Tokyo sent nobody. It was Gen Nakatani who came. Then Nakatani left.")[1:]
    assert first is second
    assert first == Entity(
        id=entity_id(EntityKind.PERSON, "Gen Nakatani"),
        kind=EntityKind.PERSON,
        name="Gen Nakatani",
        aliases=("Nakatani",),
    )


def test_two_people_of_one_family_name_stay_apart_and_the_nearer_is_meant() -> None:
    text = "Kim Dae-jung spoke. Later Kim left. Then Kim Yong-hyun spoke, and Kim was heard."
    assert names_in(text) == ["Kim Dae-jung", "Kim Dae-jung", "Kim Yong-hyun", "Kim Yong-hyun"]


def test_the_order_of_family_and_given_name_makes_no_other_person() -> None:
    assert names_in("It was Gen Nakatani. In Japan he is Nakatani Gen.") == ["Gen Nakatani", "Japan", "Gen Nakatani"]


def test_a_short_form_in_brackets_means_the_name_before_it() -> None:
    text = "The Busan Shipping Alliance (BSA) met. Members of the BSA voted."
    assert names_in(text) == ["Busan Shipping Alliance"] * 3


def test_known_short_forms_and_peoples_mean_one_entity() -> None:
    assert set(names_in("The US, the United States and the U.S. and the Americans")) == {"United States"}
    assert set(names_in("He left the UN for the United Nations.")) == {"United Nations"}
    assert set(names_in("The DPRK and North Korean troops.")) == {"North Korea"}
    assert set(names_in("He left the KMT for the Kuomintang.")) == {"Kuomintang"}


def test_ids_are_kind_and_folded_name() -> None:
    assert entity_id(EntityKind.PERSON, "Viktor  Orbán") == "person:viktor orban"
    assert entity_id(EntityKind.PLACE, "Sana’a") == entity_id(EntityKind.PLACE, "Sana'a")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("AKim Lee-jU.S.()’s Gen N\n"), max_size=80))
def test_every_mention_of_any_text_gets_one_entity_in_order(text: str) -> None:
    mentions = RECOGNIZER.mentions_in(text)
    linked = link_mentions(text, mentions)
    assert [link.span for link in linked] == [mention.span for mention in mentions]
    assert all(link.entity.name not in link.entity.aliases for link in linked)
    assert all(link.entity.id.startswith(link.entity.kind) for link in linked)
