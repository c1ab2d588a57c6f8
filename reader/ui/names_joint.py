"""Joins the list of all names and the page of one with the flow behind them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.library.name_pages import NamePages
from reader.library.name_sentences import Sentence
from reader.tasks.entity_pages import DatedTimeline, EntityPage, articles_query, both_query
from reader.tasks.views import Network, TimeUnit
from reader.ui.charts.export import ExportFormat, export_network, export_timeline, suggested_name
from reader.ui.charts.look import ChartLook
from reader.ui.dialogs.saving import ask_where_to_save
from reader.ui.entity_browser.browser import EntityBrowser
from reader.ui.entity_page.compare_popup import ComparePopup
from reader.ui.entity_page.nothing import NoPage
from reader.ui.entity_page.page import EntityPageView
from reader.ui.entity_page.section_words import section_words
from reader.ui.flows.entity_pages import EntityPagesFlow, SentencesFound
from reader.ui.theme import SIZES, Theme

if TYPE_CHECKING:
    from reader.ui.correction_desk import CorrectionDesk


REFRESH_PAUSE_MS = 1000  # the view is not brought up to date more often than this


class NamesView(QSplitter):
    """The list at the left, a page at the right. Threads: GUI thread only."""

    def __init__(self, *, browser: EntityBrowser, page: EntityPageView, nothing: NoPage) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._page, self._nothing = page, nothing
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(page)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for number, pane in enumerate((browser, self._stack)):
            self.addWidget(pane)
            self.setStretchFactor(number, number)
        self.setSizes([SIZES.list_width, 1030])

    def show_page(self, wanted: bool) -> None:
        """The page, or the words that stand where there is none."""
        self._stack.setCurrentWidget(self._page if wanted else self._nothing)

    @property
    def shows_page(self) -> bool:
        return self._stack.currentWidget() is self._page


class NamesJoint(QObject):
    """The view of all names. Made when it is first asked for. Threads: GUI."""

    article_wanted = Signal(object, object)  # ArticleNumber; Span of its text to show, None for the title
    articles_wanted = Signal(str)  # a query for the list of articles
    closed = Signal()  # Esc: back to the articles
    noted = Signal(str)  # something worth a word in the status bar
    completeness_known = Signal(bool)  # whether there are names, and every article has been gone through for them
    problem_met = Signal(object)

    def __init__(
        self,
        *,
        name_pages: NamePages,
        desk: "CorrectionDesk | None",
        pool: QThreadPool,
        theme: Theme,
        reading_family: str = "",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._name_pages, self._desk, self._pool, self._theme = name_pages, desk, pool, theme
        self._timeline: DatedTimeline | None = None
        self._network: Network | None = None
        self._mentions = 0  # of the page's own
        self._stale = True  # the library changed while nobody looked
        self._refreshed = QTimer(self, singleShot=True, interval=REFRESH_PAUSE_MS)
        self._refreshed.timeout.connect(self._on_refreshed_timeout)
        self._moved_to = EntityId("")  # where the page goes when its name is gone because it was merged
        self._from_top = False  # another page is on its way
        self._gone = EntityId("")  # whose page was open, and is told to be gone; it may come back
        self.flow = EntityPagesFlow(name_pages=name_pages, pool=pool, parent=self)
        self.browser = EntityBrowser(fetch=self.flow.fetch_rows, theme=theme)
        self.page = EntityPageView(theme=theme, pool=pool, family=reading_family)
        self._nothing = NoPage(theme=theme)
        self.view = NamesView(browser=self.browser, page=self.page, nothing=self._nothing)
        self.page.head.show_buttons(desk is not None)
        self._join_browser()
        self._join_page()
        self._join_flow()
        if desk is not None:
            desk.chosen.connect(self._on_desk_chosen)

    def _join_browser(self) -> None:
        browser = self.browser
        browser.order_wanted.connect(self.flow.order)
        browser.entity_selected.connect(lambda entity: self._open(entity.id))
        browser.entity_activated.connect(self._on_browser_entity_activated)
        browser.menu_wanted.connect(self._show_menu)
        browser.left.connect(self.closed)

    def _join_page(self) -> None:
        page, head = self.page, self.page.head
        head.rename_wanted.connect(lambda: self._correct(lambda desk, entity: desk.rename(entity)))
        head.merge_wanted.connect(lambda: self._correct(lambda desk, entity: desk.merge(entity)))
        head.hide_wanted.connect(lambda: self._correct(_hide))
        head.menu_wanted.connect(self._on_head_menu_wanted)
        page.left.connect(self._on_page_left)
        page.more_wanted.connect(self.flow.tell_more)
        page.timeline.bar_clicked.connect(self._on_timeline_bar_clicked)
        page.timeline.remove_wanted.connect(lambda entity_id: self.flow.stop_comparing(EntityId(entity_id)))
        page.timeline.compare_wanted.connect(self._on_timeline_compare_wanted)
        page.timeline.export_wanted.connect(self._save_timeline)
        page.neighbours.node_clicked.connect(self._on_node_clicked)
        page.neighbours.edge_clicked.connect(self._on_edge_clicked)
        page.neighbours.export_wanted.connect(self._save_network)
        page.neighbours.crashed.connect(self.problem_met)
        page.sentences.sentence_chosen.connect(self._on_sentence_chosen)
        page.sentences.order_changed.connect(self.flow.turn_round)
        page.sentences.widened.connect(self.flow.tell_all)
        page.sentences.list_wanted.connect(self._on_sentences_list_wanted)

    def _join_flow(self) -> None:
        flow = self.flow
        flow.order_ready.connect(self._on_flow_order_ready)
        flow.counts_ready.connect(self._on_flow_counts_ready)
        flow.page_ready.connect(self._on_flow_page_ready)
        flow.page_gone.connect(self._on_flow_page_gone)
        flow.timeline_ready.connect(self._on_flow_timeline_ready)
        flow.network_ready.connect(self._on_flow_network_ready)
        flow.sentences_ready.connect(self._on_flow_sentences_ready)
        flow.more_sentences_ready.connect(lambda sentences, more: self.page.add_sentences(sentences, more=more))
        flow.saved.connect(lambda name: self.noted.emit(f"Saved as {name}."))
        flow.problem_met.connect(self.problem_met)

    def open_page(self, entity_id: str) -> None:
        """Show the page of this name, and the list around it."""
        self._bring_up_to_date(page=False)
        self._open(EntityId(entity_id))
        self.page.sentences.view.setFocus(Qt.FocusReason.MouseFocusReason)  # keys go to the page; nothing is ringed

    def show(self) -> None:
        """Be ready to be looked at: the list, and the page that was open last."""
        self._bring_up_to_date(page=True)
        self.browser.focus_filter()

    def refresh(self) -> None:
        """The corrections changed: the reader waits to see it."""
        self._stale = True
        if self.view.isVisible():
            self._bring_up_to_date(page=True)

    def refresh_in_time(self) -> None:
        """The library grew: shown soon, but not with every article that comes."""
        self._stale = True
        if not self._refreshed.isActive():
            self._on_refreshed_timeout()

    def _on_refreshed_timeout(self) -> None:
        if self._stale and self.view.isVisible():
            self._bring_up_to_date(page=True)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.browser, self.page, self._nothing):
            part.set_theme(theme)

    def set_reading_font(self, family: str) -> None:
        self.page.set_family(family)

    def _bring_up_to_date(self, *, page: bool) -> None:
        if self._stale:
            self._stale = False
            self._refreshed.start()
            self.flow.count()
            self.browser.ask_again()
            if page and self._gone:
                self.flow.open(self._gone)
            elif page:
                self.flow.open_again()

    def _open(self, entity_id: EntityId) -> None:
        self._moved_to = self._gone = EntityId("")
        self._from_top = True
        self.flow.open(entity_id)

    def _known(self, entity_id: str) -> Entity | None:
        """An entity of the charts by its id."""
        shown = [series.entity for series in self._timeline.timeline.series] if self._timeline is not None else []
        shown += [node.entity for node in self._network.nodes] if self._network is not None else []
        return next((entity for entity in shown if entity.id == entity_id), None)

    def _on_flow_order_ready(self, numbers: object) -> None:
        self.browser.show_order(numbers)  # type: ignore[arg-type]  # a Sequence[int], through a signal
        first = self.browser.first_entity()
        unasked = self.flow.entity is None and not self._from_top and not self._gone
        if unasked and first is not None and not self.browser.filter.text():
            self._open(first.id)

    def _on_flow_counts_ready(self, counts: Mapping[EntityKind, int], wait: bool) -> None:
        self.browser.show_counts(counts, articles_wait=wait)
        any_names = any(counts.values())
        if self.flow.entity is None and not any_names:
            self._nothing.say("Names in the library", any_names=False)
        self.completeness_known.emit(any_names and not wait)

    def _on_flow_page_ready(self, page: EntityPage, number: int) -> None:
        self._mentions, self._gone = page.mentions, EntityId("")
        self.page.show_page(page)
        if self._from_top:
            self._from_top = False
            self.page.sentences.set_oldest_first(False)
            self.page.scroll_to_top()
            self.browser.choose_kind(page.entity.kind)
        self.browser.show_open(page.entity, number)
        self.view.show_page(True)

    def _on_flow_page_gone(self, entity_id: str) -> None:
        self._from_top = False
        if self._moved_to and self._moved_to != entity_id:
            self._open(self._moved_to)
            return
        self._gone = EntityId(entity_id)
        self.browser.show_open(None)
        self._nothing.say("No article names this any more.")
        self.view.show_page(False)

    def _on_flow_timeline_ready(self, dated: DatedTimeline) -> None:
        if dated != self._timeline:
            self._timeline = dated
            self.page.show_timeline(dated)

    def _on_flow_network_ready(self, network: Network) -> None:
        if network != self._network:  # else it stays as the reader has moved it
            self._network = network
            self.page.show_network(network)

    def _on_flow_sentences_ready(self, found: SentencesFound) -> None:
        words = section_words(found, self._mentions, own=self.flow.entity)
        self.page.show_sentences(found.sentences, words, more=found.more)

    def _on_browser_entity_activated(self, entity: Entity) -> None:
        if self.flow.entity is None or self.flow.entity.id != entity.id:
            self._open(entity.id)
        self.page.sentences.view.setFocus()

    def _on_page_left(self) -> None:
        if self.flow.asked is not None and (self.flow.asked.first_day or self.flow.asked.other):
            self.flow.tell_all()
        else:
            self.browser.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sentence_chosen(self, sentence: Sentence) -> None:
        self.article_wanted.emit(sentence.article, sentence.place)

    def _on_sentences_list_wanted(self) -> None:
        asked = self.flow.asked
        if asked is None:
            return
        if asked.other is not None:
            self.articles_wanted.emit(both_query(asked.entity, asked.other))
        else:
            self.articles_wanted.emit(articles_query(asked.entity, asked.first_day, asked.unit))

    def _on_timeline_bar_clicked(self, entity_id: str, first_day: date, unit: TimeUnit) -> None:
        entity = self._known(entity_id)
        if entity is not None:
            self.flow.tell_period(entity, first_day, unit)
            self.page.scroll_to_sentences()

    def _on_timeline_compare_wanted(self) -> None:
        entity = self.flow.entity
        if entity is not None:
            popup = ComparePopup(
                find=self._name_pages.find_entities,
                pool=self._pool,
                theme=self._theme,
                without=entity.id,
                parent=self.page,
            )
            popup.chosen.connect(lambda chosen: self.flow.compare_with(chosen.id))
            popup.open_at(self.page.compare_corner())

    def _on_node_clicked(self, entity_id: str) -> None:
        if self.flow.entity is None or entity_id != self.flow.entity.id:
            self._open(EntityId(entity_id))

    def _on_edge_clicked(self, first_id: str, second_id: str) -> None:
        first, second = self._known(first_id), self._known(second_id)
        if first is not None and second is not None:
            self.flow.tell_both(first, second)
            self.page.scroll_to_sentences()

    # Corrections

    def _correct(self, ask: Callable[["CorrectionDesk", Entity], object]) -> None:
        if self._desk is not None and self.flow.entity is not None:
            ask(self._desk, self.flow.entity)

    def _on_head_menu_wanted(self, button: QWidget) -> None:
        if self.flow.entity is not None:
            self._show_menu(self.flow.entity, button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _show_menu(self, entity: Entity, where: QPoint) -> None:
        if self._desk is not None:
            menu: QMenu = self._desk.menu(entity, parent=self.view)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(where)

    def _on_desk_chosen(self, correction: Correction) -> None:
        entity = self.flow.entity
        if entity is not None and correction.entity_id == entity.id and correction.action is CorrectionAction.MERGE:
            self._moved_to = correction.to_id

    # Charts as files

    def _save_timeline(self, export_format: ExportFormat) -> None:
        if self._timeline is not None and self._timeline.timeline.series:
            timeline, look, today = self._timeline.timeline, ChartLook.of(self._theme), date.today()

            def write(path: Path) -> None:
                export_timeline(timeline, path, export_format, look=look, today=today)

            self._ask_where("timeline", timeline.series[0].entity.name, export_format, write)

    def _save_network(self, export_format: ExportFormat) -> None:
        if self._network is not None:
            network, look, today = self._network, ChartLook.of(self._theme), date.today()
            placement = self.page.neighbours.placement()

            def write(path: Path) -> None:
                export_network(network, path, export_format, look=look, today=today, placement=placement)

            self._ask_where("neighbours", network.nodes[0].entity.name, export_format, write)

    def _ask_where(self, chart: str, name: str, export_format: ExportFormat, write: Callable[[Path], None]) -> None:
        ask_where_to_save(
            f"Save the {chart}", Path.home() / suggested_name(chart, name, export_format),
            f"{export_format.upper()} (*.{export_format})", lambda path: self.flow.save(write, path),
            suffix=f".{export_format}", name="exportDialog", parent=self.view,
        )  # fmt: skip


def _hide(desk: "CorrectionDesk", entity: Entity) -> None:
    """At once, because it can be undone."""
    desk.chosen.emit(Correction(CorrectionAction.HIDE, entity_id=entity.id, entity_name=entity.name))
