"""A library of an earlier version is taken over whole: its articles are known by their files from then on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import ArticleNumber
from reader.library.importers.formats import read_file
from reader.library.imports import ImportReport
from reader.library.schema import MIGRATIONS
from reader.library.shelf import ShelfOrder
from reader.locations import Locations
from reader.ticket import Ticket
from reader.wiring import build_services
from tests.conftest import WriteArticle

STORY = "The harbour was closed on Monday, because the wind had grown stronger during the night and ships waited."


@pytest.fixture
def files(write_article: WriteArticle) -> list[Path]:
    return [write_article(f"{number}.txt", f"Article {number}", f"{STORY} Number {number}.") for number in range(3)]


@pytest.fixture
def old_library(locations: Locations, files: list[Path]) -> Path:
    """As the version before wrote it: three steps of the schema, and an article whose file was changed later."""
    path = locations.library_file
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        for step in MIGRATIONS[:3]:
            db.executescript(step)
        db.execute("PRAGMA user_version = 3")
        for number, file in enumerate([*files, files[0]], 1):
            (article,) = read_file(file)
            text = article.text if number < 4 else f"{article.text} Changed."  # type: ignore[union-attr]
            db.execute(
                "INSERT INTO articles (id, title, title_key, text, source, author, sort_day, origin, added_at,"
                " language, changed) VALUES (?, ?, ?, ?, '', '', '2025-01-01', ?, '2025-01-01T00:00:00', 'en', ?)",
                (
                    article.id if number < 4 else "changed", article.title, article.title.lower(), text,  # type: ignore[union-attr]
                    str(file), number,
                ),
            )  # fmt: skip
    return path


@pytest.mark.usefixtures("old_library")
def test_its_articles_are_there_and_known_by_their_files(locations: Locations, files: list[Path]) -> None:
    with closing(build_services(locations)) as services:
        assert len(services.shelf.order(ShelfOrder.NEWEST)) == 4
        assert services.shelf.revision() == 4
        assert [place.path for place in services.places.of(ArticleNumber(2))] == [str(files[1])]
        assert services.places.articles_from(str(files[0])) == [ArticleNumber(4)]  # what it said last
        assert services.versions.of(ArticleNumber(2))[0].came_at == "2025-01-01T00:00:00"
        assert services.find_families.left() == 4
        assert services.library.check() == []


@pytest.mark.usefixtures("old_library")
def test_a_file_that_was_changed_since_is_a_new_version_of_its_article(
    locations: Locations, files: list[Path], write_article: WriteArticle
) -> None:
    with closing(build_services(locations)) as services:
        write_article("1.txt", "Article 1", f"{STORY} Number 1. And more was told on Tuesday.")
        report = services.import_files([files[0].parent], ticket=Ticket())
        assert report == ImportReport(files=3, present=2, updated=1)
        assert services.shelf.count() == 4
        assert services.versions.counts([ArticleNumber(2)]) == {ArticleNumber(2): 1}
        assert services.import_files([files[0].parent], ticket=Ticket()) == ImportReport(skipped=3)
