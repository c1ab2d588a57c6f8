"""The names of the library: their order, their filter, and what is known of each."""

from datetime import date

import pytest

from reader.entities.mention import EntityId, EntityKind
from reader.errors import ReaderError
from reader.library.name_pages import DayCount, EntitySort, NamePages, SourceCount
from reader.wiring import Services
from tests.conftest import MakeDraft
from tests.library.naming import AHN, NAKATANI, NAVY, SEOUL, TOKYO, Archive, entity

PERSON, PLACE = EntityKind.PERSON, EntityKind.PLACE


@pytest.fixture
def archive(services: Services, make_draft: MakeDraft) -> Archive:
    return Archive(services, make_draft)


@pytest.fixture
def pages(services: Services) -> NamePages:
    return NamePages(services.library)


@pytest.fixture
def filled(archive: Archive, pages: NamePages) -> NamePages:
    archive.add("Ahn speaks", "Ahn Gyu-back met Nakatani. Ahn went home.", date(2025, 9, 8), source="Desk")
    archive.add("Talks", "Gen Nakatani spoke. Nakatani left. Nakatani slept.", date(2025, 6, 1), source="Wire")
    archive.add("More", "Gen Nakatani flew to Seoul.", None, source="Wire")
    return pages


def names(pages: NamePages, kind: EntityKind, sort: EntitySort = EntitySort.ARTICLES, text: str = "") -> list[str]:
    return [row.entity.name for row in pages.rows(pages.order(kind, sort, text))]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (EntitySort.ARTICLES, ["Gen Nakatani", "Ahn Gyu-back"]),
        (EntitySort.MENTIONS, ["Gen Nakatani", "Ahn Gyu-back"]),
        (EntitySort.NAME, ["Ahn Gyu-back", "Gen Nakatani"]),
    ],
)
def test_orders(filled: NamePages, sort: EntitySort, order: list[str]) -> None:
    assert names(filled, PERSON, sort) == order


def test_last_seen_comes_first(archive: Archive, pages: NamePages) -> None:
    archive.add("One", "Seoul waits. Seoul. Seoul.", date(2024, 1, 1))
    archive.add("Two", "Tokyo waits.", date(2025, 1, 1))
    assert names(pages, PLACE, EntitySort.LAST_SEEN) == ["Tokyo", "Seoul"]


def test_equals_come_by_name(archive: Archive, pages: NamePages) -> None:
    archive.add("One", "Tokyo and Seoul.", date(2024, 1, 1))
    for sort in EntitySort:
        assert names(pages, PLACE, sort) == ["Seoul", "Tokyo"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nak", ["Gen Nakatani"]),
        ("GEN  na", ["Gen Nakatani"]),
        ("back", ["Ahn Gyu-back"]),
        ("tani", []),
        ("ahn nak", []),
        (" … ", ["Gen Nakatani", "Ahn Gyu-back"]),
        ("%", ["Gen Nakatani", "Ahn Gyu-back"]),
    ],
)
def test_the_filter_asks_for_beginnings_of_words(filled: NamePages, text: str, found: list[str]) -> None:
    assert names(filled, PERSON, text=text) == found


def test_the_filter_finds_by_any_form_and_without_accents(archive: Archive, pages: NamePages) -> None:
    seoul = entity("Séoul", PLACE, "Hanyang")
    archive.add("One", "Séoul was Hanyang.", known=[seoul])
    assert names(pages, PLACE, text="seo") == names(pages, PLACE, text="hany") == ["Séoul"]


def test_only_what_is_named_counts(filled: NamePages, services: Services) -> None:
    assert filled.counts() == {PERSON: 2, PLACE: 1, EntityKind.ORGANISATION: 0, EntityKind.OTHER: 0}
    services.names.store([(number, []) for number, _ in services.shelf.titles()], recognized_by="2")
    assert set(filled.counts().values()) == {0}
    for sort in EntitySort:
        assert names(filled, PERSON, sort) == []


def test_a_row_says_how_often_and_when(filled: NamePages) -> None:
    (row,) = filled.rows(filled.order(PERSON, EntitySort.NAME, "ahn"))
    assert (row.articles, row.mentions, row.last_day) == (1, 3, date(2025, 9, 8))
    assert filled.rows([row.number, 999]) == [row]


def test_finding_puts_the_exact_name_first_and_then_what_is_in_most_articles(
    archive: Archive, pages: NamePages
) -> None:
    korea, navy = entity("Korea", PLACE), NAVY
    archive.add("One", "The Korea Navy sails.", known=[navy])
    archive.add("Two", "The Korea Navy waits.", known=[navy])
    archive.add("Three", "Korea waits.", known=[korea])
    assert [row.entity.name for row in pages.find_entities("korea")] == ["Korea", "Korea Navy"]
    assert [row.entity.name for row in pages.find_entities("kor")] == ["Korea Navy", "Korea"]
    assert [row.entity.name for row in pages.find_entities("kor", [PLACE])] == ["Korea"]
    assert len(pages.find_entities("kor", limit=1)) == 1
    assert pages.find_entities("  ") == ()


def test_the_facts_of_a_name(filled: NamePages) -> None:
    facts = filled.facts(NAKATANI.id)
    assert (facts.row.articles, facts.row.mentions) == (3, 5)
    assert facts.aliases == (("Nakatani", 3),)
    assert facts.sources == (SourceCount("Wire", 2), SourceCount("Desk", 1))
    assert (facts.first, facts.last, facts.undated) == (date(2025, 6, 1), date(2025, 9, 8), 1)


def test_a_name_without_dates_has_no_first_and_last(filled: NamePages) -> None:
    facts = filled.facts(SEOUL.id)
    assert (facts.first, facts.last, facts.undated) == (None, None, 1)


def test_days_count_articles_and_tell_the_undated_apart(filled: NamePages) -> None:
    row, days = filled.days(NAKATANI.id)
    assert row.entity.name == "Gen Nakatani"
    assert days == (DayCount(None, 1), DayCount(date(2025, 6, 1), 1), DayCount(date(2025, 9, 8), 1))


@pytest.mark.parametrize("gone", [TOKYO.id, EntityId("person:nobody")])
def test_a_name_that_is_not_there_says_so(filled: NamePages, gone: EntityId) -> None:
    with pytest.raises(ReaderError, match="No article names this"):
        filled.facts(gone)
    with pytest.raises(ReaderError):
        filled.days(gone)
    assert filled.number_of(gone) is None
    assert list(filled.articles(gone)) == []
    assert filled.neighbours(gone) == ()


def test_a_number_is_found(filled: NamePages) -> None:
    (row,) = filled.rows(filled.order(PERSON, EntitySort.NAME, "ahn"))
    assert filled.number_of(AHN.id) == row.number


@pytest.mark.parametrize("sort", EntitySort)
def test_no_order_is_sorted(services: Services, sort: EntitySort) -> None:
    from reader.library.name_pages import _ORDERS

    with services.library.reading() as db:
        plan = "; ".join(
            str(row[3])
            for row in db.execute(
                f"EXPLAIN QUERY PLAN SELECT number FROM entities WHERE kind = 'person' {_ORDERS[sort]}, number"
            )
        )
    assert "TEMP B-TREE" not in plan
    assert "COVERING INDEX entities_by" in plan
