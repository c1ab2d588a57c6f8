"""Gives every row of the action table its handler, and puts the actions into menus, buttons and panes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from reader.ui.actions import ACTIONS, Command, build_actions
from reader.ui.article_list.pane import ArticleListPane
from reader.ui.flows.about import AboutFlow
from reader.ui.flows.appearance import AppearanceFlow
from reader.ui.flows.background_work import BackgroundWorkFlow
from reader.ui.flows.backups import BackupsFlow
from reader.ui.flows.help import HelpFlow
from reader.ui.flows.opening import OpeningFlow
from reader.ui.keeping_gestures import KeepingGestures
from reader.ui.library_gestures import LibraryGestures
from reader.ui.main_window import MainWindow
from reader.ui.name_gestures import NameGestures
from reader.ui.reading_pane.pane import ReadingPane
from reader.ui.search_bar import SearchBar
from reader.ui.theme import ThemeChoice
from reader.ui.top_bar import Place, TopBar

THEME_COMMANDS = {
    Command.THEME_SYSTEM: ThemeChoice.SYSTEM,
    Command.THEME_LIGHT: ThemeChoice.LIGHT,
    Command.THEME_DARK: ThemeChoice.DARK,
}
TEXT_MENU = (
    Command.LARGER_TEXT,
    Command.SMALLER_TEXT,
    Command.NORMAL_TEXT,
    None,  # a line
    Command.CHOOSE_READING_FONT,
    Command.CHOOSE_INTERFACE_FONT,
)
LIBRARY_MENU = (
    Command.IMPORT_FILES,
    Command.IMPORT_FOLDER,
    Command.PASTE_ARTICLE,
    Command.EXPORT,
    None,
    Command.SHOW_WATCHED,
    Command.SHOW_WANTED,
    Command.SHOW_TRASH,
    None,
    Command.SHOW_BACKUPS,
    Command.REBUILD_INDEX,
)
ARTICLE_MENU = (
    Command.TOGGLE_READ,
    Command.EDIT_TAGS,
    Command.EDIT_NOTE,
    Command.FIND_IN_ARTICLE,
    None,
    Command.ABOUT_ARTICLE,
    Command.COMPARE_VERSIONS,
)
NAMES_MENU = (
    Command.SHOW_NAMES,
    Command.ADD_NAME,
    Command.SHOW_CORRECTIONS,
)
HELP_MENU = (
    Command.SHOW_SEARCH_HELP,
    Command.SHOW_SHORTCUTS,
    Command.SHOW_ABOUT,
)
MAIN_MENU: tuple[Command | tuple[str, tuple[Command | None, ...]] | None, ...] = (
    Command.GO_BACK,
    Command.GO_FORWARD,
    Command.UNDO_CORRECTION,
    Command.REDO_CORRECTION,
    None,
    ("&Library", LIBRARY_MENU),
    ("&Article", ARTICLE_MENU),
    ("&Names", NAMES_MENU),
    None,
    Command.SHOW_HIGHLIGHTS,
    Command.SHOW_TAGS,
    Command.SAVE_SEARCH,
    Command.FORGET_SEARCHES,
    None,
    ("&Help", HELP_MENU),
    Command.QUIT,
)
# Of these, what is meant cannot be seen while all names stand in place of the articles.
OF_ARTICLES = (
    Command.FIND_IN_ARTICLE,
    Command.NEXT_MARK,
    Command.PREVIOUS_MARK,
    Command.NEXT_ARTICLE,
    Command.PREVIOUS_ARTICLE,
    Command.GO_FORWARD,
    Command.TOGGLE_BOOKMARK,
    Command.TOGGLE_READ,
    Command.EDIT_TAGS,
    Command.EDIT_NOTE,
    Command.HIGHLIGHT,
    Command.PREVIOUS_HIGHLIGHT,
    Command.HIGHLIGHT_YELLOW,
    Command.HIGHLIGHT_GREEN,
    Command.HIGHLIGHT_BLUE,
    Command.HIGHLIGHT_PINK,
    Command.OPEN_NAME_PAGE,
    Command.ADD_NAME,
    Command.TOGGLE_SIDEBAR,
)


class WindowActions:
    """The window's actions. Threads: GUI."""

    def __init__(
        self,
        *,
        window: MainWindow,
        top_bar: TopBar,
        search_bar: SearchBar,
        article_list: ArticleListPane,
        reading_pane: ReadingPane,
        opening: OpeningFlow,
        appearance: AppearanceFlow,
        work: BackgroundWorkFlow,
        library: LibraryGestures,
        help_flow: HelpFlow,
        about: AboutFlow,
        read_on: Callable[[], object],
        save_search: Callable[[], object],
        forget_searches: Callable[[], object],
        names: NameGestures,
        keeping: KeepingGestures,
        backups: BackupsFlow,
        export: Callable[[], object],
        open_name_page: Callable[[], object],
    ) -> None:
        self._window, self._names, self._opening = window, names, opening
        self._has_article = False
        self._way = (False, False)
        preferences = appearance.preferences
        self.commands = build_actions(
            window,
            {
                Command.FIND_ARTICLES: search_bar.focus_and_select,
                Command.SAVE_SEARCH: save_search,
                Command.FORGET_SEARCHES: forget_searches,
                Command.FIND_IN_ARTICLE: reading_pane.open_find_bar,
                Command.NEXT_MARK: lambda: reading_pane.step(+1),
                Command.PREVIOUS_MARK: lambda: reading_pane.step(-1),
                Command.NEXT_ARTICLE: article_list.select_next,
                Command.PREVIOUS_ARTICLE: article_list.select_previous,
                Command.READ_ON: read_on,
                Command.GO_BACK: self._go_back,
                Command.GO_FORWARD: opening.go_forward,
                Command.TOGGLE_BOOKMARK: opening.toggle_bookmark,
                Command.TOGGLE_READ: opening.toggle_read,
                Command.SHOW_NAMES: names.toggle,
                Command.OPEN_NAME_PAGE: open_name_page,
                Command.ADD_NAME: names.joint.add_name,
                Command.UNDO_CORRECTION: keeping.keeping.undo,
                Command.REDO_CORRECTION: keeping.keeping.redo,
                **keeping.handlers(),
                Command.SHOW_CORRECTIONS: names.correction_list.show,
                Command.LARGER_TEXT: appearance.enlarge_text,
                Command.SMALLER_TEXT: appearance.shrink_text,
                Command.NORMAL_TEXT: appearance.reset_text,
                Command.CHOOSE_READING_FONT: lambda: help_flow.choose_font(
                    "Reading font", appearance.preferences.reading_font, appearance.choose_reading_font
                ),
                Command.CHOOSE_INTERFACE_FONT: lambda: help_flow.choose_font(
                    "Interface font", appearance.preferences.interface_font, appearance.choose_interface_font
                ),
                Command.THEME_SYSTEM: lambda: appearance.choose_theme(ThemeChoice.SYSTEM),
                Command.THEME_LIGHT: lambda: appearance.choose_theme(ThemeChoice.LIGHT),
                Command.THEME_DARK: lambda: appearance.choose_theme(ThemeChoice.DARK),
                Command.TOGGLE_SIDEBAR: lambda: window.show_sidebar(not window.sidebar_is_shown()),
                Command.IMPORT_FILES: library.importing.choose_files,
                Command.IMPORT_FOLDER: library.importing.choose_folder,
                Command.PASTE_ARTICLE: library.importing.paste,
                Command.EXPORT: export,
                Command.SHOW_WATCHED: library.watching.show,
                Command.SHOW_WANTED: library.wanted.show,
                Command.ABOUT_ARTICLE: library.about_current,
                Command.COMPARE_VERSIONS: library.compare_current,
                Command.REBUILD_INDEX: work.rebuild_index,
                Command.SHOW_BACKUPS: backups.show,
                Command.SHOW_SEARCH_HELP: help_flow.show_search_help,
                Command.SHOW_SHORTCUTS: help_flow.show_shortcuts,
                Command.SHOW_ABOUT: about.show,
                Command.OPEN_MENU: top_bar.open_menu,
                Command.QUIT: window.close,
            },
        )
        self._choose_among_themes(ThemeChoice(preferences.theme))
        self._let_space_read_on(article_list.rows)
        self._place(top_bar)
        self._enable()
        self.saving_changed(False)
        self.corrections_changed(False, False)
        toggle = self.commands[Command.TOGGLE_SIDEBAR]
        toggle.setChecked(window.sidebar_is_shown())
        window.sidebar_fitted.connect(toggle.setChecked)

    def article_opened(self, *, bookmarked: bool) -> None:
        """What needs an article can be used now."""
        self._has_article = True
        self._enable()
        self.commands[Command.TOGGLE_BOOKMARK].setChecked(bookmarked)

    def way_changed(self, back: bool, forward: bool) -> None:
        """Whether there is a way back, and forward."""
        self._way = (back, forward)
        self._enable()

    def names_shown(self, shown: bool) -> None:
        """All names stand in place of the articles, or the articles are back."""
        self.commands[Command.SHOW_NAMES].setChecked(shown)
        self._enable()

    def corrections_changed(self, can_undo: bool, can_redo: bool) -> None:
        """Whether there is a correction of a name to be taken back, and one to be made again."""
        self.commands[Command.UNDO_CORRECTION].setEnabled(can_undo)
        self.commands[Command.REDO_CORRECTION].setEnabled(can_redo)

    def saving_changed(self, possible: bool) -> None:
        """Whether there is a search that could be saved."""
        self.commands[Command.SAVE_SEARCH].setEnabled(possible)

    def _enable(self) -> None:
        """Let be used what means something now."""
        names = self._names.shown
        back, forward = self._way
        for row in ACTIONS:
            if row.needs_article or row.command in OF_ARTICLES:
                usable = self._has_article or not row.needs_article
                self.commands[row.command].setEnabled(usable and not (names and row.command in OF_ARTICLES))
        self.commands[Command.GO_BACK].setEnabled(back or names)
        self.commands[Command.GO_FORWARD].setEnabled(forward and not names)

    def _go_back(self) -> None:
        """From all names to the articles, among the articles to the one before."""
        if self._names.shown:
            self._names.close()
        else:
            self._opening.go_back()

    def _choose_among_themes(self, chosen: ThemeChoice) -> None:
        themes = QActionGroup(self._window)
        for command, choice in THEME_COMMANDS.items():
            themes.addAction(self.commands[command])
            self.commands[command].setChecked(choice is chosen)

    def _let_space_read_on(self, rows: QWidget) -> None:
        """In the list; the text has the key itself, and elsewhere Space presses the button that has the focus."""
        action = self.commands[Command.READ_ON]
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        rows.addAction(action)

    def _place(self, top_bar: TopBar) -> None:
        top_bar.set_action(Place.NAMES, self.commands[Command.SHOW_NAMES])
        top_bar.set_action(Place.BOOKMARK, self.commands[Command.TOGGLE_BOOKMARK])
        top_bar.set_action(Place.TEXT, self._menu_action("Text size and fonts", TEXT_MENU))
        top_bar.set_action(Place.THEME, self._menu_action("Theme", tuple(THEME_COMMANDS)))
        top_bar.set_action(Place.SIDEBAR, self.commands[Command.TOGGLE_SIDEBAR])
        top_bar.set_menu(self._menu(MAIN_MENU))

    def _menu(self, entries: Sequence[Command | tuple[str, tuple[Command | None, ...]] | None]) -> QMenu:
        """None is a line, a name with entries a menu of its own."""
        menu = QMenu(self._window)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, tuple):
                words, inner = entry
                below = self._menu(inner)
                below.setTitle(words)
                menu.addMenu(below)
            else:
                menu.addAction(self.commands[entry])
        return menu

    def _menu_action(self, words: str, entries: tuple[Command | None, ...]) -> QAction:
        action = QAction(words, self._window)
        action.setToolTip(words)
        action.setMenu(self._menu(entries))
        return action
