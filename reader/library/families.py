"""Reprints: articles of nearly the same words that belong together (library.sqlite). Derived: can be found again."""

import json
from collections.abc import Sequence

from reader.articles.article import ArticleNumber
from reader.database import Database


class Families:
    """Which articles are reprints of one another. What lies in the trash belongs to none. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self, number: ArticleNumber) -> list[ArticleNumber]:
        """All articles of this article's family, itself among them, the first published first; empty: it has none."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT number FROM articles WHERE family = (SELECT family FROM articles WHERE number = ?)"
                " AND trashed_at IS NULL ORDER BY sort_day, number",
                (number,),
            ).fetchall()
        return [ArticleNumber(row[0]) for row in rows] if len(rows) > 1 else []

    def map(self) -> dict[ArticleNumber, ArticleNumber]:
        """Every article that has reprints -> the first published article of its family."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT number, family FROM articles INDEXED BY articles_by_family"
                " WHERE family IS NOT NULL AND trashed_at IS NULL ORDER BY family, sort_day, number"
            ).fetchall()
        first: dict[int, ArticleNumber] = {}
        sizes: dict[int, int] = {}
        for number, family in rows:
            first.setdefault(family, number)
            sizes[family] = sizes.get(family, 0) + 1
        return {ArticleNumber(number): first[family] for number, family in rows if sizes[family] > 1}

    def sizes(self, numbers: Sequence[ArticleNumber]) -> dict[ArticleNumber, int]:
        """How many articles the families of these have, themselves among them; those without family are left out."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT one.number, (SELECT count(*) FROM articles AS other WHERE other.family = one.family"
                " AND other.trashed_at IS NULL) FROM articles AS one"
                " WHERE one.number IN (SELECT value FROM json_each(?)) AND one.family IS NOT NULL",
                (json.dumps(list(numbers)),),
            )
            return {ArticleNumber(number): size for number, size in rows if size > 1}
