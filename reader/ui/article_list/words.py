"""What a row of the list says in words: its date, and the whole row for a screen reader."""

from reader.tasks.views import ArticleRow
from reader.ui.dates import short_date

SEPARATOR = " · "
CHANGED = "changed"  # there are older versions
ISOLATE, END_ISOLATE = "\u2068", "\u2069"  # keep a right-to-left name from reordering the date beside it


def row_date(row: ArticleRow) -> str:
    """ "8 Sep 2025", or "added 23 Nov 2026" where the date of publication is not known."""
    return short_date(row.published) if row.published else f"added {short_date(row.added)}"


def row_meta(row: ArticleRow) -> str:
    """The small line over the title: source and date."""
    source = f"{ISOLATE}{row.source}{END_ISOLATE}" if row.source and not row.source.isascii() else row.source
    return SEPARATOR.join(part for part in (source, row_date(row)) if part)


def row_in_words(row: ArticleRow, date: str, fold: str = "") -> str:
    """ "Title, source, date, unread, bookmarked, tagged water, with notes": what a screen reader says of the row.

    `fold`: how it stands to its reprints, in words.
    """
    parts = [row.title, row.source, date, CHANGED if row.changed else "", fold]
    parts += ["" if row.read else "unread", "bookmarked" if row.bookmarked else ""]
    if row.tags:
        parts.append("tagged " + " and ".join(tag.name for tag in row.tags))
    if row.noted:
        parts.append("with notes")
    return ", ".join(part for part in parts if part)
