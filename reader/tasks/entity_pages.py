"""The page of a name: what is known of it, every sentence that names it, when, and with whom."""

import calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from reader.articles.article import ArticleNumber
from reader.entities.mention import Entity, EntityId
from reader.errors import ReaderError
from reader.library.name_pages import NamePages, SourceCount
from reader.library.name_sentences import Cursor, Period, SentencePage
from reader.search.query_edit import quoted
from reader.tasks.unfinished import FIELD_OF_KIND
from reader.tasks.views import Network, NetworkEdge, NetworkNode, Timeline, TimelineSeries, TimeUnit

MOST_COMPARED = 5
MOST_NODES = 150
DAYS_BY_DAY = 60  # a longer span is counted by month
YEARS_BY_MONTH = 5  # and a still longer one by year
SENTENCES_A_PAGE = 50
LIKELY = 3.84  # a log-likelihood ratio that one in twenty pairs reaches by chance; weaker neighbours are left out …
FEW_NEIGHBOURS = 8  # … unless there would be fewer than these


class EntityPage(NamedTuple):
    """What the head of the page says."""

    entity: Entity  # with its aliases, most frequent first
    articles: int
    mentions: int
    aliases: tuple[tuple[str, int], ...]  # each with the number of its mentions
    sources: tuple[SourceCount, ...]  # most articles first
    first: date | None  # of the dated articles that name it
    last: date | None
    undated: int  # articles without a date


class DatedTimeline(NamedTuple):
    """A timeline, and how many articles of each series are not in it because they have no date."""

    timeline: Timeline
    undated: tuple[int, ...]


def describe_page(entity_id: EntityId, *, name_pages: NamePages) -> EntityPage:
    """The head of the page of one entity.

    Raises:
        ReaderError: no article names it any more.
    """
    facts = name_pages.facts(entity_id)
    return EntityPage(
        entity=facts.row.entity._replace(aliases=tuple(form for form, _count in facts.aliases)),
        articles=facts.row.articles,
        mentions=facts.row.mentions,
        aliases=facts.aliases,
        sources=facts.sources,
        first=facts.first,
        last=facts.last,
        undated=facts.undated,
    )


def page_sentences(
    entity_id: EntityId,
    articles: Sequence[ArticleNumber],
    begin: Cursor,
    *,
    name_pages: NamePages,
    limit: int = SENTENCES_A_PAGE,
) -> SentencePage:
    """The next sentences of these articles (from `NamePages.articles`) that name the entity."""
    return name_pages.sentences(entity_id, articles, begin, limit=limit)


def page_timeline(entity_ids: Sequence[EntityId], *, name_pages: NamePages) -> DatedTimeline:
    """When these were in the news, by day, month or year as their span asks for.

    Those that no article names any more are left out, but for the first.

    Raises:
        ReaderError: no article names the first any more.
    """
    found: list[tuple[Entity, Counter[date], int]] = []
    for place, entity_id in enumerate(entity_ids[:MOST_COMPARED]):
        try:
            row, days = name_pages.days(entity_id)
        except ReaderError:
            if place == 0:
                raise
            continue
        dated = Counter({one.day: one.articles for one in days if one.day is not None})
        found.append((row.entity, dated, sum(one.articles for one in days if one.day is None)))
    every = {day for _entity, dated, _undated in found for day in dated}
    unit = unit_for(min(every), max(every)) if every else TimeUnit.MONTH
    buckets = buckets_between(min(every), max(every), unit) if every else ()
    series = tuple(TimelineSeries(entity, _counts(dated, buckets, unit)) for entity, dated, _undated in found)
    return DatedTimeline(Timeline(unit, buckets, series), tuple(undated for _entity, _dated, undated in found))


def page_network(entity_id: EntityId, *, name_pages: NamePages, most_nodes: int = MOST_NODES) -> Network:
    """The entity among those most strongly bound to it. Only the strongest edges, see library/name_neighbours.py.

    Raises:
        ReaderError: no article names it any more.
    """
    centre = name_pages.facts(entity_id).row
    beside = name_pages.neighbours(entity_id, limit=min(most_nodes, MOST_NODES) - 1)
    if not beside:  # it stands in all articles, or in all that name anybody
        beside = name_pages.neighbours(entity_id, limit=FEW_NEIGHBOURS, by_chance=True)
    beside = tuple(one for place, one in enumerate(beside) if place < FEW_NEIGHBOURS or one.strength >= LIKELY)
    ids = {one.number: one.entity.id for one in beside}
    own = [NetworkEdge(entity_id, one.entity.id, one.both, one.strength) for one in beside]
    others = [
        NetworkEdge(ids[one.first], ids[one.second], one.both, one.strength) for one in name_pages.edges(list(ids))
    ]
    return Network(
        centre=entity_id,
        nodes=(
            NetworkNode(centre.entity, centre.articles),
            *(NetworkNode(one.entity, one.articles) for one in beside),
        ),
        edges=(*own, *others),
    )


def unit_for(first: date, last: date) -> TimeUnit:
    """By day up to 60 days, by month up to five years, else by year."""
    if (last - first).days < DAYS_BY_DAY:
        return TimeUnit.DAY
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return TimeUnit.MONTH if months <= YEARS_BY_MONTH * 12 else TimeUnit.YEAR


def buckets_between(first: date, last: date, unit: TimeUnit) -> tuple[date, ...]:
    """The first days of all days, months or years from one day to the other."""
    match unit:
        case TimeUnit.DAY:
            return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))
        case TimeUnit.MONTH:
            months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
            return tuple(date(month // 12, month % 12 + 1, 1) for month in months)
        case TimeUnit.YEAR:
            return tuple(date(year, 1, 1) for year in range(first.year, last.year + 1))


def period_of(first_day: date, unit: TimeUnit) -> Period:
    """The days of one bucket."""
    match unit:
        case TimeUnit.DAY:
            return Period(first_day, first_day)
        case TimeUnit.MONTH:
            days = calendar.monthrange(first_day.year, first_day.month)[1]
            return Period(first_day.replace(day=1), first_day.replace(day=days))
        case TimeUnit.YEAR:
            return Period(date(first_day.year, 1, 1), date(first_day.year, 12, 31))


def articles_query(entity: Entity, first_day: date | None = None, unit: TimeUnit = TimeUnit.MONTH) -> str:
    """What finds the articles of this name, of one bucket or of all times: `person:"Gen Nakatani" date:2025-09`."""
    query = quoted(FIELD_OF_KIND[entity.kind], entity.name)
    if first_day is None:
        return query
    return f"{query} date:{first_day.isoformat()[: {TimeUnit.DAY: 10, TimeUnit.MONTH: 7, TimeUnit.YEAR: 4}[unit]]}"


def both_query(first: Entity, second: Entity) -> str:
    """What finds the articles that name both."""
    return f"{articles_query(first)} {articles_query(second)}"


def _counts(dated: Counter[date], buckets: Sequence[date], unit: TimeUnit) -> tuple[int, ...]:
    counted: Counter[date] = Counter()
    for day, articles in dated.items():
        counted[period_of(day, unit).first] += articles
    return tuple(counted[bucket] for bucket in buckets)
