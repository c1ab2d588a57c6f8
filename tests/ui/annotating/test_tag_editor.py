"""The editor of tags: what it offers, adds and takes off, for one article and for many."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt

from reader.articles.article import ArticleId
from reader.ui.annotating.tag_editor import TagEditor
from reader.ui.annotating.tagging_joint import query_for_tag
from reader.ui.flows.keeping import TagsOfSome
from reader.ui.theme import LIGHT
from reader.userdata.annotation import Tag, TagColor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KNOWN = (Tag(1, "Café", None, 5), Tag(2, "sea", TagColor.BLUE, 2), Tag(3, "water", None, 9), Tag(4, "seaside", None, 1))
ONE, THREE = (ArticleId("a"),), (ArticleId("a"), ArticleId("b"), ArticleId("c"))


@pytest.fixture
def editor(window):
    made = TagEditor(theme=LIGHT, parent=window)
    yield made
    made.close()


def offered(editor):
    return editor._model.stringList()


def test_it_offers_the_most_used_and_completes_what_is_typed(editor, qtbot):
    editor.open_for(TagsOfSome(ONE, {"water": 1}, KNOWN), QPoint(50, 50))
    assert offered(editor) == ["Café", "sea", "seaside"]  # not what the article has
    qtbot.keyClicks(editor.field, "sE")
    assert offered(editor) == ["sea", "seaside"]
    editor.field.clear()
    qtbot.keyClicks(editor.field, "cafe")
    assert offered(editor) == ["Café"]


def test_return_adds_what_was_typed_or_chosen(editor, qtbot):
    editor.open_for(TagsOfSome(ONE, {}, KNOWN), QPoint(50, 50))
    added = []
    editor.added.connect(lambda ids, name: added.append((ids, name)))
    qtbot.keyClicks(editor.field, "se")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)  # as it stands, not completed
    qtbot.keyClicks(editor.field, "cafe")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)  # as it is written already
    qtbot.keyClicks(editor.field, "wa")
    qtbot.keyClick(editor.field, Qt.Key.Key_Down)
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert added == [(ONE, "se"), (ONE, "Café"), (ONE, "water")]


def test_a_tag_of_some_says_of_how_many_and_a_click_puts_it_on_all(editor, qtbot):
    editor.open_for(TagsOfSome(THREE, {"water": 3, "sea": 1}, KNOWN), QPoint(50, 50))
    chips = editor.flow.chips
    assert [chip.accessibleName() for chip in chips] == ["Tag water", "Tag sea, 1 of 3"]
    with qtbot.waitSignal(editor.added) as caught:
        chips[1].click()
    assert caught.args == [THREE, "sea"]
    with qtbot.waitSignal(editor.removed) as caught:
        qtbot.keyClick(chips[0], Qt.Key.Key_Delete)
    assert caught.args == [THREE, "water"]


def test_ten_thousand_tags_are_looked_through_at_once(editor):
    many = tuple(Tag(n, f"tag {n:05}", None, n % 17) for n in range(10_000))
    editor.open_for(TagsOfSome(ONE, {}, many), QPoint(50, 50))
    began = time.process_time()
    editor.field.setText("99")
    editor._offer()
    assert time.process_time() - began < 0.1
    assert len(offered(editor)) == 7


def test_the_query_of_a_tag_has_it_in_quotes():
    assert query_for_tag("Korea and Japan") == 'tag:"Korea and Japan"'
