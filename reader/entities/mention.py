"""Names as values: a mention is a place in a text, an entity is who or what is meant."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, NewType, Protocol

from reader.articles.article import Span

EntityId = NewType("EntityId", str)
"""Kind and key of the name, e.g. "person:gen nakatani": the same in every library. Opaque: a reader may have given the
entity another kind or name since."""


TITLE_GAP = 2  # title and text are read as one, with an empty line between: places in the title are negative


class EntityKind(StrEnum):
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"  # ships, treaties, events, works


class MentionSource(StrEnum):
    """What a mention was recognised by."""

    MODEL = "model"
    LIST = "list"  # a name list that ships with the program
    REPEATED = "repeated"  # the same words are a name elsewhere in the article
    CORRECTION = "correction"  # the reader said so


class Mention(NamedTuple):
    """A name as the recogniser found it: `text[start:end]`, without title or 's."""

    start: int  # characters of the text that was given
    end: int
    kind: EntityKind
    confidence: float = 1.0  # 0 to 1: how probable the model holds exactly this span and kind
    source: MentionSource = MentionSource.MODEL
    name: str = ""  # the full name where a list knows it ("Japan" for "Japanese"); else empty
    is_people: bool = False  # "Japanese", "Muslims": of kind OTHER; the linker takes it for the place `name`, if given


class Entity(NamedTuple):
    """Who or what is meant by one or more mentions."""

    id: EntityId
    kind: EntityKind
    name: str  # the fullest frequent form
    aliases: tuple[str, ...] = ()  # other forms that occurred, without `name`


class LinkedMention(NamedTuple):
    """A mention and whom it means. Mentions of a text never overlap and come in order, those of the title first."""

    span: Span  # of the article's text, or of its title if `in_title`
    entity: Entity
    in_title: bool = False
    confidence: float = 1.0
    source: MentionSource = MentionSource.MODEL


class Recognizer(Protocol):
    """Finds names in a text. Pure and repeatable: the same text gives the same mentions.

    Threads: any. The mentions come in order and do not overlap.
    """

    @property
    def version(self) -> str:
        """Changes whenever the same text could give other mentions; stored beside them."""

    def mentions_in(self, text: str) -> Sequence[Mention]: ...


class NameFinder(Protocol):
    """Finds names in an article and says whom they mean, as far as the article tells. Pure and repeatable.

    Threads: any.
    """

    @property
    def version(self) -> str:
        """Changes whenever the same text could give other names; stored beside them."""

    def mentions_in(self, title: str, text: str) -> tuple[Mention, ...]:
        """What was recognised; offsets count from the beginning of the text, so that those in the title are negative.

        (The title stands before the text, with an empty line between the two.)
        """

    def link(self, title: str, text: str, mentions: Sequence[Mention]) -> tuple[LinkedMention, ...]:
        """The mentions with the entities this article alone tells of."""

    def names_in(self, title: str, text: str) -> tuple[LinkedMention, ...]:
        """Both in one."""
