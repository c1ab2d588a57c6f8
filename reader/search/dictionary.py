"""The words of a segment, sorted; and under each stem, its words."""

from bisect import bisect_left
from itertools import pairwise

import numpy as np

from reader.search.arrays import Array, ArrayFile
from reader.search.stems import stem

ENGLISH = "en"  # articles whose language is not known are read as English
UNSTEMMED = "-"  # any language whose words are not stemmed
_OTHER_LANGUAGE = ":"
_WORD_ENDS = b"\xff"  # no byte of UTF-8 is 255


def encoded(word: str) -> bytes:
    """A word as it stands in the dictionary. Half a surrogate pair, which damaged texts contain, is a letter too."""
    return word.encode("utf-8", "surrogatepass")


def decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


class Strings:
    """Byte strings in one piece of memory; where they are sorted, found by bisection. Threads: any."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._raw = file.raw(name)
        self._starts = file.array(f"{name}_offsets")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._raw[self._starts[number] : self._starts[number + 1]])

    def find(self, wanted: bytes) -> int:
        """The number of the string, or -1."""
        at = bisect_left(self, wanted)
        return at if at < len(self) and self[at] == wanted else -1

    def place(self, wanted: bytes) -> int:
        """How many strings are smaller."""
        return bisect_left(self, wanted)

    def beginning_with(self, prefix: bytes) -> range:
        """The numbers of all strings with this beginning."""
        return range(bisect_left(self, prefix), bisect_left(self, prefix + _WORD_ENDS))

    def some(self, first: int, last: int) -> list[bytes]:
        """The strings from `first` to `last`."""
        starts = self._starts[first : last + 1].tolist()
        if not starts:
            return []
        raw = bytes(self._raw[starts[0] : starts[-1]])
        base = starts[0]
        return [raw[start - base : end - base] for start, end in pairwise(starts)]

    def sizes(self, first: int, last: int) -> Array:
        """How many bytes each of these strings has."""
        sizes: Array = np.diff(self._starts[first : last + 1].astype(np.int64))
        return sizes

    def letters(self, numbers: Array, size: int) -> Array:
        """The strings as rows of bytes, filled up with zeros; all of them have at most `size`."""
        raw = np.frombuffer(self._raw, np.uint8)
        starts = self._starts[numbers].astype(np.int64)
        sizes = self._starts[numbers + 1].astype(np.int64) - starts
        columns = np.arange(size)
        inside = columns < sizes[:, None]
        rows: Array = np.where(inside, raw[np.minimum(starts[:, None] + columns, max(len(raw) - 1, 0))], 0)
        return rows


class Words(Strings):
    """The words of all fields of a segment, folded, with those that share a stem. Threads: any.

    Words are kept as they were written, so that a search for any form finds all, while the beginning of a word, a
    completion or a spelling are looked up among real words.
    """

    def __init__(self, file: ArrayFile) -> None:
        super().__init__(file, "words")
        self.stems = Strings(file, "stems")
        self.stem_starts = file.array("stem_starts")
        self.stem_words = file.array("stem_words")

    def with_stem(self, stemmed: str, language: str) -> list[int]:
        """The words that have this stem in the language, ascending.

        A word that is its own stem and shares it with no other is not listed under it.
        """
        group = -1 if language == UNSTEMMED else self.stems.find(stem_key(stemmed, language))
        if group >= 0:
            found: list[int] = self.stem_words[self.stem_starts[group] : self.stem_starts[group + 1]].tolist()
            return found
        if language not in (ENGLISH, UNSTEMMED):
            return []
        alone = self.find(encoded(stemmed))
        return [alone] if alone >= 0 and stem(stemmed, language) == stemmed else []


def sizes(starts: Array) -> Array:
    """How long each row is, of those that begin here."""
    found: Array = np.diff(starts.astype(np.int64))
    return found


def stem_key(stemmed: str, language: str) -> bytes:
    """Under what a stem is listed; words have no colon, so that of an English one it tells every other apart."""
    return encoded(stemmed if language == ENGLISH else f"{language}{_OTHER_LANGUAGE}{stemmed}")


def is_english(key: bytes) -> bool:
    """Whether a stem is listed for English."""
    return _OTHER_LANGUAGE.encode() not in key
