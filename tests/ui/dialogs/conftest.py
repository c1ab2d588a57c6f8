"""Names to be found, and a window that dialogs belong to."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.articles.folding import fold
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.library.name_pages import EntityRow
from reader.ui.dialogs.name_choice import FindNames


def row(number: int, kind: EntityKind, name: str, articles: int) -> EntityRow:
    return EntityRow(number, Entity(EntityId(f"{kind}:{fold(name)}"), kind, name), articles, 2 * articles, None)


KNOWN = (
    row(1, EntityKind.PERSON, "Gen Nakatani", 23),
    row(2, EntityKind.PERSON, "Nakatani", 3),
    row(3, EntityKind.PLACE, "Nakatani Pass", 1),
    row(4, EntityKind.ORGANISATION, "Second Fleet", 5),
)


@pytest.fixture
def find() -> FindNames:
    """As the library would: names with a word that begins so."""

    def found(text: str) -> Sequence[EntityRow]:
        return [each for each in KNOWN if any(word.startswith(fold(text)) for word in fold(each.entity.name).split())]

    return found


@pytest.fixture
def nakatani() -> Entity:
    return KNOWN[1].entity


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def pool() -> Iterator[QThreadPool]:
    made = QThreadPool()
    yield made
    made.waitForDone()
