"""An index in a folder of its own, and articles to put into it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber
from reader.search.index import Condition, IndexedArticle, SearchIndex, SearchSort, UnknownConditionError

NAMED = {"nakatani": [1, 3], "ishiba": [2]}  # who is named in which of the test's articles


def resolve(condition: Condition) -> list[ArticleNumber]:
    """Stands for the library: it knows two people, and that the second article is unread."""
    if condition.field == "is":
        if condition.value != "unread":
            raise UnknownConditionError(f"“is:{condition.value}” is not known")
        return [ArticleNumber(2)]
    return [ArticleNumber(number) for number in NAMED.get(condition.value.lower(), [])]


@pytest.fixture
def article() -> Callable[..., IndexedArticle]:
    def make(number: int, text: str = "", *, title: str = "Untitled", **rest: str | date | None) -> IndexedArticle:
        lead = text.partition("\n\n")[0]
        return IndexedArticle(ArticleNumber(number), title, lead, text, **rest)  # type: ignore[arg-type]

    return make


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    made = SearchIndex(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture
def find(index: SearchIndex) -> Callable[..., list[int]]:
    """The numbers of the articles found, in order."""

    def run(query: str, **options: object) -> list[int]:
        results = index.search(query, resolve=resolve, **options)  # type: ignore[arg-type]
        assert results.total >= len(results.hits)
        return [hit.number for hit in results.hits]

    return run


@pytest.fixture
def ask(index: SearchIndex) -> Callable[..., object]:
    """The whole answer to a query."""
    return lambda query, **options: index.search(query, resolve=resolve, **options)


@pytest.fixture
def sorts() -> type[SearchSort]:
    return SearchSort
