"""Libraries of every version that was released come up to date with all that is in them, and are backed up before."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.articles.article import ArticleId, ArticleNumber
from reader.database.faults import NewerFileError
from reader.errors import ReaderError
from reader.library.schema import MIGRATIONS as LIBRARY_MIGRATIONS
from reader.locations import Locations
from reader.tasks.backup_manifest import LIBRARY, USERDATA, BackupReason
from reader.tasks.backups import problems_of
from reader.userdata.schema import MIGRATIONS as USERDATA_MIGRATIONS
from reader.wiring import Services, build_services

ARTICLES = 5
# What a program of each version wrote, beyond what the one before it did.
LIBRARY_ROWS = (
    """
    INSERT INTO facts VALUES ('library', '0123456789abcdef');
    INSERT INTO entities (number, id, kind, name) VALUES (1, 'person:gen nakatani', 'person', 'Gen Nakatani');
    INSERT INTO entity_forms (entity, form, form_key) VALUES (1, 'Nakatani', 'nakatani');
    INSERT INTO mentions (article, start, length, entity) VALUES (1, 4, 12, 1), (2, 4, 12, 1);
    INSERT INTO entity_articles (entity, article, mentions) VALUES (1, 1, 1), (1, 2, 1);
    INSERT INTO links (article, position, title, title_key, target) VALUES
        (1, 0, 'Report 2', 'report 2', 2), (1, 1, 'Not here', 'not here', NULL);
    INSERT INTO imports (number, paths, started_at, ended_at, outcome) VALUES
        (1, '["/archive"]', '2025-01-01T00:00:00+00:00', '2025-01-01T00:01:00+00:00', '{"files": 5, "added": 5}'),
        (2, '["/more"]', '2025-01-02T00:00:00+00:00', NULL, NULL)
    """,
    "UPDATE articles SET language = 'en', changed = number + 10",
    """
    INSERT INTO recognitions VALUES (1, '[]');
    INSERT INTO relinking VALUES (2);
    INSERT INTO applied_corrections VALUES (1, '{}');
    INSERT INTO form_words VALUES ('nakatani', 1)
    """,
    """
    INSERT INTO files (number, path, size, modified_ns, articles, read_at) VALUES (100, '/copy/1.txt', 1, 1, 1, '2026');
    INSERT INTO places (file, key, article, content, seen_at) VALUES (100, '', 1, 'report1', '2026');
    INSERT INTO import_results (import, path, outcome, articles, reason) VALUES (1, '/archive/1.txt', 'added', 1, '')
    """,
)
USERDATA_ROWS = (
    """
    INSERT INTO bookmarks VALUES ('report1', '2025-01-01'), ('report2', '2025-01-02');
    INSERT INTO read_articles VALUES ('report3', '2025-01-03');
    INSERT INTO positions VALUES ('report3', 0.25)
    """,
    """
    INSERT INTO saved_searches (name, query, position, library, seen, saved_at)
        VALUES ('Harbour', 'harbour', 1, 'x', 3, '2025');
    INSERT INTO searches VALUES ('harbour', '2025-01-01', 2)
    """,
    """
    INSERT INTO corrections (made_at, action, entity_id, entity_name, article_id, form, to_id, to_name, to_kind)
        VALUES ('2025', 'rename', 'person:gen nakatani', 'Gen Nakatani', '', '', '', 'General Nakatani', '')
    """,
    "INSERT INTO notes VALUES ('report1', 'Mind the date.', '2026', '2026')",
)


def make_file(path: Path, migrations: tuple[str, ...], rows: tuple[str, ...], version: int) -> None:
    """The file as a program of that version left it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        for number, step in enumerate(migrations[:version]):
            db.executescript(step)
            if number == 0 and migrations is LIBRARY_MIGRATIONS:
                db.executemany(
                    "INSERT INTO articles (id, title, title_key, text, source, author, published, sort_day, origin,"
                    " added_at, recognized_by) VALUES (?, ?, ?, ?, 'The Wire', '', '2025-01-01', '2025-01-01', ?,"
                    " '2025-01-01T00:00:00+00:00', 'the first recogniser')",
                    [
                        (f"report{n}", f"Report {n}", f"report {n}", f"The Gen Nakatani text {n}.", f"/archive/{n}.txt")
                        for n in range(1, ARTICLES + 1)
                    ],
                )
            if number < len(rows):
                db.executescript(rows[number])
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()


VERSIONS = [(library, userdata) for library in range(1, len(LIBRARY_MIGRATIONS) + 1) for userdata in (library,)] + [
    (len(LIBRARY_MIGRATIONS), 1),
    (1, len(USERDATA_MIGRATIONS)),
]


@pytest.fixture(params=VERSIONS, ids=str)
def versions(request: pytest.FixtureRequest, locations: Locations) -> tuple[int, int]:
    """A library and the reader's data of these versions are there."""
    library, userdata = request.param
    make_file(locations.library_file, LIBRARY_MIGRATIONS, LIBRARY_ROWS, library)
    make_file(locations.userdata_file, USERDATA_MIGRATIONS, USERDATA_ROWS, userdata)
    return library, userdata


@pytest.fixture
def opened(locations: Locations, versions: tuple[int, int]) -> Iterator[Services]:  # noqa: ARG001  # made before
    with closing(build_services(locations, rescue=True)) as services:
        yield services


def test_all_articles_names_and_links_are_there(opened: Services) -> None:
    shelf = opened.shelf
    assert shelf.library_key() == "0123456789abcdef"
    assert shelf.count() == ARTICLES
    for number in range(1, ARTICLES + 1):
        shelved = shelf.get(ArticleId(f"report{number}"))
        assert (shelved.number, shelved.article.title) == (number, f"Report {number}")
        assert shelved.article.text == f"The Gen Nakatani text {number}."
        assert shelved.article.source == "The Wire"
    assert [mention.entity.name for mention in opened.names.mentions_of(ArticleNumber(1))] == ["Gen Nakatani"]
    with opened.library.reading() as db:
        links = db.execute("SELECT title, target FROM links WHERE article = 1 ORDER BY position").fetchall()
        unfinished = db.execute("SELECT number FROM imports WHERE ended_at IS NULL").fetchall()
    assert links == [("Report 2", 2), ("Not here", None)]
    assert unfinished == [(2,)]


def test_all_that_the_reader_made_is_there(opened: Services, versions: tuple[int, int]) -> None:
    _library, userdata = versions
    assert {str(each) for each in opened.bookmarks.all()} == {"report1", "report2"}
    assert {str(each) for each in opened.read_state.all()} == {"report3"}
    assert opened.read_state.position(ArticleId("report3")) == 0.25
    assert [saved.query for saved in opened.saved_searches.all()] == (["harbour"] if userdata >= 2 else [])
    assert opened.corrections.count() == (1 if userdata >= 3 else 0)
    with opened.userdata.reading() as db:
        assert db.execute("SELECT count(*) FROM notes").fetchone() == (1 if userdata >= 4 else 0,)


def test_the_files_are_sound_and_of_the_newest_version(opened: Services) -> None:
    for database, migrations in ((opened.library, LIBRARY_MIGRATIONS), (opened.userdata, USERDATA_MIGRATIONS)):
        assert database.check() == []
        with database.reading() as db:
            assert db.execute("PRAGMA user_version").fetchone() == (len(migrations),)
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_backup_of_the_old_state_was_made_before(opened: Services, versions: tuple[int, int]) -> None:
    library, userdata = versions
    copied = {
        (file.name, file.version)
        for backup in opened.backups.all()
        if backup.reason is BackupReason.BEFORE_UPGRADE and problems_of(backup) == []
        for file in backup.files
    }
    if library < len(LIBRARY_MIGRATIONS):
        assert (LIBRARY, library) in copied
    if userdata < len(USERDATA_MIGRATIONS):
        assert (USERDATA, userdata) in copied
    if library == len(LIBRARY_MIGRATIONS) and userdata == len(USERDATA_MIGRATIONS):
        assert copied == set()
    if library == userdata:
        assert len(opened.backups.all()) <= 1  # one backup of both is enough


def test_the_backup_made_before_can_be_restored_and_comes_up_to_date_again(locations: Locations) -> None:
    make_file(locations.library_file, LIBRARY_MIGRATIONS, LIBRARY_ROWS, 1)
    make_file(locations.userdata_file, USERDATA_MIGRATIONS, USERDATA_ROWS, 1)
    build_services(locations, rescue=True).close()
    with closing(Services(locations)) as services:
        [backup] = services.backups.all()
        services.restore_backup(services.restore_backup.source(backup.folder))
        assert services.shelf.count() == ARTICLES
        assert len(services.bookmarks.all()) == 2


def test_without_room_for_the_backup_nothing_is_migrated(locations: Locations, monkeypatch: pytest.MonkeyPatch) -> None:
    make_file(locations.library_file, LIBRARY_MIGRATIONS, LIBRARY_ROWS, 1)
    usage = shutil.disk_usage(locations.data)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type(usage)(usage.total, usage.total, 0))
    with pytest.raises(ReaderError, match="no backup could be made") as caught:
        build_services(locations, rescue=True)
    assert "Nothing was changed" in caught.value.remedy
    with closing(sqlite3.connect(locations.library_file)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (ARTICLES,)


@pytest.mark.parametrize("name", [LIBRARY, USERDATA])
def test_an_older_program_refuses_what_a_newer_one_brought_up_to_date(locations: Locations, name: str) -> None:
    with closing(build_services(locations)) as services:
        services.bookmarks.mark(ArticleId("x"), True)
    path = locations.data / name
    with closing(sqlite3.connect(path)) as db:
        newer = db.execute("PRAGMA user_version").fetchone()[0] + 1
        db.execute(f"PRAGMA user_version = {newer}")
        db.execute("PRAGMA journal_mode = DELETE")
    before = path.read_bytes()
    with pytest.raises(NewerFileError, match="made by a newer version"):
        build_services(locations, rescue=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("migrations", [LIBRARY_MIGRATIONS, USERDATA_MIGRATIONS], ids=["library", "userdata"])
def test_every_table_without_row_ids_begins_with_its_key(migrations: tuple[str, ...]) -> None:
    """SQLite 3.40 else takes it for damaged as soon as there is a row in it."""
    with closing(sqlite3.connect(":memory:")) as db:
        for step in migrations:
            db.executescript(step)
        tables = [row[1] for row in db.execute("PRAGMA table_list") if row[4]]  # without row ids
        assert tables
        for table in tables:
            places = [row[5] for row in db.execute(f"PRAGMA table_info({table})")]
            key = sorted(place for place in places if place)
            assert [bool(place) for place in places[: len(key)]] == [True] * len(key), table
