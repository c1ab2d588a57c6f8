"""What is put right after the model: titles, words that are no names, and the same name elsewhere in the text."""

from typing import NamedTuple

import numpy as np

from reader.entities.known_names import KnownNames
from reader.entities.labels import KINDS
from reader.entities.lexicon import FLAG
from reader.entities.mention import EntityKind, MentionSource
from reader.entities.reading import Reading

PERSON, PLACE, ORGANISATION, OTHER = range(4)
KIND = (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER)
_PERSONAL = FLAG["given"] | FLAG["family"] | FLAG["family_first"]
_APART = FLAG["title"] | FLAG["stop"]  # words before a name that are no part of it
_PLAIN = FLAG["common"] | FLAG["stop"]
_SHORTEST = 2  # letters of a single word
_SURE = 0.6  # a name found with less confidence is no reason to find it elsewhere
_DOUBTFUL = 0.8  # a name found with more confidence keeps its kind whatever the rest of the text says
_LISTED = 0.5  # the confidence of a name that only a list speaks for
_REPEATED = 0.5  # a repeated name is that much less certain than the mention it repeats


class Name(NamedTuple):
    """A name by token numbers."""

    first: int
    end: int
    kind: int
    confidence: float
    source: MentionSource = MentionSource.MODEL


def put_right(reading: Reading, known: KnownNames) -> list[Name]:
    """The names of a text, in order and not overlapping."""
    names = [Name(*chunk) for chunk in reading.chunks]
    names = [trimmed for name in names if (trimmed := _trimmed(name, reading)) is not None]
    names = _one_kind([_by_heart(name, reading, known) for name in names], reading)
    names = _listed(names, reading, known)
    return sorted(names + _repeated(names, reading))


def _trimmed(name: Name, reading: Reading) -> Name | None:
    """Without titles before and possessives after; None if nothing of a name is left."""
    words, flags = reading.tokens.words, reading.flags
    first, end = name.first, name.end
    if name.kind == PERSON:
        while first < end - 1 and flags[first] & FLAG["title"] and not flags[first] & _PERSONAL:
            first += 1
    elif end - first > 2 and words[first] in ("A", "An"):
        first += 1
    while end > first and words[end - 1] in ("'s", "’s", "'", "’"):
        end -= 1
    if name.kind == OTHER and not any(c.isupper() for word in words[first:end] for c in word):
        return None
    plain = all(flags[at] & FLAG["never"] for at in range(first, end))
    if end == first or (plain and name.kind in (PERSON, ORGANISATION)) or not any(c.isalnum() for c in words[first]):
        return None
    return name._replace(first=first, end=end)


def _by_heart(name: Name, reading: Reading, known: KnownNames) -> Name:
    """With the kind that the lists give a name of two words and more, if the model is not certain."""
    if name.confidence >= _DOUBTFUL or name.end - name.first < 2:
        return name
    for surface, kind in known.starting(reading.tokens.words[name.first]):
        if surface == _surface(name, reading):
            return name._replace(kind=KIND.index(kind))
    return name


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


def _listed(names: list[Name], reading: Reading, known: KnownNames) -> list[Name]:
    """With the names that are known by heart, where the model took none or doubtful parts of them."""
    words, flags = reading.tokens.words, reading.flags
    firsts = set(reading.tokens.sentences)
    owner = {at: name for name in names for at in range(name.first, name.end)}
    for at in np.flatnonzero(reading.keys).tolist():
        for surface, kind in known.starting(words[at]):
            end = at + len(surface)
            crosses = not firsts.isdisjoint(range(at + 1, end))
            if tuple(words[at:end]) != surface or crosses or not _stands_free(reading, at, end):
                continue
            inside = {owner[place] for place in range(at, end) if place in owner}
            fits = len(surface) > 2 if inside else len(surface) > 1 or not flags[at] & (_PERSONAL | FLAG["common"])
            if fits and all(at <= n.first and n.end <= end and n.confidence < _DOUBTFUL for n in inside):
                found = Name(at, end, KIND.index(kind), _LISTED, MentionSource.LIST)
                owner.update(dict.fromkeys(range(at, end), found))
            break
    return sorted(set(owner.values()))


def _repeated(names: list[Name], reading: Reading) -> list[Name]:
    """The same words elsewhere in the text that the model did not take."""
    words = reading.tokens.words
    known = _known(names, reading)
    if not known:
        return []
    taken = {at for name in names for at in range(name.first, name.end)}
    found: list[Name] = []
    for at, word in enumerate(words):
        if word not in known or at in taken:
            continue
        for surface, name in known[word]:
            end = at + len(surface)
            if tuple(words[at:end]) == surface and taken.isdisjoint(range(at, end)) and _stands_free(reading, at, end):
                found.append(Name(at, end, name.kind, name.confidence * _REPEATED, MentionSource.REPEATED))
                taken.update(range(at, end))
                break
    return found


def _known(names: list[Name], reading: Reading) -> dict[str, list[tuple[tuple[str, ...], Name]]]:
    """First word -> names that may be repeated, the longest first; surnames of persons named in full among them."""
    surfaces: dict[tuple[str, ...], Name] = {}
    for name in names:
        surface = _surface(name, reading)
        if name.confidence < _SURE or not surface[0][0].isupper():
            continue
        forms = [(surface, reading.flags[name.first])]
        if name.kind == PERSON and len(surface) > 1:
            at = 0 if reading.flags[name.first] & FLAG["family_first"] else len(surface) - 1
            forms.append(((surface[at],), reading.flags[name.first + at]))
        for form, flags in forms:
            plain = len(form) == 1 and (flags & _PLAIN or len(form[0]) < _SHORTEST or not form[0][0].isupper())
            if not plain and (form not in surfaces or name.confidence > surfaces[form].confidence):
                surfaces[form] = name
    known: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for surface, name in sorted(surfaces.items(), key=lambda entry: -len(entry[0])):
        known.setdefault(surface[0], []).append((surface, name))
    return known


def _stands_free(reading: Reading, first: int, end: int) -> bool:
    """Whether no other capitalised word hangs on, but for a title or article: part of a longer name is another."""
    words = reading.tokens.words
    before = first > 0 and words[first - 1][0].isupper() and words[first - 1].isalpha()
    after = end < len(words) and words[end][0].isupper() and words[end].isalpha()
    return not after and (not before or bool(reading.flags[first - 1] & _APART))
