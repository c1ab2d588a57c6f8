"""What is known of a single word before it is read: lists it is on, clusters it belongs to, how it is usually written."""

import io
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.entities.lists import ListReader

# A word is on a list of this number; the order is part of the trained model.
FLAGS = (
    "given", "family", "family_first", "title", "org_head", "place_head", "place_front", "other_head", "other_front",
    "stop", "common", "part", "speech", "country", "city", "town", "land", "people", "org", "other", "person",
    "sport", "locative", "club", "never",
)  # fmt: skip
FLAG = {name: 1 << number for number, name in enumerate(FLAGS)}
_FILES = {
    "given": ("given_names.txt", "given_names_faker.txt"),
    "family": ("family_names.txt", "family_names_faker.txt"),
    "family_first": ("family_names_first.txt",),
    "title": ("titles.txt",),
    "org_head": ("organisation_heads.txt",),
    "place_head": ("place_heads.txt",),
    "place_front": ("place_fronts.txt",),
    "other_head": ("other_heads.txt",),
    "other_front": ("other_fronts.txt",),
    "part": ("name_parts.txt",),
    "city": ("cities.txt",),
    "town": ("towns.txt",),
    "land": ("subdivisions.txt", "places.txt"),
    "club": ("clubs.txt",),
}
_LOWER_FILES = {"stop": "stop_words.txt", "common": "common_words.txt", "speech": "speech_verbs.txt",
                "sport": "sport_words.txt", "locative": "locatives.txt", "never": "never_names.txt"}  # fmt: skip


class Word(NamedTuple):
    """What is known of one word."""

    flags: int
    grains: tuple[int, int, int]  # clusters of word vectors, coarse to fine; 0 if the word is unknown
    brown: str  # the path of the Brown cluster, as bits; empty if the word is unknown
    case: int  # how often it has a capital: 1 never, 6 always, 0 unknown


class Lexicon:
    """Looks up words. Immutable; safe from any thread."""

    def __init__(self, lists: ListReader) -> None:
        self._flags = _read_flags(lists)
        data = np.load(io.BytesIO(lists.content("lexicon.npz")))
        words, grains = _words(data["words"]), data["grains"].T.tolist()
        self._grains: dict[str, list[int]] = dict(zip(words, grains, strict=True))
        self._brown: dict[str, int] = dict(zip(_words(data["forms"]), data["brown"].tolist(), strict=True))
        self._case: dict[str, int] = dict(zip(_words(data["case_words"]), data["case"].tolist(), strict=True))

    def flags(self, word: str) -> int:
        """The lists that hold this word, written like this or, in capitals, like a name."""
        found = self._flags.get(word, 0) | self._flags.get(word.lower(), 0)
        if len(word) > 1 and word.isupper():
            found |= self._flags.get(word.title(), 0)
        return found

    def words_on(self, lists: int) -> frozenset[str]:
        """The words on any of these lists."""
        return frozenset(word for word, flags in self._flags.items() if flags & lists)

    def word(self, word: str) -> Word:
        """All that is known of this word."""
        low = word.lower()
        one, two, three = self._grains.get(low, _NO_GRAINS)
        brown = self._brown.get(word, 0)
        if not brown:
            brown = self._brown.get(low.title() if word.isupper() else low, 0)
        path = format(brown, "b")[::-1] if brown else ""
        return Word(self.flags(word), (one, two, three), path, self._case.get(low, 0))


_NO_GRAINS = (0, 0, 0)


def _words(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode("utf-8").split("\n")


def _read_flags(lists: ListReader) -> dict[str, int]:
    flags: dict[str, int] = {}
    for name, files in _FILES.items():
        flag = FLAG[name]
        for file in files:
            for line in lists.lines(file):
                if " " not in line:
                    flags[line] = flags.get(line, 0) | flag
    for name, file in _LOWER_FILES.items():
        for line in lists.lines(file):
            low = line.lower()
            flags[low] = flags.get(low, 0) | FLAG[name]
    for name, file in (("person", "persons.tsv"), ("org", "organisations.tsv"), ("other", "others.tsv")):
        for line in lists.lines(file):
            _mark(flags, line.split("\t"), FLAG[name])
    for line in lists.lines("countries.tsv"):
        country, aliases, peoples = line.split("\t")
        _mark(flags, [country, *aliases.split(";")], FLAG["country"])
        _mark(flags, peoples.split(";"), FLAG["people"])
    return flags


def _mark(flags: dict[str, int], names: list[str], flag: int) -> None:
    for name in names:
        if name and " " not in name:
            flags[name] = flags.get(name, 0) | flag
