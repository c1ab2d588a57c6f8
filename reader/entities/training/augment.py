"""Varied copies of annotated text: in capitals, with capitals on all words, without the last full stop, tokenised."""

import random
import re
from bisect import bisect_left
from collections.abc import Callable

from reader.entities.tokenizer import tokenize
from reader.entities.training.corpus import Sample

_SMALL = frozenset("a an the and or but nor of in on at to for by with from as vs v via is".split())
_CAPITALS = 0.05
_TITLES = 0.07
_SMALL_LETTERS = 0.03
_TOKENISED = 0.5
_APART = 0.4  # of these, hyphened words are cut, too, as some treebanks do


def varied(sample: Sample, chance: random.Random) -> Sample:
    """A copy in which some sentences are written otherwise; the names stay where they are."""
    sample = _by_sentence(sample, chance)
    if chance.random() >= _TOKENISED:
        return sample
    return tokenised(sample, apart=chance.random() < _APART)


def in_capitals(text: str) -> str:
    """Letter by letter, so that the length stays the same."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def in_small_letters(text: str) -> str:
    """Letter by letter, too."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def as_title(text: str) -> str:
    """As newspapers write headlines: capitals on all but the small words."""

    def written(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in _SMALL or not word[0].islower() else in_capitals(word[0]) + word[1:]

    return re.sub(r"[^\W\d_][\w'’]*", written, text)


def _by_sentence(sample: Sample, chance: random.Random) -> Sample:
    tokens = tokenize(sample.text)
    text = list(sample.text)
    for first, end in zip(tokens.sentences, [*tokens.sentences[1:], len(tokens.words)], strict=True):
        dice = chance.random()
        change: Callable[[str], str] | None = None
        if dice < _CAPITALS:
            change = in_capitals
        elif dice < _CAPITALS + _TITLES:
            change = as_title
        elif dice < _CAPITALS + _TITLES + _SMALL_LETTERS:
            change = in_small_letters
        if change is not None:
            start, stop = tokens.starts[first], tokens.ends[end - 1]
            text[start:stop] = change(sample.text[start:stop])
            if text[stop - 1] == ".":
                text[stop - 1] = " "
    return sample._replace(text="".join(text))


def tokenised(sample: Sample, *, apart: bool = False) -> Sample:
    """The same with every token set apart by spaces, as annotated corpora are; `apart` cuts at hyphens, too."""
    if apart:
        sample = _cut_hyphens(sample)
    tokens = tokenize(sample.text)
    parts: list[str] = []
    moved: dict[int, int] = {}
    ended: dict[int, int] = {}
    begins, size = set(tokens.sentences), 0
    for number, (word, start, end) in enumerate(zip(tokens.words, tokens.starts, tokens.ends, strict=True)):
        gap = "" if number == 0 else "\n" if number in begins else " "
        word = {"“": '"', "”": '"', "’": "'", "‘": "'", "’s": "'s"}.get(word, word)
        size += len(gap)
        moved[start], ended[end] = size, size + len(word)
        size += len(word)
        parts.append(gap + word)
    names = [(moved[s], ended[e], kind) for s, e, kind in sample.names if s in moved and e in ended]
    return Sample("".join(parts), names)


def _cut_hyphens(sample: Sample) -> Sample:
    """With spaces around the hyphens between letters."""
    places = [match.start() for match in re.finditer(r"(?<=[^\W\d_])-(?=[^\W\d_])", sample.text)]
    text = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", " - ", sample.text)
    names = [(s + 2 * bisect_left(places, s), e + 2 * bisect_left(places, e), kind) for s, e, kind in sample.names]
    return Sample(text, names)
