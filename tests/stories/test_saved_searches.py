"""Save a search, see what is new in it after an import, rename it, remove it and have it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from reader.ui.actions import Command
from reader.ui.article_list.saved_list import SavedList
from reader.ui.article_list.saved_model import SavedRole
from reader.ui.article_list.saved_section import SavedSection

WAIT_MS = 30_000

pytestmark = pytest.mark.usefixtures("seeded")


def saved_rows(reader):
    """Name, total and new of each saved search on the screen."""
    section, rows = reader.window.findChild(SavedSection), reader.window.findChild(SavedList)
    if section is None or section.isHidden():
        return []
    model = rows.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [(index.data(), index.data(SavedRole.TOTAL), index.data(SavedRole.NEW)) for index in indexes]


def save(qtbot, do, reader, query):
    """Search, save, and keep the name that is offered."""
    do.search(reader, query)
    with qtbot.waitSignal(reader.gestures.saved_searches.saved, timeout=WAIT_MS):
        reader.trigger(Command.SAVE_SEARCH)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_saved_search_is_under_the_list_survives_a_restart_and_runs_on_a_click(qtbot, open_window, do):
    reader = open_window()
    do.settle(reader)
    assert saved_rows(reader) == []
    assert not (reader.services.locations.userdata_file).exists() or reader.services.saved_searches.all() == []
    do.search(reader, "danuri")
    found = reader.rows()
    save_button = reader.window.findChild(QToolButton, "saveSearch")
    with qtbot.waitSignal(reader.gestures.saved_searches.saved, timeout=WAIT_MS):
        qtbot.mouseClick(save_button, Qt.MouseButton.LeftButton)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "danuri"
    editor.setText("The Moon")
    with qtbot.waitSignal(reader.gestures.saved_searches.listed, timeout=WAIT_MS):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert saved_rows(reader) == [("The Moon", len(found), 0)]
    assert save_button.text() == "Saved"
    assert not reader.gestures.actions.commands[Command.SAVE_SEARCH].isEnabled()
    do.settle(reader)
    reader.close()
    again = open_window()
    qtbot.waitUntil(lambda: saved_rows(again) == [("The Moon", len(found), 0)], timeout=WAIT_MS)
    rows = again.window.findChild(SavedList)
    with qtbot.waitSignal(again.gestures.searching.found, timeout=WAIT_MS):
        qtbot.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(rows.model().index(0, 0)).center()
        )
    assert again.window.search_bar.query() == "danuri"
    assert again.rows() == found


def test_what_an_import_brings_is_new_until_the_search_is_looked_at(qtbot, open_window, do, write_article):
    reader = open_window()
    save(qtbot, do, reader, "xylophone")
    assert saved_rows(reader) == [("xylophone", 0, 0)]
    paths = [str(write_article(f"{n}.txt", f"The xylophone, part {n}")) for n in (1, 2)]
    reader.gestures.library.importing.import_paths([*paths, str(write_article("3.txt", "The violin"))])
    do.finish_work(reader)
    qtbot.waitUntil(lambda: saved_rows(reader) == [("xylophone", 2, 2)], timeout=WAIT_MS)
    rows = reader.window.findChild(SavedList)
    rows.setCurrentIndex(rows.model().index(0, 0))
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: saved_rows(reader) == [("xylophone", 2, 0)], timeout=WAIT_MS)
    assert "2 articles new in “xylophone”" in reader.words()
    assert len(reader.rows()) == 2


def test_a_removed_search_can_be_had_back(qtbot, open_window, do):
    reader = open_window()
    for query in ("seoul", "tokyo"):
        save(qtbot, do, reader, query)
    before = saved_rows(reader)
    rows = reader.window.findChild(SavedList)
    rows.setCurrentIndex(rows.model().index(0, 0))
    with qtbot.waitSignal(reader.gestures.saved_searches.removed, timeout=WAIT_MS):
        qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert saved_rows(reader) == before[1:]
    assert "“seoul” was removed" in reader.gestures.banner.words()
    with qtbot.waitSignal(reader.gestures.saved_searches.listed, timeout=WAIT_MS):
        reader.gestures.banner.act()
    assert saved_rows(reader) == before


def test_searches_can_be_moved_and_the_section_stays_folded(qtbot, open_window, do):
    reader = open_window()
    for query in ("seoul", "tokyo"):
        save(qtbot, do, reader, query)
    rows = reader.window.findChild(SavedList)
    rows.setCurrentIndex(rows.model().index(1, 0))
    with qtbot.waitSignal(reader.gestures.saved_searches.listed, timeout=WAIT_MS):
        qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [name for name, _total, _new in saved_rows(reader)] == ["tokyo", "seoul"]
    reader.window.findChild(SavedSection).set_open(False)
    do.settle(reader)
    reader.close()
    again = open_window()
    qtbot.waitUntil(lambda: len(saved_rows(again)) == 2, timeout=WAIT_MS)
    assert not again.window.findChild(SavedSection).is_open()
