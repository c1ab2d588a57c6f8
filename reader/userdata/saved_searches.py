"""Saved searches: what the reader looks for again and again (userdata.sqlite)."""

import sqlite3
from datetime import UTC, datetime
from typing import NamedTuple, NewType

from reader.articles.article import ArticleNumber
from reader.database import Database

SavedSearchNumber = NewType("SavedSearchNumber", int)
COLUMNS = "number, name, query, position, library, seen, saved_at"


class SavedSearch(NamedTuple):
    """A query with a name, and up to where its answer is known to the reader."""

    number: SavedSearchNumber  # never given to another one
    name: str
    query: str
    position: int  # in the list; there may be gaps
    library: str  # the key of the library in which it was last looked at
    seen: ArticleNumber  # the newest article of that library then
    saved_at: str  # ISO 8601, UTC


class SavedSearches:
    """The saved searches in the reader's order. Nothing is written before the first one is saved.

    Threads: any. Raises ReaderError where the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedSearch]:
        """All of them in their order."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            found = db.execute(f"SELECT {COLUMNS} FROM saved_searches ORDER BY position, number").fetchall()
        return [_saved(row) for row in found]

    def save(self, name: str, query: str, *, library: str, seen: ArticleNumber) -> SavedSearch:
        """Keep a query at the end of the list; one that is kept already is given back as it is."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as db:
            row = db.execute(f"SELECT {COLUMNS} FROM saved_searches WHERE query = ?", (query,)).fetchone()
            if row is None:
                row = db.execute(
                    "INSERT INTO saved_searches (name, query, position, library, seen, saved_at) VALUES"
                    " (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM saved_searches), ?, ?, ?)"
                    f" RETURNING {COLUMNS}",
                    (name, query, library, seen, now),
                ).fetchone()
        return _saved(row)

    def rename(self, number: SavedSearchNumber, name: str) -> None:
        """Give it another name; nothing happens if it is gone."""
        self._change("UPDATE saved_searches SET name = ?2 WHERE number = ?1", number, name)

    def remove(self, number: SavedSearchNumber) -> None:
        self._change("DELETE FROM saved_searches WHERE number = ?1", number)

    def put_back(self, removed: SavedSearch) -> None:
        """Undo a removal: it is as it was, at its place in the list."""
        with self._database.writing() as db:
            db.execute("INSERT OR IGNORE INTO saved_searches VALUES (?, ?, ?, ?, ?, ?, ?)", removed)

    def move(self, number: SavedSearchNumber, by: int) -> None:
        """Move it down the list by so many places, or up where `by` is negative; not beyond its ends."""
        if not self._database.exists():
            return
        with self._database.writing() as db:
            numbers = [row[0] for row in db.execute("SELECT number FROM saved_searches ORDER BY position, number")]
            if number not in numbers:
                return
            place = numbers.index(number)
            numbers.insert(max(0, min(place + by, len(numbers) - 1)), numbers.pop(place))
            db.executemany("UPDATE saved_searches SET position = ? WHERE number = ?", enumerate(numbers, start=1))

    def mark_seen(self, number: SavedSearchNumber, *, library: str, newest: ArticleNumber) -> None:
        """The reader has looked at its answer in this library, whose newest article this was."""
        if self._database.read_only:  # noted by the program itself, so not a word that it cannot be
            return
        self._change("UPDATE saved_searches SET library = ?2, seen = ?3 WHERE number = ?1", number, library, newest)

    def _change(self, statement: str, number: SavedSearchNumber, *values: object) -> None:
        if self._database.exists():
            with self._database.writing() as db:
                db.execute(statement, (number, *values))


def _saved(row: sqlite3.Row | tuple[object, ...]) -> SavedSearch:
    return SavedSearch(*row)
