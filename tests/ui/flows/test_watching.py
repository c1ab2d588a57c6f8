"""When watched folders are looked through."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.ui.flows import watching
from reader.ui.flows.background_work import WorkKind
from reader.ui.flows.watching import WatchingFlow, folders_below
from reader.wiring import Services

WAIT_MS = 30_000
Make = Callable[..., WatchingFlow]


class Work(QObject):
    """Notes which scans are asked for, in place of a child process."""

    finished = Signal(object, object)
    scanned = Signal(object)  # the paths

    def __init__(self, *, read_only: bool) -> None:
        super().__init__()
        self.read_only = read_only
        self.scans: list[list[str]] = []

    def scan_folders(self, paths: list[Path] = []) -> None:  # noqa: B006  # never changed
        self.scans.append([str(path) for path in paths])
        self.scanned.emit(paths)
        self.finished.emit(WorkKind.SCAN, {})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "watched"
    (made / "below").mkdir(parents=True)
    return made


@pytest.fixture
def make(qtbot: QtBot, services: Services) -> Iterator[Make]:
    pool, window = QThreadPool(), QWidget()
    qtbot.addWidget(window)

    def make_flow(*, read_only: bool = False) -> tuple[WatchingFlow, Work]:
        work = Work(read_only=read_only)
        flow = WatchingFlow(
            watched_folders=services.watched_folders,
            work=work,  # type: ignore[arg-type]  # a stand-in
            window=window,
            pool=pool,
        )
        return flow, work

    yield make_flow  # type: ignore[misc]
    pool.waitForDone()


def test_at_the_start_all_is_looked_through(qtbot: QtBot, make: Make, services: Services, folder: Path) -> None:
    services.watched_folders.add(folder)
    flow, work = make()
    with qtbot.waitSignal(work.scanned, timeout=WAIT_MS):
        flow.begin()
    assert work.scans == [[]]


def test_without_folders_nothing_is_looked_through(qtbot: QtBot, make: Make) -> None:
    flow, work = make()
    flow.begin()
    qtbot.waitUntil(lambda: not flow._loading.busy, timeout=WAIT_MS)
    flow.scan_all()
    assert work.scans == []


def test_where_a_backup_is_read_nothing_is_looked_through(
    qtbot: QtBot, make: Make, services: Services, folder: Path
) -> None:
    services.watched_folders.add(folder)
    flow, work = make(read_only=True)
    flow.begin()
    qtbot.waitUntil(lambda: bool(flow._folders), timeout=WAIT_MS)
    flow.scan_all()
    flow._on_directory_changed(str(folder))
    flow._scan_changed()
    assert work.scans == []


def test_only_the_part_that_changed_is_looked_through(
    qtbot: QtBot, make: Make, services: Services, folder: Path
) -> None:
    services.watched_folders.add(folder)
    flow, work = make()
    with qtbot.waitSignal(work.scanned, timeout=WAIT_MS):
        flow.begin()
    qtbot.waitUntil(lambda: flow._watcher is not None and len(flow._watcher.directories()) == 2, timeout=WAIT_MS)
    with qtbot.waitSignal(work.scanned, timeout=WAIT_MS):
        (folder / "below" / "new.txt").write_text("A bridge opens")
    assert work.scans[1:] == [[str(folder / "below")]]


def test_a_folder_in_which_something_changes_all_the_time_is_looked_at_nevertheless(
    qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setattr(watching, "QUIET_MS", 600_000)
    monkeypatch.setattr(watching, "LONGEST_MS", 50)
    flow, work = make()
    with qtbot.waitSignal(work.scanned, timeout=WAIT_MS):
        flow._on_directory_changed(str(folder))
        flow._on_directory_changed(str(folder / "below"))
    assert work.scans == [[str(folder), str(folder / "below")]]
    assert not flow._quiet.isActive()


def test_hidden_folders_are_left_out_and_a_circle_ends(folder: Path) -> None:
    (folder / ".git" / "objects").mkdir(parents=True)
    os.symlink(folder, folder / "below" / "again")
    assert folders_below([str(folder), str(folder / "missing")]) == [str(folder), str(folder / "below")]


def test_no_more_folders_are_watched_than_a_system_allows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOST_WATCHED", 3)
    for number in range(9):
        (folder / f"{number}").mkdir()
    assert len(folders_below([str(folder)])) == 3
