"""Makes one segment of several, piece by piece, so that it needs the same memory whatever their size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np

from reader.search.arrays import Array, ArrayFileWriter
from reader.search.dictionary import sizes
from reader.search.dictionary_merger import StringMerger, merge_name_beginnings, merge_words
from reader.search.field_writer import FieldWriter, Postings, add_head, sorted_by_word
from reader.search.packing import narrowed
from reader.search.schema import LEAD, NAMES, TEXT, WITH_PLACES, WRITTEN_FIELDS
from reader.search.segment import Field, LeadField, Segment
from reader.ticket import Ticket

_PIECE = 200_000  # postings merged at a time


@dataclass(frozen=True)
class Source:
    """A segment that goes into a merge, with what was deleted in it."""

    segment: Segment
    live: Array | None  # a mask; None: nothing was deleted

    @property
    def live_count(self) -> int:
        return self.segment.doc_count if self.live is None else int(self.live.sum())

    def living(self, values: Array) -> Array:
        return values if self.live is None else values[self.live]

    def living_of(self, values: Sequence[bytes]) -> list[bytes]:
        if self.live is None:
            return list(values)
        return [value for value, alive in zip(values, self.live.tolist(), strict=True) if alive]

    def kept_slots(self, field: Field) -> Array:
        """The words of the field that still stand in an article that was not deleted, by their places in it."""
        if self.live is None:
            return np.arange(len(field))
        kept = []
        for first, last in pieces(sizes(field.starts)):
            alive = self.live[field.block(range(first, last))[0]]
            begins = field.starts[first:last].astype(np.int64) - int(field.starts[first])
            kept.append(np.flatnonzero(np.logical_or.reduceat(alive, begins)) + first)
        return np.concatenate(kept) if kept else np.empty(0, np.int64)

    @cached_property
    def slots(self) -> dict[str, Array]:
        """The words of each field that are kept."""
        fields = {name: self.segment.fields[name] for name in WRITTEN_FIELDS}
        return {name: self.kept_slots(field) for name, field in {**fields, NAMES: self.segment.names}.items()}

    def kept_words(self) -> Array:
        """The words of the dictionary that are kept, as a mask."""
        kept: Array = np.zeros(len(self.segment.words), bool)
        for name in WRITTEN_FIELDS:
            field = self.segment.fields[name]
            kept[field.term_numbers()[self.slots[name]]] = True
        return kept

    def kept_names(self) -> Array:
        kept: Array = np.zeros(len(self.segment.names), bool)
        kept[self.slots[NAMES]] = True
        return kept


def merge_segments(path: Path, sources: Sequence[Source], ticket: Ticket) -> None:
    """One new segment of all that is not deleted in these. On any error the file is removed again.

    Raises:
        CancelledError: stopped through the ticket.
    """
    with ArrayFileWriter(path) as writer:
        _merge_heads(writer, sources)
        ticket.step(0, 0)
        segments = [source.segment for source in sources]
        kept = [source.kept_words() for source in sources]
        words = merge_words(writer, [segment.words for segment in segments], kept)
        writer.add(f"{LEAD}.lengths", narrowed(_living([segment.lead for segment in segments], sources)))
        for name in WRITTEN_FIELDS:
            _merge_field(writer, name, [segment.fields[name] for segment in segments], sources, words, ticket)
        kept_names = [source.kept_names() for source in sources]
        names = StringMerger([segment.names.dictionary for segment in segments], kept_names)
        names.write(writer, NAMES)
        merge_name_beginnings(writer, segments, names.targets)
        _merge_field(writer, NAMES, [segment.names for segment in segments], sources, names, ticket)


def _merge_heads(writer: ArrayFileWriter, sources: Sequence[Source]) -> None:
    segments = [source.segment for source in sources]

    def together(name: str) -> Array:
        return np.concatenate([source.living(getattr(source.segment, name)) for source in sources])

    def looked_up(values: str, numbers: str) -> list[str]:
        found: list[str] = []
        for source in sources:
            known = getattr(source.segment, values)
            found += [known[number] for number in source.living(getattr(source.segment, numbers)).tolist()]
        return found

    titles = (
        source.living_of(segment.title_keys.some(0, segment.doc_count))
        for source, segment in zip(sources, segments, strict=True)
    )
    add_head(
        writer,
        numbers=together("numbers"),
        published=together("published"),
        added=together("added"),
        languages=looked_up("languages", "language_numbers"),
        sources=looked_up("sources", "source_numbers"),
        titles=list(chain.from_iterable(titles)),
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some words of one source; all but the distances have a number for each posting."""

    words: Array  # their slots in the new segment
    docs: Array
    counts: Array
    place_gaps: Array
    lead_counts: Array


_NOTHING = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class _Merging:
    """One source of a field's merge: where its words and articles go to."""

    field: Field
    lead: LeadField | None  # where the field is the text
    kept: Array  # the slots that are kept
    targets: Array  # of each of these, its slot in the new segment; ascending
    new_docs: Array  # of each article, its new place; -1 when it was deleted

    def piece(self, first: int, last: int) -> _Piece:
        """What goes into the new slots `first` to `last`."""
        begin, end = np.searchsorted(self.targets, (first, last))
        if begin == end:
            return _Piece(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING)
        slots = self.kept[begin:end]
        low, high = int(slots[0]), int(slots[-1]) + 1  # between them are at most words that nothing is left of
        targets = np.full(high - low, -1, np.int64)
        targets[slots - low] = self.targets[begin:end]
        words = np.repeat(targets, sizes(self.field.starts[low : high + 1]))
        docs, counts = self.field.block(range(low, high))
        counts = counts.astype(np.int64)
        docs = self.new_docs[docs]
        gaps = self.field.place_gaps(low, high) if self.field.name in WITH_PLACES else _NOTHING
        in_lead = _NOTHING if self.lead is None else self.lead.counts_in_text(low, high)
        alive = docs >= 0
        if not alive.all():
            gaps = gaps[np.repeat(alive, counts)] if len(gaps) else gaps
            in_lead = in_lead[alive] if len(in_lead) else in_lead
            words, docs, counts = words[alive], docs[alive], counts[alive]
        return _Piece(words, docs, counts, gaps, in_lead)


def _living(fields: Sequence[Field], sources: Sequence[Source]) -> Array:
    """The lengths of a field in all articles that go on."""
    return np.concatenate([source.living(field.lengths) for source, field in zip(sources, fields, strict=True)])


def _merge_field(
    writer: ArrayFileWriter,
    name: str,
    fields: Sequence[Field],
    sources: Sequence[Source],
    dictionary: StringMerger,
    ticket: Ticket,
) -> None:
    terms = [
        targets[field.term_numbers()[source.slots[name]]]
        for targets, field, source in zip(dictionary.targets, fields, sources, strict=True)
    ]
    all_terms = np.unique(np.concatenate(terms))
    merging, base = [], 0
    for source, field, mine in zip(sources, fields, terms, strict=True):
        live = np.ones(source.segment.doc_count, bool) if source.live is None else source.live
        new_docs = np.where(live, np.cumsum(live) - 1 + base, -1)
        slots = np.searchsorted(all_terms, mine)
        lead = source.segment.lead if name == TEXT else None
        merging.append(_Merging(field, lead, source.slots[name], slots, new_docs))
        base += source.live_count
    written = FieldWriter(writer, name, terms=all_terms, all_terms=dictionary.count, lengths=_living(fields, sources))
    postings = np.zeros(len(all_terms), np.int64)
    for part in merging:
        postings[part.targets] += sizes(part.field.starts)[part.kept]
    for first, last in pieces(postings):
        ticket.step(0, 0)
        written.append(_merge_piece(merging, first, last))
        for source in sources:
            source.segment.rest()
    written.finish()


def pieces(counts: Array) -> Iterator[tuple[int, int]]:
    """Rows of words with about `_PIECE` postings each."""
    ends = np.cumsum(counts)
    first = 0
    while first < len(counts):
        before = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + _PIECE)))
        yield first, last
        first = last


def _merge_piece(merging: Sequence[_Merging], first: int, last: int) -> Postings:
    parts = [source.piece(first, last) for source in merging]
    words, docs, counts = (np.concatenate([getattr(p, name) for p in parts]) for name in ("words", "docs", "counts"))
    gaps, in_lead = (np.concatenate([getattr(p, name) for p in parts]) for name in ("place_gaps", "lead_counts"))
    words, order = sorted_by_word(words - first)
    new_counts = counts[order]
    if len(gaps):
        begins = np.cumsum(counts) - counts
        new_begins = np.cumsum(new_counts) - new_counts
        gaps = gaps[np.repeat(begins[order] - new_begins, new_counts) + np.arange(len(gaps))]
    per_word = np.bincount(words, minlength=last - first)
    return Postings(per_word, docs[order], new_counts, gaps, in_lead[order] if len(in_lead) else in_lead)
