"""Takes what was read into the library: what is new, what was there, what has new words, what is only wanted.

The order of one batch, which may be broken off anywhere: `take` stores the words (one transaction), then the caller
gives the marks to the reader's data, then `note` writes down that the files are done (one transaction). A file that was
not noted is read again; its articles are found by their words, so nothing is doubled.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from reader.articles.article import ArticleId, ArticleNumber
from reader.database import Database
from reader.library.article_rows import (
    Row,
    bring_back_words,
    insert_article,
    keep_older_words,
    replace_words,
    row_of,
)
from reader.library.importers.draft import NO_MARKS, ImportedArticle, ImportedMarks, WantedArticle
from reader.library.imports import FileResult, Outcome, keep_results
from reader.library.intake_look_ups import Held, LookUps
from reader.library.name_writer import NameWriter
from reader.library.stored_text import storable
from reader.library.wanted import Filled, note_filled
from reader.library.wanted_intake import WantedIntake

IN_TRASH = "It is in the trash."
NOTHING_TO_WANT = "The entry has neither a web address nor a title."
SUMMARY_SHARE = 0.6  # what is shorter than this share of the present words is an extract, not a newer version
LONGEST_KEY = 200  # characters


class Part(NamedTuple):
    """What was read from a file, or some of it where it holds much."""

    path: str  # empty: it is in no file, as what was pasted
    items: Sequence[ImportedArticle | WantedArticle]


class Taken(NamedTuple):
    """What came of one item."""

    path: str
    outcome: Outcome
    id: ArticleId = ArticleId("")  # of the article; empty where it is only wanted
    number: ArticleNumber = ArticleNumber(0)
    key: str = ""  # which of the file's articles
    content: ArticleId = ArticleId("")
    reason: str = ""
    marks: ImportedMarks = NO_MARKS
    replaces: bool = False  # another article came from this place before


class TakenBatch(NamedTuple):
    items: Sequence[Taken]
    filled: Sequence[Filled]  # entries of link lists whose articles have come

    def marks(self) -> list[tuple[ArticleId, ImportedMarks]]:
        """What the reader had made of these articles elsewhere."""
        given = [(one.id, one.marks) for one in self.items if one.id and one.marks != NO_MARKS]
        return given + [(one.article, one.marks) for one in self.filled if one.marks != NO_MARKS]


class ReadFile(NamedTuple):
    """A file as it was when it was read."""

    path: str
    size: int  # -1: it is to be read again, whatever it looks like
    modified_ns: int
    articles: int
    moment: str  # ISO 8601: when reading it began
    problem: str = ""


class Intake:
    """Threads: any; one at a time writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, parts: Iterable[Part]) -> TakenBatch:
        """Store these articles and entries, in one transaction; what came of each, in their order."""
        prepared = [(part.path, [_prepared(item) for item in part.items]) for part in parts]
        with self._database.writing() as db:
            return _Taking(db).take(prepared)

    def note(
        self,
        taken: TakenBatch,
        *,
        files: Sequence[ReadFile] = (),
        begun: Sequence[ReadFile] = (),
        results: Sequence[FileResult] = (),
        number: int = 0,
    ) -> None:
        """Note where the articles came from and which files are done, in one transaction. `begun`: files of which more
        is to come; `number`: the import whose results these are."""
        with self._database.writing() as db:
            _note_files(db, [*(one._replace(size=-1) for one in begun), *files])
            _note_places(db, taken.items, {one.path: one.moment for one in (*begun, *files)})
            note_filled(db, taken.filled)
            if results:
                keep_results(db, number, results)


class _Prepared(NamedTuple):
    item: ImportedArticle | WantedArticle
    row: Row | None  # None: it is only wanted


class _Taking:
    """Within one transaction. Threads: one."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._now = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._writer: NameWriter | None = None

    def take(self, parts: Sequence[tuple[str, Sequence[_Prepared]]]) -> TakenBatch:
        rows = [one.row for _, items in parts for one in items if one.row is not None]
        wanted = [one.item for _, items in parts for one in items if isinstance(one.item, WantedArticle)]
        keys = [
            (path, _place_key(one.item, one.row)) for path, items in parts for one in items
            if path and one.row is not None and isinstance(one.item, ImportedArticle)
        ]  # fmt: skip
        self._held = LookUps(self._db, rows, keys)
        self._wanted = WantedIntake(self._db, rows, wanted, self._held, self._now)
        taken = [self._take(path, one) for path, items in parts for one in items]
        if self._writer is not None:
            self._writer.finish()
        return TakenBatch(taken, self._wanted.filled)

    def _take(self, path: str, one: _Prepared) -> Taken:
        if isinstance(one.item, WantedArticle):
            outcome, article = self._wanted.take(one.item)
            reason = NOTHING_TO_WANT if outcome is Outcome.SKIPPED else ""
            return Taken(path, outcome, article, reason=reason, marks=one.item.marks if article else NO_MARKS)
        row = one.row
        assert row is not None
        key = _place_key(one.item, row)
        outcome, held, replaces = self._article(path, key, row)
        if held.trashed and outcome is not Outcome.ADDED:
            return Taken(
                path, Outcome.SKIPPED, held.id, held.number, key, row.content, IN_TRASH, replaces=replaces
            )  # fmt: skip
        self._wanted.came(row, held)
        return Taken(
            path, outcome, held.id, held.number, key, row.content, marks=one.item.marks, replaces=replaces
        )  # fmt: skip

    def _article(self, path: str, key: str, row: Row) -> tuple[Outcome, Held, bool]:
        """What becomes of these words, the article that has them then, and whether its place was another article's."""
        db, held = self._db, self._held
        same, place = held.with_words(row.content), held.at_place(path, key)
        if same is not None:
            came_back = place is not None and place.number == same.number and place.content != row.content
            if came_back and same.present != row.content:
                bring_back_words(db, self._names(), same.number, row.content, self._now)
                return Outcome.UPDATED, held.changed(same, row), False
            held.complete_url(same, row)
            return Outcome.PRESENT, same, place is not None and place.number != same.number
        before = held.before_at(place, row)
        if before is not None:
            replace_words(db, self._names(), before.number, row, self._now)
            return Outcome.UPDATED, held.changed(before, row), False
        elsewhere = held.with_url(row)
        if elsewhere is not None:
            if len(row.text) < SUMMARY_SHARE * held.length_of(elsewhere):
                keep_older_words(db, elsewhere.number, row, self._now)
                held.keeps(elsewhere, row.content)
                return Outcome.PRESENT, elsewhere, place is not None
            replace_words(db, self._names(), elsewhere.number, row, self._now)
            return Outcome.UPDATED, held.changed(elsewhere, row), place is not None
        number = insert_article(db, row, self._now)
        return Outcome.ADDED, held.added(number, row), place is not None

    def _names(self) -> NameWriter:
        if self._writer is None:
            self._writer = NameWriter(self._db)
        return self._writer


def _place_key(item: ImportedArticle, row: Row) -> str:
    """Which of its file's articles it is; empty for the only one."""
    if item.key:
        return item.key if len(item.key) <= LONGEST_KEY else f"#{sha256(item.key.encode()).hexdigest()}"
    return f"@{row.content}" if item.several else ""


def _prepared(item: ImportedArticle | WantedArticle) -> _Prepared:
    if isinstance(item, WantedArticle):
        return _Prepared(item, None)
    facts = f"{item.origin}{item.source}{item.author}{item.url}{item.key}{''.join(item.links)}"
    try:
        facts.encode()
        if "\0" in item.text or "\0" in item.title:
            return _storable(item)
        return _Prepared(item, row_of(item))
    except UnicodeEncodeError:
        return _storable(item)


def _storable(item: ImportedArticle) -> _Prepared:
    """What was read from a damaged file may hold what cannot be stored."""

    def clean(text: str) -> str:
        return storable(text.replace("\0", ""))

    item = replace(
        item,
        title=clean(item.title) or "?",
        text=clean(item.text),
        source=clean(item.source),
        author=clean(item.author),
        links=tuple(map(clean, item.links)),
        origin=clean(item.origin),
        language=clean(item.language),
        url=clean(item.url),
        key=clean(item.key),
    )
    return _Prepared(item, row_of(item))


def _note_files(db: sqlite3.Connection, files: Iterable[ReadFile]) -> None:
    db.executemany(
        "INSERT INTO files (path, size, modified_ns, articles, read_at, problem) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified_ns = excluded.modified_ns,"
        " articles = excluded.articles, read_at = excluded.read_at, problem = excluded.problem, gone_at = NULL",
        [(storable(one.path), one.size, one.modified_ns, one.articles, one.moment, one.problem) for one in files],
    )


def _note_places(db: sqlite3.Connection, items: Sequence[Taken], moments: dict[str, str]) -> None:
    placed = [one for one in items if one.number and one.path in moments]
    db.executemany(  # what came from there before is remembered as having been there
        "UPDATE OR REPLACE places SET key = '@' || content WHERE file = (SELECT number FROM files WHERE path = ?)"
        " AND key = ? AND article <> ?",
        [(storable(one.path), one.key, one.number) for one in placed if one.replaces],
    )
    db.executemany(
        "INSERT OR REPLACE INTO places (file, key, article, content, seen_at)"
        " SELECT number, ?2, ?3, ?4, ?5 FROM files WHERE path = ?1",
        [(storable(one.path), one.key, one.number, one.content, moments[one.path]) for one in placed],
    )
