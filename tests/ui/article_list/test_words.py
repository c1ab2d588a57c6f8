"""What a row says in words."""

from datetime import date

from PySide6.QtCore import QLocale

from reader.ui.article_list.words import row_date, row_in_words, row_meta

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
FRENCH = QLocale(QLocale.Language.French)


def test_a_date_is_day_month_year(make_row):
    assert row_date(make_row(1, published=date(2025, 6, 8)), ENGLISH) == "8 Jun 2025"


def test_the_months_are_the_locales(make_row):
    assert row_date(make_row(1, published=date(2025, 8, 8)), FRENCH) == "8 août 2025"


def test_without_a_date_of_publication_it_says_when_it_was_added(make_row):
    assert row_date(make_row(1, published=None), ENGLISH) == "added 23 Nov 2026"


def test_source_and_date_stand_together_and_a_missing_source_leaves_no_mark(make_row):
    day = date(2025, 6, 8)
    assert row_meta(make_row(1, published=day), ENGLISH) == "Diplomacy desk · 8 Jun 2025"
    assert row_meta(make_row(1, published=day, source=""), ENGLISH) == "8 Jun 2025"


def test_a_right_to_left_source_does_not_reorder_the_date(make_row):
    assert (
        row_meta(make_row(1, source="الجزيرة", published=date(2025, 6, 8)), ENGLISH)
        == "\u2068الجزيرة\u2069 · 8 Jun 2025"
    )


def test_a_row_in_words_leaves_out_what_is_not_so(make_row):
    assert row_in_words(make_row(1, source=""), "8 Jun 2025") == "Article 1, 8 Jun 2025"
