"""The tables of `userdata.sqlite`. Append only: a released step is never edited."""

MIGRATIONS = (
    """
    CREATE TABLE bookmarks (article_id TEXT PRIMARY KEY, added_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE read_articles (article_id TEXT PRIMARY KEY, read_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE positions (article_id TEXT PRIMARY KEY, fraction REAL NOT NULL) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE saved_searches (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        position INTEGER NOT NULL,  -- in the list
        library TEXT NOT NULL,  -- the key of the library it was last looked at in
        seen INTEGER NOT NULL,  -- the newest article of that library then
        saved_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE searches (query TEXT PRIMARY KEY, used_at TEXT NOT NULL, uses INTEGER NOT NULL) STRICT, WITHOUT ROWID
    """,
)
