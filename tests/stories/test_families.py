"""Reprints stand as a family in one row: it opens up, closes again, and every member can still be found."""

import pytest
from PySide6.QtCore import Qt

from reader.cli import main
from reader.tasks.views import ArticleFilter, ArticleSort
from reader.ui.article_list.fold import Fold
from reader.ui.article_list.model import Role
from reader.ui.sidebar.rows import LinkRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of pop-ups

FERRY = """The night ferry between Hallen and Tromvik sailed again on Thursday, three winters after the old ship was \
laid up with a cracked hull. About two hundred passengers and forty lorries were on board when it left the quay at ten.

The county had bought the ship second-hand and spent eleven months fitting a new engine that runs on methanol. \
Engineers said the crossing now takes seven hours, an hour less than before, and burns a third less fuel.

Fish farmers on the outer islands had pressed for the connection because fresh salmon had to go round by road, a \
detour of four hundred kilometres. A second ship is to follow next autumn if the route carries enough people."""

DAM = """Engineers began lowering the lake behind the upper dam on Sunday after divers found a crack eleven metres \
long near the foot of the wall. The water is to fall by nine metres within two weeks so that it can be dried and filled.

Villages downstream were told that the river will run higher than usual for this season but stay within its banks. \
Schools remain open, and the road bridge below the dam is closed to lorries at night as a precaution.

The power station at the dam goes on working with two of its four turbines. The ministry expects no cuts in supply \
and has asked two gas plants to stand by until the repair is finished in October."""

OLDEST, MIDDLE, NEWEST = "Night ferry returns", "Salmon by sea again", "Islands get their ferry back"
ALONE, DAM_FIRST, DAM_LATER = "A museum of clocks", "Lake is lowered", "A crack in the dam"


@pytest.fixture
def reader(library, write_article, open_window, do):
    """A family of three, one of two, and an article without reprints."""
    write_article("2025-09-08 a.txt", OLDEST, FERRY)
    write_article("2025-09-09 b.txt", MIDDLE, FERRY.replace("an hour less", "one hour less"))
    path = write_article("2025-09-11 c.txt", NEWEST, FERRY.replace("at ten", "at ten in the evening"))
    write_article("2025-09-10 d.txt", ALONE, "Nine hundred clocks that show different times.", links=(OLDEST,))
    write_article("2025-08-17 e.txt", DAM_FIRST, DAM)
    write_article("2025-08-19 f.txt", DAM_LATER, DAM.replace("in October", "by October"))
    assert main(["import", str(path.parent), "--library", str(library)]) == 0
    opened = open_window()
    do.settle(opened)
    opened.window.article_list.rows.setFocus()
    return opened


def folds(reader):
    model = reader.window.article_list.rows.model()
    return [model.index(row, 0).data(Role.FOLD) for row in range(model.rowCount())]


def click_chip(reader, do, title):
    rows = reader.window.article_list.rows
    index = rows.model().index(reader.rows().index(title), 0)
    do.click(rows.viewport(), rows.delegate.chip_at(index, rows.visualRect(index), mirrored=False).center())


def current(reader):
    pane = reader.window.article_list
    shown = pane.row_of(pane.current_number())
    return shown.title if shown is not None else ""


def beside(reader):
    """The articles in the sidebar, as a screen reader tells them."""
    return [row.accessibleName() for row in reader.gestures.sidebar.findChildren(LinkRow) if not row.isHidden()]


def test_a_family_is_one_row_already_at_the_first_paint_and_counts_as_before(reader):
    assert reader.rows() == [NEWEST, ALONE, DAM_LATER]
    assert folds(reader) == [Fold.CLOSED, Fold.NONE, Fold.CLOSED]
    assert "6 articles" in reader.words()


def test_the_chip_opens_and_closes_it(reader, do):
    opened = reader.title
    click_chip(reader, do, NEWEST)
    assert reader.rows() == [NEWEST, OLDEST, MIDDLE, ALONE, DAM_LATER]
    assert folds(reader)[:3] == [Fold.OPEN, Fold.BELOW, Fold.BELOW]
    click_chip(reader, do, NEWEST)
    assert reader.rows() == [NEWEST, ALONE, DAM_LATER]
    assert reader.title == opened


def test_keys_open_it_walk_through_it_and_close_it_from_within(reader, do):
    do.press(Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_J)
    do.wait(lambda: reader.title == OLDEST)
    do.press(Qt.Key.Key_Down)
    do.wait(lambda: reader.title == MIDDLE)
    do.press(Qt.Key.Key_Left)
    assert reader.rows() == [NEWEST, ALONE, DAM_LATER]
    assert current(reader) == NEWEST
    do.settle(reader)
    assert reader.title == MIDDLE  # nothing else was asked for


@pytest.mark.parametrize(
    ("sort", "rows"),
    [
        (ArticleSort.NEWEST, [NEWEST, OLDEST, MIDDLE, ALONE, DAM_LATER]),
        (ArticleSort.OLDEST, [DAM_FIRST, OLDEST, MIDDLE, NEWEST, ALONE]),
        (ArticleSort.TITLE, [DAM_LATER, ALONE, NEWEST, OLDEST, MIDDLE]),
    ],
)
def test_what_is_open_stays_open_in_every_order_and_when_the_library_grows(reader, do, write_article, sort, rows):
    click_chip(reader, do, NEWEST)
    reader.window.article_list.sort_changed.emit(sort)
    do.wait(lambda: reader.rows() == rows)
    path = write_article("2020-01-01 g.txt", "Zebras in the snow", "They did not mind.")
    reader.gestures.library.importing.import_paths([str(path)])
    do.finish_work(reader)
    assert [title for title in reader.rows() if title != "Zebras in the snow"] == rows


def test_the_best_of_those_that_the_filter_lets_through_stands_for_all(reader, do):
    shelf, marks = reader.services.shelf, reader.services.read_state
    marks.mark(shelf.at(reader.number_of(NEWEST)).article.id, True)
    reader.gestures.list_joint.show_only(ArticleFilter.UNREAD)
    do.wait(lambda: reader.rows()[0] == ALONE)
    assert MIDDLE in reader.rows()
    assert OLDEST not in reader.rows()
    assert reader.services.read_state.among([shelf.at(reader.number_of(MIDDLE)).article.id]) == set()


def test_results_of_a_search_are_folded_and_open_too(reader, do):
    do.search(reader, "salmon")
    assert reader.rows() == [MIDDLE]
    assert "3 articles with" in reader.words()
    click_chip(reader, do, MIDDLE)
    assert reader.rows() == [MIDDLE, OLDEST, NEWEST]
    do.search(reader, "ferry")
    assert len(reader.rows()) == 3
    assert folds(reader) == [Fold.OPEN, Fold.BELOW, Fold.BELOW]
    reader.gestures.searching.clear()
    do.settle(reader)
    assert reader.rows() == [NEWEST, OLDEST, MIDDLE, ALONE, DAM_LATER]


def test_an_article_hidden_in_a_closed_family_is_found_in_its_row(reader, do):
    do.open(reader, ALONE)
    do.wait(lambda: any(name.startswith(OLDEST) for name in beside(reader)))
    rows = reader.gestures.sidebar.findChildren(LinkRow)
    do.click(next(row for row in rows if row.accessibleName().startswith(OLDEST)))
    do.wait(lambda: reader.title == OLDEST)
    assert current(reader) == NEWEST
    click_chip(reader, do, NEWEST)
    do.open(reader, MIDDLE)
    assert current(reader) == MIDDLE


def test_reprints_are_told_once_beside_the_text(reader, do, qtbot):
    do.open(reader, OLDEST)
    with qtbot.waitSignal(reader.gestures.relating.related_found):
        reader.gestures.relating.look_again()
    do.settle(reader)
    assert sum(name.startswith(MIDDLE) for name in beside(reader)) == 1


def test_a_folded_row_is_one_article_until_its_reprints_are_selected(reader, do):
    bulk, pane = reader.gestures.keeping.bulk, reader.window.article_list
    do.press(Qt.Key.Key_Home)
    assert pane.selected_numbers() == [reader.number_of(NEWEST)]
    bulk.open_menu(pane.selected_numbers(), pane.mapToGlobal(pane.rect().center()))
    do.choose("Select its reprints")
    do.wait(lambda: len(pane.selected_numbers()) == 3)
    assert bulk.strip.words() == "3 selected"
    assert reader.rows() == [NEWEST, OLDEST, MIDDLE, ALONE, DAM_LATER]
    do.press(Qt.Key.Key_Escape)
    assert current(reader) == NEWEST


def test_all_rows_and_their_reprints_can_be_selected(reader, do):
    bulk, pane = reader.gestures.keeping.bulk, reader.window.article_list
    do.press(Qt.Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    assert len(pane.selected_numbers()) == 3
    bulk.open_menu(pane.selected_numbers(), pane.mapToGlobal(pane.rect().center()))
    do.choose("Select their reprints")
    do.wait(lambda: len(pane.selected_numbers()) == 6)


def test_when_the_row_of_a_family_is_thrown_away_the_next_member_takes_its_place(reader, do):
    reader.gestures.keeping.bulk.put_in_trash([reader.number_of(NEWEST)])
    do.wait(lambda: reader.rows() == [ALONE, MIDDLE, DAM_LATER])
    do.settle(reader)
    assert folds(reader) == [Fold.NONE, Fold.CLOSED, Fold.CLOSED]
