"""Saved searches: kept in the reader's order, put back as they were, and nothing written before the first."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber
from reader.database import Database
from reader.userdata.saved_searches import SavedSearch, SavedSearches, SavedSearchNumber
from reader.userdata.schema import MIGRATIONS


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "userdata.sqlite", MIGRATIONS, what="list of bookmarks")
    with closing(opened):
        yield opened


@pytest.fixture
def searches(database: Database) -> SavedSearches:
    return SavedSearches(database)


def save(searches: SavedSearches, name: str, query: str = "") -> SavedSearch:
    return searches.save(name, query or name.lower(), library="home", seen=ArticleNumber(7))


def names(searches: SavedSearches) -> list[str]:
    return [saved.name for saved in searches.all()]


def test_nothing_is_written_before_the_first_search_is_saved(searches: SavedSearches, database: Database) -> None:
    assert searches.all() == []
    searches.rename(SavedSearchNumber(1), "Other")
    searches.move(SavedSearchNumber(1), 1)
    searches.mark_seen(SavedSearchNumber(1), library="home", newest=ArticleNumber(3))
    searches.remove(SavedSearchNumber(1))
    assert not database.exists()


def test_a_search_is_kept_with_all_that_was_said_of_it(searches: SavedSearches) -> None:
    saved = save(searches, "Seoul", 'place:"Seoul"')
    assert (saved.name, saved.query, saved.library, saved.seen) == ("Seoul", 'place:"Seoul"', "home", 7)
    assert searches.all() == [saved]


def test_the_same_query_is_not_kept_twice(searches: SavedSearches) -> None:
    first = save(searches, "Seoul", "seoul")
    assert save(searches, "Another name", "seoul") == first
    assert names(searches) == ["Seoul"]


def test_searches_stand_in_the_order_they_were_saved_in_until_they_are_moved(searches: SavedSearches) -> None:
    first, _second, third = (save(searches, name) for name in ("One", "Two", "Three"))
    searches.move(third.number, -1)
    assert names(searches) == ["One", "Three", "Two"]
    searches.move(first.number, 5)
    assert names(searches) == ["Three", "Two", "One"]
    searches.move(first.number, -9)
    assert names(searches) == ["One", "Three", "Two"]


def test_a_search_can_be_renamed(searches: SavedSearches) -> None:
    saved = save(searches, "One")
    save(searches, "Two")
    searches.rename(saved.number, "First")
    assert names(searches) == ["First", "Two"]


def test_what_was_removed_is_put_back_as_it_was_where_it_was(searches: SavedSearches) -> None:
    before = [save(searches, name) for name in ("One", "Two", "Three")]
    searches.remove(before[1].number)
    assert names(searches) == ["One", "Three"]
    searches.put_back(before[1])
    searches.put_back(before[1])
    assert searches.all() == before


def test_a_number_is_never_given_again(searches: SavedSearches) -> None:
    gone = save(searches, "One")
    searches.remove(gone.number)
    assert save(searches, "Two").number != gone.number


def test_only_the_search_that_was_looked_at_counts_as_seen(searches: SavedSearches) -> None:
    looked_at, other = save(searches, "One"), save(searches, "Two")
    searches.mark_seen(looked_at.number, library="elsewhere", newest=ArticleNumber(12))
    assert [(saved.library, saved.seen) for saved in searches.all()] == [("elsewhere", 12), ("home", 7)]
    assert searches.all()[1] == other


def test_they_survive_closing_and_bookmarks_made_before_them_stay(tmp_path: Path) -> None:
    """An older file is migrated."""
    path = tmp_path / "userdata.sqlite"
    with closing(Database(path, MIGRATIONS[:1], what="list of bookmarks")) as old, old.writing() as db:
        db.execute("INSERT INTO bookmarks VALUES ('a', '2025-01-01')")
    for _ in range(2):
        with closing(Database(path, MIGRATIONS, what="list of bookmarks")) as new:
            save(SavedSearches(new), "Seoul")
            assert names(SavedSearches(new)) == ["Seoul"]
            with new.reading() as db:
                assert db.execute("SELECT article_id FROM bookmarks").fetchall() == [("a",)]
