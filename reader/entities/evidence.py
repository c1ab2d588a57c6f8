"""What the sure names of a text say of the words still in doubt."""

import re
from typing import NamedTuple

from reader.entities.gazetteer import Gazetteer
from reader.entities.mention import EntityKind
from reader.entities.tokens import Tokens
from reader.entities.words import ACRONYM, COMMON, DIGIT, FAMILY, GIVEN, INITIAL, PERSONAL, SURNAME_SHAPE

_PLACE_BEFORE = re.compile(
    r"\b(?:[Ii]n|at|near|outside|off|river|island"
    r"|(?:coast|hill|fall|city|town|village|islands?|port|district|province|region) of) \Z"
)
_SHIP_BEFORE = re.compile(
    r"\b(?:corvette|frigate|destroyer|submarine|carrier|ferry|vessel|ship|tanker|freighter|trawler|yacht|battleship"
    r"|cruiser|boat|satellite|rocket|spacecraft|probe|orbiter|lander|typhoon|hurricane|cyclone|magazine|novel|film)"
    r" [“\"‘']?\Z"
)
_THING_BEFORE = re.compile(
    r"\b(?:named|called|operation|exercise|missile|system|satellites|rockets|crater|telescope|drone|song|book|album|opera)"
    r" [“\"‘']?\Z"
)
_THING_AFTER = re.compile(r"[ -]class\b")
_STANDS_IN = re.compile(r" in [A-Z]\w+")
_WAY_BEFORE = re.compile(r"\b(?:to|from|of|on|through|toward|towards|around) \Z")
_ORG_BEFORE = re.compile(
    r"\b(?:newspaper|agency|broadcaster|company|firm|group|party|bank|airline|maker|chipmaker|carmaker|club|union|website|"
    r"daily|retailer|platform) [“\"‘']?\Z"
)
_ORG_AFTER = re.compile(r"[’']?s? (?:newspaper|news agency|television|shares|stock|party|group|airline|bank)\b")
_PERSON_AFTER = re.compile(r"(?:, (?:aged )?\d\d,|, who\b|, whose\b| himself\b| herself\b)")
_NEXT_WORD = re.compile(r",? ?([a-z]+)")
_WINDOW = 20
_NO_SHORT_NAME = COMMON | PERSONAL | INITIAL  # such a first word does not mean the organisation when alone


class Found(NamedTuple):
    """A name that was taken: characters and, for the rules, token numbers."""

    start: int
    end: int
    kind: EntityKind
    name: str
    first: int
    last: int  # the token number after it
    people: bool = False


class Doubt(NamedTuple):
    """Words, by token number, that may be a name; `end` is not included."""

    first: int
    end: int


def settle(tokens: Tokens, found: list[Found], doubts: list[Doubt], gazetteer: Gazetteer) -> list[Found]:
    """All names: the sure ones, put right by one another, and the doubtful ones the text speaks for."""
    kinds = _kinds_of_words(tokens, found)
    full = {tokens.words[at] for f in found if f.kind is EntityKind.PERSON and f.last - f.first > 1
            for at in range(f.first, f.last)}  # fmt: skip
    settled = [_corrected(tokens, f, kinds, full) for f in found]
    for doubt in doubts:
        kind = _kind_of(tokens, doubt, kinds, gazetteer)
        if kind is not None:
            settled.append(
                Found(tokens.starts[doubt.first], tokens.ends[doubt.end - 1], kind, "", doubt.first, doubt.end)
            )
    settled.sort()
    return settled


def _kinds_of_words(tokens: Tokens, found: list[Found]) -> dict[str, EntityKind]:
    """Single words -> what they are as part of a sure name of this text."""
    kinds: dict[str, EntityKind] = {}
    words, flags = tokens.words, tokens.flags
    for f in found:
        if f.kind is EntityKind.PERSON:
            for at in range(f.first, f.last):
                if not flags[at] & INITIAL:
                    kinds[words[at]] = EntityKind.PERSON
        elif f.last - f.first == 1 or (f.kind is EntityKind.ORGANISATION and not flags[f.first] & (COMMON | PERSONAL)):
            kinds.setdefault(words[f.first], f.kind)
    return kinds


def _corrected(tokens: Tokens, f: Found, kinds: dict[str, EntityKind], full: set[str]) -> Found:
    """Put right what the words before a sure name say against it: ships, towns called after people, and back."""
    if f.kind is not EntityKind.PERSON and (f.kind is not EntityKind.PLACE or f.people):
        return f
    before = tokens.text[max(0, f.start - _WINDOW) : f.start]
    if _SHIP_BEFORE.search(before):
        return f._replace(kind=EntityKind.OTHER, name="")
    if f.last - f.first != 1 or not tokens.flags[f.first] & PERSONAL:
        return f
    word = tokens.words[f.first]
    is_located = _PLACE_BEFORE.search(before) is not None
    if f.kind is EntityKind.PLACE and kinds.get(word) is EntityKind.PERSON and not is_located:
        return f._replace(kind=EntityKind.PERSON, name="")
    if f.kind is EntityKind.PERSON and is_located and word not in full and not f.name:
        return f._replace(kind=EntityKind.PLACE)
    return f


def _kind_of(tokens: Tokens, doubt: Doubt, kinds: dict[str, EntityKind], gazetteer: Gazetteer) -> EntityKind | None:
    first, end = doubt
    flag, word, text = tokens.flags[first], tokens.words[first], tokens.text
    start, stop = tokens.starts[first], tokens.ends[end - 1]
    before = text[max(0, start - _WINDOW) : start]
    is_single = end - first == 1
    if is_single and word in kinds:
        return kinds[word]
    if is_single and _is_mixed(word):
        return EntityKind.ORGANISATION
    if is_single and flag & (ACRONYM | DIGIT):
        return _acronym(tokens, first, flag, before)
    told = _told_by_neighbours(text, stop, before)
    if told is not None:
        return told
    plain = is_single and bool(flag & COMMON)
    if not plain and _speaks(text, stop, gazetteer):
        return EntityKind.PERSON
    if plain or tokens.weak[first]:
        return _weak(flag, end - first)
    if is_single and not flag & PERSONAL and _STANDS_IN.match(text, stop) and _WAY_BEFORE.search(before):
        return EntityKind.PLACE
    return _told_by_shape(word, flag, before, gazetteer, is_single=is_single)


def _told_by_neighbours(text: str, stop: int, before: str) -> EntityKind | None:
    if _SHIP_BEFORE.search(before):
        return EntityKind.OTHER
    if _THING_AFTER.match(text, stop):
        return EntityKind.OTHER
    if _ORG_BEFORE.search(before) or _ORG_AFTER.match(text, stop):
        return EntityKind.ORGANISATION
    return None


def _told_by_shape(word: str, flag: int, before: str, gazetteer: Gazetteer, *, is_single: bool) -> EntityKind | None:
    if before.endswith(("the ", "The ", "a ", "an ")):
        return None
    if not flag & PERSONAL and _THING_BEFORE.search(before):
        return EntityKind.OTHER
    if _PLACE_BEFORE.search(before) and (is_single or not flag & GIVEN):
        return EntityKind.PLACE
    if "-" in word and word.rpartition("-")[2] in gazetteer.phrases:
        return None  # "Sino-Japanese"
    return EntityKind.PERSON if not is_single or flag & (PERSONAL | SURNAME_SHAPE) else None


def _is_mixed(word: str) -> bool:
    """Capitals inside the word, as in ReCAAP, but not McCain."""
    return sum(c.isupper() for c in word) > 2 and not word.isupper()


def _weak(flag: int, count: int) -> EntityKind | None:
    """At the start of a sentence only a listed, uncommon name counts."""
    sure = flag & (FAMILY | SURNAME_SHAPE) and not flag & COMMON
    return EntityKind.PERSON if sure and count == 1 else None


def _acronym(tokens: Tokens, at: int, flag: int, before: str) -> EntityKind | None:
    length = tokens.ends[at] - tokens.starts[at]
    if flag & DIGIT or flag & INITIAL or length < 2 or length > 6 or tokens.weak[at]:
        return None
    return EntityKind.OTHER if _SHIP_BEFORE.search(before) else EntityKind.ORGANISATION


def _speaks(text: str, stop: int, gazetteer: Gazetteer) -> bool:
    match = _NEXT_WORD.match(text, stop)
    if match and match[1] in gazetteer.speech_verbs:
        return True
    return _PERSON_AFTER.match(text, stop) is not None
