"""Merges the dictionaries of several segments, one stretch of the alphabet at a time."""

from collections.abc import Iterator, Sequence

import numpy as np

from reader.search.arrays import Array, ArrayFileWriter
from reader.search.dictionary import Strings, Words, is_english, sizes
from reader.search.field_writer import starts_of
from reader.search.segment import Segment

_STRETCH = 20_000  # strings of the longest dictionary that are merged at a time


class StringMerger:
    """Sorted strings of several segments into one row; `targets` tells where those of each have gone, -1: nowhere."""

    def __init__(self, sources: Sequence[Strings], kept: Sequence[Array]) -> None:
        """`kept`: of each source, a mask of those that go on."""
        self._sources, self._kept = sources, kept
        self.targets = [np.full(len(source), -1, np.int64) for source in sources]
        self.count = 0

    def write(self, writer: ArrayFileWriter, name: str) -> None:
        for _ in self.stretches(writer, name):
            pass

    def stretches(self, writer: ArrayFileWriter, name: str) -> Iterator[tuple[bytes, bytes | None, dict[bytes, int]]]:
        """Write them; after each stretch, the border before and behind it and the new numbers of its strings."""
        raw = writer.section(name, np.uint8)
        lengths = [np.empty(0, np.int64)]
        for first, last in borders(self._sources):
            parts = [span_between(source, first, last) for source in self._sources]
            strings = [
                [s for s, keep in zip(source.some(at, to), kept[at:to].tolist(), strict=True) if keep]
                for source, kept, (at, to) in zip(self._sources, self._kept, parts, strict=True)
            ]
            merged = sorted(set().union(*strings))
            number_of = {string: number for number, string in enumerate(merged, self.count)}
            for targets, kept, found, (at, to) in zip(self.targets, self._kept, strings, parts, strict=True):
                targets[at:to][kept[at:to]] = [number_of[string] for string in found]
            raw.append(np.frombuffer(b"".join(merged), np.uint8))
            lengths.append(np.fromiter(map(len, merged), np.int64, len(merged)))
            self.count += len(merged)
            yield first, last, number_of
        raw.finish()
        writer.add(f"{name}_offsets", starts_of(lengths))


def borders(sources: Sequence[Strings]) -> Iterator[tuple[bytes, bytes | None]]:
    """From and to where the strings of each stretch go; None is the end of the alphabet."""
    longest = max(sources, key=len)
    first = b""
    for at in range(_STRETCH, len(longest), _STRETCH):
        yield first, longest[at]
        first = longest[at]
    yield first, None


def span_between(strings: Strings, first: bytes, last: bytes | None) -> tuple[int, int]:
    """The numbers of the strings between these borders."""
    return strings.place(first), len(strings) if last is None else strings.place(last)


def merge_words(writer: ArrayFileWriter, sources: Sequence[Words], kept: Sequence[Array]) -> StringMerger:
    """The words of several segments, and their stems as these were found when the words were first written."""
    words = StringMerger(sources, kept)
    words.write(writer, "words")
    stems = _StemWriter(writer)
    unlisted = [_unlisted(source) for source in sources]
    for first, last in borders(sources):
        alone: dict[bytes, int] = {}  # words that are their own stems: others may share it now
        for source, targets, mine in zip(sources, words.targets, unlisted, strict=True):
            at, to = span_between(source, first, last)
            chosen = mine[at:to] & (targets[at:to] >= 0)
            strings = (string for string, wanted in zip(source.some(at, to), chosen.tolist(), strict=True) if wanted)
            alone.update(zip(strings, targets[at:to][chosen].tolist(), strict=True))
        stems.append([_groups(source, first, last) for source in sources], words.targets, alone)
    stems.finish()
    return words


def _unlisted(source: Words) -> Array:
    """The words that stand under no English stem, because they are their own and share it with none."""
    unlisted: Array = np.ones(len(source), bool)
    english = np.array([is_english(key) for key in source.stems.some(0, len(source.stems))], bool)
    unlisted[source.stem_words[np.repeat(english, sizes(source.stem_starts))]] = False
    return unlisted


def _groups(source: Words, first: bytes, last: bytes | None) -> tuple[list[bytes], Array, Array]:
    """The stems between these borders, how many words each has, and these words."""
    at, to = span_between(source.stems, first, last)
    starts = source.stem_starts[at : to + 1].astype(np.int64)
    return source.stems.some(at, to), sizes(starts), source.stem_words[starts[0] : starts[-1]]


class _StemWriter:
    """The merged stems on their way into the file."""

    def __init__(self, writer: ArrayFileWriter) -> None:
        self._writer = writer
        self._raw = writer.section("stems", np.uint8)
        self._members = writer.section("stem_words", np.uint32)
        nothing = np.empty(0, np.int64)
        self._sizes, self._group_sizes = [nothing], [nothing]

    def append(
        self,
        parts: Sequence[tuple[list[bytes], Array, Array]],
        targets: Sequence[Array],
        alone: dict[bytes, int],
    ) -> None:
        """The groups of one stretch; `alone`: words that belong under their own stem if it is there."""
        keys = sorted(set().union(*(part[0] for part in parts)))
        number_of = {key: number for number, key in enumerate(keys)}
        found = [np.empty(0, np.uint64)]
        for (mine, counted, members), moved in zip(parts, targets, strict=True):
            groups = np.repeat(np.array([number_of[key] for key in mine], np.int64), counted)
            words = moved[members]
            found.append(_pairs(groups[words >= 0], words[words >= 0]))
        joining = [(number_of[key], word) for key, word in alone.items() if key in number_of]
        if joining:
            groups, words = np.array(joining, np.int64).T
            found.append(_pairs(groups, words))
        together = np.unique(np.concatenate(found))
        counts = np.bincount((together >> np.uint64(32)).astype(np.int64), minlength=len(keys))
        left = [key for key, count in zip(keys, counts.tolist(), strict=True) if count]
        self._raw.append(np.frombuffer(b"".join(left), np.uint8))
        self._sizes.append(np.fromiter(map(len, left), np.int64, len(left)))
        self._group_sizes.append(counts[counts > 0])
        self._members.append((together & np.uint64(0xFFFFFFFF)).astype(np.uint32))

    def finish(self) -> None:
        self._raw.finish()
        self._members.finish()
        self._writer.add("stems_offsets", starts_of(self._sizes))
        self._writer.add("stem_starts", starts_of(self._group_sizes))


def _pairs(groups: Array, words: Array) -> Array:
    pairs: Array = (groups.astype(np.uint64) << np.uint64(32)) | words.astype(np.uint64)
    return pairs


def merge_name_beginnings(writer: ArrayFileWriter, segments: Sequence[Segment], targets: Sequence[Array]) -> None:
    """Where the words of the names begin; `targets`: where the names themselves have gone."""
    raw = writer.section("name_beginnings", np.uint8)
    lengths, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    sources = [segment.name_beginnings for segment in segments]
    for first, last in borders(sources):
        found: set[tuple[bytes, int]] = set()
        for segment, source, moved in zip(segments, sources, targets, strict=True):
            at, to = span_between(source, first, last)
            new = moved[segment.named_there[at:to]].tolist()
            found.update((key, number) for key, number in zip(source.some(at, to), new, strict=True) if number >= 0)
        ordered = sorted(found)
        raw.append(np.frombuffer(b"".join(key for key, _ in ordered), np.uint8))
        lengths.append(np.array([len(key) for key, _ in ordered], np.int64))
        numbers.append(np.array([number for _, number in ordered], np.int64))
    raw.finish()
    writer.add("name_beginnings_offsets", starts_of(lengths))
    writer.add("named_there", np.concatenate(numbers).astype(np.uint32))
