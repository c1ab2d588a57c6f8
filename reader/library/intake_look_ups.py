"""What the library holds of the articles of one batch: looked up in few statements, kept up while they are stored."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.articles.article import ArticleId, ArticleNumber
from reader.articles.resemblance import resemblance, titles_alike
from reader.library.article_rows import Row
from reader.library.stored_text import storable

ALIKE = 0.2  # a changed text at the same place that resembles the old one less is another article
SAME_ADDRESS_ALIKE = 0.5  # the same, of a text of another headline at the same web address


class Held(NamedTuple):
    """An article of the library."""

    number: ArticleNumber
    id: ArticleId
    present: ArticleId  # the id of its present words
    trashed: bool
    url_key: str


class AtPlace(NamedTuple):
    """The article that came from a place when it was read last."""

    number: ArticleNumber
    content: ArticleId


_HELD = "number, id, content, trashed_at IS NOT NULL, url_key"


class LookUps:
    """Within one transaction. Threads: one."""

    def __init__(self, db: sqlite3.Connection, rows: Sequence[Row], places: Sequence[tuple[str, str]]) -> None:
        self._db = db
        self._by_number: dict[ArticleNumber, Held] = {}
        self._by_words: dict[ArticleId, ArticleNumber] = {}
        self._by_url: dict[str, list[ArticleNumber]] = {}
        self._places: dict[tuple[str, str], AtPlace] = {}
        self._find_words([row.content for row in rows])
        self._find_urls({row.url_key for row in rows if row.url_key})
        self._find_places(places)

    def with_words(self, content: ArticleId) -> Held | None:
        """The article that has, or had, these words."""
        number = self._by_words.get(content)
        return None if number is None else self.at(number)

    def at_place(self, path: str, key: str) -> AtPlace | None:
        return self._places.get((path, key)) if path else None

    def before_at(self, place: AtPlace | None, row: Row) -> Held | None:
        """The article that came from this place before, if these words may be a new version of it."""
        if place is None:
            return None
        held = self.at(place.number)
        return held if self._is_alike(held, row, ALIKE) else None

    def with_url(self, row: Row) -> Held | None:
        """The article of this web address, if these words may be a version of it."""
        for number in self._by_url.get(row.url_key, ()) if row.url_key else ():
            held = self.at(number)
            if self._is_alike(held, row, SAME_ADDRESS_ALIKE, same_title=True):
                return held
        return None

    def of_url(self, url_key: str) -> Held | None:
        """The article of this web address; of several the first."""
        numbers = self._by_url.get(url_key)
        return self.at(numbers[0]) if numbers else None

    def length_of(self, held: Held) -> int:
        return int(self._db.execute("SELECT length(text) FROM articles WHERE number = ?", (held.number,)).fetchone()[0])

    def added(self, number: ArticleNumber, row: Row) -> Held:
        held = Held(number, row.content, row.content, False, row.url_key)
        return self._keep(held, row.content)

    def changed(self, held: Held, row: Row) -> Held:
        return self._keep(held._replace(present=row.content, url_key=row.url_key or held.url_key), row.content)

    def keeps(self, held: Held, content: ArticleId) -> None:
        """The article has these words as an older version."""
        self._by_words[content] = held.number

    def complete_url(self, held: Held, row: Row) -> None:
        """The address of an article that had none."""
        if row.url_key and not held.url_key:
            self._db.execute(
                "UPDATE articles SET url = ?, url_key = ? WHERE number = ?", (row.url, row.url_key, held.number)
            )
            self._keep(held._replace(url_key=row.url_key), held.present)

    def at(self, number: ArticleNumber) -> Held:
        held = self._by_number.get(number)
        if held is None:
            row = self._db.execute(f"SELECT {_HELD} FROM articles WHERE number = ?", (number,)).fetchone()
            held = self._by_number[number] = _held(row)
        return held

    def find_urls(self, keys: Iterable[str]) -> None:
        """Look up the articles of more addresses."""
        self._find_urls(set(keys) - self._by_url.keys())

    def _is_alike(self, held: Held, row: Row, least: float, *, same_title: bool = False) -> bool:
        title_key, text = self._db.execute(
            "SELECT title_key, text FROM articles WHERE number = ?", (held.number,)
        ).fetchone()
        if title_key == row.title_key or (not same_title and titles_alike(title_key, row.title_key)):
            return True
        return resemblance(text, row.text) >= least

    def _keep(self, held: Held, content: ArticleId) -> Held:
        self._by_number[held.number] = held
        self._by_words[content] = held.number
        if held.url_key and held.number not in self._by_url.setdefault(held.url_key, []):
            self._by_url[held.url_key].append(held.number)
        return held

    def _find_words(self, contents: Sequence[ArticleId]) -> None:
        asked = json.dumps(contents)
        # the present words count before those an article began with
        for condition in ("id IN (SELECT value FROM json_each(?))",
                          "content IN (SELECT value FROM json_each(?)) AND content <> id"):  # fmt: skip
            for row in self._db.execute(f"SELECT {_HELD} FROM articles WHERE {condition}", (asked,)):
                self._by_number[row[0]] = held = _held(row)
                self._by_words[held.id if condition.startswith("id") else held.present] = held.number
        for content, number in self._db.execute(
            "SELECT content, article FROM versions WHERE content IN (SELECT value FROM json_each(?))", (asked,)
        ):
            self._by_words.setdefault(content, number)

    def _find_urls(self, keys: set[str]) -> None:
        if not keys:
            return
        for key in keys:
            self._by_url.setdefault(key, [])
        for row in self._db.execute(
            f"SELECT {_HELD} FROM articles WHERE url_key IN (SELECT value FROM json_each(?)) AND url_key <> ''"
            " ORDER BY trashed_at IS NOT NULL, number",
            (json.dumps(list(keys)),),
        ):
            held = self._by_number.setdefault(row[0], _held(row))
            self._by_url[held.url_key].append(held.number)

    def _find_places(self, places: Sequence[tuple[str, str]]) -> None:
        asked = json.dumps([(storable(path), key, place) for place, (path, key) in enumerate(places)])
        for place, number, content in self._db.execute(
            "SELECT asked.value ->> 2, places.article, places.content FROM json_each(?) AS asked"
            " CROSS JOIN files ON files.path = asked.value ->> 0"
            " CROSS JOIN places ON places.file = files.number AND places.key = asked.value ->> 1",
            (asked,),
        ):
            self._places[places[place]] = AtPlace(number, content)


def _held(row: Sequence[str]) -> Held:
    return Held(ArticleNumber(int(row[0])), ArticleId(row[1]), ArticleId(row[2]), bool(row[3]), row[4])
