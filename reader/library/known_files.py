"""The files that were read before: what they looked like then, so that an unchanged one need not be read again, and
which of them are gone (library.sqlite)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from reader.database import Database
from reader.library.stored_text import storable
from reader.library.watched_folders import below

_FIRST_PAGE, _LARGEST_PAGE = 8, 4_000  # files looked up at once; more, the more of them follow one another
_AT_ONCE = 5_000


class KnownFile(NamedTuple):
    """What is known of a file that was read."""

    number: int
    size: int  # -1: it is to be read again in any case
    modified_ns: int
    problem: str  # why it could not be read; empty: it could
    whole: bool  # all articles it gave are still there
    gone: bool  # it was missed since

    def is_unchanged(self, size: int, modified_ns: int) -> bool:
        return self.size >= 0 and (self.size, self.modified_ns) == (size, modified_ns)


_SELECT = (
    "SELECT path, number, size, modified_ns, problem, articles ="
    " (SELECT count(*) FROM places WHERE file = number AND seen_at = read_at), gone_at IS NOT NULL"
    " FROM files WHERE path >= ? ORDER BY path LIMIT ?"
)


class KnownFiles:
    """Threads: any; what `looking` gives: one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def looking(self) -> "LookingUp":
        """Looks up many files, quickest where they come in the order of their paths."""
        return LookingUp(self._database)

    def are_back(self, numbers: Iterable[int]) -> None:
        """These files were gone, and are there again."""
        with self._database.writing() as db:
            db.executemany("UPDATE files SET gone_at = NULL WHERE number = ?", [(number,) for number in numbers])

    def are_gone(self, numbers: Iterable[int]) -> None:
        """These files are missed from now on; their articles stay."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as db:
            db.executemany(
                "UPDATE files SET gone_at = ? WHERE number = ? AND gone_at IS NULL",
                [(now, number) for number in numbers],
            )

    def unseen(self, folder: str, seen: Collection[int], *, since: str) -> Iterator[tuple[int, str]]:
        """Number and path of the files in this folder, or of this one file, that were neither seen nor read since."""
        after, end = below(folder)
        with self._database.reading() as db:
            itself = db.execute(
                "SELECT number, path FROM files WHERE path = ? AND gone_at IS NULL AND read_at < ?", (folder, since)
            ).fetchall()
        yield from ((number, path) for number, path in itself if number not in seen)
        while True:
            with self._database.reading() as db:
                rows = db.execute(
                    "SELECT number, path FROM files WHERE path > ? AND path < ? AND gone_at IS NULL AND read_at < ?"
                    " ORDER BY path LIMIT ?",
                    (after, end, since, _AT_ONCE),
                ).fetchall()
            yield from ((number, path) for number, path in rows if number not in seen)
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1][1]


class LookingUp:
    """Reads ahead in the table of files. Threads: one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._page: dict[str, KnownFile] = {}
        self._first, self._last = "\U0010ffff", ""  # the page holds whatever is known from the one to the other
        self._size = _FIRST_PAGE

    def at(self, path: str) -> KnownFile | None:
        """What is known of this file; None: nothing, it was never read."""
        path = storable(path)
        if not self._first <= path <= self._last:
            self._size = min(2 * self._size, _LARGEST_PAGE) if path > self._last > self._first else _FIRST_PAGE
            self._load(path)
        return self._page.get(path)

    def _load(self, path: str) -> None:
        with self._database.reading() as db:
            rows = db.execute(_SELECT, (path, self._size)).fetchall()
        self._page = {row[0]: KnownFile(row[1], row[2], row[3], row[4], bool(row[5]), bool(row[6])) for row in rows}
        self._first = path
        self._last = rows[-1][0] if len(rows) == self._size else "\U0010ffff"
