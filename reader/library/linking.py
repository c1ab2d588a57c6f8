"""Who of the library is meant by a name of an article, where the article alone has told what it can (entities/linker).

The rules, in words:

- Equal keys (entities/identity) are one entity: order, hyphens, accents, Arabic articles, middle initials, forms of
  companies and a few transliterations make no difference; "Jr." does. Offices that many countries have, and places that
  share a name, carry their country in the key where the article tells it.
- People of one full name are several where the words beside the name are of realms far apart (sport, arts, all else)
  and the articles of the one realm name hardly anybody whom those of the other name, too (library/namesakes).
- A name that may be short for another (a surname or first name alone, "Bob Keane", an acronym, the beginning of an
  organisation's name) means the entity that fits best by the others the article names for sure, rarer ones more, and by
  roles; if nobody fits clearly better than the next, it is an entity of its own. One single candidate is taken unless
  something speaks against it. Only articles that name somebody in full are evidence, so that no error feeds itself.
- An organisation may be meant by any form that some article gives it ("Leeds" for Leeds United), by its initials, or by
  the beginning of its name, two words at least.

What was decided may change with new articles: the families of names that they touch are noted in the same transaction
(`unsettled`), decided anew at the end (library/settling), and articles whose names then mean somebody else are linked
anew. So the order in which articles come does not matter, and interrupted work is found again.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.articles.article import ArticleId, ArticleNumber
from reader.database import Database
from reader.entities.correcting import Correcting
from reader.entities.mention import EntityId, LinkedMention, Mention
from reader.library.corrected import keep_trace, relink_if_outdated
from reader.library.library_linker import LibraryLinker, Link
from reader.library.name_evidence import ReadEvidence
from reader.library.name_writer import ArticleNames, FoundEntity, NameWriter
from reader.library.recognitions import keep_recognition, note_rules
from reader.library.settling import settle

RULES = "1"  # raise it whenever a change of the linker, or of this, can change to whom a name is linked

EVIDENCE_ARTICLES = 1_000  # as many are stored before evidence is read anew

NO_CORRECTIONS = Correcting()


class ReadArticle(NamedTuple):
    """An article whose names were found, and linked as far as the article itself tells."""

    number: ArticleNumber
    id: ArticleId
    title: str
    text: str
    mentions: tuple[LinkedMention, ...]
    roles: Mapping[EntityId, str] = {}  # words that tell what its persons are
    found: Sequence[Mention] | None = None  # what was recognised; None: it is stored already


class Linking:
    """Links the names of articles across the library, and stores them. Threads: any."""

    rules = RULES  # changes whenever the same recognitions could be linked otherwise

    def __init__(self, database: Database) -> None:
        self._database = database
        self._evidence, self._stored = ReadEvidence(), 0

    def is_unsettled(self) -> bool:
        """Whether new articles may have changed to whom others are to be linked."""
        with self._database.reading() as db:
            return db.execute("SELECT 1 FROM unsettled LIMIT 1").fetchone() is not None

    def link(self, article: ReadArticle, *, correcting: Correcting = NO_CORRECTIONS) -> tuple[LinkedMention, ...]:
        """The names of the article with the entities of the library, corrected. Changes nothing."""
        with self._database.reading() as db:
            linker = LibraryLinker(db)
            mentions, _ = _link(linker, article)
            return correcting.apply(article.id, article.title, article.text, mentions, linker.known)

    def store(
        self, articles: Sequence[ReadArticle], *, recognized_by: str, correcting: Correcting = NO_CORRECTIONS
    ) -> None:
        """Link the names of these articles, correct and store them, in one transaction.

        `recognized_by` is the version of the finder; empty where the articles were only linked anew.
        """
        with self._database.writing() as db:
            linker, writer = LibraryLinker(db, self._recent_evidence(len(articles))), NameWriter(db)
            note_rules(db, self.rules)
            is_new = bool(recognized_by)
            for article in articles:
                if not _has_these_words(db, article):
                    continue
                mentions, link = _link(linker, article)
                shown = correcting.apply(article.id, article.title, article.text, mentions, linker.known)
                writer.write(ArticleNames(article.number, shown, _found(article, shown)))
                _keep_decisions(db, article.number, link)
                is_new |= link.is_new
                keep_recognition(db, article.number, article.found, recognized_by)
                keep_trace(db, article.number, mentions, shown)
            writer.finish(unsettle=is_new)
            relink_if_outdated(db, [article.number for article in articles], correcting.revision)

    def _recent_evidence(self, articles: int) -> ReadEvidence:
        """What was read while the last articles were stored. What is decided by it is settled later."""
        self._stored += articles
        if self._stored > EVIDENCE_ARTICLES:
            self._evidence, self._stored = ReadEvidence(), articles
        return self._evidence

    def settle(self) -> int:
        """Decide anew whatever new articles may have changed; how many articles are to be linked anew for it."""
        return settle(self._database)


def _link(linker: LibraryLinker, article: ReadArticle) -> tuple[tuple[LinkedMention, ...], Link]:
    """The names of the article with the entities of the library, and what was decided."""
    found = {one.entity.id: one.entity for one in article.mentions}
    link = linker.link(article.number, found, article.roles)
    return tuple(one._replace(entity=link.entities[one.entity.id]) for one in article.mentions), link


def _has_these_words(db: sqlite3.Connection, article: ReadArticle) -> bool:
    """Whether it still says this, and is not in the trash: else what was found in it counts no more, nor waits."""
    row = db.execute("SELECT title, text, trashed_at FROM articles WHERE number = ?", (article.number,)).fetchone()
    if row == (article.title, article.text, None):
        return True
    db.execute("DELETE FROM relinking WHERE article = ?", (article.number,))
    return False


def _found(article: ReadArticle, shown: Sequence[LinkedMention]) -> dict[EntityId, FoundEntity]:
    """What was known of the entities that are shown, by where they are named: corrections may have changed them."""
    by_place = {(one.in_title, one.span.start): one.entity.id for one in article.mentions}
    found: dict[EntityId, FoundEntity] = {}
    for one in shown:
        found_as = by_place.get((one.in_title, one.span.start))
        if found_as is not None and one.entity.id not in found:
            found[one.entity.id] = FoundEntity(found_as, article.roles.get(found_as, ""))
    return found


def _keep_decisions(db: sqlite3.Connection, article: ArticleNumber, link: Link) -> None:
    db.execute("DELETE FROM weak_names WHERE article = ?", (article,))
    db.executemany(
        "INSERT OR REPLACE INTO weak_names (family, article, found_as, name, entity) VALUES (?, ?, ?, ?, ?)",
        [(one.family, article, one.found_as, one.name, one.entity) for one in link.weak],
    )
    db.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", [(family,) for family in link.unsure])
