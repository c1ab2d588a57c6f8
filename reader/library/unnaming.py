"""Takes the names of articles away: those whose words change, and those that go into the trash."""

import sqlite3

from reader.articles.article import ArticleNumber
from reader.library.name_writer import ArticleNames, NameWriter


def take_names_away(db: sqlite3.Connection, writer: NameWriter, number: ArticleNumber) -> None:
    """Nobody is named in it any more, and nothing waits to be linked. Within the caller's transaction, while the
    article still has the words its names were found in."""
    writer.write(ArticleNames(number, ()))
    db.execute("DELETE FROM weak_names WHERE article = ?", (number,))
    db.execute("DELETE FROM corrected_away WHERE article = ?", (number,))
    db.execute("DELETE FROM relinking WHERE article = ?", (number,))
