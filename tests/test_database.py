"""One SQLite file: all of a migration or none, nothing damaged or newer is ever touched, faults in plain words."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.database import Database
from reader.database.faults import InUseError
from reader.errors import ReaderError

NOTES = "CREATE TABLE notes (text TEXT NOT NULL UNIQUE) STRICT"
COLOURS = "-- a comment; with a semicolon\nALTER TABLE notes ADD COLUMN colour TEXT; CREATE TABLE shelves (name TEXT)"
BROKEN = "CREATE TABLE half (a TEXT); CREATE TABLE notes (b TEXT)"
WRITES = 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "notes.sqlite"


@pytest.fixture
def opened(path: Path, request: pytest.FixtureRequest) -> Callable[..., Database]:
    def open_(*migrations: str, **more: Any) -> Database:
        database = Database(path, migrations or (NOTES,), what="list of notes", **more)
        request.addfinalizer(database.close)
        return database

    return open_


def write(database: Database, *texts: str) -> None:
    with database.writing() as db:
        db.executemany("INSERT INTO notes (text) VALUES (?)", [(text,) for text in texts])


def texts_in(database: Database) -> list[str]:
    with database.reading() as db:
        return [row[0] for row in db.execute("SELECT text FROM notes ORDER BY rowid")]


def whole_file(path: Path) -> bytes:
    """The file with everything in it, nothing left in a write-ahead log."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


def test_the_file_is_made_on_first_use_and_not_before(opened: Callable[..., Database]) -> None:
    database = opened()
    assert not database.exists()
    write(database, "one")
    assert database.exists()
    assert texts_in(database) == ["one"]
    assert database.check() == []


def test_a_transaction_counts_whole_or_not_at_all(opened: Callable[..., Database]) -> None:
    database = opened()
    write(database, "kept")

    def stopped() -> Iterator[tuple[str]]:
        yield ("lost",)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), database.writing() as db:
        db.executemany("INSERT INTO notes VALUES (?)", stopped())
    assert texts_in(database) == ["kept"]
    write(database, "and it still writes")


def test_a_bug_of_ours_is_not_dressed_up_as_a_damaged_file(opened: Callable[..., Database]) -> None:
    database = opened()
    with pytest.raises(sqlite3.IntegrityError):
        write(database, "same", "same")
    with pytest.raises(sqlite3.ProgrammingError), database.reading() as db:
        db.execute("SELECT ?", ())
    assert texts_in(database) == []


def test_what_is_written_survives_closing(opened: Callable[..., Database]) -> None:
    first = opened()
    write(first, "one")
    first.close()
    assert texts_in(first) == ["one"]  # a closed one opens again
    assert texts_in(opened()) == ["one"]


def test_a_longer_table_of_migrations_brings_an_old_file_up_to_date(opened: Callable[..., Database]) -> None:
    old = opened()
    write(old, "from the old days")
    old.close()
    new = opened(NOTES, COLOURS)
    with new.reading() as db:
        assert db.execute("SELECT text, colour FROM notes").fetchall() == [("from the old days", None)]
        assert db.execute("SELECT count(*) FROM shelves").fetchone() == (0,)


def test_a_backup_is_asked_for_before_a_migration_while_nobody_can_write(
    opened: Callable[..., Database], path: Path
) -> None:
    old = opened()
    write(old, "precious")  # not closed: the newest pages are still in the write-ahead log
    copy = path.with_name("copy.sqlite")

    def back_up() -> None:
        new.copy_to(copy)
        with pytest.raises(InUseError):
            write(opened(busy_ms=1), "too late for the copy")

    new = opened(NOTES, COLOURS, before_migration=back_up)
    assert texts_in(new) == ["precious"]
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT * FROM notes").fetchall() == [("precious",)]
        assert db.execute("PRAGMA user_version").fetchone() == (1,)


def test_nothing_is_migrated_without_the_backup(opened: Callable[..., Database], path: Path) -> None:
    old = opened()
    write(old, "safe")
    old.close()
    before = whole_file(path)

    def refuse() -> None:
        raise ReaderError("There is no room.", remedy="Make some.")

    with pytest.raises(ReaderError, match="no room"):
        texts_in(opened(NOTES, COLOURS, before_migration=refuse))
    assert whole_file(path) == before


def test_for_a_new_file_and_one_of_the_newest_version_no_backup_is_asked(opened: Callable[..., Database]) -> None:
    asked: list[str] = []
    database = opened(NOTES, COLOURS, before_migration=lambda: asked.append("backup"))
    write(database, "one")
    database.close()
    assert texts_in(database) == ["one"]
    assert asked == []


def test_a_migration_that_fails_changes_nothing(opened: Callable[..., Database], path: Path) -> None:
    old = opened()
    write(old, "safe")
    old.close()
    before = whole_file(path)
    with pytest.raises(ReaderError, match="could not be used"):
        texts_in(opened(NOTES, COLOURS, BROKEN))
    assert whole_file(path) == before
    assert texts_in(opened()) == ["safe"]


def test_a_newer_file_is_refused_with_words_and_not_changed(opened: Callable[..., Database], path: Path) -> None:
    newer = opened(NOTES, COLOURS)
    write(newer, "from the future")
    newer.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")  # even how it is written must stay as it is
    before = path.read_bytes()
    older = opened()
    for use in (texts_in, write, Database.check):
        with pytest.raises(ReaderError, match="newer version") as caught:
            use(older)
        assert "newer version" in caught.value.remedy
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["notes.sqlite"]


@pytest.mark.parametrize("share", [0.0, 0.002, 0.02, 0.2, 0.5, 0.8])
def test_a_damaged_file_is_never_shown_as_empty_nor_overwritten(
    share: float, opened: Callable[..., Database], path: Path
) -> None:
    sound = opened()
    write(sound, *(f"note {number}" for number in range(2_000)))
    sound.close()
    whole = whole_file(path)
    damaged = whole[: int(len(whole) * share)] or b"this was never a database " * 1_000
    path.write_bytes(damaged)
    database = opened()
    with pytest.raises(ReaderError, match="damaged") as caught:
        texts_in(database)
    assert str(path) in caught.value.problem
    assert "Keep it" in caught.value.remedy
    with pytest.raises(ReaderError):
        write(database, "new")
    database.close()
    assert path.read_bytes() == damaged


def test_damage_inside_is_found_by_the_check(opened: Callable[..., Database], path: Path) -> None:
    database = opened()
    write(database, *(f"note {number} {'x' * 200}" for number in range(500)))
    database.close()
    whole = bytearray(whole_file(path))
    whole[3 * 4096 : 5 * 4096] = bytes(2 * 4096)
    path.write_bytes(whole)
    assert opened().check()


def test_a_folder_in_the_place_of_the_file_is_said_in_words(opened: Callable[..., Database], path: Path) -> None:
    # stands for a missing permission too, which a test that runs as the administrator cannot be refused
    path.mkdir(parents=True)
    with pytest.raises(ReaderError, match="could not be used") as caught:
        write(opened(), "one")
    assert "written to" in caught.value.remedy
    assert str(path) in caught.value.problem


def test_a_file_in_the_place_of_the_folder_is_said_in_words(opened: Callable[..., Database], path: Path) -> None:
    path.parent.write_text("in the way", "utf-8")
    with pytest.raises(ReaderError, match="could not be used"):
        write(opened(), "one")


def test_readers_do_not_wait_for_a_writer(opened: Callable[..., Database]) -> None:
    database = opened()
    write(database, "before")
    with database.writing() as db:
        db.execute("INSERT INTO notes VALUES ('not yet')")
        assert texts_in(database) == ["before"]
    assert texts_in(database) == ["before", "not yet"]


def test_many_short_threads_need_few_connections(opened: Callable[..., Database]) -> None:
    database = opened()
    write(database, "one")
    used = set()

    def read() -> None:
        with database.reading() as db:
            used.add(id(db))

    for _ in range(20):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert len(used) == 1


def _write_many(path: Path, name: str, start: threading.Barrier) -> None:
    database = Database(path, (NOTES,), what="list of notes")
    start.wait()
    for number in range(WRITES):
        write(database, f"{name} {number}")
    database.close()


def test_two_processes_make_and_write_the_same_file_at_the_same_time(path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2)
    writers = [spawn.Process(target=_write_many, args=(path, name, start)) for name in ("one", "two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    database = Database(path, (NOTES,), what="list of notes")
    assert sorted(texts_in(database)) == sorted(f"{name} {n}" for name in ("one", "two") for n in range(WRITES))
    assert database.check() == []
    database.close()
