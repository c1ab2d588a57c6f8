"""Given and family names of many lands, from the lists of Faker (MIT)."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator

from reader.entities.training.places import plain

_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽĀĆČĐĒĞİĶĻŅŌŐŞŪŰ][a-zà-öø-ÿāăąćčďđēęěğģīįıķļłńņňōőœŕřśşšţťūůűųźżžșțəʻ'’\-A-Z]+")
_GIVEN = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary",
          "first_romanized_names", "romanized_formats_first", "first_name_romanized")  # fmt: skip
_FAMILY = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")


def lists() -> dict[str, tuple[str, list[str]]]:
    """File name -> comment and entries."""
    return {
        "given_names_faker.txt": ("Given names of many lands. From Faker (MIT).", list(_all(_GIVEN))),
        "family_names_faker.txt": ("Family names of many lands. From Faker (MIT).", list(_all(_FAMILY))),
    }


def _all(attributes: tuple[str, ...]) -> Iterator[str]:
    import faker.providers.person as package  # deferred: only the build needs it

    for info in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{info.name}").Provider
        for attribute in attributes:
            for entry in _flat(getattr(provider, attribute, ())):
                for name in (entry, plain(entry)):
                    if _LATIN.fullmatch(name):
                        yield name


def _flat(entries: object) -> Iterator[str]:
    if isinstance(entries, str):
        yield entries
    elif isinstance(entries, Iterable):
        for entry in entries:
            yield from _flat(entry)
