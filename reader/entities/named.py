"""A mention with its words, while an article is being linked."""

from typing import NamedTuple

from reader.entities.mention import EntityKind, Mention


class Named(NamedTuple):
    """A mention in the title and text of an article, read as one."""

    place: int  # among the mentions of the article
    start: int
    end: int
    kind: EntityKind
    surface: str  # as it stands there
    name: str  # what it is called: as it stands there, or as a list knows it
    mention: Mention

    @property
    def is_listed(self) -> bool:
        """Whether a list said how it is called."""
        return bool(self.mention.name)
