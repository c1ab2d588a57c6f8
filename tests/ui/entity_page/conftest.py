"""Sentences and pages made up for the tests of a page."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject, QThreadPool

from reader.articles.article import ArticleNumber, Span
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.library.name_pages import SourceCount
from reader.library.name_sentences import MarkedName, Sentence
from reader.tasks.entity_pages import EntityPage

NAKATANI = Entity(EntityId("person:gen nakatani"), EntityKind.PERSON, "Gen Nakatani", ("Nakatani",))
AHN = Entity(EntityId("person:ahn gyu-back"), EntityKind.PERSON, "Ahn Gyu-back")


def make_sentence(number: int, words: str = "said so", **changes: object) -> Sentence:
    text = f"Nakatani {words} in sentence {number}."
    values: dict[str, object] = {
        "article": ArticleNumber(number),
        "title": f"Title {number}",
        "published": date(2025, 9, 8),
        "added": date(2026, 11, 23),
        "text": text,
        "names": (MarkedName(Span(0, 8), EntityKind.PERSON),),
        "place": Span(10, 18),
    }
    return Sentence(**(values | changes))  # type: ignore[arg-type]


def make_page(**changes: object) -> EntityPage:
    values: dict[str, object] = {
        "entity": NAKATANI,
        "articles": 23,
        "mentions": 61,
        "aliases": (("Nakatani", 31), ("Minister Nakatani", 0)),
        "sources": (SourceCount("Diplomacy desk", 20), SourceCount("Wire", 3)),
        "first": date(2024, 10, 12),
        "last": date(2025, 9, 8),
        "undated": 0,
    }
    return EntityPage(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def pool(qapp: QObject) -> Iterator[QThreadPool]:
    pool = QThreadPool(qapp)
    yield pool
    pool.waitForDone()
