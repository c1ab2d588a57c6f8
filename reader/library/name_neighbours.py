"""Who is named with whom, weighed by what chance would give. Of very common names, a regular part is counted."""

import json
import sqlite3
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from reader.entities.mention import Entity, EntityId, EntityKind
from reader.library.association import SURE, log_likelihood

COUNTED_ARTICLES = 4_000  # of an entity in more articles, every second, third … of the library is looked at
COUNTED_PLACES = 60_000  # of nodes in more articles together, too
EDGES_OF_A_NODE = 3  # its strongest; all of them would hide what matters


class Neighbour(NamedTuple):
    """An entity that is named in the same articles."""

    number: int
    entity: Entity
    articles: int  # of the library that name it
    both: int  # articles that name it and the other; an estimate where only a part was counted
    strength: float  # log-likelihood ratio


class Edge(NamedTuple):
    """Two entities by their numbers, and what binds them."""

    first: int
    second: int
    both: int
    strength: float


def neighbours_of(db: sqlite3.Connection, number: int, *, limit: int, by_chance: bool = False) -> tuple[Neighbour, ...]:
    """The entities most strongly bound to this one, strongest first; only where they meet more often than by chance.

    With `by_chance` the others come after them, those first that meet it most often.

    Of an entity in more than `COUNTED_ARTICLES` articles, those whose number a whole step divides are looked at. The
    strength is then that of the part that was counted, and `both` what the whole would have.
    """
    articles = _articles(db, number)
    step = max(1, ceil(articles / COUNTED_ARTICLES))
    counted = articles if step == 1 else _counted(db, number, step)
    beside = db.execute(
        "SELECT number, id, kind, name, articles, shared FROM"
        " (SELECT other.entity AS entity, count(*) AS shared FROM entity_articles AS mine"
        "  JOIN entity_articles AS other INDEXED BY entity_articles_by_article ON other.article = mine.article"
        "  WHERE mine.entity = ?1 AND mine.article % ?2 = 0 AND other.entity <> ?1"
        "  GROUP BY other.entity HAVING shared >= ?3)"
        " JOIN entities ON number = entity",
        (number, step, min(step, 3)),
    ).fetchall()
    total = _library(db) / step
    found = []
    for other, entity_id, kind, name, its, shared in beside:
        strength = log_likelihood(shared, counted, max(shared, its / step), total)
        if strength > 0 or by_chance:
            entity = Entity(id=EntityId(entity_id), kind=EntityKind(kind), name=name)
            whole = shared if step == 1 else min(its, articles, round(shared * articles / counted))
            found.append(Neighbour(other, entity, its, whole, strength))
    return tuple(sorted(found, key=lambda one: (-one.strength, -one.both, one.entity.name))[:limit])


def edges_among(db: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Edge, ...]:
    """The strongest edges of each of these entities, strongest first: as many as `EDGES_OF_A_NODE`, and sure ones.

    Where they stand in more than `COUNTED_PLACES` articles together, a regular part of the library is counted.
    """
    sizes = dict(
        db.execute(
            "SELECT number, articles FROM entities WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        ).fetchall()
    )
    step = max(1, ceil(sum(sizes.values()) / COUNTED_PLACES))
    sets = {number: _article_set(db, number, step) for number in sizes}
    counted = {number: bits.bit_count() for number, bits in sets.items()}
    total = _library(db) / step
    edges = []
    present = [number for number in numbers if counted.get(number)]
    for place, first in enumerate(present):
        for second in present[place + 1 :]:
            both = (sets[first] & sets[second]).bit_count()
            if both < 2:  # one article binds everybody in it to everybody else
                continue
            strength = log_likelihood(both, counted[first], counted[second], total)
            if strength >= SURE:
                edges.append(Edge(first, second, both * step, strength))
    return _strongest(edges)


def _strongest(edges: list[Edge]) -> tuple[Edge, ...]:
    """The edges that are among the strongest of one of their ends."""
    edges.sort(key=lambda edge: (-edge.strength, edge.first, edge.second))
    used: dict[int, int] = {}
    kept = []
    for edge in edges:
        ends = (edge.first, edge.second)
        if any(used.get(end, 0) < EDGES_OF_A_NODE for end in ends):
            kept.append(edge)
        for end in ends:
            used[end] = used.get(end, 0) + 1
    return tuple(kept)


def _article_set(db: sqlite3.Connection, number: int, step: int) -> int:
    """The articles that name it as the bits of one number: sets of these meet within microseconds."""
    found = db.execute(
        "SELECT article / ?2 FROM entity_articles WHERE entity = ?1 AND article % ?2 = 0 ORDER BY article DESC",
        (number, step),
    ).fetchall()
    if not found:
        return 0
    bits = bytearray(found[0][0] // 8 + 1)
    for (place,) in found:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def _articles(db: sqlite3.Connection, number: int) -> int:
    return int(db.execute("SELECT articles FROM entities WHERE number = ?", (number,)).fetchone()[0])


def _counted(db: sqlite3.Connection, number: int, step: int) -> int:
    counted = db.execute("SELECT count(*) FROM entity_articles WHERE entity = ? AND article % ? = 0", (number, step))
    return max(1, int(counted.fetchone()[0]))


def _library(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM articles WHERE trashed_at IS NULL").fetchone()[0])
