"""Exchanges names for others of the same kind, so that the model learns to read around names it has never seen."""

import random
from collections.abc import Iterable
from pathlib import Path

from reader.entities.lists import ListReader
from reader.entities.training.corpus import Sample

_SHARE = 0.35  # of the names of a text


class Substitutes:
    """Names to choose from, by kind."""

    def __init__(self, folder: Path) -> None:
        lists = ListReader(folder)
        self._given = _plain(lists.lines("given_names.txt"))
        self._more_given = _plain(lists.lines("given_names_faker.txt"))
        self._family = _plain(lists.lines("family_names.txt"))
        self._more_family = _plain(lists.lines("family_names_faker.txt"))
        self._cities = _plain(lists.lines("cities.txt"))
        self._towns = _plain(lists.lines("towns.txt"))
        self._lands = [line.partition("\t")[0] for line in lists.lines("countries.tsv")]
        self._bodies = [name for line in lists.lines("organisations.tsv") for name in line.split("\t")]
        self._clubs = lists.lines("clubs.txt")

    def exchanged(self, sample: Sample, chance: random.Random) -> Sample:
        """A copy with some names exchanged, each name by the same one wherever it stands."""
        chosen: dict[tuple[str, str], str] = {}
        parts: list[str] = []
        names: list[tuple[int, int, str]] = []
        at = size = 0
        for start, end, kind in sample.names:
            surface = sample.text[start:end]
            new = chosen.get((kind, surface))
            if new is None:
                new = self._other(surface, kind, chance) if chance.random() < _SHARE else surface
                chosen[kind, surface] = new
                if kind == "PER" and new != surface and " " in surface and " " in new:
                    chosen.setdefault((kind, surface.split()[-1]), new.split()[-1])
            before = sample.text[at:start]
            names.append((size + len(before), size + len(before) + len(new), kind))
            parts += [before, new]
            size += len(before) + len(new)
            at = end
        return Sample("".join([*parts, sample.text[at:]]), names)

    def _other(self, surface: str, kind: str, chance: random.Random) -> str:
        if surface.isupper() and len(surface) > 1:
            return surface
        words = surface.split()
        if kind == "PER" and len(words) <= 2:
            family = self._family if chance.random() < 0.5 else self._more_family
            given = self._given if chance.random() < 0.5 else self._more_given
            return chance.choice(family) if len(words) == 1 else f"{chance.choice(given)} {chance.choice(family)}"
        if kind == "LOC" and len(words) <= 2:
            return chance.choice((self._cities, self._towns, self._lands)[chance.randrange(3)])
        if kind == "ORG":
            pool = self._clubs if surface in self._clubs else self._bodies
            if surface in self._clubs or surface in self._bodies:
                return chance.choice(pool)
        return surface


def _plain(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.isascii() or len(name) > 3]
