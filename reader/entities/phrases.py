"""Names of several words that are known before a text is read, and where they occur in it."""

from collections.abc import Iterable, Sequence

from reader.entities.lists import ListReader
from reader.entities.tokenizer import tokenize

PERSON, PLACE, ORGANISATION, OTHER, PEOPLE = range(5)
KINDS = 5
BEGIN, INSIDE, END = 1, 2, 3  # what a word is in a listed name; 0 is nothing
_FILES = (
    ("persons.tsv", PERSON), ("organisations.tsv", ORGANISATION), ("others.tsv", OTHER), ("cities.txt", PLACE),
    ("towns.txt", PLACE), ("subdivisions.txt", PLACE), ("places.txt", PLACE), ("clubs.txt", ORGANISATION),
)  # fmt: skip


class Phrases:
    """A dictionary of names of two words and more, in small letters. Immutable; safe from any thread."""

    def __init__(self, lists: ListReader) -> None:
        self._kinds: dict[str, int] = {}  # name in small letters, single spaces -> bits of kinds
        self.longest: dict[str, int] = {}  # first word -> tokens of the longest name that begins so
        for file, kind in _FILES:
            for line in lists.lines(file):
                self._add(line.split("\t"), kind)
        for line in lists.lines("countries.tsv"):
            country, aliases, peoples = line.split("\t")
            self._add([country, *aliases.split(";")], PLACE)
            self._add(peoples.split(";"), PEOPLE)

    def _add(self, names: Iterable[str], kind: int) -> None:
        for name in names:
            if " " in name or "'" in name or "." in name:
                words = [key(word) for word in tokenize(name).words]
                if len(words) > 1:
                    phrase = " ".join(words)
                    self._kinds[phrase] = self._kinds.get(phrase, 0) | 1 << kind
                    self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))

    def find(self, keys: Sequence[str], candidates: Iterable[int], end_of: Sequence[int]) -> list[tuple[int, int, int]]:
        """Listed names as (first, end, bits of kinds), the longest at each place, in order and not overlapping.

        `keys` are the words in small letters, `candidates` the places where a name may begin, in order, and
        `end_of` tells for each place where its sentence ends.
        """
        found = []
        kinds, longest, free = self._kinds, self.longest, 0
        for first in candidates:
            if first < free:
                continue
            last = min(first + longest.get(keys[first], 0), end_of[first])
            for end in range(last, first + 1, -1):
                bits = kinds.get(" ".join(keys[first:end]))
                if bits:
                    found.append((first, end, bits))
                    free = end
                    break
        return found


def key(word: str) -> str:
    """A word as names are looked up: small letters, straight apostrophes."""
    return word.lower().replace("’", "'")
