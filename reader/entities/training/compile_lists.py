"""Puts the name lists into one small file that is read in no time: `python -m reader.entities.training.compile_lists`.

To be run after any change of a list; training does it, too.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from reader.entities.hashed import hash_map
from reader.entities.lexicon import FLAG, LISTS_FILE
from reader.entities.lists import ListReader
from reader.entities.phrases import ORGANISATION, OTHER, PEOPLE, PERSON, PLACE, key
from reader.entities.tokenizer import tokenize
from reader.locations import bundled

_WORDS = {
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
    "never": ("never_names.txt",),
    "org": ("parties.txt",),
}
_ANY_CASE = {"stop": "stop_words.txt", "common": "common_words.txt", "speech": "speech_verbs.txt",
             "sport": "sport_words.txt", "locative": "locatives.txt"}  # fmt: skip
_NAMES = (("person", "persons.tsv"), ("org", "organisations.tsv"), ("other", "others.tsv"))
_PHRASES = (
    ("persons.tsv", PERSON), ("organisations.tsv", ORGANISATION), ("others.tsv", OTHER), ("cities.txt", PLACE),
    ("towns.txt", PLACE), ("subdivisions.txt", PLACE), ("places.txt", PLACE), ("clubs.txt", ORGANISATION),
    ("parties.txt", ORGANISATION),
)  # fmt: skip


def compile_lists(folder: Path, out: Path | None = None) -> None:
    """Write the compiled lists of `folder`."""
    lists = ListReader(folder)
    words, flags = hash_map(word_flags(lists))
    phrases, kinds, firsts, longest = _phrases(lists)
    np.savez_compressed(
        (out or folder) / LISTS_FILE, words=words, flags=flags, phrases=phrases, kinds=kinds.astype(np.uint8),
        firsts=firsts, longest=longest.astype(np.uint8), digest=np.frombuffer(lists.digest().encode(), np.uint8),
    )  # fmt: skip


def is_fresh(folder: Path) -> bool:
    """Whether the compiled lists of `folder` are those of the lists beside them."""
    lists = ListReader(folder)
    word_flags(lists)
    _phrases(lists)
    with np.load(folder / LISTS_FILE) as data:
        return bytes(data["digest"]).decode() == lists.digest()


def word_flags(lists: ListReader) -> dict[str, int]:
    """Single words -> the lists they are on."""
    flags: dict[str, int] = {}
    for name, files in _WORDS.items():
        for file in files:
            _mark(flags, lists.lines(file), FLAG[name])
    for name, file in _ANY_CASE.items():
        _mark(flags, (line.lower() for line in lists.lines(file)), FLAG[name])
    for name, file in _NAMES:
        for line in lists.lines(file):
            _mark(flags, line.split("\t"), FLAG[name])
    for line in lists.lines("countries.tsv"):
        country, aliases, peoples = line.split("\t")
        _mark(flags, [country, *aliases.split(";")], FLAG["country"])
        _mark(flags, peoples.split(";"), FLAG["people"])
    _mark(flags, lists.lines("peoples.txt"), FLAG["people"])
    return flags


def _mark(flags: dict[str, int], names: Iterable[str], flag: int) -> None:
    for name in names:
        if name and " " not in name:
            flags[name] = flags.get(name, 0) | flag


def _phrases(lists: ListReader) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    kinds: dict[str, int] = {}
    longest: dict[str, int] = {}

    def add(names: Iterable[str], kind: int) -> None:
        for name in names:
            if " " in name or "'" in name or "." in name:
                words = [key(word) for word in tokenize(name).words]
                if len(words) > 1:
                    phrase = " ".join(words)
                    kinds[phrase] = kinds.get(phrase, 0) | 1 << kind
                    longest[words[0]] = max(longest.get(words[0], 0), len(words))

    for file, kind in _PHRASES:
        for line in lists.lines(file):
            add(line.split("\t"), kind)
    for line in lists.lines("countries.tsv"):
        country, aliases, peoples = line.split("\t")
        add([country, *aliases.split(";")], PLACE)
        add(peoples.split(";"), PEOPLE)
    return (*hash_map(kinds), *hash_map(longest))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m reader.entities.training.compile_lists", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=bundled("resources") / "entities")
    compile_lists(parser.parse_args(arguments).folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
