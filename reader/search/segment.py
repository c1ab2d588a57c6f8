"""One segment of the index: some articles, and for each of their fields which word stands where.

Per field: the sorted words; for word `i` its postings `starts[i]` to `starts[i + 1]` in `docs` (the article's place in
the segment, ascending) and `freqs` (how often), and its places `position_starts[i]` to `[i + 1]` in `positions`. Words
are kept as they were written, folded; those that share a stem are listed under it, so that a search for any form
finds all, while the beginning of a word, a completion or a spelling are looked up among real words.
"""

from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from reader.search.arrays import Array, ArrayFile, DamagedFileError
from reader.search.schema import FIELD_BOOSTS
from reader.search.stems import stem

SUFFIX = ".arrays"


def encoded(word: str) -> bytes:
    """A word as it stands in the dictionary. Half a surrogate pair, which damaged texts contain, is a letter too."""
    return word.encode("utf-8", "surrogatepass")


class Dictionary:
    """Sorted byte strings in one piece of memory, found by bisection."""

    def __init__(self, raw: memoryview, starts: Array) -> None:
        """String `i` stands from `starts[i]` to `starts[i + 1]`."""
        self._raw = raw
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._raw[self._starts[number] : self._starts[number + 1]])

    def find(self, word: bytes) -> int:
        """The number of the word, or -1."""
        at = bisect_left(self, word)
        return at if at < len(self) and self[at] == word else -1

    def beginning_with(self, prefix: bytes) -> range:
        """The numbers of all words with this beginning; no byte of UTF-8 is 255."""
        return range(bisect_left(self, prefix), bisect_left(self, prefix + b"\xff"))

    def all(self) -> list[bytes]:
        raw = bytes(self._raw)
        return [raw[start:end] for start, end in pairwise(self._starts.tolist())]


class Field:
    """The words of one field. Threads: any."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self.lengths = file.array(f"{name}.lengths")  # words, of each article
        self.words = Dictionary(file.raw(f"{name}.words"), file.array(f"{name}.word_offsets"))
        self.starts = file.array(f"{name}.starts")
        self.position_starts = file.array(f"{name}.position_starts")
        self.docs = file.array(f"{name}.docs")
        self.freqs = file.array(f"{name}.freqs")
        self.positions = file.array(f"{name}.positions")
        self.stems = Dictionary(file.raw(f"{name}.stems"), file.array(f"{name}.stem_offsets"))
        self.stem_starts = file.array(f"{name}.stem_starts")
        self.stem_words = file.array(f"{name}.stem_words")
        if not len(self.words) + 1 == len(self.starts) == len(self.position_starts):
            raise DamagedFileError(f"the words of {name} do not add up")

    @cached_property
    def total_length(self) -> int:
        return int(self.lengths.sum(dtype=np.int64))

    def with_stem(self, stemmed: str) -> list[int]:
        """The words that have this stem. A word that is its own stem and shares it with no other is not listed."""
        key = encoded(stemmed)
        group = self.stems.find(key)
        if group >= 0:
            return [int(word) for word in self.stem_words[self.stem_starts[group] : self.stem_starts[group + 1]]]
        alone = self.words.find(key)
        return [alone] if alone >= 0 and stem(stemmed) == stemmed else []

    def most_articles(self, stemmed: str) -> int:
        """In how many articles a word with this stem stands, at most; counted without reading its postings."""
        return int(sum(self.starts[word + 1] - self.starts[word] for word in self.with_stem(stemmed)))

    def postings(self, words: list[int] | range, doc_count: int) -> tuple[Array, Array]:
        """The articles with any of these words, ascending, and how often they stand in them together."""
        if len(words) == 1:
            start, end = self.starts[words[0]], self.starts[words[0] + 1]
            return self.docs[start:end], self.freqs[start:end]
        docs, freqs = self._gather(words)
        counts = np.bincount(docs, freqs, doc_count)
        found = np.flatnonzero(counts)
        return found, counts[found]

    def occurrences(self, words: list[int] | range, wanted: Array) -> Array:
        """Where these words stand in the `wanted` articles (a mask): article * 2**32 + place, ascending."""
        keys = []
        for word in words:
            start, end = self.starts[word], self.starts[word + 1]
            chosen = np.flatnonzero(wanted[self.docs[start:end]])
            freqs = self.freqs[start:end].astype(np.int64)
            ends = np.cumsum(freqs)
            if len(ends) and ends[-1] != self.position_starts[word + 1] - self.position_starts[word]:
                raise DamagedFileError("the places of a word do not add up")
            counts = freqs[chosen]
            new_ends = np.cumsum(counts)
            at = np.repeat((ends - freqs)[chosen] - (new_ends - counts), counts) + np.arange(counts.sum())
            docs = np.repeat(self.docs[start:end][chosen].astype(np.int64), counts)
            keys.append((docs << 32) + self.positions[self.position_starts[word] + at])
        together: Array = np.concatenate(keys) if keys else np.empty(0, np.int64)
        return np.sort(together) if len(keys) > 1 else together

    def _gather(self, words: list[int] | range) -> tuple[Array, Array]:
        if isinstance(words, range) and len(words):  # neighbours in the dictionary are neighbours in the arrays
            start, end = self.starts[words[0]], self.starts[words[-1] + 1]
            return self.docs[start:end], self.freqs[start:end]
        if not words:
            return self.docs[:0], self.freqs[:0]
        ends = [(self.starts[word], self.starts[word + 1]) for word in words]
        docs = np.concatenate([self.docs[start:end] for start, end in ends])
        return docs, np.concatenate([self.freqs[start:end] for start, end in ends])


class Segment:
    """A segment as it was written. Threads: any.

    Raises:
        DamagedFileError: the file is not what was written, as far as a quick look tells.
        OSError: it could not be read.
    """

    def __init__(self, path: Path) -> None:
        self._file = ArrayFile(path)
        try:
            self.numbers = self._file.array("numbers")  # of the articles, in the order they came
            self.published = self._file.array("published")  # days, 0 when not known
            self.fields = {name: Field(self._file, name) for name in FIELD_BOOSTS}
        except (KeyError, IndexError) as error:
            raise DamagedFileError(f"{path.name} lacks a part") from error
        self.doc_count = len(self.numbers)

    @cached_property
    def _title_keys(self) -> Dictionary:
        return Dictionary(self._file.raw("titles"), self._file.array("title_offsets"))

    def title_key(self, doc: int) -> bytes:
        """What the article is sorted by when sorting by title."""
        return self._title_keys[doc]

    def title_keys(self) -> list[bytes]:
        return self._title_keys.all()

    @cached_property
    def _by_number(self) -> tuple[Array, Array]:
        order = np.argsort(self.numbers, kind="stable")
        return self.numbers[order], order

    def docs_of(self, numbers: Array) -> Array:
        """Where these articles stand in the segment; those it has not are left out. `numbers` is sorted."""
        ordered, order = self._by_number
        if not len(numbers) or not len(ordered):
            return np.empty(0, np.int64)
        at = np.minimum(np.searchsorted(numbers, ordered), len(numbers) - 1)
        docs: Array = order[numbers[at] == ordered]
        return docs
