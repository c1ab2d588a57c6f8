"""Words come from the index; names, bookmarks and read state from where they are kept."""

import pytest

from reader.articles.article import ArticleNumber
from reader.search.index import SearchResults
from reader.tasks.find_articles import find_articles, passages_for
from reader.tasks.import_files import ImportFiles
from reader.tasks.views import ArticleFilter, ArticleSort
from reader.ticket import Ticket
from reader.wiring import Services
from tests.conftest import WriteArticle

ARTICLES = {
    "One": "In Seoul, Gen Nakatani spoke of the frigates of the navy. Gen Nakatani then left.",
    "Two": "In Seoul, Lee Jae-myung spoke of the budget.",
    "Three": "The frigates, frigates and more frigates of Ulsan.",
}


@pytest.fixture
def filled(services: Services, import_files: ImportFiles, write_article: WriteArticle) -> Services:
    import_files([write_article(f"{title}.txt", title, text) for title, text in ARTICLES.items()], ticket=Ticket())
    services.name_articles(ticket=Ticket())
    ids = {row.title: row.id for row in services.shelf.rows([ArticleNumber(n) for n in (1, 2, 3)])}
    services.bookmarks.mark(ids["Two"], True)
    services.read_state.mark(ids["Three"], True)
    services.annotate.tag([ids["Two"]], ["Navy"])
    services.annotate.set_note(ids["Two"], "Ask for the figures.")
    return services


def find(services: Services, query: str, **more: object) -> SearchResults:
    return find_articles(
        query,
        shelf=services.shelf, names=services.names, bookmarks=services.bookmarks,
        read_state=services.read_state, annotations=services.annotations, search_index=services.search_index,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def titles(services: Services, results: SearchResults) -> list[str]:
    return [row.title for row in services.shelf.rows([hit.number for hit in results.hits])]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("frigates", {"One", "Three"}),
        ("frigates seoul", {"One"}),
        ("is:bookmarked", {"Two"}),
        ("is:starred", {"Two"}),
        ("is:read", {"Three"}),
        ("is:unread", {"One", "Two"}),
        ("frigates is:unread", {"One"}),
        ("frigates -is:read", {"One"}),
        ("person:nakatani", {"One"}),
        ('person:"Lee Jae-myung"', {"Two"}),
        ("place:seoul", {"One", "Two"}),
        ("place:nakatani", set()),
        ("name:seoul -name:nakatani", {"Two"}),
        ("has:person -frigates", {"Two"}),
        ("frigate~ -frigates", set()),
        ("frgtes~1", set()),
        ("frigtaes~", {"One", "Three"}),
        ("added:today frigates", {"One", "Three"}),
        ("added:last year", set()),
        ("frigates OR tag:navy", {"One", "Two", "Three"}),
        ("has:note OR has:highlight OR has:tag", {"Two"}),
        ("-tag:navy frigates", {"One", "Three"}),
        ("place:seoul is:bookmarked", {"Two"}),
    ],
)
def test_words_names_and_marks_narrow_each_other(query: str, expected: set[str], filled: Services) -> None:
    results = find(filled, query)
    assert set(titles(filled, results)) == expected
    assert results.total == len(expected)
    assert not results.problem


@pytest.mark.parametrize(("query", "known"), [("is:purple frigates", "is:bookmarked"), ("has:feet", "has:person")])
def test_an_unknown_condition_is_told_and_read_as_words(query: str, known: str, filled: Services) -> None:
    results = find(filled, query)
    assert known in results.problem
    assert results.problem.endswith("so it was read as words.")
    assert query.partition(":")[2].split()[0] in results.understood


def test_an_unknown_tag_finds_nothing_and_the_nearest_one_is_named(filled: Services) -> None:
    results = find(filled, "frigates tag:nvy")
    assert results.total == 0
    assert results.problem == "There is no tag “nvy”; did you mean “Navy”?"
    assert find(filled, "frigates -tag:nvy").total == 2
    assert find(filled, "frigates tag:x*").problem == "There is no tag that begins with “x”."


def test_the_filter_of_the_list_narrows_the_search(filled: Services) -> None:
    assert titles(filled, find(filled, "frigates", shown=ArticleFilter.UNREAD)) == ["One"]
    assert titles(filled, find(filled, "frigates", shown=ArticleFilter.BOOKMARKS)) == []
    assert find(filled, "frigates", limit=1).total == 2


def test_hits_come_in_the_order_asked_for(filled: Services) -> None:
    assert titles(filled, find(filled, "frigates")) == ["Three", "One"]
    assert titles(filled, find(filled, "frigates", sort=ArticleSort.TITLE)) == ["One", "Three"]


def test_while_typing_the_last_word_may_be_unfinished(filled: Services) -> None:
    assert titles(filled, find(filled, "frig")) == []
    assert set(titles(filled, find(filled, "frig", typing=True))) == {"One", "Three"}


def test_the_passage_shows_why_a_hit_is_a_hit(filled: Services) -> None:
    results = find(filled, "budget")
    passages = passages_for([hit.number for hit in results.hits], highlighter=results.highlighter, shelf=filled.shelf)
    (passage,) = passages.values()
    assert [passage.text[mark.start : mark.end] for mark in passage.marks] == ["budget"]


def test_an_empty_library_has_no_hits_and_no_fault(services: Services) -> None:
    results = find(services, " frigates ")
    assert (results.total, results.hits, results.problem, results.understood) == (0, (), "", "frigates")
    assert not results.highlighter
