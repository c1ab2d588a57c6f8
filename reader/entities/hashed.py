"""Tables whose keys are texts that are not kept: only a hash of each, sorted. Small in memory and read in no time.

Two texts can share a hash of 32 bits. With a hundred thousand keys one unknown word in forty thousand is taken for a
known one, which costs a feature of that word and no more.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]


def hash_of(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def hashes_of(texts: Iterable[str]) -> Hashes:
    return np.array([hash_of(text) for text in texts], np.uint32)


class HashIndex:
    """From a text to its row. Immutable; safe from any thread."""

    def __init__(self, hashes: Hashes) -> None:
        self._hashes = array("I", hashes.tobytes())
        self._count = len(hashes)

    def row(self, text: str) -> int:
        """The row of this text; -1 if there is none."""
        wanted = hash_of(text)
        at = bisect_left(self._hashes, wanted)
        return at if at < self._count and self._hashes[at] == wanted else -1


class HashMap:
    """From a text to a number, 0 if the text is unknown. Immutable; safe from any thread."""

    def __init__(self, hashes: Hashes, values: NDArray[np.generic]) -> None:
        self._index = HashIndex(hashes)
        self._values = array("I", values.astype(np.uint32).tobytes())

    def get(self, text: str) -> int:
        row = self._index.row(text)
        return self._values[row] if row >= 0 else 0


def hash_map(values: dict[str, int]) -> tuple[Hashes, NDArray[np.uint32]]:
    """Sorted hashes and values of a dictionary; the first of two texts with one hash is kept."""
    hashes = hashes_of(values)
    sorted_hashes, first = np.unique(hashes, return_index=True)
    return sorted_hashes, np.array(list(values.values()), np.uint32)[first]
