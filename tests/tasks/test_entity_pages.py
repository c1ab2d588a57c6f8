"""The page of a name: timeline, network, queries."""

from datetime import date, timedelta

import pytest

from reader.entities.mention import EntityId, EntityKind
from reader.errors import ReaderError
from reader.library.name_sentences import Cursor, Period
from reader.search.query import parse_query
from reader.tasks.entity_pages import (
    articles_query,
    both_query,
    buckets_between,
    describe_page,
    page_network,
    page_sentences,
    page_timeline,
    period_of,
    unit_for,
)
from reader.tasks.views import TimeUnit
from reader.wiring import Services
from tests.conftest import MakeDraft
from tests.library.naming import AHN, CHEONAN, NAKATANI, SEOUL, TOKYO, Archive, entity


@pytest.fixture
def archive(services: Services, make_draft: MakeDraft) -> Archive:
    return Archive(services, make_draft)


@pytest.mark.parametrize(
    ("days", "unit"),
    [(0, TimeUnit.DAY), (59, TimeUnit.DAY), (60, TimeUnit.MONTH), (1_800, TimeUnit.MONTH), (1_900, TimeUnit.YEAR)],
)
def test_the_unit_follows_the_span(days: int, unit: TimeUnit) -> None:
    assert unit_for(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=days)) is unit


def test_five_whole_years_are_months() -> None:
    assert unit_for(date(2020, 1, 1), date(2024, 12, 31)) is TimeUnit.MONTH
    assert unit_for(date(2020, 1, 31), date(2025, 1, 1)) is TimeUnit.YEAR


@pytest.mark.parametrize(
    ("first", "last", "unit", "count", "ends"),
    [
        (date(2024, 2, 27), date(2024, 3, 2), TimeUnit.DAY, 5, date(2024, 3, 2)),
        (date(2024, 11, 30), date(2025, 2, 1), TimeUnit.MONTH, 4, date(2025, 2, 1)),
        (date(1999, 12, 31), date(2025, 1, 1), TimeUnit.YEAR, 27, date(2025, 1, 1)),
        (date(2025, 5, 5), date(2025, 5, 5), TimeUnit.MONTH, 1, date(2025, 5, 1)),
    ],
)
def test_buckets_have_no_gaps(first: date, last: date, unit: TimeUnit, count: int, ends: date) -> None:
    buckets = buckets_between(first, last, unit)
    assert (len(buckets), buckets[-1]) == (count, ends)


@pytest.mark.parametrize(
    ("unit", "period"),
    [
        (TimeUnit.DAY, Period(date(2024, 2, 1), date(2024, 2, 1))),
        (TimeUnit.MONTH, Period(date(2024, 2, 1), date(2024, 2, 29))),
        (TimeUnit.YEAR, Period(date(2024, 1, 1), date(2024, 12, 31))),
    ],
)
def test_the_days_of_a_bucket(unit: TimeUnit, period: Period) -> None:
    assert period_of(date(2024, 2, 1), unit) == period


def test_a_timeline_compares_and_tells_the_undated(archive: Archive, services: Services) -> None:
    archive.add("One", "Nakatani met Ahn.", date(2025, 1, 5))
    archive.add("Two", "Nakatani slept.", date(2025, 1, 20))
    archive.add("Three", "Ahn slept.", date(2025, 4, 1))
    archive.add("Four", "Nakatani slept.", None)
    timeline, undated = page_timeline([NAKATANI.id, AHN.id, TOKYO.id], name_pages=services.name_pages)
    assert timeline.unit is TimeUnit.MONTH
    assert timeline.buckets == tuple(date(2025, month, 1) for month in range(1, 5))
    assert [(one.entity.name, one.counts) for one in timeline.series] == [
        ("Gen Nakatani", (2, 0, 0, 0)),
        ("Ahn Gyu-back", (1, 0, 0, 1)),
    ]
    assert undated == (1, 0)


def test_a_name_without_dates_has_a_timeline_without_buckets(archive: Archive, services: Services) -> None:
    archive.add("One", "Nakatani slept.", None)
    timeline, undated = page_timeline([NAKATANI.id], name_pages=services.name_pages)
    assert (timeline.buckets, timeline.series[0].counts, undated) == ((), (), (1,))


def test_five_are_compared_at_most(archive: Archive, services: Services) -> None:
    people = [entity(name) for name in ("Aa Bb", "Cc Dd", "Ee Ff", "Gg Hh", "Ii Jj", "Kk Ll")]
    archive.add("One", ". ".join(one.name for one in people), date(2025, 1, 1), known=people)
    timeline, _undated = page_timeline([one.id for one in people], name_pages=services.name_pages)
    assert len(timeline.series) == 5


def test_what_nobody_names_any_more_says_so(services: Services) -> None:
    gone = EntityId("person:nobody")
    for ask in (describe_page, page_network):
        with pytest.raises(ReaderError, match="No article names this"):
            ask(gone, name_pages=services.name_pages)
    with pytest.raises(ReaderError):
        page_timeline([gone], name_pages=services.name_pages)


def test_the_head_of_the_page(archive: Archive, services: Services) -> None:
    archive.add("One", "Gen Nakatani slept. Nakatani woke.", date(2025, 1, 1), source="Wire")
    page = describe_page(NAKATANI.id, name_pages=services.name_pages)
    assert (page.entity.name, page.entity.aliases) == ("Gen Nakatani", ("Nakatani",))
    assert (page.articles, page.mentions, page.sources[0].source) == (1, 2, "Wire")


def test_sentences_come_in_pages(archive: Archive, services: Services) -> None:
    archive.add("One", " ".join(["Nakatani slept."] * 60), date(2025, 1, 1))
    pages = services.name_pages
    articles = pages.articles(NAKATANI.id)
    page = page_sentences(NAKATANI.id, articles, Cursor(), name_pages=pages)
    assert page.following is not None
    rest = page_sentences(NAKATANI.id, articles, page.following, name_pages=pages)
    assert (len(page.sentences), len(rest.sentences), rest.following) == (50, 10, None)


def test_a_network_has_its_centre_first_and_its_edges(archive: Archive, services: Services) -> None:
    for number in range(5):
        archive.add(f"Both {number}", "Nakatani met Ahn in Seoul.")
    for number in range(20):
        archive.add(f"Nothing {number}", "Nothing at all.")
    network = page_network(NAKATANI.id, name_pages=services.name_pages)
    assert network.centre == NAKATANI.id
    assert [node.entity.name for node in network.nodes] == ["Gen Nakatani", "Ahn Gyu-back", "Seoul"]
    assert {(edge.first, edge.second) for edge in network.edges} == {
        (NAKATANI.id, AHN.id),
        (NAKATANI.id, SEOUL.id),
        (AHN.id, SEOUL.id),
    }
    assert all(edge.articles == 5 for edge in network.edges)
    small = page_network(NAKATANI.id, name_pages=services.name_pages, most_nodes=2)
    assert (len(small.nodes), len(small.edges)) == (2, 1)


@pytest.mark.parametrize(
    ("unit", "query"),
    [
        (TimeUnit.DAY, 'person:"Gen Nakatani" date:2025-09-08'),
        (TimeUnit.MONTH, 'person:"Gen Nakatani" date:2025-09'),
        (TimeUnit.YEAR, 'person:"Gen Nakatani" date:2025'),
    ],
)
def test_a_query_for_the_articles_of_a_bar(unit: TimeUnit, query: str) -> None:
    assert articles_query(NAKATANI, date(2025, 9, 8), unit) == query
    assert not parse_query(query).problem


def test_queries_for_names() -> None:
    assert articles_query(CHEONAN) == 'name:"Cheonan"'
    assert both_query(NAKATANI, SEOUL) == 'person:"Gen Nakatani" place:"Seoul"'
    assert '""' not in articles_query(entity('The "Rock"', EntityKind.OTHER))


def test_in_a_library_where_all_articles_name_it_those_it_meets_are_still_shown(
    archive: Archive, services: Services
) -> None:
    archive.add("One", "Nakatani met Ahn in Seoul.")
    archive.add("Two", "Nakatani met Ahn.")
    network = page_network(NAKATANI.id, name_pages=services.name_pages)
    assert [node.entity.name for node in network.nodes] == ["Gen Nakatani", "Ahn Gyu-back", "Seoul"]
    assert [edge.strength for edge in network.edges[:2]] == [0, 0]
