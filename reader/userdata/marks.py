"""A set of articles that is kept on disk: the common part of bookmarks and read state."""

import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from reader.articles.article import ArticleId
from reader.database import Database
from reader.userdata.edit import TABLES, Edit


class Marks:
    """A set of article ids in one table. Nothing is written before the first mark is set.

    Threads: any. Raises ReaderError where the file cannot be used.
    """

    TABLE = ""
    MOMENT = ""  # the column that says since when

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def read_only(self) -> bool:
        """Nothing can be marked: a backup is being read."""
        return self._database.read_only

    def mark(self, article_id: ArticleId, marked: bool) -> None:
        """Mark the article or take the mark away; doing it twice changes nothing."""
        if not marked and not self._database.exists():
            return
        with self._database.writing() as db:
            if marked:
                now = datetime.now(UTC).isoformat(timespec="microseconds")  # two marks in one second have an order
                db.execute(
                    f"INSERT OR IGNORE INTO {self.TABLE} (article_id, {self.MOMENT}) VALUES (?, ?)", (article_id, now)
                )
            else:
                db.execute(f"DELETE FROM {self.TABLE} WHERE article_id = ?", (article_id,))

    def mark_all(self, edit: Edit, ids: Iterable[ArticleId], marked: bool) -> set[ArticleId]:
        """Within a transaction: mark these articles or take their marks away; those of which that changes anything."""
        table = TABLES[self.TABLE]
        if marked:
            changed = edit.put(table, [(article_id, edit.now) for article_id in ids], only_new=True)
        else:
            changed = edit.remove(table, [(article_id,) for article_id in ids])
        return {ArticleId(str(key[0])) for key in changed}

    def holds(self, article_id: ArticleId) -> bool:
        return bool(self.among([article_id]))

    def among(self, ids: Collection[ArticleId]) -> set[ArticleId]:
        """Those of these articles that are marked."""
        if not self._database.exists():
            return set()
        with self._database.reading() as db:
            found = db.execute(
                f"SELECT article_id FROM {self.TABLE} WHERE article_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            )
            return {ArticleId(row[0]) for row in found}

    def all(self) -> list[ArticleId]:
        """All marked articles, the newest mark first."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            found = db.execute(f"SELECT article_id FROM {self.TABLE} ORDER BY {self.MOMENT} DESC, article_id")
            return [ArticleId(row[0]) for row in found]
