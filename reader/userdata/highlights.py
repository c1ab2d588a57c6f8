"""Highlights: passages the reader marked, with notes on them (userdata.sqlite)."""

import json
import os
from collections.abc import Collection, Iterable, Sequence

from reader.articles.article import ArticleId
from reader.database import Database
from reader.userdata.annotation import Highlight, HighlightColor
from reader.userdata.edit import HIGHLIGHTS, Edit, Row
from reader.userdata.word_filter import may_hold

COLUMNS = ", ".join(HIGHLIGHTS.columns)
_COLORS = frozenset(map(str, HighlightColor))


class Highlights:
    """The marked passages. They may overlap. Nothing is written before the first one.

    Threads: any. Raises ReaderError where the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: ArticleId) -> list[Highlight]:
        """Those of one article, in the order of the text as it was when they were made."""
        return self._found("WHERE article_id = ? ORDER BY start, made_at, id", article_id)

    def of_many(self, ids: Collection[ArticleId]) -> dict[ArticleId, list[Highlight]]:
        """Those of these articles that have any, each as `of` gives them."""
        found: dict[ArticleId, list[Highlight]] = {}
        wanted = "WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY start, made_at, id"
        for each in self._found(wanted, json.dumps(list(ids))):
            found.setdefault(each.article_id, []).append(each)
        return found

    def all(self) -> list[Highlight]:
        """All of them, the newest first."""
        return self._found("ORDER BY made_at DESC, article_id, start DESC, id")

    def perhaps_with(self, words: Sequence[str]) -> list[Highlight]:
        """Those in whose words or note one of these folded words may occur; none that has one is left out."""
        condition, values = may_hold("quote || ' ' || note", words)
        return self._found(f"WHERE {condition}", *values)

    def articles(self, *, noted: bool = False) -> list[ArticleId]:
        """The articles that have a highlight, or one with a note, in no order."""
        if not self._database.exists():
            return []
        only = " WHERE note <> ''" if noted else ""
        with self._database.reading() as db:
            return [ArticleId(row[0]) for row in db.execute(f"SELECT DISTINCT article_id FROM highlights{only}")]

    def get(self, highlight_id: str) -> Highlight | None:
        """The one with this id; None where it is gone."""
        found = self._found("WHERE id = ?", highlight_id)
        return found[0] if found else None

    def among(self, ids: Collection[ArticleId]) -> set[ArticleId]:
        """Those of these articles that have highlights."""
        if not self._database.exists():
            return set()
        with self._database.reading() as db:
            found = db.execute(
                "SELECT DISTINCT article_id FROM highlights WHERE article_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            )
            return {ArticleId(row[0]) for row in found}

    def put(self, edit: Edit, highlights: Iterable[Highlight]) -> list[Highlight]:
        """Within a transaction: keep these as they are given, those without an id as new ones; as they are kept."""
        kept = [each if each.id else each._replace(id=new_id()) for each in highlights]
        kept = [
            each._replace(made_at=each.made_at or edit.now, changed_at=each.changed_at or edit.now) for each in kept
        ]
        edit.put(HIGHLIGHTS, [_row(each) for each in kept])
        return kept

    def remove(self, edit: Edit, highlight_id: str) -> bool:
        """Within a transaction: remove it; whether it was there."""
        return bool(edit.remove(HIGHLIGHTS, [(highlight_id,)]))

    def in_article(self, edit: Edit, article_id: ArticleId) -> list[Highlight]:
        """Within a transaction: those of one article as they are now."""
        return [_highlight(row) for row in edit.where(HIGHLIGHTS, "article_id = ?", [article_id])]

    def in_articles(self, edit: Edit, ids: Collection[ArticleId]) -> dict[ArticleId, list[Highlight]]:
        """Within a transaction: those of these articles that have any."""
        found: dict[ArticleId, list[Highlight]] = {}
        for row in edit.where(HIGHLIGHTS, "article_id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]):
            found.setdefault(ArticleId(str(row[1])), []).append(_highlight(row))
        return found

    def at(self, edit: Edit, highlight_id: str) -> Highlight | None:
        """Within a transaction: the one with this id as it is now."""
        found = edit.where(HIGHLIGHTS, "id = ?", [highlight_id])
        return _highlight(found[0]) if found else None

    def _found(self, condition: str, *values: str) -> list[Highlight]:
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            return [_highlight(row) for row in db.execute(f"SELECT {COLUMNS} FROM highlights {condition}", values)]


def new_id() -> str:
    """A name for a highlight that no other has, in no library."""
    return os.urandom(8).hex()


def _row(one: Highlight) -> Row:
    return (
        one.id, one.article_id, one.quote, one.prefix, one.suffix, one.start, str(one.color), one.note, one.made_at,
        one.changed_at,
    )  # fmt: skip


def _highlight(row: Sequence[str | int]) -> Highlight:
    id_, article_id, quote, prefix, suffix, start, color, note, made_at, changed_at = row
    known = color in _COLORS  # a later version may know more colours
    return Highlight(
        str(id_), ArticleId(str(article_id)), str(quote), str(prefix), str(suffix), int(start),
        HighlightColor(str(color)) if known else HighlightColor.YELLOW, str(note), str(made_at), str(changed_at),
    )  # fmt: skip
