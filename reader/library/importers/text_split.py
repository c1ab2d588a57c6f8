"""Where a text file holds several articles, and where they part. In doubt it is one, and the reader is asked.

Clear are numbered documents, headers that come again, and pages or rules between parts each of which is an article by
itself: a headline, a blank line, text, and mostly a date or a name below the headline. Stories have rules in them, too.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from reader.library.importers.file_facts import fact_in_line
from reader.library.importers.labelled_text import TITLE_LABEL, label_of
from reader.library.importers.layout import BULLET, ends_sentence
from reader.library.importers.read_also_list import text_after_marker

MOST_PARTS = 100_000  # of one file; at 20 MB they would be 200 characters each
_NUMBERED = re.compile(
    r"^[ \t]*(?:(?:document|article|item|record|doc|dokument|artikel|texte|documento|документ)\.?[ \t]+(\d{1,6})[ \t]*"
    r"(?:of|von|de|di|van|из|/)[ \t]*(\d{1,6})|(\d{1,6})[ \t]+of[ \t]+(\d{1,6})[ \t]+documents?)[ \t]*+:?[ \t]*+\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_RULE = re.compile(
    r"^[ \t]*(?:-{3,}|\*{3,}|={3,}|_{3,}|~{3,}|#{3,}|\*[ \t]\*[ \t]\*|-[ \t]-[ \t]-)[ \t]*$", re.MULTILINE
)
_SHORT_LINE = 60  # characters; separators are shorter, unless they are rules
_LABEL_END = 24  # characters before the colon of a label
_LINE_ENDS = re.compile(r"\r\n?")
_LONGEST_HEADLINE = 200  # characters
_LEAST_TEXT = 60  # letters below a headline
_HEAD_LINES = 12  # of a part, in which its headline and what is stated below it stand
_LEAST_LABELS = 2  # in a header: a headline and one other


class Split(NamedTuple):
    parts: tuple[str, ...] = ()  # texts, in their order; empty: it is one article
    is_sure: bool = False


NO_SPLIT = Split()


def find_split(text: str) -> Split:
    """The articles in a text, and whether that is sure."""
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    if "\f" not in text and not _may_part(text):
        return NO_SPLIT
    for way in (_by_number, _by_header, _by_page, _by_rule):
        found = way(text)
        if found.parts:
            return found if len(found.parts) <= MOST_PARTS else NO_SPLIT
    return NO_SPLIT


def _may_part(text: str) -> bool:
    """Whether any separator may be in a text. Nearly all have none, and looking for each of them takes its time."""
    lines = text.split("\n")
    few = [line for line in lines if len(line) < _SHORT_LINE or ":" in line[:_LABEL_END] or line[-1] in "-*=_~#"]
    short = "\n".join(few)
    return any(sign.search(short) for sign in (_RULE, TITLE_LABEL, _NUMBERED))


def _by_number(text: str) -> Split:
    """ "Document 3 of 14" on a line of its own, above or below each document."""
    marks = list(_NUMBERED.finditer(text))
    numbers = [int(mark[1] or mark[3]) for mark in marks]
    if len(marks) < 2 or len({mark[2] or mark[4] for mark in marks}) != 1 or numbers != sorted(set(numbers)):
        return NO_SPLIT
    starts, ends = [mark.end() for mark in marks], [mark.start() for mark in marks]
    before, behind = text[: ends[0]], text[starts[-1] :]
    if _has_words(before) and not _has_words(behind):  # the lines stand below
        parts = [text[start:end] for start, end in zip([0, *starts], ends, strict=False)]
    else:
        parts = [before, *(text[start:end] for start, end in zip(starts, [*ends[1:], len(text)], strict=True))]
    return Split(_with_words(parts), is_sure=True)


def _by_header(text: str) -> Split:
    """Labelled lines that begin every article, such as "Title: …", "Date: …"."""
    if sum(1 for _ in islice(TITLE_LABEL.finditer(text), 2)) < 2:
        return NO_SPLIT
    lines = text.split("\n")
    starts: list[int] = []
    headers: list[tuple[str, ...]] = []
    number = 0
    while number < len(lines):
        labels = _header_at(lines, number)
        if labels:
            starts.append(number)
            headers.append(labels)
        number += max(1, len(labels))
    if len(starts) < 2 or _has_words("\n".join(lines[: starts[0]])):
        return NO_SPLIT
    parts = ["\n".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    is_same = len({header[0] for header in headers}) == 1 and min(map(len, headers)) >= _LEAST_LABELS
    return Split(_with_words(parts), is_sure=is_same)


def _header_at(lines: Sequence[str], start: int) -> tuple[str, ...]:
    """The fields stated from this line on, if it is the first line of such a block with a headline in it."""
    if start and lines[start - 1].strip() and not _RULE.fullmatch(lines[start - 1]):
        return ()
    labels: list[str] = []
    for line in lines[start : start + _HEAD_LINES]:
        field = label_of(line)
        if not field:
            break
        labels.append(field)
    return tuple(labels) if "title" in labels else ()


def _by_page(text: str) -> Split:
    return _judged(text.split("\f")) if "\f" in text else NO_SPLIT


def _by_rule(text: str) -> Split:
    """Rules between blank lines, all of one kind; a line below words is the rule of a heading."""
    rules = [rule for rule in _RULE.finditer(text) if _stands_alone(text, rule)]
    if not rules or len({rule[0].strip() for rule in rules}) != 1:
        return NO_SPLIT
    starts, ends = [0, *(rule.end() for rule in rules)], [*(rule.start() for rule in rules), len(text)]
    return _judged([text[start:end] for start, end in zip(starts, ends, strict=True)])


def _judged(parts: Sequence[str]) -> Split:
    """Several articles if each part is one by its looks; sure, if most of them state who wrote it, or when."""
    kept = _with_words(parts)
    headlines: set[str] = set()
    stating = 0
    for part in kept:
        head = _headline_and_rest(part)
        if head is None or head[0] in headlines:
            return NO_SPLIT
        headlines.add(head[0])
        stating += _states_something(head[1])
    return Split(kept, is_sure=stating >= 2 and stating * 2 > len(kept))


def _headline_and_rest(part: str) -> tuple[str, list[str]] | None:
    """The headline and what stands below, if the part looks like an article."""
    lines = part.strip().split("\n")
    headline = lines[0].strip()
    is_headline = len(headline) <= _LONGEST_HEADLINE and not headline[0].islower() and not BULLET.match(headline)
    if not is_headline or headline.endswith((".", ",", ";", ":", "。", "…")) or len(lines) < 3:
        return None
    rest = [line for line in lines[1:] if line.strip()]
    is_apart = not lines[1].strip() or fact_in_line(lines[1]) is not None or not lines[2].strip()
    has_text = sum(map(len, rest)) >= _LEAST_TEXT and any(map(ends_sentence, rest))
    return (headline, rest) if is_apart and has_text else None


def _states_something(rest: Sequence[str]) -> bool:
    return any(fact_in_line(line) is not None for line in rest[:2]) or any(
        text_after_marker(line) is not None for line in rest[-_HEAD_LINES:]
    )


def _with_words(parts: Sequence[str]) -> tuple[str, ...]:
    kept = tuple(part for part in parts if _has_words(part))
    return kept if len(kept) > 1 else ()


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _stands_alone(text: str, rule: re.Match[str]) -> bool:
    """Whether the lines above and below are empty, or there are none."""
    start, end = rule.start() - 1, rule.end() + 1
    above = text[text.rfind("\n", 0, start) + 1 : start] if start > 0 else ""
    below_end = text.find("\n", end)
    below = text[end : below_end if below_end >= 0 else len(text)]
    return not above.strip() and not below.strip()
