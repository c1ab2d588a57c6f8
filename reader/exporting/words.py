"""Dates and numbers in the words of exported pages."""

from collections.abc import Sequence
from datetime import date

from reader.articles.paragraphs import reading_minutes
from reader.exporting.values import ExportedArticle

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def short_day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def long_day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_span(first: date | None, last: date | None) -> str:
    """ "8 Sep 2025", or two days with a dash; empty where nothing is dated."""
    if first is None or last is None:
        return ""
    return short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"


def counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def facts_of(each: ExportedArticle, *, long: bool = True) -> Sequence[str]:
    """Source, date, author and how long it takes to read, as far as they are known."""
    day = each.published
    facts = [each.whole.source, (long_day(day) if long else short_day(day)) if day else ""]
    if long:
        facts += [each.whole.author, f"{reading_minutes(each.whole.text)} min read" if each.whole.text else ""]
    return [fact for fact in facts if fact.strip()]
