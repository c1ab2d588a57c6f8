"""The timeline under the mouse, by keyboard, for a screen reader, in both themes."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.tasks.views import Timeline, TimeUnit
from reader.ui.charts.timeline import NOTHING, TimelineChart
from reader.ui.charts.timeline_layout import BarPlace
from reader.ui.theme import DARK, LIGHT

MakeTimeline = Callable[..., Timeline]
COUNTS = ((2, 1, 1, 3, 2, 1, 4, 3, 2, 6, 5, 14), (0, 0, 0, 0, 0, 0, 0, 1, 1, 5, 4, 9))


@pytest.fixture
def chart(qtbot: QtBot) -> TimelineChart:
    made = TimelineChart(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(970, 184)
    with qtbot.waitExposed(made):
        made.show()
    return made


def point_of(chart: TimelineChart, series: int, bucket: int) -> QPoint:
    layout = chart.layout_now()
    assert layout is not None
    bar = layout.bar_area(BarPlace(series, bucket), scrolled=chart.scrolled)
    return QPoint(round(bar.center().x()), round(layout.plot.bottom()) - 2)


def test_a_click_on_a_bar_tells_whose_and_when(qtbot: QtBot, chart: TimelineChart, make_timeline: MakeTimeline):
    chart.show_timeline(make_timeline(counts=COUNTS))
    with qtbot.waitSignal(chart.bar_clicked) as caught:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=point_of(chart, 1, 11))
    assert caught.args == ["person:ahn gyu-back", date(2025, 9, 1), TimeUnit.MONTH]


def test_a_click_on_a_bar_that_counts_nothing_tells_nothing(
    qtbot: QtBot, chart: TimelineChart, make_timeline: MakeTimeline
):
    chart.show_timeline(make_timeline(counts=((0, 3),)))
    with qtbot.assertNotEmitted(chart.bar_clicked):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=point_of(chart, 0, 0))


def test_arrows_walk_bars_and_say_where_they_are(qtbot: QtBot, chart: TimelineChart, make_timeline: MakeTimeline):
    chart.show_timeline(make_timeline(counts=COUNTS))
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(chart.hasFocus)
    assert chart.accessibleName() == "Timeline, articles a month: Gen Nakatani, Ahn Gyu-back"
    assert chart.accessibleDescription() == "Gen Nakatani, September 2025: 14 articles"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "Gen Nakatani, August 2025: 5 articles"
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription() == "Ahn Gyu-back, August 2025: 4 articles"
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription() == "Ahn Gyu-back, October 2024: no articles"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.focused_place == BarPlace(1, 0)  # there is nothing further
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    with qtbot.waitSignal(chart.bar_clicked) as caught:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert caught.args == ["person:gen nakatani", date(2024, 10, 1), TimeUnit.MONTH]


def test_many_months_show_the_newest_and_scroll_to_where_the_keyboard_goes(
    qtbot: QtBot, chart: TimelineChart, make_timeline: MakeTimeline
):
    chart.resize(480, 184)
    chart.show_timeline(make_timeline(400, series=1, start=date(1992, 3, 1)))
    newest = chart.scrolled
    assert newest > 0
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.scrolled == 0
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.scrolled == newest


def test_the_place_of_the_keyboard_is_kept_when_another_name_is_compared(
    qtbot: QtBot, chart: TimelineChart, make_timeline: MakeTimeline
):
    chart.show_timeline(make_timeline(counts=COUNTS[:1]))
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    chart.show_timeline(make_timeline(counts=COUNTS))
    assert chart.focused_place == BarPlace(0, 10)


def test_what_is_pointed_at_is_drawn_otherwise(qtbot: QtBot, chart: TimelineChart, make_timeline: MakeTimeline):
    chart.show_timeline(make_timeline(counts=COUNTS))
    before = chart.grab().toImage()
    qtbot.mouseMove(chart, point_of(chart, 0, 6))
    qtbot.waitUntil(lambda: chart.cursor().shape() is Qt.CursorShape.PointingHandCursor)
    assert chart.grab().toImage() != before


@pytest.mark.parametrize("buckets", [0, 1, 2, 60, 400])
@pytest.mark.parametrize("width", [200, 480, 1600])
def test_every_amount_can_be_drawn(buckets: int, width: int, chart: TimelineChart, make_timeline: MakeTimeline):
    chart.resize(width, 184)
    chart.show_timeline(make_timeline(buckets, series=5) if buckets else Timeline(TimeUnit.MONTH, (), ()))
    assert not chart.grab().isNull()
    assert (chart.layout_now() is None) == (buckets == 0)


def test_nothing_is_no_stop_for_tab_and_no_fault_for_keys(qtbot: QtBot, chart: TimelineChart):
    chart.show_timeline(NOTHING)
    assert chart.focusPolicy() is Qt.FocusPolicy.NoFocus
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Return)


def test_another_theme_and_font_are_taken_up(chart: TimelineChart, make_timeline: MakeTimeline, qapp: QApplication):
    chart.show_timeline(make_timeline(counts=COUNTS))
    layout, usual = chart.layout_now(), qapp.font()
    bar = point_of(chart, 0, 11)
    assert chart.grab().toImage().pixelColor(bar) == LIGHT.color("chart.1")
    wide = QFont(usual)
    wide.setStretch(150)
    try:
        qapp.setFont(wide)
        chart.set_theme(DARK)
        assert chart.grab().toImage().pixelColor(point_of(chart, 0, 11)) == DARK.color("chart.1")
        assert chart.layout_now() is not layout
    finally:
        qapp.setFont(usual)
