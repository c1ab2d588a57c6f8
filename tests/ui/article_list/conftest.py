"""Articles made up for the tests of the list."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from reader.articles.article import ArticleId, ArticleNumber
from reader.articles.passage import Passage
from reader.errors import ReaderError
from reader.tasks.views import ArticleRow


def _make_row(number: int, **changes: object) -> ArticleRow:
    values: dict[str, object] = {
        "number": ArticleNumber(number),
        "id": ArticleId(f"a{number}"),
        "title": f"Article {number}",
        "source": "Diplomacy desk",
        "published": date(2025, 9, 8),
        "added": date(2026, 11, 23),
        "excerpt": Passage("Shared radar tracks reach all three capitals within seconds."),
        "bookmarked": False,
        "read": True,
    }
    return ArticleRow(**(values | changes))


class Shelf:
    """Gives rows and remembers what it was asked for. Articles in `gone` are not there any more."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.gone: set[int] = set()
        self.changes: dict[int, dict[str, object]] = {}
        self.broken = False

    def fetch_rows(self, numbers: Sequence[ArticleNumber]) -> list[ArticleRow]:
        self.asked.append(list(numbers))
        if self.broken:
            raise ReaderError("The library could not be read.", remedy="Try again.")
        return [_make_row(number, **self.changes.get(number, {})) for number in numbers if number not in self.gone]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def make_row() -> Callable[..., ArticleRow]:
    return _make_row
