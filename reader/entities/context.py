"""What the surroundings say of a word: its sentence, the names beside it, and the rest of the article.

Each property is one small number a place, so that its weights can be gathered from a table; 0 says nothing and has no
weight.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from reader.entities import shapes
from reader.entities.elsewhere import (
    counts,
    elsewhere,
    ends_as_organisation,
    flag_after,
    flag_before,
    is_bracketed,
    is_listed,
    is_owner,
    longest_elsewhere,
)
from reader.entities.layout import shifted
from reader.entities.phrases import KINDS
from reader.entities.scene import HEADS, Scene, run_length
from reader.entities.vocabulary import Ints

GRAIN = 129  # coarse clusters and "none"
MIDDLE = 513


class Property(NamedTuple):
    """One property: its name in the model, how many values it has, and how it is computed."""

    name: str
    size: int
    compute: Callable[[Scene], Ints]
    needs_repeats: bool = False  # says nothing unless a word with a capital comes twice


def _listed_at(by: int) -> Callable[[Scene], Ints]:
    return lambda scene: shifted(scene.listed, by) if by else scene.listed


def _shapes(scene: Scene) -> Ints:
    s = scene.shape
    return (shifted(s, -1) * shapes.COUNT + s) * shapes.COUNT + shifted(s, 1)


def _shapes_after(scene: Scene) -> Ints:
    s = scene.shape
    return (s * shapes.COUNT + shifted(s, 1)) * shapes.COUNT + shifted(s, 2)


def _stance(scene: Scene) -> Ints:
    found: Ints = ((scene.is_first * 3 + scene.style) * 7 + scene.case) * shapes.COUNT + scene.shape
    return found


def _stance_of_lists(scene: Scene) -> Ints:
    found: Ints = ((scene.is_first * 3 + scene.style) * HEADS + scene.head) * 4 + np.minimum(run_length(scene), 3)
    return found * scene.is_capital


def _run_place(scene: Scene) -> Ints:
    places = np.arange(len(scene.shape), dtype=np.int32)
    left, right = places - scene.run_start, scene.run_end - 1 - places
    found = (np.minimum(run_length(scene), 6) * 5 + np.minimum(left, 4)) * 5 + np.minimum(right, 4)
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _run_heads(scene: Scene) -> Ints:
    first = scene.head[scene.run_start]
    last = scene.head[np.maximum(scene.run_end - 1, 0)]
    found = (first * HEADS + last) * 5 + scene.position
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _before_run(scene: Scene) -> Ints:
    found = scene.middle[scene.run_start - 1] * 5 + scene.position
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _after_run(scene: Scene) -> Ints:
    found = scene.middle[np.minimum(scene.run_end, len(scene.shape) - 1)] * 5 + scene.position
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _second_before_run(scene: Scene) -> Ints:
    found = scene.middle[np.maximum(scene.run_start - 2, 0)] * 5 + scene.position
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _second_after_run(scene: Scene) -> Ints:
    found = scene.middle[np.minimum(scene.run_end + 1, len(scene.shape) - 1)] * 5 + scene.position
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _frame(scene: Scene) -> Ints:
    """The words before and after a run together."""
    end = np.minimum(scene.run_end, len(scene.shape) - 1)
    found = (scene.coarse[scene.run_start - 1] * GRAIN + scene.coarse[end]) * 3 + np.minimum(scene.position, 3) - 1
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _apposition(scene: Scene) -> Ints:
    """What a name is said to be: Bellona, a charity."""
    end = np.minimum(scene.run_end, len(scene.shape) - 4)
    article = scene.shape[end + 1] == shapes.THE
    found = scene.middle[end + 1 + article] * 5 + scene.position
    return np.where((scene.run_end > 0) & (scene.shape[end] == shapes.COMMA), found, 0).astype(np.int32)


_CONNECTORS = np.zeros(shapes.COUNT, np.int32)
_CONNECTORS[[shapes.OF, shapes.FOR, shapes.AND, shapes.IN]] = (1, 2, 3, 4)


def _chain_back(scene: Scene) -> Ints:
    """The name before, if "of", "for", "and" or "in" joins it to this one: Bank of Japan."""
    start = np.maximum(scene.run_start, 3)
    the = (scene.shape[start - 1] == shapes.THE).astype(np.int32)
    link = _CONNECTORS[scene.shape[start - 1 - the]]
    last = start - 2 - the
    first = scene.run_start[last]
    heads = scene.head[first] * HEADS + scene.head[last]
    found = (((link * 2 + the) * HEADS * HEADS + heads) * HEADS + scene.head[start]) * 2 + (
        start == np.arange(len(start))
    )
    return np.where((scene.run_end > 0) & (link > 0) & (scene.run_end[last] > 0), found, 0).astype(np.int32)


def _chain_on(scene: Scene) -> Ints:
    """The name after, joined likewise."""
    size = len(scene.shape)
    end = np.minimum(scene.run_end, size - 3)
    link = _CONNECTORS[scene.shape[end]]
    the = (scene.shape[end + 1] == shapes.THE).astype(np.int32)
    after = end + 1 + the
    heads = scene.head[scene.run_start] * HEADS + scene.head[end - 1]
    found = (((link * 2 + the) * HEADS * HEADS + heads) * HEADS + scene.head[after]) * 2 + (end - 1 == np.arange(size))
    return np.where((scene.run_end > 0) & (link > 0) & (scene.run_end[after] > 0), found, 0).astype(np.int32)


def _pair(left: int, right: int) -> Callable[[Scene], Ints]:
    return lambda scene: _moved(scene.coarse, left) * GRAIN + _moved(scene.coarse, right)


def _moved(values: Ints, by: int) -> Ints:
    return shifted(values, by) if by else values


def _sport_of(scene: Scene) -> Ints:
    single = np.minimum(run_length(scene), 3)
    found: Ints = ((scene.head * 4 + single) * 4 + scene.sport) * scene.is_capital
    return found


def _table(scene: Scene) -> Ints:
    """Whether the sentence is a row of results: numbers by words, and how long it is."""
    layout, shape = scene.layout, scene.shape
    inside, sentence = layout.places, layout.sentence[layout.places]
    count = len(layout.lengths)
    numbers = np.bincount(sentence, (shape[inside] == shapes.NUMBER) | (shape[inside] == shapes.MIXED_NUMBER), count)
    share = np.digitize(numbers / np.maximum(layout.lengths, 1), (0.01, 0.15, 0.3, 0.5))
    size = np.digitize(layout.lengths, (3, 6, 12))
    found: Ints = ((share * 4 + size) * 4 + scene.sport).astype(np.int32)[layout.sentence] * 5 + scene.position
    return found * scene.is_capital


def _brackets(scene: Scene) -> Ints:
    step = (scene.shape == shapes.OPEN).astype(np.int32) - (scene.shape == shapes.CLOSE)
    depth = np.cumsum(step)
    found: Ints = (
        np.clip(depth - depth[scene.layout.firsts - 1][scene.layout.sentence], 0, 1) * shapes.COUNT + scene.shape
    )
    return (found * scene.is_capital).astype(np.int32)


def _after_comma(scene: Scene) -> Ints:
    """A land after a comma, and a name before one: Austin, Texas."""
    comma = scene.shape == shapes.COMMA
    after = np.where(shifted(comma.astype(np.int32), 1) > 0, shifted(scene.head, 2) + 1, 0)
    before = np.where(shifted(comma.astype(np.int32), -1) > 0, shifted(scene.head, -2) + 1, 0)
    found: Ints = (after * (HEADS + 1) + before) * scene.is_capital
    return found.astype(np.int32)


_LISTED = 4 << KINDS
PROPERTIES = (
    Property("listed", _LISTED, _listed_at(0)),
    Property("listed-1", _LISTED, _listed_at(-1)),
    Property("listed+1", _LISTED, _listed_at(1)),
    Property("shapes", shapes.COUNT**3, _shapes),
    Property("shapes+", shapes.COUNT**3, _shapes_after),
    Property("stance", 6 * 7 * shapes.COUNT, _stance),
    Property("stance_list", 6 * HEADS * 4, _stance_of_lists),
    Property("run", 7 * 25, _run_place),
    Property("run_heads", HEADS * HEADS * 5, _run_heads),
    Property("chain-", 20 * HEADS**3, _chain_back),
    Property("chain+", 20 * HEADS**3, _chain_on),
    Property("before", MIDDLE * 5, _before_run),
    Property("after", MIDDLE * 5, _after_run),
    Property("before2", MIDDLE * 5, _second_before_run),
    Property("after2", MIDDLE * 5, _second_after_run),
    Property("frame", GRAIN * GRAIN * 3, _frame),
    Property("apposition", MIDDLE * 5, _apposition),
    Property("pair-1", GRAIN**2, _pair(-1, 0)),
    Property("pair+1", GRAIN**2, _pair(0, 1)),
    Property("around", GRAIN**2, _pair(-1, 1)),
    Property("sport", HEADS * 16, _sport_of),
    Property("table", 5 * 4 * 4 * 5, _table),
    Property("brackets", 2 * shapes.COUNT, _brackets),
    Property("counts", 55, counts),
    Property("longest", 8 * 5 * HEADS, longest_elsewhere, True),
    Property("e_title", 3, elsewhere(flag_before("title")), True),
    Property("e_given", 3, elsewhere(flag_before("given")), True),
    Property("e_place", 3, elsewhere(flag_before("locative")), True),
    Property("e_speech", 3, elsewhere(flag_after("speech")), True),
    Property("e_head", 3, elsewhere(ends_as_organisation), True),
    Property("e_person", 3, elsewhere(is_listed(0)), True),
    Property("e_land", 3, elsewhere(is_listed(1)), True),
    Property("e_org", 3, elsewhere(is_listed(2)), True),
    Property("e_owner", 3, elsewhere(is_owner), True),
    Property("e_bracket", 3, elsewhere(is_bracketed), True),
    Property("comma", (HEADS + 1) ** 2, _after_comma),
)  # fmt: skip
