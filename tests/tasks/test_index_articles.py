"""The index stays level with the library, whatever happened to either."""

import json

import pytest

from reader.errors import CancelledError
from reader.tasks import index_articles
from reader.tasks.index_articles import index_is_behind, index_missing, rebuild_index
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import MakeDraft


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_articles, "BATCH", 3)


def is_behind(services: Services) -> bool:
    return index_is_behind(shelf=services.shelf, search_index=services.search_index)


def bring_up_to_date(services: Services, ticket: Ticket | None = None) -> int:
    return index_missing(
        shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=ticket or Ticket()
    )


def add(services: Services, make_draft: MakeDraft, *titles: str) -> None:
    services.shelf.add(make_draft(title) for title in titles)


def test_only_what_is_new_is_indexed(services: Services, make_draft: MakeDraft) -> None:
    assert not is_behind(services)  # nothing is missing where nothing is
    assert bring_up_to_date(services) == 0
    add(services, make_draft, "One", "Two")
    assert is_behind(services)
    assert bring_up_to_date(services) == 2
    assert not is_behind(services)
    add(services, make_draft, *(f"Later {n}" for n in range(7)))
    steps: list[tuple[int, int]] = []
    assert bring_up_to_date(services, Ticket(lambda done, total: steps.append((done, total)))) == 7
    assert steps == [(3, 7), (6, 7), (7, 7)]
    assert services.search_index.articles() == 9
    assert bring_up_to_date(services) == 0


def test_a_large_library_without_an_index_gets_one_in_one_go(services: Services, make_draft: MakeDraft) -> None:
    add(services, make_draft, *(f"Article {n}" for n in range(8)))
    assert bring_up_to_date(services) == 8
    state = services.search_index.state()
    assert state is not None
    assert (state.articles, state.revision) == (8, services.shelf.revision())
    assert state.library_id == services.shelf.library_key()


def test_an_index_ahead_of_its_library_is_made_anew(services: Services, make_draft: MakeDraft) -> None:
    add(services, make_draft, "One", "Two")
    bring_up_to_date(services)
    with services.library.writing() as db:
        db.execute("DELETE FROM articles WHERE title = 'Two'")
    assert is_behind(services)
    bring_up_to_date(services)
    assert services.search_index.articles() == 1


def test_an_index_of_another_version_is_made_anew(services: Services, make_draft: MakeDraft) -> None:
    add(services, make_draft, "One")
    bring_up_to_date(services)
    services.search_index.close()
    (state_file,) = services.locations.cache.rglob("state.json")
    state_file.write_text(json.dumps(json.loads(state_file.read_text()) | {"schema_version": 0}))
    assert is_behind(services)
    assert bring_up_to_date(services) == 1
    assert not is_behind(services)
    assert services.search_index.articles() == 1


def test_a_cancelled_rebuild_leaves_the_old_index(services: Services, make_draft: MakeDraft) -> None:
    add(services, make_draft, *(f"Article {n}" for n in range(8)))
    bring_up_to_date(services)
    before = services.search_index.state()
    ticket = Ticket(lambda done, _total: done >= 6 and ticket.cancel())
    with pytest.raises(CancelledError):
        rebuild_index(shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=ticket)
    assert services.search_index.state() == before
    assert services.search_index.check() == []
    assert (
        rebuild_index(shelf=services.shelf, names=services.names, search_index=services.search_index, ticket=Ticket())
        == 8
    )
    assert services.search_index.articles() == 8


def test_a_cancelled_update_keeps_what_was_indexed(services: Services, make_draft: MakeDraft) -> None:
    add(services, make_draft, "One")
    bring_up_to_date(services)
    add(services, make_draft, *(f"Article {n}" for n in range(6)))
    ticket = Ticket()
    ticket.cancel()
    with pytest.raises(CancelledError):
        bring_up_to_date(services, ticket)
    assert is_behind(services)
    assert 0 < bring_up_to_date(services) < 6
    assert services.search_index.articles() == 7


def test_an_emptied_library_has_an_empty_index(services: Services, make_draft: MakeDraft) -> None:
    add(services, make_draft, "One")
    bring_up_to_date(services)
    with services.library.writing() as db:
        db.execute("DELETE FROM articles")
    bring_up_to_date(services)
    assert services.search_index.articles() == 0
    assert not is_behind(services)
