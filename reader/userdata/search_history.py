"""What was searched for before (userdata.sqlite), so that it need not be typed again."""

from datetime import UTC, datetime

from reader.database import Database

MOST_KEPT = 200  # the newest; what was not used for so long is typed anew as quickly as found
LONGEST_KEPT = 300  # characters; a pasted text is not looked for again


class SearchHistory:
    """The queries that led somewhere, each once. Nothing is written before the first one.

    Threads: any. Raises ReaderError where the file cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, query: str) -> None:
        """This was searched for just now; only the newest `MOST_KEPT` are kept. An empty or very long one is not."""
        query = _tidy(query)
        if not 0 < len(query) <= LONGEST_KEPT or self._database.read_only:
            return
        now = datetime.now(UTC).isoformat(timespec="microseconds")  # two searches in one second have an order
        with self._database.writing() as db:
            db.execute(
                "INSERT INTO searches VALUES (?1, ?2, 1)"
                " ON CONFLICT (query) DO UPDATE SET used_at = ?2, uses = uses + 1",
                (query, now),
            )
            db.execute(
                "DELETE FROM searches WHERE query NOT IN (SELECT query FROM searches ORDER BY used_at DESC LIMIT ?)",
                (MOST_KEPT,),
            )

    def recent(self, limit: int) -> list[str]:
        """The queries used last, the newest first."""
        if not self._database.exists():
            return []
        with self._database.reading() as db:
            found = db.execute("SELECT query FROM searches ORDER BY used_at DESC LIMIT ?", (limit,))
            return [str(row[0]) for row in found]

    def matching(self, text: str, limit: int) -> list[str]:
        """Those that begin with this text, then those that contain it, whatever the case; of each the newest first."""
        wanted = _tidy(text).casefold()
        begin: list[str] = []
        contain: list[str] = []
        for query in self.recent(MOST_KEPT):
            at = query.casefold().find(wanted)
            if at >= 0:
                (contain if at else begin).append(query)
        return (begin + contain)[:limit]

    def forget(self, query: str) -> None:
        """Forget one query; it need not be there."""
        if self._database.exists():
            with self._database.writing() as db:
                db.execute("DELETE FROM searches WHERE query = ?", (_tidy(query),))

    def forget_all(self) -> None:
        """Forget every query; bookmarks, saved searches and what was read stay."""
        if self._database.exists():
            with self._database.writing() as db:
                db.execute("DELETE FROM searches")


def _tidy(query: str) -> str:
    return " ".join(query.split())
