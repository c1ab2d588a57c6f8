"""Everything goes out: chosen in the window, written, read back, told, and taken into another library."""

import pytest
from PySide6.QtCore import Qt

from reader.cli import main
from reader.exporting.formats import FormatKey
from reader.ui.actions import Command
from reader.ui.dialogs.export_dialog import ExportDialog
from reader.wiring import open_parts

FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of dialogs
]


@pytest.fixture
def reader(open_window, do):
    opened = open_window()
    do.finish_work(opened) if opened.gestures.work.busy else None
    do.open(opened, FIRST)
    do.settle(opened)
    return opened


def dialog(do, reader):
    reader.trigger(Command.EXPORT)
    return do.named(reader, ExportDialog)


def test_a_whole_library_is_exported_and_comes_back_elsewhere(reader, do, tmp_path):
    article = reader.services.shelf.at(reader.number_of(FIRST)).article.id
    reader.services.annotate.tag([article], ["water"])
    reader.services.annotate.set_note(article, "A note.")
    shown = dialog(do, reader)
    assert shown.source.itemText(0) == f"This article: {FIRST[:59].rstrip()}…"
    shown.source.setCurrentIndex(shown.source.findText("Everything"))
    shown.choose(FormatKey.JSONL)
    shown.request(tmp_path / "all")
    do.wait(lambda: not shown.running)
    assert shown.outcome.text().startswith(
        "58 articles were exported to all.readalso.\n\nRead back and equal: 58 articles"
    )
    other = tmp_path / "another computer"
    assert main(["import", "--library", str(other), "--names-later", str(tmp_path / "all.readalso")]) == 0
    with open_parts(other) as parts:
        assert len(parts.articles.numbers()) == 58
        marks = parts.marks.of([article])[article]
        assert [name for name, _since in marks.tags] == ["water"]
        assert marks.note is not None


def test_what_a_search_finds_becomes_a_dossier(reader, do, tmp_path):
    do.search(reader, "person:Nakatani")
    shown = dialog(do, reader)
    index = shown.source.findText("What this search finds: person:Nakatani")
    assert index >= 0
    shown.source.setCurrentIndex(index)
    shown.choose(FormatKey.HTML)
    shown.request(tmp_path / "nakatani.html")
    do.wait(lambda: not shown.running)
    page = (tmp_path / "nakatani.html").read_text("utf-8")
    assert "Search: person:Nakatani" in page
    assert 0 < page.count("<article id=") < 58


def test_the_dialog_is_left_by_a_key(reader, do):
    dialog(do, reader)
    do.press(Qt.Key.Key_Escape)
    do.wait(lambda: not reader.window.findChildren(ExportDialog))
    assert dialog(do, reader).isVisible()
