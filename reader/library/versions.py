"""What articles said before (library.sqlite). A changed text never replaces words for good: they come here."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from reader.articles.article import ArticleId, ArticleNumber
from reader.database import Database

_CURRENT = (
    "SELECT content, title, text, source, author, published, coalesce(nullif(version_at, ''), added_at)"
    " FROM articles WHERE number = ?"
)
_OLDER = (
    "SELECT content, title, text, source, author, published, came_at FROM versions"
    " WHERE article = ? ORDER BY replaced_at DESC, came_at DESC, content"
)


class Version(NamedTuple):
    """What an article says, or said."""

    content: ArticleId  # the id that these words give; the article's own is that of its first words
    title: str
    text: str
    source: str
    author: str
    published: str  # ISO day; empty when not known
    came_at: str  # ISO 8601, UTC
    current: bool


class Versions:
    """Reads what articles said before. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, number: ArticleNumber) -> list[Version]:
        """All versions of an article: the present one, then the others, the last replaced first."""
        with self._database.reading() as db:
            current = db.execute(_CURRENT, (number,)).fetchall()
            older = db.execute(_OLDER, (number,)).fetchall() if current else []
        return [_version(row, current=True) for row in current] + [_version(row, current=False) for row in older]

    def counts(self, numbers: Sequence[ArticleNumber]) -> dict[ArticleNumber, int]:
        """How many older versions these articles have; those without are left out."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT article, count(*) FROM versions WHERE article IN (SELECT value FROM json_each(?))"
                " GROUP BY article",
                (json.dumps(list(numbers)),),
            )
            return {ArticleNumber(number): count for number, count in rows}


def _version(row: Sequence[str], *, current: bool) -> Version:
    content, title, text, source, author, published, came_at = row
    return Version(ArticleId(content), title, text, source, author, published or "", came_at, current)
