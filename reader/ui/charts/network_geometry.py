"""Where the parts of a network are drawn, and what lies under a point. Arithmetic only, so a test needs no painter."""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from reader.tasks.views import Network, NetworkEdge
from reader.ui.charts.layout import NodeBox, Placement
from reader.ui.charts.look import ChartLook

LARGEST, SMALLEST, CENTRE_LEAST = 15.0, 5.0, 11.0  # radii in pixels at natural size
LABEL_MOST = 150.0  # pixels; longer names are cut
LABEL_AIR = 2.0  # around the words of a label
LABEL_GAP = 3.0  # between a node and its label
LABELS_MOST = 80
ARRANGED_LABELS = 40  # the first so many nodes get room for their labels when they are laid out
LABELS_COUNT = 60  # nodes up to which that is done at all
EDGE = 10.0  # pixels kept free along the edges of the box
SCALE_LEAST, SCALE_MOST = 0.05, 2.2  # of places
RADIUS_SCALE_MOST = 1.1  # of the nodes themselves
CLOSEST_SHARE = 0.85  # of the way to its closest neighbour that a node may take at most
MOST_STRETCH = 1.6  # of one direction against the other
RING_ROOM = 14.0  # pixels around a node for its rings
EDGE_THIN, EDGE_THICK = 1.0, 4.0  # pixels
SNAPPED = 1.4  # where edges are many, those thinner than this are 1 wide: that is drawn in half the time
FEW_EDGES = 40  # more than these are drawn thinner and fainter
EDGES_MOST = 150  # drawn while nothing is pointed at: the strongest, and all of the centre
NODE_REACH, EDGE_REACH = 4.0, 6.0  # pixels beside a node or an edge that still count as it
LEAST_REACH = 9.0  # pixels from the middle of the smallest node


class Line(NamedTuple):
    """An edge as it is drawn; `first` and `second` are numbers of nodes."""

    first: int
    second: int
    width: float
    edge: NetworkEdge
    usual: bool  # drawn even while nothing is pointed at


class Label(NamedTuple):
    area: QRectF
    words: str


def node_radii(network: Network) -> list[float]:
    """At natural size; the area goes by the number of articles."""
    most = max((node.articles for node in network.nodes), default=1)
    radii = [max(SMALLEST, LARGEST * math.sqrt(node.articles / max(1, most))) for node in network.nodes]
    return [max(CENTRE_LEAST, radius) if number == 0 else radius for number, radius in enumerate(radii)]


def node_boxes(network: Network, look: ChartLook) -> list[NodeBox]:
    """What the nodes take when they are laid out: with labels, unless they are too many."""
    metrics = QFontMetricsF(look.centre)
    labelled = ARRANGED_LABELS if len(network.nodes) <= LABELS_COUNT else 1
    return [
        NodeBox(
            radius,
            min(LABEL_MOST, metrics.horizontalAdvance(node.entity.name)) + 2 * LABEL_AIR if number < labelled else 0.0,
            metrics.height() + LABEL_GAP if number < labelled else 0.0,
        )
        for number, (node, radius) in enumerate(zip(network.nodes, node_radii(network), strict=True))
    ]


class NetworkGeometry:
    """A network in a box, at one zoom. Places count from the middle of the box, so that panning changes none of them.

    Threads: any, one at a time.
    """

    def __init__(
        self, network: Network, placement: Placement, box: QRectF, look: ChartLook, *, zoom: float = 1.0
    ) -> None:
        self.network = network
        self.box = box
        self._look = look
        self._boxes = node_boxes(network, look)
        self._places = [placement.points.get(node.entity.id, (0.0, 0.0)) for node in network.nodes]
        self._zoom = zoom
        self.centres, scale = self._fitted(zoom)
        radius_scale = min(RADIUS_SCALE_MOST, scale * placement.closest * CLOSEST_SHARE)
        self.radii = [box.radius * radius_scale for box in self._boxes]
        self.lines = self._lines()
        usual = sum(line.usual for line in self.lines)
        self.line_strength = max(0.3, min(1.0, math.sqrt(FEW_EDGES / max(1, usual))))  # 1 where edges are few

    @cached_property
    def labels(self) -> dict[int, Label]:
        """Labels that touch neither one another nor a node, the first nodes first. The centre always has one."""
        placed: dict[int, Label] = {}
        for number in range(len(self.centres)):
            if len(placed) >= LABELS_MOST:
                break
            words, sizes = self.label_words(number)
            areas = self._label_areas(number, *sizes)
            free = (area for area in areas if self._is_free(area, number, placed))
            found = next(free, min(areas, key=self._covered) if number == 0 else None)
            if found is not None:
                placed[number] = Label(found, words)
        return placed

    @cached_property
    def bounds(self) -> QRectF:
        """Around all that is drawn."""
        around = QRectF()
        for number in range(len(self.centres)):
            around = around.united(self.node_area(number).adjusted(-RING_ROOM, -RING_ROOM, RING_ROOM, RING_ROOM))
        for label in self.labels.values():
            around = around.united(label.area)
        return QRectF(around.toAlignedRect())

    def label_words(self, number: int) -> tuple[str, tuple[float, float]]:
        """The words under a node, cut if need be, with the width and height they take."""
        font = self._look.centre if number == 0 else self._look.small
        metrics = QFontMetricsF(font)
        words = self.network.nodes[number].entity.name
        width = metrics.horizontalAdvance(words)
        if width > LABEL_MOST:
            while len(words) > 1 and metrics.horizontalAdvance(words + "…") > LABEL_MOST:
                words = words[:-1].rstrip()
            words += "…"
            width = metrics.horizontalAdvance(words)
        return words, (width + 2 * LABEL_AIR, metrics.height())

    def node_area(self, number: int) -> QRectF:
        radius = self.radii[number]
        middle = self.centres[number]
        return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)

    def node_at(self, point: QPointF) -> int | None:
        """The node under or right beside a point, or whose label is there."""
        reached = [
            (math.hypot(middle.x() - point.x(), middle.y() - point.y()), number)
            for number, middle in enumerate(self.centres)
        ]
        near = [(far, n) for far, n in reached if far <= max(LEAST_REACH, self.radii[n] + NODE_REACH)]
        if near:
            return min(near)[1]
        return next((number for number, label in self.labels.items() if label.area.contains(point)), None)

    def line_at(self, point: QPointF) -> int | None:
        """The number of the edge under or right beside a point; of those that are usually drawn."""
        reached = [
            (_distance(point, self.centres[line.first], self.centres[line.second]), number)
            for number, line in enumerate(self.lines)
            if line.usual
        ]
        near = [(far, number) for far, number in reached if far <= EDGE_REACH]
        return min(near)[1] if near else None

    def lines_of(self, number: int) -> list[int]:
        """The edges of a node, by their numbers."""
        return [place for place, line in enumerate(self.lines) if number in (line.first, line.second)]

    def next_node(self, number: int, right: int, down: int) -> int:
        """The nearest node in a direction, the same if there is none."""
        here = self.centres[number]
        best, shortest = number, math.inf
        for other, there in enumerate(self.centres):
            along = (there.x() - here.x()) * right + (there.y() - here.y()) * down
            beside = abs((there.x() - here.x()) * down) + abs((there.y() - here.y()) * right)
            if other != number and along > 0.5 and along + 2 * beside < shortest:
                best, shortest = other, along + 2 * beside
        return best

    def _fitted(self, zoom: float) -> tuple[list[QPointF], float]:
        """The nodes' places, everything in the box at a zoom of 1; and the scale, of the direction with the smaller.

        Each direction fills the box by itself, but is not stretched much more than the other.
        """
        beside = [max(box.radius * RADIUS_SCALE_MOST, box.label_width / 2) for box in self._boxes]
        around = [box.radius * RADIUS_SCALE_MOST for box in self._boxes]
        below = [reach + box.label_height for reach, box in zip(around, self._boxes, strict=True)]
        x, y = [place[0] for place in self._places], [place[1] for place in self._places]
        scale_x = _largest_scale(x, beside, beside, self.box.width() - 2 * EDGE)
        scale_y = _largest_scale(y, around, below, self.box.height() - 2 * EDGE)
        scale_x, scale_y = min(scale_x, MOST_STRETCH * scale_y), min(scale_y, MOST_STRETCH * scale_x)
        move_x, move_y = _middle(x, beside, beside, scale_x), _middle(y, around, below, scale_y)
        centres = [QPointF((px * scale_x - move_x) * zoom, (py * scale_y - move_y) * zoom) for px, py in self._places]
        return centres, min(scale_x, scale_y) * zoom

    def _lines(self) -> list[Line]:
        number_of = {node.entity.id: number for number, node in enumerate(self.network.nodes)}
        known = [edge for edge in self.network.edges if edge.first in number_of and edge.second in number_of]
        known.sort(key=lambda edge: -edge.strength)
        strongest = known[0].strength if known and known[0].strength > 0 else 1.0
        thick = EDGE_THIN + (EDGE_THICK - EDGE_THIN) * min(1.0, math.sqrt(FEW_EDGES / max(1, len(known))))
        lines = []
        for rank, edge in enumerate(known):
            width = EDGE_THIN + (thick - EDGE_THIN) * math.sqrt(max(0.0, edge.strength) / strongest)
            if width < SNAPPED and len(known) > FEW_EDGES:
                width = EDGE_THIN
            first, second = number_of[edge.first], number_of[edge.second]
            lines.append(Line(first, second, width, edge, rank < EDGES_MOST or 0 in (first, second)))
        return lines

    def _label_areas(self, number: int, width: float, height: float) -> Sequence[QRectF]:
        """Where a label may go, best first: below, above, at the right, at the left, then a little aside of these."""
        middle, away = self.centres[number], self.radii[number] + LABEL_GAP
        below, above = middle.y() + away, middle.y() - away - height
        corners = [
            (middle.x() - width / 2, below),
            (middle.x() - width / 2, above),
            (middle.x() + away, middle.y() - height / 2),
            (middle.x() - away - width, middle.y() - height / 2),
        ]
        if len(self.centres) <= ARRANGED_LABELS:  # among more, trying costs more than it finds
            sides = (middle.x() - self.radii[number], middle.x() + self.radii[number] - width)
            corners += [(x, y) for y in (below, above) for x in sides]
        return [QRectF(x, y, width, height) for x, y in corners]

    def _covered(self, area: QRectF) -> float:
        """How much of nodes a label there would cover, in square pixels; a label outside counts as covering all."""
        half_width, half_height = self.box.width() / 2, self.box.height() / 2
        if not QRectF(-half_width, -half_height, 2 * half_width, 2 * half_height).contains(area):
            return math.inf
        over = (area.intersected(self.node_area(number)) for number in range(1, len(self.centres)))
        return sum(each.width() * each.height() for each in over)

    def _is_free(self, area: QRectF, number: int, placed: dict[int, Label]) -> bool:
        half_width, half_height = self.box.width() / 2, self.box.height() / 2
        inside = QRectF(-half_width, -half_height, 2 * half_width, 2 * half_height).contains(area)
        if (self._zoom <= 1 and not inside) or any(area.intersects(label.area) for label in placed.values()):
            return False
        left, right, top, bottom = area.left(), area.right(), area.top(), area.bottom()
        return not any(
            other != number
            and left - radius < middle.x() < right + radius
            and top - radius < middle.y() < bottom + radius
            for other, (middle, radius) in enumerate(zip(self.centres, self.radii, strict=True))
        )


def _span(
    places: Sequence[float], before: Sequence[float], after: Sequence[float], scale: float
) -> tuple[float, float]:
    """Where nodes and labels begin and end at this scale."""
    return (
        min(place * scale - reach for place, reach in zip(places, before, strict=True)),
        max(place * scale + reach for place, reach in zip(places, after, strict=True)),
    )


def _middle(places: Sequence[float], before: Sequence[float], after: Sequence[float], scale: float) -> float:
    first, last = _span(places, before, after, scale)
    return (first + last) / 2


def _largest_scale(places: Sequence[float], before: Sequence[float], after: Sequence[float], room: float) -> float:
    """The largest scale at which all fits into the room, by halving; the least there is where nothing helps."""
    low, high = SCALE_LEAST, SCALE_MOST
    for _ in range(12):
        scale = (low + high) / 2
        first, last = _span(places, before, after, scale)
        low, high = (scale, high) if last - first <= room else (low, scale)
    return low


def _distance(point: QPointF, start: QPointF, end: QPointF) -> float:
    """From a point to a stretch between two others."""
    x, y = end.x() - start.x(), end.y() - start.y()
    square = x * x + y * y
    along = ((point.x() - start.x()) * x + (point.y() - start.y()) * y) / square if square else 0.0
    along = max(0.0, min(1.0, along))
    return math.hypot(point.x() - start.x() - along * x, point.y() - start.y() - along * y)
