"""Tags and notes: put on, shown, found, renamed, merged and taken off; what is being written is never lost."""

import pytest
from PySide6.QtCore import Qt

from reader.ui.actions import Command
from reader.ui.annotating.tag_chip import TagChip
from reader.ui.annotating.tags_dialog import RenameTagDialog
from reader.ui.sidebar.keeping_rows import NoteRow, QuietRow, TagsRow
from reader.userdata.annotation import TagColor

FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
OTHER = "Japan’s prime minister to step down"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of pop-ups
]


@pytest.fixture
def reader(open_window, do):
    opened = open_window()
    do.finish_work(opened) if opened.gestures.work.busy else None
    do.open(opened, FIRST)
    do.settle(opened)
    return opened


def id_of(reader, title=FIRST):
    return reader.services.shelf.at(reader.number_of(title)).article.id


def tags(reader, title=FIRST):
    return [tag.name for tag in reader.services.tags.of(id_of(reader, title))]


def note(reader, title=FIRST):
    found = reader.services.notes.of(id_of(reader, title))
    return found.text if found is not None else ""


def beside(reader):
    """The chips of the sidebar."""
    row = next((row for row in reader.gestures.sidebar.findChildren(TagsRow) if not row.isHidden()), None)
    return [chip.name for chip in row.chips] if row is not None else []


def add(do, reader, *names):
    """Put tags on by keys."""
    reader.window.reading_pane.text_view.setFocus()
    do.press(Qt.Key.Key_T)
    editor = reader.gestures.keeping.tagging.editor
    do.wait(lambda: editor.isVisible() and editor.field.hasFocus())
    for name in names:
        before = len(editor.flow.chips)
        do.type(name)
        do.press(Qt.Key.Key_Return)
        do.wait(lambda before=before: len(editor.flow.chips) == before + 1)
    do.press(Qt.Key.Key_Escape)
    do.wait(lambda: not editor.isVisible())


def row_words(reader, title):
    model = reader.window.article_list.rows.model()
    row = reader.rows().index(title)
    return model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)


def test_tags_by_keyboard_show_in_sidebar_and_list_are_found_and_stay(reader, open_window, do):
    quiet = [row for row in reader.gestures.sidebar.findChildren(QuietRow) if row.isVisible()]
    assert [row.text() for row in quiet] == ["Add a tag or a note"]
    add(do, reader, "security", "water")
    do.wait(lambda: beside(reader) == ["security", "water"])
    do.wait(lambda: "tagged security and water" in row_words(reader, FIRST))
    do.open(reader, OTHER)
    do.wait(lambda: beside(reader) == [])
    reader.window.reading_pane.text_view.setFocus()
    do.press(Qt.Key.Key_T)
    editor = reader.gestures.keeping.tagging.editor
    do.wait(lambda: editor.isVisible() and editor.field.hasFocus())
    do.type("wa")
    do.press(Qt.Key.Key_Down, Qt.Key.Key_Return)  # completed
    do.wait(lambda: beside(reader) == ["water"])
    do.press(Qt.Key.Key_Backspace)  # in the empty field: the last chip
    do.wait(lambda: beside(reader) == [])
    do.press(Qt.Key.Key_Return)  # nothing typed: closes
    assert not editor.isVisible()
    assert tags(reader, OTHER) == []

    do.open(reader, FIRST)
    do.wait(lambda: beside(reader) == ["security", "water"])
    chip = next(each for each in reader.gestures.sidebar.findChildren(TagChip) if each.name == "water")
    with_found = reader.gestures.searching.found
    do.click(chip, chip.rect().center())
    do.wait(lambda: reader.gestures.searching.query == 'tag:"water"' and reader.rows() == [FIRST])
    assert with_found is not None
    reader.close()
    again = open_window()
    do.settle(again)
    assert beside(again) == ["security", "water"]
    do.press(Qt.Key.Key_Z, held=CONTROL)  # the tag that was taken off last, on the other article
    do.wait(lambda: tags(again, OTHER) == ["water"])


def test_a_chip_is_taken_off_by_its_cross_and_by_del_and_comes_back(reader, do):
    add(do, reader, "security", "water")
    do.wait(lambda: beside(reader) == ["security", "water"])
    chip = next(each for each in reader.gestures.sidebar.findChildren(TagChip) if each.name == "water")
    do.click(chip, chip.cross.center())
    do.wait(lambda: beside(reader) == ["security"])
    chip = next(each for each in reader.gestures.sidebar.findChildren(TagChip) if each.name == "security")
    chip.setFocus()
    do.press(Qt.Key.Key_Delete)
    do.wait(lambda: beside(reader) == [])
    do.wait(lambda: "taken off" in reader.window.status_bar.note())
    reader.window.status_bar.act()
    do.wait(lambda: beside(reader) == ["security"])


def test_a_note_is_kept_while_it_is_written_and_when_the_window_closes(reader, open_window, do):
    do.press(Qt.Key.Key_N, held=CONTROL | SHIFT)
    editor = reader.gestures.keeping.tagging.note_editor
    do.wait(lambda: editor.isVisible() and editor.isActiveWindow())
    do.type("Weaker than in 2023.")
    do.wait(lambda: note(reader) == "Weaker than in 2023.")
    do.wait(lambda: any(row.isVisible() for row in reader.gestures.sidebar.findChildren(NoteRow)))
    do.type(" Why")
    reader.close()  # before the pause is over
    again = open_window()
    do.settle(again)
    assert note(again) == "Weaker than in 2023. Why"
    assert "with notes" in row_words(again, FIRST)

    do.press(Qt.Key.Key_N, held=CONTROL | SHIFT)
    editor = again.gestures.keeping.tagging.note_editor
    do.wait(lambda: editor.isVisible() and editor.isActiveWindow())
    assert editor.text.toPlainText() == "Weaker than in 2023. Why"
    do.press(Qt.Key.Key_A, held=CONTROL)
    do.press(Qt.Key.Key_Delete)
    do.press(Qt.Key.Key_Escape)
    do.wait(lambda: note(again) == "")
    do.press(Qt.Key.Key_Z, held=CONTROL)
    do.wait(lambda: note(again) == "Weaker than in 2023. Why")


def test_the_list_of_tags_renames_merges_colours_deletes_and_undoes(reader, do):
    add(do, reader, "water", "sea")
    do.open(reader, OTHER)
    add(do, reader, "sea", "navy")
    reader.trigger(Command.SHOW_TAGS)
    dialog = reader.gestures.keeping.lists.tags

    def names():
        """Those of this test; some of the bundled articles have tags of their own."""
        cells = [dialog.model.line(row).cells for row in range(dialog.model.rowCount())]
        return [each for each in cells if each[0] in ("navy", "sea", "water")]

    def choose(name):
        dialog.filter.setText(name)
        row = next(row for row in range(dialog.model.rowCount()) if dialog.model.line(row).cells[0] == name)
        dialog.table.selectRow(row)
        dialog.activateWindow()
        dialog.table.setFocus()
        do.wait(dialog.table.hasFocus)

    do.wait(lambda: names() == [("navy", "1"), ("sea", "2"), ("water", "1")])
    choose("water")
    do.press(Qt.Key.Key_F2)
    rename = dialog.findChild(RenameTagDialog)
    do.wait(rename.isVisible)
    rename.field.setText("Sea")
    assert "two become one" in rename.warning.text()
    do.click_button(rename, "Merge")
    dialog.filter.clear()
    do.wait(lambda: names() == [("navy", "1"), ("sea", "2")])
    assert tags(reader) == ["sea"]
    do.wait(lambda: "merged" in dialog.words())
    do.click_button(dialog, "Undo")
    do.wait(lambda: len(names()) == 3)
    assert tags(reader) == ["sea", "water"]

    choose("navy")
    dialog.colored.emit([tag.number for tag in dialog.selected_tags()], TagColor.BLUE)
    do.wait(lambda: reader.services.tags.named("navy").color is TagColor.BLUE)
    do.settle(reader)
    choose("sea")
    do.press(Qt.Key.Key_Delete)
    dialog.filter.clear()
    do.wait(lambda: names() == [("navy", "1"), ("water", "1")])
    do.wait(lambda: beside(reader) == ["navy"])
    choose("water")
    do.press(Qt.Key.Key_Return)
    do.wait(lambda: reader.gestures.searching.query == 'tag:"water"')
    dialog.close()
