"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.query import Dated, parse_query
from reader.search.query_dates import DateSpan, begins_date, parse_dates

TODAY = date(2025, 9, 10)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-9-8", date(2025, 9, 8), date(2025, 9, 8)),
        ("2025-09-01..2025-09-30", date(2025, 9, 1), date(2025, 9, 30)),
        ("2026..2025", date(2025, 1, 1), date(2026, 12, 31)),
        ("2025-06..", date(2025, 6, 1), None),
        ("..2024", None, date(2024, 12, 31)),
        (">2025-06", date(2025, 7, 1), None),
        (">=2025-06", date(2025, 6, 1), None),
        ("<2024", None, date(2023, 12, 31)),
        ("<=2024", None, date(2024, 12, 31)),
    ],
)
def test_dates_and_ranges_include_both_ends(typed: str, first: date | None, last: date | None) -> None:
    span = parse_dates(typed)
    assert span is not None
    assert (span.first, span.last) == (first, last)
    assert parse_query(f"date:{typed}").root == Dated(span)


@pytest.mark.parametrize(
    ("typed", "first", "last", "words"),
    [
        ("today", date(2025, 9, 10), date(2025, 9, 10), "today"),
        ("Yesterday", date(2025, 9, 9), date(2025, 9, 9), "yesterday"),
        ("this week", date(2025, 9, 8), date(2025, 9, 14), "this week"),
        ("last week", date(2025, 9, 1), date(2025, 9, 7), "last week"),
        ("previous-week", date(2025, 9, 1), date(2025, 9, 7), "last week"),
        ("this month", date(2025, 9, 1), date(2025, 9, 30), "this month"),
        ("last-month", date(2025, 8, 1), date(2025, 8, 31), "last month"),
        ("this year", date(2025, 1, 1), date(2025, 12, 31), "this year"),
        ("last year", date(2024, 1, 1), date(2024, 12, 31), "last year"),
        ("past 7 days", date(2025, 9, 4), TODAY, "in the last 7 days"),
        ("last-30-days", date(2025, 8, 12), TODAY, "in the last 30 days"),
        ("last 1 day", TODAY, TODAY, "in the past day"),
        ("last 2 weeks", date(2025, 8, 28), TODAY, "in the last 2 weeks"),
        ("past month", date(2025, 8, 11), TODAY, "in the past month"),
        ("last 10 months", date(2024, 11, 11), TODAY, "in the last 10 months"),
        ("last 2 years", date(2023, 9, 11), TODAY, "in the last 2 years"),
        ("last 9999 years", date.min, TODAY, "in the last 9999 years"),
        ("September 2025", date(2025, 9, 1), date(2025, 9, 30), "in September 2025"),
        ("sep-2025", date(2025, 9, 1), date(2025, 9, 30), "in September 2025"),
        ("Sept. 2024", date(2024, 9, 1), date(2024, 9, 30), "in September 2024"),
        ("8 September 2025", date(2025, 9, 8), date(2025, 9, 8), "on 8 September 2025"),
        ("September 8th, 2025", date(2025, 9, 8), date(2025, 9, 8), "on 8 September 2025"),
        ("september", date(2025, 9, 1), date(2025, 9, 30), "in September 2025"),
        ("october", date(2024, 10, 1), date(2024, 10, 31), "in October 2024"),
        ("11 sep", date(2024, 9, 11), date(2024, 9, 11), "on 11 September 2024"),
        (">last week", date(2025, 9, 8), None, "after last week"),
        ("<= yesterday", None, date(2025, 9, 9), "in or before yesterday"),
        ("1 aug 2025 .. today", date(2025, 8, 1), TODAY, "from 1 August 2025 to today"),
        ("last month..", date(2025, 8, 1), None, "from last month on"),
    ],
)
def test_dates_in_words_count_from_today(typed: str, first: date | None, last: date | None, words: str) -> None:
    assert parse_dates(typed, today=TODAY) == DateSpan(first, last, words)


def test_the_last_month_is_counted_over_the_turn_of_the_year_and_short_months() -> None:
    january = parse_dates("last month", today=date(2025, 1, 31))
    assert january == DateSpan(date(2024, 12, 1), date(2024, 12, 31), "last month")
    assert parse_dates("past month", today=date(2025, 3, 31)) == DateSpan(
        date(2025, 3, 1), date(2025, 3, 31), "in the past month"
    )
    assert parse_dates("last week", today=date(2025, 9, 8)) == DateSpan(date(2025, 9, 1), date(2025, 9, 7), "last week")


@pytest.mark.parametrize(
    "typed",
    [
        *("2025-13", "2025-02-30", "..", "soon", ">", "0000", "<0001", ">9999", "2025..x"),
        *("this 3 days", "last day", "last 0 days", "last 12345 days", "sunday", "31 feb 2025", "8 sep 9 2025", ""),
    ],
)
def test_what_is_not_a_date_is_not_guessed(typed: str) -> None:
    assert parse_dates(typed, today=TODAY) is None


@pytest.mark.parametrize(
    "typed", ["y", "last", "last 3", "LAST 30 d", "last-w", "8 s", "20", "2025-0", "2025-09-", "2025..20", ">", ">=la"]
)
def test_the_beginning_of_a_date_is_known(typed: str) -> None:
    assert begins_date(typed)


@pytest.mark.parametrize("typed", ["soon", "last w 3", "2025-13", "20256", "last weekend"])
def test_what_can_be_no_date_any_more_is_known(typed: str) -> None:
    assert not begins_date(typed)


@given(
    st.sampled_from(["", "<", "<=", ">", ">=", ".."]),
    st.sampled_from(["today", "yesterday", "this week", "last week", "last month", "past 9999 weeks", "may", "3 may"]),
    st.dates(),
)
def test_any_day_may_be_today(sign: str, typed: str, today: date) -> None:
    span = parse_dates(sign + typed, today=today)
    assert span is None or span.first is None or span.last is None or span.first <= span.last
