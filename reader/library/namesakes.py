"""Tells apart people who have the same full name."""

from collections import Counter
from collections.abc import Callable, Sequence

from reader.articles.article import ArticleNumber
from reader.entities.mention import EntityId
from reader.entities.roles import realm_of, sure_realm_of, topic_realm_of
from reader.library.name_evidence import Occurrence

SAME = 1.0  # as much of shared neighbours makes one of two groups, though their fields are far apart


def part_namesakes(
    base: EntityId, occurrences: Sequence[Occurrence], weight: Callable[[int], float]
) -> dict[ArticleNumber, EntityId]:
    """Whom each article means by this name. `weight` tells how much a shared neighbour says.

    The articles of one realm form a group: sport, arts, everything else. Groups that name the same neighbours are one.
    An article that tells of no realm for sure goes to the group with which it shares most neighbours and roles, else to
    the largest. The largest group keeps the id; the order in which articles came does not matter.
    """
    groups: dict[str, list[Occurrence]] = {}
    rest: list[Occurrence] = []
    for one in occurrences:
        if realm := sure_realm_of(one.roles):
            groups.setdefault(realm, []).append(one)
        else:
            rest.append(one)
    beside = {name: _neighbours(members) for name, members in groups.items()}
    for name in sorted(groups, key=lambda name: (len(groups[name]), name)):
        for other in sorted(groups):
            if other != name and name in groups and _shared(beside[name], beside[other], weight) >= SAME:
                groups[other] += groups.pop(name)
                beside[other] += beside.pop(name)
    if len(groups) < 2:
        return {one.article: base for one in occurrences}
    for one in rest:
        groups[_best_group(one, groups, beside, weight)].append(one)
    ranked = sorted(groups, key=lambda name: (-len(groups[name]), name))
    return {
        one.article: base if name == ranked[0] else EntityId(f"{base} ({name})")
        for name in ranked
        for one in groups[name]
    }


def _neighbours(members: Sequence[Occurrence]) -> Counter[int]:
    return Counter(neighbour for one in members for neighbour in one.beside)


def _shared(mine: Counter[int], theirs: Counter[int], weight: Callable[[int], float]) -> float:
    """How much two groups name the same; one article of the one group, which may be about both, says little."""
    common = mine.keys() & theirs.keys()
    return sum(weight(one) * min(1.0, min(mine[one], theirs[one]) / 3) for one in common)


def _best_group(
    one: Occurrence,
    groups: dict[str, list[Occurrence]],
    beside: dict[str, Counter[int]],
    weight: Callable[[int], float],
) -> str:
    def fit(name: str) -> tuple[float, int, str]:
        neighbours = sum(weight(other) for other in one.beside if beside[name][other])
        roles = 0.5 * (realm_of(one.roles) == name) + 0.5 * (topic_realm_of(one.roles) == name)
        return neighbours + roles, len(groups[name]), name

    return max(groups, key=fit)
