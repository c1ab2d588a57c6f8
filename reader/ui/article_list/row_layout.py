"""Where the parts of a row go."""

from typing import NamedTuple, Self

from PySide6.QtCore import QPoint, QRect, QSize

from reader.ui.theme import SIZES


class LineHeights(NamedTuple):
    """How high one line of each kind of text is, in pixels. All rows are as high as two and two lines need."""

    meta: int
    title: int
    excerpt: int

    @property
    def row(self) -> int:
        words = self.meta + TITLE_LINES * self.title + EXCERPT_LINES * self.excerpt
        return 2 * SIZES.row_padding + words + ABOVE_TITLE + ABOVE_EXCERPT + SEPARATING_LINE

    def excerpt_lines(self, title_lines: int) -> int:
        """How many lines of excerpt fit under a title of so many lines: what one leaves, the other takes."""
        spare = (TITLE_LINES - title_lines) * self.title
        return EXCERPT_LINES + (spare + ROUNDING) // self.excerpt


TITLE_LINES = 2  # at most
EXCERPT_LINES = 2  # at least
LEFT = 22  # before the words: room for bar and dot
RIGHT = 16
BAR = 3
DOT = 7
STAR = 12
STAR_TOUCH = 28  # what a finger or a hasty mouse hits
INDENT = 16  # of a reprint that stands below the row of its family
THREAD_AT, THREAD = 16, 2  # the thin line at its side
ABOVE_TITLE = 3
ABOVE_EXCERPT = 2
SEPARATING_LINE = 1
ROUNDING = 2  # pixels by which a line may be closer to the next one, lost in the space around it


class RowLayout(NamedTuple):
    """The rectangles of one row. Arithmetic only, so a test needs no painter."""

    bar: QRect  # the accent at the side of the selected row
    thread: QRect  # the thin line at the side of a reprint that stands below the row of its family
    dot: QRect  # unread
    meta: QRect
    star: QRect
    star_touch: QRect
    title: QRect
    excerpt: QRect
    line: QRect  # what separates the row from the next

    @classmethod
    def fit(
        cls, row: QRect, heights: LineHeights, *, title_lines: int, mirrored: bool = False, indent: int = 0
    ) -> Self:
        """Lay out a row. `mirrored` is for windows that run from right to left."""
        left, width = row.left() + LEFT + indent, max(0, row.width() - LEFT - indent - RIGHT)
        meta_top = row.top() + SIZES.row_padding
        title_top = meta_top + heights.meta + ABOVE_TITLE
        excerpt_top = title_top + title_lines * heights.title + ABOVE_EXCERPT
        meta = QRect(left, meta_top, max(0, width - STAR - 6), heights.meta)
        star = QRect(left + width - STAR + 1, meta.center().y() - STAR // 2, STAR, STAR)
        touch = QRect(QPoint(0, 0), QSize(STAR_TOUCH, STAR_TOUCH))
        touch.moveCenter(star.center())
        dot_top = title_top + (heights.title - DOT) // 2
        parts = {
            "bar": QRect(row.left(), row.top(), BAR, row.height() - SEPARATING_LINE),
            "thread": QRect(row.left() + THREAD_AT, row.top(), THREAD, row.height() - SEPARATING_LINE),
            "dot": QRect(row.left() + indent + (LEFT - DOT) // 2 + 2, dot_top, DOT, DOT),
            "meta": meta,
            "star": star,
            "star_touch": touch,
            "title": QRect(left, title_top, width, title_lines * heights.title),
            "excerpt": QRect(left, excerpt_top, width, heights.excerpt_lines(title_lines) * heights.excerpt),
            "line": QRect(row.left(), row.bottom(), row.width(), SEPARATING_LINE),
        }
        if mirrored:
            parts = {name: _mirror(part, row) for name, part in parts.items()}
        return cls(**parts)


def _mirror(part: QRect, row: QRect) -> QRect:
    return QRect(row.left() + row.right() - part.right(), part.top(), part.width(), part.height())
