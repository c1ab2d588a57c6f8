"""Decides anew whom short names and namesakes mean, when new articles may have changed it."""

import sqlite3

from reader.articles.article import ArticleNumber
from reader.database import Database
from reader.entities.mention import EntityId
from reader.library.library_linker import LibraryLinker, families_touched, namesakes_of, variants_of
from reader.library.name_evidence import Evidence, Occurrence, numbers_of
from reader.library.namesakes import part_namesakes
from reader.library.recognitions import mark_for_relinking

FAMILIES = 100  # are decided in one transaction, so that nobody else waits long
MOST_NAMES = 2_000  # of one family: the newest articles; older ones stay as they are
_NAMESAKES = "="  # families of people with one full name begin so, and are decided first


def settle(database: Database) -> int:
    """Decide all families that have new candidates or evidence; how many articles are to be linked anew for it.

    Where namesakes were parted, only those are decided: short names can be decided when the articles are linked anew.
    """
    changed = 0
    for namesakes in (True, False):
        while families := _next(database, namesakes=namesakes):
            with database.writing() as db:
                settling = _Settling(db)
                articles = {article for family in families for article in settling.decide(family)}
                mark_for_relinking(db, sorted(articles))
                db.executemany("DELETE FROM unsettled WHERE family = ?", [(family,) for family in families])
                db.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", [(one,) for one in settling.touched])
            changed += len(articles)
        if changed:
            break
    return changed


def _next(database: Database, *, namesakes: bool) -> list[str]:
    compared = "LIKE" if namesakes else "NOT LIKE"
    with database.reading() as db:
        rows = db.execute(f"SELECT family FROM unsettled WHERE family {compared} '{_NAMESAKES}%' LIMIT ?", (FAMILIES,))
        return [row[0] for row in rows]


class _Settling:
    """Threads: one, within one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._linker = LibraryLinker(db)
        self._evidence = Evidence(db)
        self._occurrences: dict[ArticleNumber, frozenset[int]] = {}
        self.touched: set[str] = set()  # families of short names that are to be decided after namesakes were parted

    def decide(self, family: str) -> list[ArticleNumber]:
        """Keep what is decided; the articles in which another entity is meant than the one they are stored with."""
        if family.startswith(_NAMESAKES):
            return self._part(EntityId(family.removeprefix(_NAMESAKES)))
        rows = self._db.execute(
            "SELECT article, found_as, name, entity FROM weak_names WHERE family = ? ORDER BY article DESC LIMIT ?",
            (family, MOST_NAMES),
        ).fetchall()
        decided = [
            (self._decided(article, found_as, name), family, article, found_as) for article, found_as, name, _ in rows
        ]
        changed = [row for row, before in zip(decided, rows, strict=True) if row[0] != before[3]]
        self._db.executemany(
            "UPDATE weak_names SET entity = ? WHERE family = ? AND article = ? AND found_as = ?", changed
        )
        return [article for _, _, article, _ in changed]

    def _decided(self, article: ArticleNumber, found_as: EntityId, name: str) -> EntityId:
        """Whom a short name means; where it is short for nobody, which of those who have it as their full name."""
        decided = self._linker.decide(found_as, name, self._occurrence(article, found_as))
        if decided.partition(" (")[0] != found_as:
            return decided
        parted = self._db.execute(
            "SELECT entity FROM weak_names WHERE family = ? AND article = ?", (namesakes_of(found_as), article)
        ).fetchone()
        return EntityId(parted[0]) if parted else decided

    def _part(self, base: EntityId) -> list[ArticleNumber]:
        """Tell apart who is named by this full name, over all articles."""
        stored: dict[ArticleNumber, EntityId] = {}
        own = set(variants_of(self._db, base).values())
        own.update(row[0] for row in self._db.execute("SELECT number FROM entities WHERE id = ?", (base,)))
        for one in (base, *variants_of(self._db, base)):
            rows = self._db.execute(
                "SELECT article FROM entity_articles WHERE entity = (SELECT number FROM entities WHERE id = ?)"
                " AND found_as = ? ORDER BY article DESC LIMIT ?",
                (one, base, MOST_NAMES),
            )
            stored.update((row[0], one) for row in rows)
        found = (self._occurrence(article, base) for article in sorted(stored))
        occurrences = [one._replace(beside=one.beside - own) for one in found]
        parted = part_namesakes(base, occurrences, self._evidence.weight)
        changed = [article for article, one in parted.items() if stored[article] != one]
        if changed or len(set(parted.values())) > 1:
            self._db.executemany(
                "INSERT OR REPLACE INTO weak_names (family, article, found_as, name, entity) VALUES (?, ?, ?, '', ?)",
                [(namesakes_of(base), article, base, one) for article, one in parted.items()],
            )
        if changed:
            forms = dict(
                self._db.execute(
                    "SELECT form, entity_forms.mentions FROM entity_forms JOIN entities ON number = entity"
                    " WHERE id = ?",
                    (base,),
                )
            )
            self.touched |= families_touched(base, forms)
        return changed

    def _occurrence(self, article: ArticleNumber, found_as: EntityId) -> Occurrence:
        if article not in self._occurrences:
            before = numbers_of(self._db, article)
            weak = self._db.execute(
                "SELECT number, found_as, weak.name FROM weak_names AS weak JOIN entities ON id = entity"
                " WHERE article = ? AND weak.name <> ''",
                (article,),
            ).fetchall()
            unsure = {row[0] for row in weak if not self._linker.is_sure(row[1], row[2])}
            self._occurrences[article] = before - unsure
        beside = self._occurrences[article]
        told = "SELECT roles FROM entity_articles WHERE article = ? AND found_as = ? AND roles <> ''"
        roles = self._db.execute(told, (article, found_as)).fetchone()
        return Occurrence(article, beside, roles[0] if roles else "")
