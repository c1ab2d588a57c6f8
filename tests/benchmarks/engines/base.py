"""What every measured engine does, and how it reads the library it indexes."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

READ_AT_ONCE = 1_000
TOP = 50  # articles of an answer
SNIPPETS = 20  # rows of an answer that show a passage
PASSAGE_CHARACTERS = 180


class EngineMissingError(Exception):
    """The engine is not installed here; the message says what is missing."""


class Record(NamedTuple):
    """The fields every engine indexes."""

    number: int
    title: str
    lead: str  # the first paragraph of the text
    text: str
    published: date | None


class Question(NamedTuple):
    """What is asked, before it is put into an engine's own words."""

    kind: str  # "common word", …: what the tables call it
    shape: str  # "words" (all of them), "phrase" or "prefix"
    words: tuple[str, ...]
    order: str = ""  # "title", "newest"; else by relevance


class Engine:
    """One engine over one library, in a process of its own. `load` comes first, `build` or `open` next.

    `query` is what a reader waits for: the text of the query is parsed, the best 50 are found, all matches are counted,
    and title and date of the 50 are there. `snippets` makes the passages of the first 20 of the last query.
    """

    remark = ""  # what is not quite alike here
    sorts = False  # whether it is also asked for orders other than relevance

    def __init__(self, *, library: Path, corpus: Path, place: Path) -> None:
        """`library`: the folder with library.sqlite; `corpus`: the files it was made from; `place`: of the index."""
        self.library, self.corpus, self.place = library, corpus, place

    def load(self) -> None:
        """Import what is needed; not counted.

        Raises:
            EngineMissingError: it is not installed.
        """

    def prepare(self) -> None:
        """What the build needs before; not counted."""
        self.place.mkdir(parents=True)

    def build(self) -> None:
        """Index the whole library, committed."""
        raise NotImplementedError

    def size(self) -> int:
        """Bytes of the index on disk."""
        return folder_size(self.place)

    def open(self) -> None:
        """Open the index for queries."""
        raise NotImplementedError

    def query(self, question: Question) -> int:
        """Answer it; how many articles match."""
        raise NotImplementedError

    def snippets(self) -> int:
        """Passages for the first rows of the last answer; how many characters these have in all."""
        raise NotImplementedError

    def suggestions(self, asked: Sequence[Question]) -> dict[str, Callable[[], object]]:  # noqa: ARG002
        """What only some engines offer, each ready to be measured."""
        return {}

    def start_adding(self) -> None:
        """What all additions need once before; not counted."""

    def prepare_adding(self, records: Sequence[Record]) -> None:
        """What adding these records needs before; not counted."""

    def add(self, records: Sequence[Record]) -> None:
        """Add these articles, with numbers the index has not got, and commit."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of all files."""


def database(library: Path) -> sqlite3.Connection:
    return sqlite3.connect(library / "library.sqlite")


def read_records(library: Path) -> Iterator[Record]:
    """All articles of the library, by number."""
    with closing(database(library)) as db:
        found = db.execute("SELECT number, title, text, published FROM articles ORDER BY number")
        found.arraysize = READ_AT_ONCE
        while rows := found.fetchmany():
            for number, title, text, published in rows:
                yield Record(number, title, text.partition("\n\n")[0], text, _day(published))


def texts_of(db: sqlite3.Connection, numbers: Sequence[int]) -> list[str]:
    """The texts of these articles, in this order, for engines that do not keep them."""
    marks = ",".join("?" * len(numbers))
    found = dict(db.execute(f"SELECT number, text FROM articles WHERE number IN ({marks})", numbers))
    return [found[number] for number in numbers]


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published else None
