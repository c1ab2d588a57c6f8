"""Names the lists know by heart: the full name behind a short one, and which words are a people."""

from typing import NamedTuple

from reader.entities.lists import ListReader
from reader.entities.mention import EntityKind
from reader.entities.tokenizer import tokenize

_FILES = (
    ("organisations.tsv", EntityKind.ORGANISATION),
    ("persons.tsv", EntityKind.PERSON),
    ("others.tsv", EntityKind.OTHER),
)
_SHORTEST_LAND = 4  # letters; "US" is for the model to judge


class Known(NamedTuple):
    """What the lists say of a name."""

    name: str  # the name it is known by
    is_people: bool = False
    is_land: bool = False  # a country or a part of the world


class KnownNames:
    """Looks up whole names. Immutable; safe from any thread."""

    def __init__(self, lists: ListReader) -> None:
        self._names: dict[tuple[EntityKind, str], Known] = {}
        for file, kind in _FILES:
            for line in lists.lines(file):
                name, *others = line.split("\t")
                for form in (name, *others):
                    self._names[kind, form] = Known(name)
        for line in lists.lines("countries.tsv"):
            country, aliases, peoples = line.split("\t")
            for form in (country, *filter(None, aliases.split(";"))):
                self._names[EntityKind.PLACE, form] = Known(country, is_land=True)
            for form in filter(None, peoples.split(";")):
                self._names[EntityKind.OTHER, form] = Known(country, is_people=True)
        for form in lists.lines("peoples.txt"):
            self._names.setdefault((EntityKind.OTHER, form), Known("", is_people=True))
        self._starting = _by_first_word(self._names)

    def starting(self, word: str) -> list[tuple[tuple[str, ...], EntityKind]]:
        """The names of two words and more that begin with this word, and the countries of one; the longest first."""
        return self._starting.get(word, [])

    def find(self, kind: EntityKind, surface: str) -> Known | None:
        """What is known of this name of this kind; capitals are read as a name."""
        plain = " ".join(surface.replace("’", "'").split())
        found = self._names.get((kind, plain))
        if found is None and len(plain) > 4 and plain.isupper():
            found = self._names.get((kind, plain.title()))
        return found


def _by_first_word(names: dict[tuple[EntityKind, str], Known]) -> dict[str, list[tuple[tuple[str, ...], EntityKind]]]:
    starting: dict[str, list[tuple[tuple[str, ...], EntityKind]]] = {}
    for (kind, form), known in names.items():
        if form.startswith("The "):
            continue  # the article is no part of a name
        if " " in form or (known.is_land and len(form) >= _SHORTEST_LAND and form.isalpha()):
            words = tuple(tokenize(form).words) if "'" in form or "." in form else tuple(form.split(" "))
            starting.setdefault(words[0], []).append((words, kind))
    for entries in starting.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return starting
