"""What a row of the list shows of what the reader added to the article."""

from typing import NamedTuple


class RowTag(NamedTuple):
    """A tag in a row."""

    name: str
    color: str  # a TagColor; empty for none


class RowMarks(NamedTuple):
    """Tags, and whether there is a note or a highlight."""

    tags: tuple[RowTag, ...] = ()
    noted: bool = False


NO_MARKS = RowMarks()
