"""How much two texts, or two titles, are alike: a quick look that decides whether one is a new version of the other."""

import re

MOST_WORDS = 20_000  # of a text are looked at; what differs only behind them is the same article
SHINGLE = 3  # words
TITLE_WORDS_SHARED = 0.6

_WORD = re.compile(r"\w+")


def resemblance(one: str, other: str) -> float:
    """The share of runs of three words that both have, of all that either has: 0 for nothing, 1 for the same."""
    first, second = _shingles(one), _shingles(other)
    if not first or not second:
        return 1.0 if first == second else 0.0
    return len(first & second) / len(first | second)


def titles_alike(one: str, other: str) -> bool:
    """Whether two folded titles are the same, or nearly so: most of their words are."""
    if one == other:
        return True
    first, second = set(one.split()), set(other.split())
    return bool(first) and len(first & second) >= TITLE_WORDS_SHARED * len(first | second)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words: list[str] = []
    for found in _WORD.finditer(text):
        words.append(found[0].casefold())
        if len(words) == MOST_WORDS:
            break
    if len(words) < SHINGLE:
        return {tuple(words)} if words else set()
    return set(zip(words, words[1:], words[2:], strict=False))
