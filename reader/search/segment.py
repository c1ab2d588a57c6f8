"""One segment of the index: some articles, and for each of their fields which word stands where.

The words of all fields share one sorted dictionary. Per field: which of them occur in it; `starts[i]` to
`starts[i + 1]`, the postings of its word `i`: the first article of each word whole, the others as distances; how
often; and where, again as distances. The lead is the beginning of the text: of each posting of the text it is kept
how often the word stands in the lead, and its places are those of the text that lie before its end.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from reader.search.arrays import Array, ArrayFile, DamagedFileError
from reader.search.dictionary import Strings, Words, decoded
from reader.search.own_words import OwnWords, Slots
from reader.search.packing import Counts, Flags, SmallNumbers
from reader.search.schema import LEAD, NAMES, TEXT, WRITTEN_FIELDS

PLACE_BITS = 32
PLACE = (1 << PLACE_BITS) - 1
_FIRST_OF_1970 = date(1970, 1, 1).toordinal()
SUFFIX = ".arrays"
_KEPT = 16  # words whose articles are kept
_MANY = 8  # words that are looked at together before each is alone
_FEW = 32  # up to a so-manieth of all articles, sorting is quicker than counting into an array of all

Postings = tuple[Array, Array]
"""Articles, ascending, and how often."""


class Field:
    """One field. Threads: any. Words are asked for by their numbers in its dictionary."""

    def __init__(self, file: ArrayFile, name: str, dictionary: Strings) -> None:
        self.name = name
        self.dictionary = dictionary
        self._file = file
        self.lengths = file.array(f"{name}.lengths")  # words, of each article
        self._own = OwnWords(file, name, len(dictionary))
        self._firsts = file.array(f"{name}.firsts")
        self._gaps = SmallNumbers(file, f"{name}.gaps")
        self._decoded: dict[int, Postings] = {}  # a query, and the next one, ask for the same words again
        self._counts = Counts(file, f"{name}.counts")
        if len(self.starts) != len(self) + 1 or len(self._firsts) != len(self):
            raise DamagedFileError(f"the words of {name} do not add up")

    def __len__(self) -> int:
        """How many different words it has."""
        return len(self._own)

    @cached_property
    def starts(self) -> Array:
        """Where the postings of each word begin, and the last ends."""
        return self._file.array(f"{self.name}.starts")

    @cached_property
    def total_length(self) -> int:
        return int(self.lengths.sum(dtype=np.int64))

    @cached_property
    def _places(self) -> SmallNumbers:
        return SmallNumbers(self._file, f"{self.name}.places")

    @cached_property
    def _place_starts(self) -> Array:
        return self._file.array(f"{self.name}.place_starts")

    # words and slots

    def word(self, slot: int) -> bytes:
        return self.dictionary[self.number(slot)]

    def number(self, slot: int) -> int:
        """The number of this word in the dictionary."""
        return self._own.number(slot)

    def slots(self, words: Slots) -> Slots:
        """Where these words are in this field; those it has not are left out."""
        return self._own.slots(words)

    def term_numbers(self, slots: range | None = None) -> Array:
        """The numbers of these words, or of all it has, in the dictionary."""
        return self._own.numbers(range(len(self)) if slots is None else slots)

    def articles_with(self, words: Slots) -> int:
        """In how many articles one of these words stands, at most; counted without reading its postings."""
        slots = self.slots(words)
        if isinstance(slots, range):
            return int(self.starts[slots.stop]) - int(self.starts[slots.start]) if slots else 0
        return sum(int(self.starts[slot + 1]) - int(self.starts[slot]) for slot in slots)

    # postings

    def postings(self, words: Slots) -> Postings:
        """The articles with any of these words, ascending, and how often they stand in them together."""
        return united(self.rows(words), len(self.lengths))

    def rows(self, words: Slots, more: Sequence[int] = ()) -> list[Postings]:
        """The same in several rows: an article may be in more than one of them, in each it is once."""
        slots, single = self.slots(words), list(self.slots(list(more)))
        rows = []
        if isinstance(slots, range) and len(slots) > 1:
            docs, counts = self.block(slots)
            rows.append(summed(docs, counts, len(self.lengths)))
        else:
            single += slots
        return rows + [self.one(slot) for slot in single]

    def docs(self, slot: int) -> Array:
        """The articles with this word; not to be changed."""
        return self.one(slot)[0]

    def one(self, slot: int) -> Postings:
        """The postings of this word; not to be changed."""
        known = self._decoded.get(slot)
        if known is not None:
            return known
        start, stop = int(self.starts[slot]), int(self.starts[slot + 1])
        docs = np.empty(stop - start, np.intp)  # what numpy looks up by: of another type, it would copy each time
        docs[0] = self._firsts[slot]
        docs[1:] = self._gaps.row(start - slot, stop - slot - 1)  # a word has one distance less than articles
        np.cumsum(docs, out=docs)
        if len(self._decoded) >= _KEPT:
            self._decoded.clear()
        found = self._decoded[slot] = (docs, self.counts(slot, slot + 1))
        return found

    def counts(self, first: int, last: int) -> Array:
        """How often the words of these slots stand in each of their articles."""
        return self._counts.row(int(self.starts[first]), int(self.starts[last]))

    def block(self, slots: range) -> Postings:
        """The postings of neighbouring words, one word after the other."""
        if not slots:
            return np.empty(0, np.intp), np.empty(0)
        first, last = slots.start, slots.stop
        base = int(self.starts[first])
        begins = self.starts[first:last].astype(np.int64) - base
        docs = np.empty(int(self.starts[last]) - base, np.intp)
        is_gap = np.ones(len(docs), bool)
        is_gap[begins] = False
        docs[is_gap] = self._gaps.row(base - first, int(self.starts[last]) - last)
        docs[begins] = firsts = self._firsts[first:last].astype(np.int64)
        ends = np.cumsum(docs)
        docs = ends - np.repeat(ends[begins] - firsts, np.diff(np.append(begins, len(docs))))
        return docs, self.counts(first, last)

    # places

    def place_gaps(self, first: int, last: int) -> Array:
        """Of the words of these slots, article by article, the first place and then the distances to the next."""
        return self._places.row(int(self._place_starts[first]), int(self._place_starts[last]))

    def occurrences(self, words: Slots, wanted: Array) -> Array:
        """Where these words stand in the `wanted` articles (a mask), ascending.

        Article and place in one number: the place is in the lower `PLACE_BITS`.
        """
        slots = self.slots(words)
        if isinstance(slots, range) and len(slots) > _MANY:  # most of them will stand in no wanted article
            begins = self.starts[slots.start : slots.stop].astype(np.int64) - int(self.starts[slots.start])
            there = np.logical_or.reduceat(wanted[self.block(slots)[0]], begins)
            slots = (np.flatnonzero(there) + slots.start).tolist()
        keys = [self._occurrences(slot, wanted) for slot in slots]
        together: Array = np.concatenate(keys) if keys else np.empty(0, np.int64)
        return np.sort(together, kind="stable") if len(keys) > 1 else together  # each of them is in order already

    def _occurrences(self, slot: int, wanted: Array) -> Array:
        docs, counts = self.one(slot)
        counts = counts.astype(np.int64)
        start, stop = int(self._place_starts[slot]), int(self._place_starts[slot + 1])
        ends = np.cumsum(counts)
        if ends[-1] != stop - start:
            raise DamagedFileError("the places of a word do not add up")
        chosen = np.flatnonzero(wanted[docs])
        if len(chosen) == len(docs):
            gaps = self._places.row(start, stop)
        else:
            docs, begins, counts = docs[chosen], (ends - counts)[chosen], counts[chosen]
            ends = np.cumsum(counts)
            at = np.repeat(begins - (ends - counts), counts) + np.arange(ends[-1] if len(ends) else 0)
            gaps = self._places.chosen(start, stop, at)
        places = np.cumsum(gaps, dtype=np.int64)
        articles = docs << PLACE_BITS
        articles[1:] -= places[ends[:-1] - 1]  # the sum goes on from article to article, the places begin anew
        places += np.repeat(articles, counts)
        return places


class LeadField(Field):
    """The lead, which is the beginning of the text and has its words. Threads: any."""

    def __init__(self, file: ArrayFile, text: Field) -> None:
        self.name = LEAD
        self.dictionary = text.dictionary
        self.lengths = file.array(f"{LEAD}.lengths")
        self._own = text._own
        self._text = text
        self._flags = Flags(file, f"{LEAD}.flags")  # of each posting of the text, whether the word is in the lead
        self._counts = Counts(file, f"{LEAD}.counts")

    @cached_property
    def starts(self) -> Array:
        """Where the postings of each word would begin, if they were written apart; a word may have none."""
        return self._flags.set_before(self._text.starts)

    def one(self, slot: int) -> Postings:
        in_lead, counts = self._counted(slot, slot + 1)
        return self._text.one(slot)[0][in_lead], counts

    def counts(self, first: int, last: int) -> Array:
        return self._counted(first, last)[1]

    def block(self, slots: range) -> Postings:
        if not slots:
            return np.empty(0, np.intp), np.empty(0)
        in_lead, counts = self._counted(slots.start, slots.stop)
        return self._text.block(slots)[0][in_lead], counts

    def counts_in_text(self, first: int, last: int) -> Array:
        """Of each posting of the text, how often the word stands in the lead."""
        in_lead, counts = self._counted(first, last)
        found = np.zeros(len(in_lead), np.int64)
        found[in_lead] = counts
        return found

    def _counted(self, first: int, last: int) -> tuple[Array, Array]:
        """Which postings of the text are in the lead, as a mask, and how often the words of these stand there."""
        in_lead, before = self._flags.row(int(self._text.starts[first]), int(self._text.starts[last]))
        return in_lead, self._counts.row(before, before + int(np.count_nonzero(in_lead)))

    def occurrences(self, words: Slots, wanted: Array) -> Array:
        found = self._text.occurrences(words, wanted)
        return self.within(found)

    def within(self, places: Array) -> Array:
        """Those of these places in the text that are in the lead."""
        in_lead: Array = places[places & PLACE < self.lengths[places >> PLACE_BITS]]
        return in_lead


def united(rows: Sequence[Postings], doc_count: int) -> Postings:
    """All of these together, each article once."""
    if len(rows) == 1:
        return rows[0]
    if not rows:
        return np.empty(0, np.intp), np.empty(0)
    return summed(np.concatenate([docs for docs, _ in rows]), np.concatenate([counts for _, counts in rows]), doc_count)


def summed(docs: Array, counts: Array, doc_count: int) -> Postings:
    """The articles, each once and ascending, and how often all together."""
    if len(docs) * _FEW < doc_count:
        order = np.argsort(docs, kind="stable")
        docs, counts = docs[order], counts[order]
        begins = np.flatnonzero(np.diff(docs, prepend=-1))
        return docs[begins], np.add.reduceat(counts, begins) if len(begins) else counts
    totals = np.bincount(docs, counts, doc_count)
    found = np.flatnonzero(totals > 0)
    return found, totals[found]


class Segment:
    """A segment as it was written. Threads: any.

    Raises:
        DamagedFileError: the file is not what was written, as far as has been looked at; also while it is used.
        OSError: it could not be read.
    """

    def __init__(self, path: Path) -> None:
        self._file = ArrayFile(path)
        try:
            self.numbers = self._file.array("numbers")  # of the articles, in the order they came
            self.published = self._file.array("published")  # days, 0 when not known
            self.added = self._file.array("added")
            self.language_numbers = self._file.array("language_numbers")  # of each article
            self.source_numbers = self._file.array("source_numbers")
            self.languages = [decoded(code) for code in _all(Strings(self._file, "languages"))]
        except (KeyError, IndexError, ValueError) as error:
            raise DamagedFileError(f"{path.name} lacks a part") from error
        self.doc_count = len(self.numbers)

    @cached_property
    def words(self) -> Words:
        return Words(self._file)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields of words."""
        fields = {name: Field(self._file, name, self.words) for name in WRITTEN_FIELDS}
        return {**fields, LEAD: self.lead}

    @cached_property
    def lead(self) -> LeadField:
        return LeadField(self._file, Field(self._file, TEXT, self.words))

    @cached_property
    def names(self) -> Field:
        """Whom and what the articles name; the dictionary holds kind and name: see `names`."""
        return Field(self._file, NAMES, Strings(self._file, "names"))

    @cached_property
    def name_beginnings(self) -> Strings:
        """Each name from each of its words on, folded and sorted."""
        return Strings(self._file, "name_beginnings")

    @cached_property
    def named_there(self) -> Array:
        """The name that each of the beginnings belongs to."""
        return self._file.array("named_there")

    @cached_property
    def sources(self) -> list[str]:
        return [decoded(name) for name in _all(Strings(self._file, "sources"))]

    @cached_property
    def years(self) -> Array:
        """The year of publication of each article, 0 when not known."""
        days = self.published.astype(np.int64) - _FIRST_OF_1970
        years = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        return np.where(self.published > 0, years, 0)

    @cached_property
    def title_ranks(self) -> Array:
        """Of each article, its place when these are sorted by title."""
        return self._file.array("title_ranks")

    @cached_property
    def title_keys(self) -> Strings:
        """What each article is sorted by when sorting by title."""
        return Strings(self._file, "titles")

    def rest(self) -> None:
        """Give back the memory of what was looked at; it is read again when it is needed."""
        self._file.rest()

    @cached_property
    def _by_number(self) -> tuple[Array, Array]:
        numbers = self.numbers.astype(np.int64)
        if (np.diff(numbers) > 0).all():  # as they mostly are
            return numbers, np.arange(len(numbers))
        order = np.argsort(numbers, kind="stable")
        return numbers[order], order

    def docs_of(self, numbers: Array) -> Array:
        """Where these articles stand in the segment; those it has not are left out. `numbers` is sorted."""
        ordered, order = self._by_number
        if not len(numbers) or not len(ordered):
            return np.empty(0, np.int64)
        at = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
        docs: Array = order[at[ordered[at] == numbers]]
        return docs


def _all(strings: Strings) -> list[bytes]:
    return strings.some(0, len(strings))
