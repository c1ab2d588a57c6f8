"""Notes: what the reader wrote on articles (userdata.sqlite)."""

import json
from collections.abc import Collection, Sequence

from reader.articles.article import ArticleId
from reader.database import Database
from reader.errors import ReaderError
from reader.userdata.annotation import Note
from reader.userdata.edit import NOTES, Edit
from reader.userdata.word_filter import may_hold

LONGEST_NOTE = 1_000_000  # characters: a book; what is longer was pasted by mistake
COLUMNS = ", ".join(NOTES.columns)


class Notes:
    """At most one note for each article: plain text. Nothing is written before the first one.

    Threads: any. Raises ReaderError where the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: ArticleId) -> Note | None:
        """The note on this article; None where there is none."""
        if not self._database.exists():
            return None
        with self._database.reading() as db:
            row = db.execute(f"SELECT {COLUMNS} FROM notes WHERE article_id = ?", (article_id,)).fetchone()
        return _note(row) if row else None

    def all(self) -> list[Note]:
        """All notes, the one changed last first."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            found = db.execute(f"SELECT {COLUMNS} FROM notes ORDER BY changed_at DESC, article_id")
            return [_note(row) for row in found]

    def perhaps_with(self, words: Sequence[str]) -> list[Note]:
        """The notes in which one of these folded words may occur; none that has one is left out."""
        if not self._database.exists():
            return []
        condition, values = may_hold("text", words)
        with self._database.reading() as db:
            return [_note(row) for row in db.execute(f"SELECT {COLUMNS} FROM notes WHERE {condition}", values)]

    def articles(self) -> list[ArticleId]:
        """The articles that have a note, in no order."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            return [ArticleId(row[0]) for row in db.execute("SELECT article_id FROM notes")]

    def among(self, ids: Collection[ArticleId]) -> set[ArticleId]:
        """Those of these articles that have a note."""
        if not self._database.exists():
            return set()
        with self._database.reading() as db:
            found = db.execute(
                "SELECT article_id FROM notes WHERE article_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            )
            return {ArticleId(row[0]) for row in found}

    def set(self, edit: Edit, article_id: ArticleId, text: str) -> bool:
        """Within a transaction: let this be the note, none where it is empty; whether that changes anything."""
        text = plain_text(text).strip()
        if len(text) > LONGEST_NOTE:
            raise ReaderError(
                f"The note is longer than {LONGEST_NOTE:,} characters and was not kept.",
                remedy="Make it shorter, or import it as an article.",
            )
        there = edit.rows(NOTES, [(article_id,)]).get((article_id,))
        if not text:
            return bool(edit.remove(NOTES, [(article_id,)]))
        if there is not None and there[1] == text:
            return False
        return bool(edit.put(NOTES, [(article_id, text, there[2] if there else edit.now, edit.now)]))


def plain_text(text: str) -> str:
    """What can be kept of a text: line ends as \\n, no half characters or null characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return lines.encode("utf-8", "replace").decode("utf-8")


def _note(row: Sequence[str]) -> Note:
    article_id, text, made_at, changed_at = row
    return Note(ArticleId(article_id), text, made_at, changed_at)
