"""What is new in a saved search is what came into the library since the reader looked at it."""

import shutil

import pytest

from reader.articles.article import ArticleNumber
from reader.tasks.import_files import ImportFiles
from reader.tasks.saved_searches import (
    CountedSearch,
    count_saved_searches,
    look_at_search,
    name_for,
    save_search,
)
from reader.ticket import Ticket
from reader.userdata.saved_searches import SavedSearch
from reader.wiring import Services
from tests.conftest import MakeDraft, WriteArticle


@pytest.fixture
def filled(services: Services, import_files: ImportFiles, write_article: WriteArticle) -> Services:
    import_files([write_article("1.txt", "One", "The harbour of Ulsan.")], ticket=Ticket())
    return services


def save(services: Services, query: str, name: str = "") -> SavedSearch:
    return save_search(
        query, name=name, shelf=services.shelf, search_index=services.search_index,
        saved_searches=services.saved_searches,
    )  # fmt: skip


def look_at(services: Services, saved: SavedSearch) -> None:
    look_at_search(
        saved.number, shelf=services.shelf, search_index=services.search_index, saved_searches=services.saved_searches
    )


def counted(services: Services) -> list[CountedSearch]:
    return list(
        count_saved_searches(
            shelf=services.shelf, names=services.names, bookmarks=services.bookmarks, read_state=services.read_state,
            annotations=services.annotations,
            search_index=services.search_index, saved_searches=services.saved_searches,
        )
    )  # fmt: skip


def counts(services: Services) -> list[tuple[int, int] | None]:
    return [None if each.found is None else (each.found.total, each.found.new) for each in counted(services)]


def test_what_a_search_finds_when_it_is_saved_is_not_new(filled: Services) -> None:
    save(filled, "harbour")
    save(filled, "nowhere")
    assert counts(filled) == [(1, 0), (0, 0)]


def test_articles_that_come_later_are_new_until_the_reader_looks(
    filled: Services, import_files: ImportFiles, write_article: WriteArticle
) -> None:
    saved, other = save(filled, "harbour"), save(filled, "ulsan")
    import_files([write_article("2.txt", "Two", "Another harbour."), write_article("3.txt", "Three")], ticket=Ticket())
    assert counts(filled) == [(2, 1), (1, 0)]
    look_at(filled, saved)
    assert counts(filled) == [(2, 0), (1, 0)]
    import_files([write_article("4.txt", "Four", "The harbour of Ulsan again.")], ticket=Ticket())
    assert counts(filled) == [(3, 1), (2, 1)]
    look_at(filled, other)
    assert counts(filled) == [(3, 1), (2, 0)]


def test_an_article_that_no_search_finds_yet_is_new_when_it_is_found(
    filled: Services, import_files: ImportFiles, make_draft: MakeDraft, write_article: WriteArticle
) -> None:
    """While articles are imported, the reader has only looked at those that are in the index already."""
    saved = save(filled, "harbour")
    filled.shelf.add([make_draft("Two", "Another harbour.")])
    look_at(filled, saved)
    import_files([write_article("3.txt", "Three")], ticket=Ticket())
    assert counts(filled) == [(2, 1)]


def test_in_another_library_nothing_is_new_up_to_now(
    filled: Services, import_files: ImportFiles, write_article: WriteArticle
) -> None:
    filled.saved_searches.save("Harbours", "harbour", library="another one", seen=ArticleNumber(0))
    assert counts(filled) == [(1, 0)]
    import_files([write_article("2.txt", "Two", "Another harbour.")], ticket=Ticket())
    assert counts(filled) == [(2, 1)]


def test_conditions_that_the_library_answers_are_counted_too(filled: Services) -> None:
    save(filled, "is:unread")
    assert counts(filled) == [(1, 0)]
    filled.read_state.mark(filled.shelf.at(ArticleNumber(1)).article.id, True)
    assert counts(filled) == [(0, 0)]


def test_without_an_index_the_searches_are_there_but_not_counted(filled: Services) -> None:
    save(filled, "harbour", "Harbours")
    filled.search_index.close()
    shutil.rmtree(filled.locations.index_folder(filled.shelf.library_key()))
    assert [each.saved.name for each in counted(filled)] == ["Harbours"]
    assert counts(filled) == [None]


def test_an_empty_library_finds_nothing(services: Services) -> None:
    save(services, "harbour")
    assert counts(services) == [(0, 0)]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("space  cooperation", "space cooperation"),
        ('person:"Gen Nakatani"', "Gen Nakatani"),
        ('space person:"Gen Nakatani" date:2025', "space, Gen Nakatani, 2025"),
        ("word " * 30, "word word word word word word word word word word word word…"),
    ],
)
def test_a_search_without_a_name_is_called_by_its_words(query: str, name: str) -> None:
    assert name_for(query) == name


def test_a_name_that_was_given_is_kept(filled: Services) -> None:
    assert save(filled, " harbour ", " Ports ")[1:3] == ("Ports", "harbour")
