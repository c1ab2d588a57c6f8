"""A disk that is full, a file that is write-protected, in use, gone or damaged: plain words, and nothing lost."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.database import Database
from reader.database.faults import (
    DamagedFileError,
    InUseError,
    NoRoomError,
    ReadOnlyError,
    UnreadableFileError,
    faults_in_words,
    is_suspected,
)
from reader.errors import ReaderError

NOTES = "CREATE TABLE notes (text TEXT NOT NULL) STRICT"
as_administrator = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to mount a small disk")
as_anybody = pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write anywhere")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.sqlite"


@pytest.fixture
def opened(path: Path, request: pytest.FixtureRequest) -> Callable[..., Database]:
    def open_(at: Path = path, **more: Any) -> Database:
        database = Database(at, (NOTES,), what="list of notes", **more)
        request.addfinalizer(database.close)
        return database

    return open_


def write(database: Database, *texts: str) -> None:
    with database.writing() as db:
        db.executemany("INSERT INTO notes (text) VALUES (?)", [(text,) for text in texts])


def texts_in(database: Database) -> list[str]:
    with database.reading() as db:
        return [row[0] for row in db.execute("SELECT text FROM notes ORDER BY rowid")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@as_administrator
def test_on_a_full_disk_what_was_stored_stays_and_the_rest_is_refused(
    small_disk: Path, opened: Callable[..., Database]
) -> None:
    database = opened(small_disk / "notes.sqlite")
    write(database, "kept")
    with pytest.raises(NoRoomError, match="no room left") as caught:
        write(database, *("x" * 10_000 for _ in range(400)))
    assert "is safe" in caught.value.remedy
    assert texts_in(database) == ["kept"]
    assert database.check() == []
    database.fold_log()
    fill(small_disk)
    with pytest.raises(NoRoomError):
        database.copy_to(small_disk / "copy.sqlite")
    assert not list(small_disk.glob("copy*"))
    (small_disk / "filler").unlink()
    write(database, "and it goes on when there is room again")
    assert len(texts_in(database)) == 2


def fill(disk: Path) -> None:
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_full_disk_is_told_from_other_faults(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(NOTES)
        db.execute("PRAGMA max_page_count = 3")  # SQLite says the same of a file that may not grow
        with pytest.raises(NoRoomError), faults_in_words("list of notes", path):
            db.execute("INSERT INTO notes VALUES (?)", ("x" * 100_000,))


def test_a_file_that_another_process_keeps_locked_is_said_to_be_in_use(
    opened: Callable[..., Database], path: Path
) -> None:
    write(opened(), "one")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(InUseError, match="used by another program") as caught:
            write(opened(busy_ms=1), "two")
        assert "close other windows" in caught.value.remedy
        assert texts_in(opened()) == ["one"]  # reading goes on
        other.execute("COMMIT")
    write(opened(), "three")


@as_anybody
def test_a_write_protected_folder_is_said_to_be_one(opened: Callable[..., Database], path: Path) -> None:
    database = opened()
    write(database, "one")
    database.close()
    path.parent.chmod(0o500)
    try:
        with pytest.raises(ReaderError, match="could not be used"):
            write(opened(), "two")
    finally:
        path.parent.chmod(0o700)


def test_what_sqlite_says_of_a_write_protected_file_becomes_words(opened: Callable[..., Database], path: Path) -> None:
    write(opened(), "one")
    with (
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db,
        pytest.raises(ReadOnlyError, match="write-protected") as caught,
        faults_in_words("list of notes", path),
    ):
        db.execute("INSERT INTO notes VALUES ('two')")
    assert "Nothing was changed" in caught.value.remedy


def test_a_file_opened_to_be_read_only_is_never_written_to(opened: Callable[..., Database], path: Path) -> None:
    writer = opened()
    write(writer, "one")
    writer.copy_to(path.with_name("copy.sqlite"))
    before = path.with_name("copy.sqlite").read_bytes()
    reader = opened(path.with_name("copy.sqlite"), read_only=True)
    assert texts_in(reader) == ["one"]
    with pytest.raises(ReadOnlyError, match="reading a backup") as caught:
        write(reader, "two")
    assert "Restore" in caught.value.remedy
    reader.close()
    assert path.with_name("copy.sqlite").read_bytes() == before
    assert sorted(each.name for each in path.parent.glob("copy*")) == ["copy.sqlite"]


def test_what_others_write_is_seen_by_whoever_reads_only(opened: Callable[..., Database]) -> None:
    writer, reader = opened(), opened(read_only=True)
    write(writer, "one")
    assert texts_in(reader) == ["one"]
    write(writer, "two")
    assert texts_in(reader) == ["one", "two"]


def test_a_missing_file_is_not_made_by_reading_only(opened: Callable[..., Database], path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        texts_in(opened(read_only=True))
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there, an open file cannot be deleted")
def test_a_file_that_was_deleted_while_it_was_open_is_not_made_anew(
    opened: Callable[..., Database], path: Path
) -> None:
    database = opened()
    write(database, "one")
    path.rename(path.with_name("elsewhere.sqlite"))
    for use in (texts_in, write):
        with pytest.raises(DamagedFileError, match="moved, deleted or replaced"):
            use(database)
    assert not path.exists()
    path.with_name("elsewhere.sqlite").rename(path)
    assert texts_in(database) == ["one"]


def test_a_damaged_log_costs_at_most_what_was_not_folded_in(opened: Callable[..., Database], path: Path) -> None:
    database = opened()
    write(database, "folded in")
    database.fold_log()
    write(database, "in the log")
    log = path.with_name("notes.sqlite-wal")
    damaged = bytearray(log.read_bytes())
    assert len(damaged) > 100
    whole = path.read_bytes()
    damaged[40:60] = bytes(20)
    other = path.with_name("other.sqlite")
    other.write_bytes(whole)
    other.with_name("other.sqlite-wal").write_bytes(bytes(damaged))
    reopened = opened(other)
    assert texts_in(reopened) == ["folded in"]
    assert reopened.check() == []


def test_damage_that_is_met_is_remembered_and_looked_for_at_the_next_start(
    opened: Callable[..., Database], path: Path
) -> None:
    database = opened()
    write(database, *(f"note {number} {'x' * 200}" for number in range(500)))
    database.close()
    database.fold_log()
    sound = path.read_bytes()
    path.write_bytes(sound[: 8 * 4096] + bytes(3 * 4096) + sound[11 * 4096 :])
    with opened().reading():
        pass  # what is read first is sound
    with pytest.raises(DamagedFileError):
        texts_in(opened())
    assert is_suspected(path)
    with pytest.raises(DamagedFileError, match="is damaged"), opened().reading():
        pass
    path.write_bytes(sound)
    assert len(texts_in(opened())) == 500
    assert not is_suspected(path)


def test_a_copy_holds_what_was_there_when_it_began_and_lets_others_write(
    opened: Callable[..., Database], path: Path
) -> None:
    database = opened()
    write(database, *("x" * 4_000 for _ in range(5_000)))
    writer = opened(busy_ms=1)
    steps = []

    def step(done: int, total: int) -> None:
        steps.append((done, total))
        write(writer, "meanwhile")

    database.copy_to(path.with_name("copy.sqlite"), step=step)
    assert len(steps) > 1
    assert len(texts_in(opened(path.with_name("copy.sqlite")))) == 5_000
    assert len(texts_in(database)) == 5_000 + len(steps)


def test_a_copy_that_is_broken_off_leaves_nothing(opened: Callable[..., Database], path: Path) -> None:
    database = opened()
    write(database, "one")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        database.copy_to(path.with_name("copy.sqlite"), step=stop)
    assert not list(path.parent.glob("copy*"))


def test_a_copy_of_a_damaged_file_is_refused(opened: Callable[..., Database], path: Path) -> None:
    database = opened()
    write(database, *(f"note {number} {'x' * 200}" for number in range(500)))
    database.close()
    database.fold_log()
    sound = path.read_bytes()
    path.write_bytes(sound[: 8 * 4096] + bytes(3 * 4096) + sound[11 * 4096 :])
    with pytest.raises(DamagedFileError):
        opened().copy_to(path.with_name("copy.sqlite"))
    assert not list(path.parent.glob("copy*"))
