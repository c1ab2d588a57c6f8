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
    """
    CREATE TABLE tags (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE,  -- folded
        color TEXT NOT NULL DEFAULT ''  -- a TagColor; empty: none
    ) STRICT;
    CREATE TABLE article_tags (
        article_id TEXT NOT NULL,
        tag INTEGER NOT NULL REFERENCES tags (number) ON DELETE CASCADE,
        added_at TEXT NOT NULL,
        PRIMARY KEY (article_id, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX article_tags_by_tag ON article_tags (tag, article_id);
    CREATE TABLE notes (
        article_id TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE highlights (
        id TEXT PRIMARY KEY,  -- a random word
        article_id TEXT NOT NULL,
        quote TEXT NOT NULL,  -- the words, as they stand in the text
        prefix TEXT NOT NULL,  -- up to 64 characters before and behind them
        suffix TEXT NOT NULL,
        start INTEGER NOT NULL,  -- where they stood last; -1: never looked for
        color TEXT NOT NULL,  -- a HighlightColor
        note TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX highlights_by_article ON highlights (article_id, start);
    -- What was done to several articles at once, or cannot be seen any more when it is done: it can be undone.
    CREATE TABLE changes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        made_at TEXT NOT NULL,
        words TEXT NOT NULL,  -- "12 articles tagged “water”"
        undone INTEGER NOT NULL DEFAULT 0,
        rows TEXT NOT NULL  -- JSON: see userdata/changes.py
    ) STRICT
    """,
)
