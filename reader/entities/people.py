"""Persons, told by titles, given names, family names and the order of East Asian names."""

from reader.entities.gazetteer import Gazetteer
from reader.entities.mention import EntityKind
from reader.entities.tokens import PARTICLE, SPACE, Tokens
from reader.entities.words import (
    ACRONYM,
    COMMON,
    DIGIT,
    FAMILY,
    FAMILY_FIRST,
    GIVEN,
    HEAD,
    HYPHENED,
    INITIAL,
    PART,
    PERSONAL,
    PLAIN,
    STOP,
    SURNAME_SHAPE,
    SYLLABLES,
    TITLE,
)

_MOST_WORDS = 5
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "VI", "XIV", "XVI", "XXIII"))


class PersonRules:
    """Decides whether words that stand together are a person. Works on token numbers."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._phrases = gazetteer.phrases

    def run_end(self, tokens: Tokens, first: int) -> int:
        """The number after the last word that could belong to a person beginning at `first`."""
        flags, joins = tokens.flags, tokens.joins
        at = first + 1
        limit = min(len(flags), first + _MOST_WORDS)
        while at < limit:
            flag, join = flags[at], joins[at]
            if join != SPACE and join != PARTICLE:
                break
            if tokens.words[at] in _SUFFIXES:
                return at + 1
            if flag & (STOP | DIGIT) or (flag & (TITLE | HEAD) and not flag & PERSONAL):
                break
            if flag & (COMMON | PART) and not flag & (PERSONAL | SYLLABLES | HYPHENED):
                break
            if flag & ACRONYM and not flag & PERSONAL:
                break
            if not flag & PERSONAL and self._is_land(tokens.words[at]):
                break
            at += 1
        return at

    def _is_land(self, word: str) -> bool:
        known = self._phrases.get(word)
        return known is not None and known.kind is not EntityKind.PERSON

    def is_person(self, tokens: Tokens, first: int, end: int) -> int:
        """The number after the last word of a sure person at `first`, or `first` if the words are none."""
        one = tokens.flags[first]
        if end - first < 2 or one & (STOP | ACRONYM):
            return first
        return self._family_first(tokens, first, end) or self._given_first(tokens, first, end) or first

    def _family_first(self, tokens: Tokens, first: int, end: int) -> int:
        """Korean and Chinese order: "Ahn Gyu-back", "Xi Jinping", "Kim Jong Un"."""
        one, two = tokens.flags[first], tokens.flags[first + 1]
        if two & HYPHENED:
            if one & FAMILY_FIRST:
                return first + 2
            if not one & (HEAD | PART | TITLE | COMMON) and not self._is_land(tokens.words[first]):
                return end
        given = two & FAMILY_FIRST or (two & SYLLABLES and not two & COMMON)
        if one & FAMILY_FIRST and not one & COMMON and given:
            return self._syllabic_end(tokens, first, end)
        return 0

    def _given_first(self, tokens: Tokens, first: int, end: int) -> int:
        """European order, initials, and "Nakatani Gen"."""
        flags = tokens.flags
        one, two = flags[first], flags[first + 1]
        last = flags[end - 2] if tokens.words[end - 1] in _SUFFIXES and end - first > 2 else flags[end - 1]
        if one & INITIAL or (two & INITIAL and not one & PLAIN):
            return end
        if one & GIVEN and (last & (PERSONAL | SURNAME_SHAPE) or not (one | last) & PLAIN):
            return end
        if one & PLAIN:
            return 0
        plain = any(flags[i] & PLAIN and not flags[i] & PERSONAL for i in range(first, end))
        if last & (FAMILY | SURNAME_SHAPE) and not plain:
            return end
        if last & GIVEN and one & (FAMILY | SURNAME_SHAPE) and end - first == 2:
            return end
        return 0

    def _syllabic_end(self, tokens: Tokens, first: int, end: int) -> int:
        """At most three words: "Xi Jinping", "Kim Jong Un"."""
        last = min(end, first + 3)
        if (
            last - first == 3
            and tokens.flags[first + 2] & PLAIN
            and not tokens.flags[first + 2] & (SYLLABLES | PERSONAL)
        ):
            return first + 2
        return last
