"""What a written word looks like. The order is part of the trained model."""

import re

(PAD, LOWER, CAPITAL, UPPER, INITIAL, MIXED, NUMBER, MIXED_NUMBER, COMMA, STOP, QUOTE, OPEN, CLOSE, DASH, MARK, OF,
 LINK, OWNER, DOTTED, FOR, AND, THE, IN) = range(23)  # fmt: skip
COUNT = 23
CAPITALS = (CAPITAL, UPPER, INITIAL, MIXED, DOTTED)

_SMALL = {"of": OF, "for": FOR, "and": AND, "the": THE, "in": IN, "at": IN, "on": IN, "a": THE, "an": THE}
_LINKS = frozenset(
    "de la le los las du da do dos des di del della van von der den ten ter bin ibn al el und y e zu".split()
)
_SIGNS = {
    ",": COMMA, ".": STOP, "?": STOP, "!": STOP, '"': QUOTE, "'": QUOTE, "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE,
    "-": DASH, "--": DASH, "–": DASH, "—": DASH, "'s": OWNER, "'S": OWNER, "&": AND,
}  # fmt: skip
_DOTS = re.compile(r"(?:[^\W\d_]\.){2,}")


def shape_of(word: str) -> int:
    """The shape of a word with straight quotes."""
    if not word[0].isalnum() and (known := _SIGNS.get(word)):
        return known
    if not any(c.isalnum() for c in word):
        return MARK
    if word.islower():
        if any(c.isdigit() for c in word):
            return MIXED_NUMBER
        return _SMALL.get(word, LINK if word in _LINKS else LOWER)
    if any(c.isdigit() for c in word):
        return MIXED_NUMBER if any(c.isalpha() for c in word) else NUMBER
    if word.isupper():
        letters = sum(c.isalpha() for c in word)
        return INITIAL if letters == 1 else DOTTED if _DOTS.fullmatch(word) else UPPER
    if word[0].isupper() and word[1:].islower():
        return CAPITAL
    return MIXED
