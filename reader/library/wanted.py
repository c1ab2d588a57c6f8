"""Entries of link lists: addresses and titles whose articles are not in the library yet (library.sqlite)."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from reader.articles.article import ArticleId
from reader.database import Database
from reader.library.importers.draft import ImportedHighlight, ImportedMarks

TITLE_PREFIX = "title:"  # keys of entries without an address begin so
DISTINCTIVE_WORDS = 4  # a title of fewer may be that of another article
DISTINCTIVE_LETTERS = 20


class WantedEntry(NamedTuple):
    number: int
    url: str  # empty where only a title is known
    title: str  # empty where only an address is known
    origin: str  # the file it was read from
    added_at: str  # ISO 8601, UTC
    marks: ImportedMarks  # given to the article when it comes
    cited: int  # how many "Read also" lists name this title


class Filled(NamedTuple):
    """An entry whose article has come."""

    number: int
    article: ArticleId
    marks: ImportedMarks


class Wanted:
    """The entries whose articles are still to come. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[WantedEntry]:
        """What is still wanted: what most lists name first, then the newest entry."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT number, url, title, origin, added_at, marks,"
                " (SELECT count(DISTINCT links.article) FROM links WHERE links.target IS NULL"
                " AND links.title_key = wanted.title_key AND wanted.title_key <> '') AS cited"
                " FROM wanted WHERE article IS NULL ORDER BY cited DESC, number DESC"
            ).fetchall()
        return [
            WantedEntry(number, url, title, origin, added_at, unpacked_marks(marks), cited)
            for number, url, title, origin, added_at, marks, cited in rows
        ]

    def count(self) -> int:
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM wanted WHERE article IS NULL").fetchone()[0])

    def forget(self, numbers: Sequence[int]) -> list[tuple[object, ...]]:
        """These are wanted no longer; what `put_back` needs to undo it.

        They come again only if a list is imported that has changed.
        """
        chosen = json.dumps(list(numbers))
        with self._database.writing() as db:
            rows = db.execute(
                "SELECT * FROM wanted WHERE article IS NULL AND number IN (SELECT value FROM json_each(?))", (chosen,)
            ).fetchall()
            db.executemany("DELETE FROM wanted WHERE number = ?", [(row[0],) for row in rows])
        return rows

    def put_back(self, rows: Sequence[tuple[object, ...]]) -> None:
        """Undo `forget`. What came in again meanwhile stays as it is."""
        with self._database.writing() as db:
            db.executemany("INSERT OR IGNORE INTO wanted VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def to_fill(self) -> list[Filled]:
        """Entries whose articles are there, though they are not marked as filled: work that is left."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT wanted.number, articles.id, marks FROM wanted"
                " JOIN articles ON articles.url_key = wanted.key AND articles.url_key <> ''"
                " WHERE wanted.article IS NULL"
                " UNION ALL SELECT wanted.number, min(articles.id), marks FROM wanted"
                " JOIN articles ON articles.title_key = wanted.title_key AND articles.trashed_at IS NULL"
                f" WHERE wanted.article IS NULL AND wanted.key = '{TITLE_PREFIX}' || wanted.title_key"
                " GROUP BY wanted.number"
            ).fetchall()
        return [Filled(number, ArticleId(article), unpacked_marks(marks)) for number, article, marks in rows]

    def fill(self, filled: Iterable[Filled]) -> None:
        """Note that these have come. Their marks must have been given to the articles before."""
        with self._database.writing() as db:
            note_filled(db, filled)


def note_filled(db: sqlite3.Connection, filled: Iterable[Filled]) -> None:
    """As `Wanted.fill`, within the caller's transaction."""
    db.executemany(
        "UPDATE wanted SET article = (SELECT number FROM articles WHERE id = ?) WHERE number = ?",
        [(one.article, one.number) for one in filled],
    )


def is_distinctive(title_key: str) -> bool:
    """Whether an article of this title, folded, is surely the one that is wanted."""
    return len(title_key) >= DISTINCTIVE_LETTERS and title_key.count(" ") + 1 >= DISTINCTIVE_WORDS


def packed_marks(marks: ImportedMarks) -> str:
    """As they are stored: what is usual is left away."""
    stored: dict[str, object] = {}
    if marks.tags:
        stored["tags"] = list(marks.tags)
    if marks.read is not None:
        stored["read"] = marks.read
    if marks.starred:
        stored["starred"] = True
    if marks.note:
        stored["note"] = marks.note
    if marks.highlights:
        stored["highlights"] = [_packed_highlight(one) for one in marks.highlights]
    if marks.saved_at is not None:
        stored["saved_at"] = marks.saved_at.isoformat()
    return json.dumps(stored, separators=(",", ":"))


def unpacked_marks(stored: str) -> ImportedMarks:
    kept = json.loads(stored)
    return ImportedMarks(
        tags=tuple(kept.get("tags", ())),
        read=kept.get("read"),
        starred=kept.get("starred", False),
        note=kept.get("note", ""),
        highlights=tuple(_unpacked_highlight(one) for one in kept.get("highlights", ())),
        saved_at=_moment(kept.get("saved_at")),
    )


def united(one: ImportedMarks, other: ImportedMarks) -> ImportedMarks:
    """Both together: nothing of either is lost, nothing is doubled."""
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    moments = [moment for moment in (one.saved_at, other.saved_at) if moment is not None]
    return ImportedMarks(
        tags=tuple(dict.fromkeys((*one.tags, *other.tags))),
        read=one.read if other.read is None else other.read or bool(one.read),
        starred=one.starred or other.starred,
        note="\n\n".join(notes),
        highlights=tuple(dict.fromkeys((*one.highlights, *other.highlights))),
        saved_at=min(moments, key=datetime.isoformat, default=None),
    )


def _packed_highlight(one: ImportedHighlight) -> dict[str, str]:
    made_at = one.made_at.isoformat() if one.made_at is not None else ""
    kept = one._replace(made_at=None)._asdict() | {"made_at": made_at}
    return {what: value for what, value in kept.items() if value}


def _unpacked_highlight(kept: Mapping[str, str]) -> ImportedHighlight:
    return ImportedHighlight(
        quote=kept.get("quote", ""),
        note=kept.get("note", ""),
        color=kept.get("color", ""),
        prefix=kept.get("prefix", ""),
        suffix=kept.get("suffix", ""),
        made_at=_moment(kept.get("made_at")),
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
