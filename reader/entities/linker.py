"""Groups the mentions of one article: who and what is meant by each."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention, Mention

_IN_BRACKETS = re.compile(r" [(\[][“\"]?\Z")


def entity_id(kind: EntityKind, name: str) -> EntityId:
    """The same name gives the same id in every library: kind, and the name in small letters without accents."""
    return EntityId(f"{kind.value}:{fold(name)}")


@lru_cache(maxsize=20_000)  # the same names come again and again
def fold(name: str) -> str:
    """Small letters, no accents, straight apostrophes, single spaces."""
    if name.isascii():
        return " ".join(name.casefold().split())
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


@dataclass(slots=True)
class _Group:
    """What is known of one entity while its article is read."""

    kind: EntityKind
    name: str
    forms: dict[str, None] = field(default_factory=dict)  # in the order they came


def link_mentions(text: str, mentions: Sequence[Mention]) -> tuple[LinkedMention, ...]:
    """The mentions with their entities, in the same order.

    `mentions` are of `text`, in order and not overlapping. Surnames go to the person named in full, short forms in
    brackets to the name before them, peoples to their country. Never raises on mentions that lie within the text.
    """
    surfaces = [text[m.span.start : m.span.end] for m in mentions]
    names = [m.name or _straight(surface) for m, surface in zip(mentions, surfaces, strict=True)]
    short = _bracketed(text, mentions, names)
    people = _People(mentions, names)
    groups: dict[tuple[EntityKind, str], _Group] = {}
    linked: list[_Group] = []
    for index, mention in enumerate(mentions):
        name = names[index]
        if mention.kind is EntityKind.PERSON and not mention.name:
            name = people.full_name(index)
        elif not mention.name:
            name = short.get((mention.kind, name), name)
        group = groups.setdefault((mention.kind, fold(name)), _Group(mention.kind, name))
        group.forms[surfaces[index]] = None
        linked.append(group)
    entities = {key: _entity(group) for key, group in groups.items()}
    return tuple(
        LinkedMention(span=mention.span, entity=entities[(group.kind, fold(group.name))])
        for mention, group in zip(mentions, linked, strict=True)
    )


def _entity(group: _Group) -> Entity:
    aliases = tuple(form for form in group.forms if form != group.name)
    return Entity(id=entity_id(group.kind, group.name), kind=group.kind, name=group.name, aliases=aliases)


def _straight(surface: str) -> str:
    return " ".join(surface.replace("’", "'").split())


def _bracketed(text: str, mentions: Sequence[Mention], names: Sequence[str]) -> dict[tuple[EntityKind, str], str]:
    """Short form -> full name, for "Korea Aerospace Industries (KAI)"."""
    short: dict[tuple[EntityKind, str], str] = {}
    for index in range(1, len(mentions)):
        before, here = mentions[index - 1], mentions[index]
        gap = text[before.span.end : here.span.start]
        closed = text[here.span.end : here.span.end + 1] in (")", "]")
        near = closed and len(gap) <= 3 and here.kind is before.kind and _IN_BRACKETS.search(gap) is not None
        if near and _abbreviates(names[index], names[index - 1]):
            short[(here.kind, names[index])] = names[index - 1]
    return short


def _abbreviates(form: str, name: str) -> bool:
    """Whether the letters of the short form come in this order in the name, the first letters agreeing."""
    letters = iter(fold(name))
    wanted = [c for c in fold(form) if c.isalnum()]
    return bool(wanted) and fold(name)[:1] == wanted[0] and all(c in letters for c in wanted) and len(form) < len(name)


class _People:
    """The persons named in full, and to whom of them a surname belongs."""

    def __init__(self, mentions: Sequence[Mention], names: Sequence[str]) -> None:
        self._names = names
        self._full: dict[int, str] = {}  # mention number -> full name
        self._by_part: dict[str, list[int]] = {}  # folded word -> mentions of full names that hold it, in order
        first_order: dict[tuple[str, ...], str] = {}
        for index, mention in enumerate(mentions):
            words = fold(names[index]).split()
            if mention.kind is not EntityKind.PERSON or len(words) < 2:
                continue
            # "Nakatani Gen" is "Gen Nakatani": the form that came first names the person
            self._full[index] = first_order.setdefault(tuple(sorted(words)), names[index])
            for word in words:
                self._by_part.setdefault(word, []).append(index)
        self._names_in_full = set(self._full.values())
        self._long: dict[str, str] = {}  # answers of _longer

    def full_name(self, index: int) -> str:
        """Whom mention `index` means; its own words when nobody in the article fits."""
        if index in self._full:
            return self._longer(self._full[index])
        name = self._names[index]
        candidates = self._by_part.get(fold(name), ())
        if not candidates:
            return name
        surnamed = [i for i in candidates if self._is_surname(fold(name), self._full[i])] or list(candidates)
        before = bisect_left(surnamed, index)
        return self._longer(self._full[surnamed[before - 1] if before else surnamed[0]])

    def _is_surname(self, word: str, full: str) -> bool:
        words = fold(full).split()
        return word == words[-1] or (word == words[0] and (len(words) == 3 or "-" in words[-1] or len(words[0]) < 5))

    def _longer(self, name: str) -> str:
        """The longer name whose words hold all of this one's, if the article has just one such."""
        if name not in self._long:
            words = set(fold(name).split())
            longer = {full for full in self._names_in_full if words < set(fold(full).split())}
            self._long[name] = longer.pop() if len(longer) == 1 and len(words) > 1 else name
        return self._long[name]
