"""Articles come in: given at the start, pasted, dropped as words, from a watched folder; and the report can be kept."""

import csv
import os

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from reader.ui.actions import Command
from reader.ui.dialogs.import_report import ImportReportDialog
from reader.ui.dialogs.listing_dialog import ListingDialog
from reader.ui.dialogs.watched_folders import WatchedFoldersDialog

pytestmark = pytest.mark.usefixtures("seeded")

PASTED = "The quay at Ostend is repaired\n\nMasons began on Monday. The work takes until spring, the town said."


def test_a_file_given_at_the_start_is_imported_and_shown(open_window, do, write_article):
    path = write_article("harbour.txt", "A harbour reopens", "Dredgers left Quelimane on Friday.")
    reader = open_window([path])
    do.wait(lambda: reader.title == "A harbour reopens")


def test_a_file_given_twice_is_shown_again(open_window, do, write_article):
    path = write_article("harbour.txt", "A harbour reopens", "Dredgers left Quelimane on Friday.")
    reader = open_window([path])
    do.wait(lambda: reader.title == "A harbour reopens")
    do.settle(reader)
    reader.close()
    reader = open_window([path])
    do.open(reader, reader.rows()[3])
    do.wait(lambda: reader.title == "A harbour reopens")
    assert reader.services.shelf.count() == 59


def test_words_on_the_clipboard_become_an_article(open_window, do):
    reader = open_window()
    do.settle(reader)
    QGuiApplication.clipboard().setText(PASTED)
    reader.trigger(Command.PASTE_ARTICLE)
    do.wait(lambda: reader.title == "The quay at Ostend is repaired")
    do.settle(reader)
    do.search(reader, "masons")
    assert reader.rows() == ["The quay at Ostend is repaired"]


def test_a_page_on_the_clipboard_keeps_its_paragraphs_and_runs_nothing(open_window, do):
    reader = open_window()
    do.settle(reader)
    data = QMimeData()
    data.setText("The quay\nMasons began.\nIt takes long.")
    data.setHtml("<h1>The quay at Ostend</h1><p>Masons <b>began</b>.</p><script>alert(1)</script><p>It takes long.</p>")
    QGuiApplication.clipboard().setMimeData(data)
    reader.trigger(Command.PASTE_ARTICLE)
    do.wait(lambda: reader.title == "The quay at Ostend")
    assert reader.gestures.opening.current.article.text == "Masons began.\n\nIt takes long."


def test_an_empty_clipboard_says_so(open_window, do):
    reader = open_window()
    do.settle(reader)
    QGuiApplication.clipboard().setMimeData(QMimeData())
    reader.trigger(Command.PASTE_ARTICLE)
    do.wait(lambda: "no text on the clipboard" in reader.window.status_bar.note())


def test_the_report_says_what_came_of_each_file_and_can_be_kept(open_window, do, write_article, tmp_path):
    good = write_article("good.txt", "A bridge opens")
    (good.parent / "empty.txt").write_bytes(b"")
    reader = open_window()
    do.settle(reader)
    reader.gestures.library.importing.import_paths([str(good.parent)])
    do.finish_work(reader)
    do.click_button(reader.window.status_bar, "Show the report")
    report = do.named(reader, ImportReportDialog)
    do.wait(lambda: report.model.rowCount() == 2)
    report.saving_wanted.emit(tmp_path / "report.csv")
    do.wait(lambda: "Saved as report.csv" in report.words())
    rows = list(csv.DictReader((tmp_path / "report.csv").read_text("utf-8-sig").splitlines()))
    assert {(os.path.basename(row["file"]), row["outcome"]) for row in rows} == {
        ("good.txt", "added"),
        ("empty.txt", "failed"),
    }
    report.close()


def test_what_comes_into_a_watched_folder_comes_into_the_library(open_window, do, write_article):
    first = write_article("first.txt", "A bridge opens")
    reader = open_window()
    do.settle(reader)
    reader.trigger(Command.SHOW_WATCHED)
    dialog = do.named(reader, WatchedFoldersDialog)
    do.click_button(dialog, "Add…")
    chooser = do.named(reader, QFileDialog)
    chooser.fileSelected.emit(str(first.parent))
    chooser.close()
    do.wait(lambda: "A bridge opens" in reader.rows())
    do.settle(reader)
    write_article("second.txt", "A tunnel closes")
    (first.parent / "broken.txt").write_bytes(bytes(range(256)))
    do.wait(lambda: "A tunnel closes" in reader.rows())
    do.wait(lambda: any("1 problem" in button for button in buttons_of(dialog)))
    do.click_button(dialog, "1 problem…")
    problems = next(
        each for each in reader.window.findChildren(ListingDialog) if each.objectName() == "watchedProblems"
    )
    assert problems.model.line(0).cells[0].endswith("broken.txt")
    problems.close()
    dialog.close()


def test_a_removed_file_stays_in_the_library_and_the_article_says_so(open_window, do, write_article):
    path = write_article("first.txt", "A bridge opens")
    write_article("second.txt", "A tunnel closes")
    reader = open_window()
    do.settle(reader)
    reader.gestures.library.watching.add(path.parent)
    do.wait(lambda: "A bridge opens" in reader.rows())
    do.settle(reader)
    path.unlink()
    number = reader.number_of("A bridge opens")
    do.wait(lambda: reader.services.places.gone([number]) == {number})
    assert "A bridge opens" in reader.rows()
    do.open(reader, "A bridge opens")
    do.wait(lambda: "No longer where it was read from" in reader.words())


def test_a_paused_folder_is_left_alone(open_window, do, write_article):
    path = write_article("first.txt", "A bridge opens")
    reader = open_window()
    do.settle(reader)
    reader.gestures.library.watching.add(path.parent)
    do.wait(lambda: "A bridge opens" in reader.rows())
    do.settle(reader)
    reader.trigger(Command.SHOW_WATCHED)
    dialog = do.named(reader, WatchedFoldersDialog)
    do.wait(lambda: dialog.model.rowCount() == 1)
    dialog.table.selectRow(0)
    do.click_button(dialog, "Pause")
    do.wait(lambda: dialog.model.line(0).cells[1] == "Paused")
    write_article("second.txt", "A tunnel closes")
    reader.gestures.library.watching.scan_all()
    do.settle(reader)
    assert "A tunnel closes" not in reader.rows()
    dialog.table.selectRow(0)
    do.click_button(dialog, "Go on")
    do.wait(lambda: "A tunnel closes" in reader.rows())
    dialog.close()


def buttons_of(dialog):
    return [button.text() for button in dialog.findChildren(type(dialog._problem_button)) if button.isVisible()]
