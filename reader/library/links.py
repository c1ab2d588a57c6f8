"""The "Read also" titles of articles, and which articles of the library they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reader.articles.article import ArticleId, ArticleNumber
from reader.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTitle:
    """A title with the article it means. Without a number it is wanted: named, but not in the library."""

    title: str
    number: ArticleNumber | None
    id: ArticleId | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLink:
    """A line of a "Read also" list that no article of the library has as its title."""

    article: ArticleNumber  # whose list it is
    position: int
    title: str
    title_key: str  # the title, folded


class Links:
    """Reads and completes the links of the library. Threads: any."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, number: ArticleNumber) -> list[LinkedTitle]:
        """The article's own list, in its order, with the titles as they stand there."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT links.title, articles.number, articles.id, articles.published FROM links"
                " LEFT JOIN articles ON articles.number = links.target AND trashed_at IS NULL"
                " WHERE article = ? ORDER BY position",
                (number,),
            ).fetchall()
        return [_linked(row) for row in found]

    def to(self, number: ArticleNumber, *, limit: int = 50) -> list[LinkedTitle]:
        """The articles whose lists point here, newest first."""
        with self._database.reading() as db:
            found = db.execute(
                "SELECT DISTINCT articles.title, articles.number, articles.id, articles.published FROM links"
                " JOIN articles ON articles.number = links.article WHERE links.target = ? AND trashed_at IS NULL"
                " ORDER BY articles.sort_day DESC, articles.number LIMIT ?",
                (number, limit),
            ).fetchall()
        return [_linked(row) for row in found]

    def wanted(self) -> list[WantedLink]:
        """Every line whose article is not in the library."""
        with self._database.reading() as db:
            found = db.execute("SELECT article, position, title, title_key FROM links WHERE target IS NULL").fetchall()
        return [
            WantedLink(article=ArticleNumber(row[0]), position=row[1], title=row[2], title_key=row[3]) for row in found
        ]

    def wanted_titles(self) -> list[tuple[str, str, int]]:
        """Each title that no article bears: folded, as it is written somewhere, and in how many lists it stands."""
        with self._database.reading() as db:
            return db.execute(
                "SELECT links.title_key, min(links.title), count(DISTINCT links.article) FROM links"
                " JOIN articles ON articles.number = links.article AND articles.trashed_at IS NULL"
                " WHERE target IS NULL AND links.title_key <> '' GROUP BY links.title_key"
            ).fetchall()

    def resolve(self, found: Iterable[tuple[WantedLink, ArticleNumber]]) -> None:
        """Note which articles these lines mean."""
        with self._database.writing() as db:
            db.executemany(
                "UPDATE links SET target = ? WHERE article = ? AND position = ?",
                [(number, link.article, link.position) for link, number in found],
            )


def _linked(row: Sequence[str]) -> LinkedTitle:
    return LinkedTitle(
        title=row[0],
        number=ArticleNumber(int(row[1])) if row[1] is not None else None,
        id=ArticleId(row[2]) if row[2] is not None else None,
        published=date.fromisoformat(row[3]) if row[3] else None,
    )
