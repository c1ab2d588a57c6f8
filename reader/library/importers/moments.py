"""Points in time as exports write them: ISO 8601, the form of mail, seconds or milliseconds since 1970."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from reader.library.importers.dates import EARLIEST_YEAR, LATEST_YEAR, parse_date

_NUMBER = re.compile(r"\d{9,16}(?:\.\d{1,9})?")
_FIRST_SECOND = 100_000_000  # in 1973; a smaller number is a count or a day written without hyphens
_UNITS = ((100_000_000_000, 1), (100_000_000_000_000, 1_000), (10**17, 1_000_000))  # below it: parts of a second
_LONGEST = 80
_SHORT_FRACTION = re.compile(r"(?<=:\d\d)\.(\d+)")
_ZONE_NAME = re.compile(r"(?<=:\d\d)(?:\.\d+)?(?: ?\+0000)? (?:UTC|GMT)$")
_JAVASCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})?")


def moment_of(value: object) -> datetime | None:
    """The moment a value means, in UTC; a time that names no zone is taken as UTC. None for what is no moment."""
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        value = value.strip()
        if not _NUMBER.fullmatch(value):
            return _written_moment(value)
        value = float(value)
    return _counted_moment(value)


def day_of(value: object) -> date | None:
    """The day a value means, as it is written and not as it was in Greenwich; None for what is no day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        found = parse_date(value)
        if found:
            return found
    moment = moment_of(value)
    return moment.date() if moment else None


def _counted_moment(number: float) -> datetime | None:
    for below, unit in _UNITS:
        if _FIRST_SECOND <= number < below:
            moment = datetime.fromtimestamp(number / unit, UTC)
            return moment if moment.year <= LATEST_YEAR else None
    return None


def _written_moment(text: str) -> datetime | None:
    if not 8 <= len(text) <= _LONGEST:
        return None
    script = _JAVASCRIPT.match(text)
    if script:  # "Mon Sep 08 2025 12:30:00 GMT+0900 (Japan Standard Time)"
        text = f"{script[2]} {script[1]} {script[3]} {script[4]} {script[5] or '+0000'}"
    text = _ZONE_NAME.sub("+00:00", text)
    iso = _SHORT_FRACTION.sub(lambda fraction: f".{fraction[1][:6]:0<6}", text)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _in_utc(read(iso))
        except (ValueError, IndexError, TypeError, OverflowError):  # not written so
            continue
    day = parse_date(text)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _in_utc(moment: datetime) -> datetime | None:
    try:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # at the first or the last day there is
        return None
    return moment if EARLIEST_YEAR <= moment.year <= LATEST_YEAR else None
