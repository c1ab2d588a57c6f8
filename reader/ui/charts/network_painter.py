"""Draws a network: the same on the screen and in a file."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from reader.entities.mention import EntityKind
from reader.tasks.views import Network
from reader.ui.charts.look import ChartLook
from reader.ui.charts.network_geometry import NetworkGeometry
from reader.ui.charts.words import KIND_WORDS

RING, CENTRE_RING, HALO = 2.0, 3.0, 4.0  # pixels
LINE_STRENGTH = 0.26  # opacity of edges
FADED = 0.3  # opacity of what does not belong to what is pointed at
BEHIND_WORDS = 0.82  # opacity of the ground behind a label
KEY_SIDE, KEY_GAP, KEY_HEIGHT = 9.0, 14.0, 22.0  # pixels
# Shapes of one area, so that the kind is told without colour: of a node with a radius of 1.
HALF_SQUARE, HALF_DIAMOND, HALF_HEXAGON = 0.89, 1.22, 1.1


class NetworkState(NamedTuple):
    """What the reader does with a network just now, by numbers of nodes and lines."""

    node: int | None = None  # pointed at
    line: int | None = None  # pointed at
    focused: int | None = None


def node_shape(middle: QPointF, radius: float, kind: EntityKind) -> QPainterPath:
    """A disc for people, a square for places, a hexagon for organisations, a diamond for the rest."""
    path = QPainterPath()
    if kind is EntityKind.PERSON:
        path.addEllipse(middle, radius, radius)
    elif kind is EntityKind.PLACE:
        half = radius * HALF_SQUARE
        path.addRoundedRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half), radius / 4, radius / 4)
    else:
        corners = _HEXAGON if kind is EntityKind.ORGANISATION else _DIAMOND
        path.addPolygon(QPolygonF([middle + corner * radius for corner in corners]))
        path.closeSubpath()
    return path


_HEXAGON = [
    QPointF(x * HALF_HEXAGON, y * HALF_HEXAGON)
    for x, y in ((-1.0, 0.0), (-0.5, -0.866), (0.5, -0.866), (1.0, 0.0), (0.5, 0.866), (-0.5, 0.866))
]
_DIAMOND = [QPointF(x * HALF_DIAMOND, y * HALF_DIAMOND) for x, y in ((-1, 0), (0, -1), (1, 0), (0, 1))]


def paint_network(
    painter: QPainter, geometry: NetworkGeometry, look: ChartLook, state: NetworkState = NetworkState()
) -> None:
    """Edges, nodes and labels around the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lit_lines, lit_nodes = _lit(geometry, state)
    _paint_lines(painter, geometry, look, lit_lines)
    for number in reversed(range(len(geometry.centres))):
        painter.setOpacity(1.0 if lit_nodes is None or number in lit_nodes else FADED)
        _paint_node(painter, geometry, number, look)
    for number, label in geometry.labels.items():
        painter.setOpacity(1.0 if lit_nodes is None or number in lit_nodes else FADED)
        _paint_label(painter, label.area, label.words, look, centre=number == 0)
    painter.setOpacity(1.0)
    if state.focused is not None:
        _paint_focus(painter, geometry, state.focused, look)


def _lit(geometry: NetworkGeometry, state: NetworkState) -> tuple[set[int], set[int] | None]:
    """Lines and nodes that belong to what is pointed at; None for the nodes means all of them."""
    if state.line is not None:
        line = geometry.lines[state.line]
        return {state.line}, {line.first, line.second}
    about = state.node if state.node is not None else state.focused
    if about is None:
        return set(), None
    lines = set(geometry.lines_of(about))
    ends = {end for number in lines for end in geometry.lines[number][:2]}
    # By keyboard the reader stays on a node for longer, and wants to see where to go next.
    return lines, ends | {about} if state.node is not None else None


def _paint_lines(painter: QPainter, geometry: NetworkGeometry, look: ChartLook, lit: set[int]) -> None:
    quiet, clear = look.color("text"), look.color("accent")
    quiet.setAlphaF(LINE_STRENGTH * geometry.line_strength * (0.5 if lit else 1.0))
    clear.setAlphaF(0.75)
    for number in [*(n for n in range(len(geometry.lines)) if n not in lit), *lit]:
        line = geometry.lines[number]
        if line.usual or number in lit:
            pen = QPen(clear if number in lit else quiet, line.width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(geometry.centres[line.first], geometry.centres[line.second])


def _paint_node(painter: QPainter, geometry: NetworkGeometry, number: int, look: ChartLook) -> None:
    kind = geometry.network.nodes[number].entity.kind
    middle, radius = geometry.centres[number], geometry.radii[number]
    is_centre = number == 0
    if is_centre:
        halo = look.color(f"entity.{kind}")
        halo.setAlphaF(0.25)
        painter.setPen(QPen(halo, HALO))
        painter.setBrush(look.color("panel"))
        painter.drawPath(node_shape(middle, radius + HALO, kind))
    else:  # what is behind does not shine through, not even through one that is faded
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("panel"))
        opacity = painter.opacity()
        painter.setOpacity(1.0)
        painter.drawPath(node_shape(middle, radius, kind))
        painter.setOpacity(opacity)
    ring = min(CENTRE_RING if is_centre else RING, max(1.0, radius / 3))
    painter.setPen(QPen(look.color(f"entity.{kind}"), ring))
    painter.setBrush(look.color(f"entity.{kind}.tint"))
    painter.drawPath(node_shape(middle, radius - ring / 2, kind))


def _paint_label(painter: QPainter, area: QRectF, words: str, look: ChartLook, *, centre: bool) -> None:
    ground = QColor(look.color("panel"))
    ground.setAlphaF(BEHIND_WORDS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(area, 3, 3)
    painter.setFont(look.centre if centre else look.small)
    painter.setPen(look.color("text"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)


def _paint_focus(painter: QPainter, geometry: NetworkGeometry, number: int, look: ChartLook) -> None:
    painter.setPen(QPen(look.color("focus"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    away = 4.5 if number else 2 * HALO + 1
    painter.drawEllipse(geometry.centres[number], geometry.radii[number] + away, geometry.radii[number] + away)


def paint_key(painter: QPainter, network: Network, left: float, middle: float, look: ChartLook) -> float:
    """Which shape stands for which kind, of the kinds that are there; gives where the words end."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    present = {node.entity.kind for node in network.nodes}
    metrics = QFontMetricsF(look.small)
    for kind in (kind for kind in EntityKind if kind in present):
        painter.setPen(QPen(look.color(f"entity.{kind}"), 1.5))
        painter.setBrush(look.color(f"entity.{kind}.tint"))
        painter.drawPath(node_shape(QPointF(left + KEY_SIDE / 2, middle), KEY_SIDE / 2, kind))
        width = metrics.horizontalAdvance(KIND_WORDS[kind])
        painter.setPen(look.color("muted"))
        painter.setFont(look.small)
        area = QRectF(left + KEY_SIDE + 5, middle - KEY_HEIGHT / 2, width, KEY_HEIGHT)
        painter.drawText(
            area,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip,
            KIND_WORDS[kind],
        )
        left = area.right() + KEY_GAP
    return left - KEY_GAP


def key_width(network: Network, look: ChartLook) -> float:
    """The room the key takes, in pixels."""
    metrics = QFontMetricsF(look.small)
    present = {node.entity.kind for node in network.nodes}
    return sum(KEY_SIDE + 5 + metrics.horizontalAdvance(KIND_WORDS[kind]) + KEY_GAP for kind in present)
