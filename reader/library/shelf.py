"""The articles we hold, and the "Read also" titles between them (library.sqlite)."""

import json
import os
from array import array
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, cast

from reader.articles.article import Article, ArticleId, ArticleNumber
from reader.database import Database
from reader.errors import ReaderError
from reader.library.revision import REVISION

if TYPE_CHECKING:  # who only reads, as the first paint does, need not load how articles are written
    from reader.library.article_rows import Draft

EXCERPT_CHARACTERS = 400  # what three lines of a wide row can show
NUMBERS_OF_IDS = "SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?))"  # reads an index only
IN_TRASH = "SELECT number FROM articles WHERE trashed_at IS NOT NULL"
ARTICLE_COLUMNS = (
    "number, id, title, text, source, author, published, origin, language, added_at, changed, url,"
    " trashed_at IS NOT NULL"
)


class ShelfOrder(StrEnum):
    """How articles are put in order. Articles without a date of publication stand at the day they were added."""

    NEWEST = "sort_day DESC, number ASC"
    OLDEST = "sort_day ASC, number DESC"  # the exact reverse, so that one index serves both
    TITLE = "title_key ASC, number ASC"


class ShelvedArticle(NamedTuple):
    """An article with its number in this library."""

    number: ArticleNumber
    article: Article
    added: date
    change: int  # the library's change counter when it, or its names, last changed
    trashed: bool = False


class ShelfRow(NamedTuple):
    """The little of an article that a list shows."""

    number: ArticleNumber
    id: ArticleId
    title: str
    source: str
    published: date | None
    added: date
    beginning: str


class ShelfText(NamedTuple):
    """What an article says."""

    title: str
    text: str
    language: str  # ISO 639-1, empty when not known
    id: ArticleId


class ArticleMissingError(ReaderError):
    """Asked for an article the library does not hold."""

    def __init__(self, wanted: object) -> None:
        super().__init__(
            f"There is no article {wanted} in this library.", remedy="List the articles with `readalso list`."
        )


class Shelf:
    """The articles of one library. Their ids come from the words they had first; what lies in the trash is left out.

    Threads: any. Raises ReaderError where the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def library_key(self) -> str:
        """A short random word that tells this library from every other; made on first use."""
        with self._database.reading() as db:
            row = db.execute("SELECT value FROM facts WHERE key = 'library'").fetchone()
        if row is None:
            with self._database.writing() as db:
                db.execute("INSERT OR IGNORE INTO facts VALUES ('library', ?)", (os.urandom(8).hex(),))
                row = db.execute("SELECT value FROM facts WHERE key = 'library'").fetchone()
        return str(row[0])

    def add(self, drafts: "Iterable[Draft]") -> list[ArticleNumber]:
        """Take in those that are not there yet, in one transaction; their numbers, in order.

        Links between all of them, new and old, are resolved where the title is the same but for case, accents and
        punctuation.
        """
        # Deferred: what only reads, as the first paint does, need not load it.
        from reader.library.article_rows import insert_article, row_of

        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        added: list[ArticleNumber] = []
        with self._database.writing() as db:
            for draft in drafts:
                there = db.execute(
                    "SELECT 1 FROM articles WHERE id = ?1"
                    " UNION ALL SELECT 1 FROM articles WHERE content = ?1 AND content <> id"
                    " UNION ALL SELECT 1 FROM versions WHERE content = ?1",
                    (draft.id,),
                ).fetchone()
                if there is None:
                    added.append(insert_article(db, row_of(draft), now))
        return added

    def get(self, article_id: ArticleId) -> ShelvedArticle:
        """The article with this id, in the trash or not.

        Raises:
            ArticleMissingError: there is none.
        """
        return self._one("id", article_id)

    def at(self, number: ArticleNumber) -> ShelvedArticle:
        """The article with this number, in the trash or not.

        Raises:
            ArticleMissingError: there is none.
        """
        return self._one("number", number)

    def count(self) -> int:
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM articles WHERE trashed_at IS NULL").fetchone()[0])

    def newest(self) -> ArticleNumber:
        """The number of the article that was added last; 0 where there is none."""
        with self._database.reading() as db:
            return ArticleNumber(db.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()[0])

    def revision(self) -> int:
        """The change counter: the index is up to date when it has seen all changes up to it. 0: nothing yet."""
        with self._database.reading() as db:
            return int(db.execute(f"SELECT {REVISION}").fetchone()[0])

    def changed_after(self, revision: int, *, limit: int) -> list[ShelvedArticle]:
        """Articles that are new, or changed, or went into the trash, after this revision, the earliest change first."""
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE changed > ? ORDER BY changed LIMIT ?", (revision, limit)
            ).fetchall()
        return [_shelved(row) for row in rows]

    def order(
        self,
        order: ShelfOrder,
        *,
        only: Collection[ArticleId] | None = None,
        without: Collection[ArticleId] = (),
        limit: int = -1,
    ) -> Sequence[ArticleNumber]:
        """The numbers of the articles in this order; `limit` -1 gives all of them."""
        conditions, values = ["trashed_at IS NULL"], []
        if only is not None:
            conditions.append("id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(only)))
        if without:
            conditions.append(f"number NOT IN ({NUMBERS_OF_IDS})")
            values.append(json.dumps(list(without)))
        where = f"WHERE {' AND '.join(conditions)} "
        with self._database.reading() as db:
            found = db.execute(f"SELECT number FROM articles {where}ORDER BY {order.value} LIMIT ?", (*values, limit))
            numbers = array("q", [row[0] for row in found])  # eight bytes an article, not a tuple
        return cast(Sequence[ArticleNumber], numbers)

    def rows(self, numbers: Sequence[ArticleNumber], *, in_trash: bool = False) -> list[ShelfRow]:
        """What a list shows of these articles, in this order; those that are not there are left out.

        `in_trash`: of those that lie in the trash, and of no others.
        """
        with self._database.reading() as db:
            found = db.execute(
                "SELECT number, id, title, source, published, substr(added_at, 1, 10), substr(text, 1, ?)"
                " FROM articles WHERE number IN (SELECT value FROM json_each(?)) AND (trashed_at IS NOT NULL) = ?",
                (EXCERPT_CHARACTERS, json.dumps(list(numbers)), int(in_trash)),
            ).fetchall()
        by_number = {row[0]: row for row in found}
        return [_row(by_number[number]) for number in numbers if number in by_number]

    def texts(self, numbers: Sequence[ArticleNumber]) -> dict[ArticleNumber, ShelfText]:
        """The texts of these articles."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT number, title, text, language, id FROM articles"
                " WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(list(numbers)),),
            )
            return {ArticleNumber(row[0]): ShelfText(*row[1:]) for row in found}

    def numbers_of(self, ids: Collection[ArticleId]) -> list[ArticleNumber]:
        """The numbers of those of these articles that are in the library, in no order."""
        with self._database.reading() as db:
            found = db.execute(f"{NUMBERS_OF_IDS} EXCEPT {IN_TRASH}", (json.dumps(list(ids)),))
            return [ArticleNumber(row[0]) for row in found]

    def ids_of(self, numbers: Sequence[ArticleNumber]) -> list[ArticleId]:
        """The ids of these articles, in their order; those that are not there are left out. The trash counts, too."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT number, id FROM articles WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(list(numbers)),),
            )
            ids = dict(found.fetchall())
        return [ArticleId(ids[number]) for number in numbers if number in ids]

    def with_links(self) -> list[ArticleNumber]:
        """The articles that have a "Read also" list of their own, in no order."""
        with self._database.reading() as db:
            found = db.execute(f"SELECT article FROM links EXCEPT {IN_TRASH}")
            return [ArticleNumber(row[0]) for row in found]

    def titles(self) -> list[tuple[ArticleNumber, str]]:
        """Number and folded title of every article."""
        with self._database.reading() as db:
            found = db.execute("SELECT number, title_key FROM articles WHERE trashed_at IS NULL")
            return [(ArticleNumber(row[0]), row[1]) for row in found]

    def _one(self, column: str, value: object) -> ShelvedArticle:
        with self._database.reading() as db:
            row = db.execute(f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE {column} = ?", (value,)).fetchone()
            if row is None:
                raise ArticleMissingError(value)
            links = db.execute("SELECT title FROM links WHERE article = ? ORDER BY position", (row[0],))
            return _shelved(row, links=tuple(link[0] for link in links))


def _shelved(row: Sequence[str], *, links: tuple[str, ...] = ()) -> ShelvedArticle:
    return ShelvedArticle(
        number=ArticleNumber(int(row[0])),
        article=_article(row, links=links),
        added=date.fromisoformat(row[9][:10]),
        change=int(row[10]),
        trashed=bool(row[12]),
    )


def _article(row: Sequence[str], *, links: tuple[str, ...] = ()) -> Article:
    return Article(
        id=ArticleId(row[1]),
        title=row[2],
        text=row[3],
        source=row[4],
        author=row[5],
        published=date.fromisoformat(row[6]) if row[6] else None,
        origin=row[7],
        language=row[8],
        url=row[11],
        links=links,
    )


def _row(row: Sequence[str]) -> ShelfRow:
    return ShelfRow(
        number=ArticleNumber(int(row[0])),
        id=ArticleId(row[1]),
        title=row[2],
        source=row[3],
        published=date.fromisoformat(row[4]) if row[4] else None,
        added=date.fromisoformat(row[5]),
        beginning=row[6],
    )
