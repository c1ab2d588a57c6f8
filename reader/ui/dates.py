"""Dates in the words of the window, whatever language the system speaks: the sentences around them are English."""

from datetime import date, datetime

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_date(day: date) -> str:
    """ "Monday 8 September 2025"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """ "8 Sep 2025"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def short_month(month: date) -> str:
    """ "Sep 2025"."""
    return f"{MONTHS[month.month - 1][:3]} {month.year}"


def local_moment(written: str) -> str:
    """ "8 Sep 2025, 14:05" of a moment in ISO 8601, in the time of this computer."""
    moment = datetime.fromisoformat(written).astimezone()
    return f"{short_date(moment.date())}, {moment:%H:%M}"
