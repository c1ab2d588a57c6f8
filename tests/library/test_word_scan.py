"""Which articles have certain words, told by the texts themselves."""

from collections.abc import Callable, Sequence

import pytest

from reader.articles.article import ArticleNumber
from reader.library.word_scan import MOST_ASKED, articles_with, is_quick
from reader.wiring import Services
from tests.conftest import MakeDraft

TEXTS = (
    "The Bank of Ghent’s clerk ate ice cream.",
    "the bank of ghent",
    "ICE CREAM for Sana’a and São Paulo",
    "Über die Brücke; ÜBER ALLES",
    "三星 and F‑16",
)
Find = Callable[[Sequence[str]], list[int]]


@pytest.fixture
def find(services: Services, make_draft: MakeDraft) -> Find:
    services.shelf.add([make_draft(f"Title {number}", text) for number, text in enumerate(TEXTS, 1)])
    return lambda forms: sorted(articles_with(services.library, forms).articles)


@pytest.mark.parametrize(
    ("form", "articles"),
    [
        ("Bank of Ghent", [1]), ("bank of ghent", [1, 2]), ("ice cream", [1, 3]), ("Sana'a", [3]),
        ("São Paulo", [3]), ("são paulo", [3]), ("über alles", [4]), ("三星", [5]), ("F-16", [5]), ("Title 4", [4]),
        ("Nobody", []),
    ],
)  # fmt: skip
def test_a_form_is_found_in_text_and_title_in_either_way(form: str, articles: list[int], find: Find) -> None:
    assert set(find([form])) >= set(articles)  # what is asked of the database may be found too often
    many = [form, *(f"Unknown {number}" for number in range(MOST_ASKED))]
    assert not is_quick(many)
    assert find(many) == articles


def test_what_the_database_can_be_asked_is_quick() -> None:
    assert is_quick(["Bank of Ghent", "ice cream", "São Paulo", "Sana’a", "UN"])
    assert not is_quick(["дом"])  # it knows the small letters of English only
    assert not is_quick(["né à"])
    assert is_quick([])


def test_articles_that_came_meanwhile_are_not_missed(services: Services, find: Find, make_draft: MakeDraft) -> None:
    assert find(["Nobody"]) == []
    scan = articles_with(services.library, ["Nobody"])
    (number,) = services.shelf.add([make_draft("Later")])
    with services.library.reading() as db:
        assert scan.later(db) == [ArticleNumber(number)]
