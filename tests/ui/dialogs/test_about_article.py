"""Where an article came from: facts, places, versions and reprints, as they are told."""

from datetime import date

import pytest
from PySide6.QtCore import QUrl

from reader.articles.article import Article, ArticleId, ArticleNumber
from reader.library.places import Place
from reader.library.shelf import ShelfRow
from reader.library.versions import Version
from reader.tasks.describe_article import ArticleDescription
from reader.ui.dialogs import about_article
from reader.ui.dialogs.about_article import AboutArticleDialog, language_in_words
from reader.ui.theme import LIGHT

SEEN, GONE = "2026-11-23T12:00:00+00:00", "2026-11-25T12:00:00+00:00"


def version(current):
    return Version(ArticleId("v"), "Title", "Text", "", "", "", SEEN, current=current)


def member(number, title, day):
    return ShelfRow(
        ArticleNumber(number), ArticleId(f"a{number}"), title, "Desk", date(2025, 9, day), date(2026, 1, 1), ""
    )


def described(**changes):
    article = Article(
        id=ArticleId("a1"), title="A <b>title</b>", source="Desk", text="Some words", language="de", origin="old.txt"
    )
    values = {
        "number": ArticleNumber(1),
        "article": article,
        "added": "2026-11-23T12:00:00",
        "words": 1234,
        "places": [Place("/archive/a.txt", "", SEEN, ""), Place("/archive/all.json", "entry 7", SEEN, GONE)],
        "versions": [version(True)],
        "family": [],
    }
    return ArticleDescription(**(values | changes))


@pytest.fixture
def show(window):
    def made(**changes):
        dialog = AboutArticleDialog(described(**changes), theme=LIGHT, parent=window)
        return dialog

    return made


def test_facts_are_told_and_those_that_are_not_known_left_out(show):
    words = show().text.toPlainText()
    assert "A <b>title</b>" in words
    assert "German" in words
    assert "1,234 words" in words
    assert "Author" not in words
    assert "Versions" not in words
    assert "Nearly the same words" not in words


def test_no_name_of_a_file_turns_the_words_around_it_or_looks_like_another_line(show):
    places = [Place("/archive/a\u202etxt.exe", "entry\nread on", SEEN, ""), Place("/b\nread on.txt", "", SEEN, "")]
    words = show(places=places).text.toPlainText()
    assert "/archive/a\\u202etxt.exe › entry\\nread on" in words
    assert "/b\\nread on.txt" in words
    assert "\u202e" not in words


def test_every_place_says_when_it_was_read_or_since_when_it_is_gone(show):
    words = show().text.toPlainText()
    assert "/archive/a.txt\nread on 23 Nov 2026, " in words.replace("\u2028", "\n")
    assert "/archive/all.json › entry 7\nno longer there since 25 Nov 2026, " in words.replace("\u2028", "\n")


@pytest.mark.parametrize(("older", "told"), [(1, "One earlier version."), (2, "2 earlier versions.")])
def test_earlier_versions_are_counted(show, qtbot, older, told):
    dialog = show(versions=[version(True), *[version(False)] * older])
    assert told in dialog.text.toPlainText()
    with qtbot.waitSignal(dialog.comparison_wanted):
        dialog.text.anchorClicked.emit(QUrl("compare:"))


def test_reprints_are_listed_and_lead_there(show, qtbot):
    dialog = show(family=[member(9, "The first", 7), member(1, "A title", 8)])
    assert "Desk · 7 Sep 2025 · first published" in dialog.text.toPlainText()
    assert 'href="article:9"' in dialog.text.toHtml()
    assert 'href="article:1"' not in dialog.text.toHtml()
    with qtbot.waitSignal(dialog.article_wanted) as caught:
        dialog.text.anchorClicked.emit(QUrl("article:9"))
    assert caught.args == [9]


def test_a_place_opens_its_folder(show, monkeypatch):
    opened = []
    monkeypatch.setattr(about_article, "QDesktopServices", type("Desk", (), {"openUrl": opened.append}))
    show().text.anchorClicked.emit(QUrl("folder:1"))
    assert opened == [QUrl.fromLocalFile("/archive")]


def test_an_article_of_an_older_library_tells_what_is_known(show):
    assert "old.txt" in show(places=[]).text.toPlainText()


@pytest.mark.usefixtures("qapp")
def test_languages_are_told_by_name():
    assert [language_in_words(code) for code in ("en", "fr", "", "qqq")] == ["English", "French", "", "qqq"]
