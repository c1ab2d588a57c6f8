"""Names of several words that are known before a text is read, and where they occur in it."""

import io
from collections.abc import Iterable, Sequence

import numpy as np

from reader.entities.hashed import HashMap
from reader.entities.lexicon import LISTS_FILE
from reader.entities.lists import ListReader

PERSON, PLACE, ORGANISATION, OTHER, PEOPLE = range(5)
KINDS = 5
BEGIN, INSIDE, END = 1, 2, 3  # what a word is in a listed name; 0 is nothing


class Phrases:
    """A dictionary of names of two words and more, in small letters. Immutable; safe from any thread."""

    def __init__(self, lists: ListReader) -> None:
        data = np.load(io.BytesIO(lists.content(LISTS_FILE)))
        self._kinds = HashMap(data["phrases"], data["kinds"])
        self._longest = HashMap(data["firsts"], data["longest"])

    def longest(self, key: str) -> int:
        """The words of the longest name that begins with this word; 0 if none does."""
        return self._longest.get(key)

    def find(self, keys: Sequence[str], candidates: Iterable[int], end_of: Sequence[int]) -> list[tuple[int, int, int]]:
        """Listed names as (first, end, bits of kinds), the longest at each place, in order and not overlapping.

        `keys` are the words in small letters, `candidates` the places where a name may begin, in order, and
        `end_of` tells for each place where its sentence ends.
        """
        found = []
        kinds, free = self._kinds, 0
        for first in candidates:
            if first < free:
                continue
            last = min(first + self._longest.get(keys[first]), end_of[first])
            for end in range(last, first + 1, -1):
                bits = kinds.get(" ".join(keys[first:end]))
                if bits:
                    found.append((first, end, bits))
                    free = end
                    break
        return found


def key(word: str) -> str:
    """A word as names are looked up: small letters, straight apostrophes."""
    return word.lower().replace("’", "'")
