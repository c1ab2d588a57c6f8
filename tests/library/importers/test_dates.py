"""Dates in lines, in headers and in names of files."""

from datetime import date

import pytest

from reader.library.importers.dates import date_in_file_name, parse_date

DAY = date(2025, 9, 8)


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-08", "2025/9/8", "20250908", "8 September 2025", "8th of September, 2025", "Sept. 8, 2025",
        "September 8 2025", "Monday, 8 September 2025", "Mon, 08 Sep 2025 10:00:00 GMT", "2025-09-08T10:00:00+09:00",
        "2025-09-08T10:00:00.123Z", "2025-09-08 10:00", "Mon Sep 08 2025 10:00:00 GMT+0000 (UTC)", "08.09.2025",
        "8. September 2025", "8 septembre 2025", "8 de septiembre de 2025", "8 сентября 2025", "2025年9月8日",
        "2025년 9월 8일", "  8   SEPTEMBER  2025 ", "8-SEP-2025", "September 8, 2025 at 10:30 am",
        "Montag, 8. September 2025",
    ],
)  # fmt: skip
def test_a_date_in_any_form_with_one_meaning(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["", "08/09/2025", "2025", "31 February 2025", "8 Brumaire 2025", "8 September 1599", "8 September 2101",
     "On 8 September 2025 they met", "8 September 2025 was a Monday", "Tokyo 8 September 2025", "12:30", "9" * 9000],
)  # fmt: skip
def test_what_is_no_date_or_has_two_meanings(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("name", ["2025-09-08-seoul.txt", "2025-09-08 seoul.txt", "20250908-x.md", "2025_09_08.txt"])
def test_a_date_at_the_start_of_a_file_name(name: str) -> None:
    assert date_in_file_name(name) == DAY


@pytest.mark.parametrize(
    "name", ["seoul-2025-09-08.txt", "2025-13-08.txt", "123456789.txt", "2025-0908.txt", "15990908.txt"]
)
def test_other_numbers_in_file_names(name: str) -> None:
    assert date_in_file_name(name) is None
