"""The tables of `library.sqlite`. Append only: a released step is never edited."""

MIGRATIONS = (
    """
    CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE articles (
        number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: the index is brought up to date by it
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        text TEXT NOT NULL,
        source TEXT NOT NULL,
        author TEXT NOT NULL,
        published TEXT,
        sort_day TEXT NOT NULL,  -- the day of publication, or the day it was added where that is not known
        origin TEXT NOT NULL,
        added_at TEXT NOT NULL,
        recognized_by TEXT  -- the version of the recogniser whose mentions are stored; null: none yet
    ) STRICT;
    CREATE INDEX articles_by_day ON articles (sort_day DESC, number ASC);
    CREATE INDEX articles_by_title ON articles (title_key, number);
    CREATE INDEX articles_by_recognizer ON articles (recognized_by);

    CREATE TABLE links (
        article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        target INTEGER REFERENCES articles (number) ON DELETE SET NULL,  -- null: wanted
        PRIMARY KEY (article, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX links_by_target ON links (target) WHERE target IS NOT NULL;
    CREATE INDEX links_wanted ON links (title_key) WHERE target IS NULL;

    CREATE TABLE entities (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL
    ) STRICT;
    CREATE TABLE entity_forms (
        entity INTEGER NOT NULL REFERENCES entities (number) ON DELETE CASCADE,
        form TEXT NOT NULL,
        form_key TEXT NOT NULL,
        PRIMARY KEY (entity, form)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entity_forms_by_key ON entity_forms (form_key);
    CREATE TABLE mentions (
        article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        length INTEGER NOT NULL,
        entity INTEGER NOT NULL REFERENCES entities (number),
        PRIMARY KEY (article, start)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE entity_articles (
        entity INTEGER NOT NULL REFERENCES entities (number),
        article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        mentions INTEGER NOT NULL,
        PRIMARY KEY (entity, article)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entity_articles_by_article ON entity_articles (article);

    CREATE TABLE imports (
        number INTEGER PRIMARY KEY,
        paths TEXT NOT NULL,  -- JSON list; "seeds:" stands for the bundled articles
        started_at TEXT NOT NULL,
        ended_at TEXT,  -- null: it was interrupted and is to be completed
        outcome TEXT  -- JSON: counts, and the files that could not be read with their reasons
    ) STRICT
    """,
    """
    ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT '';  -- ISO 639-1, empty when not known
    -- The library's change counter when this article or its names last changed; the index is brought up to date by it.
    ALTER TABLE articles ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
    UPDATE articles SET changed = number;
    CREATE INDEX articles_by_change ON articles (changed);
    CREATE INDEX articles_by_added ON articles (added_at)
    """,
)
