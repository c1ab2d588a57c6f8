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
    """
    -- What the reader said of names, in the order it was said; replayed over everything that is recognised.
    CREATE TABLE corrections (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        made_at TEXT NOT NULL,
        action TEXT NOT NULL,  -- a CorrectionAction
        entity_id TEXT NOT NULL,  -- whom it is about, as it stood before; empty for `add`
        entity_name TEXT NOT NULL,  -- how it was called then, for the list
        article_id TEXT NOT NULL,  -- where it counts; empty: in the whole library
        form TEXT NOT NULL,  -- the words it is about, for `add` and `split`
        to_id TEXT NOT NULL,  -- for `merge`, `split` and `add`: whom it becomes
        to_name TEXT NOT NULL,
        to_kind TEXT NOT NULL
    ) STRICT;
    -- What was undone and can be done again, the last undoing on top; emptied by a new correction.
    CREATE TABLE undone_corrections (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        correction TEXT NOT NULL  -- JSON: a list of rows of `corrections`, as they were made together
    ) STRICT
    """,
)
