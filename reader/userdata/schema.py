"""The tables of `userdata.sqlite`. Append only: a released step is never edited."""

MIGRATIONS = (
    """
    CREATE TABLE bookmarks (article_id TEXT PRIMARY KEY, added_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE read_articles (article_id TEXT PRIMARY KEY, read_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE positions (article_id TEXT PRIMARY KEY, fraction REAL NOT NULL) STRICT, WITHOUT ROWID
    """,
)
