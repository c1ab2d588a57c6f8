"""The note of an article: told after each pause, and at the latest when it closes or another article comes."""

import pytest
from PySide6.QtCore import QPoint

from reader.articles.article import ArticleId
from reader.ui.annotating.note_editor import NoteEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
A, B = ArticleId("a"), ArticleId("b")


@pytest.fixture
def editor(window):
    return NoteEditor(parent=window)


@pytest.fixture
def told(editor):
    values: list[tuple[str, str]] = []
    editor.note_changed.connect(lambda article_id, text: values.append((article_id, text)))
    return values


def test_it_tells_after_a_pause(editor, told, qtbot):
    editor.open_for(A, "Title", "", QPoint(0, 0))
    with qtbot.waitSignal(editor.note_changed):
        qtbot.keyClicks(editor.text, "one word")
    assert told == [(A, "one word")]


def test_closing_and_another_article_tell_at_once(editor, told, qtbot):
    editor.open_for(A, "Title", "", QPoint(0, 0))
    qtbot.keyClicks(editor.text, "first")
    editor.open_for(B, "Other", "there already", QPoint(0, 0))
    assert told == [(A, "first")]
    qtbot.keyClicks(editor.text, ", and more")
    editor.close()
    assert told == [(A, "first"), (B, "there already, and more")]


def test_what_was_not_changed_is_not_told(editor, told):
    editor.open_for(A, "Title", "same", QPoint(0, 0))
    editor.close()
    assert told == []


def test_what_is_kept_elsewhere_does_not_overwrite_what_is_being_written(editor, qtbot):
    editor.open_for(A, "Title", "", QPoint(0, 0))
    qtbot.keyClicks(editor.text, "mine")
    editor.show_note(A, "theirs")
    assert editor.text.toPlainText() == "mine"
    editor.keep_now()
    editor.show_note(A, "undone")
    assert editor.text.toPlainText() == "undone"
