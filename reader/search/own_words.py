"""Which words of a segment's dictionary one of its fields has."""

import numpy as np

from reader.search.arrays import Array, ArrayFile

Slots = range | list[int]
"""Words of a field, by their place in it, ascending."""


class OwnWords:
    """Which words of the dictionary a field has: those that are listed, or all but those that are. Threads: any."""

    def __init__(self, file: ArrayFile, name: str, all_words: int) -> None:
        self._all_words = all_words
        self._listed = file.array(f"{name}.terms") if f"{name}.terms" in file else None
        self._absent = file.array(f"{name}.absent") if self._listed is None else np.empty(0, np.uint32)
        self._shifted = self._absent - np.arange(len(self._absent), dtype=np.uint32)  # the slot each would be at

    def __len__(self) -> int:
        return self._all_words - len(self._absent) if self._listed is None else len(self._listed)

    def number(self, slot: int) -> int:
        """The number in the dictionary of the word at this place in the field."""
        if self._listed is not None:
            return int(self._listed[slot])
        return slot + int(np.searchsorted(self._shifted, np.uint32(slot), side="right"))

    def numbers(self, slots: range) -> Array:
        """The numbers of several words that are neighbours."""
        if self._listed is not None:
            return self._listed[slots.start : slots.stop]
        places = np.arange(slots.start, slots.stop, dtype=np.uint32)
        return places + np.searchsorted(self._shifted, places, side="right").astype(np.uint32)

    def slots(self, words: Slots) -> Slots:
        """The places in the field of those of these words that it has."""
        if isinstance(words, range):
            borders = np.array((words.start, words.stop), np.uint32)
            if self._listed is not None:
                first, last = np.searchsorted(self._listed, borders).tolist()
                return range(first, last)
            first, last = np.searchsorted(self._absent, borders).tolist()
            return range(words.start - first, words.stop - last)
        listed = self._absent if self._listed is None else self._listed
        found = []
        for word in words:
            at = int(np.searchsorted(listed, np.uint32(word)))
            is_listed = at < len(listed) and listed[at] == word
            if is_listed == (self._listed is not None):
                found.append(at if is_listed else word - at)
        return found
