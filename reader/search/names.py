"""Whom and what the articles name, as the index keeps it: a word of kind and name, and where its words begin."""

from functools import lru_cache

from reader.search.dictionary import decoded, encoded
from reader.search.values import NamedEntity
from reader.search.words import find_words, fold

_BETWEEN = b"\x1f"  # stands before every letter, so that the names of one kind are neighbours
_LAST = b"\x20"


def name_key(entity: NamedEntity) -> bytes:
    return encoded(entity.kind) + _BETWEEN + encoded(entity.name)


def named_by(key: bytes) -> NamedEntity:
    kind, _, name = key.partition(_BETWEEN)
    return NamedEntity(decoded(kind), decoded(name))


def kind_range(kind: str) -> tuple[bytes, bytes]:
    """Between these stand all names of a kind."""
    return encoded(kind) + _BETWEEN, encoded(kind) + _LAST


@lru_cache(maxsize=20_000)  # the same names come in many articles
def beginnings(name: str) -> tuple[bytes, ...]:
    """The name from each of its words on, as it is compared: "gen nakatani" and "nakatani"."""
    words = [folded for word in find_words(name) if (folded := fold(word))]
    return tuple(encoded(" ".join(words[at:])) for at in range(len(words)))
