"""The table says what the chart shows."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.tasks.views import Timeline, TimeUnit
from reader.ui.charts.timeline_panel import TimelinePanel
from reader.ui.charts.timeline_table import TimelineModel, TimelineTable
from reader.ui.theme import DARK, LIGHT

MakeTimeline = Callable[..., Timeline]
COUNTS = ((2, 1, 14), (0, 5, 9))


@pytest.fixture
def table(qtbot: QtBot, make_timeline: MakeTimeline) -> TimelineTable:
    made = TimelineTable(theme=LIGHT)
    qtbot.addWidget(made)
    made.show_timeline(make_timeline(3, counts=COUNTS))
    return made


def test_the_model_keeps_qts_contract(qtmodeltester: ModelTester, make_timeline: MakeTimeline):
    model = TimelineModel()
    model.show_timeline(make_timeline())
    qtmodeltester.check(model)
    model.show_timeline(Timeline(TimeUnit.DAY, (), ()))
    assert model.rowCount() == 0


def test_every_number_of_the_chart_stands_in_the_table(table: TimelineTable):
    model = table.model()
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert heads == ["Month", "Gen Nakatani", "Ahn Gyu-back"]
    assert rows == [["October 2024", 2, 0], ["November 2024", 1, 5], ["December 2024", 14, 9]]


def test_a_screen_reader_hears_the_whole_of_it(table: TimelineTable):
    told = table.model().index(2, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Gen Nakatani, December 2024: 14 articles"


def test_enter_asks_for_the_articles_behind_a_number(qtbot: QtBot, table: TimelineTable):
    table.setCurrentIndex(table.model().index(1, 2))
    with qtbot.waitSignal(table.bar_clicked) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == ["person:ahn gyu-back", date(2024, 11, 1), TimeUnit.MONTH]
    table.setCurrentIndex(table.model().index(0, 2))  # none
    with qtbot.assertNotEmitted(table.bar_clicked):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_what_is_chosen_is_copied_with_its_heads(qtbot: QtBot, table: TimelineTable):
    select = QItemSelectionModel.SelectionFlag.Select
    table.clearSelection()
    for row in (0, 2):
        for column in (0, 1):
            table.selectionModel().select(table.model().index(row, column), select)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Month\tGen Nakatani\nOctober 2024\t2\nDecember 2024\t14"


def test_the_panel_changes_between_chart_and_table(qtbot: QtBot, make_timeline: MakeTimeline):
    panel = TimelinePanel(theme=LIGHT)
    qtbot.addWidget(panel)
    assert not panel.head.link("csv").isEnabled()  # there is nothing to save yet
    panel.show_timeline(make_timeline(3, counts=COUNTS))
    link = panel.head.link("table")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert panel.shows_table
    assert link.text() == "Chart"
    assert panel.table.model().rowCount() == 3
    panel.show_timeline(make_timeline(7))
    assert panel.table.model().rowCount() == 7
    panel.set_theme(DARK)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not panel.shows_table
    with qtbot.waitSignal(panel.export_wanted) as caught:
        qtbot.mouseClick(panel.head.link("svg"), Qt.MouseButton.LeftButton)
    assert caught.args == ["svg"]
