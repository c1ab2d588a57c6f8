"""What runs in a child process, in which order, and what the window hears of it."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from reader.articles.article import ArticleNumber
from reader.database.faults import ReadOnlyError
from reader.errors import ReaderError
from reader.tasks.backup_manifest import BackupReason
from reader.tasks.written_by import note_writer
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

    def make_flow(script: str = "", **more: Any) -> BackgroundWorkFlow:
        own = [sys.executable, "-m", "reader", "--library", str(services.locations.data)]
        if script:
            (tmp_path / "child.py").write_text(script, "utf-8")
            own = [sys.executable, str(tmp_path / "child.py")]
        flow = BackgroundWorkFlow(
            command=own, shelf=services.shelf, imports=services.imports, search_index=services.search_index,
            name_articles=services.name_articles, pool=pool, parent=owner, **more,
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


@pytest.fixture
def due(services: Services, make_draft: MakeDraft) -> Services:
    """A library for which it is time to be backed up; the names of its article are to be found."""
    services.imports.end(services.imports.begin(["x"]))
    with services.library.writing() as db:
        db.execute("UPDATE imports SET started_at = '2020-01-01T00:00:00+00:00'")
    services.shelf.add([make_draft("A visit", "Gen Nakatani came to Seoul.")])
    services.search_index.apply([], revision=services.shelf.revision())
    return services


def test_a_backup_that_is_due_is_made_before_the_names_and_only_once(qtbot: QtBot, make: Make, due: Services) -> None:
    flow, heard = make(backups=due.backups), list[WorkKind]()
    flow.finished.connect(lambda kind, _report: heard.append(kind))
    with qtbot.waitSignal(flow.all_done, timeout=WAIT_MS):
        flow.complete()
    assert heard == [WorkKind.BACKUP, WorkKind.NAMES]
    [backup] = due.backups.all()
    assert backup.rows("articles") == 1
    with qtbot.waitSignal(flow.all_done, timeout=WAIT_MS):
        flow.complete()
    assert heard == [WorkKind.BACKUP, WorkKind.NAMES]


NO_ROOM = """
import json, sys
if sys.argv[1] == "backup":
    sys.exit("readalso: There is no room.")
print(json.dumps({"event": "report"}), flush=True)
"""


def test_a_backup_that_cannot_be_made_is_told_once_and_the_rest_goes_on(
    qtbot: QtBot, make: Make, due: Services
) -> None:
    flow, heard, told = make(NO_ROOM, backups=due.backups), list[WorkKind](), list[ReaderError]()
    flow.finished.connect(lambda kind, _report: heard.append(kind))
    flow.problem_met.connect(told.append)
    with qtbot.waitSignal(flow.finished, timeout=WAIT_MS):
        flow.complete()
    assert heard == [WorkKind.NAMES]
    assert [error.problem for error in told] == ["There is no room."]
    with qtbot.waitSignal(flow.finished, timeout=WAIT_MS):  # the names of that script are never found
        flow.complete()
    assert len(told) == 1


BACKING_UP = """
import json, sys
print(json.dumps({"event": "progress", "stage": sys.argv[1], "done": 1, "total": 9}), flush=True)
if sys.argv[1] == "backup":
    sys.stdin.read()
print(json.dumps({"event": "report", "added": 0}), flush=True)
"""


@pytest.mark.parametrize("by_hand", [False, True])
def test_an_import_waits_for_a_backup_that_was_asked_for_but_not_for_an_automatic_one(
    qtbot: QtBot, make: Make, due: Services, by_hand: bool
) -> None:
    flow = make(BACKING_UP, backups=due.backups)
    with qtbot.waitSignal(flow.progressed, timeout=WAIT_MS) as told:
        flow.back_up() if by_hand else flow.complete()
    assert told.args[0] == "backup 1 of 9"
    assert not flow.brings_articles
    heard = list[str]()
    flow.progressed.connect(lambda words, *_more: heard.append(words))
    flow.import_paths([Path("more")])
    if by_hand:
        with qtbot.waitSignal(flow.cancelled, timeout=WAIT_MS):
            flow.cancel()  # the script would never end
    qtbot.waitUntil(lambda: "import 1 of 9" in heard, timeout=WAIT_MS)


@pytest.fixture
def of_another_version(due: Services, make_draft: MakeDraft) -> Services:
    """The same library; another version wrote it, and an article is to be indexed."""
    due.shelf.add([make_draft("A journey")])
    note_writer(due.locations.data, "0.0.1")
    return due


def test_the_backup_before_an_upgrade_goes_before_everything_else(
    qtbot: QtBot, make: Make, of_another_version: Services
) -> None:
    flow, heard = make(backups=of_another_version.backups), list[WorkKind]()
    flow.finished.connect(lambda kind, _report: heard.append(kind))
    with qtbot.waitSignal(flow.all_done, timeout=WAIT_MS):
        flow.complete()
    assert heard == [WorkKind.BACKUP, WorkKind.COMPLETE, WorkKind.NAMES]
    [backup] = of_another_version.backups.all()
    assert (backup.reason, backup.written_by) == (BackupReason.BEFORE_UPGRADE, "0.0.1")


def test_an_import_waits_for_the_backup_before_an_upgrade(
    qtbot: QtBot, make: Make, of_another_version: Services
) -> None:
    flow, heard = make(BACKING_UP, backups=of_another_version.backups), list[str]()
    with qtbot.waitSignal(flow.progressed, timeout=WAIT_MS) as told:
        flow.complete()
    assert told.args[0] == "backup 1 of 9"
    flow.progressed.connect(lambda words, *_more: heard.append(words))
    flow.import_paths([Path("more")])
    with qtbot.waitSignal(flow.cancelled, timeout=WAIT_MS):  # only because the reader wants it
        flow.cancel()
    qtbot.waitUntil(lambda: "import 1 of 9" in heard, timeout=WAIT_MS)


def test_when_the_program_has_closed_nothing_is_begun(qtbot: QtBot, make: Make, due: Services) -> None:
    flow = make(ENDLESS, backups=due.backups)
    flow.end_now()
    with qtbot.assertNotEmitted(flow.progressed), qtbot.assertNotEmitted(flow.all_done):
        flow.complete()
        flow.import_paths([Path("more")])
        flow.scan_folders()
    assert not flow.busy


def test_nothing_is_done_to_a_library_that_is_only_read(qtbot: QtBot, make: Make, due: Services) -> None:
    flow = make(backups=due.backups, read_only=True)
    with qtbot.waitSignal(flow.all_done):
        flow.complete()
    for ask in (flow.rebuild_index, flow.back_up, lambda: flow.import_paths([Path("more")])):
        with qtbot.waitSignal(flow.problem_met) as told:
            ask()
        assert isinstance(told.args[0], ReadOnlyError)
    assert not flow.busy
