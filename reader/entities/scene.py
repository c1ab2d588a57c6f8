"""One text as arrays: what is known of its words, and which of them stand together with capitals."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.entities import shapes
from reader.entities.layout import Layout, shifted
from reader.entities.lexicon import FLAG
from reader.entities.phrases import BEGIN, END, INSIDE, KINDS, Phrases
from reader.entities.vocabulary import Ints, Vocabulary

Bools = NDArray[np.bool_]
HEADS = 10
_POSITION = np.array((4, 2, 3, 1), np.int32)  # by "is first" and, twice, "is last"
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
    position: Ints  # in the run: 0 outside, 1 only word, 2 first, 3 last, 4 between
    has_repeats: bool  # whether a word with a capital comes twice
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
        start, end, _positions(start, end), _has_repeats(key[is_capital]), _sport(layout, flags),
    )  # fmt: skip


_CAPITALS = np.zeros(shapes.COUNT, np.bool_)
_CAPITALS[list(shapes.CAPITALS)] = True
_WORDS = np.zeros(shapes.COUNT, np.bool_)
_WORDS[
    [
        shapes.CAPITAL,
        shapes.UPPER,
        shapes.INITIAL,
        shapes.MIXED,
        shapes.DOTTED,
        shapes.LOWER,
        shapes.OF,
        shapes.FOR,
        shapes.AND,
        shapes.THE,
        shapes.IN,
        shapes.LINK,
        shapes.MIXED_NUMBER,
    ]
] = True
_COUNTED = np.zeros(shapes.COUNT, np.bool_)
_COUNTED[[shapes.CAPITAL, shapes.UPPER, shapes.MIXED, shapes.DOTTED, shapes.LOWER]] = True


def _has_repeats(keys: Ints) -> bool:
    return len(set(keys.tolist())) < len(keys)


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
    upper = np.bincount(sentence, counted & ((shape[inside] == shapes.UPPER) | (shape[inside] == shapes.DOTTED)), count)
    enough = words >= _FEW
    style = np.where(enough & (capitals >= _TITLE_CASE * words), 1, 0) + np.where(
        enough & (upper >= _TITLE_CASE * words), 1, 0
    )
    found: Ints = style.astype(np.int32)[layout.sentence]
    found[shape == shapes.PAD] = 0
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
    link = (shape == shapes.LINK).astype(np.int32)
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


def _positions(start: Ints, end: Ints) -> Ints:
    """In its run: 0 outside, 1 only word, 2 first, 3 last, 4 between."""
    places = np.arange(len(start), dtype=np.int32)
    first, last = places == start, places == end - 1
    return np.where(end > 0, _POSITION[first + 2 * last], 0).astype(np.int32)


def run_length(scene: Scene) -> Ints:
    return scene.run_end - scene.run_start
