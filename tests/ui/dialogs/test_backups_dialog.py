"""The list of backups: what it says of each, and what can be asked for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.tasks.backup_manifest import LIBRARY, USERDATA, BackedUpFile, Backup, BackupReason, SourceState
from reader.tasks.rescue import RescueInfo
from reader.ui.dialogs.backups_dialog import BackupsDialog
from reader.ui.rescue_banner import RescueBanner

STATE = SourceState(size=1, modified_ns=1, inode=1, log_size=0, log_modified_ns=0)
MADE_AT = datetime(2026, 11, 27, 12, tzinfo=UTC)


def backup(reason: BackupReason, **rows: int) -> Backup:
    names = (USERDATA, LIBRARY) if "articles" in rows else (USERDATA,)
    return Backup(
        folder=Path(f"/backups/{reason}"),
        made_at=MADE_AT,
        reason=reason,
        program="1",
        files=tuple(
            BackedUpFile(
                name=name,
                size=1_500_000,
                sha256="",
                version=1,
                rows=rows if name == names[-1] else {},
                source=STATE,
            )
            for name in names
        ),
    )


WHOLE = backup(BackupReason.DAILY, articles=3_000, bookmarks=1, notes=2)
MARKS = backup(BackupReason.BEFORE_MIGRATION, bookmarks=12)


@pytest.fixture
def dialog(qtbot: QtBot) -> BackupsDialog:
    made = BackupsDialog(read_only=False, parent=None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show_backups([WHOLE, MARKS])
    return made


def test_each_backup_says_when_why_and_what_is_in_it(dialog: BackupsDialog, qtmodeltester: ModelTester) -> None:
    model = dialog.model
    rows = [[model.data(model.index(row, column)) for column in range(4)] for row in range(2)]
    assert rows[0][1:] == ["Automatic", "3,000 articles, 1 bookmark, 2 notes", "3.0 MB"]
    assert rows[0][0].startswith("27 Nov 2026, ")
    assert rows[1][1:] == ["Before the library was brought up to date", "12 bookmarks, without the articles", "1.5 MB"]
    qtmodeltester.check(model)


def test_the_chosen_one_can_be_restored_by_button_and_by_key(qtbot: QtBot, dialog: BackupsDialog) -> None:
    assert not dialog.restore.isEnabled()
    dialog.show()
    dialog.table.selectRow(1)
    assert dialog.restore.isEnabled()
    with qtbot.waitSignal(dialog.restore_wanted) as wanted:
        dialog.restore.click()
    assert wanted.args == [MARKS]
    with qtbot.waitSignal(dialog.restore_wanted) as wanted:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted.args == [MARKS]


def test_without_backups_it_says_when_there_will_be_some(qtbot: QtBot) -> None:
    empty = BackupsDialog(read_only=True, parent=None)
    empty.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(empty)
    empty.show_backups([])
    assert not empty.back_up.isEnabled()
    assert not empty.restore.isEnabled()


def test_the_banner_says_what_is_read_and_offers_three_ways_on(qtbot: QtBot) -> None:
    banner = RescueBanner(
        RescueInfo(
            problem="The library in /data/<b>x</b> is damaged.",
            folder=Path("/b"),
            made_at=MADE_AT,
            from_backup=(LIBRARY,),
        )
    )
    qtbot.addWidget(banner)
    assert "<b>x</b>" in banner.words.text()
    assert banner.words.textFormat() == Qt.TextFormat.PlainText
    for button, wanted in (
        (banner.restore, banner.restore_wanted),
        (banner.choose, banner.choice_wanted),
        (banner.folder, banner.folder_wanted),
    ):
        with qtbot.waitSignal(wanted):
            button.click()
