"""Recogniser and linker in one: from a text to the names in it and whom they mean."""

from pathlib import Path

from reader.entities.gazetteer import load_gazetteer
from reader.entities.linker import link_mentions
from reader.entities.mention import LinkedMention, Recognizer
from reader.entities.recognizer import RuleRecognizer


class LinkingNameFinder:
    """Finds the names in a text and joins those that mean the same. Threads: any."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer

    @property
    def version(self) -> str:
        return self._recognizer.version

    def names_in(self, text: str) -> tuple[LinkedMention, ...]:
        return link_mentions(text, self._recognizer.mentions_in(text))


def load_name_finder(folder: Path) -> LinkingNameFinder:
    """The finder that ships with the program; `folder` holds its name lists.

    Raises:
        ReaderError: the name lists are missing.
    """
    return LinkingNameFinder(RuleRecognizer(load_gazetteer(folder)))
