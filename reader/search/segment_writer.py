"""Writes segments: from articles, inverted in memory in one pass, or by merging segments that exist.

Inversion by sorting: the words of all articles as one row of numbers, sorted stably by word, are the postings.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path

import numpy as np

from reader.search.arrays import Array, ArrayFileWriter
from reader.search.schema import FIELD_BOOSTS
from reader.search.segment import Field, Segment, encoded
from reader.search.stems import stem
from reader.search.values import IndexedArticle
from reader.search.words import find_words, fold, has_runs, is_run, pairs
from reader.ticket import Ticket

_PIECE = 2_000_000  # places merged at a time, so that merging needs the same memory whatever the library's size


@dataclass(frozen=True, slots=True)
class Source:
    """A segment that goes into a merge, with what was deleted in it."""

    segment: Segment
    live: Array | None  # a mask; None: nothing was deleted

    @property
    def live_count(self) -> int:
        return self.segment.doc_count if self.live is None else int(self.live.sum())


@dataclass(frozen=True, slots=True)
class _Postings:
    """Postings of a row of words, ordered by word, then article."""

    per_word: Array  # how many postings each word has
    positions_per_word: Array
    docs: Array
    freqs: Array
    positions: Array


class _WordNumbers(dict[str, int]):
    """A word as it stands in a text -> the number of its folded form, given out as words are met."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: dict[str, int] = {}

    def number(self, folded: str) -> int:
        return self.folded.setdefault(folded, len(self.folded))

    def __missing__(self, word: str) -> int:
        number = self[word] = self.number(fold(word))
        return number


def write_segment(path: Path, articles: Sequence[IndexedArticle], ticket: Ticket) -> None:
    """A new segment of these articles. On any error the file is removed again.

    Raises:
        CancelledError: stopped through the ticket.
    """
    numbers = _WordNumbers()
    tokens = {name: array("I") for name in FIELD_BOOSTS}
    lengths: dict[str, list[int]] = {name: [] for name in FIELD_BOOSTS}
    for done, article in enumerate(articles):
        if done % 100 == 0:
            ticket.step(done, len(articles))
        for name in FIELD_BOOSTS:
            found = _numbered(getattr(article, name), numbers)
            tokens[name].extend(found)
            lengths[name].append(len(found))
    words = [encoded(word) for word in numbers.folded]
    order = sorted(range(len(words)), key=words.__getitem__)
    stems = [encoded(stem(word)) for word in numbers.folded]
    rank = np.empty(len(words), np.int64)
    rank[order] = np.arange(len(words))
    with ArrayFileWriter(path) as writer:
        writer.add("numbers", np.array([article.number for article in articles], np.int64))
        days = [article.published.toordinal() if article.published else 0 for article in articles]
        writer.add("published", np.array(days, np.int32))
        _add_strings(writer, "title", [title_key(article.title) for article in articles])
        for name in FIELD_BOOSTS:
            ranked = rank[np.frombuffer(tokens[name], np.uint32)] if tokens[name] else np.empty(0, np.int64)
            used = np.flatnonzero(np.bincount(ranked, minlength=len(words)))
            here = [order[number] for number in used.tolist()]
            _add_words(writer, name, [words[number] for number in here], [stems[number] for number in here])
            field_lengths = np.array(lengths[name], np.uint32)
            writer.add(f"{name}.lengths", field_lengths)
            places = _Places(writer, name, len(here), len(ranked), len(ranked))
            places.append(_invert(np.searchsorted(used, ranked), field_lengths, len(here)))
            places.finish()


def title_key(title: str) -> bytes:
    """What an article is sorted by when sorting by title: its words, folded."""
    return encoded(" ".join(fold(word) for word in find_words(title)))


def _numbered(text: str, numbers: _WordNumbers) -> list[int]:
    found = find_words(text)
    if not has_runs(text):
        return list(map(numbers.__getitem__, found))
    given: list[int] = []
    for word in found:
        if is_run(word):
            given += [numbers.number(pair) for pair in pairs(word)]
        else:
            given.append(numbers[word])
    return given


def _invert(words: Array, lengths: Array, word_count: int) -> _Postings:
    """`words`: for each place of each article, in order, the number of the word that stands there."""
    ends = np.cumsum(lengths, dtype=np.int64)
    docs = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    places = np.arange(len(words), dtype=np.int64) - np.repeat(ends - lengths, lengths)
    order = np.argsort(words, kind="stable")
    words, docs, places = words[order], docs[order], places[order]
    new = np.ones(len(words), bool)
    new[1:] = (words[1:] != words[:-1]) | (docs[1:] != docs[:-1])
    begins = np.flatnonzero(new)
    return _Postings(
        np.bincount(words[begins], minlength=word_count),
        np.bincount(words, minlength=word_count),
        docs[begins],
        np.diff(np.append(begins, len(words))),
        places,
    )


class _Places:
    """The postings of one field on their way into the file, piece by piece."""

    def __init__(self, writer: ArrayFileWriter, field: str, words: int, postings: int, positions: int) -> None:
        self._writer, self._field, self._words = writer, field, words
        self._per_word: list[Array] = [np.zeros(1, np.int64)]
        self._positions_per_word: list[Array] = [np.zeros(1, np.int64)]
        self._docs = writer.reserve(f"{field}.docs", np.uint32, postings)
        self._freqs = writer.reserve(f"{field}.freqs", np.uint32, postings)
        self._positions = writer.reserve(f"{field}.positions", np.uint32, positions)

    def append(self, postings: _Postings) -> None:
        self._per_word.append(postings.per_word)
        self._positions_per_word.append(postings.positions_per_word)
        self._docs.append(postings.docs)
        self._freqs.append(postings.freqs)
        self._positions.append(postings.positions)

    def finish(self) -> None:
        starts = np.cumsum(np.concatenate(self._per_word))
        assert len(starts) == self._words + 1
        self._writer.add(f"{self._field}.starts", starts)
        self._writer.add(f"{self._field}.position_starts", np.cumsum(np.concatenate(self._positions_per_word)))


def _add_strings(writer: ArrayFileWriter, name: str, strings: Sequence[bytes]) -> None:
    writer.add(f"{name}_offsets", np.array([0, *accumulate(map(len, strings))], np.int64))
    writer.add_bytes(f"{name}s", b"".join(strings))


def _add_words(writer: ArrayFileWriter, field: str, words: Sequence[bytes], stems: Sequence[bytes]) -> None:
    """The sorted words of a field, and under each stem its words; see `Field.with_stem` for what is left out."""
    groups: dict[bytes, list[int]] = {}
    for number, stemmed in enumerate(stems):
        groups.setdefault(stemmed, []).append(number)
    listed = sorted(key for key, group in groups.items() if len(group) > 1 or words[group[0]] != key)
    _add_strings(writer, f"{field}.word", words)
    _add_strings(writer, f"{field}.stem", listed)
    writer.add(f"{field}.stem_starts", np.array([0, *accumulate(len(groups[key]) for key in listed)], np.int64))
    writer.add(f"{field}.stem_words", np.fromiter(chain.from_iterable(groups[key] for key in listed), np.uint32))


def merge_segments(path: Path, sources: Sequence[Source], ticket: Ticket) -> None:
    """One new segment of all that is not deleted in these. On any error the file is removed again.

    Raises:
        CancelledError: stopped through the ticket.
    """
    with ArrayFileWriter(path) as writer:
        for name in ("numbers", "published"):
            arrays = [_living(getattr(source.segment, name), source.live) for source in sources]
            writer.add(name, np.concatenate(arrays))
        keys = [_living_keys(source.segment.title_keys(), source.live) for source in sources]
        _add_strings(writer, "title", list(chain.from_iterable(keys)))
        for done, name in enumerate(FIELD_BOOSTS):
            ticket.step(done, len(FIELD_BOOSTS))
            _merge_field(writer, name, sources, ticket)


def _living(values: Array, live: Array | None) -> Array:
    return values if live is None else values[live]


def _living_keys(keys: list[bytes], live: Array | None) -> Iterable[bytes]:
    return keys if live is None else (key for key, alive in zip(keys, live.tolist(), strict=True) if alive)


@dataclass(frozen=True, slots=True)
class _Merging:
    """One source of a field's merge: where its words and articles go to."""

    field: Field
    targets: Array  # of each word kept, its number in the new segment; ascending
    kept: Array  # the words that are kept
    new_docs: Array  # of each article, its new place; -1 when it was deleted

    def piece(self, first: int, last: int) -> tuple[Array, Array, Array, Array]:
        """Word, article, frequency of each posting of the new words `first` to `last`, and all their places."""
        field = self.field
        begin, end = np.searchsorted(self.targets, (first, last))
        words = self.kept[begin:end]
        if not len(words):
            nothing = np.empty(0, np.int64)
            return nothing, nothing, nothing, nothing
        low, high = words[0], words[-1] + 1  # between them are at most words that nothing is left of
        targets = np.full(high - low, -1, np.int64)
        targets[words - low] = self.targets[begin:end]
        postings = slice(field.starts[low], field.starts[high])
        docs = self.new_docs[field.docs[postings]]
        freqs = field.freqs[postings].astype(np.int64)
        positions = field.positions[field.position_starts[low] : field.position_starts[high]]
        numbers = np.repeat(targets, np.diff(field.starts[low : high + 1]))
        alive = docs >= 0
        if not alive.all():
            positions = positions[np.repeat(alive, freqs)]
            numbers, docs, freqs = numbers[alive], docs[alive], freqs[alive]
        return numbers, docs, freqs, positions


def _merge_field(writer: ArrayFileWriter, name: str, sources: Sequence[Source], ticket: Ticket) -> None:
    fields = [source.segment.fields[name] for source in sources]
    kept = [_words_left(field, source.live) for field, source in zip(fields, sources, strict=True)]
    known = [(field.words.all(), _stems(field)) for field in fields]
    stems = {
        words[number]: stemmed[number]
        for (words, stemmed), numbers in zip(known, kept, strict=True)
        for number in numbers.tolist()
    }
    words = sorted(stems)
    _add_words(writer, name, words, [stems[word] for word in words])
    writer.add(
        f"{name}.lengths", np.concatenate([_living(f.lengths, s.live) for f, s in zip(fields, sources, strict=True)])
    )
    number_of = {word: number for number, word in enumerate(words)}
    merging, base = [], 0
    for source, field, (source_words, _), numbers in zip(sources, fields, known, kept, strict=True):
        targets = np.fromiter((number_of[source_words[number]] for number in numbers.tolist()), np.int64, len(numbers))
        live = np.ones(source.segment.doc_count, bool) if source.live is None else source.live
        merging.append(_Merging(field, targets, numbers, np.where(live, np.cumsum(live) - 1 + base, -1)))
        base += source.live_count
    most = sum(len(field.positions) for field in fields)
    places = _Places(writer, name, len(words), sum(len(field.docs) for field in fields), most)
    for first, last in _pieces(merging, len(words)):
        ticket.step(first, len(words))
        places.append(_merge_piece(merging, first, last))
    places.finish()


def _words_left(field: Field, live: Array | None) -> Array:
    """The numbers of the words that still stand in an article that was not deleted."""
    if live is None:
        return np.arange(len(field.words))
    up_to = np.concatenate((np.zeros(1, np.int64), np.cumsum(live[field.docs])))
    return np.flatnonzero(np.diff(up_to[field.starts]))


def _stems(field: Field) -> list[bytes]:
    """The stem of each word, as it was found when the word was first written: stemming anew would take longer."""
    stems = field.words.all()
    starts = field.stem_starts.tolist()
    members = field.stem_words.tolist()
    for number, stemmed in enumerate(field.stems.all()):
        for word in members[starts[number] : starts[number + 1]]:
            stems[word] = stemmed
    return stems


def _pieces(merging: Sequence[_Merging], words: int) -> Iterator[tuple[int, int]]:
    """Rows of words with about `_PIECE` places each."""
    sizes = np.zeros(words, np.int64)
    for source in merging:
        sizes[source.targets] += np.diff(source.field.position_starts)[source.kept]
    ends = np.cumsum(sizes)
    first = 0
    while first < words:
        before = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + _PIECE)))
        yield first, last
        first = last


def _merge_piece(merging: Sequence[_Merging], first: int, last: int) -> _Postings:
    pieces = [source.piece(first, last) for source in merging]
    numbers, docs, freqs, positions = (np.concatenate([piece[part] for piece in pieces]) for part in range(4))
    order = np.argsort(numbers, kind="stable")
    begins = np.cumsum(freqs) - freqs
    numbers, docs, freqs = numbers[order] - first, docs[order], freqs[order]
    new_begins = np.cumsum(freqs) - freqs
    moved = np.repeat(begins[order] - new_begins, freqs) + np.arange(len(positions))
    count = last - first
    return _Postings(
        np.bincount(numbers, minlength=count),
        np.bincount(numbers, freqs, count).astype(np.int64),
        docs,
        freqs,
        positions[moved],
    )
