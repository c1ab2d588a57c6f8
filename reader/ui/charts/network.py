"""The network: a name among those it is named with, to be looked over, zoomed, walked along and clicked."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from reader.entities.mention import EntityId
from reader.tasks.views import Network, NetworkEdge
from reader.ui.background import Latest
from reader.ui.charts.layout import NOWHERE, Placement, lay_out
from reader.ui.charts.look import ChartLook
from reader.ui.charts.network_geometry import NetworkGeometry, node_boxes
from reader.ui.charts.network_painter import KEY_HEIGHT, NetworkState, key_width, paint_key
from reader.ui.charts.network_picture import NetworkPicture
from reader.ui.charts.tag import paint_tag
from reader.ui.charts.words import NO_NEIGHBOURS, edge_words, node_words
from reader.ui.charts.zoom_buttons import ZoomButtons
from reader.ui.theme import Theme

WIDTH, HEIGHT, LEAST_WIDTH, LEAST_HEIGHT = 390, 246, 260, 180  # pixels
STRIP = 28.0  # along the lower edge, for the key and the buttons
STEP, LEAST_ZOOM, MOST_ZOOM = 1.25, 0.5, 10.0
WHEEL_STEP = 120  # of Qt's eighths of degrees
OTHER_ASPECT = 1.5  # by how much the box must change before nodes are laid out anew
CORNER = 10.0
NOTHING = Network(EntityId(""), (), ())


class NetworkView(QWidget):
    """Nodes and ties, laid out on a thread; until that is done the earlier picture stays. Threads: GUI thread only.

    Tab goes in; arrows walk from node to node, Home goes to the middle, Enter opens, Shift+Enter asks for the sentences
    that name it with the middle one. Plus, minus and 0 zoom.
    """

    node_clicked = Signal(str)  # entity id
    edge_clicked = Signal(str, str)  # two entity ids
    arranged = Signal()  # what was asked for is on screen
    crashed = Signal(object)  # our bug

    def __init__(self, *, theme: Theme, pool: QThreadPool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = self._network = NOTHING
        self._placement, self._aspect = NOWHERE, 1.0
        self._geometry: NetworkGeometry | None = None
        self._zoom, self._pan = 1.0, QPointF()
        self._pointed = NetworkState()
        self._focused: int | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self._picture = NetworkPicture(self)
        self._latest = Latest(pool, self)
        self._latest.crashed.connect(self.crashed)
        self._buttons = ZoomButtons(self)
        self._buttons.in_clicked.connect(self.zoom_in)
        self._buttons.out_clicked.connect(self.zoom_out)
        self._buttons.fit_clicked.connect(self.fit)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._look = ChartLook.of(theme)
        self._buttons.set_theme(theme)
        self._measure()

    def show_network(self, network: Network) -> None:
        """Lay the network out and show it. Nodes that stay keep their places, as nearly as the new ones allow."""
        if network != self._wanted:
            self._wanted = network
            self._arrange()

    def placement(self) -> Placement | None:
        """Where the nodes are now, for a file that shall look the same; None while nothing is laid out."""
        return self._placement if self._network.nodes and self._network is self._wanted else None

    def geometry_now(self) -> NetworkGeometry | None:
        return self._geometry

    def on_screen(self, point: QPointF) -> QPointF:
        """A place of the geometry in the widget's own pixels."""
        return point + self._origin()

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def focused_node(self) -> int | None:
        return self._focused

    def zoom_in(self) -> None:
        self._zoom_by(STEP, self._middle())

    def zoom_out(self) -> None:
        self._zoom_by(1 / STEP, self._middle())

    def fit(self) -> None:
        """All of it in sight."""
        self._zoom, self._pan = 1.0, QPointF()
        self._measure()

    def _arrange(self) -> None:
        network, look = self._wanted, self._look
        box = self._box()
        aspect = max(0.2, box.width() / max(1.0, box.height()))
        self._aspect = aspect
        before = self._placement
        boxes = node_boxes(network, look)
        self._latest.run(
            lambda: lay_out(network, boxes, aspect=aspect, before=before),
            lambda placement: self._on_laid_out(network, placement),
        )

    def _on_laid_out(self, network: Network, placement: object) -> None:
        assert isinstance(placement, Placement)
        stood = self._network.nodes[self._focused].entity.id if self._focused is not None else None
        if network.centre != self._network.centre:
            self._zoom, self._pan = 1.0, QPointF()
        self._network, self._placement = network, placement
        self._pointed = NetworkState()
        ids = [node.entity.id for node in network.nodes]
        self._measure()
        self._set_focused(ids.index(stood) if stood in ids else 0 if ids and self.hasFocus() else None)
        if ids:
            self.setAccessibleName(f"Network of {network.nodes[0].entity.name}: {len(ids) - 1} names")
        self.arranged.emit()

    def _measure(self) -> None:
        self._geometry = (
            NetworkGeometry(self._network, self._placement, self._box(), self._look, zoom=self._zoom)
            if self._network.nodes
            else None
        )
        walkable = len(self._network.nodes) > 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if walkable else Qt.FocusPolicy.NoFocus)
        self._buttons.setVisible(walkable)
        self.update()

    def _box(self) -> QRectF:
        return QRectF(0, 0, self.width(), max(1.0, self.height() - STRIP))

    def _middle(self) -> QPointF:
        return self._box().center()

    def _origin(self) -> QPointF:
        return self._middle() + self._pan

    def _zoom_by(self, factor: float, about: QPointF) -> None:
        """Zoom, such that what lies under a point stays there."""
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, self._zoom * factor))
        from_middle = about - self._middle()
        self._pan = from_middle - (from_middle - self._pan) * (zoom / self._zoom)
        self._zoom = zoom
        self._measure()

    def _point_at(self, point: QPointF | None) -> None:
        found = NetworkState()
        if point is not None and self._geometry is not None:
            node = self._geometry.node_at(point - self._origin())
            line = self._geometry.line_at(point - self._origin()) if node is None else None
            found = NetworkState(node=node, line=line)
        if found != self._pointed:
            self._pointed = found
            on_something = found != NetworkState()
            self.setCursor(Qt.CursorShape.PointingHandCursor if on_something else Qt.CursorShape.ArrowCursor)
            self.update()

    def _set_focused(self, number: int | None) -> None:
        self._focused = number
        self.setAccessibleDescription(self._words_of_node(number) if number is not None else "")
        if number is not None and self._geometry is not None:
            place, box = self.on_screen(self._geometry.centres[number]), self._box()
            for axis, low, high in ((0, box.left(), box.right()), (1, box.top(), box.bottom())):
                at = place.toTuple()[axis]
                beyond = min(0.0, at - low - 20) + max(0.0, at - high + 20)
                self._pan -= QPointF(beyond, 0) if axis == 0 else QPointF(0, beyond)
        self.update()

    def _tie(self, number: int) -> NetworkEdge | None:
        """The edge between a node and the centre."""
        about = {self._network.centre, self._network.nodes[number].entity.id}
        return next((edge for edge in self._network.edges if {edge.first, edge.second} == about), None)

    def _words_of_node(self, number: int) -> str:
        return node_words(self._network.nodes[number], self._tie(number))

    def _words_of_line(self, number: int) -> str:
        assert self._geometry is not None
        line = self._geometry.lines[number]
        first, second = (self._network.nodes[end].entity.name for end in (line.first, line.second))
        return edge_words(first, second, line.edge)

    def _click(self) -> None:
        """What the mouse points at."""
        if self._pointed.node is not None:
            self.node_clicked.emit(self._network.nodes[self._pointed.node].entity.id)
        elif self._pointed.line is not None and self._geometry is not None:
            edge = self._geometry.lines[self._pointed.line].edge
            self.edge_clicked.emit(edge.first, edge.second)

    def _enter(self, *, sentences: bool) -> None:
        """What the keyboard stands on."""
        if self._focused is None:
            return
        tie = self._tie(self._focused)
        if not sentences:
            self.node_clicked.emit(self._network.nodes[self._focused].entity.id)
        elif tie is not None:
            self.edge_clicked.emit(self._network.centre, self._network.nodes[self._focused].entity.id)

    def _paint_tags(self, painter: QPainter, geometry: NetworkGeometry, focused: int | None) -> None:
        node = self._pointed.node if self._pointed != NetworkState() else focused
        if self._pointed.line is not None:
            line = geometry.lines[self._pointed.line]
            middle = self.on_screen((geometry.centres[line.first] + geometry.centres[line.second]) / 2)
            about = QRectF(middle.x() - 4, middle.y() - 4, 8, 8)
            paint_tag(painter, self._words_of_line(self._pointed.line), about, self._box(), self._look)
        elif node is not None:
            about = geometry.node_area(node)
            if node in geometry.labels:
                about = about.united(geometry.labels[node].area)
            about.translate(self._origin())
            paint_tag(painter, self._words_of_node(node), about.adjusted(-4, -4, 4, 4), self._box(), self._look)

    # Qt's own names from here on

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = self._buttons.sizeHint()
        self._buttons.setGeometry(
            self.width() - size.width() - 6, self.height() - size.height() - 4, size.width(), size.height()
        )
        self._measure()
        box = self._box()
        aspect = max(0.2, box.width() / max(1.0, box.height()))
        if self._wanted.nodes and not 1 / OTHER_ASPECT < aspect / self._aspect < OTHER_ASPECT:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self._focused if self.hasFocus() else None
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.setBrush(self._look.color("panel"))
        painter.drawRoundedRect(frame, CORNER, CORNER)
        if self._geometry is None or len(self._network.nodes) < 2:
            self._paint_nothing(painter)
            return
        painter.save()
        painter.setClipRect(self._box().adjusted(1, 1, -1, 0))
        self._picture.paint(
            painter, self._geometry, self._pointed._replace(focused=focused), self._look, self._origin()
        )
        painter.restore()
        if key_width(self._network, self._look) < self.width() - self._buttons.width() - 20:
            paint_key(painter, self._network, 12, self.height() - KEY_HEIGHT / 2 - 4, self._look)
        self._paint_tags(painter, self._geometry, focused)

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(self._look.names)
        painter.setPen(self._look.color("muted"))
        told = self._wanted is self._network and self._network is not NOTHING
        words = NO_NEIGHBOURS if told else ""
        area = QRectF(self.rect()).adjusted(20, 10, -20, -10)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._point_at(event.position())
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() >= QApplication.startDragDistance():
            self._dragged, self._pressed = True, event.position()
            self._pan += moved
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        dragged, self._pressed, self._dragged = self._dragged, None, False
        if dragged:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        self._point_at(event.position())
        if not dragged:
            self._click()

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms where the network was clicked or Ctrl is held; else the page around it scrolls."""
        turned = event.angleDelta().y()
        if turned and (self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self._zoom_by(STEP ** (turned / WHEEL_STEP), event.position())
            event.accept()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.MouseFocusReason and self._focused is None and self._network.nodes:
            self._set_focused(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = next((step for known, step in _STEPS if known == key), None)
        if step is not None and self._geometry is not None:
            self._pointed = NetworkState()
            stands = self._focused
            self._set_focused(self._geometry.next_node(stands, *step) if stands is not None else 0)
        elif key == Qt.Key.Key_Home and self._network.nodes:
            self._set_focused(0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._enter(sentences=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)


_STEPS = (
    (Qt.Key.Key_Left, (-1, 0)),
    (Qt.Key.Key_Right, (1, 0)),
    (Qt.Key.Key_Up, (0, -1)),
    (Qt.Key.Key_Down, (0, 1)),
)
