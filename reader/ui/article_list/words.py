"""What a row of the list says in words: its date, and the whole row for a screen reader."""

from PySide6.QtCore import QDate, QLocale

from reader.tasks.views import ArticleRow

DATE_FORMAT = "d MMM yyyy"  # the names of months are the locale's
SEPARATOR = " · "
ISOLATE, END_ISOLATE = "\u2068", "\u2069"  # keep a right-to-left name from reordering the date beside it


def row_date(row: ArticleRow, locale: QLocale) -> str:
    """ "8 Sep 2025", or "added 23 Nov 2026" where the date of publication is not known."""
    day = row.published or row.added
    words = locale.toString(QDate(day.year, day.month, day.day), DATE_FORMAT)
    return words if row.published else f"added {words}"


def row_meta(row: ArticleRow, locale: QLocale) -> str:
    """The small line over the title: source and date."""
    source = f"{ISOLATE}{row.source}{END_ISOLATE}" if row.source and not row.source.isascii() else row.source
    return SEPARATOR.join(part for part in (source, row_date(row, locale)) if part)


def row_in_words(row: ArticleRow, date: str) -> str:
    """ "Title, source, date, unread, bookmarked": what a screen reader says of the row."""
    parts = [row.title, row.source, date, "" if row.read else "unread", "bookmarked" if row.bookmarked else ""]
    return ", ".join(part for part in parts if part)
