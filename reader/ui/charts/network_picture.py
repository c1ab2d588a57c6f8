"""The network as it was last drawn: many lines take longer to draw than a drag may."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from reader.ui.charts.look import ChartLook
from reader.ui.charts.network_geometry import NetworkGeometry
from reader.ui.charts.network_painter import NetworkState, paint_network

KEPT_MOST = 3.0  # times the widget's area: larger drawings are not kept, because most of them is not seen


class Kept(NamedTuple):
    """A drawing, and for what it was made."""

    geometry: NetworkGeometry
    state: NetworkState
    ratio: float
    drawn: QPixmap


class NetworkPicture:
    """Draws the network of a widget anew only when more than its place has changed. Threads: GUI thread only."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._kept: Kept | None = None

    def paint(
        self, painter: QPainter, geometry: NetworkGeometry, state: NetworkState, look: ChartLook, origin: QPointF
    ) -> None:
        """The network, its middle at `origin`. With another look comes another geometry."""
        bounds = geometry.bounds
        if bounds.width() * bounds.height() > KEPT_MOST * self._widget.width() * self._widget.height():
            painter.translate(origin)
            paint_network(painter, geometry, look, state)
            return
        ratio = self._widget.devicePixelRatioF()
        kept = self._kept
        if kept is None or kept.geometry is not geometry or kept[1:3] != (state, ratio):
            self._kept = kept = Kept(geometry, state, ratio, _drawn(geometry, state, look, ratio))
        corner = (origin + bounds.topLeft()) * ratio  # on whole pixels, or it would be blurred
        painter.drawPixmap(QPointF(round(corner.x()) / ratio, round(corner.y()) / ratio), kept.drawn)


def _drawn(geometry: NetworkGeometry, state: NetworkState, look: ChartLook, ratio: float) -> QPixmap:
    bounds = geometry.bounds
    drawn = QPixmap(math.ceil(bounds.width() * ratio), math.ceil(bounds.height() * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.translate(-bounds.topLeft())
    paint_network(painter, geometry, look, state)
    painter.end()
    return drawn
