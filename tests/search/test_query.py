"""What was typed, and how it was understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.query import (
    LONGEST,
    And,
    Condition,
    Dated,
    FromSource,
    Having,
    InLanguage,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    map_conditions,
    parse_query,
    words_instead,
)
from reader.search.query_dates import DateSpan
from reader.search.query_words import in_words
from tests.search.query_texts import TYPED

a, b, c = Word("a"), Word("b"), Word("c")
TODAY = date(2025, 9, 10)  # a Wednesday
LAST_WEEK = DateSpan(date(2025, 9, 1), date(2025, 9, 7), "last week")
SEPTEMBER_8 = DateSpan(date(2025, 9, 8), date(2025, 9, 8), "on 8 September 2025")


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
        ("भारती*", Word("भारती", prefix=True)),
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
        ("", None),
        (" \t", None),
    ],
)
def test_what_was_typed_is_read_without_a_problem(typed: str, root: object) -> None:
    query = parse_query(typed)
    assert query.root == root
    assert query.problem == ""


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("person:Nakatani", Condition("person", "Nakatani")),
        ('person:"Gen  Nakatani"', Condition("person", "Gen Nakatani", exact=True)),
        ('-place:"Seoul"', Not(Condition("place", "Seoul", exact=True))),
        ("Org:NATO OR is:unread", Or((Condition("org", "NATO"), Condition("is", "unread")))),
        ("organisation:NATO", Condition("org", "NATO")),
        ("name:Ulsan entity:Ulsan", And((Condition("name", "Ulsan"), Condition("name", "Ulsan")))),
        ("person:(Kim OR Lee)", Or((Condition("person", "Kim"), Condition("person", "Lee")))),
        ('is:"read"', Condition("is", "read")),
        ("tag:later has:note", And((Condition("tag", "later", exact=True), Condition("has", "note")))),
        ('tag:"climate policy"', Condition("tag", "climate policy", exact=True)),
        ('tag:wat* tag:"a b"*', And((Condition("tag", "wat"), Condition("tag", "a b")))),
        ("tag:C++", Condition("tag", "C++", exact=True)),
        ("tagged:❤", Condition("tag", "❤", exact=True)),
        ('tag:"wat*"', Condition("tag", "wat*", exact=True)),
        ('note:flood -note:"a b"', And((Condition("note", "flood", True), Not(Condition("note", "a b", True))))),
        ("tag:(water OR #1)", Or((Condition("tag", "water", exact=True), Condition("tag", "#1", exact=True)))),
        ("has:tags has:highlight has:Links", And(tuple(Condition("has", w) for w in ("tag", "highlight", "link")))),
        ("has:person has:people", And((Having("person"), Having("person")))),
        ("has:org has:place", And((Having("organisation"), Having("place")))),
        ("has:names has:other", And((Having("name"), Having("other")))),
        ("has:date -has:author has:source", And((Having("date"), Not(Having("author")), Having("source")))),
        ("has:purple", Condition("has", "purple")),
        ('source:"Space Weekly"', FromSource("Space Weekly")),
        ('source:("Space Weekly" OR desk)', Or((FromSource("Space Weekly"), Word("desk", "source")))),
        ('source:"Space Weekly"~3', Phrase("Space Weekly", "source", near=3)),
        ("lang:de", InLanguage("de")),
        ("language:German OR lang:日本語", Or((InLanguage("de"), InLanguage("ja")))),
        ('lang:"Bahasa Indonesia"', InLanguage("id")),
    ],
)
def test_a_field_asks_for_more_than_words(typed: str, root: object) -> None:
    query = parse_query(typed)
    assert query.root == root
    assert query.problem == ""


@pytest.mark.parametrize(
    ("typed", "edits"),
    [("radar~", 1), ("missile~", 2), ("missile~1", 1), ("radar~2", 2), ("sea~", 1), ("radars’~", 2), ("radar～", 1)],
)
def test_a_tilde_asks_for_words_spelled_nearly_so(typed: str, edits: int) -> None:
    query = parse_query(typed)
    assert query.root == Word(typed.rstrip("～~12"), edits=edits)
    assert query.problem == ""


@pytest.mark.parametrize("typed", ["ab~", "日本~", "e-mail~1"])
def test_short_words_and_words_without_letters_are_looked_for_as_they_stand(typed: str) -> None:
    query = parse_query(typed)
    assert query.root == Word(typed.partition("~")[0])
    assert "“~”" in query.problem


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("date:last week a", And((Dated(LAST_WEEK), a))),
        ("date:last-week a", And((Dated(LAST_WEEK), a))),
        ('date:"last week" a', And((Dated(LAST_WEEK), a))),
        ("added:last week", Dated(LAST_WEEK, "added")),
        ("-date:last week a", And((Not(Dated(LAST_WEEK)), a))),
        ("(date:last week) a", And((Dated(LAST_WEEK), a))),
        ("date:8 September 2025 a", And((Dated(SEPTEMBER_8), a))),
        ("date:September 8, 2025", Dated(SEPTEMBER_8)),
        ("published:2025-09-08", Dated(SEPTEMBER_8)),
        ("date:2025-09-08 2024", And((Dated(SEPTEMBER_8), Word("2024")))),
        ("date:2025-09-08 -2024", And((Dated(SEPTEMBER_8), Not(Word("2024"))))),
        ("date:2025-09-08 OR added:last week", Or((Dated(SEPTEMBER_8), Dated(LAST_WEEK, "added")))),
        ("date:2025-09-01 .. 2025-09-30", Dated(DateSpan(date(2025, 9, 1), date(2025, 9, 30),
                                                         "from 1 September 2025 to 30 September 2025"))),
        ("date:> last week", Dated(DateSpan(date(2025, 9, 8), None, "after last week"))),
    ],
)  # fmt: skip
def test_further_words_belong_to_a_date_when_they_complete_it(typed: str, root: object) -> None:
    query = parse_query(typed, today=TODAY)
    assert query.root == root
    assert query.problem == ""


def test_without_another_day_dates_count_from_today() -> None:
    before = date.today()
    found = parse_query("date:today").root
    assert found in [parse_query("date:today", today=day).root for day in (before, date.today())]  # midnight may pass


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
        ("has:- a", a, "“has:” needs a word"),
        ("title:", None, "“title:” needs a word"),
        ("http://a", Word("http://a"), "no field “http:”"),
        ("memo:this", Word("memo:this"), "no field “memo:”"),
        ("tag:", None, "“tag:” needs a word after it"),
        ("tag:*", None, "“tag:” needs a word after it"),
        ("date:2025-13", Word("2025-13"), "“2025-13” is not a date"),
        ('added:"some day"', Phrase("some day"), "“some day” is not a date"),
        ("date:last a", And((Word("last"), a)), "“last” is not a date"),
        ("lang:Klingon", Word("Klingon"), "“Klingon” is not a language"),
        ('person:"a b"~5', Condition("person", "a b", exact=True), "“~” after a name"),
        ("radar~7", Word("radar", edits=2), "At most two letters"),
        ("te*t", Word("te*t"), "“*” stands for the rest of a word"),
        ("rada*~", Word("rada", edits=1), "“*” stands for the rest of a word"),
        ("***", None, "no word in it"),
        ("(" * 90 + "a" + ")" * 90, a, "too many parentheses"),
    ],
)
def test_what_makes_no_sense_is_read_as_far_as_possible_and_named(typed: str, root: object, problem: str) -> None:
    query = parse_query(typed)
    assert query.root == root
    assert problem in query.problem


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ('"a b', Phrase("a b")),
        ("(alpha beta", And((Word("alpha"), Word("beta", unfinished=True)))),
        ("a OR", a),
        ("a AND", a),
        ("a title:", a),
        ("a NOT", a),
        ("a person:", a),
        ('person:"Gen Naka', Condition("person", "Gen Naka")),
        ("a date:la", a),
        ("a date:last 3", a),
        ('a added:"last we', a),
        ("a date:2025-0", a),
        ("a date:2025..", And((a, Dated(DateSpan(date(2025, 1, 1), None, "from 2025 on"))))),
        ("a lang:ger", a),
    ],
)
def test_while_typing_what_is_only_unfinished_is_no_problem(typed: str, root: object) -> None:
    query = parse_query(typed, typing=True)
    assert query.root == root
    assert query.problem == ""


@pytest.mark.parametrize("typed", ["a date:2025-13", "a date:soon", "a date:la b", "a lang:xyz"])
def test_while_typing_what_cannot_become_right_any_more_is_named(typed: str) -> None:
    assert "is not a" in parse_query(typed, typing=True).problem


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("one two", And((Word("one"), Word("two", unfinished=True)))),
        ("one two ", And((Word("one"), Word("two")))),
        ("one tw", And((Word("one"), Or((Word("tw"), Word("tw", "title", prefix=True)))))),  # too short for texts
        ("title:tw", Word("tw", "title", unfinished=True)),
        ("lead:tw", Word("tw", "lead")),
        ("one 日", And((Word("one"), Word("日", unfinished=True)))),
        ("भारती", Word("भारती", unfinished=True)),
        ('"one two', Phrase("one two", unfinished=True)),
        ('"one two ', Phrase("one two")),
        ('"one two"', Phrase("one two")),
        ('"one two"~555', Phrase("one two", near=555)),
        ('source:"Space Wee', Phrase("Space Wee", "source", unfinished=True)),
        ("one -two", And((Word("one"), Not(Word("two"))))),
        ("one NOT", Word("one")),
        ("one date:yest", Word("one")),
        ("two~1", Word("two", edits=1)),
        ("(one OR two", Or((Word("one"), Word("two", unfinished=True)))),
    ],
)
def test_while_typing_only_the_last_word_may_go_on(typed: str, root: object) -> None:
    assert parse_query(typed, typing=True).root == root


@pytest.mark.parametrize("typing", [False, True])
def test_an_overlong_query_is_cut_between_two_words(typing: bool) -> None:
    query = parse_query("word " * 1000 + "word", typing=typing)
    assert isinstance(query.root, And)
    assert set(query.root.parts) == {Word("word")}
    assert f"{LONGEST:,}" in query.problem


def test_the_pieces_are_what_stands_at_the_top() -> None:
    typed = 'a -person:"Gen Nakatani" (b OR c)'
    assert [typed[start:end] for start, end, _ in parse_query(typed).pieces] == [
        "a", '-person:"Gen Nakatani"', "(b OR c)",
    ]  # fmt: skip
    (only,) = parse_query("a b OR c").pieces
    assert only == (0, 8, Or((And((a, b)), c)))


def test_conditions_are_replaced_wherever_they_stand() -> None:
    root = parse_query("a (person:x OR -is:y) lang:de has:date date:2025 source:'s'").root
    assert root is not None
    assert map_conditions(root, lambda condition: condition) == root
    changed = map_conditions(root, lambda condition: Word(condition.value) if condition.field == "is" else None)
    assert changed == parse_query("a -y lang:de has:date date:2025 source:'s'").root
    assert map_conditions(Not(Condition("is", "y")), lambda _: None) is None


def test_a_condition_that_means_nothing_is_words() -> None:
    assert words_instead(Condition("is", "quite new")) == And((Word("is"), Word("quite"), Word("new")))


@given(TYPED, st.booleans())
def test_no_text_is_too_strange(typed: str, typing: bool) -> None:
    query = parse_query(typed, typing=typing)
    assert in_words(query.root).startswith("articles ") == (query.root is not None)
    assert query.root is not None or query.problem or typing or not typed.strip()


@given(TYPED)
def test_the_pieces_together_are_the_query(typed: str) -> None:
    query = parse_query(typed)
    parts: list[Node] = [piece.node for piece in query.pieces]
    flat = [each for part in parts for each in (part.parts if isinstance(part, And) else (part,))]
    root = query.root.parts if isinstance(query.root, And) else () if query.root is None else (query.root,)
    assert tuple(flat) == root
    ends = [place for piece in query.pieces for place in (piece.start, piece.end)]
    assert ends == sorted(ends)
