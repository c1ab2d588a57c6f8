"""What was read, and how far (userdata.sqlite)."""

from reader.articles.article import ArticleId
from reader.userdata.marks import Marks


class ReadState(Marks):
    """The articles that were read, by id, and the place where reading stopped. Threads: any."""

    TABLE = "read_articles"
    MOMENT = "read_at"

    def position(self, article_id: ArticleId) -> float:
        """How far the article was scrolled when it was last open, 0 to 1."""
        if not self._database.exists():
            return 0.0
        with self._database.reading() as db:
            row = db.execute("SELECT fraction FROM positions WHERE article_id = ?", (article_id,)).fetchone()
        return float(row[0]) if row else 0.0

    def set_position(self, article_id: ArticleId, fraction: float) -> None:
        """Note where reading stopped; without a word that it cannot be noted while a backup is being read."""
        if self.read_only:
            return
        with self._database.writing() as db:
            db.execute(
                "INSERT INTO positions VALUES (?1, ?2) ON CONFLICT (article_id) DO UPDATE SET fraction = ?2",
                (article_id, min(1.0, max(0.0, fraction))),
            )
