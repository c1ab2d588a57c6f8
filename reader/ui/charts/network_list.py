"""The neighbours as a list: the same as the network, to be read one by one and reached by keyboard."""

from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from reader.entities.mention import EntityId, EntityKind
from reader.tasks.views import Network, NetworkEdge, NetworkNode
from reader.ui.charts.copied_table import CopiedTable
from reader.ui.charts.network_painter import node_shape
from reader.ui.charts.words import node_words, strength_words
from reader.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NAME, SHARED, TIE, SENTENCES = range(4)
HEADS = ("Name", "Shared", "Tie", "")
HEAD_TIPS = ("", "Articles that name both", "How much more often they stand together than by chance", "")
SENTENCES_WORDS = "sentences"
SIDE = 12  # pixels of the shape before a name
NOTHING = Network(EntityId(""), (), ())


class Neighbour(NamedTuple):
    node: NetworkNode
    tie: NetworkEdge


def neighbours_of(network: Network) -> list[Neighbour]:
    """The names tied to the centre, in the network's order: strongest first."""
    ties = {
        (edge.second if edge.first == network.centre else edge.first): edge
        for edge in network.edges
        if network.centre in (edge.first, edge.second)
    }
    return [Neighbour(node, ties[node.entity.id]) for node in network.nodes if node.entity.id in ties]


class NetworkListModel(QAbstractTableModel):
    """A row for each neighbour. Threads: GUI thread only."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._neighbours: list[Neighbour] = []
        self._theme = theme
        self._shapes: dict[EntityKind, QIcon] = {}

    def show_network(self, network: Network) -> None:
        self.beginResetModel()
        self._neighbours = neighbours_of(network)
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._shapes.clear()

    def neighbour_at(self, row: int) -> Neighbour:
        return self._neighbours[row]

    def _shape(self, kind: EntityKind) -> QIcon:
        if kind not in self._shapes:
            self._shapes[kind] = shape_icon(kind, self._theme)
        return self._shapes[kind]

    # Qt's own names from here on

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._neighbours)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node, tie = self._neighbours[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (node.entity.name, tie.articles, strength_words(tie.strength), SENTENCES_WORDS)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return self._shape(node.entity.kind)
        if role == Qt.ItemDataRole.ForegroundRole and column == SENTENCES:
            return self._theme.color("accent")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == SENTENCES:
                return f"Sentences that name it with {node.entity.name}"
            return f"{node_words(node, tie)}, {strength_words(tie.strength)}"
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            return node_words(node, tie)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        told = {Qt.ItemDataRole.DisplayRole: HEADS, Qt.ItemDataRole.ToolTipRole: HEAD_TIPS}.get(Qt.ItemDataRole(role))
        return told[section] if told is not None and orientation is Qt.Orientation.Horizontal else None


def shape_icon(kind: EntityKind, theme: Theme) -> QIcon:
    """The shape nodes of this kind have in the network, for screens of any sharpness."""
    drawn = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(f"entity.{kind}"), 1.5))
        painter.setBrush(theme.color(f"entity.{kind}.tint"))
        painter.drawPath(node_shape(QPointF(SIDE / 2, SIDE / 2), SIDE / 2 - 1.5, kind))
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt would darken it
            drawn.addPixmap(pixmap, mode)
    return drawn


class NetworkList(CopiedTable):
    """Enter or a click opens a name; in the last column, or with Shift, its sentences with the page's name.

    Threads: GUI thread only.
    """

    node_clicked = Signal(str)  # entity id
    edge_clicked = Signal(str, str)  # the centre's id, the neighbour's id

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        self._model = NetworkListModel(theme=theme)
        self._centre = NOTHING.centre
        super().__init__(model=self._model, theme=theme, parent=parent)
        self._model.setParent(self)
        self.setAccessibleName("Neighbours")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(40)
        self.cell_chosen.connect(self._on_cell_chosen)
        self.clicked.connect(self._on_clicked)
        self.entered.connect(self._on_entered)

    def show_network(self, network: Network) -> None:
        """Show the neighbours of the network's centre; the one in focus stays in focus."""
        stood = self.currentIndex()
        stood_id = self._model.neighbour_at(stood.row()).node.entity.id if stood.isValid() else None
        self._centre = network.centre
        self._model.show_network(network)
        rows = range(self._model.rowCount())
        row = next((row for row in rows if self._model.neighbour_at(row).node.entity.id == stood_id), 0)
        if rows:
            self.setCurrentIndex(self._model.index(row, max(NAME, stood.column())))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        self._theme = theme
        self._model.set_theme(theme)
        super().set_theme(theme)

    def _on_clicked(self, index: QModelIndex) -> None:
        chooses_cells = QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier
        if index.column() in (NAME, SENTENCES) and not chooses_cells:
            self._on_cell_chosen(index)

    def _on_entered(self, index: QModelIndex) -> None:
        opens = index.column() in (NAME, SENTENCES)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def _on_cell_chosen(self, index: QModelIndex) -> None:
        if index.column() == SENTENCES:
            self._ask_sentences(index)
        else:
            self.node_clicked.emit(self._model.neighbour_at(index.row()).node.entity.id)

    def _ask_sentences(self, index: QModelIndex) -> None:
        self.edge_clicked.emit(self._centre, self._model.neighbour_at(index.row()).node.entity.id)

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if shift and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._ask_sentences(self.currentIndex())
        else:
            super().keyPressEvent(event)
