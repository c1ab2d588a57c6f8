"""The legend: who is which colour, who can be taken away, and when no more can be added."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.tasks.views import Timeline
from reader.ui.charts.legend import LINE, Legend, LegendButton, NameItem
from reader.ui.theme import LIGHT

MakeTimeline = Callable[..., Timeline]


@pytest.fixture
def legend(qtbot: QtBot) -> Legend:
    made = Legend(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(900, made.height())
    with qtbot.waitExposed(made):
        made.show()
    return made


def button(legend: Legend, name: str) -> LegendButton:
    return next(each for each in legend.findChildren(LegendButton) if each.accessibleName() == name)


def test_all_but_the_first_can_be_removed(qtbot: QtBot, legend: Legend, make_timeline: MakeTimeline):
    legend.show_series(make_timeline(series=2).series)
    names = [each.accessibleName() for each in legend.findChildren(LegendButton)]
    assert names == ["Remove Ahn Gyu-back from the timeline", "Compare with another name"]
    with qtbot.waitSignal(legend.remove_wanted) as caught:
        qtbot.mouseClick(button(legend, names[0]), Qt.MouseButton.LeftButton)
    assert caught.args == ["person:ahn gyu-back"]


def test_compare_is_reached_by_keyboard(qtbot: QtBot, legend: Legend, make_timeline: MakeTimeline):
    legend.show_series(make_timeline(series=1).series)
    with qtbot.waitSignal(legend.compare_wanted):
        qtbot.keyClick(button(legend, "Compare with another name"), Qt.Key.Key_Return)


@pytest.mark.parametrize(("series", "offered"), [(0, False), (1, True), (4, True), (5, False)])
def test_compare_is_offered_while_there_is_room_for_another(
    series: int, offered: bool, legend: Legend, make_timeline: MakeTimeline
):
    legend.show_series(make_timeline(series=series).series if series else ())
    assert ("+ compare" in [each.text() for each in legend.findChildren(LegendButton)]) == offered


def test_names_wrap_and_never_overlap(legend: Legend, make_timeline: MakeTimeline):
    legend.show_series(make_timeline(series=5).series)
    for width in (900, 480, 240, 90):
        legend.resize(width, legend.height())
        parts = [*legend.findChildren(NameItem), *legend.findChildren(LegendButton)]
        areas = [part.geometry() for part in parts]
        assert all(legend.rect().contains(area) for area in areas)
        assert not any(one.intersects(other) for one in areas for other in areas if one is not other)
    assert legend.height() >= 5 * LINE


def test_tab_comes_to_its_buttons_before_what_stands_after_it(qtbot: QtBot, make_timeline: MakeTimeline):
    window, before, after = QWidget(), QPushButton("before"), QPushButton("after")
    qtbot.addWidget(window)
    column, legend = QVBoxLayout(window), Legend(theme=LIGHT)
    for part in (before, legend, after):
        column.addWidget(part)
    with qtbot.waitActive(window):
        window.show()
    legend.show_series(make_timeline(series=2).series)
    before.setFocus()
    reached = []
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(window.focusWidget().accessibleName() or window.focusWidget().text())
    assert reached == ["Remove Ahn Gyu-back from the timeline", "Compare with another name", "after"]
