"""Puts rows back as they were, and leaves alone what somebody else has changed since (userdata.sqlite)."""

import sqlite3
from collections.abc import Sequence

from reader.userdata.edit import ARTICLE_TAGS, TAGS, Key, Row, Table, TableChange


def replay(db: sqlite3.Connection, changes: Sequence[TableChange]) -> None:
    """From `after` back to `before`, table by table: what refers to a tag goes before it and comes after it."""
    tagged = [each for each in changes if each.table is ARTICLE_TAGS]
    tags = [each for each in changes if each.table is TAGS]
    for each in changes:
        if each.table is not TAGS:
            _remove(db, each)
            _update(db, each)
    now_called: dict[Key, int] = {}
    for each in tags:
        _remove(db, each)
        _update(db, each)
        now_called |= _bring_back_tags(db, each)
    for each in changes:
        if each.table not in (TAGS, ARTICLE_TAGS):
            _insert(db, each.table, _missing(each))
    for each in tagged:
        rows = [(row[0], now_called.get((row[1],), row[1]), *row[2:]) for row in _missing(each)]
        numbers = {int(row[0]) for row in db.execute("SELECT number FROM tags")}
        _insert(db, ARTICLE_TAGS, [row for row in rows if row[1] in numbers])


def _missing(change: TableChange) -> list[Row]:
    return [row for key, row in change.before.items() if key not in change.after]


def _remove(db: sqlite3.Connection, change: TableChange) -> None:
    """Rows that were new; a tag that has been put on other articles meanwhile stays."""
    rows = [row for key, row in change.after.items() if key not in change.before]
    unused = " AND NOT EXISTS (SELECT 1 FROM article_tags WHERE tag = number)" if change.table is TAGS else ""
    db.executemany(f"DELETE FROM {change.table.name} WHERE {_is(change.table)}{unused}", rows)


def _update(db: sqlite3.Connection, change: TableChange) -> None:
    table = change.table
    rest = table.columns[table.keys :]
    assigned = ", ".join(f"{column} = ?" for column in rest)
    db.executemany(
        f"UPDATE OR IGNORE {table.name} SET {assigned} WHERE {_is(table)}",
        [(*row[table.keys :], *change.after[key]) for key, row in change.before.items() if key in change.after],
    )


def _bring_back_tags(db: sqlite3.Connection, change: TableChange) -> dict[Key, int]:
    """Tags that were gone; where there is a new one of the same name, that one is meant: the old number -> its own."""
    _insert(db, TAGS, _missing(change))
    others: dict[Key, int] = {}
    for row in _missing(change):
        number = db.execute("SELECT number FROM tags WHERE name_key = ?", (row[2],)).fetchone()
        if number is not None and number[0] != row[0]:
            others[TAGS.key(row)] = int(number[0])
    return others


def _insert(db: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    marked = ", ".join("?" * len(table.columns))
    db.executemany(f"INSERT OR IGNORE INTO {table.name} ({', '.join(table.columns)}) VALUES ({marked})", rows)


def _is(table: Table) -> str:
    return " AND ".join(f"{column} = ?" for column in table.columns)
