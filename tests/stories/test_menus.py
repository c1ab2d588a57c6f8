"""The menus of the window: every entry by its own letter, none too tall for a small screen."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QMenu

from reader.ui.actions import Command

pytestmark = pytest.mark.usefixtures("seeded")

LEAST_HEIGHT = 600  # pixels of the smallest screens


def letters(menu):
    """The letters that choose an entry."""
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    return [text[text.index("&") + 1].lower() for text in texts if "&" in text.replace("&&", "")]


def menus_of(reader):
    """Those that are filled when the window is built."""
    return [menu for menu in reader.window.findChildren(QMenu) if menu.actions()]


def test_no_letter_chooses_two_entries_of_a_menu(open_window):
    menus = menus_of(open_window())
    assert len(menus) > 5
    for menu in menus:
        assert max(Counter(letters(menu)).values(), default=1) == 1, [action.text() for action in menu.actions()]


def test_every_entry_of_the_main_menu_has_a_letter(open_window):
    reader = open_window()
    commands = reader.gestures.actions.commands
    (main,) = [menu for menu in menus_of(reader) if commands[Command.QUIT] in menu.actions()]
    below = [action.menu() for action in main.actions() if action.menu() is not None]
    assert len(below) == 4
    for menu in (main, *below):
        entries = [action for action in menu.actions() if not action.isSeparator()]
        assert len(letters(menu)) == len(entries), [action.text() for action in entries]


def test_no_menu_is_taller_than_a_small_screen(open_window):
    tall = [(menu.title(), menu.sizeHint().height()) for menu in menus_of(open_window())]
    assert max(height for _, height in tall) < LEAST_HEIGHT, tall


def test_menus_show_the_keys(open_window):
    commands = open_window().gestures.actions.commands
    shown = {command: commands[command].shortcut().toString() for command in (Command.IMPORT_FILES, Command.EXPORT)}
    assert shown == {Command.IMPORT_FILES: "Ctrl+O", Command.EXPORT: "Ctrl+Shift+E"}
    assert commands[Command.EXPORT].isShortcutVisibleInContextMenu()
