"""Writes articles into their table, with their links: new ones, and new words of those that are there."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from reader.articles.addresses import url_key
from reader.articles.article import ArticleId, ArticleNumber
from reader.articles.folding import fold
from reader.library.families import forget_families
from reader.library.name_writer import NameWriter
from reader.library.revision import NEXT_CHANGE
from reader.library.unnaming import take_names_away


class Draft(Protocol):
    """An article that is to be added: what the importers give."""

    @property
    def id(self) -> ArticleId: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def published(self) -> date | None: ...
    @property
    def links(self) -> tuple[str, ...]: ...
    @property
    def origin(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def url(self) -> str: ...


class Row(NamedTuple):
    """A draft as it is stored, with what it is compared by."""

    content: ArticleId  # the id its words give
    title: str
    title_key: str
    text: str
    source: str
    author: str
    published: str | None
    origin: str
    language: str
    url: str
    url_key: str
    links: tuple[str, ...]


_INSERT = (
    "INSERT INTO articles (id, title, title_key, text, source, author, published, sort_day, origin, added_at, language,"
    " url, url_key, content, changed)"
    f" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?1, {NEXT_CHANGE})"
)
_INSERT_LINK = (
    "INSERT INTO links VALUES (?1, ?2, ?3, ?4, iif(?4 = '', NULL, coalesce("
    "(SELECT min(number) FROM articles WHERE title_key = ?4 AND trashed_at IS NULL AND number <> ?1), "
    "(SELECT min(number) FROM articles WHERE title_key = ?4 AND trashed_at IS NOT NULL AND number <> ?1))))"
)
WITH_WORDS = (  # the article that has the words of this id now
    "SELECT number, id FROM articles WHERE id = ?1 AND content = ?1"
    " UNION ALL SELECT number, id FROM articles WHERE content = ?1 AND content <> id"
)
_REPLACE = (
    "UPDATE articles SET title = ?2, title_key = ?3, text = ?4, content = ?5, version_at = ?6,"
    " source = iif(?7 <> '', ?7, source), author = iif(?8 <> '', ?8, author), published = coalesce(?9, published),"
    " sort_day = coalesce(?9, sort_day), origin = iif(?10 <> '', ?10, origin),"
    " language = iif(?11 <> '', ?11, language), url = iif(?13 <> '', ?12, url),"
    f" url_key = iif(?13 <> '', ?13, url_key), recognized_by = NULL, changed = {NEXT_CHANGE} WHERE number = ?1"
)
_KEEP_WORDS = (
    "INSERT OR REPLACE INTO versions (content, article, title, text, source, author, published, language, links,"
    " came_at, replaced_at) SELECT content, number, title, text, source, author, published, language,"
    " (SELECT json_group_array(title) FROM (SELECT title FROM links WHERE article = ?1 ORDER BY position)),"
    " coalesce(nullif(version_at, ''), added_at), ?2 FROM articles WHERE number = ?1"
)
_KEEP_OLDER = (
    "INSERT OR IGNORE INTO versions (content, article, title, text, source, author, published, language, links,"
    " came_at, replaced_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_VERSION = (
    "SELECT versions.content, versions.title, versions.text, versions.source, versions.author, versions.published,"
    " articles.origin, versions.language, articles.url, articles.url_key, versions.links"
    " FROM versions JOIN articles ON articles.number = article WHERE versions.content = ?"
)


def row_of(draft: Draft) -> Row:
    return Row(
        content=draft.id,
        title=draft.title,
        title_key=fold(draft.title),
        text=draft.text,
        source=draft.source,
        author=draft.author,
        published=draft.published.isoformat() if draft.published else None,
        origin=draft.origin,
        language=draft.language,
        url=draft.url,
        url_key=url_key(draft.url) if draft.url else "",
        links=draft.links,
    )


def insert_article(db: sqlite3.Connection, row: Row, now: str) -> ArticleNumber:
    """Add an article, and resolve links to and from it by equal titles. Nothing with its id may be there."""
    cursor = db.execute(
        _INSERT,
        (
            row.content, row.title, row.title_key, row.text, row.source, row.author, row.published,
            row.published or now[:10], row.origin, now, row.language, row.url, row.url_key,
        ),
    )  # fmt: skip
    assert cursor.lastrowid is not None
    number = ArticleNumber(cursor.lastrowid)
    insert_links(db, number, row.links)
    resolve_links_to(db, number, row.title_key)
    return number


def replace_words(db: sqlite3.Connection, writer: NameWriter, number: ArticleNumber, row: Row, now: str) -> None:
    """The article has new words: the old ones are kept as a version, its names are to be found again.

    Facts stay where the new row says nothing. Links that pointed here still do.
    """
    take_names_away(db, writer, number)
    forget_families(db, [number])
    db.execute("DELETE FROM recognitions WHERE article = ?", (number,))
    db.execute(_KEEP_WORDS, (number, now))
    db.execute("DELETE FROM versions WHERE content = ?", (row.content,))
    db.execute(
        _REPLACE,
        (
            number, row.title, row.title_key, row.text, row.content, now, row.source, row.author, row.published,
            row.origin, row.language, row.url, row.url_key,
        ),
    )  # fmt: skip
    db.execute("DELETE FROM links WHERE article = ?", (number,))
    insert_links(db, number, row.links)
    resolve_links_to(db, number, row.title_key)


def bring_back_words(
    db: sqlite3.Connection, writer: NameWriter, number: ArticleNumber, content: ArticleId, now: str
) -> None:
    """An older version of this article becomes the present one again."""
    _, title, *facts, links = db.execute(_VERSION, (content,)).fetchone()
    text, source, author, published, origin, language, url, url_key_ = facts
    row = Row(
        content, title, fold(title), text, source, author, published, origin, language, url, url_key_,
        tuple(json.loads(links)),
    )  # fmt: skip
    replace_words(db, writer, number, row, now)


def keep_older_words(db: sqlite3.Connection, number: ArticleNumber, row: Row, now: str) -> None:
    """These words are a version of the article, but not to be shown in place of those it has."""
    db.execute(
        _KEEP_OLDER,
        (
            row.content, number, row.title, row.text, row.source, row.author, row.published, row.language,
            json.dumps(row.links, ensure_ascii=False), now, now,
        ),
    )  # fmt: skip


def insert_links(db: sqlite3.Connection, number: ArticleNumber, titles: Iterable[str]) -> None:
    for position, title in enumerate(titles):
        db.execute(_INSERT_LINK, (number, position, title, fold(title)))


def resolve_links_to(db: sqlite3.Connection, number: ArticleNumber, title_key: str) -> None:
    if title_key:
        db.execute(
            "UPDATE links SET target = ?1 WHERE target IS NULL AND title_key = ?2 AND article <> ?1",
            (number, title_key),
        )
