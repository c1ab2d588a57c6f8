"""A short piece of an article's text, with the places in it that deserve a mark."""

from dataclasses import dataclass

from reader.articles.article import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """What a list row shows of an article. `marks` are in order and count characters of `text`."""

    text: str
    marks: tuple[Span, ...] = ()
