"""Groups the mentions of one article: who and what is meant by each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.articles.article import Span
from reader.entities.identity import entity_id
from reader.entities.linking_bodies import Bodies
from reader.entities.linking_people import People
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention, Mention
from reader.entities.named import Named

BETWEEN = "\n\n"  # stands between title and text where both are read as one
SURE = 0.9  # a mention the recogniser is so sure of keeps its kind, whatever the same words are elsewhere


@dataclass(slots=True)
class _Group:
    """What is known of one entity while its article is read."""

    kind: EntityKind
    name: str
    forms: dict[str, None] = field(default_factory=dict)  # in the order they came


def link_mentions(title: str, text: str, mentions: Sequence[Mention]) -> tuple[LinkedMention, ...]:
    """The mentions with their entities, in the same order; never raises on mentions that lie within title and text.

    `mentions` are in order and do not overlap; their offsets count from the beginning of the text. Surnames go to the
    person named in full, of several to the one named last before; acronyms and short forms to the full name; peoples to
    their country; an office that many countries have is told apart by the country named with it, or leading in the
    article. The same words are of one kind, unless the recogniser is sure that they are not.
    """
    ahead = len(title) + len(BETWEEN)
    whole = f"{title}{BETWEEN}{text}"
    named = _with_one_kind([_named(index, one, whole, ahead) for index, one in enumerate(mentions)])
    people, bodies = People(whole, named), Bodies(whole, named)
    groups: dict[EntityId, _Group] = {}
    linked: list[EntityId] = []
    for one in named:
        kind, name, country, addition = one.kind, one.name, "", ""
        if kind is not EntityKind.PERSON:
            kind, name, country = bodies.name_of(one)
        elif not one.is_listed:
            name, addition = people.name_of(one.place)
        found = entity_id(kind, name, addition or country.casefold())
        group = groups.setdefault(found, _Group(kind, f"{name} ({country})" if country else name))
        group.forms[" ".join(one.surface.split())] = None
        linked.append(found)
    entities = {found: _entity(found, group) for found, group in groups.items()}
    return tuple(_linked(one, entities[found], len(title)) for one, found in zip(mentions, linked, strict=True))


def _named(index: int, mention: Mention, whole: str, ahead: int) -> Named:
    start, end = mention.start + ahead, mention.end + ahead
    surface = whole[start:end]
    kind = EntityKind.PLACE if mention.is_people and mention.name else mention.kind
    name = mention.name or " ".join(surface.replace("’", "'").split())
    return Named(index, start, end, kind, surface, name, mention)


def _with_one_kind(named: Sequence[Named]) -> list[Named]:
    """The same words are of one kind: the one that has the most weight. What the recogniser is sure of stays."""
    weights: dict[str, Counter[EntityKind]] = {}
    for one in named:
        weights.setdefault(one.surface, Counter())[one.kind] += round(100 * one.mention.confidence)
    best = {surface: max(kinds, key=lambda kind: (kinds[kind], kind)) for surface, kinds in weights.items()}
    return [
        one
        if one.kind is best[one.surface] or one.is_listed or one.mention.confidence >= SURE
        else one._replace(kind=best[one.surface])
        for one in named
    ]


def _entity(found: EntityId, group: _Group) -> Entity:
    aliases = tuple(form for form in group.forms if form != group.name)
    return Entity(id=found, kind=group.kind, name=group.name, aliases=aliases)


def _linked(mention: Mention, entity: Entity, title_length: int) -> LinkedMention:
    in_title = mention.start < 0
    shift = title_length + len(BETWEEN) if in_title else 0
    span = Span(mention.start + shift, mention.end + shift)
    return LinkedMention(span, entity, in_title, mention.confidence, mention.source)
