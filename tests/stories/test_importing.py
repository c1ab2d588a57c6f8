"""Files by dialog and by drop; what could not be read; a wanted title that arrives; a damaged index that is mended."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from reader.ui.dialogs.import_report import ImportReportDialog
from reader.ui.sidebar.rows import LinkRow

WAIT_MS = 30_000
WANTED = "Lu Shiow-yen and the KMT chair"

pytestmark = pytest.mark.usefixtures("seeded")


def test_a_file_chosen_in_the_dialog_is_in_the_list_and_found(qtbot, open_window, do, write_article):
    path = write_article("harbour.txt", "A harbour reopens", "Dredgers left Quelimane on Friday.")
    reader = open_window()
    do.settle(reader)
    reader.gestures.library.importing.choose_files()
    dialog = reader.window.findChild(QFileDialog, "importDialog")
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    do.finish_work(reader)
    qtbot.waitUntil(lambda: "A harbour reopens" in reader.rows(), timeout=WAIT_MS)
    assert "1 article added" in reader.words()
    do.search(reader, "quelimane")
    assert reader.rows() == ["A harbour reopens"]


def test_a_dropped_folder_is_imported_and_what_cannot_be_read_is_named(qtbot, open_window, do, write_article):
    good = write_article("good.txt", "A bridge opens")
    (good.parent / "empty.txt").write_bytes(b"")
    (good.parent / "picture.txt").write_bytes(bytes(range(256)) * 20)
    reader = open_window()
    do.settle(reader)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(good.parent))])
    reader.window.dropEvent(
        QDropEvent(
            QPointF(400, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    do.finish_work(reader)
    qtbot.waitUntil(lambda: "A bridge opens" in reader.rows(), timeout=WAIT_MS)
    assert "2 files could not be read" in reader.gestures.banner.words()
    reader.gestures.banner.act()
    report = do.named(reader, ImportReportDialog)
    do.wait(lambda: report.model.rowCount() == 2)
    assert report.model.total == 3
    lines = [report.model.line(row).cells for row in range(report.model.rowCount())]
    assert {"empty.txt", "picture.txt"} == {cells[2].rsplit("/", 1)[-1] for cells in lines}
    assert tuple(cells[3] for cells in lines if cells[2].endswith("empty.txt")) == ("The file is empty.",)
    report.close()


def test_importing_again_changes_nothing_and_the_bookmark_stays(qtbot, open_window, do, write_article):
    path = write_article("again.txt", "The same article twice")
    reader = open_window()
    do.settle(reader)
    reader.gestures.library.importing.import_paths([str(path)])
    do.finish_work(reader)
    number = reader.number_of("The same article twice")
    with qtbot.waitSignal(reader.gestures.opening.marks_changed, timeout=WAIT_MS):
        reader.window.article_list.bookmark_toggled.emit(number)
    reader.gestures.library.importing.import_paths([str(path)])
    do.finish_work(reader)
    assert "0 articles added, 1 was there already" in reader.words()
    assert reader.rows().count("The same article twice") == 1
    assert len(reader.services.bookmarks.all()) == 1


def test_a_wanted_title_becomes_a_link_when_the_article_arrives(qtbot, open_window, do, write_article):
    path = write_article("lu.txt", WANTED, "Lu Shiow-yen has been mayor of Taichung since 2018.")
    reader = open_window()
    with qtbot.waitSignal(reader.gestures.relating.related_found, timeout=WAIT_MS) as before:
        pass
    assert [link.number for link in before.args[0].read_also if link.title == WANTED] == [None]
    reader.gestures.library.importing.import_paths([str(path)])
    do.finish_work(reader)
    qtbot.waitUntil(lambda: not [link for link in _links(reader) if "not in library" in link], timeout=WAIT_MS)
    assert any(link.startswith(WANTED) for link in _links(reader))


def _links(reader) -> list[str]:
    return [link.accessibleName() for link in reader.gestures.sidebar.findChildren(LinkRow)]


@pytest.mark.parametrize("damage", ["bits", "gone"])
def test_a_damaged_index_is_mended_and_the_reader_told(qtbot, open_window, seeded, do, damage):
    (folder,) = [path for path in (seeded / "cache").rglob("index-*") if list(path.glob("*.toc"))]
    for path in folder.iterdir():
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    reader = open_window()
    qtbot.waitUntil(lambda: "built anew" in reader.gestures.banner.words(), timeout=WAIT_MS)
    do.settle(reader)
    qtbot.waitUntil(lambda: reader.services.search_index.check() == [], timeout=WAIT_MS)
    do.search(reader, "cheonan")
    assert len(reader.rows()) > 3


def test_a_second_import_does_not_push_the_first_away(open_window, do, write_article):
    first, second = write_article("first.txt", "A bridge opens"), write_article("second.txt", "A tunnel closes")
    reader = open_window()
    do.settle(reader)
    for path in (first, second):
        reader.gestures.library.importing.import_paths([str(path)])
    do.wait(lambda: {"A bridge opens", "A tunnel closes"} <= set(reader.rows()))
    do.settle(reader)
