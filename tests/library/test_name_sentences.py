"""The sentences that name somebody: cut, marked, in order, in pages."""

from datetime import date

import pytest

from reader.articles.article import Span
from reader.library.name_pages import NamePages
from reader.library.name_sentences import MOST_OF_BOTH, Cursor, Period, Sentence
from reader.wiring import Services
from tests.conftest import MakeDraft
from tests.library.naming import AHN, NAKATANI, SEOUL, TOKYO, Archive


@pytest.fixture
def archive(services: Services, make_draft: MakeDraft) -> Archive:
    return Archive(services, make_draft)


@pytest.fixture
def pages(services: Services) -> NamePages:
    return NamePages(services.library)


def every(pages: NamePages, limit: int = 50, **asked: object) -> list[Sentence]:
    articles = pages.articles(NAKATANI.id, **asked)  # type: ignore[arg-type]
    found: list[Sentence] = []
    cursor: Cursor | None = Cursor()
    while cursor is not None:
        page = pages.sentences(NAKATANI.id, articles, cursor, limit=limit)
        assert len(page.sentences) <= limit
        found += page.sentences
        cursor = page.following
    return found


def marked(sentence: Sentence) -> list[str]:
    return [sentence.text[name.span.start : name.span.end] for name in sentence.names]


def test_a_sentence_with_its_names_and_its_place(archive: Archive, pages: NamePages) -> None:
    text = "It rained.\n\nMr. Nakatani met Ahn. Then Gen Nakatani left; Nakatani slept."
    number = archive.add("Talks", text, date(2025, 9, 8))
    one, two = every(pages)
    assert (one.text, marked(one)) == ("Mr. Nakatani met Ahn.", ["Nakatani"])
    assert (two.text, marked(two)) == ("Then Gen Nakatani left; Nakatani slept.", ["Gen Nakatani", "Nakatani"])
    assert (one.article, one.title, one.published) == (number, "Talks", date(2025, 9, 8))
    assert two.place == Span(text.index("Gen"), text.index("Gen") + len("Gen Nakatani"))
    assert (one.cut_before, one.cut_after) == (False, False)


def test_the_title_and_the_lead_count_too(archive: Archive, pages: NamePages) -> None:
    archive.add("Gen Nakatani steps down", "Nakatani said so.", date(2025, 9, 8))
    title, lead = every(pages)
    assert (title.text, marked(title), title.place) == ("Gen Nakatani steps down", ["Gen Nakatani"], None)
    assert (lead.text, marked(lead), lead.place) == ("Nakatani said so.", ["Nakatani"], Span(0, 8))


def test_newest_first_or_oldest_first(archive: Archive, pages: NamePages) -> None:
    for year in (2024, 2025, 2023):
        archive.add(f"In {year}", f"Nakatani one in {year}. Nakatani two in {year}.", date(year, 1, 1))
    newest = [sentence.text for sentence in every(pages)]
    assert newest[:3] == ["Nakatani one in 2025.", "Nakatani two in 2025.", "Nakatani one in 2024."]
    oldest = [sentence.text for sentence in every(pages, oldest_first=True)]
    assert oldest[:3] == ["Nakatani one in 2023.", "Nakatani two in 2023.", "Nakatani one in 2024."]


def test_only_of_a_period(archive: Archive, pages: NamePages) -> None:
    for day in (date(2025, 8, 31), date(2025, 9, 1), date(2025, 9, 30), date(2025, 10, 1), None):
        archive.add(f"On {day}", f"Nakatani on {day}.", day)
    september = Period(date(2025, 9, 1), date(2025, 9, 30))
    assert [one.published for one in every(pages, period=september)] == [date(2025, 9, 30), date(2025, 9, 1)]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_pages_leave_nothing_out_and_repeat_nothing(archive: Archive, pages: NamePages, limit: int) -> None:
    for day in range(1, 6):
        text = " ".join(f"Nakatani said {word}." for word in ("one", "two", "three", "four", "five")[:day])
        archive.add(f"Gen Nakatani {day}", text, date(2025, 9, day))
    assert [one.text for one in every(pages, limit)] == [one.text for one in every(pages, 1_000)]
    assert len(every(pages, limit)) == 5 + 15


def test_a_place_that_does_not_fit_the_text_is_left_out(archive: Archive, pages: NamePages, services: Services) -> None:
    archive.add("Talks", "Nakatani met Ahn.", date(2025, 9, 8))
    with services.library.writing() as db:
        db.execute("UPDATE articles SET text = 'Na'")
    assert every(pages) == []


def test_a_very_long_sentence_says_that_it_is_cut(archive: Archive, pages: NamePages) -> None:
    archive.add("Talks", "word " * 300 + "Nakatani" + " word" * 300, date(2025, 9, 8))
    (one,) = every(pages)
    assert (marked(one), one.cut_before, one.cut_after) == (["Nakatani"], True, True)


def test_both_in_one_sentence_come_before_both_in_one_article(archive: Archive, pages: NamePages) -> None:
    archive.add("Apart", "Nakatani slept. Ahn woke.", date(2025, 9, 9))
    archive.add("Together", "Nakatani met Ahn. Ahn left. Nakatani and Ahn rested.", date(2025, 9, 8))
    archive.add("Alone", "Nakatani slept.", date(2025, 9, 7))
    found = pages.sentences_of_both(NAKATANI.id, AHN.id)
    assert [one.text for one in found.together] == ["Nakatani met Ahn.", "Nakatani and Ahn rested."]
    assert marked(found.together[0]) == ["Nakatani", "Ahn"]
    assert [one.text for one in found.apart] == ["Nakatani slept."]
    assert found.articles == 2


def test_two_that_never_meet_have_no_sentences(archive: Archive, pages: NamePages) -> None:
    archive.add("One", "Nakatani in Seoul.")
    assert pages.sentences_of_both(NAKATANI.id, TOKYO.id) == ((), (), 0)
    assert pages.sentences_of_both(SEOUL.id, TOKYO.id) == ((), (), 0)


def test_a_title_and_a_text_are_not_one_sentence(archive: Archive, pages: NamePages) -> None:
    archive.add("Nakatani", "Ahn.")
    found = pages.sentences_of_both(NAKATANI.id, AHN.id)
    assert found.together == ()
    assert [one.text for one in found.apart] == ["Nakatani"]


def test_of_many_that_name_both_some_are_shown(archive: Archive, pages: NamePages) -> None:
    archive.add("Many", " ".join(["Nakatani met Ahn."] * (MOST_OF_BOTH + 20)))
    assert len(pages.sentences_of_both(NAKATANI.id, AHN.id).together) == MOST_OF_BOTH
