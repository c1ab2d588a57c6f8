"""Where articles came from: files, and the places in files that hold several (library.sqlite)."""

import json
import os
from collections.abc import Sequence
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.database import Database
from reader.library.stored_text import storable


class Place(NamedTuple):
    """A file an article was read from."""

    path: str
    key: str  # which of the file's articles; empty where it holds one
    seen_at: str  # ISO 8601, UTC: when it was last read there
    gone_at: str  # when it was first missed there; empty: it is still there, as far as is known


_PLACES = (
    "SELECT path, key, seen_at, coalesce(gone_at, CASE WHEN seen_at < read_at THEN read_at END, '') AS gone"
    " FROM places JOIN files ON files.number = file"
)


class Places:
    """Reads where articles came from. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, number: ArticleNumber) -> list[Place]:
        """Where it came from: places that are still there first, each by path. Empty: not known."""
        with self._database.reading() as db:
            rows = db.execute(f"{_PLACES} WHERE article = ? ORDER BY gone <> '', path, key", (number,))
            return [Place(*row) for row in rows]

    def articles_from(self, path: str) -> list[ArticleNumber]:
        """The articles that the file with this absolute path gave when it was read last, in the order they came in."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT article FROM files JOIN places ON file = files.number"
                " WHERE path = ? AND seen_at = read_at ORDER BY article",
                (storable(path),),
            )
            return [ArticleNumber(row[0]) for row in rows]

    def first_below(self, folder: str) -> ArticleNumber | None:
        """The first article of the first file in this folder, or in one below it, by name."""
        begin, end = storable(folder.rstrip(os.sep) + os.sep), storable(folder.rstrip(os.sep) + chr(ord(os.sep) + 1))
        with self._database.reading() as db:
            row = db.execute(
                "SELECT article FROM files JOIN places ON file = files.number"
                " WHERE path >= ? AND path < ? AND seen_at = read_at ORDER BY path, article LIMIT 1",
                (begin, end),
            ).fetchone()
            return None if row is None else ArticleNumber(row[0])

    def gone(self, numbers: Sequence[ArticleNumber]) -> set[ArticleNumber]:
        """Those of these articles whose places are known and all gone."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT article FROM places JOIN files ON files.number = file"
                " WHERE article IN (SELECT value FROM json_each(?))"
                " GROUP BY article HAVING min(gone_at IS NOT NULL OR seen_at < read_at) = 1",
                (json.dumps(list(numbers)),),
            )
            return {ArticleNumber(row[0]) for row in rows}
