"""Where nodes go: always the same, nothing on top of anything else, and calm when names come and go."""

import math
import time
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities.mention import EntityId
from reader.tasks.views import Network
from reader.ui.charts.layout import NOWHERE, NodeBox, Placement, lay_out, push_apart, wanted_distances

MakeNetwork = Callable[..., Network]
WITHIN_S = 3.0  # of processor time on a slow machine; a fast one takes half a second


def boxes_of(network: Network, *, labels: bool = False) -> list[NodeBox]:
    return [NodeBox(5 + node.articles / 6, *((80.0, 15.0) if labels else (0.0, 0.0))) for node in network.nodes]


def closest(placement: Placement, network: Network, boxes: list[NodeBox]) -> float:
    """The least gap between two nodes, in pixels."""
    points = [placement.points[node.entity.id] for node in network.nodes]
    return min(
        math.dist(points[i], points[j]) - boxes[i].radius - boxes[j].radius
        for i, j in combinations(range(len(points)), 2)
    )


@pytest.mark.parametrize("nodes", [2, 9, 40, 150])
def test_the_same_network_is_laid_out_the_same_and_no_nodes_touch(nodes: int, make_network: MakeNetwork):
    network = make_network(nodes)
    boxes = boxes_of(network)
    placement = lay_out(network, boxes, aspect=1.5)
    assert lay_out(network, boxes, aspect=1.5) == placement
    assert set(placement.points) == {node.entity.id for node in network.nodes}
    assert closest(placement, network, boxes) >= 4.9


def test_labels_of_a_small_network_are_free_of_other_nodes(make_network: MakeNetwork):
    network = make_network(12)
    boxes = boxes_of(network, labels=True)
    points = list(lay_out(network, boxes).points.values())
    for (one, box), (other, other_box) in combinations(list(zip(points, boxes, strict=True)), 2):
        upper, lower, upper_box, lower_box = (
            (one, other, box, other_box) if one[1] < other[1] else (other, one, other_box, box)
        )
        beside = abs(one[0] - other[0]) >= 80
        below = lower[1] - lower_box.radius >= upper[1] + upper_box.radius + upper_box.label_height
        assert beside or below


def test_a_hundred_and_fifty_nodes_take_less_than_a_moment(make_network: MakeNetwork):
    network = make_network(150, ties=12)
    started = time.process_time()
    placement = lay_out(network, boxes_of(network))
    assert time.process_time() - started < WITHIN_S
    xs, ys = ([point[axis] for point in placement.points.values()] for axis in (0, 1))
    assert max(xs) == pytest.approx(-min(xs))  # the middle is the middle
    assert max(xs) - min(xs) < 2500
    assert max(ys) - min(ys) < 2500


def test_a_wide_box_gets_a_wider_layout(make_network: MakeNetwork):
    network = make_network(30)

    def aspect_of(placement: Placement) -> float:
        xs, ys = ([point[axis] for point in placement.points.values()] for axis in (0, 1))
        return (max(xs) - min(xs)) / (max(ys) - min(ys))

    wide, high = (lay_out(network, boxes_of(network), aspect=aspect) for aspect in (2.2, 0.6))
    assert aspect_of(wide) > 1.2 > aspect_of(high)


def test_strong_ties_are_shorter_than_weak_ones(make_network: MakeNetwork):
    network = make_network(20, ties=0)  # strongest first
    distances = wanted_distances(network)[0]
    assert distances[1:] == sorted(distances[1:])
    points = lay_out(network, boxes_of(network)).shape
    centre = points[network.centre]
    far = [math.dist(centre, points[node.entity.id]) for node in network.nodes[1:]]
    assert sum(far[:6]) < sum(far[-6:])


def test_nodes_that_stay_keep_their_places_when_some_come_and_go(make_network: MakeNetwork):
    network = make_network(30)
    before = lay_out(network, boxes_of(network))
    gone = {node.entity.id for node in network.nodes[26:]}
    fewer = Network(
        network.centre,
        network.nodes[:26],
        tuple(edge for edge in network.edges if not {edge.first, edge.second} & gone),
    )
    after = lay_out(fewer, boxes_of(fewer), before=before)
    size = max(math.dist(one, other) for one, other in combinations(before.shape.values(), 2))
    moved = [math.dist(before.shape[node], after.shape[node]) for node in after.shape]
    assert sum(moved) / len(moved) < 0.08 * size
    anew = lay_out(fewer, boxes_of(fewer))
    assert sum(moved) < sum(math.dist(before.shape[node], anew.shape[node]) for node in anew.shape)
    again = lay_out(network, boxes_of(network), before=after)
    assert set(again.points) == set(before.points)


def test_odd_networks_are_laid_out(make_network: MakeNetwork):
    assert lay_out(Network(EntityId(""), (), ()), ()) == NOWHERE
    alone = make_network(1)
    assert lay_out(alone, boxes_of(alone)).points == {alone.centre: (0, 0)}
    network = make_network(6)
    untied = Network(network.centre, network.nodes, ())
    assert closest(lay_out(untied, boxes_of(untied)), untied, boxes_of(untied)) > 0
    flat = Network(network.centre, network.nodes, tuple(edge._replace(strength=0.0) for edge in network.edges))
    assert closest(lay_out(flat, boxes_of(flat)), flat, boxes_of(flat)) > 0


@given(
    st.lists(
        st.tuples(
            st.floats(-50, 50, allow_nan=False),
            st.floats(-50, 50, allow_nan=False),
            st.floats(3, 15),
            st.floats(0, 120),
        ),
        min_size=2,
        max_size=20,
        unique_by=lambda node: (round(node[0], 3), round(node[1], 3)),
    )
)
def test_pushing_apart_always_ends_with_free_nodes(nodes: list[tuple[float, float, float, float]]):
    points = [[x, y] for x, y, _, _ in nodes]
    boxes = [NodeBox(radius, width, 14.0) for *_, radius, width in nodes]
    push_apart(points, boxes)
    for (one, box), (other, other_box) in combinations(list(zip(points, boxes, strict=True)), 2):
        assert math.dist(one, other) >= box.radius + other_box.radius - 0.01
