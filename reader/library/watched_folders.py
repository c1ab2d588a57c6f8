"""The folders the reader wants watched, and what is wrong with them or with their files (library.sqlite)."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.database import Database
from reader.library.stored_text import storable

LAST_LETTER = "\U0010ffff"  # after everything a path can begin with


class WatchedFolder(NamedTuple):
    path: str  # absolute
    paused: bool = False
    added_at: str = ""  # ISO 8601, UTC
    scanned_at: str = ""  # when all of it was last looked through; empty: never yet
    problem: str = ""  # why it could not be; empty: it could
    files: int = 0  # in it, as far as they were read
    gone: int = 0  # files that were in it


class WatchedProblem(NamedTuple):
    """Something the reader should know: a folder that cannot be reached, or a file that cannot be read."""

    path: str
    reason: str


class WatchedFolders:
    """Which folders are watched. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[WatchedFolder]:
        """By path, with the number of their files."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT path, paused, added_at, coalesce(scanned_at, ''), problem FROM watched_folders ORDER BY path"
            ).fetchall()
            return [
                WatchedFolder(path, bool(paused), added_at, scanned_at, problem, *_counted(db, path))
                for path, paused, added_at, scanned_at, problem in rows
            ]

    def active(self) -> list[str]:
        """The paths of those that are not paused. Costs next to nothing."""
        with self._database.reading() as db:
            rows = db.execute("SELECT path FROM watched_folders WHERE NOT paused ORDER BY path")
            return [row[0] for row in rows]

    def add(self, path: Path | str) -> WatchedFolder:
        """Watch this folder from now on; one that is watched already stays as it is."""
        folder = WatchedFolder(watched_path(path), added_at=_now())
        with self._database.writing() as db:
            db.execute("INSERT OR IGNORE INTO watched_folders (path, added_at) VALUES (?, ?)", (folder.path, _now()))
        return next(one for one in self.all() if one.path == folder.path)

    def remove(self, path: Path | str) -> bool:
        """Watch it no longer; whether it was watched. Its articles stay in the library."""
        with self._database.writing() as db:
            return db.execute("DELETE FROM watched_folders WHERE path = ?", (watched_path(path),)).rowcount > 0

    def pause(self, path: Path | str, on: bool) -> bool:
        """Let it rest, or look at it again; whether it is watched."""
        with self._database.writing() as db:
            return (
                db.execute(
                    "UPDATE watched_folders SET paused = ? WHERE path = ?", (int(on), watched_path(path))
                ).rowcount
                > 0
            )

    def move(self, folder: str, to: str) -> None:
        """What was known of this folder, its files and watched folders in it is known of the other from now on."""
        old, new = folder.rstrip(os.sep), to.rstrip(os.sep)
        with self._database.writing() as db:
            # what is known there already stays as it is
            db.execute("UPDATE OR IGNORE watched_folders SET path = ?, problem = '' WHERE path = ?", (to, folder))
            for table in ("watched_folders", "files"):
                db.execute(
                    f"UPDATE OR IGNORE {table} SET path = ? || substr(path, ?) WHERE path > ? AND path < ?",
                    (new, len(old) + 1, *below(folder)),
                )

    def some_files(self, folder: str, *, limit: int) -> list[tuple[str, int]]:
        """Some files in it by which it can be known again: where they are below it, and their sizes."""
        beginning, end = below(folder)
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT substr(path, ?), size FROM files WHERE path > ? AND path < ? AND gone_at IS NULL AND size > 0"
                " ORDER BY path LIMIT ?",
                (len(beginning) + 1, beginning, end, limit),
            )
            return [(row[0], row[1]) for row in rows]

    def has_files(self, folder: str) -> bool:
        """Whether files in it are known that are not gone."""
        with self._database.reading() as db:
            row = db.execute(
                "SELECT 1 FROM files WHERE path > ? AND path < ? AND gone_at IS NULL LIMIT 1", below(folder)
            ).fetchone()
        return row is not None

    def note_scan(self, path: str, problem: str = "") -> None:
        """It was looked through, or could not be."""
        with self._database.writing() as db:
            if problem:
                db.execute("UPDATE watched_folders SET problem = ? WHERE path = ?", (problem, path))
            else:
                db.execute("UPDATE watched_folders SET problem = '', scanned_at = ? WHERE path = ?", (_now(), path))

    def problems(self, *, limit: int = 1_000) -> list[WatchedProblem]:
        """Folders that cannot be reached, then the files in watched folders that could not be read."""
        with self._database.reading() as db:
            folders = db.execute("SELECT path, problem FROM watched_folders WHERE problem <> '' ORDER BY path")
            files = db.execute(
                "SELECT DISTINCT files.path, files.problem FROM watched_folders AS watched"
                " CROSS JOIN files ON files.path > rtrim(watched.path, ?1) || ?1"
                " AND files.path < rtrim(watched.path, ?1) || ?1 || ?2"
                " WHERE files.problem <> '' AND gone_at IS NULL ORDER BY files.path LIMIT ?3",
                (os.sep, LAST_LETTER, limit),
            )
            return [WatchedProblem(*row) for row in (*folders, *files)]


def below(folder: str) -> tuple[str, str]:
    """Between which two texts the paths of all that is in a folder lie."""
    beginning = folder.rstrip(os.sep) + os.sep
    return beginning, beginning + LAST_LETTER


def _counted(db: sqlite3.Connection, folder: str) -> tuple[int, int]:
    row = db.execute(
        "SELECT count(*) - count(gone_at), count(gone_at) FROM files WHERE path > ? AND path < ?", below(folder)
    ).fetchone()
    return int(row[0]), int(row[1])


def watched_path(path: Path | str) -> str:
    """A folder as it is kept: absolute, without detours."""
    return storable(os.path.abspath(path))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
