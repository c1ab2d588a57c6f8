"""What is selected in an article: as the words of a name, and in the menu of the text."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from reader.tasks.propose_name import SelectedWords, whole_words

SEARCH_WORDS_MOST = 28  # characters of the selection shown in the menu


def selected_name(cursor: QTextCursor) -> SelectedWords | None:
    """The selected words as a name may have them: whole, in one paragraph; None if there are none."""
    block = cursor.document().findBlock(cursor.selectionStart())
    if not cursor.hasSelection() or cursor.selectionEnd() >= block.position() + block.length():
        return None
    units = block.text().encode("utf-16-le", "surrogatepass")  # Qt counts these, Python characters
    start, end = (2 * (at - block.position()) for at in (cursor.selectionStart(), cursor.selectionEnd()))
    before, selected = (units[a:b].decode("utf-16-le", "surrogatepass") for a, b in ((0, start), (start, end)))
    return whole_words(block.text(), len(before), len(before) + len(selected))


def build_menu(view: QTextEdit, selected: str, search: Callable[[str], object]) -> QMenu:
    """Copy, Select all, Search for the selection."""
    menu = QMenu(view)
    menu.addAction("&Copy", view.copy).setEnabled(view.textCursor().hasSelection())
    menu.addAction("Select &all", view.selectAll).setEnabled(not view.document().isEmpty())
    if selected:
        menu.addSeparator()
        menu.addAction(f"&Search for {quoted(selected)}", lambda: search(selected))
    return menu


def quoted(words: str, most: int = SEARCH_WORDS_MOST) -> str:
    """Words as a menu shows them: in quotes, cut where they are long, and never a mnemonic."""
    short = words if len(words) <= most else words[: most - 1].rstrip() + "…"
    return f"“{short.replace('&', '&&')}”"
