"""Places the panes; decides nothing. What the first paint does not need is placed after it."""

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reader.ui.article_list.model import FetchRows
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.search_bar import SearchBar
from reader.ui.session import Session
from reader.ui.status_bar import StatusBar
from reader.ui.theme import SIZES, Theme
from reader.ui.top_bar import TopBar

WIDTH, HEIGHT = 1360, 860  # of a window that was never resized
TEXT_LEAST = 340  # pixels; narrower, a line holds too few words
ROOM_FOR_SIDEBAR = 900  # a narrower window shows the text instead


class MainWindow(QWidget):
    """The window: a bar, three columns, a bar. Threads: GUI."""

    painted = Signal()  # once: the first article, or the empty pane, is on the screen
    closing = Signal()
    sidebar_fitted = Signal(bool)  # whether the sidebar is shown, after the window became narrow or wide
    dragged_over = Signal(object)  # QDragEnterEvent, to be accepted or not
    dropped = Signal(object)  # QMimeData

    def __init__(self, *, fetch_rows: FetchRows, theme: Theme, text_size: float, reading_family: str) -> None:
        super().__init__()
        self.setWindowTitle("Read Also")
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.search_bar = SearchBar(theme=theme)
        self.top_bar = TopBar(search_bar=self.search_bar, theme=theme)
        self.article_list = ArticleListPane(fetch_rows=fetch_rows, theme=theme)
        self.reading_pane = ReadingPane(theme=theme, text_size=text_size, family=reading_family)
        self.status_bar = StatusBar(theme=theme)
        self._sidebar = _ground(theme)  # the room for the sidebar, which comes after the first paint
        self._sidebar_wanted = True
        self._roomy: bool | None = None  # whether there is room for the sidebar; not known before the first size
        self._names_view: QSplitter | None = None  # in place of the three columns, once asked for
        self._names_state = ""  # where its list ended in the last session
        self._place_panes()
        self._watched: QWidget | None = None  # whose first paint is waited for

    def _place_panes(self) -> None:
        middle = QWidget()
        middle.setMinimumWidth(TEXT_LEAST)
        self._middle = QVBoxLayout(middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.reading_pane, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for number, (pane, stretch) in enumerate(((self.article_list, 0), (middle, 1), (self._sidebar, 0))):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(number, stretch)
        self.splitter.setSizes([SIZES.list_width, WIDTH - SIZES.list_width - SIZES.sidebar_width, SIZES.sidebar_width])
        layout = self._rows = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.status_bar)

    def place_sidebar(self, sidebar: QWidget) -> None:
        """Put the sidebar where its room was kept."""
        layout = QVBoxLayout(self._sidebar)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(sidebar)

    def place_banner(self, banner: QWidget) -> None:
        """Put the strip for messages above the text."""
        self._middle.insertWidget(0, banner)

    def place_names_view(self, view: QSplitter) -> None:
        """Keep the view of all names behind the three columns."""
        self._names_view = view
        view.hide()
        if self._names_state:
            view.restoreState(QByteArray.fromBase64(self._names_state.encode()))
        self._rows.insertWidget(self._rows.indexOf(self.splitter), view, 1)

    def show_names_view(self, wanted: bool) -> None:
        """Show the names in place of the three columns, or the columns again."""
        if self._names_view is None or wanted == self.names_view_is_shown():
            return
        self.splitter.setVisible(not wanted)
        self._names_view.setVisible(wanted)

    def names_view_is_shown(self) -> bool:
        return self._names_view is not None and not self._names_view.isHidden()

    def restore(self, session: Session) -> None:
        """Put the window and its panes where they were."""
        if session.geometry:
            self.restoreGeometry(QByteArray.fromBase64(session.geometry.encode()))
        else:
            self.resize(WIDTH, HEIGHT)
        if session.splitter:
            self.splitter.restoreState(QByteArray.fromBase64(session.splitter.encode()))
        self._names_state = session.names_splitter
        self._sidebar_wanted = session.sidebar
        self._fit_sidebar()

    def describe(self) -> Session:
        """The window as it is now; what is open and shown is for others to add."""
        if self._names_view is not None:
            self._names_state = _state_of(self._names_view)
        return Session(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            splitter=_state_of(self.splitter),
            names_splitter=self._names_state,
            sidebar=self._sidebar_wanted,
        )

    def show_sidebar(self, wanted: bool) -> None:
        """Show the sidebar or hide it, now and at the next start; where it is narrow, asking for it counts more."""
        self._sidebar_wanted = wanted
        self._sidebar.setVisible(wanted)

    def sidebar_is_shown(self) -> bool:
        return not self._sidebar.isHidden()

    def _fit_sidebar(self) -> None:
        """In a window that became narrow the text has its room first; the sidebar is back when there is room again."""
        roomy = self.width() >= ROOM_FOR_SIDEBAR
        if roomy != self._roomy:
            self._roomy = roomy
            self._sidebar.setVisible(roomy and self._sidebar_wanted)
            self.sidebar_fitted.emit(roomy and self._sidebar_wanted)

    def set_theme(self, theme: Theme) -> None:
        for pane in (self.top_bar, self.search_bar, self.article_list, self.reading_pane, self.status_bar):
            pane.set_theme(theme)

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def showEvent(self, event: QShowEvent) -> None:
        if self._watched is None:
            text = self.reading_pane.text_view
            self._watched = self.reading_pane if text.isHidden() else text.viewport()
            self._watched.installEventFilter(self)
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and watched is self._watched:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)  # after this very paint
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragged_over.emit(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(event.mimeData())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _state_of(splitter: QSplitter) -> str:
    return bytes(splitter.saveState().toBase64().data()).decode()


def _ground(theme: Theme) -> QWidget:
    """An empty panel of the sidebar's size and colour, so that nothing moves when the sidebar takes its place."""
    ground = QWidget()
    palette = ground.palette()
    palette.setColor(QPalette.ColorRole.Window, theme.color("panel"))
    ground.setPalette(palette)
    ground.setAutoFillBackground(True)
    ground.setMinimumWidth(SIZES.sidebar_least)
    return ground
