"""Dates as people and programs write them, into `date`. Only what has one meaning is taken."""

import re
from datetime import date

from reader.library.importers.letters import plain_letters

EARLIEST_YEAR, LATEST_YEAR = 1600, 2100  # the first newspapers; a later number is no year

_MONTHS = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
januar februar märz april mai juni juli august sept oktober nov dez
jänner feber mrz apr mai jun jul aug sep okt nov dez
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
понедельник вторник среда четверг пятница суббота воскресенье
"""
MONTHS = {
    plain_letters(name): number
    for line in _MONTHS.strip().splitlines()
    for number, name in enumerate(line.split(), start=1)
}
_WEEKDAY = rf"(?:(?:{'|'.join(sorted(_WEEKDAYS.split(), key=len, reverse=True))})[,.]?\s+)?"
_TIME = (
    r"(?:(?:\s*[t,–-]|\s+at|\s+um|\s+à)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[.,]\d+)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:(?:gmt|utc)?\s*[+-]\d{2}:?\d{2}|[a-z]{1,4})?(?:\s*\([^)]*\))?)?"
)
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_SHAPES = tuple(
    re.compile(f"{_WEEKDAY}{shape}{_TIME}")
    for shape in (
        r"(?P<year>\d{4})(?P<gap>[-/.]?)(?P<month>\d{2})(?P=gap)(?P<day>\d{2})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",  # dots: always the day first
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?:\s+(?:of|de))?[\s-]+{_NAME},?(?:\s+(?:de|del))?[\s-]+(?P<year>\d{{4}})",
        rf"{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    )
)
_FILE_NAME = re.compile(r"(\d{4})([-_. ]?)(\d{2})\2(\d{2})(?!\d)")
_YEAR = re.compile(r"\d{4}")
_LONGEST = 80


def parse_date(text: str) -> date | None:
    """The date that the whole text is, a weekday before and a time after it allowed; else None.

    08/09/2025 is no date here: half of the world reads it as August.
    """
    text = " ".join(text.split()).casefold()
    if not 6 <= len(text) <= _LONGEST or not _YEAR.search(text):
        return None
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match:
            parts = match.groupdict()
            month = parts.get("month") or MONTHS.get(plain_letters(parts["name"]), 0)
            return make_date(int(parts["year"]), int(month), int(parts["day"]))
    return None


def date_in_file_name(name: str) -> date | None:
    """The date at the start of a file's name, as 2025-09-08, 2025_09_08 or 20250908."""
    match = _FILE_NAME.match(name)
    return make_date(int(match[1]), int(match[3]), int(match[4])) if match else None


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, where there is such a day between the years 1600 and 2100."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # there is no 31 February: these digits mean something else
        return None
