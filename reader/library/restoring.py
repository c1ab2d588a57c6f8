"""Takes back articles that left a library as a whole: with their ids, older words, places and links (library.sqlite).

By union: what the library holds already stays as it is, and is added to. Doing it twice changes nothing.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.articles.addresses import url_key
from reader.articles.article import ArticleId, ArticleNumber
from reader.articles.folding import fold
from reader.database import Database
from reader.library.article_rows import WITH_WORDS, insert_links, resolve_links_to
from reader.library.revision import NEXT_CHANGE
from reader.library.whole_articles import WholeArticle, WholePlace, WholeVersion, WholeWanted

UNKNOWN_SIZE = -1  # of a file that was read in another library: it will be read again


class Restored(NamedTuple):
    """What came of one article."""

    id: ArticleId  # by which the library knows it: another one where it had the same words under another id
    added: bool
    updated: bool  # it was there, and got words it had not


class Restoring:
    """Writes whole articles into a library. Threads: any. Each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def restore(self, articles: Iterable[WholeArticle]) -> list[Restored]:
        """Take these articles back; one for each, in their order. Their links find their targets by `link`."""
        with self._database.writing() as db:
            return [_restore(db, article) for article in articles]

    def link(self, links: Iterable[tuple[ArticleId, Sequence[ArticleId]]]) -> None:
        """What the lines of "Read also" lists mean, when all articles are there; an empty id leaves a line as it is."""
        with self._database.writing() as db:
            db.executemany(
                "UPDATE links SET target = (SELECT number FROM articles WHERE id = ?1)"
                " WHERE article = (SELECT number FROM articles WHERE id = ?2) AND position = ?3"
                " AND EXISTS (SELECT 1 FROM articles WHERE id = ?1)",
                [
                    (target, article, position)
                    for article, targets in links
                    for position, target in enumerate(targets)
                    if target
                ],
            )

    def want(self, entries: Iterable[WholeWanted]) -> int:
        """Take back entries of link lists; how many were not there."""
        added = 0
        with self._database.writing() as db:
            for entry in entries:
                cursor = db.execute(
                    "INSERT OR IGNORE INTO wanted (key, url, title, title_key, marks, origin, added_at, article)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT number FROM articles WHERE id = ?))",
                    (
                        entry.key, entry.url, entry.title, fold(entry.title), entry.marks, entry.origin, entry.added_at,
                        entry.article,
                    ),
                )  # fmt: skip
                added += cursor.rowcount
        return added


def _restore(db: sqlite3.Connection, article: WholeArticle) -> Restored:
    known = _known(db, article)
    if known is None:
        number = _insert(db, article)
        updated = False
        known_id = article.id
    else:
        number, known_id = known
        updated = _keep_words(db, number, _present_words(article))
    for version in article.versions:
        updated |= _keep_words(db, number, version)
    for place in article.places:
        _keep_place(db, number, place)
    added = known is None
    return Restored(known_id, added=added, updated=updated and not added)


def _insert(db: sqlite3.Connection, article: WholeArticle) -> ArticleNumber:
    cursor = db.execute(
        "INSERT INTO articles (id, title, title_key, text, source, author, published, sort_day, origin, added_at,"
        " language, url, url_key, content, version_at, trashed_at, changed)"
        f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {NEXT_CHANGE})",
        (
            article.id, article.title, fold(article.title), article.text, article.source, article.author,
            article.published or None, article.published or article.added_at[:10], article.origin, article.added_at,
            article.language, article.url, url_key(article.url), article.content, article.version_at,
            article.trashed_at or None,
        ),
    )  # fmt: skip
    assert cursor.lastrowid is not None
    number = ArticleNumber(cursor.lastrowid)
    insert_links(db, number, [link.title for link in article.links])
    resolve_links_to(db, number, fold(article.title))
    return number


def _known(db: sqlite3.Connection, article: WholeArticle) -> tuple[ArticleNumber, ArticleId] | None:
    """The article of this id, else the one that has or had the same words."""
    for question, value in (
        ("SELECT number, id FROM articles WHERE id = ?", article.id),
        (WITH_WORDS, article.content),
        (
            "SELECT number, id FROM articles WHERE number = (SELECT article FROM versions WHERE content = ?)",
            article.content,
        ),
    ):
        row = db.execute(question, (value,)).fetchone()
        if row is not None:
            return ArticleNumber(row[0]), ArticleId(row[1])
    return None


def _present_words(article: WholeArticle) -> WholeVersion:
    came_at = article.version_at or article.added_at
    return WholeVersion(
        article.content, article.title, article.text, article.source, article.author, article.published,
        article.language, tuple(link.title for link in article.links), came_at, came_at,
    )  # fmt: skip


def _keep_words(db: sqlite3.Connection, number: int, version: WholeVersion) -> bool:
    """Note these as older words of the article, unless any article says or said the same."""
    cursor = db.execute(
        "INSERT OR IGNORE INTO versions (content, article, title, text, source, author, published, language, links,"
        " came_at, replaced_at) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
        f" WHERE NOT EXISTS ({WITH_WORDS})",
        (
            version.content, number, version.title, version.text, version.source, version.author,
            version.published or None, version.language,
            json.dumps(version.links, ensure_ascii=False, separators=(",", ":")), version.came_at, version.replaced_at,
        ),
    )  # fmt: skip
    return cursor.rowcount > 0


def _keep_place(db: sqlite3.Connection, number: int, place: WholePlace) -> None:
    db.execute(
        "INSERT OR IGNORE INTO files (path, size, modified_ns, articles, read_at, gone_at) VALUES (?, ?, 0, 1, ?, ?)",
        (place.path, UNKNOWN_SIZE, place.seen_at, place.gone_at or None),
    )
    db.execute(
        "INSERT OR IGNORE INTO places SELECT number, ?, ?, ?, ? FROM files WHERE path = ?",
        (place.key, number, place.content, place.seen_at, place.path),
    )
