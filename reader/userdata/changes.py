"""What the reader did to articles and can undo (userdata.sqlite): a stack that survives the end of the program.

Each entry holds the rows it touched as they were before and as they were after. Undoing puts back what was before where
the rows are still as the entry left them; what others did to them meanwhile, such as an import, stays.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.database import Database
from reader.userdata.edit import TABLES, Edit, Key, TableChange
from reader.userdata.packed_rows import packed, unpacked
from reader.userdata.replay import replay

MOST_KEPT = 200  # entries; what was done before that is hardly remembered
MOST_BYTES = 64_000_000  # of all entries together; one of 100,000 tagged articles takes two million
LARGE = 100_000  # bytes; smaller entries stay below the limit however many they are
JOINED = timedelta(seconds=60)  # a note is kept again and again while it is written: that is one change


class Change(NamedTuple):
    """Something that was done, or undone and can be done again."""

    number: int
    made_at: str  # ISO 8601, UTC
    words: str  # "12 articles tagged “water”"


class Moved(NamedTuple):
    """Articles that went into the trash or came out of it: that is kept with the library, not here."""

    library: str  # the key of the library whose numbers these are
    numbers: tuple[ArticleNumber, ...]
    to_trash: bool


class Changes:
    """The stack. A new entry empties what was undone. Nothing is written before the first one.

    Threads: any. Raises ReaderError where the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def editing(self) -> Iterator[Edit]:
        """One transaction. Where the edit gets words and changes something, it becomes the newest entry."""
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        with self._database.writing() as db:
            edit = Edit(db, now=now)
            yield edit
            if edit.words and (tables := edit.changes()):
                _record(db, edit, tables)

    def record_move(self, words: str, moved: Moved) -> None:
        """Articles were put into the trash or taken out of it."""
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        rows: dict[str, object] = {"moved": [moved.library, moved.numbers, moved.to_trash]}
        with self._database.writing() as db:
            _add(db, now, words, rows)

    def last(self) -> Change | None:
        """What `undo` would take back."""
        return self._one("undone = 0 ORDER BY number DESC")

    def next_again(self) -> Change | None:
        """What `redo` would do again."""
        return self._one("undone = 1 ORDER BY number")

    def moved(self, change: Change) -> Moved | None:
        """The articles this change moved; None where it is of another kind."""
        with self._database.reading() as db:
            row = db.execute("SELECT rows FROM changes WHERE number = ?", (change.number,)).fetchone()
        moved = json.loads(row[0]).get("moved") if row else None
        return Moved(str(moved[0]), tuple(map(ArticleNumber, moved[1])), bool(moved[2])) if moved else None

    def undo(self, change: Change) -> bool:
        """Put back what was before this change; False where it is not the last one any more."""
        return self._replay(change, undone=True)

    def redo(self, change: Change) -> bool:
        """Do this change again; False where it is not the next one any more."""
        return self._replay(change, undone=False)

    def _one(self, condition: str) -> Change | None:
        if not self._database.exists():
            return None
        with self._database.reading() as db:
            row = db.execute(f"SELECT number, made_at, words FROM changes WHERE {condition} LIMIT 1").fetchone()
        return Change(*row) if row else None

    def _replay(self, change: Change, *, undone: bool) -> bool:
        end = "undone = 0 ORDER BY number DESC" if undone else "undone = 1 ORDER BY number"
        with self._database.writing() as db:
            row = db.execute(f"SELECT number, rows FROM changes WHERE {end} LIMIT 1").fetchone()
            if row is None or row[0] != change.number:
                return False
            replay(db, [each if undone else _reversed(each) for each in _tables(json.loads(row[1]))])
            db.execute("UPDATE changes SET undone = ? WHERE number = ?", (undone, change.number))
        return True


def _record(db: sqlite3.Connection, edit: Edit, tables: Sequence[TableChange]) -> None:
    if edit.joins and (before := _joined_before(db, edit)):
        number, earlier = before
        tables = _after_each_other(earlier, tables)
        db.execute("DELETE FROM changes WHERE number = ?", (number,))
    rows: dict[str, object] = {
        "tables": [
            [each.table.name, packed(list(each.before.values())), packed(list(each.after.values()))] for each in tables
        ]
    }
    if edit.joins:
        rows["joins"] = edit.joins
    if tables:
        _add(db, edit.now, edit.words, rows)


def _add(db: sqlite3.Connection, now: str, words: str, rows: dict[str, object]) -> None:
    kept = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    db.execute("DELETE FROM changes WHERE undone = 1")
    db.execute("DELETE FROM undone_corrections")  # they stand in the same stack: see tasks/undo.py
    number = db.execute("INSERT INTO changes (made_at, words, rows) VALUES (?, ?, ?)", (now, words, kept)).lastrowid
    db.execute(
        "DELETE FROM changes WHERE number NOT IN (SELECT number FROM changes ORDER BY number DESC LIMIT ?)",
        (MOST_KEPT,),
    )
    if len(kept) > LARGE:
        db.execute(
            "DELETE FROM changes WHERE number < ?1 AND number IN (SELECT number FROM (SELECT number,"
            " sum(length(rows)) OVER (ORDER BY number DESC) AS together FROM changes) WHERE together > ?2)",
            (number, MOST_BYTES),
        )


def _joined_before(db: sqlite3.Connection, edit: Edit) -> tuple[int, list[TableChange]] | None:
    """The last entry, if this one goes on with it."""
    row = db.execute("SELECT number, made_at, undone, rows FROM changes ORDER BY number DESC LIMIT 1").fetchone()
    if row is None or row[2] or datetime.fromisoformat(edit.now) - datetime.fromisoformat(row[1]) > JOINED:
        return None
    kept = json.loads(row[3])
    return (row[0], _tables(kept)) if kept.get("joins") == edit.joins else None


def _after_each_other(first: Collection[TableChange], second: Collection[TableChange]) -> list[TableChange]:
    """Two changes as one."""
    joined = []
    parts = {each.table.name: each for each in first}
    for later in second:
        earlier = parts.pop(later.table.name, TableChange(later.table, {}, {}))
        touched = earlier.before.keys() | earlier.after.keys()
        before = {**{key: row for key, row in later.before.items() if key not in touched}, **earlier.before}
        after = {**{key: row for key, row in earlier.after.items() if key not in later.before}, **later.after}
        same = [key for key, row in before.items() if after.get(key) == row]
        for key in same:
            del before[key], after[key]
        if before or after:
            joined.append(TableChange(later.table, before, after))
    return [*parts.values(), *joined]


def _tables(rows: dict[str, object]) -> list[TableChange]:
    found = []
    tables = rows.get("tables", [])
    assert isinstance(tables, list)
    for name, before, after in tables:
        table = TABLES[name]
        found.append(
            TableChange(
                table,
                {table.key(row): row for row in unpacked(before)},
                {table.key(row): row for row in unpacked(after)},
            )
        )
    return found


def _reversed(change: TableChange) -> TableChange:
    before: dict[Key, tuple[str | int, ...]] = change.after
    return TableChange(change.table, before, change.before)
