"""Articles with names at the places where their words stand."""

from collections.abc import Sequence
from datetime import date

from reader.articles.article import ArticleNumber, Span
from reader.articles.folding import fold
from reader.entities.mention import Entity, EntityId, EntityKind, LinkedMention
from reader.wiring import Services
from tests.conftest import MakeDraft


def entity(name: str, kind: EntityKind = EntityKind.PERSON, *aliases: str) -> Entity:
    return Entity(id=EntityId(f"{kind}:{fold(name)}"), kind=kind, name=name, aliases=aliases)


NAKATANI = entity("Gen Nakatani", EntityKind.PERSON, "Nakatani")
AHN = entity("Ahn Gyu-back", EntityKind.PERSON, "Ahn")
SEOUL = entity("Seoul", EntityKind.PLACE)
TOKYO = entity("Tokyo", EntityKind.PLACE)
NAVY = entity("Korea Navy", EntityKind.ORGANISATION, "Navy")
CHEONAN = entity("Cheonan", EntityKind.OTHER)
KNOWN = (NAKATANI, AHN, SEOUL, TOKYO, NAVY, CHEONAN)


def named_in(words: str, known: Sequence[Entity], *, in_title: bool = False) -> list[LinkedMention]:
    """Every place where a name or an alias of these stands."""
    found: dict[int, LinkedMention] = {}
    forms = [(form, one) for one in known for form in (one.name, *one.aliases)]
    for form, one in sorted(forms, key=lambda pair: -len(pair[0])):
        at = words.find(form)
        while at >= 0:
            if not any(other.span.start <= at < other.span.end for other in found.values()):
                found[at] = LinkedMention(span=Span(at, at + len(form)), entity=one, in_title=in_title)
            at = words.find(form, at + 1)
    return [found[at] for at in sorted(found)]


class Archive:
    """Adds articles whose names are found by their words."""

    def __init__(self, services: Services, make_draft: MakeDraft) -> None:
        self._services, self._make_draft = services, make_draft

    def add(
        self,
        title: str,
        text: str,
        published: date | None = None,
        *,
        source: str = "",
        known: Sequence[Entity] = KNOWN,
    ) -> ArticleNumber:
        (number,) = self._services.shelf.add([self._make_draft(title, text, published=published, source=source)])
        mentions = [*named_in(title, known, in_title=True), *named_in(text, known)]
        self._services.names.store([(number, mentions)], recognized_by="1")
        return number
