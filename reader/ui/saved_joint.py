"""Joins what stands around the rows of the list with the flows behind it: what narrows a search, and saved searches."""

from PySide6.QtCore import QObject, Signal

from reader.tasks.narrow import Choices, standing_conditions, toggled
from reader.ui.article_list.narrowing_strip import NarrowingStrip, Saving
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.article_list.saved_section import SavedSection
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.narrowing import NarrowingFlow
from reader.ui.flows.saved_searches import SavedSearchesFlow
from reader.ui.flows.searching import SearchFlow
from reader.ui.messages import Messages
from reader.ui.search_bar import SearchBar
from reader.ui.theme import Theme
from reader.userdata.saved_searches import SavedSearch


class SavedJoint(QObject):
    """The strip over the rows while something is searched, and the saved searches under them. Threads: GUI.

    Both are made when they are first needed.
    """

    query_wanted = Signal(str)  # search for this, as if it had been typed
    saving_changed = Signal(bool)  # whether there is a search that could be saved
    noted = Signal(str)  # a short word for the status bar

    def __init__(
        self,
        *,
        pane: ArticleListPane,
        search_bar: SearchBar,
        searching: SearchFlow,
        narrowing: NarrowingFlow,
        saved_searches: SavedSearchesFlow,
        work: BackgroundWorkFlow,
        messages: Messages,
        theme: Theme,
        opened: bool,
        parent: QObject,
    ) -> None:
        """`opened`: whether the saved searches are unfolded."""
        super().__init__(parent)
        self._pane, self._search_bar = pane, search_bar
        self._searching, self._narrowing, self._saved_searches = searching, narrowing, saved_searches
        self._messages, self._theme, self._opened = messages, theme, opened
        self._strip: NarrowingStrip | None = None
        self._section: SavedSection | None = None
        searching.found.connect(self._on_found)
        searching.cleared.connect(self._on_search_cleared)
        narrowing.choices_ready.connect(self._on_choices_ready)
        saved_searches.listed.connect(self._on_searches_listed)
        saved_searches.saved.connect(self._on_search_saved)
        saved_searches.removed.connect(self._on_search_removed)
        work.library_grew.connect(saved_searches.count_soon)

    @property
    def opened(self) -> bool:
        """Whether the saved searches are unfolded."""
        return self._opened if self._section is None else self._section.is_open()

    def begin(self) -> None:
        """Show what is saved."""
        self._saved_searches.load()

    def save_search(self) -> None:
        """Keep what is searched now."""
        if self._searching.query:
            self._saved_searches.save(self._searching.query)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self._strip, self._section):
            if part is not None:
                part.set_theme(theme)

    def _make_strip(self) -> NarrowingStrip:
        strip = NarrowingStrip(theme=self._theme)
        strip.condition_toggled.connect(self._on_condition_toggled)
        strip.save_wanted.connect(self.save_search)
        self._pane.place_strip(strip)
        return strip

    def _make_section(self) -> SavedSection:
        section = SavedSection(theme=self._theme)
        section.set_open(self._opened)
        section.chosen.connect(self._on_saved_chosen)
        section.renamed.connect(self._saved_searches.rename)
        section.removal_wanted.connect(self._saved_searches.remove)
        section.move_wanted.connect(lambda saved, by: self._saved_searches.move(saved.number, by))
        section.left.connect(self._pane.setFocus)
        self._pane.place_saved(section)
        return section

    def _on_found(self, _found: object) -> None:
        query = self._searching.query
        if self._strip is None:
            self._strip = self._make_strip()
        self._strip.show_conditions(standing_conditions(query))
        self._strip.show()
        self._narrowing.look_at(query, self._searching.shown)
        self._show_query()

    def _on_search_cleared(self) -> None:
        if self._strip is not None:
            self._strip.hide()
        self._narrowing.clear()
        self._show_query()

    def _show_query(self) -> None:
        """Whether the query is saved, and which saved search it is."""
        query = self._searching.query
        saved = self._saved_searches.holds(query)
        if self._strip is not None:
            self._strip.show_saving(Saving.NOTHING if not query else Saving.DONE if saved else Saving.OFFERED)
        if self._section is not None:
            self._section.show_query(query)
        self.saving_changed.emit(bool(query) and not saved)

    def _on_choices_ready(self, choices: Choices) -> None:
        if self._strip is not None:
            self._strip.show_choices(choices)

    def _on_condition_toggled(self, condition: str) -> None:
        self.query_wanted.emit(toggled(self._search_bar.query().strip(), condition))

    def _on_searches_listed(self, searches: list[object]) -> None:
        if self._section is None and searches:
            self._section = self._make_section()
        if self._section is not None:
            self._section.show_searches(self._saved_searches.searches)
        self._show_query()

    def _on_search_saved(self, saved: SavedSearch) -> None:
        if self._section is not None:
            self._section.rename(saved.number)

    def _on_saved_chosen(self, saved: SavedSearch) -> None:
        new = self._saved_searches.new_in(saved.number)
        self.query_wanted.emit(saved.query)
        self._saved_searches.look_at(saved.number)
        if new:
            articles = "article" if new == 1 else "articles"
            self.noted.emit(f"{new:,} {articles} new in “{saved.name}” since you last looked.")

    def _on_search_removed(self, saved: SavedSearch) -> None:
        self._messages.tell(
            f"The saved search “{saved.name}” was removed.",
            action="Undo",
            act=lambda: self._saved_searches.put_back(saved),
        )
