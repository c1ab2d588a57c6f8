"""What a word says by itself, wherever it stands: its features for the model, and small numbers for the context.

The features are those that have long served name recognition (Ratinov and Roth 2009; Turian et al. 2010): the word, its
ends and shape, the lists it is on, and clusters of words that are used alike.
"""

import re
from typing import NamedTuple

from reader.entities import shapes
from reader.entities.lexicon import FLAG, FLAGS, Lexicon, Word

PAD_WORD = "\0"
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "`": "'"})
_SHORT = re.compile(r"(.)\1+")
_LONGEST = 40  # characters of a word that count
_HEADS = ("org_head", "place_head", "other_head", "title", "given", "family", "country", "place_front", "people")
_LANDS = FLAG["country"] | FLAG["city"] | FLAG["people"] | FLAG["given"]
_PLAIN_SHAPES = (shapes.LOWER, shapes.COMMA, shapes.STOP)
_PLAIN = FLAG["stop"] | FLAG["common"]


class WordType(NamedTuple):
    """One written word, without its place in a text."""

    key: str  # small letters, straight quotes
    shape: int
    case: int
    coarse: int  # cluster
    middle: int  # cluster
    flags: int
    head: int  # what the word would make of a name that ends with it; 0 nothing, see _HEADS
    far: list[str]  # features that count two words away and nearer
    near: list[str]  # features that count next to the word and at it
    here: list[str]  # features that count at the word only


def word_type(word: str, lexicon: Lexicon) -> WordType:
    """All that the word itself says."""
    if word == PAD_WORD:
        return WordType("", shapes.PAD, 0, 0, 0, 0, 0, ["w="], [], [])
    word = _straight(word[:_LONGEST])
    known = lexicon.word(word)
    shape = shapes.shape_of(word)
    low = word.lower()
    bare = _number(low) if any(c.isdigit() for c in low) else low
    far = [f"w={bare}", f"s={shape}", f"g={known.grains[0]}", *_lists(known.flags)]
    if shape == shapes.LOWER:
        far += [f"small {name}" for name in _lists(lexicon.flags(word.title()) & _LANDS)]
    near = [f"m={known.grains[1]}", f"f={known.grains[2]}", f"-3={bare[-3:]}", *_brown(known.brown)]
    if shape not in _PLAIN_SHAPES:
        near.append(f"p={_pattern(word)}")
    here = _here(word, bare, shape, known)
    one, two, _ = known.grains
    return WordType(low, shape, known.case, one, two, known.flags, _head(known.flags), far, near, here)


def _straight(word: str) -> str:
    word = word.translate(_QUOTES)
    return '"' if word in ("''", '""') else word


def _number(word: str) -> str:
    return re.sub(r"\d", "0", word)


def _lists(flags: int) -> list[str]:
    return [name for name in FLAGS if flags & FLAG[name]] if flags else []


def _brown(path: str) -> list[str]:
    return [f"b{size}={path[:size]}" for size in (4, 7, 16)] if path else ["b="]


def _head(flags: int) -> int:
    return next((number for number, name in enumerate(_HEADS, 1) if flags & FLAG[name]), 0)


def _here(word: str, bare: str, shape: int, known: Word) -> list[str]:
    found = [f"c={known.case}", f"cs={known.case}{shape}"]
    size = len(bare)
    found += [f"-{n}={bare[-n:]}" for n in (1, 2, 4, 5) if n < size]
    found += [f"+{n}={bare[:n]}" for n in (2, 3, 4) if n < size]
    if shape not in _PLAIN_SHAPES:
        found.append(f"W={word}")
        found.append(f"l={shape}{min(size, 8)}")
        found.append(f"fl={known.flags & ~_PLAIN}")
        if "-" in bare:
            found += [f"h={part}" for part in bare.split("-", 3) if part]
    if not known.grains[0]:
        found.append(f"u{shape}")
    return found


def _pattern(word: str) -> str:
    """X for capitals, x for small letters, 0 for digits, others as they are; repeats once."""
    return _SHORT.sub(
        r"\1", "".join("X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in word)
    )
