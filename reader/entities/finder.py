"""Recogniser and linker in one: from an article to the names in it and whom they mean."""

from collections.abc import Sequence
from pathlib import Path

from reader.entities.finder_version import finder_version
from reader.entities.linker import BETWEEN, link_mentions
from reader.entities.mention import LinkedMention, Mention, Recognizer
from reader.entities.recognizer import load_recognizer


class LinkingNameFinder:
    """Finds the names in an article and joins those that mean the same. Threads: any."""

    def __init__(self, recognizer: Recognizer, version: str) -> None:
        self._recognizer = recognizer
        self.version = version

    def mentions_in(self, title: str, text: str) -> tuple[Mention, ...]:
        ahead = len(title) + len(BETWEEN)
        found = self._recognizer.mentions_in(f"{title}{BETWEEN}{text}")
        return tuple(
            one._replace(start=one.start - ahead, end=one.end - ahead)
            for one in found
            if one.end <= len(title) or one.start >= ahead  # a name does not run from the title into the text
        )

    def link(self, title: str, text: str, mentions: Sequence[Mention]) -> tuple[LinkedMention, ...]:
        return link_mentions(title, text, mentions)

    def names_in(self, title: str, text: str) -> tuple[LinkedMention, ...]:
        return self.link(title, text, self.mentions_in(title, text))


def load_name_finder(folder: Path) -> LinkingNameFinder:
    """The finder that ships with the program; `folder` holds its model and name lists.

    Raises:
        ReaderError: the model or a name list is missing.
    """
    return LinkingNameFinder(load_recognizer(folder), finder_version(folder))
