"""The report of an import: what needs a look first, one kind at a time, from the row to the article or the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.library.imports import FileResult, Outcome
from reader.ui.dialogs.import_report import NOTHING, ImportReportDialog, report_of

ADDED = FileResult("/archive/good.txt", Outcome.ADDED, 1)
EMPTY = FileResult("/archive/empty.txt", Outcome.FAILED, 0, "The file is empty.")
INSIDE = FileResult("/archive/many.zip › b.txt", Outcome.FAILED, 0, "The file is empty.")
MANY = FileResult("/archive/many.zip", Outcome.PRESENT, 1_200)
RESULTS = [ADDED, EMPTY, MANY, INSIDE]


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget) -> ImportReportDialog:
    return shown(qtbot, window)


def shown(qtbot: QtBot, window: QWidget, *, only: Outcome | None = None) -> ImportReportDialog:
    made = ImportReportDialog(only=only, parent=window)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.show_report(report_of(RESULTS))
    return made


def keys(dialog: ImportReportDialog) -> list[object]:
    return [dialog.model.line(row).key for row in range(dialog.model.rowCount())]


def kinds(dialog: ImportReportDialog) -> list[QToolButton]:
    return [each for each in dialog.findChildren(QToolButton) if each.property("role") == "segment"]


def button(dialog: ImportReportDialog, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == words)


def test_what_could_not_be_read_stands_first(dialog: ImportReportDialog) -> None:
    assert keys(dialog) == [EMPTY, INSIDE, ADDED, MANY]
    assert dialog.model.line(0).cells == ("Not read", "", "/archive/empty.txt", "The file is empty.")
    assert dialog.model.line(3).cells == ("Already there", "1,200", "/archive/many.zip", "")


def test_each_kind_is_counted_and_can_be_seen_alone(dialog: ImportReportDialog) -> None:
    assert [each.text() for each in kinds(dialog)] == ["All 4", "Not read 2", "Added 1", "Already there 1"]
    kinds(dialog)[2].click()
    assert keys(dialog) == [ADDED]
    kinds(dialog)[0].click()
    assert len(keys(dialog)) == 4


def test_the_kind_that_was_asked_for_is_shown_first(qtbot: QtBot, window: QWidget) -> None:
    failed = shown(qtbot, window, only=Outcome.FAILED)
    assert keys(failed) == [EMPTY, INSIDE]
    assert [each.text() for each in kinds(failed) if each.isChecked()] == ["Not read 2"]
    other = shown(qtbot, window, only=Outcome.SKIPPED)
    assert len(keys(other)) == 4
    assert [each.text() for each in kinds(other) if each.isChecked()] == ["All 4"]


def test_return_opens_the_article_or_shows_where_the_file_lies(qtbot: QtBot, dialog: ImportReportDialog) -> None:
    dialog.table.selectRow(2)
    with qtbot.waitSignal(dialog.article_wanted) as article:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert article.args == [ADDED]
    dialog.table.selectRow(1)
    with qtbot.waitSignal(dialog.folder_wanted) as folder:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert folder.args == [Path("/archive/many.zip")]


def test_an_article_is_opened_only_where_there_is_one(qtbot: QtBot, dialog: ImportReportDialog) -> None:
    opening, folder = button(dialog, "Open the article"), button(dialog, "Show the folder")
    assert not opening.isEnabled()
    dialog.table.selectRow(0)
    assert not opening.isEnabled()
    assert folder.isEnabled()
    dialog.table.selectRow(2)
    with qtbot.waitSignal(dialog.article_wanted):
        opening.click()
    dialog.table.selectAll()
    assert not opening.isEnabled()


def test_an_empty_report_says_so(qtbot: QtBot, window: QWidget) -> None:
    dialog = ImportReportDialog(parent=window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_report(report_of([]))
    assert dialog._empty.text() == NOTHING
    assert dialog._empty.isVisible()
