"""Everything the library holds of an article, so that it can leave as a whole and come back (library.sqlite).

What can be found again from the words (names, reprints, the index) is not among it.
"""

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from reader.articles.article import ArticleId, ArticleNumber
from reader.database import Database

_NUMBERS = "(SELECT value FROM json_each(?))"


class WholeVersion(NamedTuple):
    """What an article said before."""

    content: ArticleId  # the id these words give
    title: str
    text: str
    source: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    links: tuple[str, ...] = ()
    came_at: str = ""
    replaced_at: str = ""


class WholePlace(NamedTuple):
    """A file the article was read from."""

    path: str
    key: str = ""  # which of the file's articles; empty where it holds one
    content: ArticleId = ArticleId("")  # the id of the words that stood there
    seen_at: str = ""
    gone_at: str = ""  # when the file was first missed; empty: it was there


class WholeLink(NamedTuple):
    """A line of a "Read also" list."""

    title: str
    target: ArticleId = ArticleId("")  # empty: wanted
    number: ArticleNumber = ArticleNumber(0)  # of the target, in this library; 0: wanted


class WholeArticle(NamedTuple):
    """An article with all that belongs to it. Moments are in ISO 8601, UTC; empty where they are not known."""

    id: ArticleId
    title: str
    text: str
    source: str = ""
    author: str = ""
    published: str = ""
    origin: str = ""
    language: str = ""
    url: str = ""
    added_at: str = ""
    content: ArticleId = ArticleId("")
    version_at: str = ""  # when these words came; empty: when it was added
    trashed_at: str = ""  # empty: not in the trash
    number: ArticleNumber = ArticleNumber(0)  # in this library; 0: in none
    links: tuple[WholeLink, ...] = ()
    versions: tuple[WholeVersion, ...] = ()  # older words, the oldest first
    places: tuple[WholePlace, ...] = ()


class WholeWanted(NamedTuple):
    """An entry of a list of links. `article`: the article that came for it; empty: it is still wanted."""

    key: str
    url: str
    title: str
    marks: str  # JSON, see library/wanted.py
    origin: str
    added_at: str
    article: ArticleId = ArticleId("")


class WholeArticles:
    """Reads articles with all that belongs to them, some hundred at a time. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers(self) -> Sequence[ArticleNumber]:
        """All articles in the order they came, those in the trash included."""
        with self._database.reading() as db:
            rows = db.execute("SELECT number FROM articles ORDER BY number")
            return cast(Sequence[ArticleNumber], array("q", [row[0] for row in rows]))

    def without_trash(self, numbers: Sequence[ArticleNumber]) -> Sequence[ArticleNumber]:
        """Those of these articles that are there and not in the trash, in the same order."""
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT number FROM articles WHERE trashed_at IS NULL AND number IN {_NUMBERS}",
                (json.dumps(list(numbers)),),
            )
            there = {row[0] for row in rows}
        return [number for number in numbers if number in there]

    def ids(self) -> set[ArticleId]:
        """The ids of all articles, those in the trash included."""
        with self._database.reading() as db:
            return {ArticleId(row[0]) for row in db.execute("SELECT id FROM articles")}

    def numbers_of(self, ids: Sequence[ArticleId]) -> list[ArticleNumber]:
        """The numbers of those of these articles that are there, in no order."""
        with self._database.reading() as db:
            rows = db.execute(f"SELECT number FROM articles WHERE id IN {_NUMBERS}", (json.dumps(list(ids)),))
            return [ArticleNumber(row[0]) for row in rows]

    def ids_of(self, numbers: Sequence[ArticleNumber]) -> list[ArticleId]:
        """The ids of these articles in this order; those that are not there are left out."""
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT number, id FROM articles WHERE number IN {_NUMBERS}", (json.dumps(list(numbers)),)
            )
            found = {row[0]: ArticleId(row[1]) for row in rows}
        return [found[number] for number in numbers if number in found]

    def of(self, numbers: Sequence[ArticleNumber]) -> list[WholeArticle]:
        """These articles in this order; those that are not there are left out."""
        wanted = json.dumps(list(numbers))
        with self._database.reading() as db:
            links, versions, places = _links(db, wanted), _versions(db, wanted), _places(db, wanted)
            rows = db.execute(
                "SELECT id, title, text, source, author, coalesce(published, ''), origin, language, url, added_at,"
                f" content, version_at, coalesce(trashed_at, ''), number FROM articles WHERE number IN {_NUMBERS}",
                (wanted,),
            ).fetchall()
        found = {
            row[13]: WholeArticle(*row)._replace(
                links=tuple(links[row[13]]), versions=tuple(versions[row[13]]), places=tuple(places[row[13]])
            )
            for row in rows
        }
        return [found[number] for number in numbers if number in found]

    def wanted(self) -> Iterator[WholeWanted]:
        """The entries of link lists, in the order they came."""
        last = 0
        while True:
            with self._database.reading() as db:
                rows = db.execute(
                    "SELECT wanted.number, key, wanted.url, wanted.title, marks, wanted.origin, wanted.added_at,"
                    " coalesce(articles.id, '') FROM wanted LEFT JOIN articles ON articles.number = article"
                    " WHERE wanted.number > ? ORDER BY wanted.number LIMIT 500",
                    (last,),
                ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            for row in rows:
                yield WholeWanted(*row[1:])


def _links(db: sqlite3.Connection, numbers: str) -> dict[int, list[WholeLink]]:
    found = defaultdict[int, list[WholeLink]](list)
    rows = db.execute(
        "SELECT article, links.title, coalesce(articles.id, ''), coalesce(target, 0) FROM links"
        f" LEFT JOIN articles ON articles.number = target WHERE article IN {_NUMBERS} ORDER BY article, position",
        (numbers,),
    )
    for article, title, target, number in rows:
        found[article].append(WholeLink(title, target, number))
    return found


def _versions(db: sqlite3.Connection, numbers: str) -> dict[int, list[WholeVersion]]:
    found = defaultdict[int, list[WholeVersion]](list)
    rows = db.execute(
        "SELECT article, content, title, text, source, author, coalesce(published, ''), language, links, came_at,"
        f" replaced_at FROM versions WHERE article IN {_NUMBERS} ORDER BY replaced_at, came_at, content",
        (numbers,),
    )
    for article, *row in rows:
        row[7] = tuple(json.loads(row[7]))
        found[article].append(WholeVersion(*row))
    return found


def _places(db: sqlite3.Connection, numbers: str) -> dict[int, list[WholePlace]]:
    found = defaultdict[int, list[WholePlace]](list)
    rows = db.execute(
        "SELECT article, path, key, content, seen_at, coalesce(gone_at, '') FROM places"
        f" JOIN files ON files.number = file WHERE article IN {_NUMBERS} ORDER BY path, key",
        (numbers,),
    )
    for article, *row in rows:
        found[article].append(WholePlace(*row))
    return found
