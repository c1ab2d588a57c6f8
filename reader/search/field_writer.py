"""Writes the parts of a segment, whoever makes them: new articles or a merge."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np

from reader.search.arrays import Array, ArrayFileWriter
from reader.search.dictionary import encoded
from reader.search.packing import CountsWriter, FlagsWriter, SmallNumbersWriter, narrowed
from reader.search.schema import LEAD, TEXT, WITH_PLACES
from reader.search.words import find_words, fold


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings of a row of words, ordered by word, then article."""

    per_word: Array  # how many postings each word has
    docs: Array
    counts: Array  # how often the word stands in the article
    place_gaps: Array  # of each posting the first place, then the distances; empty where places are not kept
    lead_counts: Array | None = None  # of the text: how often the word stands in the lead


class FieldWriter:
    """The postings of one field on their way into the file, piece by piece."""

    def __init__(self, writer: ArrayFileWriter, name: str, *, terms: Array, all_terms: int, lengths: Array) -> None:
        """`terms`: the numbers of its words in the dictionary, which has `all_terms`."""
        self._writer, self._name = writer, name
        self._terms = len(terms)
        if 2 * len(terms) < all_terms:
            writer.add(f"{name}.terms", terms.astype(np.uint32))
        else:
            absent = np.ones(all_terms, bool)
            absent[terms] = False
            writer.add(f"{name}.absent", np.flatnonzero(absent).astype(np.uint32))
        writer.add(f"{name}.lengths", narrowed(lengths))
        self._slots = 0  # words that have come
        nothing = np.empty(0, np.int64)
        self._sizes, self._firsts, self._place_sizes = [nothing], [nothing], [nothing]
        self._gaps = SmallNumbersWriter(writer, f"{name}.gaps")
        self._counts = CountsWriter(writer, f"{name}.counts")
        self._places = SmallNumbersWriter(writer, f"{name}.places") if name in WITH_PLACES else None
        self._lead = _LeadWriter(writer) if name == TEXT else None

    def append(self, postings: Postings) -> None:
        """The next words, each with at least one posting."""
        sizes, docs = postings.per_word, postings.docs.astype(np.int64)
        ends = np.cumsum(sizes)
        begins = ends - sizes
        is_gap = np.ones(len(docs), bool)
        is_gap[begins] = False
        self._gaps.append(np.diff(docs, prepend=0)[is_gap])
        self._sizes.append(sizes)
        self._firsts.append(docs[begins])
        self._counts.append(postings.counts)
        if self._places is not None:
            self._places.append(postings.place_gaps)
            places = np.concatenate((np.zeros(1, np.int64), np.cumsum(postings.counts)))
            self._place_sizes.append(places[ends] - places[begins])
        if self._lead is not None:
            assert postings.lead_counts is not None, "a text has a lead"
            self._lead.append(postings.lead_counts)
        self._slots += len(sizes)

    def finish(self) -> None:
        assert self._slots == self._terms, f"{self._name} has another number of words than was planned"
        add, name = self._writer.add, self._name
        add(f"{name}.starts", starts_of(self._sizes))
        add(f"{name}.firsts", np.concatenate(self._firsts).astype(np.uint32))
        self._gaps.finish()
        self._counts.finish()
        if self._places is not None:
            add(f"{name}.place_starts", starts_of(self._place_sizes))
            self._places.finish()
        if self._lead is not None:
            self._lead.finish()


class _LeadWriter:
    """Of each posting of the text, how often the word stands in the lead: mostly not at all, then mostly once."""

    def __init__(self, writer: ArrayFileWriter) -> None:
        self._flags = FlagsWriter(writer, f"{LEAD}.flags")
        self._counts = CountsWriter(writer, f"{LEAD}.counts")

    def append(self, counts: Array) -> None:
        self._flags.append(counts > 0)
        self._counts.append(counts[counts > 0])

    def finish(self) -> None:
        self._flags.finish()
        self._counts.finish()


def sorted_by_word(words: Array) -> tuple[Array, Array]:
    """The words (numbers below 2**32) in order, and where each stood before; equal ones keep their order.

    Word and place in one number are sorted much quicker than by a stable argsort.
    """
    keys = (words.astype(np.uint64) << np.uint64(32)) | np.arange(len(words), dtype=np.uint64)
    keys.sort()
    return (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)


def starts_of(sizes: Sequence[Array]) -> Array:
    """Where each row begins, and the last ends."""
    starts: Array = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.concatenate(sizes)))).astype(np.uint32)
    return starts


def title_key(title: str) -> bytes:
    """What an article is sorted by when sorting by title: its words, folded."""
    return encoded(" ".join(fold(word) for word in find_words(title)))


def add_head(
    writer: ArrayFileWriter,
    *,
    numbers: Array,
    published: Array,
    added: Array,
    languages: Sequence[str],
    sources: Sequence[str],
    titles: Sequence[bytes],
) -> None:
    """What is known of each article besides its words."""
    writer.add("numbers", numbers)
    writer.add("published", published)
    writer.add("added", added)
    for name, values in (("language", languages), ("source", sources)):
        known = {value: number for number, value in enumerate(sorted(set(values), key=encoded))}
        add_strings(writer, f"{name}s", [encoded(value) for value in known])
        writer.add(f"{name}_numbers", narrowed(np.array([known[value] for value in values], np.int64)))
    add_strings(writer, "titles", titles)
    number_of = numbers.tolist()
    ranks = np.empty(len(titles), np.uint32)
    order = sorted(range(len(titles)), key=lambda doc: (titles[doc], number_of[doc]))
    ranks[order] = np.arange(len(titles), dtype=np.uint32)
    writer.add("title_ranks", ranks)


def add_strings(writer: ArrayFileWriter, name: str, strings: Iterable[bytes]) -> None:
    strings = list(strings)
    writer.add(f"{name}_offsets", np.array([0, *accumulate(map(len, strings))], np.uint32))
    writer.add_bytes(name, b"".join(strings))


def add_words(writer: ArrayFileWriter, words: Sequence[bytes], groups: Mapping[bytes, Sequence[int]]) -> None:
    """The sorted words, and under each stem its words; see `Words.with_stem` for what is left out."""
    add_strings(writer, "words", words)
    listed = sorted(groups)
    add_strings(writer, "stems", listed)
    writer.add("stem_starts", np.array([0, *accumulate(len(groups[key]) for key in listed)], np.uint32))
    writer.add("stem_words", np.fromiter(chain.from_iterable(groups[key] for key in listed), np.uint32))
