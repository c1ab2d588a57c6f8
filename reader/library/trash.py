"""The trash: articles the reader threw away, until they are restored or the trash is emptied (library.sqlite)."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from reader.articles.article import ArticleNumber
from reader.database import Database
from reader.library.families import forget_families
from reader.library.name_writer import NameWriter
from reader.library.recognitions import mark_for_relinking
from reader.library.revision import NEXT_CHANGE, keep_revision
from reader.library.unnaming import take_names_away

AT_ONCE = 250  # articles of one transaction, so that nobody else waits long


class Trash:
    """What lies in the trash is left out of every list, of the index and of the names; nothing of it is lost.

    Threads: any.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, numbers: Sequence[ArticleNumber]) -> list[ArticleNumber]:
        """Throw these away; those that were not in the trash before, for undoing it."""
        moved: list[ArticleNumber] = []
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for some in _portions(numbers):
            with self._database.writing() as db:
                wanted = json.dumps(some)
                there = db.execute(
                    "SELECT number FROM articles WHERE number IN (SELECT value FROM json_each(?))"
                    " AND trashed_at IS NULL ORDER BY number",
                    (wanted,),
                ).fetchall()
                writer = NameWriter(db)
                for (number,) in there:
                    take_names_away(db, writer, number)
                    db.execute(
                        f"UPDATE articles SET trashed_at = ?, changed = {NEXT_CHANGE} WHERE number = ?", (now, number)
                    )
                writer.finish()
            moved.extend(number for (number,) in there)
        return moved

    def restore(self, numbers: Sequence[ArticleNumber]) -> list[ArticleNumber]:
        """Take these out again; those that were in the trash. Their names are linked anew from what was recognised."""
        moved: list[ArticleNumber] = []
        for some in _portions(numbers):
            with self._database.writing() as db:
                there = db.execute(
                    "SELECT number FROM articles WHERE number IN (SELECT value FROM json_each(?))"
                    " AND trashed_at IS NOT NULL ORDER BY number",
                    (json.dumps(some),),
                ).fetchall()
                back = [number for (number,) in there]
                for number in back:
                    db.execute(
                        f"UPDATE articles SET trashed_at = NULL, changed = {NEXT_CHANGE}, recognized_by ="
                        " iif(EXISTS (SELECT 1 FROM recognitions WHERE article = number), recognized_by, NULL)"
                        " WHERE number = ?",
                        (number,),
                    )
                mark_for_relinking(db, back)
            moved.extend(back)
        return moved

    def all(self) -> list[ArticleNumber]:
        """What lies in it, what was thrown away last first."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT number FROM articles WHERE trashed_at IS NOT NULL ORDER BY trashed_at DESC, number DESC"
            )
            return [ArticleNumber(row[0]) for row in rows]

    def count(self) -> int:
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM articles WHERE trashed_at IS NOT NULL").fetchone()[0])

    def holds(self, number: ArticleNumber) -> bool:
        with self._database.reading() as db:
            row = db.execute("SELECT trashed_at FROM articles WHERE number = ?", (number,)).fetchone()
        return row is not None and row[0] is not None

    def empty(self, *, indexed: int) -> int:
        """Delete what lies in it for good; how many articles.

        `indexed` is the revision the index has seen: what it may still hold stays. Use `TrashArticles.empty`, which
        brings the index up to date first.
        """
        deleted = 0
        while True:
            with self._database.writing() as db:
                rows = db.execute(
                    "SELECT number FROM articles WHERE trashed_at IS NOT NULL AND changed <= ? LIMIT ?",
                    (indexed, AT_ONCE),
                ).fetchall()
                keep_revision(db)
                forget_families(db, [number for (number,) in rows])
                db.executemany("DELETE FROM wanted WHERE article = ?", rows)  # it came, and is not wanted again
                db.executemany("DELETE FROM articles WHERE number = ?", rows)
            deleted += len(rows)
            if len(rows) < AT_ONCE:
                return deleted


def _portions(numbers: Sequence[ArticleNumber]) -> Iterator[list[ArticleNumber]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield list(numbers[start : start + AT_ONCE])
