"""A short piece of an article's text, with the places in it that deserve a mark."""

from typing import NamedTuple

from reader.articles.article import Span


class Passage(NamedTuple):
    """What a list row shows of an article. `marks` are in order and count characters of `text`."""

    text: str
    marks: tuple[Span, ...] = ()
