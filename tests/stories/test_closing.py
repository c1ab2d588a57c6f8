"""A closed window has let go of the library: whatever comes too late neither opens it again nor starts anything."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reader.files import only_one
from reader.locations import locate
from reader.tasks import backups
from reader.tasks.written_by import last_writer, note_writer
from reader.ui.child_job import ChildJob
from tests.stories.conftest import Doing, OpenWindow

Open = Callable[[], OpenWindow]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands of the child processes that are started; they run as ever."""
    commands: list[list[str]] = []
    start = ChildJob.start

    def start_(job: ChildJob) -> None:
        commands.append(job._process.arguments())
        start(job)

    monkeypatch.setattr(ChildJob, "start", start_)
    return commands


def logs_of(library: Path) -> list[str]:
    """What SQLite has beside a database that is open."""
    return sorted(path.name for path in library.iterdir() if path.name.endswith(("-wal", "-shm")))


def finish_late_answers(reader: OpenWindow) -> None:
    for _ in range(5):
        reader.application.wait_for_threads()
        QApplication.processEvents()


def test_no_timer_and_no_late_answer_opens_the_library_again(
    seeded: Path, tmp_path: Path, open_window: Open, do: Doing, begun: list[list[str]]
) -> None:
    reader = open_window()
    do.settle(reader)
    (tmp_path / "watched").mkdir()
    reader.gestures.library.watching.add(tmp_path / "watched")
    do.wait(lambda: bool(reader.services.watched_folders.all()))
    do.finish_work(reader) if reader.gestures.work.busy else do.settle(reader)
    assert logs_of(seeded)
    reader.close()
    assert logs_of(seeded) == []
    begun.clear()
    timers = [*reader.window.findChildren(QTimer), *reader.application.findChildren(QTimer)]
    assert len(timers) > 10
    for timer in timers:
        if timer.isActive():  # it would go off
            timer.timeout.emit()
    reader.close()  # closing twice does nothing
    gestures = reader.gestures
    for late in (
        gestures.work.complete,
        gestures.work.scan_folders,
        gestures.work.rebuild_index,
        gestures.work.back_up,
        gestures.library.watching.begin,
        gestures.library.watching.scan_all,
        gestures.list_joint.refresh,
        gestures.opening.toggle_bookmark,
        gestures.backups.show,
    ):
        late()
        finish_late_answers(reader)
    gestures.work.import_paths([tmp_path / "watched"])
    finish_late_answers(reader)
    assert logs_of(seeded) == []
    assert begun == []
    assert not gestures.work.busy


def test_what_is_under_way_when_the_window_closes_does_not_come_back(
    seeded: Path, open_window: Open, begun: list[list[str]]
) -> None:
    reader = open_window()
    reader.gestures.work.complete()
    reader.gestures.list_joint.refresh()
    reader.gestures.library.watching.begin()
    reader.close()
    begun.clear()
    finish_late_answers(reader)
    assert logs_of(seeded) == []
    assert begun == []


def test_a_window_that_is_closed_does_not_stay_for_the_backup_before_an_upgrade(
    seeded: Path, open_window: Open, do: Doing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "LOCK_SECONDS", 0.0)  # of our own process: whoever waits meets an error
    note_writer(seeded, "0.0.1")
    with only_one(locate(seeded).backups / backups.LOCK, wait_seconds=0):
        reader = open_window()
        do.wait(lambda: reader.gestures.work.busy and reader.title != "")
        reader.close()
    assert not reader.gestures.work.busy
    assert last_writer(seeded) == "0.0.1"
    assert reader.services.backups.all() == []
    assert logs_of(seeded) == []


def test_what_cannot_be_written_down_at_the_end_keeps_nothing_from_ending(
    seeded: Path, open_window: Open, do: Doing, caplog: pytest.LogCaptureFixture
) -> None:
    reader = open_window()
    do.settle(reader)
    session = locate(seeded).session_file
    session.unlink(missing_ok=True)
    session.mkdir(parents=True)  # as on a full disk
    reader.gestures.work.rebuild_index()
    reader.close()
    assert "could not be written down" in caplog.text
    assert not reader.gestures.work.busy
    assert logs_of(seeded) == []
