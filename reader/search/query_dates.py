"""Dates as they are typed into the search box: a day, a month, a year, last week, a range, before or after."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_UNFINISHED_DATE = re.compile(r"\d{0,4}|\d{4}[-/.](?:0?|\d{1,2}[-/.]0?)")
_MONTHS = (  # not from `calendar`, whose names follow the system's language and not the program's
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBER_OF_MONTH = {
    **{name.lower(): number for number, name in enumerate(_MONTHS) if name},
    **{name[:3].lower(): number for number, name in enumerate(_MONTHS) if name},
    "sept": 9,
}
_APART = re.compile(r"[\s,._-]+")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+)(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?")
_COUNTED = re.compile(r"(last|past|previous|this) (?:(\d{1,4}) )?(day|week|month|year)s?")
_PHRASES = (  # what may be typed in words; 9 stands for any number
    *("today", "yesterday", "this week", "this month", "this year"),
    *(f"{which} {unit}" for which in ("last", "past", "previous") for unit in ("week", "month", "year")),
    *(f"{which} 9 {unit}s" for which in ("last", "past", "previous") for unit in ("day", "week", "month", "year")),
    *(words for name in _MONTHS[1:] for words in (f"{name.lower()} 9 9", f"9 {name.lower()} 9")),
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days from `first` to `last`, both included; None is open. `words` says it as a reader would."""

    first: date | None
    last: date | None
    words: str


class _Period(NamedTuple):
    """Some days that belong together; "in" and "September 2025"."""

    first: date
    last: date
    words: str
    preposition: str = ""


def parse_dates(typed: str, *, today: date | None = None) -> DateSpan | None:
    """`2025`, `2025-09`, `2025-09-08`, `2025-09-01..2025-09-30`, `2025-06..`, `..2024`, `>2025-06`, `<2024`, `>=2025`.

    In place of each of these dates also `today`, `yesterday`, `this week`, `last month`, `last 30 days`, `past year`,
    `September 2025`, `8 sep 2025`; hyphens do for spaces. Weeks begin on Monday. "Last 7 days" end with `today`; a
    month without a year is the last one that has begun. None when it is not a date.
    """
    typed = typed.strip()
    today = today or date.today()
    if typed.startswith((">", "<")):
        return _parse_comparison(typed, today)
    if ".." in typed:
        return _parse_range(typed, today)
    found = _period(typed, today)
    return DateSpan(found.first, found.last, f"{found.preposition} {found.words}".strip()) if found else None


def begins_date(typed: str) -> bool:
    """Whether what was typed could go on to become a date."""
    last = typed.rpartition("..")[2].lstrip("<>= ").lower()
    words = re.sub(r"\d{1,4}", "9", _APART.sub(" ", last))
    return _UNFINISHED_DATE.fullmatch(last) is not None or any(phrase.startswith(words) for phrase in _PHRASES)


def _parse_comparison(typed: str, today: date) -> DateSpan | None:
    inclusive = typed[1:2] == "="
    found = _period(typed[2 if inclusive else 1 :], today)
    if found is None:
        return None
    first, last, words, _ = found
    if typed[0] == ">":
        if inclusive:
            return DateSpan(first, None, f"in or after {words}")
        return DateSpan(last + timedelta(days=1), None, f"after {words}") if last < date.max else None
    if inclusive:
        return DateSpan(None, last, f"in or before {words}")
    return DateSpan(None, first - timedelta(days=1), f"before {words}") if first > date.min else None


def _parse_range(typed: str, today: date) -> DateSpan | None:
    left, _, right = typed.partition("..")
    begin, end = _period(left, today), _period(right, today)
    if (left.strip() and begin is None) or (right.strip() and end is None) or not (begin or end):
        return None
    if begin and end:
        if end.last < begin.first:
            begin, end = end, begin
        return DateSpan(begin.first, end.last, f"from {begin.words} to {end.words}")
    if begin:
        return DateSpan(begin.first, None, f"from {begin.words} on")
    assert end is not None
    return DateSpan(None, end.last, f"until {end.words}")


def _period(typed: str, today: date) -> _Period | None:
    typed = typed.strip()
    if match := _DATE.fullmatch(typed):
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        return _calendar(year, month, day)
    words = _APART.sub(" ", typed.lower()).strip()
    if words in ("today", "yesterday"):
        day_meant = _moved(today, -1 if words == "yesterday" else 0)
        return _Period(day_meant, day_meant, words)
    if match := _COUNTED.fullmatch(words):
        which, number, unit = match.groups()
        if number or which == "past":
            return _counted(int(number or 1), unit, today) if which != "this" else None
        return _whole("this" if which == "this" else "last", unit, today)
    if match := _NAMED.fullmatch(words):
        return _named(*match.groups(), today=today)
    return None


def _calendar(year: int, month: int | None, day: int | None) -> _Period | None:
    """A year, a month or a day; None where there is none of that number."""
    try:
        if month is None:
            return _Period(date(year, 1, 1), date(year, 12, 31), str(year), "in")
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return _Period(date(year, month, 1), date(year, month, last), f"{_MONTHS[month]} {year}", "in")
        exact = date(year, month, day)
    except ValueError:
        return None
    return _Period(exact, exact, f"{day} {_MONTHS[month]} {year}", "on")


def _named(before: str | None, name: str, after: str | None, year: str | None, *, today: date) -> _Period | None:
    """A month by its name, or a day of it: 8 September 2025, September 8."""
    month = _NUMBER_OF_MONTH.get(name)
    if month is None or (before and after):
        return None
    number = before or after
    day = int(number) if number else None
    if year:
        return _calendar(int(year), month, day)
    begun = (month, day or 1) <= (today.month, today.day)
    return _calendar(today.year if begun else today.year - 1, month, day)


def _whole(which: str, unit: str, today: date) -> _Period | None:
    """This or the last week, month or year, from its first to its last day."""
    last = which == "last"
    if unit == "week":
        monday = _moved(today, -today.weekday() - (7 if last else 0))
        return _Period(monday, _moved(monday, 6), f"{which} week")
    if unit == "month":
        found = _calendar(*_month(today, -1 if last else 0), None)
    else:
        found = _calendar(today.year - last, None, None) if unit == "year" else None
    return found and _Period(found.first, found.last, f"{which} {unit}")


def _counted(number: int, unit: str, today: date) -> _Period | None:
    """So many days, weeks, months or years, of which `today` is the last day."""
    if number == 0:
        return None
    if unit in ("day", "week"):
        first = _moved(today, 1 - number * (7 if unit == "week" else 1))
    else:
        year, month = _month(today, -number * (12 if unit == "year" else 1))
        same_day = date(year, month, min(today.day, calendar.monthrange(year, month)[1])) if year > 0 else None
        first = _moved(same_day, 1) if same_day else date.min
    words = f"the past {unit}" if number == 1 else f"the last {number} {unit}s"
    return _Period(first, today, words, "in")


def _month(today: date, months: int) -> tuple[int, int]:
    """Year and month so many months from now."""
    years, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return years, month + 1


def _moved(day: date, days: int) -> date:
    """So many days later, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
