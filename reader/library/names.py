"""The names that were recognised in the articles (library.sqlite). Derived: can be recognised again."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from reader.articles.article import ArticleNumber, Span
from reader.articles.folding import fold
from reader.database import Database
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.errors import ReaderError

COMMON_NAME = 2_000  # a name in more articles than this says little about what belongs together
TELLING_NAMES = 12  # as many of an article's rarest names are compared
NEIGHBOUR_ARTICLES = 400  # the newest articles of an entity from which its neighbours are counted


class NameCounts(NamedTuple):
    """How often an entity is named in the library."""

    articles: int
    mentions: int


class NamedPlace(NamedTuple):
    """Where an article names somebody or something, and whom or what."""

    start: int  # characters of the text
    end: int
    kind: str  # an EntityKind
    name: str


class SharedNames(NamedTuple):
    """Another article that names some of the same."""

    number: ArticleNumber
    names: tuple[tuple[str, int], ...]  # the entity's name and in how many articles it occurs, rarest first


class Names:
    """Who and what is named where. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, found: Iterable[tuple[ArticleNumber, Sequence[LinkedMention]]], *, recognized_by: str) -> None:
        """Replace what is stored of these articles, in one transaction."""
        with self._database.writing() as db:
            known: dict[EntityId, int] = {}
            forms: set[tuple[int, str]] = set()
            for article, mentions in found:
                known_before = db.execute("DELETE FROM mentions WHERE article = ?", (article,)).rowcount
                db.execute("DELETE FROM entity_articles WHERE article = ?", (article,))
                counts: dict[int, int] = {}
                rows = []
                for mention in mentions:
                    entity = _entity_number(db, mention.entity, known, forms)
                    counts[entity] = counts.get(entity, 0) + 1
                    rows.append((article, mention.span.start, mention.span.end - mention.span.start, entity))
                db.executemany("INSERT INTO mentions VALUES (?, ?, ?, ?)", rows)
                db.executemany(
                    "INSERT INTO entity_articles VALUES (?, ?, ?)",
                    [(entity, article, count) for entity, count in counts.items()],
                )
                db.execute("UPDATE articles SET recognized_by = ? WHERE number = ?", (recognized_by, article))
                if rows or known_before:
                    db.execute(
                        "UPDATE articles SET changed = (SELECT max(changed) + 1 FROM articles) WHERE number = ?",
                        (article,),
                    )

    def unrecognized(self, version: str, *, limit: int = -1) -> list[ArticleNumber]:
        """Articles whose names were not recognised yet, or by another version, lowest numbers first."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT number FROM articles WHERE recognized_by IS NULL OR recognized_by <> ? ORDER BY number LIMIT ?",
                (version, limit),
            )
            return [ArticleNumber(row[0]) for row in found]

    def unrecognized_count(self) -> int:
        """How many articles have no names stored at all."""
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM articles WHERE recognized_by IS NULL").fetchone()[0])

    def mentions_of(self, article: ArticleNumber) -> tuple[LinkedMention, ...] | None:
        """The stored mentions in their order, or None where the article was not recognised yet."""
        with self._database.reading() as db:
            version = db.execute("SELECT recognized_by FROM articles WHERE number = ?", (article,)).fetchone()
            if version is None or version[0] is None:
                return None
            found = db.execute(
                "SELECT start, length, id, kind, name FROM mentions JOIN entities ON entities.number = entity"
                " WHERE article = ? ORDER BY start",
                (article,),
            ).fetchall()
        entities: dict[str, Entity] = {}
        for row in found:
            if row[2] not in entities:
                entities[row[2]] = _entity(row[2:])
        return tuple(LinkedMention(span=Span(row[0], row[0] + row[1]), entity=entities[row[2]]) for row in found)

    def places_in(self, articles: Collection[ArticleNumber]) -> dict[ArticleNumber, list[NamedPlace]]:
        """What these articles name and where, each in order; an article without names is left out."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT article, start, length, kind, name FROM mentions JOIN entities ON entities.number = entity"
                " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, start",
                (json.dumps(list(articles)),),
            ).fetchall()
        found: dict[ArticleNumber, list[NamedPlace]] = {}
        for article, start, length, kind, name in rows:
            found.setdefault(article, []).append(NamedPlace(start, start + length, kind, name))
        return found

    def entity(self, entity_id: EntityId) -> Entity:
        """The entity with all the forms it was found in.

        Raises:
            ReaderError: no article names it.
        """
        with self._database.reading() as db:
            row = db.execute(
                "SELECT id, kind, name, number FROM entities WHERE id = ?"
                " AND EXISTS (SELECT 1 FROM entity_articles WHERE entity = number)",
                (entity_id,),
            ).fetchone()
            if row is None:
                raise ReaderError("No article names this any more.", remedy="Open the article again.")
            forms = db.execute("SELECT form FROM entity_forms WHERE entity = ? AND form <> ?", (row[3], row[2]))
            return _entity(row, aliases=tuple(form[0] for form in forms))

    def counts(self, entity_id: EntityId) -> NameCounts:
        with self._database.reading() as db:
            row = db.execute(
                "SELECT count(*), coalesce(sum(mentions), 0) FROM entity_articles"
                " WHERE entity = (SELECT number FROM entities WHERE id = ?)",
                (entity_id,),
            ).fetchone()
        return NameCounts(articles=row[0], mentions=row[1])

    def neighbours(self, entity_id: EntityId, *, limit: int = 6) -> tuple[Entity, ...]:
        """The entities most often named in the same articles; of a very common name the newest articles count."""
        with self._database.reading() as db:
            found = db.execute(
                "WITH me AS (SELECT number FROM entities WHERE id = ?),"
                " mine AS (SELECT article FROM entity_articles WHERE entity = (SELECT number FROM me)"
                "          ORDER BY article DESC LIMIT ?),"
                " beside AS (SELECT other.entity AS entity, count(*) AS articles, sum(other.mentions) AS mentions"
                "            FROM mine JOIN entity_articles AS other ON other.article = mine.article"
                "            WHERE other.entity <> (SELECT number FROM me)"
                "            GROUP BY other.entity ORDER BY 2 DESC, 3 DESC, 1 LIMIT ?)"
                " SELECT id, kind, name FROM beside JOIN entities ON entities.number = beside.entity"
                " ORDER BY articles DESC, mentions DESC, name",
                (entity_id, NEIGHBOUR_ARTICLES, limit),
            ).fetchall()
        return tuple(_entity(row) for row in found)

    def by_month(self, entity_id: EntityId) -> list[tuple[date, int]]:
        """First days of months, and how many articles published then name the entity; only months with some."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT substr(published, 1, 7) AS month, count(*) FROM entity_articles"
                " JOIN articles ON articles.number = article"
                " WHERE entity = (SELECT number FROM entities WHERE id = ?) AND published IS NOT NULL"
                " GROUP BY month ORDER BY month",
                (entity_id,),
            ).fetchall()
        return [(date.fromisoformat(f"{row[0]}-01"), row[1]) for row in found]

    def articles_naming(self, kinds: Collection[EntityKind], name: str, *, exact: bool = False) -> list[ArticleNumber]:
        """Articles that name an entity of one of these kinds by these words.

        Whole words count first ("kim" is not "Kimberly"); only where none matches, beginnings of words do. If `exact`,
        entities of exactly this full name count before both.
        """
        key = fold(name)
        if not key:
            return []
        with self._database.reading() as db:
            wanted = (exact and _with_full_name(db, kinds, key)) or _with_words(db, kinds, key)
            found = db.execute(
                "SELECT DISTINCT article FROM entity_articles WHERE entity IN (SELECT value FROM json_each(?))",
                (json.dumps(list(wanted)),),
            )
            return [ArticleNumber(row[0]) for row in found]

    def articles_with(self, entity_id: EntityId) -> list[ArticleNumber]:
        """The articles that name exactly this entity."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT article FROM entity_articles WHERE entity = (SELECT number FROM entities WHERE id = ?)",
                (entity_id,),
            )
            return [ArticleNumber(row[0]) for row in found]

    def sharing(self, article: ArticleNumber) -> list[SharedNames]:
        """Other articles that share telling names with this one: names that are not all over the library."""
        with self._database.reading() as db:
            telling = db.execute(
                "SELECT entity, name, (SELECT count(*) FROM (SELECT 1 FROM entity_articles AS every"
                "   WHERE every.entity = mine.entity LIMIT ?)) AS articles"
                " FROM entity_articles AS mine JOIN entities ON entities.number = mine.entity"
                " WHERE mine.article = ? AND articles BETWEEN 2 AND ? ORDER BY articles, mentions DESC LIMIT ?",
                (COMMON_NAME + 1, article, COMMON_NAME, TELLING_NAMES),
            ).fetchall()
            shared: dict[int, list[tuple[str, int]]] = {}
            for entity, name, articles in telling:
                for (other,) in db.execute("SELECT article FROM entity_articles WHERE entity = ?", (entity,)):
                    if other != article:
                        shared.setdefault(other, []).append((name, articles))
        return [SharedNames(number=ArticleNumber(number), names=tuple(names)) for number, names in shared.items()]


def _with_full_name(db: sqlite3.Connection, kinds: Collection[EntityKind], key: str) -> set[int]:
    """Entities of these kinds of which the full name is this, folded. Reads an index only."""
    rows = db.execute(
        "SELECT entity FROM entity_forms JOIN entities ON number = entity WHERE form_key = ? AND form = name"
        " AND kind IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM entity_articles AS named WHERE named.entity = number)",
        (key, json.dumps(list(kinds))),
    )
    return {row[0] for row in rows}


def _with_words(db: sqlite3.Connection, kinds: Collection[EntityKind], key: str) -> set[int]:
    """Entities of these kinds of which a form has these words; if none has, those with words that begin so."""
    forms = db.execute(
        "SELECT entity, instr(' ' || form_key || ' ', ?1) FROM entity_forms WHERE instr(' ' || form_key, ?2)"
        " AND EXISTS (SELECT 1 FROM entities WHERE number = entity"
        "             AND kind IN (SELECT value FROM json_each(?3)))"
        " AND EXISTS (SELECT 1 FROM entity_articles AS named WHERE named.entity = entity_forms.entity)",
        (f" {key} ", f" {key}", json.dumps(list(kinds))),
    ).fetchall()
    return {row[0] for row in forms if row[1]} or {row[0] for row in forms}


def _entity_number(
    db: sqlite3.Connection, entity: Entity, known: dict[EntityId, int], forms: set[tuple[int, str]]
) -> int:
    """The row of this entity, made if it is new; every form it was found in is kept.

    `known` and `forms` are what this transaction has seen already.
    """
    number = known.get(entity.id)
    if number is None:
        row = db.execute("SELECT number FROM entities WHERE id = ?", (entity.id,)).fetchone()
        if row is None:
            cursor = db.execute(
                "INSERT INTO entities (id, kind, name) VALUES (?, ?, ?)", (entity.id, entity.kind, entity.name)
            )
            assert cursor.lastrowid is not None
            row = (cursor.lastrowid,)
        number = known[entity.id] = int(row[0])
    for form in (entity.name, *entity.aliases):
        if (number, form) not in forms:
            forms.add((number, form))
            db.execute("INSERT OR IGNORE INTO entity_forms VALUES (?, ?, ?)", (number, form, fold(form)))
    return number


def _entity(row: Sequence[str], *, aliases: tuple[str, ...] = ()) -> Entity:
    return Entity(id=EntityId(row[0]), kind=EntityKind(row[1]), name=row[2], aliases=aliases)
