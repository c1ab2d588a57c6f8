"""The trained weights, and what they say of every token: a score for each label."""

import io
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from reader.entities.context import PROPERTIES
from reader.entities.hashed import Hashes
from reader.entities.labels import COUNT, may_follow
from reader.entities.layout import EDGE, Layout
from reader.entities.scene import Scene
from reader.entities.wordtypes import WordType

Floats = NDArray[np.float32]
WIDTH = 2 * EDGE + 1  # places of a window
_NEVER = -1e4
_FIRST_SIZE = 4096
_WINDOW = np.arange(-EDGE, EDGE + 1)
_AT_ONCE = 2048  # tokens; bounds the memory that a long text needs


class Weights(NamedTuple):
    """What training found."""

    features: Hashes  # sorted hashes of their names
    window: NDArray[np.floating[Any]]  # feature x place in the window x label
    tables: dict[str, Floats]  # property -> value x label
    transitions: Floats  # label x next label


def save_weights(weights: Weights, path: Path) -> None:
    """Write the weights; only what is not zero, in half precision."""
    rows, columns = np.nonzero(weights.window.reshape(len(weights.features), -1))
    arrays: dict[str, NDArray[np.generic]] = {
        "features": weights.features,
        "counts": np.bincount(rows, minlength=len(weights.features)).astype(np.uint8),
        "columns": columns.astype(np.uint8),
        "values": weights.window.reshape(len(weights.features), -1)[rows, columns].astype(np.float16),
        "transitions": weights.transitions,
    }
    for name, table in weights.tables.items():
        where = np.flatnonzero(table)
        arrays[f"at_{name}"] = np.diff(where, prepend=0).astype(np.uint32)
        arrays[f"of_{name}"] = table.reshape(-1)[where].astype(np.float16)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def load_weights(content: bytes) -> Weights:
    """Read what `save_weights` wrote."""
    data = np.load(io.BytesIO(content))
    features = data["features"]
    window = np.zeros((len(features), WIDTH * COUNT), np.float16)
    window[np.repeat(np.arange(len(features)), data["counts"]), data["columns"]] = data["values"]
    tables = {}
    for prop in PROPERTIES:
        table = np.zeros(prop.size * COUNT, np.float32)
        table[np.cumsum(data[f"at_{prop.name}"])] = data[f"of_{prop.name}"]
        tables[prop.name] = table.reshape(prop.size, COUNT)
    return Weights(features, window.reshape(len(features), WIDTH, COUNT), tables, data["transitions"])


class Scorer:
    """Scores tokens. Keeps the scores of every word type it met: its owner must see to one thread at a time."""

    def __init__(self, weights: Weights) -> None:
        self._rows = {feature: row for row, feature in enumerate(weights.features.tolist())}
        self._window = weights.window
        sizes = [prop.size for prop in PROPERTIES]
        self._starts = [sum(sizes[:number]) for number in range(len(sizes))]
        self._table = np.concatenate([weights.tables[prop.name] for prop in PROPERTIES])
        self._types = np.zeros((_FIRST_SIZE, WIDTH, COUNT), np.float32)
        self.transitions = np.where(may_follow(), weights.transitions, _NEVER).astype(np.float32)

    def add_type(self, number: int, word: WordType) -> None:
        """Called once for each new word type, in order."""
        if number >= len(self._types):
            self._types = np.concatenate((self._types, np.zeros_like(self._types)))
        known = self._rows
        names = (name.encode("utf-8", "surrogatepass") for part in (word.far, word.near, word.here) for name in part)
        rows = [known[hashed] for name in names if (hashed := crc32(name)) in known]
        self._types[number] = self._window[rows].sum(axis=0, dtype=np.float32) if rows else 0

    def scores(self, layout: Layout, scene: Scene) -> Floats:
        """Token x label."""
        places = layout.places
        codes = [
            start + prop.compute(scene)[places]
            for start, prop in zip(self._starts, PROPERTIES, strict=True)
            if scene.has_repeats or not prop.needs_repeats  # else it is 0 everywhere
        ]
        rows = np.stack(codes, axis=1)
        types = layout.types[places[:, None] + _WINDOW]
        total = np.empty((len(places), COUNT), np.float32)
        for first in range(0, len(places), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            total[part] = self._types[types[part], _WINDOW + EDGE].sum(axis=1)
            total[part] += self._table[rows[part]].sum(axis=1)
        return total
