"""The action table: menus, shortcuts, buttons and the list of shortcuts all read the same rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Command(StrEnum):
    """What can be done in the window; the value is the action's object name."""

    FIND_ARTICLES = "find_articles"
    SAVE_SEARCH = "save_search"
    FORGET_SEARCHES = "forget_searches"
    FIND_IN_ARTICLE = "find_in_article"
    NEXT_ARTICLE = "next_article"
    PREVIOUS_ARTICLE = "previous_article"
    READ_ON = "read_on"
    NEXT_MARK = "next_mark"
    PREVIOUS_MARK = "previous_mark"
    SHOW_NAMES = "show_names"
    OPEN_NAME_PAGE = "open_name_page"
    ADD_NAME = "add_name"
    UNDO_CORRECTION = "undo_correction"
    REDO_CORRECTION = "redo_correction"
    SHOW_CORRECTIONS = "show_corrections"
    TOGGLE_BOOKMARK = "toggle_bookmark"
    TOGGLE_READ = "toggle_read"
    HIGHLIGHT = "highlight"
    PREVIOUS_HIGHLIGHT = "previous_highlight"
    HIGHLIGHT_YELLOW = "highlight_yellow"
    HIGHLIGHT_GREEN = "highlight_green"
    HIGHLIGHT_BLUE = "highlight_blue"
    HIGHLIGHT_PINK = "highlight_pink"
    EDIT_TAGS = "edit_tags"
    EDIT_NOTE = "edit_note"
    SHOW_HIGHLIGHTS = "show_highlights"
    SHOW_TAGS = "show_tags"
    SHOW_TRASH = "show_trash"
    GO_BACK = "go_back"
    GO_FORWARD = "go_forward"
    LARGER_TEXT = "larger_text"
    SMALLER_TEXT = "smaller_text"
    NORMAL_TEXT = "normal_text"
    CHOOSE_READING_FONT = "choose_reading_font"
    CHOOSE_INTERFACE_FONT = "choose_interface_font"
    THEME_SYSTEM = "theme_system"
    THEME_LIGHT = "theme_light"
    THEME_DARK = "theme_dark"
    TOGGLE_SIDEBAR = "toggle_sidebar"
    IMPORT_FILES = "import_files"
    IMPORT_FOLDER = "import_folder"
    PASTE_ARTICLE = "paste_article"
    EXPORT = "export"
    SHOW_WATCHED = "show_watched"
    SHOW_WANTED = "show_wanted"
    ABOUT_ARTICLE = "about_article"
    COMPARE_VERSIONS = "compare_versions"
    REBUILD_INDEX = "rebuild_index"
    SHOW_BACKUPS = "show_backups"
    SHOW_SHORTCUTS = "show_shortcuts"
    SHOW_SEARCH_HELP = "show_search_help"
    SHOW_ABOUT = "show_about"
    OPEN_MENU = "open_menu"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row of the table. The first shortcut is the one that menus show."""

    command: Command
    text: str
    group: str
    shortcuts: tuple[str, ...] = ()
    needs_article: bool = False
    checkable: bool = False
    local: bool = False  # its keys work only in the list and the text, where they do not mean "press this button"


ACTIONS = (
    ActionRow(Command.FIND_ARTICLES, "&Find articles…", "Find", ("Ctrl+K", "/")),
    ActionRow(Command.SAVE_SEARCH, "&Save this search", "Find", ("Ctrl+Shift+S",)),
    ActionRow(Command.FORGET_SEARCHES, "Forget &earlier searches", "Find"),
    ActionRow(Command.FIND_IN_ARTICLE, "Find &in this article…", "Find", ("Ctrl+F",), needs_article=True),
    ActionRow(Command.NEXT_MARK, "&Next hit or mention", "Find", ("N",), needs_article=True),
    ActionRow(Command.PREVIOUS_MARK, "&Previous hit or mention", "Find", ("P",), needs_article=True),
    ActionRow(Command.NEXT_ARTICLE, "Next &article in the list", "Read", ("J",)),
    ActionRow(Command.PREVIOUS_ARTICLE, "P&revious article in the list", "Read", ("K",)),
    ActionRow(Command.READ_ON, "Read on, then next unread", "Read", ("Space",), local=True),
    ActionRow(Command.GO_BACK, "&Back", "Read", ("Alt+Left",)),
    ActionRow(Command.GO_FORWARD, "&Forward", "Read", ("Alt+Right",)),
    ActionRow(Command.TOGGLE_BOOKMARK, "&Bookmark", "Article", ("Ctrl+D", "B"), needs_article=True, checkable=True),
    ActionRow(Command.TOGGLE_READ, "Mark as read or &unread", "Article", ("U",), needs_article=True),
    ActionRow(Command.EDIT_TAGS, "&Tags…", "Article", ("T",), needs_article=True),
    ActionRow(Command.EDIT_NOTE, "N&ote on the article…", "Article", ("Ctrl+Shift+N",), needs_article=True),
    ActionRow(Command.HIGHLIGHT, "&Highlight, or to the next one", "Highlights", ("H",), needs_article=True),
    ActionRow(Command.PREVIOUS_HIGHLIGHT, "To the previous highlight", "Highlights", ("Shift+H",), needs_article=True),
    ActionRow(Command.HIGHLIGHT_YELLOW, "Highlight in &yellow", "Highlights", ("Ctrl+1",), needs_article=True),
    ActionRow(Command.HIGHLIGHT_GREEN, "Highlight in &green", "Highlights", ("Ctrl+2",), needs_article=True),
    ActionRow(Command.HIGHLIGHT_BLUE, "Highlight in &blue", "Highlights", ("Ctrl+3",), needs_article=True),
    ActionRow(Command.HIGHLIGHT_PINK, "Highlight in &pink", "Highlights", ("Ctrl+4",), needs_article=True),
    ActionRow(Command.SHOW_HIGHLIGHTS, "All hi&ghlights…", "Highlights", ("Ctrl+H",)),
    ActionRow(Command.SHOW_TAGS, "All &tags…", "Library", ("Ctrl+T",)),
    ActionRow(Command.SHOW_TRASH, "&Trash…", "Library"),
    ActionRow(Command.SHOW_NAMES, "&Names in the library", "Names", ("Ctrl+E",), checkable=True),
    ActionRow(Command.OPEN_NAME_PAGE, "&Page of the chosen name", "Names", ("E",), needs_article=True),
    ActionRow(Command.ADD_NAME, "The selected words are a na&me…", "Names", ("Ctrl+M",), needs_article=True),
    ActionRow(Command.UNDO_CORRECTION, "&Undo", "Article", ("Ctrl+Z",)),
    ActionRow(Command.REDO_CORRECTION, "Re&do", "Article", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionRow(Command.SHOW_CORRECTIONS, "&Corrections of names…", "Names"),
    ActionRow(Command.LARGER_TEXT, "&Larger text", "Text", ("Ctrl++", "Ctrl+=")),
    ActionRow(Command.SMALLER_TEXT, "&Smaller text", "Text", ("Ctrl+-",)),
    ActionRow(Command.NORMAL_TEXT, "&Normal size", "Text", ("Ctrl+0",)),
    ActionRow(Command.CHOOSE_READING_FONT, "&Reading font…", "Text"),
    ActionRow(Command.CHOOSE_INTERFACE_FONT, "&Interface font…", "Text"),
    ActionRow(Command.THEME_SYSTEM, "&As the system", "Theme", checkable=True),
    ActionRow(Command.THEME_LIGHT, "&Light", "Theme", checkable=True),
    ActionRow(Command.THEME_DARK, "&Dark", "Theme", checkable=True),
    ActionRow(Command.TOGGLE_SIDEBAR, "Show the &sidebar", "Window", ("F9",), checkable=True),
    ActionRow(Command.IMPORT_FILES, "&Import files…", "Library", ("Ctrl+O",)),
    ActionRow(Command.IMPORT_FOLDER, "Import a &folder…", "Library", ("Ctrl+Shift+O",)),
    ActionRow(Command.PASTE_ARTICLE, "&Paste as an article", "Library", ("Ctrl+Shift+V",)),
    ActionRow(Command.EXPORT, "&Export…", "Library", ("Ctrl+Shift+E",)),
    ActionRow(Command.SHOW_WATCHED, "&Watched folders…", "Library"),
    ActionRow(Command.SHOW_WANTED, "Wante&d articles…", "Library"),
    ActionRow(Command.ABOUT_ARTICLE, "Where this article is &from…", "Article", ("I",), needs_article=True),
    ActionRow(Command.COMPARE_VERSIONS, "Compare its &versions…", "Article", needs_article=True),
    ActionRow(Command.REBUILD_INDEX, "&Rebuild the search index", "Library"),
    ActionRow(Command.SHOW_BACKUPS, "Back&ups…", "Library"),
    ActionRow(Command.SHOW_SEARCH_HELP, "What can be &typed in the search field", "Help", ("Shift+F1",)),
    ActionRow(Command.SHOW_SHORTCUTS, "&Keyboard shortcuts", "Help", ("F1", "?")),
    ActionRow(Command.OPEN_MENU, "Open the &menu", "Window", ("F10",)),
    ActionRow(Command.SHOW_ABOUT, "&About Read Also", "Help"),
    ActionRow(Command.QUIT, "&Quit", "Library", ("Ctrl+Q",)),
)


def build_actions(owner: QWidget, handlers: Mapping[Command, Callable[[], object]]) -> dict[Command, QAction]:
    """One QAction for each row, its keys working anywhere in the owner's window.

    Raises:
        KeyError: a row has no handler.
        ValueError: two rows share a command or a key.
    """
    built: dict[Command, QAction] = {}
    keys: set[str] = set()
    for row in ACTIONS:
        if row.command in built or not keys.isdisjoint(row.shortcuts):
            raise ValueError(f"{row.command} has two rows, or a key that is taken")
        keys.update(row.shortcuts)
        action = QAction(row.text, owner)
        action.setObjectName(row.command)  # what tests, and saved shortcuts, find it by
        action.setCheckable(row.checkable)
        action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
        handler = handlers[row.command]
        action.triggered.connect(lambda _checked, handler=handler: handler())
        if row.shortcuts:
            action.setToolTip(f"{plain(row.text)} ({shortcut_words(row.shortcuts[0])})")
        if not row.local:
            owner.addAction(action)
        built[row.command] = action
    return built


def plain(text: str) -> str:
    """A menu's text without its mnemonic and its dots."""
    return text.replace("&", "").removesuffix("…")


def shortcut_words(keys: str) -> str:
    """The keys as this platform writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def shortcut_table() -> list[tuple[str, list[tuple[str, str]]]]:
    """All shortcuts in groups: the action in words, and its keys."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in ACTIONS:
        if row.shortcuts:
            keys = " or ".join(shortcut_words(each) for each in row.shortcuts)
            groups.setdefault(row.group, []).append((plain(row.text), keys))
    groups["In the list"] = [
        ("Move", "Up, Down, Page Up, Page Down"),
        ("Open and go to the text", "Return"),
        ("Show and hide reprints", "Right, Left"),
        ("Select several", f"{shortcut_words('Shift+Up')}, {shortcut_words('Shift+Down')}, {shortcut_words('Ctrl+A')}"),
        ("Back to one", "Esc"),
        ("Move to the trash", "Del"),
        ("What can be done with the articles", "Menu"),
    ]
    groups["In the article"] = [
        ("From name to name", "Tab"),
        ("Show the card of the name", "Return"),
        ("What can be done with the name, the words or the highlight", "Menu"),
    ]
    groups["Among the names of the library"] = [
        ("From the filter to the list", "Down"),
        ("Open the page, then the article at the sentence", "Return"),
        ("What can be done with the name", "Menu"),
        ("Back to the list, then to the articles", "Esc"),
    ]
    groups["In the search field"] = [
        ("Through the suggestions, and on to the results", "Down, Up"),
        ("Choose the suggestion, or open the first result", "Return"),
        ("Forget the earlier search", "Del"),
        ("Straight to the results", "Tab"),
        ("Close the suggestions, then clear", "Esc"),
    ]
    groups["In the saved searches"] = [
        ("Show what it finds", "Return"),
        ("Rename", "F2"),
        ("Move", f"{shortcut_words('Alt+Up')}, {shortcut_words('Alt+Down')}"),
        ("Remove", "Del"),
    ]
    return list(groups.items())
