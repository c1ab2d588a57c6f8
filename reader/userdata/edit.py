"""One transaction over the reader's data that knows what it changed, so that it can be undone (userdata.sqlite)."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Row = tuple[str | int, ...]
Key = tuple[str | int, ...]  # the first columns of a row


class Table(NamedTuple):
    """A table whose changes can be undone."""

    name: str
    columns: tuple[str, ...]
    keys: int = 1  # so many columns at the beginning tell a row from every other

    def key(self, row: Row) -> Key:
        return row[: self.keys]


TAGS = Table("tags", ("number", "name", "name_key", "color"))
ARTICLE_TAGS = Table("article_tags", ("article_id", "tag", "added_at"), keys=2)
NOTES = Table("notes", ("article_id", "text", "made_at", "changed_at"))
HIGHLIGHTS = Table(
    "highlights",
    ("id", "article_id", "quote", "prefix", "suffix", "start", "color", "note", "made_at", "changed_at"),
)
BOOKMARKS = Table("bookmarks", ("article_id", "added_at"))
READ_ARTICLES = Table("read_articles", ("article_id", "read_at"))
TABLES = {table.name: table for table in (TAGS, ARTICLE_TAGS, NOTES, HIGHLIGHTS, BOOKMARKS, READ_ARTICLES)}


class TableChange(NamedTuple):
    """Rows of one table that are different now."""

    table: Table
    before: dict[Key, Row]
    after: dict[Key, Row]


class Edit:
    """Changes rows and remembers how they were. Lives as long as its transaction; the thread is that of its owner."""

    def __init__(self, db: sqlite3.Connection, *, now: str) -> None:
        self.db = db
        self.now = now  # ISO 8601, UTC: the same for everything that is done together
        self.words = ""  # what was done, for the list of what can be undone; empty: it is not listed
        self.joins = ""  # what follows at once under the same word is undone together with it
        self._before: dict[str, dict[Key, Row | None]] = {}
        self._after: dict[str, dict[Key, Row | None]] = {}

    def rows(self, table: Table, keys: Iterable[Key]) -> dict[Key, Row]:
        """The rows with these keys, as they are now."""
        wanted = [key if table.keys > 1 else key[0] for key in keys]
        if not wanted:
            return {}
        part = [f"json_extract(wanted.value, '$[{at}]')" for at in range(table.keys)]
        values = part if table.keys > 1 else ["wanted.value"]
        joined = " AND ".join(f"t.{column} = {value}" for column, value in zip(table.columns, values, strict=False))
        columns = ", ".join(f"t.{column}" for column in table.columns)
        found = self.db.execute(
            f"SELECT {columns} FROM json_each(?) AS wanted CROSS JOIN {table.name} AS t ON {joined}",
            (json.dumps(wanted),),
        )
        return {table.key(row): tuple(row) for row in found}

    def where(self, table: Table, condition: str, values: Sequence[str | int]) -> list[Row]:
        """The rows of which this is so; the condition is ours, the values are anybody's."""
        columns = ", ".join(table.columns)
        return [tuple(row) for row in self.db.execute(f"SELECT {columns} FROM {table.name} WHERE {condition}", values)]

    def put(self, table: Table, rows: Iterable[Row], *, only_new: bool = False) -> dict[Key, Row]:
        """Let these rows stand there, or only those with keys that are new; those that were not there just so."""
        given = {table.key(row): row for row in rows}
        there = self.rows(table, given)
        changed = {key: row for key, row in given.items() if (key not in there if only_new else there.get(key) != row)}
        self._remember(table, {key: there.get(key) for key in changed}, changed)
        insert_or_update(self.db, table, changed.values())
        return changed

    def remove(self, table: Table, keys: Iterable[Key]) -> dict[Key, Row]:
        """Remove the rows with these keys; which there were. Rows that refer to them must be gone before."""
        there = self.rows(table, keys)
        self._remember(table, there, dict.fromkeys(there))
        condition = " AND ".join(f"{column} = ?" for column in table.columns[: table.keys])
        self.db.executemany(f"DELETE FROM {table.name} WHERE {condition}", there.keys())
        return there

    def next_number(self, table: Table) -> int:
        """A number for a new row that no row has had before."""
        row = self.db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)).fetchone()
        return int(row[0]) + 1 if row else 1

    def changes(self) -> list[TableChange]:
        """What is different from how it was before this transaction."""
        found = []
        for name, before in self._before.items():
            after = self._after[name]
            different = [key for key, row in before.items() if row != after[key]]
            if different:
                old = {key: row for key in different if (row := before[key]) is not None}
                new = {key: row for key in different if (row := after[key]) is not None}
                found.append(TableChange(TABLES[name], old, new))
        return found

    def _remember(self, table: Table, before: Mapping[Key, Row | None], after: Mapping[Key, Row | None]) -> None:
        known = self._before.setdefault(table.name, {})
        self._before[table.name] = {**before, **known}
        self._after.setdefault(table.name, {}).update(after)


def insert_or_update(db: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    keys, rest = table.columns[: table.keys], table.columns[table.keys :]
    updated = ", ".join(f"{column} = excluded.{column}" for column in rest)
    db.executemany(
        f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({', '.join('?' * len(table.columns))})"
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {updated}",
        rows,
    )
