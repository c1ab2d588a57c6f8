"""The library's change counter, as expressions for statements. It never falls, or the index would be built anew."""

import sqlite3

_KEPT = "revision"  # the fact that keeps it when the articles that had changed last are gone

REVISION = (
    "max(coalesce((SELECT max(changed) FROM articles), 0),"
    f" coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE key = '{_KEPT}'), 0))"
)
NEXT_CHANGE = f"({REVISION} + 1)"  # what `articles.changed` of an article becomes that changes now


def keep_revision(db: sqlite3.Connection) -> None:
    """Articles are about to be deleted: remember how far the counter had come."""
    db.execute(f"INSERT OR REPLACE INTO facts VALUES (?, CAST({REVISION} AS TEXT))", (_KEPT,))
