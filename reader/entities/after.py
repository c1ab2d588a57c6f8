"""What is put right after the model: titles, words that are no names, and the same name elsewhere in the text."""

from typing import NamedTuple

from reader.entities.decoding import Chunk
from reader.entities.labels import KINDS
from reader.entities.lexicon import FLAG
from reader.entities.mention import EntityKind, MentionSource
from reader.entities.reading import Reading

PERSON, PLACE, ORGANISATION, OTHER = range(4)
KIND = (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER)
_PERSONAL = FLAG["given"] | FLAG["family"] | FLAG["family_first"]
_SURE = 0.6  # a name found with less confidence is no reason to find it elsewhere
_DOUBTFUL = 0.8  # a name found with more confidence keeps its kind whatever the rest of the text says
_REPEATED = 0.5  # a repeated name is that much less certain than the mention it repeats


class Name(NamedTuple):
    """A name by token numbers."""

    first: int
    end: int
    kind: int
    confidence: float
    source: MentionSource = MentionSource.MODEL


def put_right(reading: Reading) -> list[Name]:
    """The names of a text, in order and not overlapping."""
    names = [Name(*chunk) for chunk in reading.chunks]
    names = [trimmed for name in names if (trimmed := _trimmed(name, reading)) is not None]
    names = _one_kind(names, reading)
    return sorted(names + _repeated(names, reading))


def _trimmed(name: Name, reading: Reading) -> Name | None:
    """Without titles before and possessives after; None if nothing of a name is left."""
    words, flags = reading.tokens.words, reading.flags
    first, end = name.first, name.end
    if name.kind == PERSON:
        while first < end - 1 and flags[first] & FLAG["title"] and not flags[first] & _PERSONAL:
            first += 1
    while end > first and words[end - 1] in ("'s", "’s", "'", "’"):
        end -= 1
    plain = all(flags[at] & FLAG["never"] for at in range(first, end))
    if end == first or (plain and name.kind in (PERSON, ORGANISATION)) or not any(c.isalnum() for c in words[first]):
        return None
    return name._replace(first=first, end=end)


def _surface(name: Name, reading: Reading) -> tuple[str, ...]:
    return tuple(reading.tokens.words[name.first : name.end])


def _one_kind(names: list[Name], reading: Reading) -> list[Name]:
    """One kind for all mentions of a name, unless single ones are certain."""
    votes: dict[tuple[str, ...], list[float]] = {}
    for name in names:
        votes.setdefault(_surface(name, reading), [0.0] * len(KINDS))[name.kind] += name.confidence
    found = []
    for name in names:
        vote = votes[_surface(name, reading)]
        best = max(range(len(KINDS)), key=vote.__getitem__)
        if best != name.kind and name.confidence < _DOUBTFUL and vote[best] > 2 * vote[name.kind]:
            name = name._replace(kind=best)
        found.append(name)
    return found


def _repeated(names: list[Name], reading: Reading) -> list[Name]:
    """The same words elsewhere in the text that the model did not take."""
    words, flags = reading.tokens.words, reading.flags
    known: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for name in names:
        plain = name.end - name.first == 1 and flags[name.first] & (FLAG["common"] | FLAG["stop"])
        if name.confidence >= _SURE and not plain and words[name.first][0].isupper():
            surface = _surface(name, reading)
            known.setdefault(surface[0], []).append((surface, name))
    if not known:
        return []
    taken = {at for name in names for at in range(name.first, name.end)}
    found: list[Name] = []
    for at, word in enumerate(words):
        if word in known and at not in taken:
            for surface, name in sorted(known[word], key=lambda entry: (-len(entry[0]), -entry[1].confidence)):
                end = at + len(surface)
                if tuple(words[at:end]) == surface and not taken & set(range(at, end)) and _stands_free(words, at, end):
                    found.append(Name(at, end, name.kind, name.confidence * _REPEATED, MentionSource.REPEATED))
                    taken |= set(range(at, end))
                    break
    return found


def _stands_free(words: list[str], first: int, end: int) -> bool:
    """Whether no other capitalised word hangs on: part of a longer name is another name."""
    before = first > 0 and words[first - 1][0].isupper() and words[first - 1].isalpha()
    after = end < len(words) and words[end][0].isupper() and words[end].isalpha()
    return not before and not after
