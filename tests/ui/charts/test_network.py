"""The network under the mouse, by keyboard, for a screen reader, in both themes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QThreadPool
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader.entities.mention import EntityId
from reader.tasks.views import Network
from reader.ui.charts.network import NetworkView
from reader.ui.charts.network_geometry import NetworkGeometry
from reader.ui.charts.network_list import SENTENCES, NetworkList, NetworkListModel
from reader.ui.charts.network_panel import NetworkPanel
from reader.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("qapp")

MakeNetwork = Callable[..., Network]


def shown(qtbot: QtBot, view: NetworkView, network: Network) -> None:
    with qtbot.waitSignal(view.arranged):
        view.show_network(network)


@pytest.fixture
def view(qtbot: QtBot, pool: QThreadPool, make_network: MakeNetwork) -> NetworkView:
    made = NetworkView(theme=LIGHT, pool=pool)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    shown(qtbot, made, make_network(9))
    return made


def geometry_of(view: NetworkView) -> NetworkGeometry:
    geometry = view.geometry_now()
    assert geometry is not None
    return geometry


def point_of(view: NetworkView, number: int) -> QPoint:
    return view.on_screen(geometry_of(view).centres[number]).toPoint()


def lonely_point(view: NetworkView, line: int) -> QPoint:
    """A point of an edge that belongs to nothing else."""
    geometry = geometry_of(view)
    start, end = (geometry.centres[number] for number in geometry.lines[line][:2])
    points = [start + (end - start) * (share / 40) for share in range(1, 40)]
    alone = [point for point in points if geometry.node_at(point) is None and geometry.line_at(point) == line]
    return view.on_screen(alone[len(alone) // 2]).toPoint()


def test_a_click_on_a_node_tells_whose(qtbot: QtBot, view: NetworkView):
    with qtbot.waitSignal(view.node_clicked) as caught:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point_of(view, 2))
    assert caught.args == ["place:seoul"]


def test_a_click_on_an_edge_tells_both_ends(qtbot: QtBot, view: NetworkView):
    edge = geometry_of(view).lines[0].edge
    with qtbot.waitSignal(view.edge_clicked) as caught:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=lonely_point(view, 0))
    assert caught.args == [edge.first, edge.second]


def test_dragging_moves_the_picture_and_clicks_nothing(qtbot: QtBot, view: NetworkView):
    start = point_of(view, 0)
    with qtbot.assertNotEmitted(view.node_clicked):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(view, start + QPoint(40, 30))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 30))
    assert point_of(view, 0) == start + QPoint(40, 30)
    view.fit()
    assert point_of(view, 0) == start


def test_keys_zoom_and_fit(qtbot: QtBot, view: NetworkView):
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > 1.5
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == pytest.approx(1.25)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 1
    for _ in range(40):
        view.zoom_in()
    assert view.zoom == 10
    assert not view.grab().isNull()


def wheel(view: NetworkView, point: QPoint, *, ctrl: bool) -> bool:
    """Turn the wheel one step up; whether the network took it."""
    event = QWheelEvent(
        QPointF(point),
        QPointF(view.mapToGlobal(point)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def test_the_wheel_zooms_about_the_pointer_but_leaves_a_page_to_scroll(view: NetworkView):
    view.clearFocus()
    point = point_of(view, 4)
    assert not wheel(view, point, ctrl=False)
    assert view.zoom == 1
    assert wheel(view, point, ctrl=True)
    assert view.zoom > 1
    assert (point_of(view, 4) - point).manhattanLength() <= 2


def test_arrows_walk_from_node_to_node(qtbot: QtBot, view: NetworkView, make_network: MakeNetwork):
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert view.focused_node == 0
    assert view.accessibleName() == "Network of Gen Nakatani: 8 names"
    assert view.accessibleDescription().startswith("Gen Nakatani, person: ")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.focused_node not in (0, None)
    stood = view.focused_node or 0
    node = make_network(9).nodes[stood].entity
    assert view.accessibleDescription().startswith(f"{node.name}, {node.kind}: ")
    with qtbot.waitSignal(view.node_clicked) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == [node.id]
    with qtbot.waitSignal(view.edge_clicked) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert caught.args == ["person:gen nakatani", node.id]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.focused_node == 0


def test_what_is_pointed_at_is_drawn_otherwise(qtbot: QtBot, view: NetworkView):
    before = view.grab().toImage()
    qtbot.mouseMove(view, point_of(view, 3))
    qtbot.waitUntil(lambda: view.cursor().shape() is Qt.CursorShape.PointingHandCursor)
    assert view.grab().toImage() != before
    qtbot.mouseMove(view, QPoint(2, 2))
    qtbot.waitUntil(lambda: view.grab().toImage() == before)


def test_nodes_that_stay_do_not_jump(qtbot: QtBot, view: NetworkView, make_network: MakeNetwork):
    network = make_network(9)
    before = {network.nodes[number].entity.id: point_of(view, number) for number in range(9)}
    gone = network.nodes[8].entity.id
    edges = tuple(edge for edge in network.edges if gone not in (edge.first, edge.second))
    shown(qtbot, view, network._replace(nodes=network.nodes[:8], edges=edges))
    moved = [
        (point_of(view, number) - before[network.nodes[number].entity.id]).manhattanLength() for number in range(8)
    ]
    assert sum(moved) / len(moved) < 130  # of 900 by 600 pixels


def test_the_keyboard_stays_with_its_name(qtbot: QtBot, view: NetworkView, make_network: MakeNetwork):
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    words = view.accessibleDescription()
    network = make_network(9)
    shown(qtbot, view, network._replace(nodes=(network.nodes[0], *reversed(network.nodes[1:]))))
    assert view.accessibleDescription() == words


@pytest.mark.parametrize("nodes", [0, 1, 2, 150])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_amount_can_be_drawn(
    nodes: int, theme: object, qtbot: QtBot, view: NetworkView, make_network: MakeNetwork
):
    view.set_theme(theme)  # type: ignore[arg-type]
    view.resize(390, 246)
    shown(qtbot, view, make_network(nodes) if nodes else Network(EntityId(""), (), ()))
    assert not view.grab().isNull()
    assert (view.focusPolicy() is Qt.FocusPolicy.StrongFocus) == (nodes > 1)


def test_a_box_of_another_shape_is_laid_out_anew(qtbot: QtBot, view: NetworkView):
    before = view.placement()
    with qtbot.waitSignal(view.arranged):
        view.resize(400, 900)
    assert view.placement() != before


# The list beside it


@pytest.fixture
def neighbours(qtbot: QtBot, make_network: MakeNetwork) -> NetworkList:
    made = NetworkList(theme=LIGHT)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_network(make_network(9))
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_model_of_the_list_keeps_qts_contract(qtmodeltester: ModelTester, make_network: MakeNetwork):
    model = NetworkListModel(theme=LIGHT)
    model.show_network(make_network(20))
    qtmodeltester.check(model)
    assert model.rowCount() == 19


def test_the_list_says_with_whom_how_often_and_how_surely(neighbours: NetworkList, make_network: MakeNetwork):
    model, edge = neighbours.model(), make_network(9).edges[1]
    assert [model.index(1, column).data() for column in range(3)] == ["Seoul", edge.articles, "close"]
    told = model.index(1, SENTENCES).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Sentences that name it with Seoul"


def test_enter_in_the_list_opens_a_name_or_its_sentences(qtbot: QtBot, neighbours: NetworkList):
    neighbours.setCurrentIndex(neighbours.model().index(1, 0))
    with qtbot.waitSignal(neighbours.node_clicked) as caught:
        qtbot.keyClick(neighbours, Qt.Key.Key_Return)
    assert caught.args == ["place:seoul"]
    with qtbot.waitSignal(neighbours.edge_clicked) as caught:
        qtbot.keyClick(neighbours, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert caught.args == ["person:gen nakatani", "place:seoul"]
    with qtbot.waitSignal(neighbours.edge_clicked):
        qtbot.mouseClick(
            neighbours.viewport(),
            Qt.MouseButton.LeftButton,
            pos=neighbours.visualRect(neighbours.model().index(1, SENTENCES)).center(),
        )


def test_the_panel_changes_between_network_and_list(qtbot: QtBot, pool: QThreadPool, make_network: MakeNetwork):
    panel = NetworkPanel(theme=LIGHT, pool=pool)
    qtbot.addWidget(panel)
    assert not panel.head.link("png").isEnabled() or panel.placement() is None
    with qtbot.waitSignal(panel.network.arranged):
        panel.show_network(make_network(9))
    placement = panel.placement()
    assert placement is not None
    assert len(placement.points) == 9
    qtbot.mouseClick(panel.head.link("list"), Qt.MouseButton.LeftButton)
    assert panel.shows_list
    panel.set_theme(DARK)
    qtbot.mouseClick(panel.head.link("network"), Qt.MouseButton.LeftButton)
    assert not panel.shows_list
    with qtbot.waitSignal(panel.export_wanted) as caught:
        qtbot.mouseClick(panel.head.link("png"), Qt.MouseButton.LeftButton)
    assert caught.args == ["png"]
