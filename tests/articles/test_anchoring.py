"""A passage is found again in a text that was changed around it and within it, and missed where it is gone."""

import random
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.articles.anchoring import CONTEXT, anchor, find_anchor
from reader.articles.article import Span

LEAD = "The council of Alm met on Tuesday to speak of the bridge, which had been closed since the flood in spring."
QUOTE = "The river rose by three metres that night, and the bridge at Alm was closed to carts and to people on foot."
END = "Nobody was hurt. The miller lost two sheep and a barn; his neighbour found one of the sheep a week later."
TEXT = f"{LEAD}\n\n{QUOTE}\n\n{END}"
SPAN = Span(TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE))


def found(text: str, span: Span = SPAN, *, of: str = TEXT) -> str | None:
    """The words that are found in another text for a passage of this one."""
    place = find_anchor(text, *anchor(of, span), span.start)
    return None if place is None else text[place.start : place.end]


def test_a_passage_is_kept_with_what_is_around_it() -> None:
    quote, prefix, suffix = anchor(TEXT, SPAN)
    assert quote == QUOTE
    assert (prefix, suffix) == (f"{LEAD}\n\n"[-CONTEXT:], f"\n\n{END}"[:CONTEXT])
    assert anchor("short", Span(0, 5)) == ("short", "", "")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"A new first paragraph.\n\n{TEXT}",
        TEXT.replace("on Tuesday", "last week"),
        f"{QUOTE}\n\n{END}",
        QUOTE,
        f"{LEAD} {QUOTE} Later, another thing happened.",
    ],
)
def test_words_that_were_not_changed_are_found_wherever_they_are_now(text: str) -> None:
    assert found(text) == QUOTE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("three metres", "four metres"),
        ("three metres", "3 m"),
        ("The river", "The Alm"),
        ("on foot.", "with dogs."),
        (", and the bridge", "; the old bridge"),
        ("that night", "that night (a Monday)"),
    ],
)
def test_a_passage_that_was_changed_in_a_word_is_found(old: str, new: str) -> None:
    assert found(TEXT.replace(QUOTE, QUOTE.replace(old, new))) == QUOTE.replace(old, new)
    without_surroundings = QUOTE.replace(old, new)
    assert found(f"Other words.\n\n{without_surroundings}\n\nMore of them.") == without_surroundings


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("“We knew,” she said", '"We knew," she said'),
        ("a line\nthat goes on and on", "a line that goes on and on"),
        ("the mayor – of Alm – spoke", "the mayor, of Alm, spoke"),
        ("THE MAYOR OF ALM", "The mayor of Alm"),
        ("the\u00a0mayor of Alm", "the mayor of Alm"),
    ],
)
def test_other_signs_and_spaces_between_the_words_do_not_matter(was: str, now: str) -> None:
    old = f"{LEAD} {was} {END}"
    at = old.index(was)
    passage = found(f"{LEAD}\n\n{now}\n\n{END}", Span(at, at + len(was)), of=old)
    assert passage is not None
    assert passage.strip('"') == now.strip('"')


@pytest.mark.parametrize("which", range(5))
def test_words_that_occur_several_times_are_told_apart_by_what_is_around_them(which: int) -> None:
    places = ["Alm", "Birk", "Cove", "Dorn", "Esk"]
    old = " ".join(f"The mayor of {place} said nothing more. In {place} it rained." for place in places)
    at = [at for at in range(len(old)) if old.startswith("said nothing more", at)][which]
    passage = anchor(old, Span(at, at + 17))
    new = f"All of it is new here. {old.replace('The mayor', 'A mayor')}"
    place = find_anchor(new, *passage, at)
    assert place is not None
    assert new[: place.start].endswith(f"A mayor of {places[which]} ")
    assert find_anchor(new, *passage, -1) == place


def test_of_places_that_are_alike_the_nearest_counts() -> None:
    text = "tick tock " * 50
    for at in (100, 250, 400):
        assert find_anchor(text, *anchor(text, Span(at, at + 4)), at) == Span(at, at + 4)


@pytest.mark.parametrize(
    "text", ["", "Other words altogether.", f"{LEAD}\n\n{END}", "The river. The night. The bridge. Carts on foot."]
)
def test_a_passage_that_is_gone_is_nowhere(text: str) -> None:
    assert found(text) is None


def test_a_short_passage_is_not_found_among_other_words() -> None:
    at = TEXT.index("sheep")
    assert found("Counting sheep helps some people to fall asleep at last.", Span(at, at + 5)) is None


@pytest.mark.parametrize("quote", ["", "   ", "\n\n"])
def test_no_words_are_nowhere(quote: str) -> None:
    assert find_anchor(TEXT, quote, "", "", 0) is None


def test_words_from_another_program_come_without_surroundings() -> None:
    assert find_anchor(TEXT, QUOTE, "", "", -1) == SPAN
    assert find_anchor(TEXT, "miller", "", "", -1) == Span(TEXT.index("miller"), TEXT.index("miller") + 6)


def test_characters_are_counted_as_python_counts_them() -> None:
    text = f"😀 日本語の文章です。👩‍👩‍👧 {QUOTE} 終わり"
    assert found(text) == QUOTE
    at = text.index("文章")
    assert found(f"🎉🎉 {text}", Span(at, at + 2), of=text) == "文章"


def test_a_long_passage_is_found_by_its_ends() -> None:
    numbers = random.Random(7)
    words = ["".join(numbers.choices("abcdefghijklmnop", k=numbers.randint(2, 9))) for _ in range(6_000)]
    text = " ".join(words)
    span = Span(text.index(words[500]), text.index(words[500]) + 20_000)
    quote = text[span.start : span.end]
    changed = quote[:9_000] + " some new words " + quote[9_100:]
    assert found(text.replace(quote, changed), span, of=text) == changed
    assert found(text.replace(quote, ""), span, of=text) is None


WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=6), min_size=0, max_size=40).map(" ".join)


@given(WORDS, st.text("hijklmnop ", min_size=4, max_size=80).filter(str.strip), WORDS, WORDS, WORDS)
def test_an_untouched_passage_is_found_whatever_changes_elsewhere(
    before: str, quote: str, behind: str, new_before: str, new_behind: str
) -> None:
    """The words before and behind it have other letters, so it stands there once."""
    old = f"{before}<{quote}>{behind}"
    span = Span(len(before) + 1, len(before) + 1 + len(quote))
    near = anchor(old, Span(max(0, span.start - CONTEXT), min(len(old), span.end + CONTEXT)))[0]
    new = f"{new_before} {near} {new_behind}"
    place = find_anchor(new, *anchor(old, span), span.start)
    assert place is not None
    assert new[place.start : place.end] == quote
    assert new[place.start - 1] == "<"


@given(st.text("ab ", min_size=1, max_size=60), st.data())
def test_in_the_same_text_a_passage_is_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    assert find_anchor(text, *anchor(text, Span(start, end)), start) == Span(start, end)


@given(st.text(max_size=80), st.text(max_size=30), st.text(max_size=20), st.text(max_size=20), st.integers(-1, 90))
def test_whatever_is_looked_for_the_answer_is_a_place_in_the_text(
    text: str, quote: str, prefix: str, suffix: str, start: int
) -> None:
    place = find_anchor(text, quote, prefix, suffix, start)
    assert place is None or 0 <= place.start < place.end <= len(text)


def test_a_megabyte_is_looked_through_at_once() -> None:
    """Limits far above what it takes (0.1 and 110 ms): only growth with the square of the length would reach them."""
    numbers = random.Random(3)
    vocabulary = ["".join(numbers.choices("abcdefghijklmnopqrstuvwxyz", k=numbers.randint(2, 9))) for _ in range(5_000)]
    text = " ".join(numbers.choices(vocabulary, [1 / (at + 1) for at in range(5_000)], k=160_000))
    span = Span(500_000, 500_300)
    started = time.perf_counter()
    assert found(text, span, of=text) == text[span.start : span.end]
    exact = time.perf_counter() - started
    gone = text[:499_000] + text[501_000:]
    started = time.perf_counter()
    assert found(gone, span, of=text) is None
    assert exact < 1
    assert time.perf_counter() - started < 5
