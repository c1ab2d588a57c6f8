"""What runs in a child process, in which order, and what the window hears of it."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from reader.articles.article import ArticleNumber
from reader.ui.flows.background_work import BackgroundWorkFlow, WorkKind
from reader.wiring import Services
from tests.conftest import MakeDraft, WriteArticle

WAIT_MS = 30_000
Make = Callable[..., BackgroundWorkFlow]


@pytest.fixture
def make(qapp: QObject, services: Services, tmp_path: Path) -> Iterator[Make]:
    """A flow whose child is our own command line, or a script that is given."""
    owner = QObject(qapp)
    pool = QThreadPool()
    made: list[BackgroundWorkFlow] = []

    def make_flow(script: str = "") -> BackgroundWorkFlow:
        own = [sys.executable, "-m", "reader", "--library", str(services.locations.data)]
        if script:
            (tmp_path / "child.py").write_text(script, "utf-8")
            own = [sys.executable, str(tmp_path / "child.py")]
        flow = BackgroundWorkFlow(
            command=own, shelf=services.shelf, imports=services.imports, search_index=services.search_index,
            name_articles=services.name_articles, pool=pool, parent=owner,
        )  # fmt: skip
        made.append(flow)
        return flow

    yield make_flow
    for flow in made:
        flow.end_now()
    pool.waitForDone()


def test_an_import_is_told_of_before_the_names_are_found(
    qtbot: QtBot, make: Make, services: Services, write_article: WriteArticle
) -> None:
    services.imports.end(services.imports.begin(["x"]))  # not the first launch
    article = write_article("a.txt", "A visit", "Gen Nakatani came to Seoul.")
    flow, heard = make(), list[str]()
    flow.finished.connect(lambda kind, _report: heard.append(kind))
    flow.progressed.connect(lambda words, *_more: heard.append(words))
    flow.problem_met.connect(lambda error: heard.append(str(error)))
    with qtbot.waitSignal(flow.all_done, timeout=WAIT_MS):
        flow.import_paths([article])
    assert WorkKind.NAMES in heard, heard
    assert heard.index(WorkKind.IMPORT) < heard.index("Finding names, 0 of 1") < heard.index(WorkKind.NAMES)
    assert services.names.mentions_of(ArticleNumber(1))


def test_it_is_told_that_names_wait_before_they_are_found(
    qtbot: QtBot, make: Make, services: Services, make_draft: MakeDraft
) -> None:
    services.imports.end(services.imports.begin(["x"]))
    services.shelf.add([make_draft("A visit", "Gen Nakatani came to Seoul.")])
    flow, heard = make(), list[str]()
    flow.names_wait.connect(lambda: heard.append("wait"))
    flow.finished.connect(lambda _kind, _report: heard.append("done"))
    with qtbot.waitSignal(flow.all_done, timeout=WAIT_MS):
        flow.complete()
    assert heard[0] == "wait"
    assert "done" in heard


ENDLESS = """
import json, sys
print(json.dumps({"event": "progress", "stage": sys.argv[1], "done": 1, "total": 9}), flush=True)
if sys.argv[1] == "index":
    for line in sys.stdin:
        print(json.dumps({"event": "progress", "stage": line.strip(), "done": 2, "total": 9}), flush=True)
else:
    print(json.dumps({"event": "report", "added": 0}), flush=True)
"""


def test_an_import_need_not_wait_for_the_names_of_others(
    qtbot: QtBot, make: Make, services: Services, make_draft: MakeDraft
) -> None:
    services.imports.end(services.imports.begin(["x"]))
    services.shelf.add([make_draft("One")])
    services.search_index.apply([], revision=services.shelf.revision())
    flow = make(ENDLESS)
    with qtbot.waitSignal(flow.progressed, timeout=WAIT_MS) as told:
        flow.complete()
    assert told.args[0] == "index 1 of 9"
    assert flow.busy
    assert not flow.brings_articles
    with qtbot.assertNotEmitted(flow.cancelled), qtbot.waitSignal(flow.finished, timeout=WAIT_MS) as ended:
        flow.import_paths([Path("more")])
    assert ended.args[0] is WorkKind.IMPORT
    with qtbot.waitSignal(flow.progressed, timeout=WAIT_MS) as told:  # and then the names are gone on with
        pass
    assert told.args[0] == "index 1 of 9"


def test_the_child_hears_what_the_reader_looks_at(
    qtbot: QtBot, make: Make, services: Services, make_draft: MakeDraft
) -> None:
    services.imports.end(services.imports.begin(["x"]))
    services.shelf.add([make_draft("One")])
    services.search_index.apply([], revision=services.shelf.revision())
    flow = make(ENDLESS)
    flow.prefer([ArticleNumber(1)])  # nobody runs yet
    heard = list[str]()
    flow.progressed.connect(lambda words, *_more: heard.append(words))
    flow.complete()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=WAIT_MS)
    assert heard[1] == '{"first": [1]} 2 of 9'
    with qtbot.waitSignal(flow.progressed, timeout=WAIT_MS) as told:
        flow.prefer([ArticleNumber(7), ArticleNumber(3)])
    assert told.args[0] == f"{json.dumps({'first': [7, 3]})} 2 of 9"
