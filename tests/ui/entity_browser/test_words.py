"""What the list of names says."""

from datetime import date

import pytest

from reader.entities.mention import EntityKind
from reader.library.name_pages import EntitySort
from reader.ui.entity_browser.words import figure_of, filter_words, words_for_none
from tests.ui.entity_browser.conftest import row_of

PERSON, PLACE = EntityKind.PERSON, EntityKind.PLACE


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [(PERSON, 412, "Filter 412 people"), (PLACE, 1, "Filter 1 place"), (EntityKind.OTHER, 0, "Filter other names")],
)
def test_the_filter_says_how_many_there_are(kind, count, words):
    assert filter_words(kind, count) == words


@pytest.mark.parametrize(
    ("sort", "first", "figure"),
    [
        (EntitySort.ARTICLES, True, "990 articles"),
        (EntitySort.ARTICLES, False, "990"),
        (EntitySort.NAME, False, "990"),
        (EntitySort.MENTIONS, True, "2,000 mentions"),
        (EntitySort.MENTIONS, False, "2,000"),
        (EntitySort.LAST_SEEN, False, "8 Sep 2025"),
    ],
)
def test_the_figure_is_what_the_list_is_sorted_by(sort, first, figure):
    assert figure_of(row_of(10), sort, first=first) == figure


def test_a_name_that_was_never_seen_has_no_day():
    assert figure_of(row_of(10)._replace(last_day=None), EntitySort.LAST_SEEN, first=True) == ""
    assert row_of(1).last_day == date(2025, 9, 8)


def test_an_empty_list_says_why():
    filtered = words_for_none(PERSON, " xy ", articles_wait=False, any_names=True)
    assert "“xy”" in filtered.title
    assert filtered.action
    assert "being found" in words_for_none(PERSON, "", articles_wait=True, any_names=False).words
    assert words_for_none(PERSON, "", articles_wait=False, any_names=False).title == "No names yet"
    assert words_for_none(PLACE, "", articles_wait=False, any_names=True).title == "No places here"
