"""The words of a dictionary that are spelled nearly like another."""

import numpy as np

from reader.search.arrays import Array
from reader.search.dictionary import Strings, decoded, encoded
from reader.search.spelling import within_edits

_AT_ONCE = 1 << 15  # words compared at a time


def near_words(dictionary: Strings, word: str, edits: int) -> list[int]:
    """The words within so many edits of this one, ascending; their first letter is the same.

    An edit is a letter put in, left out, exchanged, or swapped with its neighbour (optimal string alignment: Damerau
    1964, Boytsov 2011). Plain ASCII words are compared all at once, by the rows of the usual table; others one by one.
    """
    if not word:
        return []
    same_start = dictionary.beginning_with(encoded(word[0]))
    found: list[int] = []
    size = len(word)
    for first in range(same_start.start, same_start.stop, _AT_ONCE):
        last = min(first + _AT_ONCE, same_start.stop)
        sizes = dictionary.sizes(first, last)
        fitting = np.flatnonzero((sizes >= size - edits) & (sizes <= 4 * (size + edits))) + first
        short = fitting[sizes[fitting - first] <= size + edits]
        letters = dictionary.letters(short, size + edits)
        plain = (letters < 0x80).all(axis=1) if word.isascii() else np.zeros(len(short), bool)
        near = short[plain][_distances(letters[plain], word) <= edits]
        found += near.tolist()
        others = np.setdiff1d(fitting, short[plain])
        found += [n for n in others.tolist() if _may_be_near(dictionary, n, word, edits)]
    return sorted(found)


def _may_be_near(dictionary: Strings, number: int, word: str, edits: int) -> bool:
    raw = dictionary[number]
    return not (raw.isascii() and word.isascii()) and within_edits(decoded(raw), word, edits)


def _distances(letters: Array, word: str) -> Array:
    """Of each row of letters, filled up with zeros, its distance from the word."""
    wanted = np.frombuffer(word.encode("ascii"), np.uint8) if word.isascii() else np.empty(0, np.uint8)
    count, width = letters.shape
    lengths = np.count_nonzero(letters, axis=1)
    columns = np.arange(width + 1, dtype=np.int16)
    before: Array | None = None
    row = np.broadcast_to(columns, (count, width + 1)).copy()  # row 0: as many letters put in as there are
    for at, letter in enumerate(wanted.tolist(), 1):
        cost = (letters != letter).astype(np.int16)
        new = np.empty_like(row)
        new[:, 0] = at
        new[:, 1:] = np.minimum(row[:, :-1] + cost, row[:, 1:] + 1)
        if before is not None:
            swapped = (letters[:, 1:] == wanted[at - 2]) & (letters[:, :-1] == letter)
            new[:, 2:] = np.where(swapped, np.minimum(new[:, 2:], before[:, :-2] + 1), new[:, 2:])
        # a letter put in: the distance to the left and one more, carried along the row
        new = np.minimum.accumulate(new - columns, axis=1) + columns
        before, row = row, new
    found: Array = row[np.arange(count), lengths]
    return found
