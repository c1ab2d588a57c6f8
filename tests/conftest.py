"""What every test stands on: no display, no library of the person who runs them, real services in a folder of its own.

Qt reads its platform when it is loaded, so the environment is set before anything else is imported.
"""

import locale
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("READALSO_LIBRARY", None)
try:
    locale.setlocale(locale.LC_CTYPE, "")
except locale.Error:  # one that is not installed
    os.environ["LC_ALL"] = "C.UTF-8"
else:  # Qt complains of any other; where LC_ALL says "C", Python leaves it so
    if sys.platform != "win32" and locale.nl_langinfo(locale.CODESET) != "UTF-8":
        os.environ["LC_ALL"] = "C.UTF-8"

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reader.library.importers.draft import ImportedArticle
from reader.locations import Locations, bundled, locate
from reader.tasks.import_files import ImportFiles
from reader.ui.display import missing_library
from reader.wiring import Services, build_services

try:
    import PySide6.QtWidgets  # noqa: F401  # loads what Qt needs of the system
except ImportError as error:
    pytest.exit(missing_library(error), returncode=pytest.ExitCode.USAGE_ERROR)

ROOT = Path(__file__).parent.parent
MakeDraft = Callable[..., ImportedArticle]
WriteArticle = Callable[..., Path]
LONG_EXAMPLES = 500  # of each property with --long; 100 are usual


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="many more examples and larger libraries; takes long")


def pytest_configure(config: pytest.Config) -> None:
    # How long an example takes says something of the machine, not of the program.
    settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("usual")
    if config.getoption("--long"):
        settings.register_profile("long", max_examples=LONG_EXAMPLES)
        settings.load_profile("long")


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    return locate(tmp_path / "library")


@pytest.fixture
def services(locations: Locations) -> Iterator[Services]:
    with closing(build_services(locations)) as built:
        yield built


@pytest.fixture(scope="session")
def make_draft() -> MakeDraft:
    """An article as an importer would give it: a title is enough."""

    def make(title: str, text: str = "", **more: object) -> ImportedArticle:
        return ImportedArticle(title=title, text=text or f"A lead about {title}.\n\nAnd a body.", **more)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The files of the bundled articles."""
    return sorted(path for path in bundled("seeds").rglob("*") if path.is_file())


@pytest.fixture
def write_article(tmp_path: Path) -> WriteArticle:
    """Writes a plain text article into the folder `archive` and gives its path."""

    def write(name: str, title: str, text: str = "", links: tuple[str, ...] = ()) -> Path:
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        also = "".join(f"\n- {link}" for link in links)
        path.write_text(
            f"{title}\n\n{text or f'This is the lead about {title}.'}"
            + (f"\n\nRead also:{also}" if also else "")
            + "\n",
            encoding="utf-8",
        )
        return path

    return write


@pytest.fixture
def import_files(services: Services) -> ImportFiles:
    return services.import_files
