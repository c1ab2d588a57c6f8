"""Entries of link lists wait for their articles, and are filled when these come by another way."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import ArticleId
from reader.library.importers.draft import (
    NO_MARKS,
    ImportedArticle,
    ImportedHighlight,
    ImportedMarks,
    WantedArticle,
)
from reader.library.imports import Outcome
from reader.library.intake import Part, TakenBatch
from reader.library.wanted import packed_marks, united, unpacked_marks
from reader.wiring import Services
from tests.conftest import MakeDraft

URL = "https://example.org/harbour"
TITLE = "Harbour of the old town closed after storm"
MARKS = ImportedMarks(tags=("sea",), read=True, starred=True, note="Good.")

WORDS = st.text(max_size=8)
MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))
HIGHLIGHTS = st.builds(ImportedHighlight, WORDS, WORDS, WORDS, WORDS, WORDS, MOMENTS)
ALL_MARKS = st.builds(
    ImportedMarks,
    st.lists(WORDS, max_size=3).map(tuple),
    st.none() | st.booleans(),
    st.booleans(),
    WORDS,
    st.lists(HIGHLIGHTS, max_size=2).map(tuple),
    MOMENTS,
)


def take(services: Services, *items: ImportedArticle | WantedArticle) -> TakenBatch:
    taken = services.intake.take([Part("/list", items)])
    services.intake.note(taken)
    return taken


@given(ALL_MARKS)
def test_marks_come_back_as_they_were_stored(marks: ImportedMarks) -> None:
    assert unpacked_marks(packed_marks(marks)) == marks


@given(ALL_MARKS, ALL_MARKS)
def test_nothing_of_either_is_lost_when_marks_are_united(one: ImportedMarks, other: ImportedMarks) -> None:
    both = united(one, other)
    assert {*one.tags, *other.tags} == set(both.tags)
    assert {*one.highlights, *other.highlights} == set(both.highlights)
    assert one.note in both.note
    assert other.note in both.note
    assert both.starred == (one.starred or other.starred)
    assert united(both, other) == united(both, NO_MARKS)._replace(note=united(both, other).note)


def test_an_entry_waits_and_is_there_once(services: Services) -> None:
    entry = WantedArticle(url=URL, title="Harbour", origin="/list", marks=MARKS)
    assert take(services, entry).items[0].outcome is Outcome.WANTED
    take(services, WantedArticle(url=f"{URL}?utm_source=x", marks=ImportedMarks(tags=("port",))), entry)
    (wanted,) = services.wanted.all()
    assert (wanted.url, wanted.title, wanted.origin, wanted.cited) == (URL, "Harbour", "/list", 0)
    assert wanted.marks == MARKS._replace(tags=("sea", "port"))
    assert services.wanted.count() == 1
    assert services.shelf.count() == 0


def test_what_has_neither_address_nor_title_is_passed_over(services: Services) -> None:
    (one,) = take(services, WantedArticle(url="javascript:x", title="…")).items
    assert (one.outcome, bool(one.reason)) == (Outcome.SKIPPED, True)
    assert services.wanted.count() == 0


@pytest.mark.parametrize(
    ("entry", "draft"),
    [
        ({"url": URL}, {"url": "http://www.example.org/harbour/#top"}),
        ({"title": "Short"}, {"title": "SHORT!"}),
        ({"url": URL, "title": TITLE}, {"title": TITLE.upper()}),  # a title that can mean no other
    ],
)
def test_an_entry_is_filled_when_its_article_comes(
    entry: dict[str, str], draft: dict[str, str], services: Services, make_draft: MakeDraft
) -> None:
    take(services, WantedArticle(marks=MARKS, **entry))
    taken = take(services, make_draft(**{"title": "Harbour", "text": "Closed.", **draft}))
    article = services.shelf.at(taken.items[0].number).article
    assert taken.marks() == [(article.id, MARKS)]
    assert services.wanted.count() == 0
    assert services.wanted.to_fill() == []
    again = take(services, WantedArticle(marks=MARKS, **entry))
    assert [one.outcome for one in again.items] == [Outcome.PRESENT]
    assert again.marks() == [(article.id, MARKS)]
    assert services.wanted.count() == 0


@pytest.mark.parametrize(
    ("entry", "draft"),
    [
        ({"url": URL, "title": "Weather"}, {"title": "Weather"}),
        ({"url": URL, "title": TITLE}, {"title": TITLE, "url": "https://other.example/x"}),
        ({"title": "Weather"}, {"title": "Weather of today"}),
    ],
)
def test_another_article_fills_nothing(
    entry: dict[str, str], draft: dict[str, str], services: Services, make_draft: MakeDraft
) -> None:
    take(services, WantedArticle(marks=MARKS, **entry))
    assert take(services, make_draft(**draft)).marks() == []
    assert services.wanted.count() == 1


def test_the_marks_of_an_entry_go_to_an_article_that_is_there(services: Services, make_draft: MakeDraft) -> None:
    (first,) = take(services, make_draft("Harbour", url=URL)).items
    (one,) = take(services, WantedArticle(url=URL, marks=MARKS)).items
    assert (one.outcome, one.id, one.marks) == (Outcome.PRESENT, first.id, MARKS)
    assert services.wanted.count() == 0


def test_entry_and_article_may_come_together_in_either_order(services: Services, make_draft: MakeDraft) -> None:
    draft, entry = make_draft("Harbour", url=URL), WantedArticle(url=URL, marks=MARKS)
    assert [one.outcome for one in take(services, entry, draft).items] == [Outcome.WANTED, Outcome.ADDED]
    assert services.wanted.count() == 0
    other, waits = make_draft("Bread", url=URL + "2"), WantedArticle(url=URL + "2", marks=MARKS)
    assert [one.outcome for one in take(services, other, waits).items] == [Outcome.ADDED, Outcome.PRESENT]


def test_what_was_not_marked_as_filled_is_found_again(services: Services, make_draft: MakeDraft) -> None:
    """As after a kill between giving the marks and noting it."""
    take(services, WantedArticle(url=URL, marks=MARKS), WantedArticle(title="Bread", marks=MARKS))
    taken = services.intake.take([Part("/a", [make_draft("Harbour", url=URL), make_draft("Bread")])])
    assert len(taken.marks()) == 2
    assert services.wanted.count() == 2
    waiting = services.wanted.to_fill()
    assert {(one.article, one.marks) for one in waiting} == set(taken.marks())
    services.wanted.fill(waiting)
    assert services.wanted.count() == 0
    assert services.wanted.to_fill() == []


def test_what_most_lists_name_comes_first_and_can_be_forgotten(services: Services, make_draft: MakeDraft) -> None:
    take(services, WantedArticle(url=URL, title="Named"), WantedArticle(url=URL + "2", title="Not named"))
    take(services, make_draft("A", links=("Named", "named!")), make_draft("B", links=("Named",)))
    assert [(one.title, one.cited) for one in services.wanted.all()] == [("Named", 2), ("Not named", 0)]
    services.wanted.forget([services.wanted.all()[0].number])
    assert [one.title for one in services.wanted.all()] == ["Not named"]


def test_what_came_and_was_deleted_for_good_is_not_wanted_again(services: Services, make_draft: MakeDraft) -> None:
    take(services, WantedArticle(url=URL))
    (one,) = take(services, make_draft("Harbour", url=URL)).items
    assert one.id == ArticleId(one.content)
    services.trash.put([one.number])
    services.trash.empty(indexed=services.shelf.revision())
    assert services.wanted.count() == 0


def test_a_moment_is_kept_with_its_time_zone() -> None:
    marks = ImportedMarks(saved_at=datetime(2024, 5, 6, 7, 8, tzinfo=UTC))
    assert unpacked_marks(packed_marks(marks)).saved_at == marks.saved_at
