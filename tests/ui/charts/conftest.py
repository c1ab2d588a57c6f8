"""Made-up timelines and networks, and where the window is needed, charts on screen."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QThreadPool

from reader.entities.mention import Entity, EntityId, EntityKind
from reader.tasks.views import Network, NetworkEdge, NetworkNode, Timeline, TimelineSeries, TimeUnit

MakeTimeline = Callable[..., Timeline]
MakeNetwork = Callable[..., Network]

NAMES = (
    ("Gen Nakatani", EntityKind.PERSON),
    ("Ahn Gyu-back", EntityKind.PERSON),
    ("Seoul", EntityKind.PLACE),
    ("Self-Defense Forces", EntityKind.ORGANISATION),
    ("Cheonan", EntityKind.OTHER),
)


def entity_of(name: str, kind: EntityKind) -> Entity:
    return Entity(id=EntityId(f"{kind}:{name.casefold()}"), kind=kind, name=name)


def first_days(unit: TimeUnit, start: date, count: int) -> tuple[date, ...]:
    if unit is TimeUnit.DAY:
        return tuple(start + timedelta(days=number) for number in range(count))
    if unit is TimeUnit.YEAR:
        return tuple(date(start.year + number, 1, 1) for number in range(count))
    month = start.year * 12 + start.month - 1
    return tuple(date((month + n) // 12, (month + n) % 12 + 1, 1) for n in range(count))


@pytest.fixture(scope="session")
def make_timeline() -> MakeTimeline:
    """A timeline of so many buckets; `counts` are those of its series, made up where they are not given."""

    def make(
        buckets: int = 12,
        *,
        unit: TimeUnit = TimeUnit.MONTH,
        start: date = date(2024, 10, 1),
        series: int = 2,
        counts: tuple[tuple[int, ...], ...] = (),
    ) -> Timeline:
        chance = random.Random(buckets)
        counts = counts or tuple(tuple(chance.randrange(1, 15) for _ in range(buckets)) for _ in range(series))
        entities = [entity_of(*NAMES[number]) for number in range(len(counts))]
        return Timeline(
            unit,
            first_days(unit, start, buckets),
            tuple(TimelineSeries(entity, each) for entity, each in zip(entities, counts, strict=True)),
        )

    return make


@pytest.fixture(scope="session")
def make_network() -> MakeNetwork:
    """A name among so many in all, with ties among them, too."""

    def make(nodes: int = 9, *, ties: int = 2, seed: int = 1) -> Network:
        chance = random.Random(seed)
        names = [NAMES[n] if n < len(NAMES) else (f"Name {n}", list(EntityKind)[n % 4]) for n in range(nodes)]
        entities = [entity_of(*name) for name in names]
        edges = [
            NetworkEdge(entities[0].id, other.id, chance.randrange(1, 20), 120.0 - 100 * number / nodes)
            for number, other in enumerate(entities[1:])
        ]
        for number in range(1, nodes):
            for other in {chance.randrange(1, nodes) for _ in range(ties)} - {number}:
                edges.append(NetworkEdge(entities[number].id, entities[other].id, 2, chance.random() * 20))
        counted = tuple(NetworkNode(entity, chance.randrange(1, 60)) for entity in entities)
        return Network(entities[0].id, counted, tuple(edges))

    return make


@pytest.fixture
def pool() -> Iterator[QThreadPool]:
    made = QThreadPool()
    yield made
    made.waitForDone()
