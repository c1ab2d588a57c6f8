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


def day_and_time(moment: datetime) -> str:
    """ "8 Sep 2025, 14:05", in the time of this computer."""
    local = moment.astimezone()
    return f"{short_date(local.date())}, {local:%H:%M}"


def local_moment(written: str) -> str:
    """The same of a moment in ISO 8601. Raises ValueError where it is none."""
    return day_and_time(datetime.fromisoformat(written))
