"""Places the panes and joins their signals; decides nothing."""

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reader.tasks.views import OpenedArticle
from reader.ui.actions import Command
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.flows.appearance import AppearanceFlow
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.help import HelpFlow
from reader.ui.flows.importing import ImportFlow
from reader.ui.flows.listing import ListingFlow
from reader.ui.flows.naming import NamingFlow
from reader.ui.flows.opening import Marked, OpeningFlow
from reader.ui.flows.searching import SearchFlow
from reader.ui.list_joint import ListJoint
from reader.ui.messages import MessageBanner, Messages
from reader.ui.reading_joint import ReadingJoint
from reader.ui.reading_pane.entity_card import EntityCardPopup
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.search_bar import SearchBar
from reader.ui.session import Session
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.status_bar import StatusBar
from reader.ui.theme import SIZES, Theme
from reader.ui.top_bar import TopBar
from reader.ui.window_actions import WindowActions


class MainWindow(QWidget):
    """The window: a bar, three columns, a bar. Threads: GUI."""

    painted = Signal()  # once: the first article, or the empty pane, is on the screen
    closing = Signal()

    def __init__(
        self,
        *,
        listing: ListingFlow,
        searching: SearchFlow,
        opening: OpeningFlow,
        naming: NamingFlow,
        work: BackgroundWorkFlow,
        appearance: AppearanceFlow,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Read Also")
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._listing, self._searching, self._opening = listing, searching, opening
        self._work, self._appearance = work, appearance
        theme = appearance.theme
        self.search_bar = SearchBar(theme=theme)
        self.top_bar = TopBar(search_bar=self.search_bar, theme=theme)
        self.article_list = ArticleListPane(fetch_rows=listing.fetch_rows, theme=theme)
        preferences = appearance.preferences
        self.reading_pane = ReadingPane(theme=theme, text_size=preferences.text_size, family=preferences.reading_font)
        self.reading_pane.set_shown_kinds(appearance.shown_kinds())
        self.sidebar = Sidebar(theme=theme)
        self.status_bar = StatusBar(theme=theme)
        self.banner = MessageBanner()
        self.card = EntityCardPopup(theme=theme, parent=self)
        self._messages = Messages(self.banner)
        self._help = HelpFlow(window=self)
        self._importing = ImportFlow(work=work, messages=self._messages, window=self)
        self._list_joint = ListJoint(
            pane=self.article_list,
            search_bar=self.search_bar,
            listing=listing,
            searching=searching,
            work=work,
            messages=self._messages,
            parent=self,
        )
        self._reading_joint = ReadingJoint(
            pane=self.reading_pane,
            sidebar=self.sidebar,
            card=self.card,
            opening=opening,
            naming=naming,
            searching=searching,
            appearance=appearance,
            parent=self,
        )
        self._place_panes()
        self._actions = WindowActions(
            window=self,
            top_bar=self.top_bar,
            search_bar=self.search_bar,
            article_list=self.article_list,
            reading_pane=self.reading_pane,
            sidebar=self.sidebar,
            opening=opening,
            appearance=appearance,
            work=work,
            importing=self._importing,
            help_flow=self._help,
            read_on=self._on_read_on,
        )
        self.commands = self._actions.commands
        self._join_panes()
        self._join_flows(naming)
        self.reading_pane.text_view.viewport().installEventFilter(self)

    def _place_panes(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.reading_pane, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for number, (pane, stretch) in enumerate(((self.article_list, 0), (middle, 1), (self.sidebar, 0))):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(number, stretch)
        self.splitter.setSizes([SIZES.list_width, 2 * SIZES.text_column, SIZES.sidebar_width])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.status_bar)

    def _join_panes(self) -> None:
        joint, reading = self._list_joint, self._reading_joint
        joint.article_wanted.connect(lambda number, passing: self._opening.open(number, passing=passing))
        joint.hits_changed.connect(reading.mark_hits)
        joint.import_wanted.connect(self._importing.choose_files)
        joint.reading_wanted.connect(self.reading_pane.text_view.setFocus)
        reading.article_shown.connect(self._on_article_shown)
        reading.search_wanted.connect(joint.search_for)
        reading.next_article_wanted.connect(joint.go_to_next_unread)
        self.article_list.article_activated.connect(lambda _number: self.reading_pane.text_view.setFocus())
        self.article_list.bookmark_toggled.connect(self._opening.toggle_bookmark_of)
        self._importing.noted.connect(self.status_bar.show_note)

    def _join_flows(self, naming: NamingFlow) -> None:
        for flow in (self._listing, self._searching, self._opening, naming, self._work, self._appearance):
            flow.problem_met.connect(self._messages.show_problem)
        self._listing.counts_ready.connect(self.status_bar.show_counts)
        self._opening.marks_changed.connect(self._on_marks_changed)
        self._opening.way_changed.connect(self._on_way_changed)
        self._work.progressed.connect(self.status_bar.show_progress)
        self._work.library_grew.connect(self._list_joint.refresh)
        self._work.library_grew.connect(self._opening.refresh_names)
        self._work.all_done.connect(self._on_work_done)
        self.status_bar.cancelled.connect(self._work.cancel)
        self._appearance.theme_changed.connect(self.set_theme)
        self._appearance.text_size_changed.connect(self.reading_pane.set_text_size)
        self._appearance.reading_font_changed.connect(self.reading_pane.set_family)

    def set_theme(self, theme: Theme) -> None:
        for pane in (self.top_bar, self.search_bar, self.article_list, self.reading_pane, self.sidebar):
            pane.set_theme(theme)
        self.status_bar.set_theme(theme)
        self.card.set_theme(theme)

    def restore(self, session: Session) -> None:
        """Put the window and its panes where they were."""
        if session.geometry:
            self.restoreGeometry(QByteArray.fromBase64(session.geometry.encode()))
        else:
            self.resize(1360, 860)
        if session.splitter:
            self.splitter.restoreState(QByteArray.fromBase64(session.splitter.encode()))
        self.sidebar.setVisible(session.sidebar)
        self.commands[Command.TOGGLE_SIDEBAR].setChecked(session.sidebar)

    def session(self) -> Session:
        """The window as it is now."""
        opened = self._opening.current
        return Session(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            splitter=bytes(self.splitter.saveState().toBase64().data()).decode(),
            sidebar=self.sidebar.isVisibleTo(self),
            article=opened.article.id if opened is not None else "",
            shown=self._listing.shown.value,
            sort=self._listing.sort.value,
        )

    def search_for(self, query: str) -> None:
        self._list_joint.search_for(query)

    def _on_article_shown(self, opened: OpenedArticle) -> None:
        self._list_joint.show_open(opened.number)
        self._actions.article_opened(bookmarked=opened.bookmarked)
        self.setWindowTitle(f"{opened.article.title} – Read Also")

    def _on_marks_changed(self, marked: Marked) -> None:
        self.article_list.refresh([marked.number])
        opened = self._opening.current
        if opened is not None and opened.number == marked.number:
            self.commands[Command.TOGGLE_BOOKMARK].setChecked(marked.bookmarked)
        self._list_joint.marks_changed()

    def _on_way_changed(self, back: bool, forward: bool) -> None:
        self.commands[Command.GO_BACK].setEnabled(back)
        self.commands[Command.GO_FORWARD].setEnabled(forward)

    def _on_read_on(self) -> None:
        if not self.reading_pane.read_on():
            self._list_joint.go_to_next_unread()

    def _on_work_done(self) -> None:
        self.status_bar.hide_progress()
        self._opening.find_related()

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and watched is self.reading_pane.text_view.viewport():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)  # after this very paint
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._importing.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._importing.take(event.mimeData())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
