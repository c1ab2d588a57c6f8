"""What the rest of the text says of a word: the same word with or without a capital, in a longer name, after a title.

Properties of the whole article follow Chieu and Ng (2002) and Krishnan and Manning (2006).
"""

from collections.abc import Callable

import numpy as np

from reader.entities import shapes
from reader.entities.layout import shifted
from reader.entities.lexicon import FLAG
from reader.entities.scene import HEADS, Bools, Scene, run_length
from reader.entities.vocabulary import Ints


def counts(scene: Scene) -> Ints:
    """How the same word is written elsewhere in the text."""
    size = int(scene.key.max()) + 1
    firm = scene.is_capital & ~scene.is_first & (scene.style == 0)
    small = np.bincount(scene.key[scene.shape == shapes.LOWER], minlength=size)[scene.key]
    capitals = np.bincount(scene.key[firm], minlength=size)[scene.key] - firm
    others = np.bincount(scene.key[scene.is_capital], minlength=size)[scene.key] - scene.is_capital
    code = (np.minimum(small, 2) * 3 + np.minimum(capitals, 2)) * 3 + np.minimum(others, 2)
    found: Ints = code * 2 + firm + 1
    return (found * scene.is_capital).astype(np.int32)


def longest_elsewhere(scene: Scene) -> Ints:
    """The longest run of capitals with this word in it, if it is longer than the one here."""
    length = run_length(scene)
    head = scene.head[np.maximum(scene.run_end - 1, 0)]
    firm = scene.is_capital & (scene.style == 0) & (length > 1) & (length < 8)
    value = (length * 5 + scene.position) * HEADS + head
    best = np.zeros(int(scene.key.max()) + 1, np.int32)
    np.maximum.at(best, scene.key[firm], value[firm])
    found = best[scene.key]
    return np.where(scene.is_capital & (found // (5 * HEADS) > length), found, 0).astype(np.int32)


def elsewhere(test: Callable[[Scene], Bools]) -> Callable[[Scene], Ints]:
    """Whether something holds of the same word elsewhere in the text: 1 within a run, 2 for a word alone."""

    def compute(scene: Scene) -> Ints:
        holds = test(scene) & scene.is_capital
        others = np.bincount(scene.key[holds], minlength=int(scene.key.max()) + 1)[scene.key] - holds
        found: Ints = ((others > 0) * (1 + (run_length(scene) == 1)) * scene.is_capital).astype(np.int32)
        return found

    return compute


def flag_before(name: str) -> Callable[[Scene], Bools]:
    return lambda scene: shifted(scene.flags, -1) & FLAG[name] > 0


def flag_after(name: str) -> Callable[[Scene], Bools]:
    return lambda scene: shifted(scene.flags, 1) & FLAG[name] > 0


def ends_as_organisation(scene: Scene) -> Bools:
    found: Bools = (scene.head[np.maximum(scene.run_end - 1, 0)] == 1) & (run_length(scene) > 1)
    return found


def is_listed(kind: int) -> Callable[[Scene], Bools]:
    return lambda scene: scene.listed & 1 << kind > 0


def is_owner(scene: Scene) -> Bools:
    found: Bools = shifted(scene.shape, 1) == shapes.OWNER
    return found


def is_bracketed(scene: Scene) -> Bools:
    found: Bools = (shifted(scene.shape, -1) == shapes.OPEN) & (shifted(scene.shape, 1) == shapes.CLOSE)
    return found
