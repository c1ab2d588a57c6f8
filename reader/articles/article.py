"""An article, its parts and its two names. Values only.

Named tuples here, as in everything the first paint needs: a dataclass costs six times as much to define, and the module
`dataclasses` brings `inspect` along.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, NewType, Self

ArticleId = NewType("ArticleId", str)
"""Made from the article's content: the same in every library, so bookmarks survive a re-import."""

ArticleNumber = NewType("ArticleNumber", int)
"""The article's place in one library. Small and quick, never written outside library and index."""


class _Span(NamedTuple):
    start: int
    end: int


class Span(_Span):
    """Characters `start` (included) to `end` (excluded) of a text; code points, as Python counts."""

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        if not 0 <= start <= end:
            raise ValueError(f"a span cannot run from {start} to {end}")
        return tuple.__new__(cls, (start, end))

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> Self:  # type: ignore[override]  # theirs cannot be written down
        return cls(*iterable)  # so that `_replace` looks, too


class _Article(NamedTuple):
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


class Article(_Article):
    """One article as it was imported. What the reader does with it is kept in `userdata`."""

    __slots__ = ()

    def __new__(
        cls,
        *,
        id: ArticleId,
        title: str,
        text: str,
        source: str = "",
        author: str = "",
        published: date | None = None,
        links: tuple[str, ...] = (),
        origin: str = "",
        language: str = "",
        url: str = "",
    ) -> Self:
        return cls._make((id, title, text, source, author, published, links, origin, language, url))

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> Self:  # type: ignore[override]  # theirs cannot be written down
        made = tuple.__new__(cls, iterable)
        if not made.title.strip():
            raise ValueError(f"article {made.id} has no title")
        return made

    @property
    def lead(self) -> str:
        """The first paragraph; empty for an article that is only a headline."""
        return self.text.partition("\n\n")[0]
