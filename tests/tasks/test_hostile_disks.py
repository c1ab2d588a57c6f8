"""A disk that is full, a folder that may not be written, a library in use: said in words, and nothing is lost."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli import main
from reader.database import database
from reader.locations import locate
from tests.tasks.bringing_in import articles_in, bring_in

ARTICLES = 1_500
as_administrator = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to mount a small disk")
as_anybody = pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write anywhere")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of about two kilobytes, each with words of its own."""
    inside = tmp_path / "files"
    inside.mkdir()
    for number in range(ARTICLES):
        words = " ".join(f"word{number}x{place}" for place in range(150))
        (inside / f"{number:04}.txt").write_text(f"Title {number}\n\n{words}.", "utf-8")
    return inside


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def run_import(folder: Path, library: Path, capfd: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capfd.readouterr()
    status = main(["import", str(folder), "--library", str(library), "--names-later"])
    return status, capfd.readouterr().err


@as_administrator
def test_on_a_full_disk_what_came_stays_and_the_rest_comes_when_there_is_room(
    folder: Path, small_disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    library = small_disk / "library"
    status, said = run_import(folder, library, capfd)
    assert status == 1
    assert "no room" in said
    assert "Traceback" not in said
    assert "Logging error" not in said
    came = articles_in(library)
    assert came
    assert all(article.text.endswith(".") for article in came.values())
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    assert main(["index", "--names-later", "--library", str(library)]) == 0  # goes on by itself
    with closing(sqlite3.connect(locate(library).library_file)) as db:
        assert db.execute("SELECT count(*), count(DISTINCT content) FROM articles").fetchone() == (ARTICLES, ARTICLES)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert set(came) <= set(articles_in(library))
    assert main(["index", "--check", "--library", str(library)]) == 0


@as_administrator
def test_a_library_on_a_disk_that_may_only_be_read(
    folder: Path, small_disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    library = small_disk / "library"
    first = folder / "first"
    first.mkdir()
    (folder / "0000.txt").rename(first / "0000.txt")
    assert run_import(first, library, capfd) == (0, "")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        status, said = run_import(folder, library, capfd)
        assert status == 1
        assert str(locate(library).library_file) in said
        assert "written to" in said
        assert "Traceback" not in said
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert set(articles_in(library)) == {"Title 0"}


@as_anybody
def test_a_folder_for_the_library_that_may_not_be_written(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "library"
    library.mkdir(mode=0o500)
    status, said = run_import(folder, library, capfd)
    assert status == 1
    assert str(library) in said
    assert "Traceback" not in said


def test_a_file_where_the_library_should_be(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "library").write_text("A letter.", "utf-8")
    status, said = run_import(folder, tmp_path / "library", capfd)
    assert status == 1
    assert str(tmp_path / "library") in said
    assert "Traceback" not in said
    assert (tmp_path / "library").read_text("utf-8") == "A letter."


def test_a_library_that_another_program_holds(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in sorted(folder.iterdir())[3:]:
        path.unlink()
    assert run_import(folder, tmp_path / "library", capfd) == (0, "")
    (folder / "new.txt").write_text("A new one\n\nWords.", "utf-8")
    monkeypatch.setattr(database.Database.__init__, "__kwdefaults__", {
        **(database.Database.__init__.__kwdefaults__ or {}), "busy_ms": 200,
    })  # fmt: skip
    with closing(sqlite3.connect(locate(tmp_path / "library").library_file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        status, said = run_import(folder, tmp_path / "library", capfd)
        holder.execute("ROLLBACK")
    assert status == 1
    assert "library.sqlite" in said
    assert "Traceback" not in said
    came = bring_in(folder, tmp_path / "library", capfd)
    assert (came.status, len(came.articles)) == (0, 4)
