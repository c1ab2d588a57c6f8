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
    """
    -- What the recogniser found, before linking and corrections: a JSON list, see library/recognitions.py
    CREATE TABLE recognitions (
        article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
        found TEXT NOT NULL
    ) STRICT;
    -- Articles whose names are to be linked anew from what was recognised: work that is left.
    CREATE TABLE relinking (article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE) STRICT;
    -- Corrections of the reader's data that are in the library already, or whose articles stand in `relinking`.
    CREATE TABLE applied_corrections (number INTEGER PRIMARY KEY, correction TEXT NOT NULL) STRICT;  -- JSON
    -- Who would be named in an article were it not for corrections: these articles are to be linked anew with theirs.
    CREATE TABLE corrected_away (
        entity TEXT NOT NULL,  -- an entity id
        article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        PRIMARY KEY (entity, article)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX corrected_away_by_article ON corrected_away (article);

    ALTER TABLE mentions ADD COLUMN confidence INTEGER NOT NULL DEFAULT 100;  -- percent
    ALTER TABLE mentions ADD COLUMN source TEXT NOT NULL DEFAULT 'model';  -- a MentionSource
    ALTER TABLE entity_articles ADD COLUMN found_as TEXT NOT NULL DEFAULT '';  -- the entity id the article alone gives
    ALTER TABLE entity_articles ADD COLUMN roles TEXT NOT NULL DEFAULT '';  -- words near it, see entities/roles.py
    -- Of the whole library, kept up with each change: a list of 100,000 entities is read in its order.
    ALTER TABLE entities ADD COLUMN name_key TEXT NOT NULL DEFAULT '';  -- the name, folded
    ALTER TABLE entities ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE entities ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE entities ADD COLUMN first_day TEXT;  -- the sort_day of the first and the last article
    ALTER TABLE entities ADD COLUMN last_day TEXT;
    ALTER TABLE entities ADD COLUMN found_name TEXT NOT NULL DEFAULT '';  -- the name without corrections
    ALTER TABLE entity_forms ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
    UPDATE entities SET name_key = lower(name), found_name = name,
        articles = (SELECT count(*) FROM entity_articles WHERE entity = number),
        mentions = (SELECT coalesce(sum(named.mentions), 0) FROM entity_articles AS named WHERE entity = number),
        first_day = (SELECT min(sort_day) FROM entity_articles JOIN articles AS a ON a.number = article
                     WHERE entity = entities.number),
        last_day = (SELECT max(sort_day) FROM entity_articles JOIN articles AS a ON a.number = article
                    WHERE entity = entities.number);
    CREATE INDEX entities_by_articles ON entities (kind, articles DESC, name_key);
    CREATE INDEX entities_by_mentions ON entities (kind, mentions DESC, name_key);
    CREATE INDEX entities_by_last_day ON entities (kind, last_day DESC, name_key);
    CREATE INDEX entities_by_name ON entities (kind, name_key, articles);
    -- When and where articles appeared, without stepping over their texts: see library/name_pages.py
    CREATE INDEX articles_facts ON articles (number, published, sort_day, source);
    -- The words of all forms: finds everybody called Kim.
    CREATE TABLE form_words (
        word TEXT NOT NULL,  -- folded
        entity INTEGER NOT NULL REFERENCES entities (number) ON DELETE CASCADE,
        PRIMARY KEY (word, entity)
    ) STRICT, WITHOUT ROWID;
    -- Names whose entity depends on what else is in the library: surnames, acronyms, namesakes. See library/linking.py
    CREATE TABLE weak_names (
        family TEXT NOT NULL,  -- the names that are decided together: kind and surname, acronym or key
        article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        found_as TEXT NOT NULL,  -- the entity id the article alone gives
        name TEXT NOT NULL,  -- what the article alone calls it; empty for a namesake, who is named in full
        entity TEXT NOT NULL,  -- the id that was decided on, before corrections
        PRIMARY KEY (family, article, found_as)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX weak_names_by_article ON weak_names (article);
    -- Families with new candidates or evidence: to be decided anew. Work that is left.
    CREATE TABLE unsettled (family TEXT PRIMARY KEY) STRICT, WITHOUT ROWID
    """,
    """
    ALTER TABLE articles ADD COLUMN url TEXT NOT NULL DEFAULT '';  -- its web address; empty when not known
    ALTER TABLE articles ADD COLUMN url_key TEXT NOT NULL DEFAULT '';  -- the same for all ways to write the address
    -- The id that its present words give. The article's own id is that of the first words it had.
    ALTER TABLE articles ADD COLUMN content TEXT NOT NULL DEFAULT '';
    ALTER TABLE articles ADD COLUMN version_at TEXT NOT NULL DEFAULT '';  -- when these words came; empty: at added_at
    ALTER TABLE articles ADD COLUMN family INTEGER;  -- a number that all reprints of one article share; null: none
    ALTER TABLE articles ADD COLUMN trashed_at TEXT;  -- null: not in the trash
    UPDATE articles SET content = id;
    CREATE UNIQUE INDEX articles_by_content ON articles (content) WHERE content <> id;  -- else the id finds it
    CREATE INDEX articles_by_url ON articles (url_key) WHERE url_key <> '';
    CREATE INDEX articles_by_family ON articles (family, sort_day, number) WHERE family IS NOT NULL;
    CREATE INDEX articles_in_trash ON articles (trashed_at, number) WHERE trashed_at IS NOT NULL;
    DROP INDEX articles_by_day;
    CREATE INDEX articles_by_day ON articles (sort_day DESC, number ASC) WHERE trashed_at IS NULL;
    DROP INDEX articles_by_title;
    CREATE INDEX articles_by_title ON articles (title_key, number) WHERE trashed_at IS NULL;
    CREATE INDEX articles_by_title_in_trash ON articles (title_key, number) WHERE trashed_at IS NOT NULL;

    -- What articles said before.
    CREATE TABLE versions (
        content TEXT PRIMARY KEY,  -- the id that these words give
        article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        source TEXT NOT NULL,
        author TEXT NOT NULL,
        published TEXT,
        language TEXT NOT NULL,
        links TEXT NOT NULL,  -- JSON list of titles
        came_at TEXT NOT NULL,
        replaced_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX versions_by_article ON versions (article, replaced_at);

    -- Every file that was read, so that an unchanged one need not be read again.
    CREATE TABLE files (
        number INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        articles INTEGER NOT NULL,  -- how many articles it gave; they are its places seen at `read_at`
        read_at TEXT NOT NULL,
        gone_at TEXT,  -- when it was first missed; null: it was there
        problem TEXT NOT NULL DEFAULT ''  -- why it could not be read; empty: it could
    ) STRICT;
    -- Where articles came from. A file of several articles is several places.
    CREATE TABLE places (
        file INTEGER NOT NULL REFERENCES files (number) ON DELETE CASCADE,
        key TEXT NOT NULL,  -- which of the file's articles; empty where it holds one
        article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
        content TEXT NOT NULL,  -- the id of the words that stand there
        seen_at TEXT NOT NULL,
        PRIMARY KEY (file, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX places_by_article ON places (article);
    -- So far each file held one article. Of those from one path, the last is what it said last; all are read again.
    INSERT INTO files (path, size, modified_ns, articles, read_at)
        SELECT origin, -1, 0, 1, max(added_at) FROM articles WHERE origin <> '' GROUP BY origin;
    INSERT INTO places (file, key, article, content, seen_at)
        SELECT files.number, '', max(articles.number), articles.content, read_at
        FROM files JOIN articles ON origin = path GROUP BY files.number;

    -- Entries of link lists: an address or a title whose article is not in the library yet.
    CREATE TABLE wanted (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,  -- the address's key, or "title:" and the folded title where there is no address
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        marks TEXT NOT NULL,  -- JSON, library/wanted.py; given to the article when it comes
        origin TEXT NOT NULL,  -- the file it was read from
        added_at TEXT NOT NULL,
        article INTEGER REFERENCES articles (number) ON DELETE SET NULL  -- null: still wanted
    ) STRICT;
    CREATE INDEX wanted_by_title ON wanted (title_key) WHERE article IS NULL;
    CREATE INDEX wanted_filled ON wanted (article) WHERE article IS NOT NULL;

    CREATE TABLE watched_folders (
        path TEXT PRIMARY KEY,
        added_at TEXT NOT NULL,
        paused INTEGER NOT NULL DEFAULT 0,
        scanned_at TEXT,
        problem TEXT NOT NULL DEFAULT ''  -- why it could not be scanned; empty: it could
    ) STRICT, WITHOUT ROWID;

    -- What came of each file of the last imports, for the report.
    CREATE TABLE import_results (
        import INTEGER NOT NULL REFERENCES imports (number) ON DELETE CASCADE,
        path TEXT NOT NULL,
        outcome TEXT NOT NULL,  -- an Outcome
        reason TEXT NOT NULL,
        -- Behind the key, as in every table without row ids: else SQLite 3.40 takes the table for damaged.
        articles INTEGER NOT NULL,
        PRIMARY KEY (import, path, outcome, reason)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE imports ADD COLUMN options TEXT NOT NULL DEFAULT '{}';  -- JSON: ReadOptions

    -- The articles whose words were compared with those of others, and by which numbers: see related/reprints.py
    CREATE TABLE signatures (
        article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
        content TEXT NOT NULL,  -- of which words
        signature BLOB NOT NULL  -- the bands, 64 bits each; empty for a short text
    ) STRICT;
    -- Articles that share a band may be reprints. Rows of articles that are gone do no harm.
    CREATE TABLE signature_bands (
        band INTEGER NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (band, article)
    ) STRICT, WITHOUT ROWID
    """,
)
