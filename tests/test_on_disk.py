"""The version of a database is told from its bytes, log included, and nothing is made or changed by looking."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.database.on_disk import version_of
from tests.newer_library import look_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "some.sqlite"


def make(path: Path, version: int, *, wal: bool = False, page_size: int = 4096) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA page_size = {page_size}")
        if wal:
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE notes (text TEXT)")
        db.execute(f"PRAGMA user_version = {version}")
        db.commit()


@pytest.mark.parametrize("version", [1, 5, 300, 70_000])
@pytest.mark.parametrize("wal", [False, True])
def test_it_is_read_from_the_file(path: Path, version: int, wal: bool) -> None:
    make(path, version, wal=wal)
    before = look_at(path.parent)
    assert version_of(path) == version
    assert look_at(path.parent) == before


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
def test_what_was_committed_to_the_log_counts_and_nothing_else_does(path: Path, page_size: int) -> None:
    make(path, 3, wal=True, page_size=page_size)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("INSERT INTO notes VALUES ('of the same version')")
        assert version_of(path) == 3
        db.execute("PRAGMA user_version = 4")
        before = look_at(path.parent)
        assert version_of(path) == 4
        assert look_at(path.parent) == before
        db.execute("PRAGMA cache_size = 1")  # so that it is written to the log before it is committed
        db.execute("BEGIN")
        db.execute("PRAGMA user_version = 9")
        db.executemany("INSERT INTO notes VALUES (?)", [("x" * 5_000,) for _ in range(200)])
        assert version_of(path) == 4
        db.execute("ROLLBACK")
        db.execute("PRAGMA wal_checkpoint(RESTART)")  # the log is used from its beginning again
        db.execute("INSERT INTO notes VALUES ('and the old frames behind it count no more')")
        assert version_of(path) == 4
        db.execute("PRAGMA user_version = 5")
        assert version_of(path) == 5
    assert version_of(path) == 5


def version_that_sqlite_sees(path: Path) -> int:
    """Asked of a copy: to look would fold the log into the file."""
    copy = path.with_name("copy.sqlite")
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    with closing(sqlite3.connect(copy)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def test_a_log_that_breaks_off_counts_as_far_as_it_goes(path: Path) -> None:
    make(path, 3, wal=True)
    log = path.with_name("some.sqlite-wal")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("INSERT INTO notes VALUES ('one')")
        db.execute("PRAGMA user_version = 4")
        whole, file = log.read_bytes(), path.read_bytes()
    log.unlink(missing_ok=True)
    path.write_bytes(file)
    told = set()
    for length in (*range(0, len(whole), 97), len(whole)):
        log.write_bytes(whole[:length])
        told.add(version := version_of(path))
        assert version == version_that_sqlite_sees(path), length
    assert told == {3, 4}


@pytest.mark.parametrize("content", [None, b"", b"x" * 40, b"this was never a database " * 100, b"SQLite format 3\x00"])
def test_what_is_no_database_has_no_version(path: Path, content: bytes | None) -> None:
    path.parent.mkdir()
    if content is not None:
        path.write_bytes(content)
        path.with_name("some.sqlite-wal").write_bytes(content)
    assert version_of(path) == 0


def test_a_folder_in_its_place_has_none(path: Path) -> None:
    path.mkdir(parents=True)
    assert version_of(path) == 0
