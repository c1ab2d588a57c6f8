"""Writes the names of articles, within one transaction, and keeps up what is known of the whole library."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.articles.folding import fold
from reader.entities.identity import key_in, key_of, kind_in
from reader.entities.mention import TITLE_GAP, Entity, EntityId, EntityKind, LinkedMention
from reader.library.library_linker import families_touched, initials_word
from reader.library.revision import NEXT_CHANGE, REVISION

WELL_KNOWN = 8  # an entity of more articles is not looked at anew for each further one


class FoundEntity(NamedTuple):
    """What was known of an entity in one article before corrections."""

    found_as: str = ""  # the entity id the article alone gives
    roles: str = ""  # words that tell what the person is or does


class ArticleNames(NamedTuple):
    """The names of one article as they are to be shown."""

    number: ArticleNumber
    mentions: Sequence[LinkedMention]
    found: Mapping[EntityId, FoundEntity] = {}  # what is known of some of its entities


@dataclass(slots=True)
class _Change:
    """What changed for one entity in this transaction."""

    articles: int = 0
    mentions: int = 0
    days: list[str] = field(default_factory=list)  # of articles that came
    days_gone: list[str] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)


class _Known(NamedTuple):
    """An entity's row."""

    number: int
    kind: str
    name: str
    found_name: str


Row = tuple[int, int, int, int, str]  # start, length, entity, percent, source


class NameWriter:
    """Replaces the names of articles. `finish` must be called before the transaction ends. Threads: one."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[EntityId, _Known] = {}
        self._changes: dict[int, _Change] = {}
        self._renamed: set[int] = set()

    def write(self, names: ArticleNames) -> bool:
        """Replace what is stored of this article; whether anything is different now."""
        db, number = self._db, names.number
        article = db.execute("SELECT title, text, sort_day FROM articles WHERE number = ?", (number,)).fetchone()
        if article is None:
            return False  # it is gone
        title, text, day = article
        rows = [self._row(one, len(title)) for one in names.mentions]
        before: list[Row] = db.execute(
            "SELECT start, length, entity, confidence, source FROM mentions WHERE article = ? ORDER BY start", (number,)
        ).fetchall()
        if rows != before:
            db.execute("DELETE FROM mentions WHERE article = ?", (number,))
            db.executemany("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?)", [(number, *row) for row in rows])
            self._count_forms(title, text, before, rows)
        self._write_entities(names, Counter(row[2] for row in rows), day)
        changed = [row[:3] for row in rows] != [row[:3] for row in before]
        if changed:
            db.execute(f"UPDATE articles SET changed = {NEXT_CHANGE} WHERE number = ?", (number,))
        return changed

    def rename(self, entity: Entity) -> None:
        """If the library knows it, it is called so and is of this kind from now on."""
        if self._db.execute("SELECT 1 FROM entities WHERE id = ?", (entity.id,)).fetchone() is not None:
            self._number(entity)

    def finish(self, *, unsettle: bool = False) -> None:
        """Bring up to date what is counted over the whole library; `unsettle`: new articles were written, which may
        change to whom the names of others are linked."""
        for number, change in self._changes.items():
            self._keep_count(number, change)
            if change.forms:
                self._keep_forms(number, change.forms)
        if unsettle:
            for number in self._changes:
                self._unsettle(number)
        for number in self._renamed:
            _mark_articles_changed(self._db, number)

    def _unsettle(self, number: int) -> None:
        """Short names that may mean this entity are to be decided anew; of what is well known already, nothing is."""
        entity_id, articles = self._db.execute(
            "SELECT id, articles FROM entities WHERE number = ?", (number,)
        ).fetchone()
        if articles <= WELL_KNOWN:
            forms = dict(self._db.execute("SELECT form, mentions FROM entity_forms WHERE entity = ?", (number,)))
            self._db.executemany(
                "INSERT OR IGNORE INTO unsettled SELECT ?1 WHERE EXISTS (SELECT 1 FROM weak_names WHERE family = ?1)",
                [(family,) for family in families_touched(entity_id, forms)],
            )

    def _row(self, mention: LinkedMention, title_length: int) -> Row:
        start = mention.span.start - (title_length + TITLE_GAP if mention.in_title else 0)
        length = mention.span.end - mention.span.start
        return start, length, self._number(mention.entity), round(mention.confidence * 100), str(mention.source)

    def _write_entities(self, names: ArticleNames, counts: Counter[int], day: str) -> None:
        db, number = self._db, names.number
        found = {self._known[entity.id].number: names.found.get(entity.id, FoundEntity()) for entity in
                 {one.entity.id: one.entity for one in names.mentions}.values()}  # fmt: skip
        wanted = {entity: (count, *found[entity]) for entity, count in counts.items()}
        before = {
            row[0]: row[1:]
            for row in db.execute(
                "SELECT entity, mentions, found_as, roles FROM entity_articles WHERE article = ?", (number,)
            )
        }
        for entity in before.keys() - wanted.keys():
            db.execute("DELETE FROM entity_articles WHERE entity = ? AND article = ?", (entity, number))
            change = self._change(entity)
            change.articles -= 1
            change.mentions -= before[entity][0]
            change.days_gone.append(day)
        for entity, row in wanted.items():
            if before.get(entity) == row:
                continue
            db.execute(
                "INSERT OR REPLACE INTO entity_articles (entity, article, mentions, found_as, roles)"
                " VALUES (?, ?, ?, ?, ?)",
                (entity, number, *row),
            )
            change = self._change(entity)
            change.mentions += row[0] - (before[entity][0] if entity in before else 0)
            if entity not in before:
                change.articles += 1
                change.days.append(day)

    def _count_forms(self, title: str, text: str, before: Iterable[Row], after: Iterable[Row]) -> None:
        for rows, sign in ((before, -1), (after, 1)):
            for start, length, entity, *_ in rows:
                at = start + len(title) + TITLE_GAP
                form = title[at : at + length] if start < 0 else text[start : start + length]
                if form := " ".join(form.split()):
                    self._change(entity).forms[form] += sign

    def _change(self, entity: int) -> _Change:
        return self._changes.setdefault(entity, _Change())

    def _number(self, entity: Entity) -> int:
        """The row of this entity, made if it is new, with the kind and the name that are given now."""
        known = self._known.get(entity.id)
        if known is None:
            row = self._db.execute(
                "SELECT number, kind, name, found_name FROM entities WHERE id = ?", (entity.id,)
            ).fetchone()
            known = _Known(*row) if row else self._insert(entity)
        if (known.kind, known.name) != (entity.kind, entity.name):
            self._db.execute(
                "UPDATE entities SET kind = ?, name = ?, name_key = ? WHERE number = ?",
                (entity.kind, entity.name, fold(entity.name), known.number),
            )
            known = known._replace(kind=entity.kind, name=entity.name)
            self._renamed.add(known.number)
            self._change(known.number).forms[entity.name] += 0  # its forms are to be looked at
        self._known[entity.id] = known
        return known.number

    def _insert(self, entity: Entity) -> _Known:
        cursor = self._db.execute(
            "INSERT INTO entities (id, kind, name, name_key, found_name) VALUES (?, ?, ?, ?, ?)",
            (entity.id, entity.kind, entity.name, fold(entity.name), entity.name),
        )
        assert cursor.lastrowid is not None
        return _Known(cursor.lastrowid, entity.kind, entity.name, entity.name)

    def _keep_count(self, number: int, change: _Change) -> None:
        if not change.articles and not change.mentions and not change.days and not change.days_gone:
            return
        first, last = (min(change.days), max(change.days)) if change.days else (None, None)
        self._db.execute(
            "UPDATE entities SET articles = articles + ?1, mentions = mentions + ?2,"
            " first_day = coalesce(min(first_day, ?3), first_day, ?3),"
            " last_day = coalesce(max(last_day, ?4), last_day, ?4)"
            " WHERE number = ?5",
            (change.articles, change.mentions, first, last, number),
        )
        if not change.days_gone:
            return
        days = self._db.execute("SELECT first_day, last_day FROM entities WHERE number = ?", (number,)).fetchone()
        if days[0] in change.days_gone or days[1] in change.days_gone:  # it may have been the only one of that day
            self._db.execute(
                "UPDATE entities SET (first_day, last_day) = (SELECT min(sort_day), max(sort_day) FROM entity_articles"
                " JOIN articles ON articles.number = article WHERE entity = ?1) WHERE number = ?1",
                (number,),
            )

    def _keep_forms(self, number: int, changed: Counter[str]) -> None:
        """Count the forms of an entity; those that occur no more go, and with them their words."""
        db = self._db
        entity_id, name, found_name = db.execute(
            "SELECT id, name, found_name FROM entities WHERE number = ?", (number,)
        ).fetchone()
        counts: dict[str, int] = dict(
            db.execute("SELECT form, mentions FROM entity_forms WHERE entity = ?", (number,)).fetchall()
        )
        words_before = {word for form in counts for word in _words(entity_id, form)}
        stored = dict(counts)
        for form, change in changed.items():
            counts[form] = max(0, counts.get(form, 0) + change)
        best = canonical_name(entity_id, found_name, counts)
        shown = best if name == found_name else name  # what a correction has named stays
        if (shown, best) != (name, found_name):
            db.execute(
                "UPDATE entities SET name = ?, name_key = ?, found_name = ? WHERE number = ?",
                (shown, fold(shown), best, number),
            )
            if shown != name:
                self._renamed.add(number)
        counts = {form: count for form, count in counts.items() if count or form in (shown, best)}
        counts = {shown: 0, best: 0} | counts  # a renamed entity is found by its old name, too
        for form in stored.keys() - counts.keys():
            db.execute("DELETE FROM entity_forms WHERE entity = ? AND form = ?", (number, form))
        for form, count in counts.items():
            if stored.get(form) != count:
                db.execute("INSERT OR REPLACE INTO entity_forms VALUES (?, ?, ?, ?)", (number, form, fold(form), count))
        words = {word for form in counts for word in _words(entity_id, form)}
        db.executemany("DELETE FROM form_words WHERE word = ? AND entity = ?",
                       [(word, number) for word in words_before - words])  # fmt: skip
        db.executemany("INSERT OR IGNORE INTO form_words VALUES (?, ?)", [(word, number) for word in words])


def _words(entity_id: EntityId, form: str) -> list[str]:
    """The words an entity is found by: those of the form, and its initials."""
    words = fold(form).split()
    if entity_id.startswith(EntityKind.ORGANISATION) and len(words) > 1:
        words.append(initials_word(form))
    return words


def canonical_name(entity_id: EntityId, found_name: str, forms: Mapping[str, int]) -> str:
    """How an entity is called: the most frequent of the forms that have its whole name; of equals the longest.

    Forms with the whole name are those with the key of the entity's id: "Gen Nakatani" and "Nakatani Gen", not
    "Nakatani". Forms in capitals count only where there are no others. Where none has the whole name ("Japanese"
    for Japan), and for namesakes that are told apart by an addition, the name it was found under stays.
    """
    kind, key = kind_in(entity_id), key_in(entity_id)
    if entity_id.endswith(")"):
        return found_name
    full = [form for form, count in forms.items() if count > 0 and key_of(kind, form) == key]
    full = [form for form in full if not form.isupper() or len(form) < 7] or full
    if not full:
        return found_name
    return min(full, key=lambda form: (-forms[form], -len(form), form))


def _mark_articles_changed(db: sqlite3.Connection, entity: int) -> None:
    """The entity is called differently: the index is to be told of all its articles."""
    base = db.execute(f"SELECT {REVISION}").fetchone()[0]
    articles = db.execute("SELECT article FROM entity_articles WHERE entity = ? ORDER BY article", (entity,)).fetchall()
    db.executemany(
        "UPDATE articles SET changed = ? WHERE number = ?",
        [(base + place, article) for place, (article,) in enumerate(articles, 1)],
    )
