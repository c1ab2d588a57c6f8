"""What was added and what was taken out."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tasks.compare_versions import ChangeKind, Run, compare_texts, words_changed

KEPT, ADDED, REMOVED = ChangeKind.KEPT, ChangeKind.ADDED, ChangeKind.REMOVED
TEXTS = st.lists(
    st.lists(st.sampled_from("the ferry sails at noon from Ostend to Dover daily".split()), min_size=1, max_size=9)
    .map(" ".join),
    max_size=6,
).map("\n\n".join)  # fmt: skip


def runs_of(before: str, after: str) -> list[tuple[Run, ...]]:
    return [paragraph.runs for paragraph in compare_texts(before, after)]


def test_equal_texts_have_no_changes() -> None:
    text = "The ferry sails.\n\nIt sails at noon."
    assert not any(paragraph.changed for paragraph in compare_texts(text, text))


def test_a_changed_word_is_taken_out_and_the_new_one_put_in() -> None:
    assert runs_of("The ferry sails at noon.", "The ferry sails at dusk.") == [
        (Run(KEPT, "The ferry sails at "), Run(REMOVED, "noon. "), Run(ADDED, "dusk."))
    ]


def test_a_paragraph_that_came_and_one_that_went_stand_at_their_places() -> None:
    before = "The ferry sails.\n\nIt is full.\n\nNobody minds."
    after = "The ferry sails.\n\nNobody minds.\n\nThe port was closed in spring."
    assert runs_of(before, after) == [
        (Run(KEPT, "The ferry sails."),),
        (Run(REMOVED, "It is full."),),
        (Run(KEPT, "Nobody minds."),),
        (Run(ADDED, "The port was closed in spring."),),
    ]


def test_a_changed_paragraph_is_compared_with_the_one_it_was() -> None:
    compared = compare_texts(
        "A strike began.\n\nThe ferry sails at noon.", "Prices rose again.\n\nThe ferry sails at dusk."
    )
    assert [paragraph.runs[0].kind for paragraph in compared] == [ADDED, REMOVED, KEPT]


@pytest.mark.parametrize(("before", "after"), [("", "All of it."), ("All of it.", "")])
def test_a_text_can_be_all_new_or_all_gone(before: str, after: str) -> None:
    assert runs_of(before, after) == [(Run(ADDED if after else REMOVED, "All of it."),)]


def test_changed_words_are_counted() -> None:
    compared = compare_texts("The ferry sails at noon.", "The old ferry sails at dusk, they say.")
    assert words_changed(compared) == (4, 1)


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_from_the_comparison(before: str, after: str) -> None:
    compared = compare_texts(before, after)
    for text, kind in ((before, REMOVED), (after, ADDED)):
        runs = [[run.text for run in paragraph.runs if run.kind in (KEPT, kind)] for paragraph in compared]
        words = [" ".join("".join(part).split()) for part in runs if part]
        assert [word for word in words if word] == (text.split("\n\n") if text else [])


def test_long_texts_take_no_longer_than_their_changes() -> None:
    rng = random.Random(5)
    paragraphs = [" ".join(str(rng.random()) for _ in range(100)) for _ in range(2_000)]
    after = [*paragraphs[:900], "A new one.", *paragraphs[900:]]
    compared = compare_texts("\n\n".join(paragraphs), "\n\n".join(after))
    assert [paragraph.runs for paragraph in compared if paragraph.changed] == [(Run(ADDED, "A new one."),)]
