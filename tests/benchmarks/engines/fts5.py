"""SQLite's full-text index, in a copy of the library: it takes texts, titles and dates from the table beside it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from engines.base import SNIPPETS, TOP, Engine, EngineMissingError, Question, Record, database

# A view as content: the index refers to the articles and keeps no second copy of them.
SCHEMA = """
CREATE VIEW indexed AS
    SELECT number, title, text, substr(text, 1, instr(text || char(10, 10), char(10, 10)) - 1) AS lead FROM articles;
CREATE VIRTUAL TABLE found USING fts5(
    title, lead, text, content='indexed', content_rowid='number', tokenize='porter unicode61'
);
INSERT INTO found (found, rank) VALUES ('rank', 'bm25(3.0, 1.5, 1.0)');
"""
FILL = "INSERT INTO found (rowid, title, lead, text) SELECT number, title, lead, text FROM indexed"
COUNT = "SELECT count(*) FROM found WHERE found MATCH ?"
BEST = f"""
SELECT number, articles.title, published
FROM (SELECT rowid AS hit, rank AS score FROM found WHERE found MATCH ? ORDER BY rank LIMIT {TOP})
JOIN articles ON number = hit ORDER BY score
"""
SNIPPET_WORDS = 28


class MeasuredEngine(Engine):
    remark = "in a copy of library.sqlite, whose texts it refers to; the size is what the copy grew by"
    db: sqlite3.Connection

    def load(self) -> None:
        with closing(sqlite3.connect(":memory:")) as db:
            try:
                db.execute("CREATE VIRTUAL TABLE there USING fts5(text)")
            except sqlite3.OperationalError as error:
                raise EngineMissingError(f"this SQLite has no FTS5: {error}") from error

    def prepare(self) -> None:
        super().prepare()
        with closing(database(self.library)) as library, closing(self._open("wal")) as copy:
            library.backup(copy)

    def build(self) -> None:
        with closing(self._open("off")) as db:
            db.executescript(SCHEMA)
            db.execute("BEGIN")
            db.execute(FILL)
            db.execute("COMMIT")
            db.execute("INSERT INTO found (found) VALUES ('optimize')")

    def size(self) -> int:
        with closing(self._open("wal")) as copy, closing(database(self.library)) as library:
            return _used(copy) - _used(library)

    def open(self) -> None:
        self.db = self._open("wal")

    def query(self, question: Question) -> int:
        words = question.words
        self.last = {
            "words": " AND ".join(words),
            "phrase": f'"{" ".join(words)}"',
            "prefix": f"{words[0]}*",
        }[question.shape]
        total = int(self.db.execute(COUNT, (self.last,)).fetchone()[0])
        self.rows = self.db.execute(BEST, (self.last,)).fetchall()
        return total

    def snippets(self) -> int:
        numbers = [row[0] for row in self.rows[:SNIPPETS]]
        marks = ",".join("?" * len(numbers))
        found = self.db.execute(
            f"SELECT snippet(found, 2, '[', ']', '…', {SNIPPET_WORDS}) FROM found"
            f" WHERE found MATCH ? AND rowid IN ({marks})",
            (self.last, *numbers),
        )
        return sum(len(row[0]) for row in found)

    def start_adding(self) -> None:
        self.db = self._open("wal")

    def prepare_adding(self, records: Sequence[Record]) -> None:
        """The articles go into the library's own table before, as they do for the other engines."""
        columns = [row[1] for row in self.db.execute("PRAGMA table_info(articles)")]
        own = {"number": "?1", "id": "'added ' || ?1", "content": "'added ' || ?1", "title": "?2", "text": "?3"}
        values = ", ".join(own.get(column, column) for column in columns)
        self.db.execute("BEGIN")
        self.db.executemany(
            f"INSERT INTO articles ({', '.join(columns)}) SELECT {values} FROM articles ORDER BY number LIMIT 1",
            [(one.number, one.title, one.text) for one in records],
        )
        self.db.execute("COMMIT")

    def add(self, records: Sequence[Record]) -> None:
        self.db.execute("BEGIN")
        self.db.executemany(
            "INSERT INTO found (rowid, title, lead, text) VALUES (?, ?, ?, ?)",
            [(one.number, one.title, one.lead, one.text) for one in records],
        )
        self.db.execute("COMMIT")

    def close(self) -> None:
        if hasattr(self, "db"):
            self.db.close()

    def _open(self, journal: str) -> sqlite3.Connection:
        db = sqlite3.connect(self.place / "library.sqlite", isolation_level=None)
        db.execute(f"PRAGMA journal_mode = {journal}")
        db.execute("PRAGMA synchronous = FULL")
        return db


def _used(db: sqlite3.Connection) -> int:
    pages, free, size = (
        int(db.execute(f"PRAGMA {fact}").fetchone()[0]) for fact in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size
