"""What the recogniser found in the articles, before linking and corrections, and which articles are still to be done
(library.sqlite). Linking reads it again instead of asking the recogniser."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from reader.articles.article import ArticleNumber
from reader.database import Database
from reader.entities.mention import EntityKind, Mention, MentionSource

_KINDS = tuple(EntityKind)
_SOURCES = tuple(MentionSource)
_USUAL = [0, "", 0]  # source, name and whether it is a people, where they are not written
_LINKED_BY = "linked by"  # the fact that tells by which rules the stored names were linked


def packed(mentions: Sequence[Mention]) -> str:
    """As they are stored: one list for each mention, what is usual left away at its end."""
    rows = []
    for one in mentions:
        row: list[object] = [
            one.start,
            one.end - one.start,
            _KINDS.index(one.kind),
            round(one.confidence * 100),
            _SOURCES.index(one.source),
            one.name,
            int(one.is_people),
        ]
        while len(row) > 4 and not row[-1]:
            row.pop()
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpacked(stored: str) -> tuple[Mention, ...]:
    found = []
    for row in json.loads(stored):
        start, length, kind, confidence, source, name, is_people = row + _USUAL[len(row) - 4 :]
        found.append(
            Mention(start, start + length, _KINDS[kind], confidence / 100, _SOURCES[source], str(name), bool(is_people))
        )
    return tuple(found)


class Recognitions:
    """Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, articles: Collection[ArticleNumber]) -> dict[ArticleNumber, tuple[Mention, ...]]:
        """What was recognised in these articles; those that were not recognised yet are left out."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT article, found FROM recognitions WHERE article IN (SELECT value FROM json_each(?))",
                (json.dumps(list(articles)),),
            ).fetchall()
        return {ArticleNumber(row[0]): unpacked(row[1]) for row in found}

    def left(self, version: str, *, among: Collection[ArticleNumber] | None = None) -> list[ArticleNumber]:
        """Articles that were not recognised yet, or by another version, the newest publication first."""
        where, values = "trashed_at IS NULL AND (recognized_by IS NULL OR recognized_by <> ?)", [version]
        if among is not None:
            where += " AND number IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(list(among)))
        with self._database.reading() as db:
            found = db.execute(
                f"SELECT number FROM articles WHERE {where} ORDER BY recognized_by IS NOT NULL, sort_day DESC, number",
                values,
            )
            return [ArticleNumber(row[0]) for row in found]

    def left_count(self, version: str) -> int:
        """How many articles were not recognised yet, or by another version. Reads an index only."""
        with self._database.reading() as db:
            every = db.execute("SELECT count(*) FROM articles").fetchone()[0]
            done = db.execute("SELECT count(*) FROM articles WHERE recognized_by = ?", (version,)).fetchone()[0]
            thrown_away = db.execute(
                "SELECT count(*) FROM articles WHERE trashed_at IS NOT NULL AND +recognized_by IS NOT ?", (version,)
            ).fetchone()[0]
            return int(every) - int(done) - int(thrown_away)

    def relinking(self, *, limit: int = -1) -> list[ArticleNumber]:
        """Articles whose names are to be linked anew."""
        with self._database.reading() as db:
            found = db.execute("SELECT article FROM relinking ORDER BY article LIMIT ?", (limit,))
            return [ArticleNumber(row[0]) for row in found]

    def relinking_count(self) -> int:
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM relinking").fetchone()[0])

    def relink(self, articles: Iterable[ArticleNumber]) -> None:
        """The names of these articles are to be linked anew."""
        with self._database.writing() as db:
            mark_for_relinking(db, articles)

    def relink_all(self) -> None:
        """The names of every article are to be linked anew."""
        with self._database.writing() as db:
            db.execute("INSERT OR IGNORE INTO relinking SELECT article FROM recognitions")

    def linked_by_other_rules(self, rules: str) -> bool:
        """Whether names are stored that were linked by other rules than these."""
        with self._database.reading() as db:
            return _linked_by_other_rules(db, rules)

    def begin_linking(self, rules: str) -> None:
        """From now on these rules link; all articles that were linked by others are to be linked anew."""
        with self._database.writing() as db:
            if _linked_by_other_rules(db, rules):
                db.execute("DELETE FROM weak_names")
                db.execute("DELETE FROM unsettled")
                db.execute("INSERT OR IGNORE INTO relinking SELECT article FROM recognitions")
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_LINKED_BY, rules))


def mark_for_relinking(db: sqlite3.Connection, articles: Iterable[ArticleNumber]) -> None:
    """As `Recognitions.relink`, in a transaction of the caller's."""
    db.executemany(
        "INSERT OR IGNORE INTO relinking SELECT article FROM recognitions WHERE article = ?",
        [(article,) for article in articles],
    )


def keep_recognition(
    db: sqlite3.Connection, article: ArticleNumber, found: Sequence[Mention] | None, recognized_by: str
) -> None:
    """What was recognised and by which version; without mentions what is stored stays. The article waits no more."""
    if found is not None:
        db.execute("INSERT OR REPLACE INTO recognitions VALUES (?, ?)", (article, packed(found)))
    if recognized_by:
        db.execute("UPDATE articles SET recognized_by = ? WHERE number = ?", (recognized_by, article))
    db.execute("DELETE FROM relinking WHERE article = ?", (article,))


def note_rules(db: sqlite3.Connection, rules: str) -> None:
    """The first names of a library are linked by these rules."""
    db.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (_LINKED_BY, rules))


def _linked_by_other_rules(db: sqlite3.Connection, rules: str) -> bool:
    known = db.execute("SELECT value FROM facts WHERE key = ?", (_LINKED_BY,)).fetchone()
    if known is not None:
        return bool(known[0] != rules)
    return db.execute("SELECT 1 FROM recognitions LIMIT 1").fetchone() is not None
