"""How well a name of an article fits an entity of the library: by whom else the articles name, and by roles."""

import json
import math
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.entities.mention import EntityId
from reader.entities.roles import are_apart, field_of, sure_realm_of, topic_of

PROFILE_ARTICLES = 60  # the newest articles of an entity tell whom it is named with
FEW_ARTICLES = 50  # in a library of fewer, names that two articles share tell as much as in one of so many
SAME_FIELD, OTHER_FIELD = 0.6, -1.0  # of words beside the name
SAME_TOPIC, OTHER_TOPIC = 0.3, -0.5  # of the articles


class Occurrence(NamedTuple):
    """A name in an article, with what the article tells of it."""

    article: ArticleNumber
    beside: frozenset[int]  # the entities that the article names for sure
    roles: str


@dataclass(slots=True)
class Profile:
    """What the library knows of an entity."""

    articles: frozenset[int] = frozenset()  # that tell it
    beside: Counter[int] = field(default_factory=Counter)  # entity -> articles that name both
    fields: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class ReadEvidence:
    """What was read of entities, by their numbers."""

    profiles: dict[int, Profile] = field(default_factory=dict)
    fields: dict[int, Counter[str]] = field(default_factory=dict)
    weights: dict[int, float] = field(default_factory=dict)


class Evidence:
    """Threads: one, within one transaction; what was read once is not read again."""

    def __init__(self, db: sqlite3.Connection, known: "ReadEvidence | None" = None) -> None:
        """`known` was read before, in earlier transactions: good enough for what will be settled later."""
        self._db = db
        known = known or ReadEvidence()
        self._profiles, self._fields, self._weights = known.profiles, known.fields, known.weights
        self._all = max(FEW_ARTICLES, int(db.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()[0]))

    def fit(self, occurrence: Occurrence, entity: int) -> float:
        """How well the name fits the entity; 0: nothing speaks for it or against it. The article itself is not counted
        where it is stored with the entity."""
        profile = self._profile(entity)
        known = int(occurrence.article in profile.articles)
        score = 0.0
        for other in occurrence.beside:
            shared = profile.beside[other] - known
            if shared > 0 and other != entity:
                score += self.weight(other) * min(1.0, 0.5 + shared / 4)
        return score + self._fit_of_roles(occurrence.roles, profile, known)

    def is_apart(self, roles: str, entity: int) -> bool:
        """Whether the words beside the name are of another realm than some of those beside the entity's name. Cheap."""
        mine = sure_realm_of(roles)
        if not mine:
            return False
        if entity not in self._fields:
            rows = self._db.execute("SELECT roles FROM entity_articles WHERE entity = ? LIMIT 30", (entity,))
            self._fields[entity] = Counter(filter(None, (sure_realm_of(row[0]) for row in rows)))
        theirs = self._fields[entity]
        return any(mine != other for other in theirs)

    def _fit_of_roles(self, roles: str, profile: Profile, known: int) -> float:
        score = 0.0
        for mine, theirs, same, apart in (
            (field_of(roles), profile.fields, SAME_FIELD, OTHER_FIELD),
            (topic_of(roles), profile.topics, SAME_TOPIC, OTHER_TOPIC),
        ):
            if not mine or sum(theirs.values()) <= known:
                continue
            if theirs[mine] > known:
                score += same
            elif all(are_apart(mine, other) for other in theirs if other != mine):
                score += apart
        return score

    def _profile(self, entity: int) -> Profile:
        if entity not in self._profiles:
            self._profiles[entity] = self._read_profile(entity)
        return self._profiles[entity]

    def _read_profile(self, entity: int) -> Profile:
        """Of the articles that name it in full: others were given to it by such evidence, and prove nothing."""
        rows = self._db.execute(
            "SELECT article, roles FROM entity_articles WHERE entity = ?1 AND found_as IN"
            " (SELECT id FROM entities WHERE number = ?1"
            "  UNION SELECT substr(id, 1, instr(id || ' (', ' (') - 1) FROM entities WHERE number = ?1)"
            " ORDER BY article DESC LIMIT ?2",
            (entity, PROFILE_ARTICLES),
        ).fetchall()
        beside = self._db.execute(
            "SELECT entity, count(*) FROM entity_articles WHERE article IN (SELECT value FROM json_each(?))"
            " AND entity <> ? GROUP BY entity",
            (json.dumps([row[0] for row in rows]), entity),
        )
        return Profile(
            articles=frozenset(row[0] for row in rows),
            beside=Counter(dict(beside.fetchall())),
            fields=Counter(filter(None, (field_of(row[1]) for row in rows))),
            topics=Counter(filter(None, (topic_of(row[1]) for row in rows))),
        )

    def weight(self, entity: int) -> float:
        """1 for a neighbour of one article, nearly 0 for one of all."""
        if entity not in self._weights:
            row = self._db.execute("SELECT articles FROM entities WHERE number = ?", (entity,)).fetchone()
            articles = row[0] if row else 0
            self._weights[entity] = max(0.0, math.log((self._all + 1) / (articles + 1)) / math.log(self._all + 1))
        return self._weights[entity]


def best_of(fits: dict[EntityId, float], *, least: float, ahead: float) -> EntityId | None:
    """The entity that fits best, if it fits well enough and the next best clearly worse."""
    ranked = sorted(fits.items(), key=lambda fit: (-fit[1], fit[0]))
    if not ranked or ranked[0][1] < least:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < ahead:
        return None
    return ranked[0][0]


def numbers_of(db: sqlite3.Connection, article: ArticleNumber) -> frozenset[int]:
    """The entities an article is stored with."""
    return frozenset(row[0] for row in db.execute("SELECT entity FROM entity_articles WHERE article = ?", (article,)))
