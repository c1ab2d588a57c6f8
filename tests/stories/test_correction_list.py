"""The list of corrections: looked through, shortened, written to a file, and taken into another library."""

import csv
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import EntityKind
from reader.ui.actions import Command
from reader.ui.dialogs.corrections_dialog import CorrectionsDialog

FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of menus
]


def correct(reader, name, action, **more) -> None:
    entity = reader.services.name_pages.find_entities(name)[0].entity
    reader.gestures.names.correcting.correct(Correction(action, entity_id=entity.id, entity_name=name, **more))


def open_list(reader, do) -> CorrectionsDialog:
    reader.trigger(Command.SHOW_CORRECTIONS)
    do.wait(lambda: isinstance(QApplication.activeWindow(), CorrectionsDialog))
    return reader.window.findChild(CorrectionsDialog, "correctionsDialog")


def lines(dialog) -> list[str]:
    """What was said, the newest first."""
    return [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]


def choose_file(reader, do, path) -> None:
    """In the dialog that has opened."""
    do.wait(lambda: bool(reader.window.findChildren(QFileDialog, "correctionsFileDialog")))
    (dialog,) = reader.window.findChildren(QFileDialog, "correctionsFileDialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()


def shown(reader) -> set[str]:
    return {mention.entity.name for mention in reader.names_shown()}


def test_corrections_are_listed_deleted_and_carried_into_another_library(
    open_window, do, library, filled_library, tmp_path
):
    reader, file = open_window(), tmp_path / "corrections.csv"
    do.open(reader, FIRST)
    do.settle(reader)
    with do.correcting(reader):
        correct(reader, "Gen Nakatani", CorrectionAction.RENAME, to_name="Nakatani Gen")
    with do.correcting(reader):
        correct(reader, "Japan", CorrectionAction.HIDE)
    with do.correcting(reader):
        correct(reader, "Ahn Gyu-back", CorrectionAction.RETYPE, to_kind=EntityKind.ORGANISATION)
    dialog = open_list(reader, do)
    said = ["Made Ahn Gyu-back an organisation", "Hid Japan", "Renamed Gen Nakatani to Nakatani Gen"]
    do.wait(lambda: lines(dialog) == said)
    do.type("japan")
    assert lines(dialog) == ["Hid Japan"]
    dialog.table.setFocus(Qt.FocusReason.TabFocusReason)
    dialog.table.selectRow(0)
    with do.correcting(reader):
        do.press(Qt.Key.Key_Delete)
    do.wait(lambda: lines(dialog) == [])
    assert "Undone: hid Japan" in dialog.words()
    assert "Japan" in shown(reader)
    dialog.filter.clear()
    do.wait(lambda: lines(dialog) == [said[0], said[2]])
    with do.correcting(reader):
        do.click_button(dialog, "Undo")
    do.wait(lambda: lines(dialog) == said)
    assert "Japan" not in shown(reader)
    do.click_button(dialog, "Export…")
    choose_file(reader, do, file)
    do.wait(lambda: dialog.words() == f"3 corrections were written to {file.name}.")
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 3
    assert any("Nakatani Gen" in row.values() for row in rows)
    dialog.close()
    reader.close()

    shutil.rmtree(library)
    shutil.copytree(filled_library, library)  # another one, in which nothing was corrected
    other = open_window()
    do.open(other, FIRST)
    do.settle(other)
    assert {"Gen Nakatani", "Japan"} <= shown(other)
    dialog = open_list(other, do)
    assert "No corrections yet" in other.words()
    with do.correcting(other):
        do.click_button(dialog, "Import")
        do.choose("Corrections from a CSV file")
        choose_file(other, do, file)
    do.wait(lambda: lines(dialog) == said)
    assert dialog.words().startswith("3 corrections were taken in.")
    assert "Nakatani Gen" in shown(other)
    assert not {"Gen Nakatani", "Japan"} & shown(other)
    do.settle(other)
    services = other.services
    assert services.name_pages.find_entities("Gen Nakatani")[0].entity.name == "Nakatani Gen"
    assert not [row for row in services.name_pages.find_entities("Japan") if row.entity.name == "Japan"]
    assert services.name_articles.left() == 0
    dialog.close()
    with do.correcting(other):
        do.press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)  # what a file brought goes together
    assert {"Gen Nakatani", "Japan"} <= shown(other)
