"""The real window over a library on tmp_path, opened and closed as a person would."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.cli import main
from reader.locations import locate
from reader.preferences import load_preferences
from reader.ui.app import Application
from reader.ui.session import load_session
from reader.wiring import build_services

WAIT_MS = 20_000  # a child process starts, imports and indexes in a second or two; a busy machine takes longer

OpenWindow = Callable[[], Application]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture(scope="session")
def filled_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the bundled articles, to be copied, not used."""
    folder = tmp_path_factory.mktemp("filled") / "library"
    assert main(["index", "--bundled", "--library", str(folder)]) == 0
    return folder


@pytest.fixture
def open_window(qtbot: QtBot, library: Path) -> Iterator[OpenWindow]:
    """Opens the window over `library`; may be called again after the window was closed."""
    opened: list[Application] = []

    def open_one() -> Application:
        locations = locate(library)
        preferences, problems = load_preferences(locations.preferences_file)
        assert problems == []
        application = Application(
            services=build_services(locations),
            preferences=preferences,
            session=load_session(locations.session_file),
            library=library,
        )
        opened.append(application)
        with qtbot.waitSignal(application.window.painted, timeout=WAIT_MS):
            application.start()
        return application

    yield open_one
    for application in opened:
        application.window.close()  # closing twice does nothing
        application.window.deleteLater()


@pytest.fixture
def first_article_id(filled_library: Path) -> str:
    with closing(build_services(locate(filled_library))) as services:
        return next(
            row.id for row in services.shelf.rows(services.shelf.order_of_all()) if row.title.startswith("Seoul and")
        )
