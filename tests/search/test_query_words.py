"""A query is told in words that its reader would use."""

from datetime import date

import pytest

from reader.search.query import parse_query
from reader.search.query_words import QUERY_HELP, in_words


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
        ("memo: a", "with “memo” and “a”"),
        ("cooperaton~", "with words like “cooperaton”"),
        ("title:radar~ -sonar~", "with words like “radar” in the title, without words like “sonar”"),
        ("added:past-7-days", "added in the last 7 days"),
        ("added:today -date:last year", "added today, not published last year"),
        ('source:"Space Weekly" lang:de', "from “Space Weekly”, in German"),
        ('-source:"Space Weekly" OR -lang:fr', "not from “Space Weekly” or not in French"),
        ('person:"Gen Nakatani"', "naming the person “Gen Nakatani”"),
        ('-org:"NATO"', "not naming the organisation “NATO”"),
        ('name:"Ulsan"', "naming somebody or something called “Ulsan”"),
        ("has:person has:place has:org", "naming a person, naming a place, naming an organisation"),
        ("has:name has:other", "naming anybody or anything, naming something that is no person, place or organisation"),
        ("has:date -has:author has:source", "with a date, without an author, with a source"),
        ("has:note -has:highlight has:tag", "with a note, without a highlight, with a tag"),
        ("has:link tag:later", "with a list of related articles, tagged “later”"),
        ("-tag:later", "not tagged “later”"),
        ("tag:lat* note:flood", "with a tag beginning “lat”, with “flood” in notes or highlights"),
        ("-note:flood", "without “flood” in notes or highlights"),
    ],
)
def test_a_query_is_told_in_words(typed: str, words: str) -> None:
    assert in_words(parse_query(typed, today=date(2025, 9, 10)).root) == f"articles {words}"


def test_a_word_that_may_go_on_is_told_so() -> None:
    assert in_words(parse_query("radar", typing=True).root) == "articles with “radar…”"


def test_an_empty_query_has_no_words() -> None:
    assert in_words(None) == ""


@pytest.mark.parametrize("example", [example for example, _ in QUERY_HELP])
def test_every_example_of_the_help_is_understood(example: str) -> None:
    query = parse_query(example)
    assert query.root is not None
    assert query.problem == ""


@pytest.mark.parametrize("field", "title lead author source person place org name is has lang date added".split())
def test_the_help_names_every_field_that_finds_something(field: str) -> None:
    assert f"{field}:" in " ".join(text for row in QUERY_HELP for text in row)
