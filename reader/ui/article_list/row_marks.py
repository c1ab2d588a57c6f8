"""What a row of the list shows of what the reader added to the article, and how it fits beside source and date."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from reader.tasks.views import ArticleRow
from reader.userdata.annotation import Tag

MARKS_GAP, PART_GAP = 7, 4  # pixels between source and date and the first mark, and between marks
LEAF = 11  # pixels: the mark of a note
TAG_TEXT, TAG_DOT, DOT_AT = 10.0, 6, 5  # pixels
NAME_MOST = 84  # pixels of a tag's name; the rest is cut
TAGS_MOST = 6  # in one row


class MarkedPart(NamedTuple):
    """One mark as it is drawn: the leaf of a note, or a tag with its name or as a mere dot."""

    width: int
    tag: Tag | None = None
    words: str = ""


def least_room(row: ArticleRow) -> int:
    """How many pixels the marks take at least, with the gap before them."""
    leaf = LEAF + PART_GAP if row.noted else 0
    return MARKS_GAP + leaf + len(row.tags[:TAGS_MOST]) * (TAG_DOT + PART_GAP)


def marked_parts(row: ArticleRow, room: int, metrics: QFontMetrics) -> Iterator[MarkedPart]:
    """The marks that fit into `room` pixels. Tags are named until there is room for dots only."""
    if row.noted and room >= LEAF:
        yield MarkedPart(LEAF)
        room -= LEAF + PART_GAP
    tags, named = row.tags[:TAGS_MOST], True
    for left, tag in zip(range(len(tags) - 1, -1, -1), tags, strict=True):
        words = metrics.elidedText(tag.name, Qt.TextElideMode.ElideRight, NAME_MOST)
        width = DOT_AT + TAG_DOT + 3 + metrics.horizontalAdvance(words) + DOT_AT + 1
        named = named and width + left * (TAG_DOT + PART_GAP) <= room
        if not named:
            width, words = TAG_DOT, ""
        if width > room:
            return
        yield MarkedPart(width, tag, words)
        room -= width + PART_GAP
