"""What was typed, how it was understood, and what was said about it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.query import LONGEST, And, Condition, Dated, Not, Or, Phrase, Word, parse_query
from reader.search.query_dates import parse_dates
from reader.search.query_words import QUERY_HELP, in_words

a, b, c = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("a", a),
        ("a b c", And((a, b, c))),
        ("a AND b", And((a, b))),
        ("a b OR c", Or((And((a, b)), c))),
        ("(a OR b) c", And((Or((a, b)), c))),
        ("（a OR b） c", And((Or((a, b)), c))),
        ("a -b", And((a, Not(b)))),
        ("a NOT b", And((a, Not(b)))),
        ("NOT NOT a", a),
        ("-(a b)", Not(And((a, b)))),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ("trade-off", Word("trade-off")),
        ("coop*", Word("coop", prefix=True)),
        ('"a b"', Phrase("a b")),
        ("“a b” «c»", And((Phrase("a b"), Phrase("c")))),
        ('"a b"~5', Phrase("a b", near=5)),
        ('"a b"~', Phrase("a b", near=10)),
        ('צה"ל', Word('צה"ל')),
        ("title:a", Word("a", "title")),
        ("TITLE: a b", And((Word("a", "title"), b))),
        ('lead:"a b"', Phrase("a b", "lead")),
        ("title:(a OR b) c", And((Or((Word("a", "title"), Word("b", "title"))), c))),
        ("source:a author:b*", And((Word("a", "source"), Word("b", "author", prefix=True)))),
        ('person:"Gen Nakatani"', Condition("person", "Gen Nakatani")),
        ("Org:NATO OR is:unread", Or((Condition("org", "NATO"), Condition("is", "unread")))),
        ("", None),
        (" \t", None),
    ],
)
def test_what_was_typed_is_read_without_a_problem(typed: str, root: object) -> None:
    query = parse_query(typed)
    assert query.root == root
    assert query.problem == ""


@pytest.mark.parametrize(
    ("typed", "root", "problem"),
    [
        ('"a b', Phrase("a b"), "quote was never closed"),
        ("(a b", And((a, b)), "“(” was never closed"),
        ("a) b", And((a, b)), "“)” without a “(”"),
        ("a OR", a, "OR with nothing beside it"),
        ("OR a", a, "OR with nothing beside it"),
        ("a AND AND b", And((a, b)), "AND with nothing beside it"),
        ("NOT", None, "NOT with nothing after it"),
        ("person: OR a", a, "“person:” needs a word"),
        ("title:", None, "“title:” needs a word"),
        ("http://a", Word("http://a"), "no field “http:”"),
        ("note:this", Word("note:this"), "no field “note:”"),
        ("date:2025-13", Word("2025-13"), "“2025-13” is not a date"),
        ("te*t", Word("te*t"), "“*” stands for the rest of a word"),
        ("***", None, "no word in it"),
        ("(" * 90 + "a" + ")" * 90, a, "too many parentheses"),
    ],
)
def test_what_makes_no_sense_is_read_as_far_as_possible_and_named(typed: str, root: object, problem: str) -> None:
    query = parse_query(typed)
    assert query.root == root
    assert problem in query.problem


@pytest.mark.parametrize("typed", ['"a b', "(a b", "a OR", "a AND", "title:", "a NOT", "person:"])
def test_while_typing_what_is_only_unfinished_is_no_problem(typed: str) -> None:
    assert parse_query(typed, typing=True).problem == ""


def test_while_typing_only_the_last_word_may_go_on() -> None:
    assert parse_query("a b", typing=True).root == And((a, Word("b", unfinished=True)))
    assert parse_query("a b ", typing=True).root == And((a, b))
    assert parse_query('"a b', typing=True).root == Phrase("a b", unfinished=True)
    assert parse_query('"a b"', typing=True).root == Phrase("a b")
    assert parse_query("a -b", typing=True).root == And((a, Not(b)))


def test_an_overlong_query_is_cut_between_two_words() -> None:
    query = parse_query("word " * 1000)
    assert isinstance(query.root, And)
    assert set(query.root.parts) == {Word("word")}
    assert f"{LONGEST:,}" in query.problem


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-9-8", date(2025, 9, 8), date(2025, 9, 8)),
        ("2025-09-01..2025-09-30", date(2025, 9, 1), date(2025, 9, 30)),
        ("2026..2025", date(2025, 1, 1), date(2026, 12, 31)),
        ("2025-06..", date(2025, 6, 1), None),
        ("..2024", None, date(2024, 12, 31)),
        (">2025-06", date(2025, 7, 1), None),
        (">=2025-06", date(2025, 6, 1), None),
        ("<2024", None, date(2023, 12, 31)),
        ("<=2024", None, date(2024, 12, 31)),
    ],
)
def test_dates_and_ranges_include_both_ends(typed: str, first: date | None, last: date | None) -> None:
    span = parse_dates(typed)
    assert span is not None
    assert (span.first, span.last) == (first, last)
    assert parse_query(f"date:{typed}").root == Dated(span)


@pytest.mark.parametrize("typed", ["2025-13", "2025-02-30", "..", "soon", ">", "0000", "<0001", ">9999", "2025..x"])
def test_what_is_not_a_date_is_not_guessed(typed: str) -> None:
    assert parse_dates(typed) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("space cooperation person:Nakatani", "with “space” and “cooperation”, naming a person “Nakatani”"),
        ("a OR b OR c", "with “a”, “b” or “c”"),
        ("a -b -c", "with “a”, without “b” or “c”"),
        ("-a", "without “a”"),
        ("a -(b OR c)", "with “a”, without “b” or “c”"),
        ("a -(b c)", "with “a”, not (with “b” and “c”)"),
        ('title:"a b" coop*', "with the phrase “a b” in the title and words beginning “coop”"),
        ("a OR (b place:Seoul)", "with “a” or (with “b”, naming a place “Seoul”)"),
        ("date:2025-09-08 -is:read", "published on 8 September 2025, that are not read"),
        ("date:>2025-06", "published after June 2025"),
        ('"a b"~5', "with the words “a b” near each other"),
        ("note: a", "with “note” and “a”"),
    ],
)
def test_a_query_is_told_in_words(typed: str, words: str) -> None:
    assert in_words(parse_query(typed).root) == f"articles {words}"


def test_an_empty_query_has_no_words() -> None:
    assert in_words(None) == ""


@pytest.mark.parametrize("example", [example for example, _ in QUERY_HELP])
def test_every_example_of_the_help_is_understood(example: str) -> None:
    query = parse_query(example)
    assert query.root is not None
    assert query.problem == ""


PIECES = st.sampled_from(
    [*'()"-*~:.', " ", "AND", "OR", "NOT", "title:", "date:", "is:", "2025", "..", ">", "x", "word", "“", "”", "日本"]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join), st.booleans())
def test_no_text_is_too_strange(typed: str, typing: bool) -> None:
    query = parse_query(typed, typing=typing)
    assert in_words(query.root).startswith("articles ") == (query.root is not None)
