"""Which entity of the library is meant by a name of an article, as the article alone links it."""

import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.articles.folding import fold
from reader.entities.correction_targets import kind_of
from reader.entities.identity import (
    full_first_name,
    has_initials,
    is_acronym,
    key_in,
    kind_in,
    long_person_key,
    organisation_key,
    person_words,
)
from reader.entities.linking_bodies import is_generic
from reader.entities.mention import Entity, EntityId, EntityKind
from reader.entities.short_forms import is_short_organisation, is_surname_of
from reader.library.name_evidence import Evidence, Occurrence, ReadEvidence, best_of

MOST_CANDIDATES = 12  # of everybody called Kim, those in most articles are compared
LEAST_FIT = 0.3  # so much must speak for one of several; the next best must be as much behind
LEAST_AHEAD = 0.3
LEAST_ALONE = 0.0  # where there is only one, nothing may speak against it
_PARTICLES = frozenset("van von der den de da do dos del della di bin ibn abu ten ter la le al el".split())
# In an article, or in one but for a correction: the surname of somebody who was merged or hidden is theirs still.
_NAMED = "(+articles > 0 OR EXISTS (SELECT 1 FROM corrected_away WHERE corrected_away.entity = entities.id))"
_SHORT = 2  # words of an organisation's name that may be short for a longer one


class _Known(NamedTuple):
    """An entity's row."""

    number: int
    found_name: str


class Weak(NamedTuple):
    """A name whose entity depends on what else is in the library."""

    family: str  # the names that are decided together
    found_as: EntityId
    name: str  # what the article alone calls it; empty for a namesake, who is named in full
    entity: EntityId  # what was decided


class Link(NamedTuple):
    """What was decided of the names of an article."""

    entities: dict[EntityId, Entity]  # what the article alone tells -> the entity of the library, not corrected
    weak: list[Weak]
    unsure: list[str]  # families to be settled: decided by old evidence, or somebody of another field has the name
    is_new: bool  # nothing was decided of the article's names before


class LibraryLinker:
    """Decides, and changes nothing. Threads: one, within one transaction."""

    def __init__(self, db: sqlite3.Connection, known: ReadEvidence | None = None) -> None:
        """`known` is evidence that may be a little old; without it everything is read anew."""
        self._db = db
        self._evidence = Evidence(db, known)
        self._rows: dict[EntityId, _Known | None] = {}
        self._short_for: dict[tuple[EntityId, str], dict[EntityId, int]] = {}
        self._of_one_name: dict[EntityId, dict[EntityId, int]] = {}

    def link(self, article: ArticleNumber, found: Mapping[EntityId, Entity], roles: Mapping[EntityId, str]) -> Link:
        """The entities of the library for those that the article alone tells of."""
        families = {one: family_of(one, entity.name) for one, entity in found.items()}
        decided = {one: one for one, entity in found.items() if self.is_sure(one, entity.name)}
        beside = self._numbers(decided)
        told, parted = self._decided_before(article)
        weak = [Weak(namesakes_of(one), one, "", which) for one, which in parted.items() if one in found]
        unsure: list[str] = []
        for one, entity in found.items():
            occurrence = Occurrence(article, beside, roles.get(one, ""))
            if family := families[one]:
                decided[one] = told.get(one) or self.decide(one, entity.name, occurrence)
                if one in parted and decided[one].partition(" (")[0] == one:
                    decided[one] = parted[one]
                weak.append(Weak(family, one, entity.name, decided[one]))
                if one not in told and self._candidates(one, entity.name):
                    unsure.append(family)
            elif kind_in(one) is EntityKind.PERSON:  # organisations sponsor teams and sue singers
                decided[one] = parted.get(one) or self.namesake(one, occurrence)
                if one not in parted and decided[one] != one:
                    weak.append(Weak(namesakes_of(one), one, "", decided[one]))
            if self._is_suspect(one, decided[one], occurrence.roles):
                unsure.append(namesakes_of(one))
        entities = {one: self._entity(decided[one], entity) for one, entity in found.items()}
        return Link(entities, weak, unsure, is_new=not told and not parted)

    def _is_suspect(self, found_as: EntityId, decided: EntityId, roles: str) -> bool:
        """Whether somebody of another realm than so far has this full name."""
        row = self._row(decided) if kind_in(found_as) is EntityKind.PERSON and decided == found_as else None
        return row is not None and self._evidence.is_apart(roles, row.number)

    def known(self, entity_id: EntityId) -> Entity | None:
        """What the library calls an entity where nothing is corrected."""
        row = self._row(entity_id)
        return Entity(entity_id, kind_of(entity_id), row.found_name) if row else None

    def is_sure(self, found_as: EntityId, name: str) -> bool:
        """Whether the article alone tells who is meant: the name is whole, or short for nothing in the library."""
        if not family_of(found_as, name):
            return True
        return kind_in(found_as) is not EntityKind.PERSON and not self._candidates(found_as, name)

    def decide(self, found_as: EntityId, name: str, occurrence: Occurrence) -> EntityId:
        """Whom a surname, an acronym or another short form means; itself where nobody fits clearly."""
        candidates = self._candidates(found_as, name)
        if not candidates:
            return self.namesake(found_as, occurrence)
        fits = {one: self._evidence.fit(occurrence, number) for one, number in candidates.items()}
        alone = len(fits) == 1
        best = best_of(fits, least=LEAST_ALONE if alone else LEAST_FIT, ahead=LEAST_AHEAD)
        return best or self.namesake(found_as, occurrence)

    def namesake(self, found_as: EntityId, occurrence: Occurrence) -> EntityId:
        """Which of those with this full name is meant: usually there is only one."""
        variants = self._variants(found_as)
        if not variants:
            return found_as
        base = self._row(found_as)
        numbers = {**({found_as: base.number} if base else {}), **variants}
        fits = {one: self._evidence.fit(occurrence, number) for one, number in numbers.items()}
        return max(fits, key=lambda one: (fits[one], one == found_as, one))

    def _candidates(self, found_as: EntityId, name: str) -> dict[EntityId, int]:
        """Entities with a fuller name that this one may be short for -> their numbers."""
        if (found_as, name) not in self._short_for:
            self._short_for[found_as, name] = self._find_candidates(found_as, name)
        return self._short_for[found_as, name]

    def _find_candidates(self, found_as: EntityId, name: str) -> dict[EntityId, int]:
        kind = kind_in(found_as)
        if kind is EntityKind.PERSON:
            return self._persons(found_as, name)
        if is_generic(name):
            return self._variants(found_as)
        rows = self._db.execute(
            "SELECT id, number, found_name, articles FROM entities"
            f" WHERE +kind = ?1 AND {_NAMED} AND id <> ?2 AND number IN"
            " (SELECT entity FROM entity_forms WHERE form_key = ?3"
            "  UNION SELECT entity FROM form_words WHERE word = ?3"
            "  UNION SELECT number FROM entities WHERE kind = ?1 AND name_key BETWEEN ?3 || ' ' AND ?3 || ' {')"
            " ORDER BY articles DESC, id LIMIT ?4",
            (kind, found_as, fold(name), MOST_CANDIDATES),
        ).fetchall()
        forms = {
            row[0]
            for row in self._db.execute(
                "SELECT entity FROM entity_forms WHERE form_key = ? AND mentions > 0", (fold(name),)
            )
        }
        fuller = [
            row
            for row in rows
            if key_in(EntityId(row[0])) != key_in(found_as)
            and (row[1] in forms or (kind is EntityKind.ORGANISATION and _may_be_called(row[2], name)))
        ]
        shown = [row for row in fuller if row[3]] or fuller
        return {EntityId(row[0]): row[1] for row in shown}

    def _persons(self, found_as: EntityId, name: str) -> dict[EntityId, int]:
        words = person_words(name)
        asked = {words[-1], words[0], full_first_name(words[0])} if len(words) == 1 else {words[-1]}
        rows = self._db.execute(
            # "+" keeps the database from reading all persons in their order
            "SELECT id, number, articles, found_name, EXISTS (SELECT 1 FROM entity_forms WHERE entity = number AND"
            " form_key = ? AND entity_forms.mentions > 0) FROM entities"
            " WHERE number IN (SELECT entity FROM form_words WHERE word IN"
            f" (SELECT value FROM json_each(?))) AND +kind = 'person' AND {_NAMED} AND id <> ?"
            " ORDER BY articles DESC, id LIMIT ?",
            (fold(name), json.dumps(sorted(asked)), found_as, 4 * MOST_CANDIDATES),
        ).fetchall()
        # a first name alone means somebody only whom some article calls so
        fuller = [
            row
            for row in rows
            if _is_fuller(key_in(EntityId(row[0])), words, name)
            and (len(words) > 1 or row[4] or is_surname_of(words[0], row[3]))
        ]
        shown = [row for row in fuller if row[2]] or fuller  # who was corrected away counts where there is nobody else
        return {EntityId(row[0]): row[1] for row in shown[:MOST_CANDIDATES]}

    def _variants(self, found_as: EntityId) -> dict[EntityId, int]:
        """Those that are told apart from an entity by an addition."""
        if found_as not in self._of_one_name:
            self._of_one_name[found_as] = variants_of(self._db, found_as)
        return self._of_one_name[found_as]

    def _decided_before(self, article: ArticleNumber) -> tuple[dict[EntityId, EntityId], dict[EntityId, EntityId]]:
        """What was decided of the short names, and of the namesakes, of this article; it stands until it is settled."""
        told: tuple[dict[EntityId, EntityId], dict[EntityId, EntityId]] = ({}, {})
        for one, name, which in self._db.execute(
            "SELECT found_as, name, entity FROM weak_names WHERE article = ?", (article,)
        ):
            told[not name][EntityId(one)] = EntityId(which)
        return told

    def _numbers(self, ids: Mapping[EntityId, object]) -> frozenset[int]:
        rows = (self._row(one) for one in ids)
        return frozenset(row.number for row in rows if row is not None)

    def _row(self, entity_id: EntityId) -> _Known | None:
        known = self._rows.get(entity_id)
        if known is None:
            row = self._db.execute("SELECT number, found_name FROM entities WHERE id = ?", (entity_id,)).fetchone()
            known = self._rows[entity_id] = _Known(*row) if row else None
        return known

    def _entity(self, decided: EntityId, found: Entity) -> Entity:
        row = self._row(decided)
        if row is not None:
            return Entity(decided, kind_of(decided), row.found_name, found.aliases)
        if decided == found.id:
            return found
        addition = decided.rpartition(" (")[2].removesuffix(")")
        return Entity(decided, found.kind, f"{found.name} ({addition})", found.aliases)


def namesakes_of(found_as: EntityId) -> str:
    """The family of all who have this full name."""
    return f"={found_as}"


def variants_of(db: sqlite3.Connection, base: EntityId) -> dict[EntityId, int]:
    """Those that are told apart from an entity by an addition -> their numbers."""
    rows = db.execute(
        "SELECT id, number FROM entities WHERE id BETWEEN ? AND ? AND articles > 0", (f"{base} (", f"{base} )")
    )
    return {EntityId(row[0]): row[1] for row in rows}


def family_of(found_as: EntityId, name: str) -> str:
    """The names that are decided together with this one, if it may be short for another; else empty."""
    kind = kind_in(found_as)
    if kind is EntityKind.PERSON:
        words = person_words(name)
        is_part = (
            len(words) == 1
            or len(name.split()) == 1
            or words[0] in _PARTICLES
            or long_person_key(name) != key_in(found_as)
        )
        is_part = is_part or any(len(word) == 1 for word in words)
        return f"{kind}:{words[-1]}" if is_part else ""
    if kind is EntityKind.PLACE or found_as.endswith(")"):
        return ""
    if kind is EntityKind.ORGANISATION and is_generic(name):
        return str(found_as)
    return f"{kind}:{fold(name)}" if len(name.split()) <= _SHORT else ""


def families_touched(entity_id: EntityId, forms: Mapping[str, int]) -> set[str]:
    """The families for whose names an entity with these forms is a candidate."""
    kind = kind_of(entity_id)
    families = {f"{kind}:{key_in(entity_id)}", str(entity_id).partition(" (")[0]}
    for form in forms:
        families.add(f"{kind}:{fold(form)}")
        if kind is EntityKind.PERSON:
            families.update(f"{kind}:{word}" for word in person_words(form))
        elif len(form.split()) > 1:
            families.add(f"{kind}:{initials_word(form)}")
    return families


def initials_word(form: str) -> str:
    """The first letters of an organisation's name: an acronym that is never introduced finds it by them."""
    return "".join(word[0] for word in fold(form).split() if word not in ("of", "the", "for", "and", "in"))


def _may_be_called(full: str, name: str) -> bool:
    """Whether an organisation may be called so without any article saying it: by its initials, or most of its name."""
    if is_acronym(name) and has_initials(name, full):
        return True
    return " " in name and is_short_organisation(organisation_key(name), organisation_key(full))


def _is_fuller(key: str, words: tuple[str, ...], name: str) -> bool:
    """Whether the person of this key may be called so."""
    theirs = key.split()
    if len(words) == 1:
        return len(theirs) > 1 and (words[0] in theirs or full_first_name(words[0]) in theirs)
    if set(words) < set(theirs):
        return True
    if long_person_key(name) == key:
        return True
    rest = [word for word in theirs if word not in words]
    mine = [word for word in words if word not in theirs]
    return len(rest) == len(mine) == 1 and len(mine[0]) == 1 and rest[0].startswith(mine[0])
