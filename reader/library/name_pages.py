"""The names of the whole library: in their order, and what is known of each (library.sqlite)."""

import json
import sqlite3
from array import array
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, cast

from reader.articles.article import ArticleNumber
from reader.articles.folding import fold
from reader.database import Database
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.errors import ReaderError
from reader.library.name_neighbours import Edge, Neighbour, edges_among, neighbours_of
from reader.library.name_sentences import (
    Cursor,
    Period,
    SentencePage,
    SentencesOfBoth,
    articles_naming,
    sentences_in,
    sentences_of_both,
)

LAST_LETTER = "\U0010ffff"  # after every word that begins alike
BEST_FIRST = 60  # of the names found for what is typed, so many are weighed


class EntitySort(StrEnum):
    """How names are put in order; of equals by name."""

    ARTICLES = "articles"
    MENTIONS = "mentions"
    LAST_SEEN = "last seen"
    NAME = "name"


_ORDERS = {  # each is read off an index, see the schema; the plus keeps SQLite from another index, and from sorting
    EntitySort.ARTICLES: "AND articles > 0 ORDER BY articles DESC, name_key",
    EntitySort.MENTIONS: "AND mentions > 0 ORDER BY mentions DESC, name_key",
    EntitySort.LAST_SEEN: "AND last_day > '' ORDER BY last_day DESC, name_key",
    EntitySort.NAME: "AND +articles > 0 ORDER BY name_key, articles",
}
_ROW = "number, id, kind, name, articles, mentions, last_day"


class EntityRow(NamedTuple):
    """What a list shows of an entity."""

    number: int  # its place in this library; never written outside it
    entity: Entity  # without its aliases
    articles: int
    mentions: int
    last_day: date | None  # of the newest article that names it


class SourceCount(NamedTuple):
    """How many articles of one source name an entity."""

    source: str  # empty where it is not known
    articles: int


class EntityFacts(NamedTuple):
    """What the library knows of one entity."""

    row: EntityRow
    aliases: tuple[tuple[str, int], ...]  # other forms and how often each stands there, most frequent first
    sources: tuple[SourceCount, ...]  # most articles first
    first: date | None  # of the dated articles that name it
    last: date | None
    undated: int  # articles without a date


class DayCount(NamedTuple):
    """Articles of one day."""

    day: date | None  # None: undated
    articles: int


class NamePages:
    """What the views of all names ask. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def order(self, kind: EntityKind, sort: EntitySort, text: str = "") -> Sequence[int]:
        """The numbers of the entities of this kind in this order.

        With `text`, those of which the forms have words that begin with each of its words.
        """
        narrowed, values = _beginning_with(text)
        with self._database.reading() as db:
            found = db.execute(
                f"SELECT number FROM entities WHERE kind = ? {narrowed}{_ORDERS[sort]}, number", (kind, *values)
            )
            return cast("Sequence[int]", array("q", [row[0] for row in found]))

    def rows(self, numbers: Sequence[int]) -> list[EntityRow]:
        """What a list shows of these, in this order; an entity that is gone is left out."""
        with self._database.reading() as db:
            found = db.execute(
                f"SELECT {_ROW} FROM entities WHERE articles > 0 AND number IN (SELECT value FROM json_each(?))",
                (json.dumps(list(numbers)),),
            )
            by_number = {row[0]: _row(row) for row in found}
        return [by_number[number] for number in numbers if number in by_number]

    def counts(self) -> Mapping[EntityKind, int]:
        """How many entities of each kind there are."""
        with self._database.reading() as db:
            found = db.execute("SELECT kind, count(*) FROM entities WHERE articles > 0 GROUP BY kind").fetchall()
        return {kind: dict(found).get(kind, 0) for kind in EntityKind}

    def articles_wait(self) -> bool:
        """Whether there are articles whose names were not looked for yet."""
        with self._database.reading() as db:
            waits = "SELECT 1 FROM articles WHERE recognized_by IS NULL AND trashed_at IS NULL LIMIT 1"
            return db.execute(waits).fetchone() is not None

    def number_of(self, entity_id: EntityId) -> int | None:
        """The number of this entity; None where no article names it."""
        with self._database.reading() as db:
            return _number(db, entity_id)

    def find_entities(
        self, text: str, kinds: Collection[EntityKind] = tuple(EntityKind), limit: int = 20
    ) -> tuple[EntityRow, ...]:
        """Entities for what is typed: those of exactly this name first, then those in most articles."""
        key = fold(text)
        if not key or limit <= 0:
            return ()
        narrowed, values = _beginning_with(text)
        found: dict[int, EntityRow] = {}
        with self._database.reading() as db:
            for kind in kinds:
                for condition, more in (("AND name_key = ? ", (key,)), (narrowed, values)):
                    rows = db.execute(
                        f"SELECT {_ROW} FROM entities WHERE kind = ? {condition}AND articles > 0"
                        " ORDER BY articles DESC, name_key LIMIT ?",
                        (kind, *more, max(limit, BEST_FIRST)),
                    )
                    found.update((row[0], _row(row)) for row in rows)
        best = sorted(found.values(), key=lambda row: (fold(row.entity.name) != key, -row.articles, row.entity.name))
        return tuple(best[:limit])

    def facts(self, entity_id: EntityId) -> EntityFacts:
        """Everything at the head of its page.

        Raises:
            ReaderError: no article names it.
        """
        with self._database.reading() as db:
            row = _row(self._found(db, entity_id))
            forms = db.execute(
                "SELECT form, mentions FROM entity_forms WHERE entity = ? AND form <> ? ORDER BY mentions DESC, form",
                (row.number, row.entity.name),
            ).fetchall()
            sources = db.execute(
                "SELECT source, count(*), min(published), max(published), count(*) - count(published)"
                " FROM entity_articles CROSS JOIN articles INDEXED BY articles_facts ON articles.number = article"
                " WHERE entity = ? GROUP BY source ORDER BY 2 DESC, 1",
                (row.number,),
            ).fetchall()
        first, last = [one[2] for one in sources if one[2]], [one[3] for one in sources if one[3]]
        return EntityFacts(
            row=row,
            aliases=tuple((form, count) for form, count in forms),
            sources=tuple(SourceCount(one[0], one[1]) for one in sources),
            first=_day(min(first, default=None)),
            last=_day(max(last, default=None)),
            undated=sum(one[4] for one in sources),
        )

    def days(self, entity_id: EntityId) -> tuple[EntityRow, tuple[DayCount, ...]]:
        """The entity, and how many articles of each day name it, oldest first; the undated ones stand before all.

        Raises:
            ReaderError: no article names it.
        """
        with self._database.reading() as db:
            row = _row(self._found(db, entity_id))
            found = db.execute(
                "SELECT published, count(*) FROM entity_articles"
                " CROSS JOIN articles INDEXED BY articles_facts ON articles.number = article"
                " WHERE entity = ? GROUP BY published ORDER BY published",
                (row.number,),
            ).fetchall()
        return row, tuple(DayCount(_day(day), count) for day, count in found)

    def articles(
        self, entity_id: EntityId, *, period: Period | None = None, oldest_first: bool = False
    ) -> Sequence[ArticleNumber]:
        """The articles that name it, newest first; with `period`, those published in it."""
        with self._database.reading() as db:
            return articles_naming(db, _number(db, entity_id), period=period, oldest_first=oldest_first)

    def sentences(
        self, entity_id: EntityId, articles: Sequence[ArticleNumber], begin: Cursor, *, limit: int = 50
    ) -> SentencePage:
        """The next sentences that name it, of these articles in their order."""
        with self._database.reading() as db:
            return sentences_in(db, _number(db, entity_id), articles, begin, limit=limit)

    def sentences_of_both(self, first: EntityId, second: EntityId) -> SentencesOfBoth:
        """What carries the edge between two entities: see there for what is looked at."""
        with self._database.reading() as db:
            return sentences_of_both(db, _number(db, first), _number(db, second))

    def neighbours(self, entity_id: EntityId, *, limit: int = 150, by_chance: bool = False) -> tuple[Neighbour, ...]:
        """The entities most strongly bound to it: see there for what is counted."""
        with self._database.reading() as db:
            number = _number(db, entity_id)
            return () if number is None else neighbours_of(db, number, limit=limit, by_chance=by_chance)

    def edges(self, numbers: Sequence[int]) -> tuple[Edge, ...]:
        """What binds these entities to one another, strongest first."""
        with self._database.reading() as db:
            return edges_among(db, numbers)

    @staticmethod
    def _found(db: sqlite3.Connection, entity_id: EntityId) -> Sequence[str | int | None]:
        row = db.execute(f"SELECT {_ROW} FROM entities WHERE id = ? AND articles > 0", (entity_id,)).fetchone()
        if row is None:
            raise ReaderError("No article names this any more.", remedy="Choose another name from the list.")
        return cast("Sequence[str | int | None]", row)


def _beginning_with(text: str) -> tuple[str, tuple[str, ...]]:
    """A condition on `number`, and its values: a word of some form begins with each of these words."""
    words = fold(text).split()
    condition = "AND number IN (SELECT entity FROM form_words WHERE word BETWEEN ? AND ?) " * len(words)
    return condition, tuple(bound for word in words for bound in (word, word + LAST_LETTER))


def _number(db: sqlite3.Connection, entity_id: EntityId) -> int | None:
    row = db.execute("SELECT number FROM entities WHERE id = ? AND articles > 0", (entity_id,)).fetchone()
    return None if row is None else int(row[0])


def _row(row: Sequence[str | int | None]) -> EntityRow:
    number, entity_id, kind, name, articles, mentions, last_day = row
    entity = Entity(id=EntityId(str(entity_id)), kind=EntityKind(str(kind)), name=str(name))
    return EntityRow(int(number or 0), entity, int(articles or 0), int(mentions or 0), _day(last_day))


def _day(stored: str | int | None) -> date | None:
    return date.fromisoformat(str(stored)) if stored else None
