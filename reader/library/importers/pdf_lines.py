"""The lines of a PDF's page, with their places: what pypdf tells of the text, piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from time import monotonic
from typing import Any, NamedTuple
from unicodedata import bidirectional, normalize

from pypdf import PageObject

from reader.library.importers.clean_text import clean_line
from reader.library.importers.unreadable import UnreadableFileError

MAX_PIECES = 200_000  # of one page; a newspaper's has some ten thousand
_SAME_LINE = 0.35  # of the size of the letters
_LINE_HEIGHT = 1.2  # the same; pypdf says where lines end, except where a page is drawn in an odd order
_WIDE_GAP = 2.0  # letters wide, between two pieces of a line: they are of two columns
_FEW_DISTANCES, _WIDEST = 8, 1.5  # lines, and how far apart they are at most, in sizes, where there are so few
_MEAN_WIDTH = 0.5  # of a letter, of its height, where the PDF does not say where a piece ends

_LIGATURES = {
    code: letters for code, letters in zip(range(0xFB00, 0xFB07), "ff fi fl ffi ffl st st".split(), strict=True)
}


class TooSlowError(Exception):
    """The time for this file is over. Raised amid a page, where pypdf asks before each step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page, or what of it stands in one column. Points, from the lower left corner."""

    text: str
    page: int
    x: float
    end: float
    y: float
    size: float


class _Piece(NamedTuple):
    x: float
    text: str


def page_lines(page: PageObject, number: int, deadline: float) -> list[Line]:
    """In the order in which the PDF draws them, which is that of reading in almost all of them.

    Raises:
        TooSlowError: the deadline, of the monotonic clock, has passed.
    """
    collector = _Collector(number, deadline)
    page.extract_text(visitor_operand_before=collector.check_time, visitor_text=collector.take)
    return collector.finish()


class _Collector:
    """Takes pieces of text and makes lines of them. One thread, used for one page."""

    def __init__(self, number: int, deadline: float) -> None:
        self._number = number
        self._deadline = deadline
        self._lines: list[Line] = []
        self._line: Line | None = None  # the places of the open line; its words are in _pieces
        self._pieces: list[_Piece] = []
        self._count = 0

    def check_time(self, _operator: Any, _operands: Any, _cm: Any, _tm: Any) -> None:
        if monotonic() > self._deadline:
            raise TooSlowError

    def take(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        self._count += 1
        if self._count > MAX_PIECES:
            raise UnreadableFileError("The page is drawn in far too many pieces.", remedy="Save it as text.")
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size) * _scale(tm) * _scale(cm)
        if not text:
            self._note_end(x, y)
            return
        for position, part in enumerate(text.split("\n")):
            if position:
                self._end_line()
            if part.strip():
                self._add(part, x, y, height)
            elif part and self._line is not None:
                self._pieces.append(_Piece(x, " "))

    def finish(self) -> list[Line]:
        self._end_line()
        return self._lines

    def _note_end(self, x: float, y: float) -> None:
        line = self._line
        if line is not None and x > line.x and abs(y - line.y) <= line.size * _SAME_LINE:
            self._line = replace(line, end=x)

    def _add(self, part: str, x: float, y: float, size: float) -> None:
        line, end = self._line, x + len(part) * size * _MEAN_WIDTH
        if line is not None:
            larger = max(line.size, size)
            if abs(y - line.y) > larger * _LINE_HEIGHT or max(x - line.end, line.x - end) > larger * _WIDE_GAP:
                self._end_line()
                line = None
        if line is None:
            self._line = Line(text="", page=self._number, x=x, end=end, y=y, size=size)
        else:
            self._line = replace(line, end=max(line.end, end), size=max(line.size, size), x=min(line.x, x))
        self._pieces.append(_Piece(x, part))

    def _end_line(self) -> None:
        if self._line is not None:
            text = clean_line(_plain_letters(_in_order(self._pieces)))
            if text:
                self._lines.append(replace(self._line, text=text))
        self._line = None
        self._pieces.clear()


def _in_order(pieces: Sequence[_Piece]) -> str:
    """The words of a line. From right to left, the piece at the right is the first, in whatever order they are drawn;
    pypdf turns letters within a piece, but does not sort the pieces.
    """
    text = "".join(piece.text for piece in pieces)
    if text.isascii() or len(pieces) < 2 or not _is_right_to_left(text):
        return text
    runs: list[str] = []
    ordered = sorted(pieces, key=lambda piece: -piece.x)
    for leftward, group in groupby(ordered, key=lambda piece: not any(map(_is_left_to_right, piece.text))):
        run = [piece.text for piece in group]
        runs += run if leftward else reversed(run)  # numbers and Latin words run on to the right
    return "".join(runs)


def _is_right_to_left(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(bidirectional(letter) in ("R", "AL") for letter in letters) * 2 > len(letters)


def _is_left_to_right(letter: str) -> bool:
    return bidirectional(letter) in ("L", "EN", "AN")


def body_size(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    sizes: dict[float, int] = {}
    for line in lines:
        sizes[round(line.size, 1)] = sizes.get(round(line.size, 1), 0) + len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def usual_distance(lines: Sequence[Line]) -> float:
    """From a line to the next one below it, in most of the text."""
    size = body_size(lines)
    distances = [
        a.y - b.y for a, b in pairwise(lines) if a.page == b.page and 0 < a.y - b.y < 3 * size and a.size == b.size
    ]
    if len(distances) < _FEW_DISTANCES:  # gaps between paragraphs may be most of them
        distances = [min(distance, size * _WIDEST) for distance in distances]
    return median(distances) if distances else size * 1.2


def _scale(matrix: Sequence[float]) -> float:
    return float((matrix[2] ** 2 + matrix[3] ** 2) ** 0.5)


def _plain_letters(text: str) -> str:
    """Letters for the shapes that stand for them: "ﬁ", and the joined forms of Arabic. NUL is a letter that is lost."""
    text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    text = text.translate(_LIGATURES)
    if any("\ufb50" <= letter <= "\ufefc" for letter in text):
        text = "".join(_unjoined(letter) for letter in text)
    return text


def _unjoined(letter: str) -> str:
    return normalize("NFKC", letter) if "\ufb50" <= letter <= "\ufefc" else letter
