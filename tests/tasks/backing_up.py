"""A small library to be backed up, and looking into what came of it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.database import Database
from reader.locations import Locations
from reader.wiring import Services

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


class Clock:
    """Tells the time it is set to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def add_articles(library: Database, *titles: str) -> None:
    """Put articles on the shelf as plainly as can be: only what the tables ask for."""
    with library.writing() as db:
        for title in titles:
            number = db.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()[0]
            db.execute(
                "INSERT INTO articles (number, id, title, title_key, text, source, author, published, sort_day, origin,"
                " added_at, language, changed, content) VALUES (?1, ?2, ?2, ?2, ?3, '', '', NULL, '2026-01-01', ?2,"
                " '2026-01-01T00:00:00+00:00', 'en', ?1, ?2)",
                (number, title, f"The text of {title}."),
            )


def bookmark(userdata: Database, *titles: str) -> None:
    with userdata.writing() as db:
        db.executemany("INSERT INTO bookmarks VALUES (?, '2026-01-01')", [(title,) for title in titles])


def fill(services: Services, articles: Sequence[str], bookmarks: Sequence[str]) -> None:
    add_articles(services.library, *articles)
    bookmark(services.userdata, *bookmarks)


def titles_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return [row[0] for row in db.execute("SELECT title FROM articles ORDER BY number")]


def bookmarks_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return [row[0] for row in db.execute("SELECT article_id FROM bookmarks ORDER BY article_id")]


def state_of(locations: Locations) -> tuple[list[str], list[str]]:
    return titles_in(locations.library_file), bookmarks_in(locations.userdata_file)


def damage(path: Path) -> bytes:
    """Overwrite the file; what was in it."""
    before = path.read_bytes()
    path.write_bytes(b"this was never a database " * 1_000)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return before
