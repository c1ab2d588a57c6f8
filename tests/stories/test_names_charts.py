"""When a name was in the news, and with whom: bars, tables and networks that agree with the library, and lead on."""

import csv
from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QPushButton

from reader.tasks.entity_pages import page_network, page_timeline
from reader.tasks.views import TimeUnit
from reader.ui.charts.network_list import NAME
from reader.ui.charts.timeline_layout import BarPlace
from reader.ui.entity_page.compare_popup import ComparePopup
from reader.ui.flows.entity_pages import NODES_SHOWN

WAIT_MS = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of pop-ups
]


@pytest.fixture
def reader(open_window, do):
    """The window with the page of Japan."""
    opened = open_window()
    do.settle(opened)
    do.press(Qt.Key.Key_E, held=CONTROL)
    open_page(opened, do, "Japan")
    return opened


def open_page(reader, do, name) -> None:
    names = reader.gestures.names.names
    names.open_page(known(reader, name).id)
    do.wait(lambda: names.flow.entity is not None and names.flow.entity.name == name)
    do.settle(reader)


def page(reader):
    return reader.gestures.names.names.page


def known(reader, name):
    return reader.services.name_pages.find_entities(name)[0].entity


def by_month(reader, entity) -> dict[date, int]:
    """Counted from the articles themselves."""
    services = reader.services
    rows = services.shelf.rows(services.names.articles_with(entity.id))
    return dict(Counter(row.published.replace(day=1) for row in rows if row.published))


def months_of(reader, *entities) -> tuple[date, ...]:
    """The months of the timeline of these."""
    timeline = page_timeline([each.id for each in entities], name_pages=reader.services.name_pages).timeline
    assert timeline.unit is TimeUnit.MONTH
    return timeline.buckets


def bars(reader, *entities) -> list[dict[date, int]]:
    """What the timeline of these shows of each, without the months in which there is nothing."""
    months = months_of(reader, *entities)
    return [
        {month: count for month, count in zip(months, drawn, strict=True) if count}
        for drawn in page(reader).timeline.chart.layout_now().counts
    ]


def sentences(reader):
    model = page(reader).sentences.view.model()
    return [model.sentence_at(row) for row in range(model.rowCount())]


def titles_of(reader, entity, month) -> set[str]:
    services = reader.services
    rows = services.shelf.rows(services.names.articles_with(entity.id))
    return {row.title for row in rows if row.published and row.published.replace(day=1) == month}


def save(do, reader, link, path) -> None:
    """Click a link of a chart and choose this file in the dialog that comes."""
    do.click(link)
    (dialog,) = reader.gestures.names.names.view.findChildren(QFileDialog, "exportDialog")
    dialog.fileSelected.emit(str(path))
    dialog.close()
    do.wait(lambda: f"Saved as {path.name}." in reader.window.status_bar.note())
    do.wait(lambda: not reader.gestures.names.names.view.findChildren(QFileDialog, "exportDialog"))


def test_the_bars_are_the_articles_of_each_month_and_lead_to_them(reader, qtbot, do):
    japan, chart = known(reader, "Japan"), page(reader).timeline.chart
    assert bars(reader, japan) == [by_month(reader, japan)]
    month = max(by_month(reader, japan), key=by_month(reader, japan).get)
    bucket = months_of(reader, japan).index(month)
    at = chart.layout_now().bar_area(BarPlace(0, bucket), scrolled=chart.scrolled).center().toPoint()
    do.click(chart, at)
    do.wait(lambda: page(reader).sentences.chip.isVisible())
    do.settle(reader)
    assert {sentence.title for sentence in sentences(reader)} == titles_of(reader, japan, month)
    with qtbot.waitSignal(reader.gestures.searching.found, timeout=WAIT_MS):
        do.click(page(reader).sentences.list_link)
    assert not reader.gestures.names.names.view.isVisible()
    assert set(reader.rows()) == titles_of(reader, japan, month)

    do.press(Qt.Key.Key_E, held=CONTROL)
    do.settle(reader)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    do.press(Qt.Key.Key_Home)
    first = min(by_month(reader, japan))
    assert f"{by_month(reader, japan)[first]} article" in chart.accessibleDescription()
    do.press(Qt.Key.Key_Return)
    do.wait(lambda: {sentence.title for sentence in sentences(reader)} == titles_of(reader, japan, first))
    do.click(page(reader).sentences.chip)
    do.wait(lambda: len({sentence.title for sentence in sentences(reader)}) > len(titles_of(reader, japan, first)))


def test_another_name_is_compared_and_the_table_and_the_files_have_the_same_numbers(reader, do, tmp_path):
    japan, seoul, panel = known(reader, "Japan"), known(reader, "Seoul"), page(reader).timeline
    do.click_button(panel.legend, "Compare with another name")
    popup = reader.window.findChild(ComparePopup)
    do.type("seoul")
    do.wait(lambda: [row.found.entity.name for row in popup.choice.rows][:1] == ["Seoul"])
    do.press(Qt.Key.Key_Return)
    do.wait(lambda: len(panel.chart.layout_now().counts) == 2)
    assert bars(reader, japan, seoul) == [by_month(reader, japan), by_month(reader, seoul)]

    do.click_button(panel, "Show the numbers as a table")
    model = panel.table.model()
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    months = months_of(reader, japan, seoul)
    wanted = [[by_month(reader, each).get(month, 0) for each in (japan, seoul)] for month in months]
    assert [row[1:] for row in cells] == wanted
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)] == ["Month", "Japan", "Seoul"]

    for key in ("png", "svg", "csv"):
        save(do, reader, panel.head.link(key), tmp_path / f"timeline.{key}")
    assert QImage(str(tmp_path / "timeline.png")).width() > 900
    assert QSvgRenderer(str(tmp_path / "timeline.svg")).isValid()
    heads, *rows = csv.reader((tmp_path / "timeline.csv").read_text("utf-8-sig").splitlines())
    assert heads == ["Month", "Japan", "Seoul"]
    assert rows == [[f"{month:%Y-%m}", *map(str, counts)] for month, counts in zip(months, wanted, strict=True)]

    do.click_button(panel.legend, "Remove Seoul from the timeline")
    do.wait(lambda: len(panel.chart.layout_now().counts) == 1)
    assert model.columnCount() == 2


def test_the_network_has_the_neighbours_of_the_library_and_its_nodes_and_edges_lead_on(reader, do, tmp_path):
    japan, panel = known(reader, "Japan"), page(reader).neighbours
    view = panel.network
    bring_into_sight(reader, view, do)
    wanted = page_network(japan.id, name_pages=reader.services.name_pages, most_nodes=NODES_SHOWN)
    geometry = view.geometry_now()
    assert [node.entity.name for node in geometry.network.nodes] == [node.entity.name for node in wanted.nodes]
    assert len(geometry.lines) == len(wanted.edges) > 3

    for key in ("png", "svg", "csv"):
        save(do, reader, panel.head.link(key), tmp_path / f"neighbours.{key}")
    assert QImage(str(tmp_path / "neighbours.png")).width() > 900
    assert QSvgRenderer(str(tmp_path / "neighbours.svg")).isValid()
    _heads, *rows = csv.reader((tmp_path / "neighbours.csv").read_text("utf-8-sig").splitlines())
    assert len(rows) == len(wanted.edges)
    assert rows[0][:2] == ["Japan", "Place"]

    point, edge = a_point_on_an_edge(view)
    do.click(view, point)
    do.wait(lambda: " and " in page(reader).sentences.chip.text())
    do.settle(reader)
    first, second = (next(n.entity for n in wanted.nodes if n.entity.id == end) for end in (edge.first, edge.second))
    assert page(reader).sentences.chip.text().startswith(f"{first.name} and {second.name}")
    articles = [set(reader.services.names.articles_with(each.id)) for each in (first, second)]
    assert sentences(reader)
    assert {sentence.article for sentence in sentences(reader)} <= articles[0] & articles[1]

    neighbour = wanted.nodes[1].entity
    bring_into_sight(reader, view, do)
    do.click(view, view.on_screen(view.geometry_now().centres[1]).toPoint())
    do.wait(lambda: reader.gestures.names.names.flow.entity.name == neighbour.name)
    do.settle(reader)
    assert page(reader).accessibleName() == f"Page of {neighbour.name}"


def test_the_neighbours_are_a_list_as_well_for_the_keyboard(reader, do):
    panel = page(reader).neighbours
    wanted = page_network(known(reader, "Japan").id, name_pages=reader.services.name_pages, most_nodes=NODES_SHOWN)
    link = next(each for each in panel.head.findChildren(QPushButton) if each.text() == "List")
    link.setFocus(Qt.FocusReason.TabFocusReason)
    do.press(Qt.Key.Key_Space)
    model = panel.list.model()
    names = [model.index(row, NAME).data() for row in range(model.rowCount())]
    assert names == [node.entity.name for node in wanted.nodes[1:]]
    panel.list.setFocus(Qt.FocusReason.TabFocusReason)
    do.press(Qt.Key.Key_Down)
    second = wanted.nodes[2].entity
    do.press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    do.wait(lambda: page(reader).sentences.chip.text().startswith(f"Japan and {second.name}"))
    do.settle(reader)
    assert sentences(reader)
    do.press(Qt.Key.Key_Return)
    do.wait(lambda: reader.gestures.names.names.flow.entity.name == second.name)


def bring_into_sight(reader, widget, do) -> None:
    page(reader).ensureWidgetVisible(widget)
    do.settle(reader)
    do.wait(lambda: widget.placement() is not None)


def a_point_on_an_edge(view):
    """A point of the screen that is on an edge and on no node, and which edge it is."""
    geometry = view.geometry_now()
    for line in geometry.lines:
        for part in (0.5, 0.4, 0.6, 0.3, 0.7):
            at = geometry.centres[line.first] * (1 - part) + geometry.centres[line.second] * part
            found = geometry.line_at(at) if geometry.node_at(at) is None else None
            point: QPoint = view.on_screen(at).toPoint()
            if found is not None and view.rect().contains(point):
                return point, geometry.lines[geometry.line_at(at)].edge
    raise AssertionError("no edge can be clicked")
