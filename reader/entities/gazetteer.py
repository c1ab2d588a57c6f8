"""The shipped lists of names and cue words, read from a folder and ready to be asked."""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from reader.entities.mention import EntityKind
from reader.entities.words import (
    ACRONYM,
    COMMON,
    DIGIT,
    FLAG_OF,
    HYPHENED,
    INITIAL,
    PERSONAL,
    STOP,
    SURNAME_SHAPE,
    SYLLABLES,
)
from reader.errors import ReaderError

_CACHED_WORDS = 200_000  # bounds the memory of a long import; a library rarely has more different words

_LONGEST_WORD = 60  # what is longer is not worth remembering

_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcswy])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|"
    "ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)"
)
_SYLLABLES = re.compile(f"(?:{_SYLLABLE}){{1,3}}", re.IGNORECASE)
_KOREAN = re.compile("[A-Z](?:y|w)?(?:eo|eu|ae|oo|[aeiou])(?:ng|[nmklpb])?", re.IGNORECASE)
_SURNAME = re.compile(
    r"\w{2,}(?:yan|ian|enko|shvili|adze|oglu|escu|poulos|zadeh|ullah|uddin|sson|ssen|nsen|owski|ewski|insky|ovsky|evsky"
    r"|kov|nov|rov|lov|dov|mov|sov|yov|iev|eev|nev|yev|ova|eva|ovich|evich|ovic|ević|ović|mura|moto|gawa|kawa|yama|"
    r"[bcdfghjklmnpqrstvwxz]ski|opoulos|idis|akis|quist|berger|mann|stein)\Z"
)
_PLAIN_ENDS = (
    ("ies", "y"), ("ied", "y"), ("ily", "y"), ("iness", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""),
    ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ly", "le"), ("er", ""), ("er", "e"), ("ers", ""),
    ("ers", "e"), ("ness", ""), ("ment", ""), ("ments", ""), ("ally", "al"), ("ally", ""), ("ist", ""), ("ism", ""),
    ("able", ""), ("ful", ""), ("less", ""), ("ation", "e"), ("ations", "e"), ("ion", ""), ("ions", ""), ("ion", "e"),
    ("ions", "e"), ("al", ""),
)  # fmt: skip


class Known(NamedTuple):
    """What the lists say of a name of one or more words."""

    kind: EntityKind
    name: str = ""  # the name it is known by, if that is another: "Japan" for "Japanese"
    is_people: bool = False  # an adjective or a people: "Japanese"


class _Flags(dict[str, int]):
    """Flags of every word met so far; unknown words are judged once."""

    def __init__(self, listed: dict[str, int], common: frozenset[str]) -> None:
        super().__init__()
        self._listed = listed
        self._common = common

    def __missing__(self, word: str) -> int:
        listed = self._listed.get(word, 0)
        flags = listed | _shape(word)
        if (not listed or listed & PERSONAL) and self.is_common(word):
            flags |= COMMON  # "Brown", but not "Ministry", which says more than a common word
        if len(self) < _CACHED_WORDS and len(word) < _LONGEST_WORD:
            self[word] = flags
        return flags

    def is_common(self, word: str) -> bool:
        """Whether an ordinary word, or a regular form of one, is written like this."""
        low = word.lower()
        if low in self._common:
            return True
        if "-" in low:
            first, _, rest = low.partition("-")
            return (first in self._common and rest.endswith(("ed", "ing", "al"))) or (
                first in self._common and rest in self._common
            )
        for end, stem in _PLAIN_ENDS:
            if low.endswith(end):
                base = low[: -len(end)] + stem
                if base in self._common or (len(base) > 3 and base[-1] == base[-2] and base[:-1] in self._common):
                    return True
        return False


class Gazetteer:
    """All that is known of names before a text is read. Immutable to its users; safe from any thread."""

    def __init__(self, *, phrases: dict[str, Known], flags: dict[str, int], common: frozenset[str],
                 speech_verbs: frozenset[str], version: str) -> None:  # fmt: skip
        self.phrases = phrases
        self.speech_verbs = speech_verbs
        self.version = version  # changes with any byte of the data
        self.flags = _Flags(flags, common)
        self.cuts: dict[str, list[tuple[int, int]]] = {}  # hyphenated words met so far and their parts
        self.longest = _longest(phrases)

    def remember_cut(self, word: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Keep the parts of a hyphenated word for the next time it is met."""
        if len(self.cuts) < _CACHED_WORDS and len(word) < _LONGEST_WORD:
            self.cuts[word] = parts
        return parts

    def is_common(self, word: str) -> bool:
        """Whether this is an ordinary English word."""
        return self.flags.is_common(word)


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read the lists below `folder`.

    Raises ReaderError if the folder or one of its lists is missing or unreadable.
    """
    digest = hashlib.blake2b(digest_size=8)
    lists = _Lists(folder, digest)
    flags: dict[str, int] = {}
    for name, flag in FLAG_OF.items():
        for word in lists.lines(name):
            flags[word] = flags.get(word, 0) | flag
    phrases = _read_phrases(lists)
    for word, flag in flags.items():
        if flag & STOP:
            phrases.pop(word, None)
    return Gazetteer(
        phrases=phrases,
        flags=flags,
        common=frozenset(lists.lines("common_words.txt")),
        speech_verbs=frozenset(lists.lines("speech_verbs.txt")),
        version=digest.hexdigest(),
    )


class _Lists:
    """Reads lists and keeps a digest of all that was read."""

    def __init__(self, folder: Path, digest: "hashlib.blake2b") -> None:
        self._folder = folder
        self._digest = digest

    def lines(self, name: str) -> list[str]:
        """The entries of one list; comments start with #."""
        try:
            content = (self._folder / name).read_bytes()
            text = content.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ReaderError(
                f"The list of names “{name}” could not be read.",
                remedy="Install Read Also again; your articles and bookmarks are not affected.",
            ) from error
        self._digest.update(content)
        return [line for line in text.splitlines() if line and line[0] != "#"]


def _read_phrases(lists: _Lists) -> dict[str, Known]:
    """All names of the lists. Later lists win: a person or country beats a city of the same name."""
    place, person = EntityKind.PLACE, EntityKind.PERSON
    phrases = dict.fromkeys(lists.lines("cities.txt"), Known(place))
    phrases.update(dict.fromkeys(lists.lines("places.txt"), Known(place)))
    for file, kind in (("persons.tsv", person), ("organisations.tsv", EntityKind.ORGANISATION),
                       ("others.tsv", EntityKind.OTHER)):  # fmt: skip
        for line in lists.lines(file):
            names = line.split("\t")
            for name in names:
                phrases[name] = Known(kind, names[0])
                if name.startswith(("al-", "Al-")):
                    phrases[name[3:]] = phrases[name]
    for line in lists.lines("countries.tsv"):
        country, aliases, peoples = line.split("\t")
        phrases[country] = Known(place, country)
        phrases.update((name, Known(place, country)) for name in aliases.split(";") if name)
        phrases.update((name, Known(place, country, True)) for name in peoples.split(";") if name)
    return phrases


def _longest(phrases: dict[str, Known]) -> dict[str, int]:
    """First word of every phrase -> the most words a phrase that starts so can have."""
    longest = dict.fromkeys(phrases, 1)
    for phrase in phrases:
        if " " in phrase:
            first, _, rest = phrase.partition(" ")
            count = 2 + rest.count(" ") + rest.count("-")
            if count > longest.get(first, 0):
                longest[first] = count
    return longest


def _shape(word: str) -> int:
    """What the letters alone say."""
    flags = 0
    if word.isupper():
        letters = word.replace(".", "")
        flags = INITIAL if len(letters) == 1 else ACRONYM
    elif "-" in word:
        first, _, rest = word.partition("-")
        if rest.islower() and rest.isalpha() and first.isalpha() and len(first) <= 7 and len(rest) <= 7:
            flags = HYPHENED
    else:
        if _SYLLABLES.fullmatch(word) or _KOREAN.fullmatch(word):
            flags = SYLLABLES
        if _SURNAME.match(word):
            flags |= SURNAME_SHAPE
    if not word.isalpha() and any(c.isdigit() for c in word):
        flags |= DIGIT
    return flags
