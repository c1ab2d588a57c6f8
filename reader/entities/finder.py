"""Recogniser and linker in one: from an article to the names in it and whom they mean."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from reader.entities.linker import BETWEEN, link_mentions
from reader.entities.mention import LinkedMention, Mention, Recognizer
from reader.entities.recognizer import load_recognizer

_VERSION = "1"  # raise it whenever a change of the recogniser can change a result with the same data


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


def finder_version(folder: Path) -> str:
    """The version of the finder that ships with the program, told without loading it."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.is_file():
            digest.update(f"{path.name} {path.stat().st_size}\n".encode())
    return f"{_VERSION}-{digest.hexdigest()[:12]}"


def load_name_finder(folder: Path) -> LinkingNameFinder:
    """The finder that ships with the program; `folder` holds its model and name lists.

    Raises:
        ReaderError: the model or a name list is missing.
    """
    return LinkingNameFinder(load_recognizer(folder), finder_version(folder))
