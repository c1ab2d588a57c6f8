"""Writes a segment of articles, inverted in memory in one pass.

Inversion by sorting: the words of all articles as one row of numbers, sorted stably by word, are the postings.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reader.search.arrays import Array, ArrayFileWriter
from reader.search.dictionary import ENGLISH, encoded, stem_key
from reader.search.field_writer import (
    FieldWriter,
    Postings,
    add_head,
    add_strings,
    add_words,
    sorted_by_word,
    title_key,
)
from reader.search.names import beginnings, name_key, named_by
from reader.search.packing import narrowed
from reader.search.schema import LEAD, NAMES, TEXT, WRITTEN_FIELDS
from reader.search.stems import STEMMED, stem, stems
from reader.search.values import IndexedArticle, NamedEntity
from reader.search.words import find_words, fold, has_runs, is_run, pairs
from reader.ticket import Ticket


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


class _Tokens:
    """The words of one field of all articles, one after the other, and how many each article has."""

    def __init__(self) -> None:
        self.numbers = array("I")
        self.lengths = array("I")

    def add(self, numbers: Sequence[int]) -> None:
        self.numbers.extend(numbers)
        self.lengths.append(len(numbers))

    def words(self, rank: Array) -> Array:
        found: Array = rank[np.frombuffer(self.numbers, np.uint32)] if self.numbers else np.empty(0, np.uint32)
        return found

    def lengths_array(self) -> Array:
        return np.array(self.lengths, np.uint32)


@dataclass(frozen=True, slots=True)
class _Analysed:
    """The words of all articles."""

    numbers: _WordNumbers
    tokens: dict[str, _Tokens]  # of each field that is written
    lead_lengths: Array
    words: list[bytes]  # by their numbers
    rank: Array  # word number -> place in the sorted dictionary


def write_segment(path: Path, articles: Sequence[IndexedArticle], ticket: Ticket) -> None:
    """A new segment of these articles. On any error the file is removed again.

    Raises:
        CancelledError: stopped through the ticket.
    """
    analysed = _analyse(articles, ticket)
    with ArrayFileWriter(path) as writer:
        add_head(
            writer,
            numbers=np.array([article.number for article in articles], np.uint32),
            published=np.array([a.published.toordinal() if a.published else 0 for a in articles], np.int32),
            added=np.array([a.added.toordinal() if a.added else 0 for a in articles], np.int32),
            languages=[article.language for article in articles],
            sources=[article.source for article in articles],
            titles=[title_key(article.title) for article in articles],
        )
        order = np.argsort(analysed.rank)
        folded = list(analysed.numbers.folded)
        words = [analysed.words[number] for number in order.tolist()]
        add_words(writer, words, _stem_groups(articles, analysed, [folded[number] for number in order.tolist()]))
        for name in WRITTEN_FIELDS:
            _write_field(writer, name, analysed)
        _write_names(writer, articles)


def _analyse(articles: Sequence[IndexedArticle], ticket: Ticket) -> _Analysed:
    numbers = _WordNumbers()
    tokens = {name: _Tokens() for name in WRITTEN_FIELDS}
    plain = [(name, tokens[name]) for name in WRITTEN_FIELDS if name != TEXT]
    lead_lengths = array("I")
    for done, article in enumerate(articles):
        if done % 100 == 0:
            ticket.step(done, len(articles))
        assert article.text.startswith(article.lead), "a text begins with its lead"
        lead = _numbered(article.lead, numbers)
        lead_lengths.append(len(lead))
        tokens[TEXT].add(lead + _numbered(article.text[len(article.lead) :], numbers))
        for name, field in plain:
            field.add(_numbered(getattr(article, name), numbers))
    words = [encoded(word) for word in numbers.folded]
    rank = np.empty(len(words), np.uint32)
    rank[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words), dtype=np.uint32)
    return _Analysed(numbers, tokens, np.array(lead_lengths, np.uint32), words, rank)


def _numbered(text: str, numbers: _WordNumbers) -> list[int]:
    if not text:
        return []
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


def _stem_groups(
    articles: Sequence[IndexedArticle], analysed: _Analysed, words: Sequence[str]
) -> dict[bytes, list[int]]:
    """Under each stem its words, by their places in the dictionary; English for all words, the others for theirs.

    English words that are their own stems and share it with no other are left out.
    """
    groups: dict[bytes, list[int]] = {}
    number_of = {word: number for number, word in enumerate(words)}
    changed = [
        (stemmed, n) for n, (stemmed, word) in enumerate(zip(stems(words), words, strict=True)) if stemmed != word
    ]
    for stemmed, number in changed:
        groups.setdefault(encoded(stemmed), []).append(number)
    for stemmed in {stemmed for stemmed, _ in changed} & number_of.keys():
        if stem(stemmed) == stemmed:
            groups[encoded(stemmed)].append(number_of[stemmed])
    languages = np.array([article.language for article in articles])
    for language in STEMMED.intersection(languages.tolist()) - {ENGLISH}:
        used = np.zeros(len(words), bool)
        for field in analysed.tokens.values():
            used[field.words(analysed.rank)[np.repeat(languages == language, field.lengths)]] = True
        numbers = np.flatnonzero(used).tolist()
        for stemmed, number in zip(stems([words[n] for n in numbers], language), numbers, strict=True):
            groups.setdefault(stem_key(stemmed, language), []).append(number)
    return {key: sorted(numbers) for key, numbers in groups.items()}


def _write_field(writer: ArrayFileWriter, name: str, analysed: _Analysed) -> None:
    tokens = analysed.tokens[name]
    words, lengths = tokens.words(analysed.rank), tokens.lengths_array()
    used = np.flatnonzero(np.bincount(words, minlength=len(analysed.words))) if len(words) else np.empty(0, np.int64)
    docs, places = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths), _places(lengths)
    words, order = sorted_by_word(words)
    slot_of = np.zeros(len(analysed.words), np.int64)
    slot_of[used] = np.arange(len(used))
    slots, docs, places = slot_of[words], docs[order], places[order]
    new = np.ones(len(slots), bool)
    new[1:] = (slots[1:] != slots[:-1]) | (docs[1:] != docs[:-1])
    begins = np.flatnonzero(new)
    gaps = np.diff(places, prepend=0)
    gaps[begins] = places[begins]
    in_lead = None
    if name == TEXT:
        writer.add(f"{LEAD}.lengths", narrowed(analysed.lead_lengths))
        in_lead = (
            np.add.reduceat(places < analysed.lead_lengths[docs], begins, dtype=np.int64) if len(begins) else begins
        )
    field = FieldWriter(writer, name, terms=used, all_terms=len(analysed.words), lengths=lengths)
    per_word = np.bincount(slots[begins], minlength=len(used))
    field.append(Postings(per_word, docs[begins], np.diff(np.append(begins, len(slots))), gaps, in_lead))
    field.finish()


def _places(lengths: Array) -> Array:
    ends = np.cumsum(lengths, dtype=np.int64)
    places: Array = np.arange(ends[-1] if len(ends) else 0, dtype=np.int64) - np.repeat(ends - lengths, lengths)
    return places


def _write_names(writer: ArrayFileWriter, articles: Sequence[IndexedArticle]) -> None:
    named: dict[NamedEntity, list[int]] = {}
    lengths = np.array([len(article.entities) for article in articles], np.uint32)
    for doc, article in enumerate(articles):
        for entity in article.entities:
            named.setdefault(entity, []).append(doc)
    found = {name_key(entity): docs for entity, docs in named.items()}
    names = sorted(found)
    add_strings(writer, NAMES, names)
    starts = sorted((key, number) for number, name in enumerate(names) for key in set(beginnings(named_by(name).name)))
    add_strings(writer, "name_beginnings", [key for key, _ in starts])
    writer.add("named_there", np.array([number for _, number in starts], np.uint32))
    field = FieldWriter(writer, NAMES, terms=np.arange(len(names)), all_terms=len(names), lengths=lengths)
    per_word = np.array([len(found[name]) for name in names], np.int64)
    docs = np.array([doc for name in names for doc in found[name]], np.int64)
    field.append(Postings(per_word, docs, np.ones(len(docs), np.int64), np.empty(0, np.int64)))
    field.finish()
