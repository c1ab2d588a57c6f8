"""The arithmetic of a row."""

import pytest
from PySide6.QtCore import QRect

from reader.ui.article_list.row_layout import LineHeights, RowLayout

DESIGNED = LineHeights(meta=14, title=18, excerpt=17)  # Inter, as in the design
ROW = QRect(0, 98, 330, DESIGNED.row)


def test_a_row_is_as_high_as_designed():
    assert DESIGNED.row == 112


@pytest.mark.parametrize("title_lines", [1, 2])
def test_every_part_lies_inside_its_row(title_lines):
    layout = RowLayout.fit(ROW, DESIGNED, title_lines=title_lines)
    for name, part in layout._asdict().items():
        if name != "star_touch":
            assert ROW.contains(part), name


@pytest.mark.parametrize("title_lines", [1, 2])
def test_the_texts_do_not_overlap(title_lines):
    layout = RowLayout.fit(ROW, DESIGNED, title_lines=title_lines)
    assert layout.meta.bottom() < layout.title.top()
    assert layout.title.bottom() < layout.excerpt.top()
    assert layout.excerpt.bottom() < layout.line.top()
    assert layout.meta.right() < layout.star.left()


def test_a_line_the_title_leaves_goes_to_the_excerpt():
    assert DESIGNED.excerpt_lines(2) == 2
    assert DESIGNED.excerpt_lines(1) == 3


def test_an_excerpt_in_a_large_font_takes_no_more_lines_than_fit():
    assert LineHeights(meta=14, title=18, excerpt=30).excerpt_lines(1) == 2


def test_the_star_is_easy_to_hit():
    layout = RowLayout.fit(ROW, DESIGNED, title_lines=1)
    assert layout.star_touch.contains(layout.star)
    assert min(layout.star_touch.width(), layout.star_touch.height()) >= 24


def test_a_window_from_right_to_left_mirrors_the_row():
    plain = RowLayout.fit(ROW, DESIGNED, title_lines=2)
    mirrored = RowLayout.fit(ROW, DESIGNED, title_lines=2, mirrored=True)
    assert mirrored.bar.right() == ROW.right()
    assert mirrored.star.left() - ROW.left() == ROW.right() - plain.star.right()
    assert mirrored.title.width() == plain.title.width()


def test_a_row_that_is_too_narrow_for_words_is_no_error():
    layout = RowLayout.fit(QRect(0, 0, 20, 112), DESIGNED, title_lines=1)
    assert layout.title.width() == 0
