"""A library is damaged: the window shows the backup, says so, changes nothing, and restores it when it is told to."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from reader.locations import locate
from reader.tasks.backup_manifest import BackupReason
from reader.ui.actions import Command
from reader.ui.dialogs.backups_dialog import BackupsDialog
from reader.ui.rescue_banner import RescueBanner
from reader.ui.restoring import RestoringWindow
from reader.wiring import build_services
from tests.stories.conftest import WAIT_MS, Doing, OpenWindow
from tests.tasks.backing_up import add_articles, damage, titles_in

Open = Callable[[], OpenWindow]
TITLE = "Japan’s prime minister to step down"


@pytest.fixture
def backed_up(seeded: Path) -> Path:
    """A library with a backup; one article came since."""
    with closing(build_services(locate(seeded))) as services:
        services.backups.make(BackupReason.DAILY)
        add_articles(services.library, "Since the backup")
    return seeded


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that would be started, on their own, instead of this one; nothing ends."""
    begun: list[list[str]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda program, arguments: begun.append([program, *arguments]))
    monkeypatch.setattr(QApplication, "quit", lambda: None)
    return begun


def banner_of(reader: OpenWindow) -> RescueBanner | None:
    return next(iter(reader.window.findChildren(RescueBanner)), None)


def confirm(do: Doing, words: str) -> None:
    """Click the button of the question that is asked."""
    do.wait(lambda: any(isinstance(each, QMessageBox) and each.isVisible() for each in QApplication.topLevelWidgets()))
    box = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible())
    do.click(next(each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == words))


def test_a_damaged_library_is_read_from_its_backup_and_the_reader_is_told(
    backed_up: Path, open_window: Open, do: Doing
) -> None:
    damage(backed_up / "library.sqlite")
    damaged = (backed_up / "library.sqlite").read_bytes()
    reader = open_window()
    banner = banner_of(reader)
    assert banner is not None
    do.wait(banner.isVisible)
    assert "could not be opened" in reader.words()
    assert str(backed_up / "library.sqlite") in reader.words()
    do.wait(lambda: len(reader.rows()) > 50)
    assert "Since the backup" not in reader.rows()
    do.search(reader, "Tokyo")
    assert reader.rows()
    reader.trigger(Command.TOGGLE_BOOKMARK)
    do.wait(lambda: "nothing can be changed" in reader.gestures.banner.words())
    do.settle(reader)
    assert not reader.gestures.actions.commands[Command.TOGGLE_BOOKMARK].isChecked()
    reader.gestures.work.import_paths([backed_up])
    assert not reader.gestures.work.busy
    reader.close()
    assert (backed_up / "library.sqlite").read_bytes() == damaged


def test_the_reader_restores_the_backup_and_a_fresh_window_opens(
    qtbot: QtBot, backed_up: Path, open_window: Open, do: Doing, started: list[list[str]]
) -> None:
    damage(backed_up / "library.sqlite")
    reader = open_window()
    banner = banner_of(reader)
    assert banner is not None
    do.click(banner.restore)
    confirm(do, "Restore")
    window = reader.application.restoring
    assert isinstance(window, RestoringWindow)
    assert window.isVisible()
    assert not reader.window.isVisible()
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        pass
    assert started[0][-2:] == ["--library", str(backed_up)]
    window.close()
    window.deleteLater()
    again = open_window()
    assert banner_of(again) is None
    do.wait(lambda: len(again.rows()) > 50)
    assert list((backed_up / "damaged").glob("*/library.sqlite"))


def test_nothing_is_restored_before_the_reader_says_so(
    backed_up: Path, open_window: Open, do: Doing, started: list[list[str]]
) -> None:
    reader = open_window()
    reader.trigger(Command.SHOW_BACKUPS)
    dialog = reader.window.findChildren(BackupsDialog)[0]
    do.wait(lambda: dialog.model.rowCount() == 1)
    dialog.table.selectRow(0)
    do.click(dialog.restore)
    confirm(do, "Cancel")
    do.settle(reader)
    assert reader.window.isVisible()
    assert started == []
    assert len(list((backed_up / "backups").glob("*/manifest.json"))) == 1


def test_a_restore_that_fails_says_why_and_opens_the_library_as_it_was(
    qtbot: QtBot, backed_up: Path, open_window: Open, do: Doing, started: list[list[str]]
) -> None:
    reader = open_window()
    reader.trigger(Command.SHOW_BACKUPS)
    dialog = reader.window.findChildren(BackupsDialog)[0]
    do.wait(lambda: dialog.model.rowCount() == 1)
    [backup] = [path.parent for path in (backed_up / "backups").glob("*/manifest.json")]
    damage(backup / "library.sqlite")
    dialog.table.selectRow(0)
    do.click(dialog.restore)
    confirm(do, "Restore")
    window = reader.application.restoring
    do.wait(lambda: window.button.isVisible())
    assert "was not restored" in window.words.text()
    with qtbot.waitSignal(window.ended, timeout=WAIT_MS):
        do.click(window.button)
    assert len(started) == 1
    window.close()
    window.deleteLater()
    with closing(build_services(locate(backed_up))) as services:
        assert services.rescue is None
    assert "Since the backup" in titles_in(backed_up / "library.sqlite")


def test_a_backup_is_made_from_the_window_and_listed(backed_up: Path, open_window: Open, do: Doing) -> None:
    reader = open_window()
    do.settle(reader)
    reader.trigger(Command.SHOW_BACKUPS)
    dialog = reader.window.findChildren(BackupsDialog)[0]
    do.wait(lambda: dialog.model.rowCount() == 1)
    do.click(dialog.back_up)
    do.wait(lambda: dialog.model.rowCount() == 2)
    assert dialog.words() == "A backup was made."
    assert len(list((backed_up / "backups").glob("*-by-hand"))) == 1
