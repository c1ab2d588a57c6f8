"""Lines of PDF pages into paragraphs: running headers go, columns come in their order, broken words are joined."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from reader.library.importers.file_facts import fact_in_line
from reader.library.importers.layout import BULLET, ends_sentence, join_lines
from reader.library.importers.pdf_lines import Line, body_size, usual_distance

_EDGE_LINES = 3  # at the top and at the bottom of a page, where running lines stand
_MOST_PAGES = 0.6  # a line on so many of them is not text
_ALTERNATING = 0.4  # left and right pages differ in books
_SAME_PLACE = 6.0  # points
_BODY = 1.12  # times the size of the text: a heading
_WIDER = 1.3  # times the usual distance between lines: a paragraph ends
_INDENT = 0.8  # letters
_ROOM = 3  # letters more than a word needs, before it is sure that it had room
_SHORT = 0.85  # of a column's width: a line that ends a sentence there ends the paragraph

_FACT_LINES = 8  # at the top, where author and date stand
_ROWS = 5  # with a piece in each column, one after the other, for a page to be drawn across its columns
_COLUMN_LETTERS = 15  # a piece of a column is longer than a cell of a table, on average

_PRINTED_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?(?: .*)?")
_PRINTED_PLACE = re.compile(r"(?P<url>(?:https?|file)://\S+)(?: \d+/\d+)?$")
_DIGITS = re.compile(r"\d+")
_HYPHENS = ("-", "\u2010", "\u00ad")
_COMPOUND = re.compile(r"\w+[-\u2010]\w+")
_LAST_WORD = re.compile(r"\w+$")
_FIRST_WORD = re.compile(r"\w+")


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without headers, footers and numbers: what stands at the same place of most pages but for digits."""
    kept = [list(page) for page in pages]
    if len(pages) < 2:
        return kept
    edges = [_edges(page) for page in pages]
    counts = Counter(key for page in edges for key in {_running_key(line) for line in page})
    share = _MOST_PAGES if len(pages) < 6 else _ALTERNATING
    running = {key for key, count in counts.items() if count >= max(2, len(pages) * share)}
    for number, page in enumerate(edges):
        gone = {id(line) for line in page if _running_key(line) in running}
        kept[number] = [line for line in kept[number] if id(line) not in gone]
    return kept


def without_browser_lines(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], str]:
    """The pages without what browsers print around them (day and title; address and page), and the address."""
    url = ""
    kept: list[list[Line]] = []
    for page in pages:
        rows = {round(line.y) for line in page if _PRINTED_DAY.fullmatch(line.text)}
        places = [match for line in page if (match := _PRINTED_PLACE.match(line.text))]
        days, edges = len(rows), {round(line.y) for line in _edges(page)}
        rows |= {round(line.y) for line in page if _PRINTED_PLACE.match(line.text)}
        both = bool(places) and days > 0  # one of them alone may be a line of the text
        if both:
            url = url or next((match["url"] for match in places if match["url"].startswith("http")), "")
        kept.append([line for line in page if not (both and round(line.y) in rows & edges)])
    return kept, url


def in_reading_order(page: Sequence[Line]) -> list[Line]:
    """The lines of a page; where it is drawn across its columns, the left one comes before the right one."""
    rows = [list(row) for _, row in groupby(page, key=lambda line: round(line.y))]
    pairs = [row for row in rows if len(row) == 2 and row[0].end <= row[1].x]
    if len(pairs) < _ROWS or len(pairs) * 2 < len(rows):
        return list(page)
    lengths = [len(line.text) for row in pairs for line in row]
    if sum(lengths) < _COLUMN_LETTERS * len(lengths):
        return list(page)
    gutter = sorted(row[1].x for row in pairs)[len(pairs) // 2] - 1
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in page:
        if line.x < gutter < line.end:  # a headline across both columns: what is above it comes before it
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.x < gutter else right).append(line)
    return [*ordered, *left, *right]


def big_heading(lines: Sequence[Line]) -> tuple[str, int, int]:
    """The largest words of the first page and where their lines stand; empty where all letters are about as large."""
    first = [line for line in lines if line.page == lines[0].page] if lines else []
    worded = [line.size for line in first if sum(map(str.isalpha, line.text)) > 2]
    if not worded or max(worded) < body_size(lines) * _BODY:
        return "", 0, 0
    start = next(number for number, line in enumerate(first) if line.size == max(worded) and line.size in worded)
    end = start
    while end < len(first) and abs(first[end].size - first[start].size) < 0.5:
        end += 1
    return join_lines([line.text for line in first[start:end]]), start, end


def paragraphs_of(lines: Sequence[Line]) -> list[str]:
    distance, usual = usual_distance(lines), body_size(lines)
    compounds = {word.replace("\u2010", "-") for line in lines for word in _COMPOUND.findall(line.text)}
    edges = _column_edges(lines)
    paragraphs: list[list[str]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        is_fact = 0 < number <= _FACT_LINES and fact_in_line(lines[number - 1].text) is not None
        if before is None or is_fact or _begins(before, line, distance, usual, edges):
            paragraphs.append([])
        paragraphs[-1].append(line.text)
    return [join_broken(paragraph, compounds) for paragraph in paragraphs]


def join_broken(lines: Sequence[str], compounds: frozenset[str] | set[str] = frozenset()) -> str:
    """Lines as one, words that were broken at their ends joined: "exam-" and "ple" give "example".

    The hyphen stays before a capital or a digit, and in a word that is written with it elsewhere (`compounds`).
    """
    joined = ""
    for line in lines:
        if not (joined.endswith(_HYPHENS) and joined[-2:-1].isalpha()):
            joined = join_lines((joined, line)) if joined else line
            continue
        last, first = _LAST_WORD.search(joined[:-1]), _FIRST_WORD.match(line)
        keeps = first is None or not first[0][0].islower()
        if last and first and not keeps:
            keeps = f"{last[0]}-{first[0]}" in compounds
        keeps = keeps and joined[-1] != "\u00ad"
        joined = (joined if keeps else joined[:-1]) + line
    return joined


def _begins(before: Line, line: Line, distance: float, usual: float, edges: dict[tuple[int, int], float]) -> bool:
    """Whether a new paragraph begins with this line."""
    if abs(before.size - line.size) > usual * (_BODY - 1) or BULLET.match(line.text):
        return True
    is_indented = line.x > before.x + line.size * _INDENT and line.x < before.x + line.size * 6
    drop = before.y - line.y
    right = edges.get(_column(before), 0.0)
    ended = ends_sentence(before.text) or _had_room(before, line, right)
    if before.page != line.page or drop < -line.size:  # on to the next column or page
        return ended and not line.text[:1].islower()
    if drop > distance * _WIDER:
        return True
    if abs(drop) < line.size * 0.3:  # beside it: another piece of the same line
        return False
    if is_indented and not before.text.endswith(_HYPHENS):
        return ends_sentence(before.text) or not line.text[:1].islower()
    if _had_room(before, line, right) and not line.text[:1].islower():
        return True
    return ends_sentence(before.text) and before.end - before.x < (right - before.x) * _SHORT


def _had_room(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line could have stood at the end of the one before it, which was not wrapped then."""
    if before.text.endswith(_HYPHENS):
        return False
    letter = (before.end - before.x) / len(before.text)
    return right - before.end > letter * (len(line.text.split(maxsplit=1)[0]) + _ROOM)


def _column_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """The right edge of the text by page and by where its lines begin, roughly."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        edges[_column(line)] = max(edges.get(_column(line), 0.0), line.end)
    return edges


def _column(line: Line) -> tuple[int, int]:
    return line.page, round(line.x / 100)


def _edges(page: Sequence[Line]) -> list[Line]:
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:_EDGE_LINES], *heights[-_EDGE_LINES:]}
    return [line for line in page if round(line.y) in outer]


def _running_key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.y / _SAME_PLACE)
