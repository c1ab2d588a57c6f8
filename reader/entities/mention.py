"""Names as values: a mention is a place in a text, an entity is who or what is meant."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, NewType, Protocol

from reader.articles.article import Span

EntityId = NewType("EntityId", str)
"""Kind and folded name, e.g. "person:gen nakatani": the same in every library."""


class EntityKind(StrEnum):
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"  # ships, treaties, events, works


class Mention(NamedTuple):
    """A name as the recogniser found it. `text[span.start:span.end]` is the name without title or 's."""

    span: Span
    kind: EntityKind
    name: str = ""  # the full name where the recogniser knows it ("Japan" for "Japanese"); else empty


class Entity(NamedTuple):
    """Who or what is meant by one or more mentions."""

    id: EntityId
    kind: EntityKind
    name: str  # the fullest form found
    aliases: tuple[str, ...] = ()  # other forms that occurred, without `name`


class LinkedMention(NamedTuple):
    """A mention and whom it means. Mentions of a text never overlap and come in order."""

    span: Span
    entity: Entity


class Recognizer(Protocol):
    """Finds names in a text. Pure and repeatable: the same text gives the same mentions.

    Threads: any. The mentions come in order and do not overlap.
    """

    @property
    def version(self) -> str:
        """Changes whenever the same text could give other mentions; stored beside them."""

    def mentions_in(self, text: str) -> Sequence[Mention]: ...


class NameFinder(Protocol):
    """Finds names in a text and says whom they mean. Pure and repeatable. Threads: any."""

    @property
    def version(self) -> str:
        """Changes whenever the same text could give other names; stored beside them."""

    def names_in(self, text: str) -> tuple[LinkedMention, ...]: ...
