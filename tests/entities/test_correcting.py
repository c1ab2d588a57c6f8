"""What the reader said of names, replayed: each action here and everywhere, in its order, and taken back."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import ArticleId, Span
from reader.entities.correcting import Correcting
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.correction_targets import Naming, leading_to
from reader.entities.identity import entity_id
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention, MentionSource

PERSON, PLACE, ORGANISATION, OTHER = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER
RENAME, RETYPE, MERGE = CorrectionAction.RENAME, CorrectionAction.RETYPE, CorrectionAction.MERGE
SPLIT, HIDE, ADD = CorrectionAction.SPLIT, CorrectionAction.HIDE, CorrectionAction.ADD
HERE, THERE = ArticleId("here"), ArticleId("there")

NAKATANI = Entity(EntityId("person:gen nakatani"), PERSON, "Gen Nakatani", ("Nakatani",))
KIM = Entity(EntityId("person:dae jung kim"), PERSON, "Kim Dae-jung", ("Kim",))
PARIS = Entity(EntityId("person:paris"), PERSON, "Paris")
KAI = Entity(EntityId("organisation:kai"), ORGANISATION, "KAI")
KOREA = EntityId("organisation:korea aerospace industries")
KNOWN = {entity.name: entity for entity in (NAKATANI, KIM, PARIS, KAI)}
TITLE = "[Gen Nakatani] in [Paris]"
TEXT = "[Nakatani=Gen Nakatani] met [Kim Dae-jung]. Later [Kim=Kim Dae-jung] of [KAI] left [Paris] for Mount Fuji."

Shown = list[tuple[str, str]]


def read(marked: str, *, in_title: bool) -> tuple[str, list[LinkedMention]]:
    """A text without its marks, and the mentions they make: "[form=name]" or "[name]"."""
    plain, mentions = "", []
    for before, form, name in re.findall(r"([^\[\]]*)(?:\[([^\]=]+)(?:=([^\]]+))?\])?", marked):
        plain += before
        if form:
            span = Span(len(plain), len(plain) + len(form))
            mentions.append(LinkedMention(span, KNOWN[name or form], in_title, 0.9))
            plain += form
    return plain, mentions


PLAIN_TITLE, IN_TITLE = read(TITLE, in_title=True)
PLAIN_TEXT, IN_TEXT = read(TEXT, in_title=False)
LINKED = [*IN_TITLE, *IN_TEXT]


def corrected(*rules: Correction, article: ArticleId = HERE) -> tuple[LinkedMention, ...]:
    return Correcting(rules).apply(article, PLAIN_TITLE, PLAIN_TEXT, LINKED)


def form(mention: LinkedMention) -> str:
    return (PLAIN_TITLE if mention.in_title else PLAIN_TEXT)[mention.span.start : mention.span.end]


def shown(*rules: Correction, article: ArticleId = HERE) -> Shown:
    return [(form(one), one.entity.name) for one in corrected(*rules, article=article)]


def entity(name: str, *rules: Correction) -> Entity:
    """The entity of this name after corrections; everywhere the same."""
    (found,) = {one.entity for one in corrected(*rules) if one.entity.name == name}
    return found


UNTOUCHED = shown()


def test_without_rules_that_concern_the_article_names_stay_as_they_were_found() -> None:
    assert corrected() == tuple(LINKED)
    elsewhere = Correction(HIDE, KIM.id, article_id=THERE)
    assert corrected(elsewhere, Correction(HIDE, EntityId("person:nobody"))) == tuple(LINKED)


def test_a_renamed_entity_has_its_old_name_as_another_form() -> None:
    rule = Correction(RENAME, NAKATANI.id, to_name="Nakatani Gen")
    assert entity("Nakatani Gen", rule) == Entity(NAKATANI.id, PERSON, "Nakatani Gen", ("Gen Nakatani", "Nakatani"))


def test_another_kind_leaves_the_id() -> None:
    assert entity("Paris", Correction(RETYPE, PARIS.id, to_kind=PLACE)) == Entity(PARIS.id, PLACE, "Paris")


def test_renamed_in_one_article_it_is_somebody_else_there() -> None:
    rule = Correction(RENAME, PARIS.id, "Paris", HERE, to_name="Paris Jackson")
    assert entity("Paris Jackson", rule).id == entity_id(PERSON, "Paris Jackson")
    assert shown(rule, article=THERE) == UNTOUCHED
    rule = Correction(RETYPE, PARIS.id, "Paris", HERE, to_kind=PLACE)
    assert entity("Paris", rule) == Entity(entity_id(PLACE, "Paris"), PLACE, "Paris")


def test_a_merged_entity_is_the_other_one_under_its_name() -> None:
    rule = Correction(MERGE, KAI.id, "KAI", to_id=KOREA, to_name="Korea Aerospace Industries", to_kind=ORGANISATION)
    assert entity("Korea Aerospace Industries", rule) == Entity(
        KOREA, ORGANISATION, "Korea Aerospace Industries", ("KAI",)
    )
    # where the other one occurs too, it is called as there
    into_kim = Correction(MERGE, NAKATANI.id, to_id=KIM.id, to_name="As it was called once")
    assert entity("Kim Dae-jung", into_kim).aliases == ("Gen Nakatani", "Nakatani", "Kim")


def test_a_chain_of_merges_is_followed_in_either_order() -> None:
    first = Correction(MERGE, KAI.id, to_id=KIM.id)
    second = Correction(MERGE, KIM.id, to_id=NAKATANI.id)
    for rules in ((first, second), (second, first)):
        assert {name for _, name in shown(*rules)} == {"Gen Nakatani", "Paris"}


def test_merging_in_a_circle_ends_and_the_later_one_counts() -> None:
    there, back = Correction(MERGE, KAI.id, to_id=KIM.id), Correction(MERGE, KIM.id, to_id=KAI.id)
    assert {name for _, name in shown(there, back)} == {"Gen Nakatani", "Paris", "KAI"}
    assert {name for _, name in shown(back, there)} == {"Gen Nakatani", "Paris", "Kim Dae-jung"}
    assert shown(Correction(MERGE, KAI.id, to_id=KAI.id)) == UNTOUCHED


def test_a_rename_after_a_merge_holds_for_all_that_was_merged() -> None:
    rules = (Correction(MERGE, KAI.id, to_id=KOREA, to_name="Korea A"), Correction(RENAME, KOREA, to_name="Korea B"))
    assert ("KAI", "Korea B") in shown(*rules)
    assert Correcting(rules).names == {KOREA: Naming("Korea B")}


def test_one_form_is_split_off() -> None:
    rule = Correction(SPLIT, KIM.id, form="kim", to_id=EntityId("person:kim"), to_name="Kim Yong-hyun", to_kind=PERSON)
    assert entity("Kim Yong-hyun", rule) == Entity(EntityId("person:kim"), PERSON, "Kim Yong-hyun", ("Kim",))
    assert entity("Kim Dae-jung", rule) == Entity(KIM.id, PERSON, "Kim Dae-jung")


def test_in_one_article_all_of_it_can_be_split_off() -> None:
    rule = Correction(SPLIT, KIM.id, article_id=HERE, to_id=EntityId("person:x"), to_name="X")
    assert entity("X", rule).aliases == ("Kim Dae-jung", "Kim")
    assert shown(rule, article=THERE) == UNTOUCHED


def test_what_was_merged_by_mistake_can_be_split_off_again() -> None:
    rules = (
        Correction(MERGE, KAI.id, to_id=KIM.id),
        Correction(SPLIT, KIM.id, form="KAI", to_id=KAI.id, to_name="KAI"),
    )
    assert shown(*rules) == UNTOUCHED
    to_kai = Correction(MERGE, PARIS.id, to_id=KAI.id)
    assert ("Paris", "KAI") in shown(*rules, to_kai)


def test_a_hidden_name_is_hidden_with_its_surname_and_in_the_title() -> None:
    assert [name for _, name in shown(Correction(HIDE, NAKATANI.id))] == [
        "Paris", "Kim Dae-jung", "Kim Dae-jung", "KAI", "Paris",
    ]  # fmt: skip
    assert shown(Correction(HIDE, NAKATANI.id, article_id=THERE)) == UNTOUCHED


def test_an_added_name_is_found_everywhere_and_its_entity_is_made() -> None:
    rule = Correction(ADD, form="Mount Fuji", to_id=EntityId("place:mt fuji"), to_name="Mount Fuji", to_kind=PLACE)
    added = corrected(rule)[-1]
    assert form(added) == "Mount Fuji"
    assert added.entity == Entity(EntityId("place:mt fuji"), PLACE, "Mount Fuji")
    assert (added.source, added.confidence) == (MentionSource.CORRECTION, 1.0)
    assert shown(rule, article=THERE) == shown(rule)
    assert shown(rule._replace(article_id=THERE)) == UNTOUCHED
    assert entity("Mount Fuji", rule._replace(to_id=EntityId(""))).id == entity_id(PLACE, "Mount Fuji")


def test_an_added_name_beats_what_was_found_and_cuts_no_name_in_two() -> None:
    rules = [Correction(ADD, form="Gen", to_id=EntityId("other:gen"), to_name="Gen", to_kind=OTHER)]
    assert shown(*rules)[0] == ("Gen", "Gen")
    rules.append(Correction(ADD, form="Kim Dae-jung. Later Kim", to_id=EntityId("other:x"), to_name="X"))
    assert shown(*rules)[2:4] == [("Nakatani", "Gen Nakatani"), ("Kim Dae-jung. Later Kim", "X")]


def test_of_added_names_over_one_another_the_longest_counts_and_of_equals_the_later() -> None:
    short = Correction(ADD, form="Mount", to_id=EntityId("other:mount"), to_name="Short")
    long = Correction(ADD, form="Mount Fuji", to_id=EntityId("place:fuji"), to_name="Long")
    assert shown(short, long)[-1] == shown(long, short)[-1] == ("Mount Fuji", "Long")
    assert shown(long, long._replace(to_id=EntityId("place:other"), to_name="Later"))[-1] == ("Mount Fuji", "Later")
    assert shown(long, Correction(HIDE, EntityId("place:fuji")), short)[-1] == ("Mount", "Short")


def test_an_added_name_means_whom_earlier_merges_made_of_it() -> None:
    merged = Correction(MERGE, KAI.id, to_id=KOREA, to_name="Korea")
    added = Correction(ADD, form="Mount Fuji", to_id=KAI.id, to_name="KAI")
    assert shown(merged, added)[-1] == ("Mount Fuji", "Korea")
    assert shown(added, merged)[-1] == ("Mount Fuji", "Korea")


def test_the_name_the_library_knows_goes_before_the_one_remembered() -> None:
    rule = Correction(MERGE, KAI.id, to_id=KOREA, to_name="As it was called once")
    known = {KOREA: Entity(KOREA, ORGANISATION, "Korea Aerospace Industries")}
    found = Correcting([rule]).apply(HERE, PLAIN_TITLE, PLAIN_TEXT, LINKED, known.get)
    assert "Korea Aerospace Industries" in {one.entity.name for one in found}


def test_who_may_have_become_an_entity_is_known() -> None:
    rules = [Correction(MERGE, KAI.id, to_id=KIM.id), Correction(MERGE, KIM.id, to_id=NAKATANI.id)]
    assert leading_to([NAKATANI.id], rules) == {KAI.id, KIM.id, NAKATANI.id}
    assert leading_to([KIM.id], rules) == {KAI.id, KIM.id}


IDS = [*(one.id for one in KNOWN.values()), KOREA, EntityId("strange"), EntityId("")]
RULES = st.builds(
    Correction,
    action=st.sampled_from(CorrectionAction),
    entity_id=st.sampled_from(IDS),
    entity_name=st.just("Somebody"),
    article_id=st.sampled_from([ArticleId(""), HERE, THERE]),
    form=st.sampled_from(["", "Kim", "kim", "Gen", "Nakatani met Kim", "Dae-jung. Later", "Fuji", "Mount Fuji", "in"]),
    to_id=st.sampled_from(IDS),
    to_name=st.sampled_from(["", "Kim", "Other"]),
    to_kind=st.sampled_from([None, *EntityKind]),
)


def places(mentions: Sequence[LinkedMention]) -> list[tuple[bool, int, int]]:
    return [(not one.in_title, one.span.start, one.span.end) for one in mentions]


@given(st.lists(RULES, max_size=8))
def test_whatever_is_said_names_keep_their_order_and_never_overlap(rules: list[Correction]) -> None:
    found = corrected(*rules)
    for before, after in zip(places(found), places(found)[1:], strict=False):
        assert before[0] < after[0] or before[2] <= after[1]
    assert all(0 <= one.span.start < one.span.end <= len(PLAIN_TITLE if one.in_title else PLAIN_TEXT) for one in found)
    assert len({one.entity for one in found}) == len({one.entity.id for one in found})
    assert all(one.entity.name and one.entity.name not in one.entity.aliases for one in found)
    assert not {one.entity.id for one in found} & {""}


@given(st.lists(RULES, max_size=6), st.integers(0, 6))
def test_undoing_restores_what_was_and_rules_for_other_articles_count_nothing(
    rules: list[Correction], split: int
) -> None:
    elsewhere = [rule for rule in rules if rule.article_id != THERE]
    # (what a rule for another article calls somebody may be all that is known of them)
    assert [(one.span, one.entity.id) for one in corrected(*rules)] == [
        (one.span, one.entity.id) for one in corrected(*elsewhere)
    ]
    before = corrected(*rules[:split])
    corrected(*rules)
    assert corrected(*rules[:split]) == before


@given(st.lists(RULES.filter(lambda rule: rule.action in (ADD, RENAME, RETYPE) and not rule.article_id), max_size=6))
def test_what_names_and_adds_changes_nothing_more_the_second_time(rules: list[Correction]) -> None:
    once = corrected(*rules)
    twice = Correcting(rules).apply(HERE, PLAIN_TITLE, PLAIN_TEXT, once)
    assert [(one.span, one.entity.id, one.entity.name) for one in twice] == [
        (one.span, one.entity.id, one.entity.name) for one in once
    ]


@given(st.lists(RULES, max_size=6))
def test_each_rule_works_on_what_the_ones_before_it_made(rules: list[Correction]) -> None:
    """The quick replay, which looks only at rules that concern the article, equals one rule after the other."""
    rules = [rule for rule in rules if rule.action in (HIDE, SPLIT) or (rule.action is RENAME and not rule.article_id)]
    step: Sequence[LinkedMention] = LINKED
    for rule in rules:
        step = Correcting([rule]).apply(HERE, PLAIN_TITLE, PLAIN_TEXT, step)
    assert [(one.span, one.entity.id) for one in step] == [(one.span, one.entity.id) for one in corrected(*rules)]
