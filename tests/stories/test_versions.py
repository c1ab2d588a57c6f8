"""A file changes: the article stays one, what the reader added to it stays, and what it said before can be read."""

import os

import pytest
from PySide6.QtCore import QUrl

from reader.articles.article import Span
from reader.cli import main
from reader.ui.article_list.model import Role
from reader.ui.dialogs.about_article import AboutArticleDialog
from reader.ui.dialogs.comparison import ComparisonDialog
from reader.ui.sidebar.rows import Row

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of pop-ups

TITLE = "The quay at Ostend"
FIRST = "Masons began on Monday.\n\nThe work takes until spring, the town said.\n\nTwelve stones are new."
SECOND = "Masons began on Monday.\n\nThe work takes until summer, the mayor said.\n\nTwelve stones are new."


@pytest.fixture
def path(write_article, library):
    """The article's file, imported."""
    made = write_article("quay.txt", TITLE, FIRST)
    write_article("other.txt", "A tunnel closes")
    assert main(["import", str(made.parent), "--library", str(library)]) == 0
    return made


@pytest.fixture
def reader(path, open_window, do):
    assert path.exists()
    opened = open_window()
    do.settle(opened)
    do.open(opened, TITLE)
    return opened


def change(reader, do, write_article, text):
    """Write the file anew, later than before, and import it again."""
    path = write_article("quay.txt", TITLE, text)
    later = path.stat().st_mtime_ns + 2_000_000_000
    os.utime(path, ns=(later, later))
    reader.gestures.library.importing.import_paths([str(path)])
    do.finish_work(reader)
    do.open(reader, "A tunnel closes")
    do.open(reader, TITLE)


def row_beside(reader, do, words):
    """The row of the sidebar that says this."""

    def found():
        rows = [row for row in reader.gestures.sidebar.findChildren(Row) if row.isVisible()]
        return [row for row in rows if row.accessibleName() == words]

    do.wait(lambda: bool(found()))
    return found()[0]


def text_of(reader):
    return reader.gestures.opening.current.article.text


def test_the_article_stays_one_with_all_that_was_added_to_it(reader, do, write_article):
    before = reader.gestures.opening.current.article
    annotate = reader.services.annotate
    start = FIRST.index("Twelve")
    annotate.bookmark([before.id], True)
    annotate.tag([before.id], ["harbours"])
    annotate.set_note(before.id, "Ask the mason.")
    annotate.highlight(before.id, Span(start, start + len("Twelve stones")))
    change(reader, do, write_article, SECOND.replace("Masons began", "Forty masons began"))
    assert sorted(reader.rows()) == ["A tunnel closes", TITLE]
    opened = reader.gestures.opening.current
    assert opened.article.id == before.id
    assert opened.bookmarked
    assert [tag.name for tag in opened.tags] == ["harbours"]
    assert opened.note.text == "Ask the mason."
    (placed,) = opened.highlights
    assert text_of(reader)[placed.span.start : placed.span.end] == "Twelve stones"
    do.search(reader, "forty")
    assert reader.rows() == [TITLE]


def test_what_changed_is_shown_word_by_word(reader, do, write_article):
    change(reader, do, write_article, SECOND)
    do.click(row_beside(reader, do, "An earlier version: compare them"))
    dialog = do.named(reader, ComparisonDialog)
    do.wait(lambda: "2 words added, 2 taken out" in reader.words())
    assert "until spring, summer, the town mayor said." in dialog.text.toPlainText()
    assert [dialog.before.currentText()[0], dialog.after.currentText()[0]] == ["1", "2"]
    dialog.close()


def test_going_back_to_the_old_words_is_a_change_like_any_other_and_loses_nothing(reader, do, write_article):
    number = reader.gestures.opening.current.number
    change(reader, do, write_article, SECOND)
    assert text_of(reader) == SECOND
    change(reader, do, write_article, FIRST)
    assert text_of(reader) == FIRST
    assert sorted(reader.rows()) == ["A tunnel closes", TITLE]
    assert [version.text for version in reader.services.versions.of(number)] == [FIRST, SECOND]
    do.click(row_beside(reader, do, "An earlier version: compare them"))
    dialog = do.named(reader, ComparisonDialog)
    do.wait(lambda: "until summer, spring, the mayor town said." in dialog.text.toPlainText())
    dialog.close()


def test_an_article_that_changed_says_so_in_its_row(reader, do, write_article):
    change(reader, do, write_article, SECOND)
    model = reader.window.article_list.rows.model()
    shown = [reader.window.article_list.row_of(reader.number_of(title)) for title in (TITLE, "A tunnel closes")]
    assert [row.changed for row in shown] == [True, False]
    assert model.rowCount() == 2


def test_the_description_tells_every_place_and_which_is_gone(reader, do, path, write_article):
    copy = write_article("copy of quay.txt", TITLE, FIRST)
    reader.gestures.library.importing.import_paths([str(copy)])
    do.finish_work(reader)
    path.unlink()
    reader.gestures.library.watching.add(path.parent)
    number = reader.gestures.opening.current.number
    do.wait(lambda: any(place.gone_at for place in reader.services.places.of(number)))
    do.settle(reader)
    reader.gestures.library.about_current()
    dialog = do.named(reader, AboutArticleDialog)
    told = dialog.text.toPlainText().replace("\u2028", "\n")
    assert f"{copy}\nread on " in told
    assert f"{path}\nno longer there since " in told
    dialog.close()


def test_the_description_leads_to_the_comparison(reader, do, write_article):
    change(reader, do, write_article, SECOND)
    reader.gestures.library.about_current()
    dialog = do.named(reader, AboutArticleDialog)
    assert "One earlier version." in dialog.text.toPlainText()
    dialog.text.anchorClicked.emit(QUrl("compare:"))
    do.named(reader, ComparisonDialog).close()
    dialog.close()


def test_an_article_with_one_version_says_that_there_is_nothing_to_compare(reader, do):
    reader.gestures.library.compare_current()
    do.wait(lambda: "only one version" in reader.window.status_bar.note())


def test_the_open_article_and_its_row_follow_a_new_version(reader, do, write_article):
    path = write_article("quay.txt", TITLE, SECOND)
    later = path.stat().st_mtime_ns + 2_000_000_000
    os.utime(path, ns=(later, later))
    reader.gestures.library.importing.import_paths([str(path)])
    do.wait(lambda: "until summer" in reader.window.reading_pane.text_view.toPlainText())
    rows = reader.window.article_list.rows.model()
    row = reader.rows().index(TITLE)
    do.wait(lambda: "until summer" in rows.index(row, 0).data(Role.PASSAGE).text)
    do.settle(reader)
