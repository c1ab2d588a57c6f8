"""What of a network is drawn where, and what lies under a point."""

import math
from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF

from reader.tasks.views import Network, NetworkNode
from reader.ui.charts.layout import lay_out
from reader.ui.charts.look import ChartLook
from reader.ui.charts.network_geometry import NetworkGeometry, node_boxes, node_radii
from reader.ui.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")

MakeNetwork = Callable[..., Network]
MakeGeometry = Callable[..., NetworkGeometry]
SIZES = [(390, 218), (900, 572), (300, 700)]


@pytest.fixture
def make_geometry(make_network: MakeNetwork) -> MakeGeometry:
    def make(nodes: int, width: float = 900, height: float = 572, *, zoom: float = 1.0) -> NetworkGeometry:
        network, look = make_network(nodes), ChartLook.of(LIGHT)
        placement = lay_out(network, node_boxes(network, look), aspect=width / height)
        return NetworkGeometry(network, placement, QRectF(0, 0, width, height), look, zoom=zoom)

    return make


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("nodes", [2, 9, 30, 150])
def test_nothing_overlaps_and_all_is_in_the_box(nodes: int, size: tuple[int, int], make_geometry: MakeGeometry):
    geometry = make_geometry(nodes, *size)
    width, height = size
    box = QRectF(-width / 2, -height / 2, width, height)
    areas = [geometry.node_area(number) for number in range(nodes)]
    assert all(box.contains(area) for area in areas)
    for one, other in combinations(range(nodes), 2):
        middle = geometry.centres[one] - geometry.centres[other]
        assert math.hypot(middle.x(), middle.y()) > geometry.radii[one] + geometry.radii[other]
    labels = [label.area for label in geometry.labels.values()]
    assert 0 in geometry.labels  # the centre is always named, over a node if need be
    assert not any(one.intersects(other) for one, other in combinations(labels, 2))
    assert all(box.contains(label) for label in labels)
    for number, label in geometry.labels.items():
        assert number == 0 or not any(
            label.area.intersects(area.adjusted(1, 1, -1, -1)) for n, area in enumerate(areas) if n != number
        )


def test_a_small_network_has_all_its_labels(make_geometry: MakeGeometry):
    assert len(make_geometry(9, 900, 572).labels) == 9


def test_nearer_more_labels_have_room(make_geometry: MakeGeometry):
    assert len(make_geometry(150, 480, 300, zoom=4.0).labels) > len(make_geometry(150, 480, 300).labels)


def test_the_area_of_a_node_goes_by_its_articles(make_network: MakeNetwork):
    network = make_network(3)
    nodes = tuple(node._replace(articles=count) for node, count in zip(network.nodes, (50, 100, 25), strict=True))
    _, large, small = node_radii(network._replace(nodes=nodes))
    assert (large / small) ** 2 == pytest.approx(4)


def test_a_point_finds_a_node_and_beside_it_an_edge(make_geometry: MakeGeometry):
    geometry = make_geometry(9)
    for number, middle in enumerate(geometry.centres):
        assert geometry.node_at(middle) == number
        label = geometry.labels[number]
        assert geometry.node_at(label.area.center()) == number
    line = geometry.lines[0]
    start, end = geometry.centres[line.first], geometry.centres[line.second]
    along = (end - start) / math.hypot((end - start).x(), (end - start).y())
    beside = (start + end) / 2 + QPointF(-along.y(), along.x()) * 4  # the line itself is thinner
    found = geometry.line_at(beside)
    assert found is not None
    assert {geometry.lines[found].first, geometry.lines[found].second} == {line.first, line.second}
    assert geometry.line_at(QPointF(5000, 5000)) is None
    assert geometry.node_at(QPointF(5000, 5000)) is None


def test_every_node_is_reached_by_arrows(make_geometry: MakeGeometry):
    geometry = make_geometry(30)
    reached, waiting = {0}, [0]
    while waiting:
        here = waiting.pop()
        for step in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            there = geometry.next_node(here, *step)
            if there not in reached:
                reached.add(there)
                waiting.append(there)
    assert len(reached) >= 27  # what is not, the list reaches


def test_a_long_name_is_cut(make_network: MakeNetwork):
    network, look = make_network(2), ChartLook.of(LIGHT)
    long_name = network.nodes[1].entity._replace(name="A very long name of an organisation " * 3)
    network = network._replace(nodes=(network.nodes[0], NetworkNode(long_name, 3)))
    geometry = NetworkGeometry(network, lay_out(network, node_boxes(network, look)), QRectF(0, 0, 600, 300), look)
    words, (width, _) = geometry.label_words(1)
    assert words.endswith("…")
    assert width < 160
