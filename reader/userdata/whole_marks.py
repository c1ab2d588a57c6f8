"""Everything the reader made of articles, so that it can leave as a whole and come back (userdata.sqlite)."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reader.articles.article import ArticleId
from reader.articles.folding import fold_label
from reader.database import Database
from reader.entities.correction import Correction
from reader.userdata.annotation import Highlight, HighlightColor, Note, Tag, TagColor
from reader.userdata.corrections import COLUMNS as CORRECTION_COLUMNS

_IDS = "(SELECT value FROM json_each(?))"
_COLORS = {str(color): color for color in TagColor}
_HIGHLIGHT_COLORS = {str(color): color for color in HighlightColor}


class MarksOf(NamedTuple):
    """What the reader made of one article. Moments are in ISO 8601, UTC; empty: not so."""

    article_id: ArticleId
    bookmarked_at: str = ""
    read_at: str = ""
    position: float | None = None  # how far it was read, 0 to 1; None: never open
    tags: tuple[tuple[str, str], ...] = ()  # names, and since when; by name
    note: Note | None = None
    highlights: tuple[Highlight, ...] = ()  # in the order of the text


class SearchKept(NamedTuple):
    """A saved search without what belongs to one library."""

    name: str
    query: str
    saved_at: str


class WholeMarks:
    """Reads and takes back what the reader made. Threads: any.

    Taking back is by union: nothing that is there is taken away or changed, and doing it twice changes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, ids: Sequence[ArticleId]) -> Mapping[ArticleId, MarksOf]:
        """The marks of these articles; one without any is left out."""
        if not self._database.exists():
            return {}
        wanted = json.dumps(list(ids))
        with self._database.reading() as db:
            bookmarks = _moments(db, "SELECT article_id, added_at FROM bookmarks", wanted)
            read = _moments(db, "SELECT article_id, read_at FROM read_articles", wanted)
            positions = {
                row[0]: float(row[1]) for row in _rows(db, "SELECT article_id, fraction FROM positions", wanted)
            }
            notes = {
                row[0]: Note(*row)
                for row in _rows(db, "SELECT article_id, text, made_at, changed_at FROM notes", wanted)
            }
            tags = _tags(db, wanted)
            highlights = _highlights(db, wanted)
        marked = {*bookmarks, *read, *positions, *notes, *tags, *highlights}
        return {
            each: MarksOf(
                each,
                bookmarks.get(each, ""),
                read.get(each, ""),
                positions.get(each),
                tuple(tags.get(each, ())),
                notes.get(each),
                tuple(highlights.get(each, ())),
            )
            for each in marked
        }

    def ids(self) -> set[ArticleId]:
        """The articles that have any mark; not all of them need be in the library."""
        if not self._database.exists():
            return set()
        tables = ("bookmarks", "read_articles", "positions", "notes", "article_tags", "highlights")
        with self._database.reading() as db:
            rows = db.execute(" UNION ".join(f"SELECT article_id FROM {table}" for table in tables))
            return {ArticleId(row[0]) for row in rows}

    def tags(self) -> list[Tag]:
        """All tags, by name, those without articles, too."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            rows = db.execute("SELECT number, name, color FROM tags ORDER BY name_key").fetchall()
        return [Tag(row[0], row[1], _COLORS.get(row[2])) for row in rows]

    def tags_of(self, ids: Sequence[ArticleId]) -> set[str]:
        """The names of the tags that any of these articles has."""
        if not self._database.exists():
            return set()
        with self._database.reading() as db:
            rows = _rows(db, "SELECT DISTINCT name FROM article_tags JOIN tags ON number = tag", json.dumps(list(ids)))
        return {row[0] for row in rows}

    def searches(self) -> list[SearchKept]:
        """The saved searches in their order."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            rows = db.execute("SELECT name, query, saved_at FROM saved_searches ORDER BY position, number").fetchall()
        return [SearchKept(*row) for row in rows]

    def take(self, marks: Iterable[MarksOf]) -> None:
        """Add these marks to what there is, in one transaction."""
        marks = [one for one in marks if one != MarksOf(one.article_id)]
        if not marks:
            return
        with self._database.writing() as db:
            for one in marks:
                _take(db, one)

    def take_tags(self, tags: Iterable[Tag]) -> None:
        """Make the tags that are not there; one that is there without a colour gets this one."""
        tags = list(tags)
        if not tags:
            return
        with self._database.writing() as db:
            for tag in tags:
                db.execute(
                    "INSERT INTO tags (name, name_key, color) VALUES (?1, ?2, ?3) ON CONFLICT (name_key)"
                    " DO UPDATE SET color = ?3 WHERE color = ''",
                    (tag.name, fold_label(tag.name), tag.color or ""),
                )

    def take_searches(self, searches: Iterable[SearchKept]) -> None:
        """Add the saved searches that are not there at the end of the list."""
        searches = list(searches)
        if not searches:
            return
        with self._database.writing() as db:
            for one in searches:
                db.execute(
                    "INSERT INTO saved_searches (name, query, position, library, seen, saved_at)"
                    " SELECT ?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM saved_searches), '', 0, ?3"
                    " WHERE NOT EXISTS (SELECT 1 FROM saved_searches WHERE query = ?2)",
                    one,
                )

    def take_corrections(self, corrections: Iterable[Correction]) -> None:
        """Add the corrections that are not there behind the others, in this order and with the time they were made."""
        corrections = list(corrections)
        if not corrections:
            return
        columns = CORRECTION_COLUMNS.removeprefix("number, ")
        same = " AND ".join(f"{column} = ?" for column in columns.split(", "))
        marks = ", ".join("?" * len(columns.split(", ")))
        with self._database.writing() as db:
            for one in corrections:
                values = (
                    one.made_at, str(one.action), one.entity_id, one.entity_name, one.article_id, one.form, one.to_id,
                    one.to_name, str(one.to_kind or ""),
                )  # fmt: skip
                db.execute(
                    f"INSERT INTO corrections ({columns}) SELECT {marks}"
                    f" WHERE NOT EXISTS (SELECT 1 FROM corrections WHERE {same})",
                    values * 2,
                )


def _rows(db: sqlite3.Connection, question: str, ids: str) -> list[tuple[Any, ...]]:
    return db.execute(f"{question} WHERE article_id IN {_IDS}", (ids,)).fetchall()


def _moments(db: sqlite3.Connection, question: str, ids: str) -> dict[ArticleId, str]:
    return {row[0]: row[1] for row in _rows(db, question, ids)}


def _tags(db: sqlite3.Connection, ids: str) -> dict[ArticleId, list[tuple[str, str]]]:
    found: dict[ArticleId, list[tuple[str, str]]] = {}
    rows = db.execute(
        f"SELECT article_id, name, added_at FROM article_tags JOIN tags ON number = tag WHERE article_id IN {_IDS}"
        " ORDER BY name_key",
        (ids,),
    )
    for article_id, name, added_at in rows:
        found.setdefault(article_id, []).append((name, added_at))
    return found


def _highlights(db: sqlite3.Connection, ids: str) -> dict[ArticleId, list[Highlight]]:
    found: dict[ArticleId, list[Highlight]] = {}
    rows = db.execute(
        "SELECT id, article_id, quote, prefix, suffix, start, color, note, made_at, changed_at FROM highlights"
        f" WHERE article_id IN {_IDS} ORDER BY article_id, start, id",
        (ids,),
    )
    for row in rows:
        one = Highlight(*row)
        color = _HIGHLIGHT_COLORS.get(one.color, HighlightColor.YELLOW)
        found.setdefault(one.article_id, []).append(one._replace(color=color))
    return found


def _take(db: sqlite3.Connection, one: MarksOf) -> None:
    article = one.article_id
    if one.bookmarked_at:
        db.execute("INSERT OR IGNORE INTO bookmarks VALUES (?, ?)", (article, one.bookmarked_at))
    if one.read_at:
        db.execute("INSERT OR IGNORE INTO read_articles VALUES (?, ?)", (article, one.read_at))
    if one.position is not None:
        db.execute("INSERT OR IGNORE INTO positions VALUES (?, ?)", (article, min(1.0, max(0.0, one.position))))
    for name, added_at in one.tags:
        key = fold_label(name)
        db.execute("INSERT OR IGNORE INTO tags (name, name_key) VALUES (?, ?)", (name, key))
        db.execute(
            "INSERT OR IGNORE INTO article_tags SELECT ?, number, ? FROM tags WHERE name_key = ?",
            (article, added_at, key),
        )
    if one.note is not None and one.note.text:
        _take_note(db, article, one.note)
    for each in one.highlights:
        db.execute(
            "INSERT INTO highlights SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM highlights"
            " WHERE id = ?1 OR (article_id = ?2 AND quote = ?3 AND prefix = ?4 AND note = ?8))",
            each._replace(article_id=article, color=HighlightColor(each.color)),
        )


def _take_note(db: sqlite3.Connection, article: ArticleId, note: Note) -> None:
    """Two notes on one article become one: the words that are new are put behind those that are there."""
    there = db.execute("SELECT text FROM notes WHERE article_id = ?", (article,)).fetchone()
    if there is None:
        db.execute("INSERT INTO notes VALUES (?, ?, ?, ?)", (article, note.text, note.made_at, note.changed_at))
    elif note.text not in there[0]:
        db.execute(
            "UPDATE notes SET text = ?, changed_at = max(changed_at, ?) WHERE article_id = ?",
            (f"{there[0]}\n\n{note.text}", note.changed_at, article),
        )
