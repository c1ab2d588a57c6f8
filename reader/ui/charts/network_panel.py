"""The neighbours' part of a page: head, and the network or the list."""

from PySide6.QtCore import QThreadPool, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from reader.tasks.views import Network
from reader.ui.charts.export_format import EXPORT_LINKS, ExportFormat
from reader.ui.charts.layout import Placement
from reader.ui.charts.network import NetworkView
from reader.ui.charts.network_list import NetworkList
from reader.ui.charts.section_head import SectionHead
from reader.ui.theme import Theme

LIST, NETWORK = "list", "network"
LINKS = ((LIST, "List", "Show the neighbours as a list"), (NETWORK, "Network", "Show the neighbours as a network"))


class NetworkPanel(QWidget):
    """With whom a name is named. Threads: GUI thread only."""

    node_clicked = Signal(str)  # entity id
    edge_clicked = Signal(str, str)  # two entity ids
    export_wanted = Signal(object)  # ExportFormat
    crashed = Signal(object)  # our bug

    def __init__(self, *, theme: Theme, pool: QThreadPool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead("Neighbours", (*LINKS, *EXPORT_LINKS), theme=theme)
        self.network = NetworkView(theme=theme, pool=pool)
        self.list = NetworkList(theme=theme)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(self._stack, 1)
        for part in (self.network, self.list):  # not sooner: in a layout without a widget the first would be a window
            self._stack.addWidget(part)
            part.node_clicked.connect(self.node_clicked)
            part.edge_clicked.connect(self.edge_clicked)
        self.network.crashed.connect(self.crashed)
        self.head.link_clicked.connect(self._on_head_link_clicked)
        self.show_list(False)

    def show_network(self, network: Network) -> None:
        """Show this network, and the same as a list."""
        self.network.show_network(network)
        self.list.show_network(network)
        for key, _, _ in EXPORT_LINKS:
            self.head.link(key).setEnabled(len(network.nodes) > 1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and with the application's font as it is now."""
        for part in (self.head, self.network, self.list):
            part.set_theme(theme)

    def show_list(self, wanted: bool) -> None:
        """The list in the place of the network, or the network again."""
        self._stack.setCurrentWidget(self.list if wanted else self.network)
        self.head.set_on(LIST if wanted else NETWORK)

    @property
    def shows_list(self) -> bool:
        return self._stack.currentWidget() is self.list

    def placement(self) -> Placement | None:
        """Where the nodes are, for a file that shall look the same."""
        return self.network.placement()

    def _on_head_link_clicked(self, key: str) -> None:
        if key in (LIST, NETWORK):
            self.show_list(key == LIST)
        else:
            self.export_wanted.emit(ExportFormat(key))
