"""The bundled articles, imported once for the tests that only look at them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber
from reader.locations import bundled, locate
from reader.ticket import Ticket
from reader.wiring import Services, build_services
from tests.tasks.bringing_in import GOOD, Came, Import, bring_in


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With one good file, beside which a test puts bad ones."""
    inside = tmp_path / "files"
    inside.mkdir()
    (inside / "good.txt").write_text(GOOD, "utf-8")
    return inside


@pytest.fixture
def came(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Import:
    """Called when the files are there: imports them; the good one among them must have come."""

    def run(*more: str) -> Came:
        came = bring_in(folder, tmp_path / "library", capfd, *more)
        assert came.status == 0
        assert "Traceback" not in came.err
        assert "could not be read as" not in came.err
        assert "The good one" in came.articles
        return came

    return run
