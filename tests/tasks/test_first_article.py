"""Which article is shown of what was double-clicked."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.locations import Locations
from reader.tasks.first_article import first_article
from reader.ticket import Ticket
from reader.wiring import Services, build_services
from tests.conftest import WriteArticle

STORY = "The harbour was closed on Monday, because the wind had grown stronger during the night and ships waited."


@pytest.fixture
def services(locations: Locations) -> Iterator[Services]:
    with closing(build_services(locations)) as made:
        yield made


def shown_of(services: Services, *paths: Path) -> str | None:
    number = first_article(paths, places=services.places, shelf=services.shelf)
    return None if number is None else services.shelf.at(number).article.title


def test_of_a_folder_the_first_file_by_name(services: Services, tmp_path: Path, write_article: WriteArticle) -> None:
    home = tmp_path / "archive"
    folder, beside = home / "told", home / "told again"
    for path, title in ((folder / "deep" / "b.txt", "Deep"), (folder / "z.txt", "Late"), (beside / "a.txt", "Beside")):
        write_article(str(path), title, f"{STORY} {title}.")
    services.import_files([home], ticket=Ticket())
    assert shown_of(services, folder) == "Deep"
    assert shown_of(services, beside) == "Beside"
    assert shown_of(services, folder / "z.txt", folder) == "Late"
    assert shown_of(services, home / "to", folder / "z") is None  # names that begin so are others


def test_of_an_empty_folder_nothing(services: Services, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert shown_of(services, tmp_path / "empty") is None
