"""Rows of whole numbers in little room, read and written many at a time.

Most numbers of an index are small: the distance from one article to the next, from one place of a word to the next,
how often a word stands in an article. One byte each with the exceptions apart is decoded by a few numpy calls, which
no variable-length code is.
"""

import numpy as np

from reader.search.arrays import Array, ArrayFile, ArrayFileWriter

_LARGE = 0xFF  # stands for a number that is kept apart
_LOW = 0xFFFF  # the part of such a number that is kept in two bytes
_BLOCK = 1 << 10  # numbers, or flags, between two entries of the table that counts what came before
_BITS = 8
_NONE = np.empty(0, np.uint32)


class SmallNumbersWriter:
    """Numbers of one byte each; those that are larger are kept apart, in their order."""

    def __init__(self, writer: ArrayFileWriter, name: str) -> None:
        self._writer, self._name = writer, name
        self._section = writer.section(name, np.uint8)
        self._large: list[Array] = [np.empty(0, np.uint32)]
        self._places: list[Array] = [np.empty(0, np.int64)]

    def append(self, numbers: Array) -> None:
        large = np.flatnonzero(numbers >= _LARGE)
        if len(large):
            self._places.append(large + self._section.count)
            self._large.append(numbers[large].astype(np.uint32))
            numbers = np.minimum(numbers, _LARGE)
        self._section.append(numbers)

    def finish(self) -> None:
        self._section.finish()
        if len(self._large) == 1:  # nothing but the beginning: there are none
            return
        borders = np.arange(0, self._section.count + _BLOCK, _BLOCK)
        self._writer.add(
            f"{self._name}.ranks", np.searchsorted(np.concatenate(self._places), borders).astype(np.uint32)
        )
        large = np.concatenate(self._large)
        huge = np.flatnonzero(large > _LOW)  # few, but without them two bytes are enough for the others
        self._writer.add(f"{self._name}.large", narrowed(large & _LOW))
        if len(huge):
            self._writer.add(f"{self._name}.huge_at", huge.astype(np.uint32))
            self._writer.add(f"{self._name}.huge", large[huge] & ~np.uint32(_LOW))


class SmallNumbers:
    """What `SmallNumbersWriter` wrote. Threads: any."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file, self._name = file, name
        self._has_large = f"{name}.large" in file
        self._ranks = file.array(f"{name}.ranks") if self._has_large else _NONE
        has_huge = f"{name}.huge" in file
        self._huge_at = file.array(f"{name}.huge_at") if has_huge else _NONE
        self._huge = file.array(f"{name}.huge") if has_huge else _NONE

    def row(self, start: int, stop: int) -> Array:
        """The numbers from `start` to `stop`; not to be changed."""
        found = self._file.array(self._name, start, stop)
        if not self._has_large:
            return found
        large = np.flatnonzero(found == _LARGE)
        if len(large):
            found = found.astype(np.uint32)
            found[large] = self._large_from(start, len(large))
        return found

    def chosen(self, start: int, stop: int, at: Array) -> Array:
        """Of the numbers from `start` to `stop`, those at these places, counted from `start`."""
        row = self._file.array(self._name, start, stop)
        found: Array = row[at]
        if not self._has_large:
            return found
        escaped = np.flatnonzero(found == _LARGE)
        if len(escaped):
            found = found.astype(np.uint32)
            large = np.flatnonzero(row == _LARGE)
            values = self._large_from(start, len(large))
            found[escaped] = values[np.searchsorted(large, at[escaped])]
        return found

    def _large_from(self, start: int, count: int) -> Array:
        """So many of the numbers that are kept apart, the first of them at or after this place."""
        block = start // _BLOCK
        begun = self._file.array(self._name, block * _BLOCK, start)
        first = int(self._ranks[block]) + int(np.count_nonzero(begun == _LARGE))
        large = self._file.array(f"{self._name}.large", first, first + count).astype(np.uint32)
        if len(self._huge_at):
            low, high = np.searchsorted(self._huge_at, np.array((first, first + count), np.uint32))
            large[self._huge_at[low:high] - np.uint32(first)] |= self._huge[low:high]
        return large


class FlagsWriter:
    """Yes or no, one bit each."""

    def __init__(self, writer: ArrayFileWriter, name: str) -> None:
        self._writer, self._name = writer, name
        self._packed: list[Array] = [np.empty(0, np.uint8)]
        self._rest = np.empty(0, bool)  # the last few, which do not fill a byte yet

    def append(self, flags: Array) -> None:
        flags = np.concatenate((self._rest, flags))
        whole = len(flags) // _BITS * _BITS
        self._packed.append(np.packbits(flags[:whole]))
        self._rest = flags[whole:]

    def finish(self) -> None:
        packed = np.concatenate((*self._packed, np.packbits(self._rest)))
        per_block = _BLOCK // _BITS
        whole = np.concatenate((packed, np.zeros(-len(packed) % per_block, np.uint8)))
        set_in_block = np.bitwise_count(whole).reshape(-1, per_block).sum(axis=1, dtype=np.int64)
        self._writer.add(self._name, packed)
        ranks = np.concatenate((np.zeros(1, np.int64), np.cumsum(set_in_block)))
        self._writer.add(f"{self._name}.ranks", ranks.astype(np.uint32))


class Flags:
    """What `FlagsWriter` wrote. Threads: any."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file, self._name = file, name
        self._ranks = file.array(f"{name}.ranks")

    def row(self, start: int, stop: int) -> tuple[Array, int]:
        """The flags from `start` to `stop`, and how many before them are set."""
        block = start // _BLOCK
        packed = self._file.array(self._name, block * _BLOCK // _BITS, -(-stop // _BITS))
        flags = np.unpackbits(packed)[: stop - block * _BLOCK].view(bool)  # numpy counts and finds these much quicker
        skipped = start - block * _BLOCK
        return flags[skipped:], int(self._ranks[block]) + int(np.count_nonzero(flags[:skipped]))

    def set_before(self, places: Array) -> Array:
        """How many flags before each of these places are set. Reads all of them."""
        flags = np.unpackbits(self._file.array(self._name))
        before: Array = np.concatenate((np.zeros(1, np.uint32), np.cumsum(flags, dtype=np.uint32)))[places]
        return before


class CountsWriter:
    """Numbers from 1 on of which most are 1: a flag tells the others, which stand in a row of their own."""

    def __init__(self, writer: ArrayFileWriter, name: str) -> None:
        self._flags = FlagsWriter(writer, name)
        self._more = SmallNumbersWriter(writer, f"{name}.more")

    def append(self, counts: Array) -> None:
        more = counts > 1
        self._flags.append(more)
        self._more.append(counts[more])

    def finish(self) -> None:
        self._flags.finish()
        self._more.finish()


class Counts:
    """What `CountsWriter` wrote. Threads: any."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._flags = Flags(file, name)
        self._more = SmallNumbers(file, f"{name}.more")

    def row(self, start: int, stop: int) -> Array:
        """The numbers from `start` to `stop`, as a new array."""
        flags, before = self._flags.row(start, stop)
        places = np.flatnonzero(flags)
        counts = np.ones(stop - start)  # as scores are computed from them
        counts[places] = self._more.row(before, before + len(places))
        return counts


def narrowed(numbers: Array) -> Array:
    """The same numbers, none below 0, in as little room as they need."""
    most = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)
