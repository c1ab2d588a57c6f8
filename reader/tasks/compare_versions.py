"""What was added to a text and what was taken out of it, word by word.

Paragraphs are aligned first (difflib, after Ratcliff and Obershelp 1988), then the words of those that changed, so that
long texts take no longer than their changes.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from reader.articles.paragraphs import BLANK_LINE

MOST_PAIRS = 4_000_000  # of words that are compared with one another in one paragraph; beyond, it counts as another one
ALIKE = 0.3  # of their words: paragraphs that share fewer are not versions of each other


class ChangeKind(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


class Run(NamedTuple):
    """Words next to each other of which the same is true."""

    kind: ChangeKind
    text: str


class ComparedParagraph(NamedTuple):
    runs: tuple[Run, ...]

    @property
    def changed(self) -> bool:
        return any(run.kind is not ChangeKind.KEPT for run in self.runs)


def compare_texts(before: str, after: str) -> list[ComparedParagraph]:
    """Both texts as one, in paragraphs: what both have, what only the first has, what only the second has."""
    old, new = _paragraphs(before), _paragraphs(after)
    compared: list[ComparedParagraph] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            compared += [_whole(ChangeKind.KEPT, paragraph) for paragraph in old[first:last]]
        else:
            compared += _compare_blocks(old[first:last], new[start:end])
    return compared


def words_changed(compared: Sequence[ComparedParagraph]) -> tuple[int, int]:
    """How many words were added, and how many taken out."""
    counts = dict.fromkeys(ChangeKind, 0)
    for paragraph in compared:
        for run in paragraph.runs:
            counts[run.kind] += len(run.text.split())
    return counts[ChangeKind.ADDED], counts[ChangeKind.REMOVED]


def _paragraphs(text: str) -> list[str]:
    return text.split(BLANK_LINE) if text else []


def _whole(kind: ChangeKind, paragraph: str) -> ComparedParagraph:
    return ComparedParagraph((Run(kind, paragraph),))


def _compare_blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedParagraph]:
    """Paragraphs in place of others: each is compared with the next one that is like it."""
    waiting = list(old)
    for paragraph in new:
        partner = next((at for at, before in enumerate(waiting) if _alike(before, paragraph)), None)
        if partner is None:
            yield _whole(ChangeKind.ADDED, paragraph)
            continue
        for gone in waiting[:partner]:
            yield _whole(ChangeKind.REMOVED, gone)
        yield _compare_words(waiting[partner], paragraph)
        del waiting[: partner + 1]
    for gone in waiting:
        yield _whole(ChangeKind.REMOVED, gone)


def _alike(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    if len(first) * len(second) > MOST_PAIRS:
        return False
    shared = len(set(first) & set(second))
    return shared >= ALIKE * min(len(set(first)), len(set(second))) and shared > 0


def _compare_words(before: str, after: str) -> ComparedParagraph:
    old, new = before.split(), after.split()
    runs: list[Run] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(ChangeKind.KEPT, _joined(new[start:end])))
            continue
        if first < last:
            runs.append(Run(ChangeKind.REMOVED, _joined(old[first:last])))
        if start < end:
            runs.append(Run(ChangeKind.ADDED, _joined(new[start:end])))
    if runs:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return ComparedParagraph(tuple(runs))


def _joined(words: Sequence[str]) -> str:
    """With a space behind the last, too: other words follow it."""
    return f"{' '.join(words)} "
