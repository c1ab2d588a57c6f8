"""What the reader said of names (userdata.sqlite): kept in its order, taken back and said again."""

import json
import logging
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from reader.articles.article import ArticleId
from reader.database import Database
from reader.entities.correction import Correction, CorrectionAction
from reader.entities.mention import EntityId, EntityKind

COLUMNS = "number, made_at, action, entity_id, entity_name, article_id, form, to_id, to_name, to_kind"

log = logging.getLogger(__name__)


class Corrections:
    """The reader's corrections. Nothing is written before the first one.

    Each change is one transaction. Corrections that were made together, as by reading a list of names, are undone
    together. Threads: any. Raises ReaderError where the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Correction, ...]:
        """All of them, in the order they were made. One that cannot be read costs itself only."""
        if not self._database.exists():
            return ()
        with self._database.reading() as db:
            rows = db.execute(f"SELECT {COLUMNS} FROM corrections ORDER BY number").fetchall()
        return _readable(rows)

    def count(self) -> int:
        return self._number("SELECT count(*) FROM corrections")

    def revision(self) -> str:
        """Another text whenever the corrections are others. Costs next to nothing."""
        if not self._database.exists():
            return ""
        with self._database.reading() as db:
            count, *rest = db.execute(
                "SELECT count(*), coalesce(max(number), 0), coalesce(sum(number), 0), coalesce(max(made_at), '')"
                " FROM corrections"
            ).fetchone()
        return " ".join(map(str, (count, *rest))) if count else ""

    def add(self, correction: Correction) -> Correction:
        """Keep it as the last one; as it is kept. What was undone before cannot be done again."""
        return self.add_all([correction])[0]

    def add_all(self, corrections: Iterable[Correction]) -> list[Correction]:
        """Keep these together, in their order."""
        corrections = list(corrections)
        if not corrections:
            return []
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        with self._database.writing() as db:
            db.execute("DELETE FROM undone_corrections")
            db.execute("DELETE FROM changes WHERE undone = 1")  # they stand in the same stack: see tasks/undo.py
            return [_insert(db, each._replace(number=0, made_at=now)) for each in corrections]

    def undo(self) -> Sequence[Correction]:
        """Take back the last one, or those that were made together with it; which, in their order."""
        return self._take_back("made_at = (SELECT made_at FROM corrections ORDER BY number DESC LIMIT 1)", ())

    def delete(self, numbers: Collection[int]) -> Sequence[Correction]:
        """Take back these; they can be done again, too, and then stand where they stood."""
        return self._take_back("number IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),))

    def redo(self) -> Sequence[Correction]:
        """Do again what was taken back last, at its place in the order; which."""
        if not self.can_redo():
            return ()
        with self._database.writing() as db:
            last = db.execute(
                "SELECT number, correction FROM undone_corrections ORDER BY number DESC LIMIT 1"
            ).fetchone()
            if last is None:
                return ()
            db.execute("DELETE FROM undone_corrections WHERE number = ?", (last[0],))
            again = _readable(json.loads(last[1]))
            return tuple(_insert(db, each) for each in again)

    def can_undo(self) -> bool:
        return self._number("SELECT EXISTS (SELECT 1 FROM corrections)") > 0

    def can_redo(self) -> bool:
        return self._number("SELECT EXISTS (SELECT 1 FROM undone_corrections)") > 0

    def last_made_at(self) -> str:
        """When what `undo` would take back was said; empty where there is nothing."""
        return self._text("SELECT made_at FROM corrections ORDER BY number DESC LIMIT 1")

    def next_again_made_at(self) -> str:
        """When what `redo` would say again was said first; empty where there is nothing."""
        return self._text(
            "SELECT json_extract(correction, '$[0][1]') FROM undone_corrections ORDER BY number DESC LIMIT 1"
        )

    def _take_back(self, condition: str, values: Sequence[object]) -> Sequence[Correction]:
        if not self._database.exists():
            return ()
        with self._database.writing() as db:
            rows = db.execute(f"SELECT {COLUMNS} FROM corrections WHERE {condition} ORDER BY number", values).fetchall()
            if not rows:
                return ()
            db.execute(f"DELETE FROM corrections WHERE {condition}", values)
            db.execute(
                "INSERT INTO undone_corrections (correction) VALUES (?)", (json.dumps(rows, ensure_ascii=False),)
            )
        return _readable(rows)

    def _text(self, question: str) -> str:
        if not self._database.exists():
            return ""
        with self._database.reading() as db:
            row = db.execute(question).fetchone()
        return str(row[0]) if row else ""

    def _number(self, question: str) -> int:
        if not self._database.exists():
            return 0
        with self._database.reading() as db:
            return int(db.execute(question).fetchone()[0])


def _insert(db: sqlite3.Connection, one: Correction) -> Correction:
    """As it is kept: with its number."""
    cursor = db.execute(
        f"INSERT INTO corrections ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            one.number or None, one.made_at, str(one.action), one.entity_id, one.entity_name, one.article_id, one.form,
            one.to_id, one.to_name, str(one.to_kind or ""),
        ),
    )  # fmt: skip
    assert cursor.lastrowid is not None
    return one._replace(number=cursor.lastrowid)


def _readable(rows: Iterable[Sequence[str | int]]) -> tuple[Correction, ...]:
    found = []
    for row in rows:
        number, made_at, action, entity_id, entity_name, article_id, form, to_id, to_name, to_kind = row
        try:
            found.append(
                Correction(
                    action=CorrectionAction(str(action)),
                    entity_id=EntityId(str(entity_id)),
                    entity_name=str(entity_name),
                    article_id=ArticleId(str(article_id)),
                    form=str(form),
                    to_id=EntityId(str(to_id)),
                    to_name=str(to_name),
                    to_kind=EntityKind(str(to_kind)) if to_kind else None,
                    number=int(number),
                    made_at=str(made_at),
                )
            )
        except ValueError as error:
            log.warning("correction %s was left out: %s", number, error)
    return tuple(found)
