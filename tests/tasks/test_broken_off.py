"""An import that is broken off before any of its transactions, and completed by the next start, ends as if it had not
been: nothing is lost, nothing is doubled. (Real processes are killed in tests/stories/test_killed_import.py.)"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.database import Database
from reader.library.importers.draft import ImportedArticle, ImportedItem, ImportedMarks, ReadOptions, WantedArticle
from reader.library.importers.formats import read_file as really_read_file
from reader.locations import locate
from reader.tasks import read_files
from reader.tasks.complete_work import complete_work
from reader.ticket import Ticket
from reader.wiring import Services, build_services

STORY = "The harbour was closed on Monday, because the wind had grown stronger during the night and ships waited."
MARKS = ImportedMarks(tags=("sea", "port"), starred=True, note="Read again.")
MOST_TRANSACTIONS = 60


class BrokenOffError(BaseException):
    """Stands for the end of the process: nobody catches it."""


def read_file(path: Path, options: ReadOptions) -> Iterator[ImportedItem]:
    """Text files as they are; of a collection, what its words say."""
    if path.suffix != ".json":
        yield from really_read_file(path, options)
        return
    for line in path.read_text("utf-8").splitlines():
        key, text = line.split(maxsplit=1)
        url = f"https://example.org/{key}"
        if text == "wanted":
            yield WantedArticle(url=url, title=f"Wanted {key}", origin=str(path), marks=MARKS)
        else:
            yield ImportedArticle(
                title=f"Entry {key}", text=f"{STORY} {text}", url=url, key=key, several=True, marks=MARKS,
                links=("Story 1", "Entry 2"),
            )  # fmt: skip


def write(folder: Path, *, changed: bool) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(4):
        more = " More was told later." if changed and number % 2 else ""
        (folder / f"{number}.txt").write_text(f"Story {number}\n\n{STORY} Number {number}.{more}\n", "utf-8")
    third = "3 It came." if changed else "3 wanted"
    second = "2 Second, and changed." if changed else "2 Second."
    (folder / "all.json").write_text(f"1 First.\n{second}\n{third}\n4 wanted\n", "utf-8")
    if changed:
        (folder / "new.txt").write_text("A new story\n\nWith words of its own.\n", "utf-8")


def complete(services: Services) -> None:
    complete_work(
        shelf=services.shelf, names=services.names, imports=services.imports, search_index=services.search_index,
        import_files=services.import_files, seeds=Path(), with_seeds=False, ticket=Ticket(),
    )  # fmt: skip


QUERIES = (
    "SELECT id, title, text, url_key, content FROM articles ORDER BY 1",
    "SELECT content, text, (SELECT id FROM articles WHERE number = article) FROM versions ORDER BY 1",
    "SELECT path, key, content, (SELECT id FROM articles WHERE number = article) FROM places"
    " JOIN files ON files.number = file ORDER BY 1, 2",
    "SELECT path, size, articles, problem FROM files ORDER BY 1",
    "SELECT key, marks, (SELECT id FROM articles WHERE number = article) FROM wanted ORDER BY 1",
    "SELECT (SELECT id FROM articles WHERE number = article), position, title,"
    " (SELECT id FROM articles WHERE number = target) FROM links ORDER BY 1, 2",
    "SELECT count(*) FROM imports WHERE ended_at IS NULL",
)
MARK_QUERIES = (
    "SELECT article_id, name FROM article_tags JOIN tags ON tags.number = tag ORDER BY 1, 2",
    "SELECT article_id, text FROM notes ORDER BY 1",
    "SELECT article_id FROM bookmarks ORDER BY 1",
)


def state(services: Services) -> list[list[tuple[object, ...]]]:
    found = []
    for database, queries in ((services.library, QUERIES), (services.userdata, MARK_QUERIES)):
        with database.reading() as db:
            found += [db.execute(query).fetchall() for query in queries]
    found.append(sorted((number,) for number in services.search_index.numbers()))
    return found


class Transactions:
    """Breaks off before the transaction of this number, in whichever database; counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.last, self.done = MOST_TRANSACTIONS, 0
        writing, me = Database.writing, self

        @contextmanager
        def breaking(database: Database) -> Iterator[object]:
            with writing(database) as db:
                yield db
                me.done += 1
                if me.done == me.last:
                    raise BrokenOffError  # before it is committed

        monkeypatch.setattr(Database, "writing", breaking)

    def break_off_at(self, last: int) -> None:
        self.last, self.done = last, 0


def test_every_moment_between_two_transactions_is_a_good_one_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_files, "read_file", read_file)
    transactions, archive = Transactions(monkeypatch), tmp_path / "archive"
    states, broken_off = [], 0
    for last in range(MOST_TRANSACTIONS):
        with closing(build_services(locate(tmp_path / f"library {last}"))) as services:
            write(archive, changed=False)
            (archive / "new.txt").unlink(missing_ok=True)
            transactions.break_off_at(MOST_TRANSACTIONS)
            services.import_files([archive], ticket=Ticket())
            write(archive, changed=True)
            transactions.break_off_at(last)  # 0: never
            try:
                services.import_files([archive], ticket=Ticket())
            except BrokenOffError:
                broken_off += 1
            transactions.break_off_at(MOST_TRANSACTIONS)
            complete(services)
            if not services.imports.unfinished() and services.imports.last() < 2:
                services.import_files([archive], ticket=Ticket())  # it was not even noted what to import
            states.append(state(services))
        if last and broken_off < last:
            break  # there were fewer transactions
    assert broken_off >= 7
    for other in states[1:]:
        assert other == states[0]
    assert len(states[0][0]) == 4 + 3 + 1
