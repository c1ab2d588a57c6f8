"""The bundled articles, imported once for the tests that only look at them."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from reader.articles.article import ArticleNumber
from reader.locations import bundled, locate
from reader.ticket import Ticket
from reader.wiring import Services, build_services


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A library with the bundled articles. Nothing may be written to it."""
    with closing(build_services(locate(tmp_path_factory.mktemp("seeded")))) as services:
        services.import_files([bundled("seeds")], ticket=Ticket())
        services.name_articles(ticket=Ticket())
        yield services


@pytest.fixture(scope="session")
def number_of(seeded: Services) -> dict[str, ArticleNumber]:
    """The beginning of a headline, three words, -> the article's number."""
    shelved = seeded.shelf.changed_after(0, limit=100)
    return {" ".join(one.article.title.split()[:3]): one.number for one in shelved}
