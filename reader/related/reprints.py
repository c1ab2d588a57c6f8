"""Texts of nearly the same words: MinHash over runs of four words finds candidates, the runs themselves decide.

A. Broder, "On the resemblance and containment of documents", 1997. The smallest of the hashes of all runs is the same
in two texts with the chance of their resemblance; pairs of such values are looked up, so that nobody compares every
text with every other. What is only similar (a rewritten report) is not meant: see `similar`.
"""

import re
import zlib
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SHINGLE = 4  # words of a run
FEWEST_WORDS = 40  # of a text; shorter ones are alike by chance ("Markets closed for the holiday")
MOST_WORDS = 20_000  # of a text are looked at
BANDS, ROWS = 12, 2  # two reprints with a resemblance of 0.6 share a band with a chance of 0.995, of 0.4 of 0.88
RESEMBLANCE = 0.6  # of all runs, so many are in both
CONTAINMENT = 0.85  # or of the shorter text, so many are in the longer one,
COMPARABLE = 0.5  # if it is at least so long as that share of the longer one

Hashes = NDArray[np.uint64]

_LETTERS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff"  # of scripts without spaces
_WORD = re.compile(r"\w+")
_WITHOUT_SPACES = re.compile(f"[{_LETTERS}]")
_LETTER_OR_WORD = re.compile(rf"(?=\w)[{_LETTERS}]|[^\W{_LETTERS}]+")  # there each letter counts as a word
_MOST_REMEMBERED = 300_000  # words whose hashes are kept


class Shingles(NamedTuple):
    """The runs of words of a text, hashed, each once, in order."""

    hashes: Hashes
    words: int


class _WordHashes(dict[str, int]):
    """A number for each word, the same in every process."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        number = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass")) + 1
        return number


_WORD_HASHES = _WordHashes()


def shingles_of(text: str) -> Shingles:
    """The runs of four words of a text; none where it is too short to be told apart by them."""
    pattern = _WORD if text.isascii() or _WITHOUT_SPACES.search(text) is None else _LETTER_OR_WORD
    words = pattern.findall(text.lower())[:MOST_WORDS]
    if len(words) < FEWEST_WORDS:
        return Shingles(np.zeros(0, np.uint64), len(words))
    numbers = np.fromiter(map(_WORD_HASHES.__getitem__, words), np.uint64, len(words))
    runs = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for place, factor in enumerate(_factors("places", SHINGLE)):
        runs += numbers[place : place + len(runs)] * factor
    runs ^= runs >> np.uint64(31)
    runs *= np.uint64(0x9E3779B97F4A7C15)
    runs ^= runs >> np.uint64(29)
    return Shingles(np.unique(runs), len(words))


def bands_of(shingles: Shingles) -> list[int]:
    """Numbers of which reprints have one in common; none for a text that is too short."""
    if not len(shingles.hashes):
        return []
    factors = _factors("smallest", BANDS * ROWS)
    smallest = (shingles.hashes[None, :] * factors[:, None]).min(axis=1).reshape(BANDS, ROWS)
    bands = (smallest * _factors("rows", ROWS)).sum(axis=1, dtype=np.uint64) + _factors("bands", BANDS)
    return [int(band) for band in (bands >> np.uint64(1)).astype(np.int64)]  # as SQLite holds numbers: 63 bits


def are_reprints(one: Shingles, other: Shingles) -> bool:
    """Whether two texts are the same but for little: an edited, shortened or lengthened reprint."""
    shorter, longer = sorted((len(one.hashes), len(other.hashes)))
    if not shorter:
        return False
    shared = len(np.intersect1d(one.hashes, other.hashes, assume_unique=True))
    if shared >= RESEMBLANCE * (shorter + longer - shared):
        return True
    return shared >= CONTAINMENT * shorter and shorter >= COMPARABLE * longer


@cache
def _factors(purpose: str, count: int) -> Hashes:
    """Odd numbers that are the same for ever: stored bands were made with them."""
    made = (blake2b(f"{purpose} {place}".encode(), digest_size=8).digest() for place in range(count))
    return np.array([int.from_bytes(one, "big") | 1 for one in made], np.uint64)
