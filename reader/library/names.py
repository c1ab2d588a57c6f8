"""The names that were recognised in the articles (library.sqlite). Derived: can be recognised again."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from reader.articles.article import ArticleNumber, Span
from reader.articles.folding import fold
from reader.database import Database
from reader.entities.mention import TITLE_GAP, Entity, EntityId, EntityKind, LinkedMention, MentionSource
from reader.errors import ReaderError

COMMON_NAME = 2_000  # a name in more articles than this says little about what belongs together
TELLING_NAMES = 12  # as many of an article's rarest names are compared
_LAST = "\U0010ffff"  # after every letter
NEIGHBOUR_ARTICLES = 400  # the newest articles of an entity from which its neighbours are counted


class NameCounts(NamedTuple):
    """How often an entity is named in the library."""

    articles: int
    mentions: int


class NamedPlace(NamedTuple):
    """Where an article names somebody or something, and whom or what."""

    start: int  # characters of the text; negative in the title
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
        """Replace what is stored of these articles by these names as they are, in one transaction."""
        # Deferred: who only reads names, as the first paint does, need not load how they are linked.
        from reader.library.name_writer import ArticleNames, NameWriter
        from reader.library.recognitions import keep_recognition

        with self._database.writing() as db:
            writer = NameWriter(db)
            for article, mentions in found:
                writer.write(ArticleNames(article, mentions))
                keep_recognition(db, article, None, recognized_by)
            writer.finish()

    def mentions_of(self, article: ArticleNumber) -> tuple[LinkedMention, ...] | None:
        """The stored mentions in their order, or None where the article was not recognised yet."""
        with self._database.reading() as db:
            known = db.execute("SELECT recognized_by, title FROM articles WHERE number = ?", (article,)).fetchone()
            if known is None or known[0] is None:
                return None
            found = db.execute(
                "SELECT start, length, confidence, source, id, kind, name FROM mentions"
                " JOIN entities ON entities.number = entity WHERE article = ? ORDER BY start",
                (article,),
            ).fetchall()
        ahead = len(known[1]) + TITLE_GAP
        entities = {row[4]: _entity(row[4:]) for row in found}
        return tuple(_linked(row[:4], ahead, entities[row[4]]) for row in found)

    def places_in(self, articles: Collection[ArticleNumber]) -> dict[ArticleNumber, list[NamedPlace]]:
        """What these articles name and where, each in order, the title's places, which are negative, first.

        An article without names is left out.
        """
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
                "SELECT id, kind, name, number FROM entities WHERE id = ? AND articles > 0", (entity_id,)
            ).fetchone()
            if row is None:
                raise ReaderError("No article names this any more.", remedy="Open the article again.")
            forms = db.execute("SELECT form FROM entity_forms WHERE entity = ? AND form <> ?", (row[3], row[2]))
            return _entity(row, aliases=tuple(form[0] for form in forms))

    def called(self, names: Collection[str]) -> dict[str, Entity]:
        """Of these names, folded, those that are the name of an entity, of several the one in most articles."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT name_key, id, kind, name FROM entities WHERE kind IN (SELECT value FROM json_each(?))"
                " AND name_key IN (SELECT value FROM json_each(?)) AND articles > 0 ORDER BY articles",
                (json.dumps(list(EntityKind)), json.dumps(list(names))),
            )
            return {row[0]: _entity(row[1:]) for row in rows}

    def counts(self, entity_id: EntityId) -> NameCounts:
        with self._database.reading() as db:
            row = db.execute("SELECT articles, mentions FROM entities WHERE id = ?", (entity_id,)).fetchone()
        return NameCounts(*row) if row else NameCounts(0, 0)

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
                " ORDER BY beside.articles DESC, beside.mentions DESC, name",
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
                "SELECT entity, name, articles FROM entity_articles AS mine JOIN entities ON number = entity"
                " WHERE article = ? AND articles BETWEEN 2 AND ? ORDER BY articles, mine.mentions DESC LIMIT ?",
                (article, COMMON_NAME, TELLING_NAMES),
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
        "SELECT number FROM entities WHERE kind IN (SELECT value FROM json_each(?)) AND name_key = ? AND articles > 0",
        (json.dumps(list(kinds)), key),
    )
    return {row[0] for row in rows}


def _with_words(db: sqlite3.Connection, kinds: Collection[EntityKind], key: str) -> set[int]:
    """Entities of these kinds of which a form has these words; if none has, those with words that begin so."""
    *before, last = key.split()
    whole = _of_words(db, kinds, [(word, word) for word in (*before, last)], f" {key} ")
    return whole or _of_words(db, kinds, [*((word, word) for word in before), (last, last + _LAST)], f" {key}")


def _of_words(
    db: sqlite3.Connection, kinds: Collection[EntityKind], words: Sequence[tuple[str, str]], wanted: str
) -> set[int]:
    """Entities with words between each of these pairs, and a form that has `wanted` among its words."""
    narrowed = " INTERSECT ".join(["SELECT entity FROM form_words WHERE word BETWEEN ? AND ?"] * len(words))
    rows = db.execute(
        f"SELECT number FROM entities WHERE number IN ({narrowed}) AND articles > 0"
        " AND kind IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM entity_forms WHERE entity = number AND instr(' ' || form_key || ' ', ?))",
        (*(bound for pair in words for bound in pair), json.dumps(list(kinds)), wanted),
    )
    return {row[0] for row in rows}


def _linked(row: tuple[int, int, int, str], ahead: int, entity: Entity) -> LinkedMention:
    start, length, percent, source = row
    in_title = start < 0
    start += ahead if in_title else 0
    return LinkedMention(Span(start, start + length), entity, in_title, percent / 100, MentionSource(source))


def _entity(row: Sequence[str], *, aliases: tuple[str, ...] = ()) -> Entity:
    return Entity(id=EntityId(row[0]), kind=EntityKind(row[1]), name=row[2], aliases=aliases)
