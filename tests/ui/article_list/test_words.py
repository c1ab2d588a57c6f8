"""What a row says in words."""

from datetime import date

from reader.ui.article_list.words import row_date, row_in_words, row_meta


def test_a_date_is_day_month_year(make_row):
    assert row_date(make_row(1, published=date(2025, 6, 8))) == "8 Jun 2025"


def test_without_a_date_of_publication_it_says_when_it_was_added(make_row):
    assert row_date(make_row(1, published=None)) == "added 23 Nov 2026"


def test_source_and_date_stand_together_and_a_missing_source_leaves_no_mark(make_row):
    day = date(2025, 6, 8)
    assert row_meta(make_row(1, published=day)) == "Diplomacy desk · 8 Jun 2025"
    assert row_meta(make_row(1, published=day, source="")) == "8 Jun 2025"


def test_a_right_to_left_source_does_not_reorder_the_date(make_row):
    assert row_meta(make_row(1, source="الجزيرة", published=date(2025, 6, 8))) == "\u2068الجزيرة\u2069 · 8 Jun 2025"


def test_a_row_in_words_leaves_out_what_is_not_so(make_row):
    assert row_in_words(make_row(1, source=""), "8 Jun 2025") == "Article 1, 8 Jun 2025"
