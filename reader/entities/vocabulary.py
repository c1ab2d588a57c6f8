"""The word types met so far, each with a number, and what is known of them as arrays to be gathered from."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from reader.entities import shapes
from reader.entities.lexicon import Lexicon
from reader.entities.phrases import Phrases
from reader.entities.wordtypes import PAD_WORD, WordType, word_type

Ints = NDArray[np.int32]
COLUMNS = ("key", "shape", "case", "coarse", "middle", "flags", "head", "starts")
_FIRST_SIZE = 4096
_CAPITALS = (shapes.CAPITAL, shapes.UPPER, shapes.MIXED, shapes.DOTTED)


class Vocabulary:
    """Word types by number; 0 is the edge of a sentence. Grows by use: its owner must see to one thread at a time."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases, on_new: Callable[[int, WordType], None]) -> None:
        self._lexicon = lexicon
        self._phrases = phrases
        self._on_new = on_new
        self._numbers: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        self.key_texts: list[str] = []
        self._columns = {name: np.zeros(_FIRST_SIZE, np.int32) for name in COLUMNS}
        self.numbers((PAD_WORD,))

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, words: Iterable[str]) -> list[int]:
        """The number of each word; new words are looked at once."""
        known = self._numbers
        try:
            return [known[word] for word in words]
        except KeyError:
            for word in words:
                if word not in known:
                    self._add(word)
        return [known[word] for word in words]

    def column(self, name: str, numbers: Ints) -> Ints:
        """One property of each of these word types."""
        return self._columns[name][numbers]

    def _add(self, word: str) -> None:
        number = len(self._numbers)
        kind = word_type(word, self._lexicon)
        self._on_new(number, kind)
        if number >= len(self._columns["key"]):
            self._columns = {name: np.concatenate((old, np.zeros_like(old))) for name, old in self._columns.items()}
        key = self._keys.setdefault(kind.key, len(self._keys))
        if key == len(self.key_texts):
            self.key_texts.append(kind.key)
        starts = kind.shape in _CAPITALS and self._phrases.longest(kind.key) > 0
        row = (key, kind.shape, kind.case, kind.coarse, kind.middle, kind.flags, kind.head, starts)
        for name, value in zip(COLUMNS, row, strict=True):
            self._columns[name][number] = value
        self._numbers[word] = number
