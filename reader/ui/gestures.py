"""Everything that reacts to the reader: builds the flows and joins them with the panes, after the first paint."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication

from reader.articles.article import ArticleNumber
from reader.errors import ReaderError
from reader.journal import open_journal
from reader.preferences import Preferences
from reader.tasks.views import OpenedArticle
from reader.ui.actions import Command
from reader.ui.clipboard import leave_words_on_clipboard
from reader.ui.flows.about import AboutFlow
from reader.ui.flows.exporting import ExportingFlow, Shown
from reader.ui.flows.help import HelpFlow
from reader.ui.flows.highlights_export import HighlightsExportFlow
from reader.ui.flows.opening import Marked
from reader.ui.fonts import interface_font
from reader.ui.icons import app_icon
from reader.ui.keeping_gestures import KeepingGestures
from reader.ui.library_gestures import LibraryGestures
from reader.ui.list_joint import ListJoint
from reader.ui.main_window import MainWindow
from reader.ui.messages import MessageBanner, Messages
from reader.ui.name_gestures import NameGestures
from reader.ui.reading_joint import ReadingJoint
from reader.ui.reading_pane.entity_card import EntityCardPopup
from reader.ui.saved_joint import SavedJoint
from reader.ui.session import Session, save_session
from reader.ui.sidebar.sidebar import Sidebar
from reader.ui.style_sheet import dress
from reader.ui.suggest_joint import SuggestJoint
from reader.ui.theme import Theme
from reader.ui.window_actions import WindowActions
from reader.ui.window_flows import WindowFlows
from reader.wiring import Services

log = logging.getLogger(__name__)


class Gestures(WindowFlows):
    """The flows behind one window, joined with its panes. Threads: GUI."""

    def __init__(
        self,
        *,
        window: MainWindow,
        services: Services,
        preferences: Preferences,
        session: Session,
        library: Path | None,
        pool: QThreadPool,
        asking: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(
            window=window,
            services=services,
            preferences=preferences,
            library=library,
            pool=pool,
            asking=asking,
            parent=parent,
        )
        self.listing.shown = self.searching.shown = session.shown
        self.listing.sort = session.sort
        theme = self.appearance.theme
        self.sidebar = Sidebar(theme=theme)
        self.card = EntityCardPopup(theme=theme, parent=window)
        self.banner = MessageBanner()
        self.messages = Messages(self.banner)
        window.place_sidebar(self.sidebar)
        standing = self.backups.banner()
        for banner in (self.banner, standing):
            if banner is not None:
                window.place_banner(banner)
        window.reading_pane.set_shown_kinds(self.appearance.shown_kinds())
        self._build_joints(session)
        self.names = self._build_names(services, preferences)
        self.keeping = self._build_keeping(services)
        self.library = self._build_library(services)
        self.exporting = self._build_exporting(services)
        self.highlights_export = HighlightsExportFlow(
            highlights=services.highlights,
            shelf=services.shelf,
            parts=lambda: services.library_parts,
            window=window,
            pool=pool,
        )
        self.about = AboutFlow(locations=services.locations, window=window, pool=pool, parent=parent)
        self.actions = WindowActions(
            window=window,
            top_bar=window.top_bar,
            search_bar=window.search_bar,
            article_list=window.article_list,
            reading_pane=window.reading_pane,
            opening=self.opening,
            appearance=self.appearance,
            work=self.work,
            library=self.library,
            help_flow=HelpFlow(window=window),
            about=self.about,
            read_on=self._read_on,
            save_search=self.saved_joint.save_search,
            forget_searches=self._forget_searches,
            names=self.names,
            keeping=self.keeping,
            backups=self.backups,
            export=self.exporting.show,
            open_name_page=self.reading_joint.open_chosen_page,
        )
        self._join_panes()
        self._join_flows()

    def _build_joints(self, session: Session) -> None:
        self.list_joint = ListJoint(
            pane=self._window.article_list,
            search_bar=self._window.search_bar,
            listing=self.listing,
            searching=self.searching,
            work=self.work,
            messages=self.messages,
            parent=self,
        )
        self.suggest_joint = SuggestJoint(
            search_bar=self._window.search_bar,
            suggesting=self.suggesting,
            searching=self.searching,
            list_joint=self.list_joint,
            parent=self,
        )
        self.saved_joint = SavedJoint(
            pane=self._window.article_list,
            search_bar=self._window.search_bar,
            searching=self.searching,
            narrowing=self.narrowing,
            saved_searches=self.saved_searches,
            work=self.work,
            messages=self.messages,
            theme=self.appearance.theme,
            opened=session.saved_searches,
            parent=self,
        )
        self.reading_joint = ReadingJoint(
            pane=self._window.reading_pane,
            sidebar=self.sidebar,
            card=self.card,
            opening=self.opening,
            naming=self.naming,
            relating=self.relating,
            searching=self.searching,
            marking=self.marking,
            appearance=self.appearance,
            parent=self,
        )

    def _build_names(self, services: Services, preferences: Preferences) -> NameGestures:
        return NameGestures(
            window=self._window,
            name_pages=services.name_pages,
            correct_names=services.correct_names,
            correction_list=services.correction_list,
            card=self.card,
            opening=self.opening,
            reading=self.reading_joint,
            work=self.work,
            theme=self.appearance.theme,
            reading_family=preferences.reading_font,
            pool=self._pool,
            parent=self,
        )

    def _build_keeping(self, services: Services) -> KeepingGestures:
        return KeepingGestures(
            window=self._window,
            sidebar=self.sidebar,
            shelf=services.shelf,
            annotations=services.annotations,
            annotate=services.annotate,
            undo=services.undo,
            changes=services.changes,
            trash=services.trash,
            trash_articles=services.trash_articles,
            opening=self.opening,
            reading=self.reading_joint,
            list_joint=self.list_joint,
            saved_searches=self.saved_searches,
            correcting=self.names.correcting,
            work=self.work,
            theme=self.appearance.theme,
            pool=self._pool,
            parent=self,
        )

    def _build_library(self, services: Services) -> LibraryGestures:
        return LibraryGestures(
            window=self._window,
            shelf=services.shelf,
            imports=services.imports,
            places=services.places,
            versions=services.versions,
            families=services.families,
            wanted=services.wanted,
            links=services.links,
            watched_folders=services.watched_folders,
            import_files=lambda: services.import_files,
            work=self.work,
            opening=self.opening,
            list_joint=self.list_joint,
            reading=self.reading_joint,
            sidebar=self.sidebar,
            messages=self.messages,
            theme=self.appearance.theme,
            pool=self._pool,
            parent=self,
        )

    def _build_exporting(self, services: Services) -> ExportingFlow:
        return ExportingFlow(
            command=self.command,
            tags=services.tags,
            articles=lambda: services.library_parts.articles,
            shown=self._shown_now,
            window=self._window,
            pool=self._pool,
        )

    def _shown_now(self) -> Shown:
        opened, selected = self.opening.current, self._window.article_list.selected_numbers()
        shown = Shown(selected=selected, query=self.searching.query)
        return shown if opened is None else shown._replace(article=opened.article.id, title=opened.article.title)

    def begin(self, opened: OpenedArticle | None) -> None:
        """Go on from the first paint, which showed this article; then look whether anything is left to do."""
        open_journal(self._services.locations, purpose="window")
        QApplication.setWindowIcon(app_icon())
        if opened is not None:
            self.opening.take_over(opened, opened.position)
            self.reading_joint.take_over(opened)
        self.work.complete()
        self.list_joint.refresh()
        self.searching.warm_up()
        self.saved_joint.begin()
        self.names.begin()
        self.keeping.begin()
        self.library.begin()

    def end(self) -> None:
        """Write down where the reader left off, and end what runs."""
        opened = self.opening.current
        session = self._window.describe()._replace(
            article=opened.article.id if opened is not None else "",
            shown=self.listing.shown,
            sort=self.listing.sort,
            saved_searches=self.saved_joint.opened,
        )
        _write_down(lambda: save_session(session, self._services.locations.session_file))
        _write_down(self.appearance.save_now)
        self.searching.end_now()
        self.suggesting.end_now()
        self.marking.stop()
        _write_down(self.keeping.end_now)
        if not self._services.first_write.is_due():  # else the window would stay until the backup before it is made
            _write_down(self.opening.keep_place_now)
        self.work.end_now()
        self.exporting.end_now()
        leave_words_on_clipboard()

    def _join_panes(self) -> None:
        window, joint, reading = self._window, self.list_joint, self.reading_joint
        joint.article_wanted.connect(lambda number, passing: self.opening.open(number, passing=passing))
        joint.first_article_wanted.connect(self._open_first)
        joint.hits_changed.connect(reading.mark_hits)
        joint.reading_wanted.connect(window.reading_pane.text_view.setFocus)
        reading.article_shown.connect(self._on_article_shown)
        reading.search_wanted.connect(joint.search_for)
        reading.next_article_wanted.connect(joint.go_to_next_unread)
        self.suggest_joint.query_wanted.connect(joint.search_for)
        self.suggest_joint.article_wanted.connect(self._open_from_title)
        self.saved_joint.query_wanted.connect(joint.search_for)
        self.saved_joint.saving_changed.connect(self.actions.saving_changed)
        self.saved_joint.noted.connect(window.status_bar.show_note)
        window.article_list.bookmark_toggled.connect(self.opening.toggle_bookmark_of)
        window.reading_pane.zoom_wanted.connect(self.appearance.zoom)
        window.status_bar.cancelled.connect(self.work.cancel)
        self.backups.noted.connect(window.status_bar.show_note)
        self.exporting.noted.connect(lambda words, action, act: self.messages.tell(words, action=action, act=act))
        window.status_bar.pause_wanted.connect(self.work.pause)
        self.work.pausing_changed.connect(window.status_bar.show_pausing)
        reading.noted.connect(window.status_bar.show_note)
        self._join_names()
        self.keeping.undo_changed.connect(self.actions.corrections_changed)
        self.keeping.about_wanted.connect(self.library.history.show_about)
        self.keeping.export_wanted.connect(self.exporting.show)
        self.keeping.highlights_export_wanted.connect(self.highlights_export.choose_file)
        self.highlights_export.noted.connect(window.status_bar.show_note)

    def _join_names(self) -> None:
        window, names = self._window, self.names
        names.articles_wanted.connect(self.list_joint.search_for)
        names.noted.connect(window.status_bar.show_note)
        names.view_changed.connect(self.actions.names_shown)
        names.correcting.state_changed.connect(self.actions.corrections_changed)
        names.joint.names_changed.connect(self.relating.look_again)
        window.search_bar.query_changed.connect(lambda query: names.close_for_search() if query.strip() else None)
        window.search_bar.query_submitted.connect(lambda _query: names.close_for_search())

    def _join_flows(self) -> None:
        window, work, appearance = self._window, self.work, self.appearance
        flows = (
            self.listing, self.searching, self.suggesting, self.marking, self.narrowing, self.saved_searches,
            self.opening, self.relating, self.naming, self.names, self.keeping, self.library, self.exporting,
            self.highlights_export,
            work, appearance, self.backups, self.about,
        )  # fmt: skip
        for flow in flows:
            flow.problem_met.connect(self.messages.show_problem)
        self.listing.counts_ready.connect(window.status_bar.show_counts)
        self.opening.marks_changed.connect(self._on_marks_changed)
        self.opening.way_changed.connect(self.actions.way_changed)
        work.progressed.connect(window.status_bar.show_progress)
        work.library_grew.connect(self.list_joint.refresh)
        work.library_grew.connect(self.opening.refresh_names)
        work.all_done.connect(window.status_bar.hide_progress)
        work.all_done.connect(self.relating.look_again)
        work.all_done.connect(self.opening.reload_names)
        appearance.theme_changed.connect(self._set_theme)
        appearance.text_size_changed.connect(window.reading_pane.set_text_size)
        appearance.reading_font_changed.connect(window.reading_pane.set_family)
        appearance.reading_font_changed.connect(self.names.set_reading_font)
        appearance.interface_font_changed.connect(lambda family: QApplication.setFont(interface_font(family=family)))

    def _open_first(self, number: object) -> None:
        """An article is open whenever there is one."""
        if self.opening.current is None:
            self.list_joint.article_wanted.emit(number, False)

    def _open_from_title(self, number: ArticleNumber) -> None:
        """The reader chose a title, so the text comes next."""
        self.opening.open(number)
        self._window.reading_pane.text_view.setFocus()

    def _forget_searches(self) -> None:
        self.suggesting.forget_all()
        self._window.status_bar.show_note("Earlier searches are forgotten.")

    def _read_on(self) -> None:
        if not self._window.reading_pane.read_on():
            self.list_joint.go_to_next_unread()

    def _set_theme(self, theme: Theme) -> None:
        dress(theme)
        self._window.set_theme(theme)
        self.sidebar.set_theme(theme)
        self.saved_joint.set_theme(theme)
        self.card.set_theme(theme)
        self.names.set_theme(theme)
        self.keeping.set_theme(theme)
        self.library.set_theme(theme)

    def _on_article_shown(self, opened: OpenedArticle) -> None:
        self.list_joint.show_open(opened.number)
        self.actions.article_opened(bookmarked=opened.bookmarked)
        self._window.setWindowTitle(f"{opened.article.title} – Read Also")

    def _on_marks_changed(self, marked: Marked) -> None:
        self._window.article_list.refresh([marked.number])
        opened = self.opening.current
        if opened is not None and opened.number == marked.number:
            self.actions.commands[Command.TOGGLE_BOOKMARK].setChecked(marked.bookmarked)
        self.list_joint.marks_changed()
        self.saved_searches.marks_changed()


def _write_down(write: Callable[[], object]) -> None:
    """At the end: what the disk does not take can be told to nobody, and must not keep the rest from being ended."""
    try:
        write()
    except (OSError, ReaderError):
        log.warning("what the reader left could not be written down", exc_info=True)
