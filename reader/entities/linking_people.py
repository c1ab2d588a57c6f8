"""Which person of an article is meant by a name, by a surname, by a first name."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.entities.identity import (
    full_first_name,
    generation_of,
    initials_of,
    long_person_key,
    person_key,
    person_words,
)
from reader.entities.mention import EntityKind
from reader.entities.named import Named
from reader.entities.short_forms import is_surname_of

_TITLES_BEFORE = re.compile(r"(?:\b[A-Z][\w'’.-]*[ ]){1,3}\Z|\b(?:the )?(?:younger|elder|late) \Z")
_FATHERLY = frozenset({"elder", "father", "sr", "senior"})
_SONLY = frozenset({"younger", "son", "jr", "junior"})


@dataclass(slots=True, eq=False)
class _Person:
    """Somebody the article names by more than one word."""

    key: str
    name: str
    words: list[str]
    generation: str
    initials: str
    addition: str = ""  # what tells this one from another of the same name
    at: list[int] = field(default_factory=list)  # the mentions by full name, in order
    titles: set[str] = field(default_factory=set)  # words that stand before the name


class People:
    """The persons of one article. Of several who bear a surname the one named last before is meant."""

    def __init__(self, text: str, named: Sequence[Named]) -> None:
        self._named = named
        self._titles = {one.place: _titles_before(text, one.start) for one in named if one.kind is EntityKind.PERSON}
        self._persons: dict[str, _Person] = {}
        self._of: dict[int, _Person] = {}  # mention -> the person it names in full
        for one in named:
            if one.kind is EntityKind.PERSON and len(person_words(one.name)) > 1:
                self._note(one)
        self._join_variants()
        self._by_word: dict[str, list[_Person]] = {}
        for person in dict.fromkeys(self._of.values()):
            for word in dict.fromkeys(person.words):
                self._by_word.setdefault(word, []).append(person)

    def name_of(self, index: int) -> tuple[str, str]:
        """The full name of whom mention `index` means; its own words when nobody in the article fits.

        And what tells the person from another of this name in the article, if there is one: middle initials.
        """
        person = self._of.get(index) or self._by_part(self._named[index])
        return (person.name, person.addition) if person else (self._named[index].name, "")

    def _note(self, one: Named) -> None:
        key, initials = person_key(one.name), initials_of(one.name)
        known, addition = self._persons.get(key), ""
        if known is not None and initials and known.initials and initials != known.initials:
            addition = f"{initials}."  # Robert A. and Robert B. Keane
            key = f"{key} {addition}"
            known = self._persons.get(key)
        if known is None:
            known = _Person(key, one.name, list(person_words(one.name)), generation_of(one.name), initials, addition)
            self._persons[key] = known
        elif len(one.name.split()) > len(known.name.split()):
            known.name = one.name  # with the initial
            known.initials = initials or known.initials
        known.at.append(one.place)
        known.titles |= self._titles[one.place]
        self._of[one.place] = known

    def _join_variants(self) -> None:
        """One person under two full names: the longer name stays."""
        persons = list(self._persons.values())
        for person in persons:
            longer = [other for other in persons if other is not person and _is_variant(person, other)]
            if longer and len({other.key for other in longer}) == 1:
                self._join(person, longer[0])

    def _join(self, person: _Person, other: _Person) -> None:
        for index in person.at:
            self._of[index] = other
        other.at = sorted({*other.at, *person.at})
        other.titles |= person.titles
        other.words += [word for word in person.words if word not in other.words]
        person.at = []

    def _by_part(self, one: Named) -> _Person | None:
        """Whom a surname, a first name or another part means."""
        words = person_words(one.name)
        candidates = self._with_words(words)
        if not candidates:
            return None
        generation = generation_of(one.name)
        titles = self._titles[one.place]
        for narrower in (
            [p for p in candidates if generation and p.generation == generation],
            [p for p in candidates if titles & _SONLY and p.generation == "jr"],
            [p for p in candidates if titles & _FATHERLY and p.generation != "jr"],
            [p for p in candidates if titles & p.titles],
        ):
            if len(narrower) == 1:
                return narrower[0]
        return self._nearest(candidates, one.place)

    def _with_words(self, words: Sequence[str]) -> list[_Person]:
        found = [p for p in self._by_word.get(words[0], ()) if all(word in p.words for word in words)]
        if len(words) == 1:
            found = [p for p in found if is_surname_of(words[0], p.name)] or found
            if not found:  # "Bob" for Robert Keane
                found = list(self._by_word.get(full_first_name(words[0]), ()))
        return found

    def _nearest(self, candidates: Sequence[_Person], index: int) -> _Person:
        """Who was named in full last before, or who is first afterwards."""

        def distance(person: _Person) -> tuple[bool, int]:
            before = bisect_left(person.at, index)
            return (False, index - person.at[before - 1]) if before else (True, person.at[0] - index)

        return min(candidates, key=distance)


def _is_variant(person: _Person, other: _Person) -> bool:
    """Whether the other name is a longer one of the same person."""
    if person.generation and person.generation != other.generation:
        return False
    if other.generation and not person.generation and (person.initials or other.initials):
        return False
    mine, theirs = set(person.words), set(other.words)
    if mine < theirs or (mine == theirs and bool(other.generation) and not person.generation):
        return True
    if person.initials and other.initials and person.initials != other.initials:
        return False
    if long_person_key(person.name) == long_person_key(other.name):
        return len("".join(person.words)) < len("".join(other.words))
    return len(mine) == len(theirs) and any(len(word) == 1 for word in mine) and _fits_initials(person, other)


def _fits_initials(person: _Person, other: _Person) -> bool:
    """ "J. Smith" is John Smith."""
    return all(
        word == theirs or (len(word) == 1 and theirs.startswith(word))
        for word, theirs in zip(person.words, other.words, strict=True)
    )


def _titles_before(text: str, start: int) -> set[str]:
    found = _TITLES_BEFORE.search(text, max(0, start - 50), start)
    return {word.strip(".").casefold() for word in found[0].split()} if found else set()
