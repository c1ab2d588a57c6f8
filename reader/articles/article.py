"""An article, its parts and its two names. Values only."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

ArticleId = NewType("ArticleId", str)
"""Made from the article's content: the same in every library, so bookmarks survive a re-import."""

ArticleNumber = NewType("ArticleNumber", int)
"""The article's place in one library. Small and quick, never written outside library and index."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of a text; code points, as Python counts."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span cannot run from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was imported. What the reader does with it is kept in `userdata`."""

    id: ArticleId  # that of its first words; stable across re-imports and new versions, so that bookmarks survive them
    title: str  # never empty; one line
    text: str  # paragraphs joined by a blank line, the lead first; every Span counts characters of it
    source: str = ""  # who published it, or the folder it came from; empty when unknown
    author: str = ""
    published: date | None = None
    links: tuple[str, ...] = ()  # the titles of its "Read also" list, in their order
    origin: str = ""  # the file it was read from
    language: str = ""  # ISO 639-1; empty when not known
    url: str = ""  # its web address; empty when not known

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError(f"article {self.id} has no title")

    @property
    def lead(self) -> str:
        """The first paragraph; empty for an article that is only a headline."""
        return self.text.partition("\n\n")[0]
