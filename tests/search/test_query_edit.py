"""Conditions go into a query and out of it again, and the rest keeps its meaning."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reader.search.query import LONGEST, And, Condition, FromSource, parse_query
from reader.search.query_edit import conditions_of, has_condition, quoted, with_condition, without_condition
from tests.search.query_texts import TYPED

GEN = 'person:"Gen Nakatani"'
CONDITIONS = st.sampled_from(
    [GEN, "-is:read", "date:2025", "added:last week", 'source:"Space Weekly"', "has:person", "lang:de", "title:x", "x"]
)


@pytest.mark.parametrize(
    ("query", "narrowed"),
    [
        ("", GEN),
        ("  ", GEN),
        ("strike", f"strike {GEN}"),
        ("strike ", f"strike {GEN}"),
        ("strike OR march", f"(strike OR march) {GEN}"),
        ("(strike OR march)", f"(strike OR march) {GEN}"),
        ("a (strike OR march)", f"a (strike OR march) {GEN}"),
        ('"space coop', f'"space coop" {GEN}'),
        ("(a OR b", f"(a OR b) {GEN}"),
        ('title:("a b', f'title:("a b") {GEN}'),
        ('"to be OR', f'"to be OR" {GEN}'),
        ("strike OR", f"strike {GEN}"),
        ("strike NOT", f"strike {GEN}"),
        ("strike AND ", f"strike AND {GEN}"),
        ("title:", GEN),
        ("date:last", f"date:last {GEN}"),
        (f"{GEN} strike", f"{GEN} strike"),
        ('strike person:"gen nakatani"', 'strike person:"gen nakatani"'),
    ],
)
def test_a_condition_is_added_at_the_end(query: str, narrowed: str) -> None:
    assert with_condition(query, GEN) == narrowed
    assert has_condition(narrowed, GEN)


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        (f"strike {GEN}", "strike"),
        (f"{GEN} strike", "strike"),
        (f"strike {GEN} march", "strike march"),
        (f"strike AND {GEN}", "strike"),
        (f"{GEN} AND strike", "strike"),
        (f"strike AND {GEN} AND march", "strike AND march"),
        (f"(strike OR march) {GEN}", "strike OR march"),
        (f"(a OR b) (c OR d) {GEN}", "(a OR b) (c OR d)"),
        (f"{GEN} {GEN}", ""),
        ('a  Person: "gen nakatani"', "a"),
        (f'"a"{GEN}"b"', '"a" "b"'),
        (f"date:september {GEN} 2025", "(date:september) 2025"),
        (f"strike -{GEN}", f"strike -{GEN}"),
        (f"strike OR {GEN}", f"strike OR {GEN}"),
        ("strike person:Nakatani", "strike person:Nakatani"),
        ("", ""),
    ],
)
def test_a_condition_is_taken_away_with_what_joined_it(query: str, rest: str) -> None:
    assert without_condition(query, GEN) == rest
    assert has_condition(query, GEN) == (rest != query)


@pytest.mark.parametrize(
    ("query", "conditions"),
    [
        ("strike march", ()),
        (f"strike {GEN} -is:read", (GEN, "-is:read")),
        ("date:last week strike", ("date:last week",)),
        ('title:a lead:"b c" "d e" f*', ("title:a", 'lead:"b c"')),
        ("NOT lang:de source:desk has:person", ("NOT lang:de", "source:desk", "has:person")),
        ("(strike OR march) tag:x", ("tag:x",)),
        (f"strike OR {GEN}", ()),
        ("title:(a OR b)", ()),
        ('person:"Gen Nakatani', ('person:"Gen Nakatani',)),
    ],
)
def test_the_conditions_are_those_that_must_all_be_so(query: str, conditions: tuple[str, ...]) -> None:
    assert conditions_of(query) == conditions


@pytest.mark.parametrize(
    ("value", "condition"),
    [
        ("Gen Nakatani", 'person:"Gen Nakatani"'),
        ('The "Real"  News', 'person:"The Real News"'),
        ("“Kim”", 'person:"Kim"'),
        ('צה"ל', 'person:"צה"ל"'),
        ("a (b) -c", 'person:"a (b) -c"'),
    ],
)
def test_a_condition_is_written_safely(value: str, condition: str) -> None:
    assert quoted("person", value) == condition


def test_a_query_that_would_become_too_long_stays_as_it_is() -> None:
    query = "word " * (LONGEST // 5)
    assert with_condition(query, GEN) == query
    assert without_condition(f"{query} {GEN}", GEN) == f"{query} {GEN}"


def test_what_is_no_condition_changes_nothing() -> None:
    assert with_condition("strike", "person:") == "strike"
    assert without_condition("strike", "") == "strike"
    assert not has_condition("strike", "")


@given(st.text(max_size=20))
def test_whatever_is_quoted_is_read_as_one_condition(value: str) -> None:
    for field, kind in (("person", Condition), ("source", FromSource)):
        query = parse_query(f"a {quoted(field, value)} b")
        assert isinstance(query.root, And)
        assert len(query.root.parts) == 2 or isinstance(query.root.parts[1], kind)


@given(TYPED, CONDITIONS)
@example("date:september person:x 2025", "person:x")
@example("(a OR b) (c OR d", GEN)
def test_what_was_added_and_taken_away_leaves_the_meaning(query: str, condition: str) -> None:
    assume(not has_condition(query, condition))
    narrowed = with_condition(query, condition)
    assert has_condition(narrowed, condition) or narrowed == query
    assert parse_query(without_condition(narrowed, condition)).root == parse_query(query).root


@given(TYPED)
def test_every_condition_that_is_named_can_be_taken_away(query: str) -> None:
    for condition in conditions_of(query):
        assert has_condition(query, condition)
        rest = without_condition(query, condition)
        assert not has_condition(rest, condition) or rest == query


@given(st.lists(st.sampled_from(["a", "b OR c", "(d OR e)", GEN, "-is:read", "date:last week"]), max_size=6))
def test_in_a_well_formed_query_every_condition_can_be_added_and_taken_away(parts: list[str]) -> None:
    query = " ".join(parts)
    assert has_condition(with_condition(query, "lang:de"), "lang:de")
    for condition in conditions_of(query):
        query = without_condition(query, condition)
    assert conditions_of(query) == ()


def test_names_of_tags_are_compared_with_their_signs() -> None:
    assert has_condition("strike tag:Café", 'tag:"cafe"')
    assert not has_condition("strike tag:c", 'tag:"C++"')
    assert with_condition("strike tag:c", 'tag:"C++"') == 'strike tag:c tag:"C++"'
    assert without_condition('strike tag:c tag:"C++"', 'tag:"c++"') == "strike tag:c"
    assert not has_condition("tag:wat*", "tag:wat")
