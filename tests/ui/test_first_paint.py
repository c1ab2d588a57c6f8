"""The first paint loads no class of Qt that costs as much as an article to paint, nor anything that searches."""

import os
import subprocess
import sys

import pytest

from reader.cli import main

# Opens the window as the desktop does; what is loaded when it begins to load the rest has been needed to paint.
PROGRAM = """
import os, sys
from reader.cli import main

class Watcher:
    def find_spec(self, name, path, target=None):
        if name == "reader.ui.gestures":
            from shiboken6 import Shiboken
            classes = [Shiboken.Object]
            for each in classes:
                classes += type.__subclasses__(each)
            print(*sorted({each.__name__ for each in classes} | sys.modules.keys()), sep="\\n", flush=True)
            os._exit(0)

sys.meta_path.insert(0, Watcher())
main([])
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The classes of Qt and the modules that are there after the first paint of an article."""
    folder = tmp_path_factory.mktemp("first")
    article = folder / "article.txt"
    article.write_text("A headline\n\nThe first paragraph names Tokyo.\n\nThe second one is longer.\n")
    library = folder / "library"
    assert main(["import", str(article), "--library", str(library)]) == 0
    environment = {**os.environ, "READALSO_LIBRARY": str(library), "QT_QPA_PLATFORM": "offscreen"}
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert finished.returncode == 0, finished.stderr
    return set(finished.stdout.split())


def test_the_article_and_its_row_were_painted(loaded: set[str]) -> None:
    assert {"ArticleText", "RowDelegate", "reader.ui.reading_pane.marks"} <= loaded
    assert "QTextLine" in loaded


@pytest.mark.parametrize("costly", ["QStyle", "QGradient", "QDockWidget", "QTextCharFormat", "QUrl"])
def test_costly_classes_wait(loaded: set[str], costly: str) -> None:
    """QDockWidget stands for all widgets: they are loaded together, to find out what one of them is."""
    assert costly not in loaded


@pytest.mark.parametrize(
    "module",
    [
        "whoosh", "numpy", "platformdirs", "html.entities", "reader.ui.gestures",
        "reader.entities.linker", "reader.entities.recognizer", "reader.library.linking", "reader.search.index",
    ],
)  # fmt: skip
def test_what_paints_nothing_waits(loaded: set[str], module: str) -> None:
    assert module not in loaded
