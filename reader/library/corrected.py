"""Brings the reader's corrections into the library: what each one changes at once, and which articles it concerns."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from reader.articles.article import ArticleId, ArticleNumber
from reader.database import Database
from reader.entities.correcting import Correcting
from reader.entities.correction import Correction, CorrectionAction, packed, unpacked
from reader.entities.correction_targets import Naming, is_naming, kind_of, leading_to, wanted_target
from reader.entities.mention import Entity, EntityId, LinkedMention
from reader.library.name_writer import NameWriter
from reader.library.recognitions import mark_for_relinking
from reader.library.word_scan import Scan, articles_with, is_quick

_REVISION = "corrections"  # the fact that tells which corrections the library knows of


class AppliedCorrections:
    """Which corrections the library knows of: what they concern is done, or stands in `relinking`. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def are_behind(self, revision: str) -> bool:
        """Whether the reader's corrections are others than the library knows of. Costs next to nothing."""
        with self._database.reading() as db:
            return _revision(db) != revision

    def bring_in(self, correcting: Correcting, *, patient: bool = True) -> bool:
        """Take over these corrections in place of those the library knows of; whether that is done now.

        All articles that a difference concerns are to be linked anew. Names, kinds, hiding and merging in the whole
        library count for lists at once. Not `patient`: where every text would have to be read through, nothing is done.
        """
        while True:
            with self._database.reading() as db:
                before = _revision(db)
                if before == correcting.revision:
                    return True
                known = _known(db)
            change = _Change(known, correcting)
            if not patient and not is_quick(change.forms):
                return False
            scan = articles_with(self._database, change.forms)
            with self._database.writing() as db:
                if _revision(db) == before:  # else another process was quicker
                    change.write(db, scan)
                    return True


class _Change:
    """The difference between the corrections the library knows of and those that count now. Threads: one."""

    def __init__(self, before: Sequence[Correction], correcting: Correcting) -> None:
        self._correcting = correcting
        after = correcting.rules
        old, new = set(before), set(after)
        self._gone = [rule for rule in before if rule not in new]
        self._come = [rule for rule in after if rule not in old]
        self._is_more = not self._gone and all(rule.number > each.number for rule in self._come[:1] for each in before)
        different = [*self._gone, *self._come]
        everywhere = [rule for rule in different if not rule.article_id]
        self._articles = {rule.article_id for rule in different if rule.article_id}
        self._named = {rule.entity_id for rule in everywhere if is_naming(rule)}
        about = {rule.entity_id for rule in everywhere if not is_naming(rule)} - {""}
        self._entities = leading_to(about, after) | (leading_to(about, before) if self._gone else set())
        added = [rule for rule in old | new if rule.action is CorrectionAction.ADD]
        changed = set(different)
        led = [rule for rule in added if rule in changed or wanted_target(rule) in self._entities]
        self.forms = sorted({rule.form for rule in led if not rule.article_id})
        self._articles |= {rule.article_id for rule in led if rule.article_id}

    def write(self, db: sqlite3.Connection, scan: Scan) -> None:
        """Within the caller's transaction."""
        if self.forms:
            mark_for_relinking(db, [*scan.articles, *scan.later(db)])
        _mark_with(db, self._entities, self._articles)
        self._count_at_once(db)
        db.executemany("DELETE FROM applied_corrections WHERE number = ?", [(rule.number,) for rule in self._gone])
        db.executemany(
            "INSERT INTO applied_corrections VALUES (?, ?)", [(rule.number, packed(rule)) for rule in self._come]
        )
        db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_REVISION, self._correcting.revision))

    def _count_at_once(self, db: sqlite3.Connection) -> None:
        """What lists show, before the articles are linked anew."""
        for rule in self._come if self._is_more else ():  # others may be taken back by those that follow
            if rule.article_id:
                continue
            if rule.action is CorrectionAction.HIDE:
                _hide(db, rule.entity_id)
            elif rule.action is CorrectionAction.MERGE:
                _merge(db, rule.entity_id, self._correcting.target_of(rule))
        writer = NameWriter(db)
        for entity_id in self._named:
            row = db.execute("SELECT found_name FROM entities WHERE id = ?", (entity_id,)).fetchone()
            if row is not None:
                said = self._correcting.names.get(entity_id, Naming())
                writer.rename(Entity(entity_id, said.kind or kind_of(entity_id), said.name or row[0]))
        writer.finish()


def keep_trace(
    db: sqlite3.Connection, article: ArticleNumber, found: Iterable[LinkedMention], shown: Iterable[LinkedMention]
) -> None:
    """Who was found in the article and is not shown, within the caller's transaction."""
    db.execute("DELETE FROM corrected_away WHERE article = ?", (article,))
    if found is not shown:
        away = {one.entity.id for one in found} - {one.entity.id for one in shown}
        db.executemany("INSERT INTO corrected_away VALUES (?, ?)", [(entity, article) for entity in away])


def relink_if_outdated(db: sqlite3.Connection, articles: Iterable[ArticleNumber], revision: str) -> None:
    """Link these anew if other corrections were brought in while they were corrected by those of `revision`."""
    if _revision(db) != revision:
        mark_for_relinking(db, articles)


def _mark_with(db: sqlite3.Connection, entities: Iterable[EntityId], articles: Iterable[ArticleId]) -> None:
    """The articles that name these, or would without corrections, and these articles, are to be linked anew."""
    db.execute(
        "INSERT OR IGNORE INTO relinking (article) SELECT article FROM recognitions WHERE article IN ("
        " SELECT article FROM entity_articles WHERE entity IN"
        "  (SELECT number FROM entities WHERE id IN (SELECT value FROM json_each(?1)))"
        " UNION SELECT article FROM corrected_away WHERE entity IN (SELECT value FROM json_each(?1))"
        " UNION SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?2)))",
        (json.dumps(list(entities)), json.dumps(list(articles))),
    )


def _hide(db: sqlite3.Connection, entity_id: EntityId) -> None:
    """Nobody names it any more, for lists; its marks go when the articles are linked anew."""
    db.execute("DELETE FROM entity_articles WHERE entity = (SELECT number FROM entities WHERE id = ?)", (entity_id,))
    _count_anew(db, entity_id)


def _merge(db: sqlite3.Connection, entity_id: EntityId, target: EntityId) -> None:
    """Its articles are those of the other one, for lists; if that one is new, it comes with the articles."""
    numbers = [
        db.execute("SELECT number FROM entities WHERE id = ?", (wanted,)).fetchone() for wanted in (entity_id, target)
    ]
    if entity_id == target or None in numbers:
        return
    (old,), (new,) = numbers
    db.execute(
        "INSERT INTO entity_articles (entity, article, mentions, found_as, roles)"
        " SELECT ?2, article, mentions, found_as, roles FROM entity_articles WHERE entity = ?1"
        " ON CONFLICT (entity, article) DO UPDATE SET mentions = mentions + excluded.mentions",
        (old, new),
    )
    db.execute("DELETE FROM entity_articles WHERE entity = ?", (old,))
    _count_anew(db, entity_id)
    _count_anew(db, target)


def _count_anew(db: sqlite3.Connection, entity_id: EntityId) -> None:
    db.execute(
        "UPDATE entities SET (articles, mentions, first_day, last_day) ="
        " (SELECT count(*), coalesce(sum(named.mentions), 0), min(sort_day), max(sort_day)"
        "  FROM entity_articles AS named JOIN articles ON articles.number = article WHERE entity = entities.number)"
        " WHERE id = ?",
        (entity_id,),
    )


def _revision(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT value FROM facts WHERE key = ?", (_REVISION,)).fetchone()
    return str(row[0]) if row else ""


def _known(db: sqlite3.Connection) -> tuple[Correction, ...]:
    rows = db.execute("SELECT correction FROM applied_corrections ORDER BY number")
    return tuple(unpacked(row[0]) for row in rows)
