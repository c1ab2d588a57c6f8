"""Articles come first, their names after them; what was broken off is completed; a newer recogniser goes over all."""

import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import EntityKind
from reader.library.name_pages import EntitySort
from reader.ui.flows.background_work import WorkKind

WAIT_MS = 30_000
FIRST = "Seoul and Tokyo defence chiefs agree to look at joint work on AI and space"
PROFILE = "Gen Nakatani, a defence minister twice over"
MANY = 240
TEXT = (
    "Gen Nakatani spoke in {town} on Friday. The pier was repaired in May, and the work had cost more than planned.\n\n"
    "Ahn Gyu-back said in Seoul that ships from Japan had called there {number} times. Nakatani agreed with him.\n\n"
) * 4
TOWNS = ("Tokyo", "Busan", "Washington", "Beijing", "Moscow")

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(MANY):
        text = TEXT.format(town=TOWNS[number % len(TOWNS)], number=number)
        (folder / f"{number}.txt").write_text(f"Harbour report {number}\n\nRepaired: pier{number}.\n\n{text}", "utf-8")
    return folder


def stored(reader) -> dict[str, tuple]:
    """The names of every article, as the library has them; None where they were not looked for."""
    services = reader.services
    return {services.shelf.at(n).article.title: services.names.mentions_of(n) for n, _title in services.shelf.titles()}


def unnamed(reader) -> int:
    return sum(mentions is None for mentions in stored(reader).values())


def test_articles_can_be_read_before_their_names_are_there_and_a_kill_loses_and_doubles_nothing(
    qtbot, open_window, do, archive, seeds
):
    reader = open_window()
    do.settle(reader)
    work = reader.gestures.work
    without = []
    work.finished.connect(lambda kind, _report: without.append((kind, unnamed(reader))))
    reader.gestures.library.importing.import_paths([str(archive)])
    do.wait(lambda: bool(without))
    assert without == [(WorkKind.IMPORT, MANY)]
    do.press(Qt.Key.Key_K, held=Qt.KeyboardModifier.ControlModifier)
    do.type("pier77")
    do.wait(lambda: reader.rows() == ["Harbour report 77"])
    with qtbot.waitSignal(reader.gestures.opening.opened, timeout=WAIT_MS):
        do.press(Qt.Key.Key_Return)
    assert "Ahn Gyu-back said in Seoul" in reader.window.reading_pane.text_view.toPlainText()
    do.wait(lambda: "Finding names" in reader.words())
    left = reader.services.name_articles.left
    do.wait(lambda: left() < MANY)
    assert left() > 0
    reader.close()  # in the middle

    again = open_window()
    do.finish_work(again)
    assert "Finding names" not in again.words()
    assert unnamed(again) == 0
    assert len(again.services.shelf.titles()) == len(stored(again)) == MANY + len(seeds)
    everywhere = stored(again)
    for title in (f"Harbour report {number}" for number in range(MANY)):
        assert {"Gen Nakatani", "Ahn Gyu-back", "Japan"} <= {mention.entity.name for mention in everywhere[title]}, (
            title
        )
    mentions = Counter(mention.entity.id for each in everywhere.values() for mention in each)
    articles = Counter(entity for each in everywhere.values() for entity in {mention.entity.id for mention in each})
    pages = again.services.name_pages
    every = [number for kind in EntityKind for number in pages.order(kind, EntitySort.ARTICLES)]
    for row in pages.rows(every):
        assert (row.articles, row.mentions) == (articles[row.entity.id], mentions[row.entity.id]), row.entity.name
    assert set(mentions) == {row.entity.id for row in pages.rows(every)}


def test_a_newer_recogniser_goes_over_all_articles_and_keeps_the_corrections(open_window, do, seeded):
    reader = open_window()
    do.open(reader, FIRST)
    do.settle(reader)
    nakatani = reader.services.name_pages.find_entities("Gen Nakatani")[0].entity
    for correction in (
        Correction(CorrectionAction.RENAME, entity_id=nakatani.id, entity_name=nakatani.name, to_name="Nakatani Gen"),
        Correction(CorrectionAction.ADD, form="ministers", to_name="ministers", to_kind=EntityKind.ORGANISATION),
    ):
        with do.correcting(reader):
            reader.gestures.names.correcting.correct(correction)
    do.settle(reader)
    corrected = stored(reader)
    assert {"Nakatani Gen", "ministers"} <= {mention.entity.name for mention in corrected[FIRST]}
    reader.close()
    with closing(sqlite3.connect(seeded / "library.sqlite")) as db, db:  # as an older recogniser left it, that saw less
        older = "SELECT number FROM articles WHERE title IN (?, ?)"
        db.execute(f"UPDATE articles SET recognized_by = 'older' WHERE number IN ({older})", (FIRST, PROFILE))
        db.execute(f"UPDATE recognitions SET found = '[]' WHERE article IN ({older})", (FIRST, PROFILE))
        db.execute(f"DELETE FROM mentions WHERE start > 300 AND article IN ({older})", (FIRST, PROFILE))

    again = open_window()
    assert {"Nakatani Gen"} <= {mention.entity.name for mention in again.names_shown()}  # the old names stay until then
    do.finish_work(again)
    assert stored(again) == corrected
    assert again.services.name_articles.left() == 0
