"""What stands at the end of a query, and may be completed."""

import pytest

from reader.tasks.unfinished import LONGEST_READ, NameBeginning, read_unfinished


def beginnings(typed: str) -> list[tuple[str, str]]:
    """The words of each beginning of a name, and what stands before it."""
    return [(name.words, typed[: name.start]) for name in read_unfinished(typed).names]


def test_the_last_word_and_the_last_two_and_three_may_begin_a_name() -> None:
    assert beginnings("nak") == [("nak", "")]
    assert beginnings("gen nak") == [("gen nak", ""), ("nak", "gen ")]
    assert beginnings("visit of gen nak") == [
        ("of gen nak", "visit "),
        ("gen nak", "visit of "),
        ("nak", "visit of gen "),
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("radar OR nak", [("nak", "radar OR ")]),
        ("radar -nak", [("nak", "radar -")]),
        ("-gen nak", [("nak", "-gen ")]),
        ("(gen nak", [("gen nak", "("), ("nak", "(gen ")]),
        ("gen (nak", [("nak", "gen (")]),
        ('"two words" nak', [("nak", '"two words" ')]),
        ("date:2025 nak", [("nak", "date:2025 ")]),
        ("gen  nak ", [("gen nak", ""), ("nak", "gen  ")]),
        ("東京", [("東京", "")]),
        ("דובר צה״ל", [("דובר צה״ל", ""), ("צה״ל", "דובר ")]),
        ('דובר צה"ל', [('דובר צה"ל', ""), ('צה"ל', "דובר ")]),
    ],
)
def test_what_stands_before_a_word_may_part_it_from_the_name(typed: str, expected: list[tuple[str, str]]) -> None:
    assert beginnings(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", '"space coop', "“space coop", '"space cooperation"', '"space cooperation"~5', "date:2025", "date:",
        "source:dip", "is:un", "title:rad", "rad*", "fuz~", "radar OR", "NOT", "radar -", "(", "(radar)",
        'source:"Dipl', "x" * (LONGEST_READ + 1),
    ],
)  # fmt: skip
def test_nothing_is_completed_in_a_phrase_after_a_field_and_where_there_is_no_word(typed: str) -> None:
    end = read_unfinished(typed)
    assert (end.names, end.word) == ((), "")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("person:nak", NameBeginning("nak", 0, "person")),
        ('person:"Gen Nak', NameBeginning("Gen Nak", 0, "person")),
        ("radar -Place:“New Yo", NameBeginning("New Yo", 7, "place")),
        ("org:gen nak", NameBeginning("gen nak", 0, "org")),
        ("(name:ch", NameBeginning("ch", 1, "name")),
    ],
)
def test_after_the_field_of_a_name_only_that_name_is_completed(typed: str, expected: NameBeginning) -> None:
    assert read_unfinished(typed).names[0] == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tag:", NameBeginning("", 0, "tag")),
        ("flood tag:wat", NameBeginning("wat", 6, "tag")),
        ("-Tagged:c++", NameBeginning("c++", 1, "tag")),
        ('flood tag:"climate p', NameBeginning("climate p", 6, "tag")),
        ("tag:“", NameBeginning("", 0, "tag")),
        ("tag:wat ", None),
        ("tag:water flood", None),
        ("note:wat", None),
    ],
)
def test_after_its_field_the_name_of_a_tag_is_completed(typed: str, expected: NameBeginning | None) -> None:
    assert read_unfinished(typed).tag == expected


def test_a_word_goes_on_until_a_space_ends_it() -> None:
    end = read_unfinished("Space coop")
    assert (end.word, end.word_start) == ("coop", 6)
    assert read_unfinished("space coop ").word == ""
    assert read_unfinished("space -coop").word_start == 7


def test_the_words_that_stand_for_themselves_are_told_from_the_others() -> None:
    typed = 'Seoul "joint work" is:unread -radar OR coop* AT&T sum'
    assert read_unfinished(typed).plain_words == ("seoul", "at", "t", "sum")
    assert read_unfinished("seoul -radar").plain_words == ()
