"""What the browser of names says: kinds in the plural, rows, and why there are none."""

from typing import NamedTuple

from reader.entities.mention import EntityKind
from reader.library.name_pages import EntityRow, EntitySort
from reader.ui.dates import short_date

KINDS = {
    EntityKind.PERSON: "People",
    EntityKind.PLACE: "Places",
    EntityKind.ORGANISATION: "Organisations",
    EntityKind.OTHER: "Other",
}
ONE_AND_MANY = {
    EntityKind.PERSON: ("person", "people"),
    EntityKind.PLACE: ("place", "places"),
    EntityKind.ORGANISATION: ("organisation", "organisations"),
    EntityKind.OTHER: ("other name", "other names"),
}
SORTS = {
    EntitySort.ARTICLES: "Articles",
    EntitySort.MENTIONS: "Mentions",
    EntitySort.LAST_SEEN: "Last seen",
    EntitySort.NAME: "Name",
}


class EmptyWords(NamedTuple):
    title: str
    words: str
    action: str = ""


def counted(count: int, one: str, many: str) -> str:
    """ "1 article", "1,204 articles"."""
    return f"{count:,} {one if count == 1 else many}"


def filter_words(kind: EntityKind, count: int) -> str:
    """ "Filter 412 people"."""
    one, many = ONE_AND_MANY[kind]
    return f"Filter {counted(count, one, many)}" if count else f"Filter {many}"


def figure_of(row: EntityRow, sort: EntitySort, *, first: bool) -> str:
    """The number at the end of a row: what the list is sorted by. The first row says what is counted."""
    if sort is EntitySort.LAST_SEEN:
        return short_date(row.last_day) if row.last_day else ""
    if sort is EntitySort.MENTIONS:
        return counted(row.mentions, "mention", "mentions") if first else f"{row.mentions:,}"
    return counted(row.articles, "article", "articles") if first else f"{row.articles:,}"


def row_in_words(row: EntityRow) -> str:
    """What a screen reader says of a row."""
    articles, mentions = counted(row.articles, "article", "articles"), counted(row.mentions, "mention", "mentions")
    return f"{row.entity.name}, {articles}, {mentions}"


def words_for_none(kind: EntityKind, text: str, *, articles_wait: bool, any_names: bool) -> EmptyWords:
    """Why the list is empty, and what to do. `any_names`: there are names of other kinds."""
    one, many = ONE_AND_MANY[kind]
    if text.strip():
        return EmptyWords(
            f"No {one} begins with “{text.strip()}”", "The filter looks at every word of a name.", "Clear the filter"
        )
    if articles_wait:
        return EmptyWords(f"No {many} yet", "Names are being found in the articles. They appear here as they come.")
    if not any_names:
        return EmptyWords("No names yet", "Names are found in articles after they are imported (Ctrl+O).")
    return EmptyWords(f"No {many} here", f"No article of this library names any {many}.")
