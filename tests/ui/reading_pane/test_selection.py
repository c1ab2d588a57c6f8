from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from reader.tasks.propose_name import SelectedWords
from reader.ui.reading_pane.selection import quoted, selected_name

pytestmark = pytest.mark.usefixtures("qapp")
Select = Callable[[str, int, int], QTextCursor]


@pytest.fixture
def select() -> Select:
    documents = []

    def make(text: str, start: int, end: int) -> QTextCursor:
        document = QTextDocument(text)
        documents.append(document)
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    return make


def test_a_selection_is_widened_to_whole_words_and_knows_its_neighbours(select: Select) -> None:
    assert selected_name(select("He met Gen Nakatani in Seoul.", 8, 16)) == SelectedWords(
        "Gen Nakatani", "He met ", " in Seoul."
    )


def test_signs_beyond_the_basic_plane_do_not_shift_the_words(select: Select) -> None:
    assert selected_name(select("😀😀 Seoul now", 5, 10)) == SelectedWords("Seoul", "😀😀 ", " now")


def test_no_words_or_words_of_two_paragraphs_are_no_name(select: Select) -> None:
    assert selected_name(select("Seoul", 0, 0)) is None
    assert selected_name(select("a, b", 1, 3)) is None
    assert selected_name(select("Seoul\nTokyo", 0, 11)) is None
    assert selected_name(select("Seoul\nTokyo", 0, 5)) == SelectedWords("Seoul")


def test_words_in_a_menu_are_short_and_no_mnemonic() -> None:
    assert quoted("Standard & Poor") == "“Standard && Poor”"
    assert quoted("a" * 40) == f"“{'a' * 27}…”"
