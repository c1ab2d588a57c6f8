"""One row for each family of reprints, which opens up: how an order of articles becomes the rows of a list."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, filterfalse
from types import MappingProxyType
from typing import NamedTuple, cast

from reader.articles.article import ArticleNumber

FamilyMap = Mapping[ArticleNumber, ArticleNumber]  # every article that has reprints -> the first of its family


class FoldedOrder(NamedTuple):
    """An order in which every family of reprints is one row, but for those that the reader opened."""

    numbers: Sequence[ArticleNumber]
    below: frozenset[ArticleNumber] = frozenset()  # reprints that stand below the row of their family
    families: FamilyMap = MappingProxyType({})  # by family, the first published first
    heads: FamilyMap = MappingProxyType({})  # the first of a family -> the member whose row stands for all

    def row_for(self, number: ArticleNumber) -> ArticleNumber:
        """The article in whose row this one is found: its own, or that of its closed family."""
        if number in self.below:
            return number
        family = self.families.get(number)
        return number if family is None else self.heads.get(family, number)

    def members(self, number: ArticleNumber) -> list[ArticleNumber]:
        """The family of this article in the order of its rows; empty where it has no reprints."""
        family = self.families.get(number)
        if family is None:
            return []
        head = self.heads.get(family, number)
        return [head, *(one for one, its in self.families.items() if its == family and one != head)]

    def unfolded(self, number: ArticleNumber) -> "FoldedOrder":
        """With the family of this article open; the order itself where there is nothing to open."""
        head, *others = self.members(number) or [number]
        if not others or others[0] in self.below or self.families[number] not in self.heads:
            return self
        below_head = self.numbers.index(head) + 1
        numbers = self._spliced(below_head, below_head, others)
        return self._replace(numbers=numbers, below=self.below.union(others))

    def folded(self, number: ArticleNumber) -> "FoldedOrder":
        """With the family of this article closed; the order itself where there is nothing to close."""
        head, *others = self.members(number) or [number]
        if not others or others[0] not in self.below:
            return self
        below_head = self.numbers.index(head) + 1
        numbers = self._spliced(below_head, below_head + len(others), ())
        return self._replace(numbers=numbers, below=self.below.difference(others))

    def _spliced(self, start: int, end: int, between: Sequence[ArticleNumber]) -> Sequence[ArticleNumber]:
        """The numbers with others in place of some of them. Quick: slices of an array are copied as memory is."""
        numbers = array("q", self.numbers)
        numbers[start:end] = array("q", between)
        return cast("Sequence[ArticleNumber]", numbers)


def fold_families(
    numbers: Sequence[ArticleNumber], families: FamilyMap, opened: Collection[ArticleNumber] = ()
) -> FoldedOrder:
    """One row for each family: its best ranked member. `families` is `Families.map()`, of these articles at least.

    Of the families to which the articles of `opened` belong, all other members follow their row, the first published
    first; also those that this order leaves out.
    """
    if not families:
        return FoldedOrder(numbers)
    heads, hidden = dict[ArticleNumber, ArticleNumber](), set[ArticleNumber]()
    for number in filter(families.__contains__, numbers):  # built-in functions, because there may be 100,000
        family = families[number]
        if heads.setdefault(family, number) != number:
            hidden.add(number)
    folded = cast("Sequence[ArticleNumber]", array("q", filterfalse(hidden.__contains__, numbers)))
    open_families = {families[number] for number in opened if number in families} & heads.keys()
    if not open_families:
        return FoldedOrder(folded, frozenset(), families, heads)
    others = {
        heads[family]: [member for member in members if member != heads[family]]
        for family, members in _members(families, open_families).items()
    }
    below = frozenset(chain.from_iterable(others.values()))
    return FoldedOrder(_with_others(folded, others), below, families, heads)


def _with_others(
    numbers: Iterable[ArticleNumber], others: Mapping[ArticleNumber, Iterable[ArticleNumber]]
) -> Sequence[ArticleNumber]:
    """The numbers, each followed by the others that belong behind it."""
    rows = array("q")
    add = rows.append
    for number in numbers:
        add(number)
        if number in others:
            rows.extend(others[number])
    return cast("Sequence[ArticleNumber]", rows)


def _members(families: FamilyMap, wanted: Collection[ArticleNumber]) -> dict[ArticleNumber, list[ArticleNumber]]:
    """The members of these families, the first published first."""
    members: dict[ArticleNumber, list[ArticleNumber]] = {family: [] for family in wanted}
    for number, family in families.items():
        if family in members:
            members[family].append(number)
    return members
