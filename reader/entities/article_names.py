"""The names of one article while corrections are followed."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.articles.article import Span
from reader.articles.folding import fold
from reader.entities.correction_targets import Naming, kind_of, name_of
from reader.entities.mention import TITLE_GAP, Entity, EntityId, LinkedMention, MentionSource

Known = Callable[[EntityId], Entity | None]
"""What the library calls an entity where nothing is corrected; None where it knows none."""


@dataclass(slots=True)
class _Place:
    """Where a name stands, and who is meant by it so far."""

    start: int
    end: int
    id: EntityId
    mention: LinkedMention | None = None  # as it was found; None: the reader added it
    origin: Entity | None = None  # whose names the entity brings with it; None: only the words that stand here


class ArticleNames:
    """Names in their order, none over another; those nothing was said of stay exactly as they were found.

    Threads: one.
    """

    def __init__(self, title: str, text: str, linked: Sequence[LinkedMention]) -> None:
        self._title, self._text = title, text
        self._ahead = len(title) + TITLE_GAP
        self._places: list[_Place] = []
        for one in linked:
            back = self._ahead if one.in_title else 0
            self._places.append(_Place(one.span.start - back, one.span.end - back, one.entity.id, one, one.entity))
        self._starts = [place.start for place in self._places]
        self._touched: set[EntityId] = set()
        self._lost: dict[EntityId, set[str]] = {}  # entity as found -> forms that are somebody else's here, folded

    def touch(self, entity: EntityId) -> None:
        """It is called differently now."""
        self._touched.add(entity)

    def hide(self, entity: EntityId) -> None:
        """It is no name."""
        self._places = [place for place in self._places if place.id != entity]
        self._starts = [place.start for place in self._places]

    def move(self, entity: EntityId, target: EntityId, *, form: str, alone: bool) -> bool:
        """Where it is called `form`, or everywhere, it is `target`; whether it was anywhere.

        `alone`: its other names stay behind.
        """
        wanted = fold(form)
        moved = False
        for place in self._places:
            if place.id != entity or (form and fold(self._form(place)) != wanted):
                continue
            moved = True
            place.id = target
            if alone:
                self._lose(place)
                as_found = place.mention.entity if place.mention is not None else None
                place.origin = as_found if as_found is not None and as_found.id == target else None
        if moved:
            self._touched |= {entity, target}
        return moved

    def add(self, spans: Iterable[tuple[int, int]], target: EntityId) -> bool:
        """These places are names of `target`, unless they lie in, or across, a longer one that was added.

        What was found there gives way. Whether it is anywhere.
        """
        added = False
        for start, end in spans:
            first = bisect_right(self._starts, start)
            if first and self._places[first - 1].end > start:
                first -= 1
            last = bisect_left(self._starts, end)
            covered = self._places[first:last]
            if any(each.mention is None and each.end - each.start > end - start for each in covered):
                continue
            for each in covered:
                self._lose(each)
                self._touched.add(each.id)
            self._places[first:last] = [_Place(start, end, target)]
            self._starts[first:last] = [start]
            added = True
        if added:
            self._touched.add(target)
        return added

    def finished(
        self, given: Mapping[EntityId, Naming], remembered: Mapping[EntityId, Naming], known: Known
    ) -> tuple[LinkedMention, ...]:
        """The names as they are to be shown. `given` are names that count, `remembered` those for want of others."""
        entities: dict[EntityId, Entity] = {}
        shown = []
        for place in self._places:
            if place.id not in self._touched and place.mention is not None:
                shown.append(place.mention)
                continue
            if place.id not in entities:
                entities[place.id] = self._entity(place.id, given, remembered, known)
            if place.mention is not None:
                shown.append(place.mention._replace(entity=entities[place.id]))
            else:
                back = self._ahead if place.start < 0 else 0
                span = Span(place.start + back, place.end + back)
                shown.append(LinkedMention(span, entities[place.id], place.start < 0, 1.0, MentionSource.CORRECTION))
        return tuple(shown)

    def _entity(
        self,
        entity: EntityId,
        given: Mapping[EntityId, Naming],
        remembered: Mapping[EntityId, Naming],
        known: Known,
    ) -> Entity:
        places = [place for place in self._places if place.id == entity]
        origins = list({place.origin.id: place.origin for place in places if place.origin is not None}.values())
        found = next((origin for origin in origins if origin.id == entity), None) or known(entity)
        said, heard = given.get(entity, Naming()), remembered.get(entity, Naming())
        name = said.name or (found.name if found else heard.name) or (origins[0].name if origins else name_of(entity))
        kind = said.kind or (found.kind if found else heard.kind) or kind_of(entity)
        forms = [form for origin in origins for form in self._forms_of(origin, places)]
        forms += [self._form(place) for place in places if place.origin is None]
        return Entity(entity, kind, name, tuple(dict.fromkeys(form for form in forms if form != name)))

    def _forms_of(self, origin: Entity, places: Iterable[_Place]) -> list[str]:
        """What the entity was found as, without the forms that are somebody else's here."""
        lost = self._lost.get(origin.id)
        if not lost:
            return [origin.name, *origin.aliases]
        lost = lost - {fold(self._form(place)) for place in places}
        return [form for form in (origin.name, *origin.aliases) if fold(form) not in lost]

    def _lose(self, place: _Place) -> None:
        if place.origin is not None:
            self._lost.setdefault(place.origin.id, set()).add(fold(self._form(place)))

    def _form(self, place: _Place) -> str:
        back = self._ahead if place.start < 0 else 0
        return (self._title if place.start < 0 else self._text)[place.start + back : place.end + back]
