"""What the page of a name says."""

from datetime import date

import pytest

from reader.entities.mention import Entity, EntityId, EntityKind
from reader.library.name_pages import SourceCount
from reader.library.name_sentences import MOST_OF_BOTH
from reader.tasks.views import Timeline, TimelineSeries, TimeUnit
from reader.ui.entity_page.section_words import section_words
from reader.ui.entity_page.words import (
    aliases_words,
    facts_words,
    sentence_in_words,
    shown_text,
    source_lines,
    sources_words,
    undated_words,
)
from reader.ui.flows.entity_pages import Asked, SentencesFound
from tests.ui.entity_page.conftest import AHN, NAKATANI, make_page, make_sentence


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "23 articles · 61 mentions · first 12 Oct 2024 · last 8 Sep 2025"),
        ({"articles": 1, "mentions": 1, "last": date(2024, 10, 12)}, "1 article · 1 mention · on 12 Oct 2024"),
        ({"undated": 2}, "23 articles · 61 mentions · first 12 Oct 2024 · last 8 Sep 2025 · 2 undated"),
        ({"undated": 23, "first": None, "last": None}, "23 articles · 61 mentions · undated"),
    ],
)
def test_facts(changes, words):
    assert facts_words(make_page(**changes)) == words


def test_sources():
    assert sources_words(make_page()) == "2 sources"
    assert sources_words(make_page(sources=(SourceCount("Wire", 3),))) == "Wire"
    assert sources_words(make_page(sources=(SourceCount("", 3),))) == ""
    assert sources_words(make_page(sources=(SourceCount("", 3), SourceCount("Wire", 1)))) == "1 source"
    assert source_lines(make_page(sources=(SourceCount("", 3), SourceCount("Wire", 1)))) == [
        "Source not known, 3 articles",
        "Wire, 1 article",
    ]


def test_aliases():
    assert aliases_words(make_page()) == "also Nakatani, Minister Nakatani"
    assert aliases_words(make_page(aliases=())) == ""
    many = tuple((f"A{number}", 1) for number in range(6))
    assert aliases_words(make_page(aliases=many)) == "also A0, A1, A2, A3 and 2 more"


def timeline(*entities: Entity) -> Timeline:
    return Timeline(TimeUnit.MONTH, (date(2025, 9, 1),), tuple(TimelineSeries(one, (1,)) for one in entities))


def test_undated_articles_are_said():
    assert undated_words(timeline(NAKATANI), (0,)) == ""
    assert undated_words(timeline(NAKATANI), (1,)).startswith("1 article that names Gen Nakatani has no date")
    assert undated_words(timeline(NAKATANI), (3,)).startswith("3 articles that name Gen Nakatani have no date")
    assert undated_words(timeline(NAKATANI, AHN), (3, 2)).endswith("Gen Nakatani 3, Ahn Gyu-back 2.")


def test_a_sentence_for_a_screen_reader():
    assert sentence_in_words(make_sentence(1)) == "8 Sep 2025. Nakatani said so in sentence 1. Title 1"
    undated = make_sentence(1, published=None, place=None)
    assert sentence_in_words(undated).startswith("added 23 Nov 2026. ")
    assert sentence_in_words(undated).endswith("title of the article")


def test_a_cut_sentence_is_shown_as_such():
    assert shown_text(make_sentence(1, text="ab", cut_before=True, cut_after=True)) == ("… ab …", 2)
    assert shown_text(make_sentence(1, text="ab")) == ("ab", 0)


def found(asked: Asked, sentences: int, *, articles: int = 12, together: int = 0) -> SentencesFound:
    return SentencesFound(asked, tuple(make_sentence(number) for number in range(sentences)), articles, together)


def test_all_sentences_are_counted_by_mentions():
    assert section_words(found(Asked(NAKATANI), 3), 61, own=NAKATANI) == ("61", "", "", True)


def test_a_period_has_a_chip():
    asked = Asked(NAKATANI, first_day=date(2025, 9, 1))
    assert section_words(found(asked, 3), 61, own=NAKATANI)[:2] == ("12 articles", "September 2025")
    other = Asked(AHN, first_day=date(2025, 9, 1), unit=TimeUnit.YEAR)
    assert section_words(found(other, 3), 61, own=NAKATANI).chip == "Ahn Gyu-back, 2025"


@pytest.mark.parametrize(
    ("sentences", "together", "note"),
    [
        (2, 2, "2 sentences name both."),
        (1, 1, "1 sentence names both."),
        (5, 2, "2 sentences name both. Of 3 other articles, in which they stand apart, one sentence each comes after."),
        (1, 0, "No sentence names both. Of 1 article in which they stand apart, one sentence."),
        (0, 0, ""),
        (MOST_OF_BOTH, MOST_OF_BOTH, f"The newest {MOST_OF_BOTH} sentences that name both."),
    ],
)
def test_sentences_of_two(sentences, together, note):
    words = section_words(found(Asked(NAKATANI, other=AHN), sentences, together=together), 61, own=NAKATANI)
    assert words == ("12 articles", "Gen Nakatani and Ahn Gyu-back", note, False)


def test_other_kinds_are_named_in_words():
    ship = Entity(EntityId("other:cheonan"), EntityKind.OTHER, "Cheonan")
    assert section_words(found(Asked(ship), 1), 1, own=ship).amount == "1"
