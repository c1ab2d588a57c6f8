"""Reprints: articles of nearly the same words that belong together (library.sqlite). Derived: can be found again."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.database import Database
from reader.library.shelf import IN_TRASH

NEWEST = (
    12  # articles that share a band are candidates, the newest: what hundreds share is in every article of a source
)
_FAMILIES_OF = "SELECT family FROM articles WHERE number IN (SELECT value FROM json_each(?)) AND family IS NOT NULL"


class Signed(NamedTuple):
    """An article that was looked at: its bands (related/reprints), and the articles it is a reprint of."""

    number: ArticleNumber
    title: str
    text: str
    bands: Sequence[int]
    reprints: Sequence[ArticleNumber] = ()


class Families:
    """Which articles are reprints of one another. What lies in the trash belongs to none. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def members(self, number: ArticleNumber) -> list[ArticleNumber]:
        """All articles of this article's family, itself among them, the first published first; empty: it has none."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT number FROM articles WHERE family = (SELECT family FROM articles WHERE number = ?)"
                " AND family IS NOT NULL AND trashed_at IS NULL ORDER BY sort_day, number",
                (number,),
            ).fetchall()
        return [ArticleNumber(row[0]) for row in rows] if len(rows) > 1 else []

    def map(self, among: Sequence[ArticleNumber] | None = None) -> dict[ArticleNumber, ArticleNumber]:
        """Every article that has reprints -> the first published article of its family. Reads an index only.

        By family, the first published first. `among`: only families to which one of these articles belongs.
        """
        chosen, values = "", tuple[str, ...]()
        if among is not None:
            chosen, values = f" AND family IN ({_FAMILIES_OF})", (json.dumps(list(among)),)
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT number, family FROM articles INDEXED BY articles_by_family"
                f" WHERE family IS NOT NULL{chosen} ORDER BY family, sort_day, number",
                values,
            ).fetchall()
            thrown_away = {row[0] for row in db.execute(IN_TRASH)} if rows else ()
        families: dict[int, list[ArticleNumber]] = {}
        for number, family in rows:
            if number not in thrown_away:
                families.setdefault(family, []).append(ArticleNumber(number))
        return {number: members[0] for members in families.values() if len(members) > 1 for number in members}

    def sizes(self, numbers: Sequence[ArticleNumber]) -> dict[ArticleNumber, int]:
        """How many articles the families of these have, themselves among them; those without family are left out."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT one.number, (SELECT count(*) FROM articles AS other WHERE other.family = one.family"
                " AND other.family IS NOT NULL AND other.trashed_at IS NULL) FROM articles AS one"
                " WHERE one.number IN (SELECT value FROM json_each(?)) AND one.family IS NOT NULL",
                (json.dumps(list(numbers)),),
            )
            return {ArticleNumber(number): size for number, size in rows if size > 1}

    def left_count(self) -> int:
        """How many articles were not looked at yet. Costs next to nothing."""
        with self._database.reading() as db:
            every = db.execute("SELECT count(*) FROM articles").fetchone()[0]
            return int(every) - int(db.execute("SELECT count(*) FROM signatures").fetchone()[0])

    def left(self) -> Sequence[ArticleNumber]:
        """The articles that were not looked at yet, or have new words since, oldest first."""
        with self._database.reading() as db:
            rows = db.execute("SELECT number FROM articles EXCEPT SELECT article FROM signatures ORDER BY 1")
            return [ArticleNumber(row[0]) for row in rows]

    def candidates(self, bands: Iterable[int]) -> dict[int, list[ArticleNumber]]:
        """For each of these bands the newest articles that have it; bands that none has are left out."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT asked.value, (SELECT json_group_array(article) FROM (SELECT article FROM signature_bands"
                " WHERE band = asked.value ORDER BY article DESC LIMIT ?)) AS found"
                " FROM json_each(?) AS asked WHERE found <> '[]'",
                (NEWEST, json.dumps(list(bands))),
            )
            return {band: [ArticleNumber(number) for number in json.loads(found)] for band, found in rows}

    def keep(self, signed: Sequence[Signed]) -> None:
        """Note that these were looked at, and join them to their reprints, in one transaction.

        Those that have other words by now are passed over: they are still left.
        """
        with self._database.writing() as db:
            current = [one for one in signed if _still_says(db, one)]
            db.executemany(
                "INSERT OR REPLACE INTO signatures (article, content, signature)"
                " SELECT number, content, ?2 FROM articles WHERE number = ?1",
                [(one.number, array("q", one.bands).tobytes()) for one in current],
            )
            db.executemany(
                "INSERT OR IGNORE INTO signature_bands (band, article) VALUES (?, ?)",
                sorted((band, one.number) for one in current for band in one.bands),  # quicker in their order
            )
            for one in current:
                for other in one.reprints:
                    _join(db, one.number, other)


def forget_families(db: sqlite3.Connection, numbers: Iterable[ArticleNumber]) -> None:
    """These articles are to be looked at anew, or are deleted: within the caller's transaction."""
    for number in numbers:
        row = db.execute("DELETE FROM signatures WHERE article = ? RETURNING signature", (number,)).fetchone()
        if row is None:
            continue
        db.executemany(
            "DELETE FROM signature_bands WHERE band = ? AND article = ?",
            [(band, number) for band in array("q", row[0])],
        )
        db.execute("UPDATE articles SET family = NULL WHERE number = ? AND family IS NOT NULL", (number,))


def _still_says(db: sqlite3.Connection, one: Signed) -> bool:
    row = db.execute("SELECT title, text FROM articles WHERE number = ?", (one.number,)).fetchone()
    return bool(row == (one.title, one.text))


def _join(db: sqlite3.Connection, one: ArticleNumber, other: ArticleNumber) -> None:
    """Two articles, and whoever is of the family of either, are of one family."""
    families: Mapping[int, int | None] = dict(
        db.execute("SELECT number, family FROM articles WHERE number IN (?, ?)", (one, other))
    )
    if len(families) < 2:
        return  # the other was deleted
    mine, its = families[one], families[other]
    if mine is None or its is None:
        family = (
            mine
            or its
            or db.execute("SELECT coalesce(max(family), 0) + 1 FROM articles WHERE family IS NOT NULL").fetchone()[0]
        )
        db.execute("UPDATE articles SET family = ? WHERE number IN (?, ?)", (family, one, other))
    elif mine != its:
        db.execute("UPDATE articles SET family = ? WHERE family = ?", (min(mine, its), max(mine, its)))
