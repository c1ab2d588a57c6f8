"""The card of a name: who it is, how often, when, and with whom."""

from collections.abc import Sequence
from datetime import date

from reader.entities.mention import Entity, EntityId
from reader.library.name_pages import NamePages
from reader.library.names import Names
from reader.tasks.views import EntityCard

MONTHS_SHOWN = 12
NEIGHBOURS_MOST = 6


def describe_entity(
    entity_id: EntityId, *, mentions_here: int, names: Names, name_pages: NamePages, why: str = ""
) -> EntityCard:
    """The card of one entity; `mentions_here`, and `why` it is shown, are known to who shows the article.

    Neighbours are the entities most strongly bound to it.

    Raises:
        ReaderError: no article names the entity any more.
    """
    counts = names.counts(entity_id)
    return EntityCard(
        entity=names.entity(entity_id),
        mentions_here=mentions_here,
        articles=counts.articles,
        mentions=counts.mentions,
        neighbours=tuple(each.entity for each in name_pages.neighbours(entity_id, limit=NEIGHBOURS_MOST)),
        by_month=last_months(names.by_month(entity_id)),
        why=why,
    )


def card_of_unknown(entity: Entity, *, mentions_here: int, why: str = "") -> EntityCard:
    """What can be said of a name that is not stored yet: only what stands in the open article."""
    return EntityCard(
        entity=entity, mentions_here=mentions_here, articles=1, mentions=mentions_here, neighbours=(), why=why
    )


def last_months(counted: Sequence[tuple[date, int]]) -> tuple[tuple[date, int], ...]:
    """The twelve months up to the last one with an article, oldest first, months without articles as 0."""
    if not counted:
        return ()
    counts = dict(counted)
    last = max(counts)
    months = []
    for back in reversed(range(MONTHS_SHOWN)):
        year, month = divmod(last.year * 12 + last.month - 1 - back, 12)
        if year >= 1:
            first_day = date(year, month + 1, 1)
            months.append((first_day, counts.get(first_day, 0)))
    return tuple(months)
