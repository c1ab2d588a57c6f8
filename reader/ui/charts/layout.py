"""Where the nodes of a network go: short ties between what belongs together, nothing on top of anything else.

Stress is lowered by gradient descent over single pairs (Zheng, Pawar and Goodman 2018, after Gansner, Koren and
North 2004): a few passes over all pairs are enough, so that 150 nodes need no library for numbers. Then nodes that
overlap are pushed apart. No Qt here: it runs on a thread.
"""

import math
import random
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from reader.entities.mention import EntityId
from reader.tasks.views import Network

Point = tuple[float, float]
Points = list[list[float]]

SEED = 20
PASSES, PASSES_AGAIN = 24, 12  # over all pairs; fewer where most nodes have a place already
LAST_STEP = 0.06  # how much of a pair's fault the last pass still mends
CLOSEST, FARTHEST = 1.0, 2.2  # lengths of the strongest and of the weakest tie
APART = 2.6  # between nodes with nothing in common
UNIT = 82.0  # pixels for a length of 1
MOST_STRETCH = 1.7  # of a layout that shall fill a wide or a high box
NODE_GAP = 5.0  # pixels between two nodes
PUSHES = 80  # rounds at most
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


class NodeBox(NamedTuple):
    """What a node takes of the plane, in pixels: a disc, and a label under it."""

    radius: float
    label_width: float = 0.0
    label_height: float = 0.0


class Placement(NamedTuple):
    """Where nodes are, in pixels from the centre of all of them, drawn at their natural size."""

    points: Mapping[EntityId, Point]
    shape: Mapping[EntityId, Point]  # before it was stretched and pushed: where the next layout begins
    closest: float = math.inf  # of all pairs, the least distance divided by the sum of the radii


NOWHERE = Placement({}, {})


def lay_out(
    network: Network, boxes: Sequence[NodeBox], *, aspect: float = 1.5, before: Placement = NOWHERE
) -> Placement:
    """Places for all nodes; the same input gives the same places. `boxes` are those of the nodes, in their order.

    Nodes that have a place in `before` stay near it. `aspect` is width by height of the box to be filled.
    Threads: any.
    """
    ids = [node.entity.id for node in network.nodes]
    if not ids:
        return NOWHERE
    distances = wanted_distances(network)
    known = [before.shape.get(entity_id) for entity_id in ids]
    again = sum(place is not None for place in known) * 2 > len(ids)
    points = _beginning(distances, known if again else [None] * len(ids))
    _lower_stress(points, distances, PASSES_AGAIN if again else PASSES, gently=again)
    if again:
        _turn_back(points, known)
    else:
        _lay_flat(points)
    shape = {entity_id: (x, y) for entity_id, (x, y) in zip(ids, points, strict=True)}
    _fill(points, aspect)
    push_apart(points, boxes)
    _centre(points)
    placed = {entity_id: (x, y) for entity_id, (x, y) in zip(ids, points, strict=True)}
    return Placement(placed, shape, 1 / crowding(points, boxes, gap=0.0))


def wanted_distances(network: Network) -> list[list[float]]:
    """How far apart each two nodes should be: along the shortest way over ties, strong ties being short."""
    place = {node.entity.id: number for number, node in enumerate(network.nodes)}
    count = len(place)
    far = [[math.inf] * count for _ in range(count)]
    strongest = max((edge.strength for edge in network.edges), default=1.0)
    for edge in network.edges:
        first, second = place.get(edge.first), place.get(edge.second)
        if first is not None and second is not None and first != second:
            share = math.sqrt(max(0.0, edge.strength) / strongest) if strongest > 0 else 0.0
            far[first][second] = far[second][first] = FARTHEST - (FARTHEST - CLOSEST) * share
    for number in range(count):
        far[number][number] = 0.0
    for over, row in enumerate(far):  # Floyd and Warshall: all nodes are few
        for from_row in far:
            so_far = from_row[over]
            if so_far < math.inf and from_row is not row:
                from_row[:] = [
                    old if old <= so_far + new else so_far + new for old, new in zip(from_row, row, strict=True)
                ]
    return [[APART if length == math.inf else length for length in row] for row in far]


def _beginning(distances: Sequence[Sequence[float]], known: Sequence[Point | None]) -> Points:
    """Known places; else a spiral around the first node, by the distance from it."""
    points = []
    for number, place in enumerate(known):
        if place is not None:
            points.append([*place])
            continue
        nearest = min(
            (n for n, p in enumerate(known) if p is not None), key=lambda n: distances[number][n], default=None
        )
        x, y = known[nearest] if nearest is not None else (0.0, 0.0)  # type: ignore[misc]
        far = distances[number][nearest or 0]
        angle = number * GOLDEN_ANGLE
        points.append([x + far * math.cos(angle), y + far * math.sin(angle)])
    return points


def _lower_stress(points: Points, distances: Sequence[Sequence[float]], passes: int, *, gently: bool) -> None:
    """Move the two nodes of each pair towards their wanted distance, less with every pass."""
    pairs = [(i, j, distances[i][j], distances[i][j] ** -2) for i, j in combinations(range(len(points)), 2)]
    if not pairs:
        return
    chance = random.Random(SEED)
    first_step = 0.5 if gently else 1 / min(weight for *_, weight in pairs)
    last_step = LAST_STEP / max(weight for *_, weight in pairs)
    fall = (last_step / first_step) ** (1 / max(1, passes - 1))
    step = first_step
    for _ in range(passes):
        chance.shuffle(pairs)
        _mend(points, pairs, step)
        step *= fall


def _mend(points: Points, pairs: Sequence[tuple[int, int, float, float]], step: float) -> None:
    hypot = math.hypot
    for i, j, wanted, weight in pairs:
        one, other = points[i], points[j]
        x, y = one[0] - other[0], one[1] - other[1]
        is_far = hypot(x, y) or 1e-9
        share = step * weight
        move = (0.5 if share > 1 else 0.5 * share) * (is_far - wanted) / is_far
        x, y = x * move, y * move
        one[0] -= x
        one[1] -= y
        other[0] += x
        other[1] += y


def _lay_flat(points: Points) -> None:
    """Turn the layout so that it is wider than high, the first node in the middle of what counts."""
    _centre_on_mean(points)
    xx = sum(x * x for x, _ in points)
    yy = sum(y * y for _, y in points)
    xy = sum(x * y for x, y in points)
    _turn(points, -0.5 * math.atan2(2 * xy, xx - yy))


def _turn_back(points: Points, known: Sequence[Point | None]) -> None:
    """Turn and move the layout to where its nodes were, as far as it is one."""
    kept = [(point, place) for point, place in zip(points, known, strict=True) if place is not None]
    mean_x, mean_y = (sum(point[axis] for point, _ in kept) / len(kept) for axis in (0, 1))
    then_x, then_y = (sum(place[axis] for _, place in kept) / len(kept) for axis in (0, 1))
    along = across = 0.0
    for (x, y), (then, there) in kept:
        along += (x - mean_x) * (then - then_x) + (y - mean_y) * (there - then_y)
        across += (x - mean_x) * (there - then_y) - (y - mean_y) * (then - then_x)
    for point in points:
        point[0], point[1] = point[0] - mean_x, point[1] - mean_y
    _turn(points, math.atan2(across, along))
    for point in points:
        point[0], point[1] = point[0] + then_x, point[1] + then_y


def _turn(points: Points, angle: float) -> None:
    cos, sin = math.cos(angle), math.sin(angle)
    for point in points:
        x, y = point
        point[0], point[1] = x * cos - y * sin, x * sin + y * cos


def _fill(points: Points, aspect: float) -> None:
    """Into pixels, stretched a little where the box is much wider or higher than the layout."""
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    if width <= 0 or height <= 0:
        stretch = 1.0
    else:
        stretch = max(1 / MOST_STRETCH, min(MOST_STRETCH, math.sqrt(aspect * height / width)))
    for point in points:
        point[0] *= UNIT * stretch
        point[1] *= UNIT / stretch


def push_apart(points: Points, boxes: Sequence[NodeBox]) -> None:
    """Push until no two nodes touch, and labels do not as far as that comes about; then nodes at least are free."""
    for _ in range(PUSHES):
        moved = False
        for i, j in combinations(range(len(points)), 2):
            if abs(points[i][1] - points[j][1]) < 60 and _push(points[i], points[j], boxes[i], boxes[j]):
                moved = True
        if not moved:
            return
    worst = crowding(points, boxes, gap=NODE_GAP)
    if worst > 1.0:  # spread all evenly: keeps the picture, and always ends it
        for point in points:
            point[0], point[1] = point[0] * worst, point[1] * worst


def crowding(points: Sequence[Sequence[float]], boxes: Sequence[NodeBox], *, gap: float) -> float:
    """By how much all nodes would have to be spread for no two to touch; at most 1 where none do."""
    worst = 1e-6
    for i, j in combinations(range(len(points)), 2):
        least = boxes[i].radius + boxes[j].radius + gap
        far = math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1])
        worst = max(worst, least / max(1e-3, far))
    return worst


def _push(one: list[float], other: list[float], box: NodeBox, other_box: NodeBox) -> bool:
    """Push two boxes apart along the shorter way, if they overlap."""
    half = max(box.radius, box.label_width / 2) + max(other_box.radius, other_box.label_width / 2) + NODE_GAP
    x = half - abs(one[0] - other[0])
    if x <= 0:
        return False
    upper, lower, upper_box, lower_box = (
        (one, other, box, other_box) if one[1] <= other[1] else (other, one, other_box, box)
    )
    y = upper_box.radius + upper_box.label_height + lower_box.radius + NODE_GAP - (lower[1] - upper[1])
    if y <= 0:
        return False
    if y <= x:
        upper[1] -= y / 2 + 0.01
        lower[1] += y / 2 + 0.01
    else:
        left, right = (one, other) if one[0] <= other[0] else (other, one)
        left[0] -= x / 2 + 0.01
        right[0] += x / 2 + 0.01
    return True


def _centre_on_mean(points: Points) -> None:
    mean_x, mean_y = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    for point in points:
        point[0], point[1] = point[0] - mean_x, point[1] - mean_y


def _centre(points: Points) -> None:
    """Put the middle of the box around all nodes at 0, 0."""
    for axis in (0, 1):
        middle = (max(point[axis] for point in points) + min(point[axis] for point in points)) / 2
        for point in points:
            point[axis] -= middle
