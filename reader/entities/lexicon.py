"""What is known of a single word before it is read: its lists, its clusters, and how it is usually written."""

import io
from array import array
from typing import NamedTuple

import numpy as np

from reader.entities.hashed import HashIndex, HashMap
from reader.entities.lists import ListReader

# A word is on a list of this number; the order is part of the trained model.
FLAGS = (
    "given", "family", "family_first", "title", "org_head", "place_head", "place_front", "other_head", "other_front",
    "stop", "common", "part", "speech", "country", "city", "town", "land", "people", "org", "other", "person",
    "sport", "locative", "club", "never",
)  # fmt: skip
FLAG = {name: 1 << number for number, name in enumerate(FLAGS)}
LEXICON_FILE = "lexicon.npz"  # from public packages, by training/clusters.py
LISTS_FILE = "lists.npz"  # from the lists beside it, by training/compile_lists.py


class Word(NamedTuple):
    """What is known of one word."""

    flags: int
    grains: tuple[int, int, int]  # clusters of word vectors, coarse to fine; 0 if the word is unknown
    brown: str  # the path of the Brown cluster, as bits; empty if the word is unknown
    case: int  # how often it has a capital: 1 never, 6 always, 0 unknown


class Lexicon:
    """Looks up words. Immutable; safe from any thread."""

    def __init__(self, lists: ListReader) -> None:
        compiled = np.load(io.BytesIO(lists.content(LISTS_FILE)))
        self._flags = HashMap(compiled["words"], compiled["flags"])
        data = np.load(io.BytesIO(lists.content(LEXICON_FILE)))
        self._index = HashIndex(data["hashes"])
        self._columns = [array("H", column.astype(np.uint16).tobytes()) for column in data["columns"]]
        self._paths = data["paths"].tobytes().decode("ascii").split("\n")

    def flags(self, word: str) -> int:
        """The lists that hold this word, written like this or, in capitals, like a name."""
        found = self._flags.get(word)
        low = word.lower()
        if low != word:
            found |= self._flags.get(low)
            if len(word) > 1 and word.isupper():
                found |= self._flags.get(word.title())
        return found

    def is_land(self, word: str) -> bool:
        """Whether the word is a country or a people."""
        return bool(self._flags.get(word) & _LANDS)

    def word(self, word: str) -> Word:
        """All that is known of this word."""
        low = word.lower()
        row = self._index.row(low)
        one, two, three, brown, case = (column[row] for column in self._columns) if row >= 0 else _UNKNOWN
        if low != word:
            row = self._index.row(word)
            if row < 0 and word.isupper():
                row = self._index.row(low.title())
            brown = self._columns[3][row] if row >= 0 else 0 if word.isupper() else brown
        return Word(self.flags(word), (one, two, three), self._paths[brown], case)


_LANDS = FLAG["country"] | FLAG["people"]
_UNKNOWN = (0, 0, 0, 0, 0)
