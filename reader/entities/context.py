"""What the surroundings say of a word: its sentence, the names beside it, and the rest of the article.

Each property is one small number a place, so that its weights can be gathered from a table; 0 says nothing and has no
weight. Properties of the whole article follow Chieu and Ng (2002) and Krishnan and Manning (2006): the same word elsewhere,
with or without a capital, in a longer name, after a title.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.entities.layout import Layout, shifted
from reader.entities.lexicon import FLAG
from reader.entities.phrases import BEGIN, END, INSIDE, KINDS, Phrases
from reader.entities.vocabulary import Ints, Vocabulary
from reader.entities.wordtypes import (
    AND, CAPITAL, CLOSE, COMMA, DOTTED, FOR, IN, INITIAL, LINK, LOWER, MIXED, MIXED_NUMBER, NUMBER, OF, OPEN, OWNER, PAD, SHAPES, THE, UPPER,
)  # fmt: skip

Bools = NDArray[np.bool_]
GRAIN = 129  # coarse clusters and "none"
MIDDLE = 513
HEADS = 10
_TITLE_CASE = 0.7  # of the longer words of a sentence; above it the sentence is a headline
_FEW = 3  # words; a sentence below it says nothing of its capitals


class Scene(NamedTuple):
    """One text as arrays over places; everything below is computed from these."""

    layout: Layout
    shape: Ints
    case: Ints
    coarse: Ints
    middle: Ints
    flags: Ints
    head: Ints
    key: Ints
    is_capital: Bools
    listed: Ints  # what the place is in a listed name: position * 32 + bits of kinds
    style: Ints  # of its sentence: 0 plain, 1 capitals on all longer words, 2 capitals only
    is_first: Bools
    run_start: Ints  # place where the run of capitals begins, 0 outside of runs
    run_end: Ints  # place after it
    sport: int  # 0 to 3: how much the text speaks of sport


def observe(layout: Layout, vocabulary: Vocabulary, phrases: Phrases) -> Scene:
    """Gather what is known of the words, and find listed names, sentence styles and runs of capitals."""
    types = layout.types
    shape, case, coarse, middle, flags, head, key = (
        vocabulary.column(name, types) for name in ("shape", "case", "coarse", "middle", "flags", "head", "key")
    )
    is_capital = _CAPITALS[shape]
    start, end = _runs(shape, is_capital)
    return Scene(
        layout, shape, case, coarse, middle, flags, head, key, is_capital,
        _listed(layout, vocabulary, phrases, key), _styles(layout, shape, is_capital), _firsts(layout, shape),
        start, end, _sport(layout, flags),
    )  # fmt: skip


_CAPITALS = np.zeros(SHAPES, np.bool_)
_CAPITALS[[CAPITAL, UPPER, INITIAL, MIXED, DOTTED]] = True
_WORDS = np.zeros(SHAPES, np.bool_)
_WORDS[[CAPITAL, UPPER, INITIAL, MIXED, DOTTED, LOWER, OF, FOR, AND, THE, IN, LINK, MIXED_NUMBER]] = True
_COUNTED = np.zeros(SHAPES, np.bool_)
_COUNTED[[CAPITAL, UPPER, MIXED, DOTTED, LOWER]] = True


def _sport(layout: Layout, flags: Ints) -> int:
    share = np.count_nonzero(flags & FLAG["sport"]) / max(1, len(layout.places))
    return int(share > 0.006) + int(share > 0.02) + int(share > 0.04)


def _listed(layout: Layout, vocabulary: Vocabulary, phrases: Phrases, key: Ints) -> Ints:
    listed = np.zeros(len(key), np.int32)
    candidates = np.flatnonzero(vocabulary.column("starts", layout.types)).tolist()
    if not candidates:
        return listed
    texts = vocabulary.key_texts
    keys = [texts[k] for k in key.tolist()]
    ends = np.append(layout.firsts + layout.lengths, 0)[layout.sentence].tolist()
    for first, end, bits in phrases.find(keys, candidates, ends):
        listed[first:end] = INSIDE << KINDS | bits
        listed[first] = BEGIN << KINDS | bits
        listed[end - 1] = END << KINDS | bits
    return listed


def _styles(layout: Layout, shape: Ints, is_capital: Bools) -> Ints:
    count = len(layout.lengths)
    inside, sentence = layout.places, layout.sentence[layout.places]
    counted = _COUNTED[shape[inside]]
    words = np.bincount(sentence, counted, count)
    capitals = np.bincount(sentence, counted & is_capital[inside], count)
    upper = np.bincount(sentence, counted & ((shape[inside] == UPPER) | (shape[inside] == DOTTED)), count)
    enough = words >= _FEW
    style = np.where(enough & (capitals >= _TITLE_CASE * words), 1, 0) + np.where(enough & (upper >= _TITLE_CASE * words), 1, 0)
    found: Ints = style.astype(np.int32)[layout.sentence]
    found[shape == PAD] = 0
    return found


def _firsts(layout: Layout, shape: Ints) -> Bools:
    """The first word of every sentence, whatever signs stand before it."""
    words = np.flatnonzero(_WORDS[shape])
    firsts = np.zeros(len(shape), np.bool_)
    if len(words):
        sentence = layout.sentence[words]
        firsts[words[np.flatnonzero(np.diff(sentence, prepend=-1))]] = True
    return firsts


def _runs(shape: Ints, is_capital: Bools) -> tuple[Ints, Ints]:
    """Words with capitals that stand together, "van der" and the like between them included."""
    link = (shape == LINK).astype(np.int32)
    capital = is_capital.astype(np.int32)
    two = link & shifted(link, 1) & shifted(capital, -1) & shifted(capital, 2)
    joined = capital | (link & shifted(capital, -1) & shifted(capital, 1)) | two | shifted(two, -1)
    begins = np.flatnonzero(joined & ~shifted(joined, -1) & 1)
    ends = np.flatnonzero(joined & ~shifted(joined, 1) & 1) + 1
    start, end = np.zeros(len(shape), np.int32), np.zeros(len(shape), np.int32)
    lengths = ends - begins
    inside = np.flatnonzero(joined)
    start[inside], end[inside] = np.repeat(begins, lengths), np.repeat(ends, lengths)
    return start, end


class Property(NamedTuple):
    """One property: its name in the model, how many values it has, and how it is computed."""

    name: str
    size: int
    compute: Callable[[Scene], Ints]


def _listed_at(by: int) -> Callable[[Scene], Ints]:
    return lambda scene: shifted(scene.listed, by) if by else scene.listed


def _shapes(scene: Scene) -> Ints:
    s = scene.shape
    return (shifted(s, -1) * SHAPES + s) * SHAPES + shifted(s, 1)


def _shapes_after(scene: Scene) -> Ints:
    s = scene.shape
    return (s * SHAPES + shifted(s, 1)) * SHAPES + shifted(s, 2)


def _stance(scene: Scene) -> Ints:
    found: Ints = ((scene.is_first * 3 + scene.style) * 7 + scene.case) * SHAPES + scene.shape
    return found


def _stance_of_lists(scene: Scene) -> Ints:
    found: Ints = ((scene.is_first * 3 + scene.style) * HEADS + scene.head) * 4 + np.minimum(_run_length(scene), 3)
    return found * scene.is_capital


def _run_length(scene: Scene) -> Ints:
    return scene.run_end - scene.run_start


def _run_place(scene: Scene) -> Ints:
    places = np.arange(len(scene.shape), dtype=np.int32)
    left, right = places - scene.run_start, scene.run_end - 1 - places
    found = (np.minimum(_run_length(scene), 6) * 5 + np.minimum(left, 4)) * 5 + np.minimum(right, 4)
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def position(scene: Scene) -> Ints:
    """In its run: 0 outside, 1 only word, 2 first, 3 last, 4 between."""
    places = np.arange(len(scene.shape), dtype=np.int32)
    first, last = places == scene.run_start, places == scene.run_end - 1
    found = np.where(first & last, 1, np.where(first, 2, np.where(last, 3, 4)))
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _run_heads(scene: Scene) -> Ints:
    first = scene.head[scene.run_start]
    last = scene.head[np.maximum(scene.run_end - 1, 0)]
    found = (first * HEADS + last) * 5 + position(scene)
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _before_run(scene: Scene) -> Ints:
    found = scene.middle[scene.run_start - 1] * 5 + position(scene)
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


def _after_run(scene: Scene) -> Ints:
    found = scene.middle[np.minimum(scene.run_end, len(scene.shape) - 1)] * 5 + position(scene)
    return np.where(scene.run_end > 0, found, 0).astype(np.int32)


_CONNECTORS = np.zeros(SHAPES, np.int32)
_CONNECTORS[[OF, FOR, AND, IN]] = (1, 2, 3, 4)


def _chain_back(scene: Scene) -> Ints:
    """The name before, if "of", "for", "and" or "in" joins it to this one: Bank of Japan."""
    start = np.maximum(scene.run_start, 3)
    the = (scene.shape[start - 1] == THE).astype(np.int32)
    link = _CONNECTORS[scene.shape[start - 1 - the]]
    last = start - 2 - the
    first = scene.run_start[last]
    heads = scene.head[first] * HEADS + scene.head[last]
    found = (((link * 2 + the) * HEADS * HEADS + heads) * HEADS + scene.head[start]) * 2 + (start == np.arange(len(start)))
    return np.where((scene.run_end > 0) & (link > 0) & (scene.run_end[last] > 0), found, 0).astype(np.int32)


def _chain_on(scene: Scene) -> Ints:
    """The name after, joined likewise."""
    size = len(scene.shape)
    end = np.minimum(scene.run_end, size - 3)
    link = _CONNECTORS[scene.shape[end]]
    the = (scene.shape[end + 1] == THE).astype(np.int32)
    after = end + 1 + the
    heads = scene.head[scene.run_start] * HEADS + scene.head[end - 1]
    found = (((link * 2 + the) * HEADS * HEADS + heads) * HEADS + scene.head[after]) * 2 + (end - 1 == np.arange(size))
    return np.where((scene.run_end > 0) & (link > 0) & (scene.run_end[after] > 0), found, 0).astype(np.int32)


def _pair(left: int, right: int) -> Callable[[Scene], Ints]:
    return lambda scene: _moved(scene.coarse, left) * GRAIN + _moved(scene.coarse, right)


def _moved(values: Ints, by: int) -> Ints:
    return shifted(values, by) if by else values


def _sport_of(scene: Scene) -> Ints:
    single = np.minimum(_run_length(scene), 3)
    found: Ints = ((scene.head * 4 + single) * 4 + scene.sport) * scene.is_capital
    return found


def _table(scene: Scene) -> Ints:
    """Whether the sentence is a row of results: numbers by words, and how long it is."""
    layout, shape = scene.layout, scene.shape
    inside, sentence = layout.places, layout.sentence[layout.places]
    count = len(layout.lengths)
    numbers = np.bincount(sentence, (shape[inside] == NUMBER) | (shape[inside] == MIXED_NUMBER), count)
    share = np.digitize(numbers / np.maximum(layout.lengths, 1), (0.01, 0.15, 0.3, 0.5))
    size = np.digitize(layout.lengths, (3, 6, 12))
    found: Ints = ((share * 4 + size) * 4 + scene.sport).astype(np.int32)[layout.sentence] * 5 + position(scene)
    return found * scene.is_capital


def _brackets(scene: Scene) -> Ints:
    step = (scene.shape == OPEN).astype(np.int32) - (scene.shape == CLOSE)
    depth = np.cumsum(step)
    found: Ints = (np.clip(depth - depth[scene.layout.firsts - 1][scene.layout.sentence], 0, 1) * SHAPES + scene.shape)
    return (found * scene.is_capital).astype(np.int32)


def _counts(scene: Scene) -> Ints:
    """How the same word is written elsewhere in the text."""
    size = int(scene.key.max()) + 1
    firm = scene.is_capital & ~scene.is_first & (scene.style == 0)
    small = np.bincount(scene.key[scene.shape == LOWER], minlength=size)[scene.key]
    capitals = np.bincount(scene.key[firm], minlength=size)[scene.key] - firm
    others = np.bincount(scene.key[scene.is_capital], minlength=size)[scene.key] - scene.is_capital
    code = (np.minimum(small, 2) * 3 + np.minimum(capitals, 2)) * 3 + np.minimum(others, 2)
    found: Ints = code * 2 + firm + 1
    return (found * scene.is_capital).astype(np.int32)


def _longest_elsewhere(scene: Scene) -> Ints:
    """The longest run of capitals with this word in it, if it is longer than the one here."""
    length = _run_length(scene)
    head = scene.head[np.maximum(scene.run_end - 1, 0)]
    firm = scene.is_capital & (scene.style == 0) & (length > 1) & (length < 8)
    value = (length * 5 + position(scene)) * HEADS + head
    best = np.zeros(int(scene.key.max()) + 1, np.int32)
    np.maximum.at(best, scene.key[firm], value[firm])
    found = best[scene.key]
    return np.where(scene.is_capital & (found // (5 * HEADS) > length), found, 0).astype(np.int32)


def _elsewhere(test: Callable[[Scene], Bools]) -> Callable[[Scene], Ints]:
    """Whether something holds of the same word elsewhere in the text: 1 within a run, 2 for a word alone."""

    def compute(scene: Scene) -> Ints:
        holds = test(scene) & scene.is_capital
        others = np.bincount(scene.key[holds], minlength=int(scene.key.max()) + 1)[scene.key] - holds
        found: Ints = ((others > 0) * (1 + (_run_length(scene) == 1)) * scene.is_capital).astype(np.int32)
        return found

    return compute


def _flag_before(name: str) -> Callable[[Scene], Bools]:
    return lambda scene: shifted(scene.flags, -1) & FLAG[name] > 0


def _flag_after(name: str) -> Callable[[Scene], Bools]:
    return lambda scene: shifted(scene.flags, 1) & FLAG[name] > 0


def _ends_as_organisation(scene: Scene) -> Bools:
    return (scene.head[np.maximum(scene.run_end - 1, 0)] == 1) & (_run_length(scene) > 1)


def _is_listed(kind: int) -> Callable[[Scene], Bools]:
    return lambda scene: scene.listed & 1 << kind > 0


def _is_owner(scene: Scene) -> Bools:
    found: Bools = shifted(scene.shape, 1) == OWNER
    return found


def _is_bracketed(scene: Scene) -> Bools:
    found: Bools = (shifted(scene.shape, -1) == OPEN) & (shifted(scene.shape, 1) == CLOSE)
    return found


def _after_comma(scene: Scene) -> Ints:
    """A land after a comma, and a name before one: Austin, Texas."""
    comma = scene.shape == COMMA
    after = np.where(shifted(comma.astype(np.int32), 1) > 0, shifted(scene.head, 2) + 1, 0)
    before = np.where(shifted(comma.astype(np.int32), -1) > 0, shifted(scene.head, -2) + 1, 0)
    found: Ints = (after * (HEADS + 1) + before) * scene.is_capital
    return found.astype(np.int32)


_LISTED = 4 << KINDS
PROPERTIES = (
    Property("listed", _LISTED, _listed_at(0)),
    Property("listed-1", _LISTED, _listed_at(-1)),
    Property("listed+1", _LISTED, _listed_at(1)),
    Property("shapes", SHAPES**3, _shapes),
    Property("shapes+", SHAPES**3, _shapes_after),
    Property("stance", 6 * 7 * SHAPES, _stance),
    Property("stance_list", 6 * HEADS * 4, _stance_of_lists),
    Property("run", 7 * 25, _run_place),
    Property("run_heads", HEADS * HEADS * 5, _run_heads),
    Property("chain-", 20 * HEADS**3, _chain_back),
    Property("chain+", 20 * HEADS**3, _chain_on),
    Property("before", MIDDLE * 5, _before_run),
    Property("after", MIDDLE * 5, _after_run),
    Property("pair-1", GRAIN**2, _pair(-1, 0)),
    Property("pair+1", GRAIN**2, _pair(0, 1)),
    Property("around", GRAIN**2, _pair(-1, 1)),
    Property("sport", HEADS * 16, _sport_of),
    Property("table", 5 * 4 * 4 * 5, _table),
    Property("brackets", 2 * SHAPES, _brackets),
    Property("counts", 55, _counts),
    Property("longest", 8 * 5 * HEADS, _longest_elsewhere),
    Property("e_title", 3, _elsewhere(_flag_before("title"))),
    Property("e_given", 3, _elsewhere(_flag_before("given"))),
    Property("e_place", 3, _elsewhere(_flag_before("locative"))),
    Property("e_speech", 3, _elsewhere(_flag_after("speech"))),
    Property("e_head", 3, _elsewhere(_ends_as_organisation)),
    Property("e_person", 3, _elsewhere(_is_listed(0))),
    Property("e_land", 3, _elsewhere(_is_listed(1))),
    Property("e_org", 3, _elsewhere(_is_listed(2))),
    Property("e_owner", 3, _elsewhere(_is_owner)),
    Property("e_bracket", 3, _elsewhere(_is_bracketed)),
    Property("comma", (HEADS + 1) ** 2, _after_comma),
)  # fmt: skip
