"""Dates as they are typed into the search box: a day, a month, a year, a range, before or after."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_MONTHS = (  # not from `calendar`, whose names follow the system's language and not the program's
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days from `first` to `last`, both included; None is open. `words` says it as a reader would."""

    first: date | None
    last: date | None
    words: str


def parse_dates(typed: str) -> DateSpan | None:
    """`2025`, `2025-09`, `2025-09-08`, `2025-09-01..2025-09-30`, `2025-06..`, `..2024`, `>2025-06`, `<2024`, `>=2025`.

    None when it is not a date.
    """
    if typed.startswith((">", "<")):
        return _parse_comparison(typed)
    if ".." in typed:
        return _parse_range(typed)
    found = _period(typed)
    if found is None:
        return None
    first, last, words = found
    return DateSpan(first, last, f"{'on' if first == last else 'in'} {words}")


def _parse_comparison(typed: str) -> DateSpan | None:
    inclusive = typed[1:2] == "="
    found = _period(typed[2 if inclusive else 1 :])
    if found is None:
        return None
    first, last, words = found
    if typed[0] == ">":
        if inclusive:
            return DateSpan(first, None, f"in or after {words}")
        return DateSpan(last + timedelta(days=1), None, f"after {words}") if last < date.max else None
    if inclusive:
        return DateSpan(None, last, f"in or before {words}")
    return DateSpan(None, first - timedelta(days=1), f"before {words}") if first > date.min else None


def _parse_range(typed: str) -> DateSpan | None:
    left, _, right = typed.partition("..")
    begin, end = _period(left), _period(right)
    if (left and begin is None) or (right and end is None) or not (begin or end):
        return None
    if begin and end:
        if end[1] < begin[0]:
            begin, end = end, begin
        return DateSpan(begin[0], end[1], f"from {begin[2]} to {end[2]}")
    if begin:
        return DateSpan(begin[0], None, f"from {begin[2]} on")
    assert end is not None
    return DateSpan(None, end[1], f"until {end[2]}")


def _period(typed: str) -> tuple[date, date, str] | None:
    """First and last day of a year, a month or a day, and its words."""
    match = _DATE.fullmatch(typed)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31), str(year)
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last), f"{_MONTHS[month]} {year}"
        exact = date(year, month, day)
    except ValueError:
        return None
    return exact, exact, f"{day} {_MONTHS[month]} {year}"
