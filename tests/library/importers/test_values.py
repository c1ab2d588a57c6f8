"""Values of exports, of whatever type they come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.importers.values import name_of, names_of, tags_of, text_of, yes_of

ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        (["one", "#two", "three words", 4, None, ["deeper"]], ("one", "two", "three words", "4")),
        ("one, two words;three", ("one", "two words", "three")),
        ("two words", ("two words",)),
        ("#one #two", ("one", "two")),
        ('["one", "two"]', ("one", "two")),
        ("['one', 'two']", ("one", "two")),
        ({"one": {}, "two": {}}, ("one", "two")),
        ([{"name": "one"}, {"label": "two"}], ("one", "two")),
        ("[[One]], [[a|Two]]", ("One", "Two")),
        ("", ()),
        (None, ()),
        (True, ()),
    ],
)
def test_tags(value: object, tags: tuple[str, ...]) -> None:
    assert tags_of(value) == tags


def test_names() -> None:
    assert names_of([{"given": "Ann", "family": "Lee"}, "Jo Park", {"name": "The Daily"}, {}, None]) == (
        "Ann Lee",
        "Jo Park",
        "The Daily",
    )
    assert name_of({"literal": "Ann Lee"}) == "Ann Lee"
    assert text_of(10**5000) == ""


@pytest.mark.parametrize(
    ("value", "yes"),
    [(True, True), (1, True), ("1", True), ("Archive", True), ("yes", True), ("2025-01-01", True),
     (date(2025, 1, 1), True), (False, False), (0, False), ("unread", False), ("later", False), (None, None),
     ("perhaps", None), ([], None), (5, None)],
)  # fmt: skip
def test_yes_and_no(value: object, yes: bool | None) -> None:
    assert yes_of(value) is yes


@given(ANY)
def test_any_value_has_tags_names_and_an_answer(value: object) -> None:
    assert all(tags_of(value))
    assert all(names_of(value))
    assert yes_of(value) in (True, False, None)
    assert isinstance(name_of(value), str)
