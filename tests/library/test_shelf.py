"""Articles go in once, keep their names, and come back in every order that was asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reader.articles.article import ArticleId, ArticleNumber, Span
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.library.shelf import ArticleMissingError, ShelfOrder
from reader.wiring import Services
from tests.conftest import MakeDraft

TODAY = datetime.now(UTC).date()


def titles_in(services: Services, order: ShelfOrder = ShelfOrder.NEWEST, **narrowing: object) -> list[str]:
    numbers = services.shelf.order(order, **narrowing)  # type: ignore[arg-type]
    return [row.title for row in services.shelf.rows([ArticleNumber(number) for number in numbers])]


@pytest.fixture
def shelved(services: Services, make_draft: MakeDraft) -> dict[str, ArticleId]:
    """Four articles with dates and one without, which stands at the day it was added; title -> id."""
    drafts = [
        make_draft("Éclair", published=date(2025, 3, 1)),
        make_draft("undated"),
        make_draft("Banana", published=date(2025, 9, 8)),
        make_draft("apple", published=date(2025, 9, 8)),
        make_draft("Tomorrow", published=TODAY + timedelta(days=2)),  # also if midnight passes
    ]
    services.shelf.add(drafts)
    return {draft.title: draft.id for draft in drafts}


def test_an_article_comes_back_as_it_went_in(services: Services, make_draft: MakeDraft) -> None:
    draft = make_draft(
        "The harbour’s “new” pier",
        "A lead with 東京 and 🙂.\n\nA body.",
        source="The Gazette",
        author="Ada Byron",
        published=date(2024, 2, 29),
        links=("One", "Two", "One"),
        origin="/archive/pier.txt",
        language="en",
    )
    (number,) = services.shelf.add([draft])
    for shelved in (services.shelf.get(draft.id), services.shelf.at(number)):
        assert shelved.number == number
        for what in ("id", "title", "text", "source", "author", "published", "links", "origin", "language"):
            assert getattr(shelved.article, what) == getattr(draft, what), what
    assert services.shelf.texts([number]) == {number: (draft.title, draft.text, draft.language, draft.id)}


def test_adding_twice_changes_nothing(services: Services, make_draft: MakeDraft) -> None:
    drafts = [make_draft("One", links=("Two",)), make_draft("Two"), make_draft("One", links=("Two",))]
    first = services.shelf.add(drafts)
    before = [services.shelf.get(draft.id) for draft in drafts]
    assert len(first) == 2
    assert services.shelf.add(drafts) == []
    assert services.shelf.add([make_draft("One", source="Another source", links=("Three",))]) == []
    assert [services.shelf.get(draft.id) for draft in drafts] == before
    assert services.shelf.count() == 2
    assert services.shelf.revision() == max(first)


def test_half_a_batch_is_none(services: Services, make_draft: MakeDraft) -> None:
    def breaking():  # type: ignore[no-untyped-def]
        yield make_draft("One")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.shelf.add(breaking())
    assert services.shelf.count() == 0


@pytest.mark.usefixtures("shelved")
def test_every_order_is_what_it_says(services: Services) -> None:
    newest = ["Tomorrow", "undated", "Banana", "apple", "Éclair"]
    assert titles_in(services) == newest
    assert titles_in(services, ShelfOrder.OLDEST) == newest[::-1]
    assert titles_in(services, ShelfOrder.TITLE) == ["apple", "Banana", "Éclair", "Tomorrow", "undated"]


def test_an_order_is_narrowed_and_cut(services: Services, shelved: dict[str, ArticleId]) -> None:
    gone = ArticleId("gone")
    assert titles_in(services, only=[shelved["apple"], shelved["undated"], gone]) == ["undated", "apple"]
    assert titles_in(services, only=[]) == []
    assert titles_in(services, without=[shelved["Tomorrow"], shelved["Banana"], gone]) == ["undated", "apple", "Éclair"]
    assert titles_in(services, only=shelved.values(), without=[shelved["apple"]], limit=2) == ["Tomorrow", "undated"]
    assert titles_in(services, limit=0) == []


@pytest.mark.usefixtures("shelved")
def test_rows_keep_the_order_and_skip_what_is_missing(services: Services) -> None:
    numbers = [ArticleNumber(n) for n in services.shelf.order(ShelfOrder.NEWEST)]
    asked = [numbers[3], ArticleNumber(999), numbers[0], numbers[4]]
    rows = services.shelf.rows(asked)
    assert [row.number for row in rows] == [numbers[3], numbers[0], numbers[4]]
    assert rows[2].published == date(2025, 3, 1)
    assert rows[0].added in (TODAY, TODAY + timedelta(days=1))  # midnight may pass
    assert rows[0].beginning.startswith("A lead about apple.")
    assert services.shelf.rows([]) == []


def test_a_row_holds_no_more_than_it_shows(services: Services, make_draft: MakeDraft) -> None:
    (number,) = services.shelf.add([make_draft("Long", "x" * 100_000)])
    assert len(services.shelf.rows([number])[0].beginning) == 400


def test_an_article_that_is_not_there_is_said_in_words(services: Services) -> None:
    for ask in (lambda: services.shelf.get(ArticleId("abc")), lambda: services.shelf.at(ArticleNumber(7))):
        with pytest.raises(ArticleMissingError, match="no article"):
            ask()


def test_what_the_index_has_not_seen_comes_in_pages(services: Services, make_draft: MakeDraft) -> None:
    numbers = services.shelf.add(make_draft(f"Article {n}") for n in range(7))
    first = services.shelf.changed_after(2, limit=3)
    assert [shelved.number for shelved in first] == numbers[2:5]
    assert [shelved.number for shelved in services.shelf.changed_after(first[-1].change, limit=3)] == numbers[5:]
    assert services.shelf.changed_after(services.shelf.revision(), limit=3) == []


def test_an_article_whose_names_were_found_has_changed(services: Services, make_draft: MakeDraft) -> None:
    numbers = services.shelf.add(make_draft(f"Article {n}") for n in range(3))
    seen = services.shelf.revision()
    entity = Entity(id=EntityId("place:seoul"), kind=EntityKind.PLACE, name="Seoul")
    found = [(numbers[0], (LinkedMention(span=Span(0, 1), entity=entity),)), (numbers[2], ())]
    services.names.store(found, recognized_by="test")
    assert [shelved.number for shelved in services.shelf.changed_after(seen, limit=9)] == [numbers[0]]
    seen = services.shelf.revision()
    services.names.store([(numbers[0], ())], recognized_by="test")  # it names nobody any more
    assert [shelved.number for shelved in services.shelf.changed_after(seen, limit=9)] == [numbers[0]]


def test_a_number_is_never_used_twice(services: Services, make_draft: MakeDraft) -> None:
    (number,) = services.shelf.add([make_draft("One")])
    with services.library.writing() as db:
        db.execute("DELETE FROM articles")
    assert services.shelf.revision() == 0
    assert services.shelf.add([make_draft("Two")]) > [number]


def test_every_library_has_a_key_of_its_own_that_stays(services: Services) -> None:
    key = services.shelf.library_key()
    assert key
    assert services.shelf.library_key() == key
    with services.library.writing() as db:
        db.execute("DELETE FROM facts")
    assert services.shelf.library_key() != key


def test_ids_and_numbers_find_each_other(services: Services, shelved: dict[str, ArticleId]) -> None:
    numbers = services.shelf.numbers_of([shelved["apple"], ArticleId("gone"), shelved["Éclair"]])
    assert {row.title for row in services.shelf.rows(numbers)} == {"apple", "Éclair"}
    assert ("eclair" in dict(services.shelf.titles()).values()) is True
