"""The first launch fills the library; the second finds everything done."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

WAIT_MS = 30_000
FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"


def test_the_first_launch_opens_the_first_article_and_fills_the_list(qtbot, open_window, do, seeds):
    reader = open_window()
    do.finish_work(reader)
    qtbot.waitUntil(lambda: len(reader.rows()) == len(seeds), timeout=WAIT_MS)
    assert reader.rows()[0] == FIRST
    qtbot.waitUntil(lambda: reader.title == FIRST, timeout=WAIT_MS)
    assert "Ahn Gyu-back" in reader.window.reading_pane.text_view.toPlainText()
    qtbot.waitUntil(lambda: f"{len(seeds)} articles" in reader.words(), timeout=WAIT_MS)
    assert reader.gestures.banner.words() == ""


def test_names_links_and_similar_articles_are_there_without_opening_anything_anew(qtbot, open_window, do):
    reader = open_window()
    do.finish_work(reader)
    qtbot.waitUntil(lambda: "not in library" in _sidebar(reader) and "shares" in _sidebar(reader), timeout=WAIT_MS)
    assert "Gen Nakatani, person, 4 mentions" in _sidebar(reader)
    assert "People" in reader.words()


def test_what_was_imported_is_found_at_once(open_window, do):
    reader = open_window()
    do.finish_work(reader)
    do.search(reader, "cheonan")
    assert "The Cheonan sinking and what it changed in the navy’s Second Fleet" in reader.rows()


def test_the_second_launch_does_no_work(qtbot, open_window, do, seeded):
    before = _state(seeded)
    reader = open_window()
    with qtbot.waitSignal(reader.gestures.listing.counts_ready, timeout=WAIT_MS):
        pass
    do.settle(reader)
    assert len(reader.rows()) == before[0]
    reader.close()
    assert _state(seeded) == before


def test_a_first_launch_that_was_ended_is_completed_by_the_next(qtbot, open_window, seeds):
    reader = open_window()
    with qtbot.waitSignal(reader.gestures.work.progressed, timeout=WAIT_MS):
        pass
    reader.close()  # while the child imports
    again = open_window()
    qtbot.waitUntil(lambda: len(again.rows()) == len(seeds) and not again.gestures.work.busy, timeout=WAIT_MS)
    assert len(set(again.rows())) == len(seeds)


@pytest.mark.usefixtures("seeded")
def test_cancelling_keeps_what_is_there_and_is_not_taken_up_again(qtbot, open_window, do, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1_500):
        (folder / f"{number}.txt").write_text(f"Article {number}\n\nThe text of number {number}.\n", "utf-8")
    reader = open_window()
    do.settle(reader)
    reader.gestures.library.importing.import_paths([str(folder)])
    with qtbot.waitSignal(reader.gestures.work.progressed, timeout=WAIT_MS):
        pass
    with qtbot.waitSignal(reader.gestures.work.all_done, timeout=WAIT_MS):
        reader.window.status_bar.cancelled.emit()
    qtbot.waitUntil(lambda: reader.services.imports.unfinished() == [], timeout=WAIT_MS)
    kept = reader.services.shelf.count()
    reader.close()
    again = open_window()
    with qtbot.waitSignal(again.gestures.listing.counts_ready, timeout=WAIT_MS):
        pass
    do.settle(again)
    assert again.services.shelf.count() == kept


def _sidebar(reader) -> str:
    rows = reader.gestures.sidebar.findChildren(QAbstractButton)
    return "\n".join(row.accessibleName() for row in rows)


def _state(library: Path) -> tuple[int, int, bytes]:
    """Articles, imports, and the state of the index."""
    with closing(sqlite3.connect(library / "library.sqlite")) as db:
        articles, imports = db.execute("SELECT count(*), (SELECT count(*) FROM imports) FROM articles").fetchone()
    (state,) = library.rglob("state.json")
    return articles, imports, state.read_bytes()
