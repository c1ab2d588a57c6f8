"""Names made up for the tests of the list."""

from collections.abc import Sequence
from datetime import date

import pytest

from reader.entities.mention import Entity, EntityId, EntityKind
from reader.errors import ReaderError
from reader.library.name_pages import EntityRow


class NameShelf:
    """Gives rows and remembers what it was asked for. Names in `gone` are not there any more."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.gone: set[int] = set()
        self.broken = False

    def fetch(self, numbers: Sequence[int]) -> list[EntityRow]:
        self.asked.append(list(numbers))
        if self.broken:
            raise ReaderError("The library could not be read.", remedy="Try again.")
        return [row_of(number) for number in numbers if number not in self.gone]


def row_of(number: int) -> EntityRow:
    entity = Entity(id=EntityId(f"person:{number}"), kind=EntityKind.PERSON, name=f"Name {number}")
    return EntityRow(number, entity, articles=1000 - number % 1000, mentions=2000, last_day=date(2025, 9, 8))


@pytest.fixture
def name_shelf() -> NameShelf:
    return NameShelf()
