"""Entries of link lists as they come in: wanted, or there already; and which of those that wait an article fills."""

import json
import sqlite3
from collections.abc import Sequence

from reader.articles.addresses import url_key
from reader.articles.article import ArticleId
from reader.articles.folding import fold
from reader.library.article_rows import Row
from reader.library.importers.draft import ImportedMarks, WantedArticle
from reader.library.imports import Outcome
from reader.library.intake_look_ups import Held, LookUps
from reader.library.stored_text import storable
from reader.library.wanted import TITLE_PREFIX, Filled, is_distinctive, packed_marks, united, unpacked_marks


class WantedIntake:
    """Within one transaction. Threads: one."""

    def __init__(
        self, db: sqlite3.Connection, rows: Sequence[Row], wanted: Sequence[WantedArticle], held: LookUps, now: str
    ) -> None:
        self._db, self._held, self._now = db, held, now
        self.filled: list[Filled] = []
        held.find_urls(key for one in wanted if (key := url_key(one.url)))
        waits = "SELECT 1 FROM wanted INDEXED BY wanted_by_title WHERE article IS NULL LIMIT 1"
        self._any_waits = db.execute(waits).fetchone() is not None
        self._waiting_keys: set[str] = set()
        self._waiting_titles: set[str] = set()
        if self._any_waits:
            self._find_waiting(rows)

    def take(self, entry: WantedArticle) -> tuple[Outcome, ArticleId]:
        """Note that it is wanted, unless its article is there; then the article's id."""
        title_key = fold(entry.title)
        key = url_key(entry.url) or (f"{TITLE_PREFIX}{title_key}" if title_key else "")
        if not key:
            return Outcome.SKIPPED, ArticleId("")
        article = self._article_of(key, title_key)
        if article:
            return Outcome.PRESENT, article
        self._keep(key, title_key, entry)
        self._waiting_keys.add(key)
        self._waiting_titles.add(title_key)
        self._any_waits = True
        return Outcome.WANTED, ArticleId("")

    def came(self, row: Row, held: Held) -> None:
        """An article is there: what waited for it is filled."""
        if not self._any_waits:
            return
        keys = {key for key in (row.url_key, held.url_key) if key in self._waiting_keys and key}
        if f"{TITLE_PREFIX}{row.title_key}" in self._waiting_keys:
            keys.add(f"{TITLE_PREFIX}{row.title_key}")
        for key in keys:
            self._fill("key = ?", key, held)
            self._waiting_keys.discard(key)
        if not held.url_key and row.title_key in self._waiting_titles and is_distinctive(row.title_key):
            self._fill("title_key = ?", row.title_key, held)
            self._waiting_titles.discard(row.title_key)

    def _fill(self, condition: str, value: str, held: Held) -> None:
        for number, marks in self._db.execute(
            f"SELECT number, marks FROM wanted WHERE {condition} AND article IS NULL", (value,)
        ):
            self.filled.append(Filled(number, held.id, unpacked_marks(marks)))

    def _find_waiting(self, rows: Sequence[Row]) -> None:
        keys = [key for row in rows for key in (row.url_key, f"{TITLE_PREFIX}{row.title_key}") if key]
        found = self._db.execute(
            "SELECT key FROM wanted WHERE key IN (SELECT value FROM json_each(?)) AND article IS NULL",
            (json.dumps(keys),),
        )
        self._waiting_keys = {row[0] for row in found}
        titles = [row.title_key for row in rows if is_distinctive(row.title_key)]
        found = self._db.execute(
            "SELECT title_key FROM wanted WHERE title_key IN (SELECT value FROM json_each(?)) AND article IS NULL",
            (json.dumps(titles),),
        )
        self._waiting_titles = {row[0] for row in found}

    def _article_of(self, key: str, title_key: str) -> ArticleId:
        """The article of this entry, if it is there: by its address, or by a title that can mean no other."""
        came = self._db.execute(
            "SELECT articles.id FROM wanted JOIN articles ON articles.number = article WHERE key = ?", (key,)
        ).fetchone()
        if came is not None:
            return ArticleId(came[0])
        if not key.startswith(TITLE_PREFIX):
            held = self._held.of_url(key)
            if held is not None:
                return held.id
            if not is_distinctive(title_key):
                return ArticleId("")
        without_address = "" if key.startswith(TITLE_PREFIX) else " AND url_key = ''"
        for trashed in ("IS NULL", "IS NOT NULL"):
            row = self._db.execute(
                f"SELECT id FROM articles WHERE title_key = ? AND trashed_at {trashed}{without_address}"
                " ORDER BY number LIMIT 1",
                (title_key,),
            ).fetchone()
            if row is not None:
                return ArticleId(row[0])
        return ArticleId("")

    def _keep(self, key: str, title_key: str, entry: WantedArticle) -> None:
        stored = self._db.execute("SELECT number, title, marks FROM wanted WHERE key = ?", (key,)).fetchone()
        if stored is None:
            self._db.execute(
                "INSERT INTO wanted (key, url, title, title_key, marks, origin, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    key, storable(entry.url), storable(entry.title), title_key, packed_marks(entry.marks),
                    storable(entry.origin), self._now,
                ),
            )  # fmt: skip
            return
        number, title, marks = stored
        both: ImportedMarks = united(unpacked_marks(marks), entry.marks)
        if packed_marks(both) != marks or (entry.title and not title):
            self._db.execute(
                "UPDATE wanted SET marks = ?, title = iif(title = '', ?, title), title_key = iif(title = '', ?,"
                " title_key) WHERE number = ?",
                (packed_marks(both), storable(entry.title), title_key, number),
            )
