"""Two versions beside each other: what came, what went, and what was left out."""

import pytest

from reader.articles.article import ArticleId
from reader.library.versions import Version
from reader.tasks.compare_versions import compare_texts
from reader.ui.dialogs.comparison import NO_CHANGE, ComparisonDialog, comparison_html, version_in_words
from reader.ui.theme import DARK, LIGHT

PARAGRAPHS = [f"Paragraph {number} of the article." for number in range(9)]


def version(number, *, current=False):
    return Version(
        ArticleId(f"v{number}"), "Title", "Text", "", "", "", f"2026-11-0{number}T12:00:00+00:00", current=current
    )


@pytest.fixture
def dialog(window):
    made = ComparisonDialog("Title", [version(3, current=True), version(2), version(1)], theme=LIGHT, parent=window)
    return made


def compared(**changes):
    after = [changes.get(f"p{number}", words) for number, words in enumerate(PARAGRAPHS)]
    return compare_texts("\n\n".join(PARAGRAPHS), "\n\n".join(after))


def test_the_last_two_are_compared_first_and_others_when_they_are_chosen(dialog):
    asked = []
    dialog.pair_chosen.connect(lambda before, after: asked.append((before.content, after.content)))
    dialog.begin()
    dialog.before.setCurrentIndex(2)
    dialog.after.setCurrentIndex(1)
    assert asked == [("v2", "v3"), ("v1", "v3"), ("v1", "v2")]
    assert [dialog.after.itemText(row).partition(" · ")[0] for row in range(3)] == ["3", "2", "1"]


def test_a_version_says_its_number_its_time_and_whether_it_is_the_present_one():
    assert version_in_words(version(3, current=True), 3).startswith("3 · 3 Nov 2026, ")
    assert version_in_words(version(3, current=True), 3).endswith(" (present)")
    assert "present" not in version_in_words(version(1), 1)


def test_changes_are_counted_and_shown_with_what_stands_around_them(dialog):
    dialog.show_comparison(compared(p4="Paragraph 4 of a story."))
    shown = dialog.text.toPlainText()
    assert dialog._count.text() == "2 words added, 2 taken out"
    assert "Paragraph 4 of the article. a story." in shown
    assert "Paragraph 3" in shown
    assert "Paragraph 5" in shown
    assert "Paragraph 2" not in shown
    assert shown.count("3 unchanged paragraphs") == 2


def test_what_was_left_out_can_be_shown(dialog):
    dialog.show_comparison(compared(p4="Paragraph 4 of a story."))
    dialog.text.anchorClicked.emit("all")
    shown = dialog.text.toPlainText()
    assert all(f"Paragraph {number}" in shown for number in range(9))
    assert "unchanged" not in shown


def test_versions_with_the_same_words_say_so(dialog):
    dialog.show_comparison(compared())
    assert dialog._count.text() == NO_CHANGE


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_came_and_what_went_differ_by_more_than_colour(theme):
    html = comparison_html(compared(p4="Paragraph 4 of a story."), theme, everything=False)
    assert f"background-color: {theme.css('added.tint')}; text-decoration: underline" in html
    assert f"background-color: {theme.css('removed.tint')}; text-decoration: line-through" in html


def test_the_space_behind_changed_words_is_not_marked():
    html = comparison_html(compared(p4="Paragraph 4 of a story."), LIGHT, everything=False)
    assert ">the article.</span> <span" in html
    assert " </span>" not in html


def test_nothing_in_a_text_becomes_markup(dialog):
    dialog.show_comparison(compare_texts("<b>one</b> two", "<img src='http://example.org/x.png'> two"))
    assert "<b>one</b>" in dialog.text.toPlainText()
    assert "<img src='http://example.org/x.png'>" in dialog.text.toPlainText()


def test_a_closed_dialog_knows_that_it_is_closed(dialog):
    dialog.show()
    assert not dialog.is_closed
    dialog.done(0)
    assert dialog.is_closed
